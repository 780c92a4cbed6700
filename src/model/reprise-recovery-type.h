/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a recovery stops: pgBackRest's --type. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseRecoveryType:
 * @REPRISE_RECOVERY_TYPE_UNSET: not said, which pgBackRest takes for
 * @REPRISE_RECOVERY_TYPE_DEFAULT.
 * @REPRISE_RECOVERY_TYPE_DEFAULT: at the end of the archived WAL.
 * @REPRISE_RECOVERY_TYPE_IMMEDIATE: as soon as the backup is consistent.
 * @REPRISE_RECOVERY_TYPE_TIME: at a time.
 * @REPRISE_RECOVERY_TYPE_LSN: at a WAL position.
 * @REPRISE_RECOVERY_TYPE_XID: at a transaction.
 * @REPRISE_RECOVERY_TYPE_NAME: at a named restore point.
 * @REPRISE_RECOVERY_TYPE_OTHER: a word not known here, or one that is not safe to send.
 */
typedef enum
{
  REPRISE_RECOVERY_TYPE_UNSET,
  REPRISE_RECOVERY_TYPE_DEFAULT,
  REPRISE_RECOVERY_TYPE_IMMEDIATE,
  REPRISE_RECOVERY_TYPE_TIME,
  REPRISE_RECOVERY_TYPE_LSN,
  REPRISE_RECOVERY_TYPE_XID,
  REPRISE_RECOVERY_TYPE_NAME,
  REPRISE_RECOVERY_TYPE_OTHER,
} RepriseRecoveryType;

RepriseRecoveryType reprise_recovery_type_from_word (const char *word);
const char *reprise_recovery_type_to_word (RepriseRecoveryType type);

G_END_DECLS
