/* SPDX-License-Identifier: GPL-3.0-or-later
 * Packed backups: nothing is lost, and little is used. */

#include "config.h"

#include "model/reprise-backup-records.h"

#include <string.h>

/* What a table, a chart and the rules need of each comes on top of that. */
#define MEMORY_PER_BACKUP 175

static void
assert_list (const char *const *list, const char *const *expected)
{
  if (expected == NULL)
    {
      g_assert_null (list);
      return;
    }
  g_assert_true (g_strv_equal (list, expected));
}

static void
assert_texts (RepriseBackup *backup, const RepriseBackupFields *fields)
{
  g_assert_cmpstr (reprise_backup_get_label (backup), ==, fields->label);
  g_assert_cmpstr (reprise_backup_get_prior (backup), ==, fields->prior);
  assert_list (reprise_backup_get_references (backup), fields->references);
  assert_list (reprise_backup_get_error_list (backup), fields->error_list);
  assert_list (reprise_backup_get_annotations (backup), fields->annotations);
  g_assert_cmpstr (reprise_backup_get_wal_start (backup), ==, fields->wal_start);
  g_assert_cmpstr (reprise_backup_get_wal_stop (backup), ==, fields->wal_stop);
  g_assert_cmpstr (reprise_backup_get_pgbackrest_version (backup), ==, fields->pgbackrest_version);
}

static void
assert_numbers (RepriseBackup *backup, const RepriseBackupFields *fields)
{
  g_assert_cmpint (reprise_backup_get_backup_type (backup), ==, fields->backup_type);
  g_assert_cmpint (reprise_backup_get_started_at (backup), ==, fields->started_at);
  g_assert_cmpint (reprise_backup_get_finished_at (backup), ==, fields->finished_at);
  g_assert_cmpint (reprise_backup_get_error (backup), ==, fields->error);
  g_assert_cmpint (reprise_backup_get_database_size (backup), ==, fields->database_size);
  g_assert_cmpint (reprise_backup_get_database_backup_size (backup),
                   ==,
                   fields->database_backup_size);
  g_assert_cmpint (reprise_backup_get_backup_set_size (backup), ==, fields->backup_set_size);
  g_assert_cmpint (reprise_backup_get_backup_size (backup), ==, fields->backup_size);
  g_assert_cmpint (reprise_backup_get_backup_set_map_size (backup),
                   ==,
                   fields->backup_set_map_size);
  g_assert_cmpint (reprise_backup_get_backup_map_size (backup), ==, fields->backup_map_size);
  g_assert_cmpuint (reprise_backup_get_lsn_start (backup), ==, fields->lsn_start);
  g_assert_cmpuint (reprise_backup_get_lsn_stop (backup), ==, fields->lsn_stop);
  g_assert_cmpint (reprise_backup_get_pgbackrest_format (backup), ==, fields->pgbackrest_format);
}

static void
assert_record (RepriseBackupRecords *records, guint position, const RepriseBackupFields *fields)
{
  g_autoptr (RepriseBackup) backup = reprise_backup_records_get (records, position);

  assert_texts (backup, fields);
  assert_numbers (backup, fields);
}

/* Packs and unpacks, before and after sealing. */
static void
assert_survives (const RepriseBackupFields *fields, guint n_fields)
{
  g_autoptr (RepriseBackupRecords) records = reprise_backup_records_new ();

  for (guint i = 0; i < n_fields; i++)
    reprise_backup_records_add (records, &fields[i]);
  for (guint i = 0; i < n_fields; i++)
    assert_record (records, i, &fields[i]);
  reprise_backup_records_seal (records);
  g_assert_cmpuint (reprise_backup_records_get_length (records), ==, n_fields);
  for (guint i = 0; i < n_fields; i++)
    assert_record (records, i, &fields[i]);
}

static const char *const references[] = { "20240619-195803F", "20240601-000000F", NULL };
static const char *const annotations[] = { "name", "Größe", "task_id", "", "odd", NULL };
static const char *const errors[] = { "base/1/2619", "base/1/2620", NULL };
static const char *const none[] = { NULL };

static const RepriseBackupFields complete[] = {
  {
      .label = "20240619-195803F",
      .backup_type = REPRISE_BACKUP_TYPE_FULL,
      .started_at = G_GINT64_CONSTANT (1718827083000000),
      .finished_at = G_GINT64_CONSTANT (1718827272000000),
      .error = REPRISE_TRISTATE_NO,
      .annotations = annotations,
      .database_size = 2097152,
      .database_backup_size = 2097152,
      .backup_set_size = 1048576,
      .backup_size = 0,
      .backup_set_map_size = 131072,
      .backup_map_size = 0,
      .lsn_start = 0x4000028,
      .lsn_stop = 0x5000050,
      .wal_start = "000000010000000000000004",
      .wal_stop = "000000010000000000000005",
      .pgbackrest_format = 5,
      .pgbackrest_version = "2.55.1",
  },
  {
      .label = "20240619-195803F_20240619-210001I",
      .backup_type = REPRISE_BACKUP_TYPE_INCR,
      .prior = "20240619-195803F",
      .references = references,
      .started_at = G_GINT64_CONSTANT (1718830801000000),
      .finished_at = G_GINT64_CONSTANT (1718830804000000),
      .error = REPRISE_TRISTATE_YES,
      .error_list = errors,
      .annotations = none,
      .database_size = -1,
      .database_backup_size = G_MAXINT64,
      .backup_set_size = -1,
      .backup_size = 2100,
      .lsn_start = G_MAXUINT64,
      .lsn_stop = 1,
      .wal_start = "FFFFFFFFFFFFFFFFFFFFFFFF",
      .wal_stop = "000000010000000000000009.partial",
      .pgbackrest_format = -1,
      .pgbackrest_version = "2.55.1",
  },
};

/* Every part of a backup comes back as it went in, next to others that share its texts. */
static void
test_backup_records_complete (void)
{
  assert_survives (complete, G_N_ELEMENTS (complete));
}

/* Nothing known, empty texts, empty lists and times at the ends of their range come back. */
static void
test_backup_records_borders (void)
{
  RepriseBackupFields fields[5] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    fields[i] = (RepriseBackupFields) REPRISE_BACKUP_FIELDS_INIT;
  fields[1].label = fields[1].prior = fields[1].wal_start = fields[1].pgbackrest_version = "";
  fields[1].references = fields[1].error_list = fields[1].annotations = none;
  fields[2].started_at = G_MAXINT64;
  fields[3].finished_at = G_MAXINT64;
  fields[4].started_at = 0;
  fields[4].label = fields[4].prior = "itself";
  fields[4].wal_start = "000000000000000000000001";
  fields[4].wal_stop = "00000001000000000000000a";

  assert_survives (fields, G_N_ELEMENTS (fields));
  assert_survives (NULL, 0);
}

/* More different labels, versions and keys than are kept once for all are only stored in full. */
static void
test_backup_records_many_texts (void)
{
  const guint n = 10000;
  g_autoptr (RepriseBackupRecords) records = reprise_backup_records_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("label %u", i);
      g_autofree char *prior = g_strdup_printf ("label %u", i / 2);
      g_autofree char *version = g_strdup_printf ("version %u", i);
      RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

      fields.label = label;
      fields.prior = prior;
      fields.pgbackrest_version = version;
      reprise_backup_records_add (records, &fields);
    }
  reprise_backup_records_seal (records);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *prior = g_strdup_printf ("label %u", i / 2);
      g_autofree char *version = g_strdup_printf ("version %u", i);
      g_autoptr (RepriseBackup) backup = reprise_backup_records_get (records, i);

      g_assert_cmpstr (reprise_backup_get_prior (backup), ==, prior);
      g_assert_cmpstr (reprise_backup_get_pgbackrest_version (backup), ==, version);
    }
}

/* References to records in turn, out of turn, to none, and times between seconds. */
static void
test_backup_records_references (void)
{
  static const char *const labels[] = { "a", "b", "c", "d", "e", "f" };
  static const char *const lists[][6] = {
    { NULL },
    { "a" },
    { "a", "b" },
    { "b", "c", "none", "a", "b" },
    { "d", "c", "b", "a" },
    { "a", "c", "d", "e", "f" },
  };
  RepriseBackupFields fields[G_N_ELEMENTS (labels)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      fields[i] = (RepriseBackupFields) REPRISE_BACKUP_FIELDS_INIT;
      fields[i].label = labels[i];
      fields[i].references = lists[i];
      fields[i].started_at = G_GINT64_CONSTANT (-3) * REPRISE_INSTANT_SECOND + i;
      fields[i].finished_at = G_GINT64_CONSTANT (5) * i * REPRISE_INSTANT_SECOND - 1;
    }
  assert_survives (fields, G_N_ELEMENTS (fields));
}

static char *
format_stamp (RepriseInstant instant, const char *pattern)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (reprise_instant_to_unix (instant));

  return g_date_time_format (time, pattern);
}

/* A full backup a day and an incremental one each hour that needs all since, as services take them.
 */
static void
add_day (RepriseBackupRecords *records, guint day)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  const char *const names[] = { "name",
                                "before the upgrade of the shop",
                                "task_id",
                                "3f7c1d8e-2f2b-4a57-a3a1-2c7ef9d50001",
                                NULL };

  g_ptr_array_add (labels, NULL);
  for (guint hour = 0; hour < 24; hour++)
    {
      RepriseBackupFields fields = complete[0];
      gint64 start = G_GINT64_CONSTANT (1700000000) + day * 86400 + hour * 3600;
      g_autofree char *wal = g_strdup_printf ("00000001%08X%08X", day, hour * 10);
      g_autofree char *stamp = NULL;
      const char *needed[24] = { NULL };

      fields.started_at = reprise_instant_from_unix (start);
      fields.finished_at = reprise_instant_from_unix (start + 187);
      stamp = format_stamp (fields.started_at, "%Y%m%d-%H%M%S");
      g_ptr_array_insert (labels,
                          (int) hour,
                          hour == 0 ? g_strconcat (stamp, "F", NULL)
                                    : g_strconcat (labels->pdata[0], "_", stamp, "I", NULL));
      fields.label = labels->pdata[hour];
      fields.prior = hour == 0 ? NULL : labels->pdata[hour - 1];
      fields.annotations = names;
      fields.database_size = G_GINT64_CONSTANT (987654321098) + day;
      fields.backup_set_size = G_GINT64_CONSTANT (123456789012) + hour;
      fields.lsn_start = (guint64) day << 32 | hour * 0x1000028;
      fields.lsn_stop = fields.lsn_start + 0x123456;
      fields.wal_start = fields.wal_stop = wal;
      memcpy (needed, labels->pdata, hour * sizeof *needed);
      fields.references = hour == 0 ? NULL : needed;
      reprise_backup_records_add (records, &fields);
    }
}

/* Of the quarter of a gigabyte that a million backups may take, no more than is left for them where
 * each has a name and a task. */
static void
test_backup_records_memory (void)
{
  g_autoptr (RepriseBackupRecords) records = reprise_backup_records_new ();
  guint n_backups;

  for (guint day = 0; day < 400; day++)
    add_day (records, day);
  reprise_backup_records_seal (records);
  n_backups = reprise_backup_records_get_length (records);

  g_test_message ("%.1f bytes a backup",
                  (double) reprise_backup_records_get_memory (records) / n_backups);
  g_assert_cmpuint (n_backups, ==, 9600);
  g_assert_cmpuint (reprise_backup_records_get_memory (records),
                    <,
                    (gsize) n_backups * MEMORY_PER_BACKUP);
}

/* Labels sort by their bytes, the shorter first, and none before an empty one. */
static void
test_backup_records_compares (void)
{
  static const char *const sorted[] = { NULL, "", "a", "ab", "b", "\xc3\xa4" };
  g_autoptr (RepriseBackupRecords) records = reprise_backup_records_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

      fields.label = sorted[i];
      reprise_backup_records_add (records, &fields);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        int order = reprise_backup_records_compare (records, i, j);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
        if (sorted[j] == NULL)
          continue;
        order = reprise_backup_records_compare_label (records, i, sorted[j]);
        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/backup-records/complete", test_backup_records_complete);
  g_test_add_func ("/model/backup-records/borders", test_backup_records_borders);
  g_test_add_func ("/model/backup-records/many-texts", test_backup_records_many_texts);
  g_test_add_func ("/model/backup-records/references", test_backup_records_references);
  g_test_add_func ("/model/backup-records/memory", test_backup_records_memory);
  g_test_add_func ("/model/backup-records/compares", test_backup_records_compares);
  return g_test_run ();
}
