/* SPDX-License-Identifier: GPL-3.0-or-later
 * The kinds of backup that pgBackRest takes. */

#include "config.h"

#include "model/reprise-backup-type.h"

static const char *const words[] = {
  [REPRISE_BACKUP_TYPE_FULL] = "full",
  [REPRISE_BACKUP_TYPE_DIFF] = "diff",
  [REPRISE_BACKUP_TYPE_INCR] = "incr",
};

/**
 * reprise_backup_type_from_word:
 * @word: (nullable): `full`, `diff` or `incr`
 *
 * Returns: the type; %REPRISE_BACKUP_TYPE_UNKNOWN for any other word
 */
RepriseBackupType
reprise_backup_type_from_word (const char *word)
{
  for (guint i = REPRISE_BACKUP_TYPE_FULL; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (RepriseBackupType) i;
  return REPRISE_BACKUP_TYPE_UNKNOWN;
}

/**
 * reprise_backup_type_to_word:
 * @type: a type
 *
 * Returns: (nullable): `full`, `diff` or `incr`; %NULL for %REPRISE_BACKUP_TYPE_UNKNOWN
 */
const char *
reprise_backup_type_to_word (RepriseBackupType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (words), NULL);
  return words[type];
}
