/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a recovery stops: pgBackRest's --type. */

#include "config.h"

#include "model/reprise-recovery-type.h"

static const char *const words[] = {
  [REPRISE_RECOVERY_TYPE_DEFAULT] = "default", [REPRISE_RECOVERY_TYPE_IMMEDIATE] = "immediate",
  [REPRISE_RECOVERY_TYPE_TIME] = "time",       [REPRISE_RECOVERY_TYPE_LSN] = "lsn",
  [REPRISE_RECOVERY_TYPE_XID] = "xid",         [REPRISE_RECOVERY_TYPE_NAME] = "name",
};

/**
 * reprise_recovery_type_from_word:
 * @word: (nullable): one of pgBackRest's words
 *
 * Returns: the type; %REPRISE_RECOVERY_TYPE_UNSET for %NULL and %REPRISE_RECOVERY_TYPE_OTHER for
 * any word not known here, such as `standby`
 */
RepriseRecoveryType
reprise_recovery_type_from_word (const char *word)
{
  if (word == NULL)
    return REPRISE_RECOVERY_TYPE_UNSET;
  for (guint i = REPRISE_RECOVERY_TYPE_DEFAULT; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return (RepriseRecoveryType) i;
  return REPRISE_RECOVERY_TYPE_OTHER;
}

/**
 * reprise_recovery_type_to_word:
 * @type: a type
 *
 * Returns: (nullable): pgBackRest's word; %NULL for %REPRISE_RECOVERY_TYPE_UNSET and
 *   %REPRISE_RECOVERY_TYPE_OTHER
 */
const char *
reprise_recovery_type_to_word (RepriseRecoveryType type)
{
  return type < G_N_ELEMENTS (words) ? words[type] : NULL;
}
