/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a service may refuse or fail a request. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPRISE_SERVICE_ERROR (reprise_service_error_quark ())

/**
 * RepriseServiceError:
 * @REPRISE_SERVICE_ERROR_TRANSPORT: no connection to the service, or it broke off.
 * @REPRISE_SERVICE_ERROR_TLS: the service's certificate is not trusted.
 * @REPRISE_SERVICE_ERROR_TIMEOUT: no answer in time; a write may have been accepted all the same.
 * @REPRISE_SERVICE_ERROR_PROTOCOL: the answer is malformed, oversized or not what was asked for.
 * @REPRISE_SERVICE_ERROR_UNAUTHORIZED: the credential or its token is not accepted.
 * @REPRISE_SERVICE_ERROR_FORBIDDEN: the tenant may not do this.
 * @REPRISE_SERVICE_ERROR_MEMBERSHIP: the membership behind the credential was revoked.
 * @REPRISE_SERVICE_ERROR_PLAN: the plan does not allow this or has expired; the credential is fine.
 * @REPRISE_SERVICE_ERROR_BUSY_DATABASE: the database is not in a state that can be modified.
 * @REPRISE_SERVICE_ERROR_BUSY_CLUSTER: the cluster under the database is not available.
 * @REPRISE_SERVICE_ERROR_BAD_REQUEST: the request itself is wrong; the message says how.
 * @REPRISE_SERVICE_ERROR_NOT_FOUND: the resource does not exist for this tenant.
 * @REPRISE_SERVICE_ERROR_WRONG_ADDRESS: a router or proxy answered, not the service.
 * @REPRISE_SERVICE_ERROR_CONFLICT: other work was reserved first; clears by itself.
 * @REPRISE_SERVICE_ERROR_RATE_LIMITED: too many requests in too short a time.
 * @REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE: the backup repository could not be read, which says
 *   nothing about whether it holds backups.
 * @REPRISE_SERVICE_ERROR_SERVER: the service failed for a reason of its own.
 * @REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN: a write left, and no answer says whether it was accepted;
 *   it must not be sent again before somebody has looked.
 * @REPRISE_SERVICE_ERROR_UNSUPPORTED: whatever is behind the backend cannot do this, as a saved file
 *   cannot be written to; nothing was sent.
 *
 * What a backend reports, whichever kind of service is behind it.
 */
typedef enum
{
  REPRISE_SERVICE_ERROR_TRANSPORT,
  REPRISE_SERVICE_ERROR_TLS,
  REPRISE_SERVICE_ERROR_TIMEOUT,
  REPRISE_SERVICE_ERROR_PROTOCOL,
  REPRISE_SERVICE_ERROR_UNAUTHORIZED,
  REPRISE_SERVICE_ERROR_FORBIDDEN,
  REPRISE_SERVICE_ERROR_MEMBERSHIP,
  REPRISE_SERVICE_ERROR_PLAN,
  REPRISE_SERVICE_ERROR_BUSY_DATABASE,
  REPRISE_SERVICE_ERROR_BUSY_CLUSTER,
  REPRISE_SERVICE_ERROR_BAD_REQUEST,
  REPRISE_SERVICE_ERROR_NOT_FOUND,
  REPRISE_SERVICE_ERROR_WRONG_ADDRESS,
  REPRISE_SERVICE_ERROR_CONFLICT,
  REPRISE_SERVICE_ERROR_RATE_LIMITED,
  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
  REPRISE_SERVICE_ERROR_SERVER,
  REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN,
  REPRISE_SERVICE_ERROR_UNSUPPORTED,
} RepriseServiceError;

#define REPRISE_SERVICE_ERROR_N_CODES (REPRISE_SERVICE_ERROR_UNSUPPORTED + 1)

GQuark reprise_service_error_quark (void);

G_END_DECLS
