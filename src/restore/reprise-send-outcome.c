/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a failed write says about whether anything has begun. */

#include "config.h"

#include "restore/reprise-send-outcome.h"

#include "model/reprise-service-error.h"

#include <gio/gio.h>

/**
 * reprise_send_outcome_from_error:
 * @error: why reprise_backend_send_restore_finish() or reprise_backend_send_backup_finish() failed
 *
 * Returns: what that says about the write; where in doubt, that nobody knows
 */
RepriseSendOutcome
reprise_send_outcome_from_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, REPRISE_SEND_OUTCOME_UNKNOWN);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return REPRISE_SEND_OUTCOME_NOT_SENT;
  if (error->domain != REPRISE_SERVICE_ERROR)
    return REPRISE_SEND_OUTCOME_UNKNOWN;

  switch ((RepriseServiceError) error->code)
    {
    case REPRISE_SERVICE_ERROR_TRANSPORT:
    case REPRISE_SERVICE_ERROR_TLS:
    case REPRISE_SERVICE_ERROR_TIMEOUT:
    case REPRISE_SERVICE_ERROR_PROTOCOL:
    case REPRISE_SERVICE_ERROR_SERVER:
    case REPRISE_SERVICE_ERROR_UNSUPPORTED:
      /* Once it has left, each of these but the last is reported as an unknown outcome. */
      return REPRISE_SEND_OUTCOME_NOT_SENT;
    case REPRISE_SERVICE_ERROR_UNAUTHORIZED:
    case REPRISE_SERVICE_ERROR_FORBIDDEN:
    case REPRISE_SERVICE_ERROR_MEMBERSHIP:
    case REPRISE_SERVICE_ERROR_PLAN:
    case REPRISE_SERVICE_ERROR_BUSY_DATABASE:
    case REPRISE_SERVICE_ERROR_BUSY_CLUSTER:
    case REPRISE_SERVICE_ERROR_BAD_REQUEST:
    case REPRISE_SERVICE_ERROR_NOT_FOUND:
    case REPRISE_SERVICE_ERROR_WRONG_ADDRESS:
    case REPRISE_SERVICE_ERROR_CONFLICT:
    case REPRISE_SERVICE_ERROR_RATE_LIMITED:
    case REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE:
      return REPRISE_SEND_OUTCOME_REFUSED;
    case REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN:
    default:
      return REPRISE_SEND_OUTCOME_UNKNOWN;
    }
}
