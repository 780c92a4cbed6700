/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made-up backups for tests of what shows them. */

#include "config.h"

#include "backup-samples.h"

static char *
stamp (guint number)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (SAMPLE_START + number * SAMPLE_STEP);

  return g_date_time_format (date, "%Y%m%d-%H%M%S");
}

static RepriseBackupType
type_of (guint number)
{
  switch (number % SAMPLES_A_DAY)
    {
    case 0:
      return REPRISE_BACKUP_TYPE_FULL;
    case SAMPLES_A_DAY / 2:
      return REPRISE_BACKUP_TYPE_DIFF;
    default:
      return REPRISE_BACKUP_TYPE_INCR;
    }
}

/**
 * sample_label:
 * @number: from 0, the oldest
 *
 * Returns: (transfer full): the label of that backup, as pgBackRest would make it
 */
char *
sample_label (guint number)
{
  g_autofree char *own = stamp (number);
  g_autofree char *full = stamp (number - number % SAMPLES_A_DAY);

  if (type_of (number) == REPRISE_BACKUP_TYPE_FULL)
    return g_strdup_printf ("%sF", own);
  return g_strdup_printf ("%sF_%s%c",
                          full,
                          own,
                          type_of (number) == REPRISE_BACKUP_TYPE_DIFF ? 'D' : 'I');
}

/* The full ones have names, in turns; every fiftieth backup has page errors. */
void
sample_add (RepriseBackupListBuilder *builder, guint number)
{
  static const char *const names[] = { "nightly", "Übergabe Köln", "before the migration" };
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  guint in_day = number % SAMPLES_A_DAY;
  const char *annotations[] = { "name",
                                names[number / SAMPLES_A_DAY % G_N_ELEMENTS (names)],
                                "ticket",
                                "OPS-4711",
                                NULL };
  const char *errors[] = { "base/16384/1259", "base/16384/2608", NULL };
  const char *references[2] = { NULL, NULL };
  g_autofree char *label = sample_label (number);
  g_autofree char *full = sample_label (number - in_day);
  g_autofree char *prior = NULL;
  g_autofree char *wal = g_strdup_printf ("0000000100000000%08X", number % 255);

  fields.label = label;
  fields.backup_type = type_of (number);
  if (in_day > 0)
    {
      prior = sample_label (in_day == SAMPLES_A_DAY / 2 ? number - in_day : number - 1);
      references[0] = full;
      fields.prior = prior;
      fields.references = references;
    }
  fields.started_at = reprise_instant_from_unix (SAMPLE_START + number * SAMPLE_STEP);
  fields.finished_at = fields.started_at + 60 * REPRISE_INSTANT_SECOND;
  fields.error = number % 50 == 49 ? REPRISE_TRISTATE_YES : REPRISE_TRISTATE_NO;
  fields.error_list = number % 50 == 49 ? errors : NULL;
  fields.annotations = in_day == 0 ? annotations : NULL;
  fields.database_size = 38000000 + (gint64) number * 1000;
  fields.database_backup_size = in_day == 0 ? fields.database_size : 4096;
  fields.backup_set_size = 5000000 + (gint64) number;
  fields.backup_size = in_day == 0 ? 5000000 + (gint64) number : 500 + (gint64) (number * 7 % 1000);
  fields.lsn_start = 0x2000000 + (guint64) number * 0x1000;
  fields.lsn_stop = fields.lsn_start + 0x100;
  fields.wal_start = fields.wal_stop = wal;
  fields.pgbackrest_format = 5;
  fields.pgbackrest_version = "2.54";
  reprise_backup_list_builder_add (builder, &fields);
}

/**
 * sample_list:
 * @n_backups: how many
 *
 * Returns: (transfer full): the first @n_backups, the oldest first, as an inventory has them
 */
RepriseBackupList *
sample_list (guint n_backups)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();

  for (guint i = 0; i < n_backups; i++)
    sample_add (builder, i);
  return reprise_backup_list_builder_end (builder);
}

/**
 * sample_list_newest_first:
 * @newest: the first of them
 * @n_backups: how many
 *
 * Returns: (transfer full): a page as a service sends it
 */
RepriseBackupList *
sample_list_newest_first (guint newest, guint n_backups)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();

  for (guint i = 0; i < n_backups; i++)
    sample_add (builder, newest - i);
  return reprise_backup_list_builder_end (builder);
}

/**
 * sample_window:
 * @backups: a list
 *
 * Returns: (transfer full): what it can restore, in an archive that begins with the first backup's
 *   second segment, so that the very first backup cannot be used
 */
RepriseRestoreWindow *
sample_window (RepriseBackupList *backups)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.node_name = "n1";
  fields.status_word = "ok";
  fields.status_code = 0;
  fields.archive_min_wal = "000000010000000000000001";
  fields.archive_max_wal = "0000000100000000000000FF";
  fields.backups = backups;
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  return reprise_restore_window_new (inventory,
                                     reprise_instant_from_unix (SAMPLE_START + 365 * 86400));
}
