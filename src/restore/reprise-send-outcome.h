/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a failed write says about whether anything has begun. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseSendOutcome:
 * @REPRISE_SEND_OUTCOME_NOT_SENT: it never left; nothing has begun.
 * @REPRISE_SEND_OUTCOME_REFUSED: the service answered that it will not do it; nothing has begun.
 * @REPRISE_SEND_OUTCOME_UNKNOWN: it left, and no answer says whether it was accepted.
 *
 * What a failed write to a #RepriseBackend says about what was asked for.
 */
typedef enum
{
  REPRISE_SEND_OUTCOME_NOT_SENT,
  REPRISE_SEND_OUTCOME_REFUSED,
  REPRISE_SEND_OUTCOME_UNKNOWN,
} RepriseSendOutcome;

RepriseSendOutcome reprise_send_outcome_from_error (const GError *error);

G_END_DECLS
