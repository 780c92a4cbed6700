/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backup: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-backup.h"

static void
assert_list (const char *const *list)
{
  g_assert_cmpuint (g_strv_length ((char **) list), ==, 2);
  g_assert_cmpstr (list[0], ==, "one");
  g_assert_cmpstr (list[1], ==, "two");
}

/* Each part comes back as it was given, from a copy of its own. */
static void
test_backup_keeps (void)
{
  char words[] = "one";
  const char *list[] = { words, "two", NULL };
  char text[] = "label";
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackup) backup = NULL;

  fields.label = text;
  fields.backup_type = REPRISE_BACKUP_TYPE_INCR;
  fields.prior = "prior";
  fields.references = list;
  fields.started_at = 5000000;
  fields.finished_at = 6000000;
  fields.error = REPRISE_TRISTATE_YES;
  fields.error_list = list;
  fields.annotations = list;
  fields.database_size = G_MAXINT64 - 9;
  fields.database_backup_size = G_MAXINT64 - 10;
  fields.backup_set_size = G_MAXINT64 - 11;
  fields.backup_size = G_MAXINT64 - 12;
  fields.backup_set_map_size = G_MAXINT64 - 13;
  fields.backup_map_size = G_MAXINT64 - 14;
  fields.lsn_start = G_MAXUINT64 - 13;
  fields.lsn_stop = G_MAXUINT64 - 14;
  fields.wal_start = "wal start";
  fields.wal_stop = "wal stop";
  fields.pgbackrest_format = 18;
  fields.pgbackrest_version = "pgbackrest version";
  backup = reprise_backup_new (&fields);
  text[0] = 'X';
  words[0] = 'X';
  list[1] = NULL;

  g_assert_cmpstr (reprise_backup_get_label (backup), ==, "label");
  g_assert_cmpint (reprise_backup_get_backup_type (backup), ==, REPRISE_BACKUP_TYPE_INCR);
  g_assert_cmpstr (reprise_backup_get_prior (backup), ==, "prior");
  assert_list (reprise_backup_get_references (backup));
  g_assert_cmpint (reprise_backup_get_started_at (backup), ==, 5000000);
  g_assert_cmpint (reprise_backup_get_finished_at (backup), ==, 6000000);
  g_assert_cmpint (reprise_backup_get_error (backup), ==, REPRISE_TRISTATE_YES);
  assert_list (reprise_backup_get_error_list (backup));
  assert_list (reprise_backup_get_annotations (backup));
  g_assert_cmpint (reprise_backup_get_database_size (backup), ==, G_MAXINT64 - 9);
  g_assert_cmpint (reprise_backup_get_database_backup_size (backup), ==, G_MAXINT64 - 10);
  g_assert_cmpint (reprise_backup_get_backup_set_size (backup), ==, G_MAXINT64 - 11);
  g_assert_cmpint (reprise_backup_get_backup_size (backup), ==, G_MAXINT64 - 12);
  g_assert_cmpint (reprise_backup_get_backup_set_map_size (backup), ==, G_MAXINT64 - 13);
  g_assert_cmpint (reprise_backup_get_backup_map_size (backup), ==, G_MAXINT64 - 14);
  g_assert_cmpuint (reprise_backup_get_lsn_start (backup), ==, G_MAXUINT64 - 13);
  g_assert_cmpuint (reprise_backup_get_lsn_stop (backup), ==, G_MAXUINT64 - 14);
  g_assert_cmpstr (reprise_backup_get_wal_start (backup), ==, "wal start");
  g_assert_cmpstr (reprise_backup_get_wal_stop (backup), ==, "wal stop");
  g_assert_cmpint (reprise_backup_get_pgbackrest_format (backup), ==, 18);
  g_assert_cmpstr (reprise_backup_get_pgbackrest_version (backup), ==, "pgbackrest version");
}

/* What it was made from can be had back, to make another like it. */
static void
test_backup_fields (void)
{
  const char *list[] = { "one", "two", NULL };
  RepriseBackupFields given = REPRISE_BACKUP_FIELDS_INIT;
  RepriseBackupFields fields;
  g_autoptr (RepriseBackup) backup = NULL;

  given.label = "label";
  given.backup_type = REPRISE_BACKUP_TYPE_DIFF;
  given.prior = "prior";
  given.references = list;
  given.started_at = 1;
  given.finished_at = 2;
  given.error = REPRISE_TRISTATE_NO;
  given.error_list = list;
  given.annotations = list;
  given.database_size = 3;
  given.database_backup_size = 4;
  given.backup_set_size = 5;
  given.backup_size = 6;
  given.backup_set_map_size = 7;
  given.backup_map_size = 8;
  given.lsn_start = 7;
  given.lsn_stop = 8;
  given.wal_start = "start";
  given.wal_stop = "stop";
  given.pgbackrest_format = 9;
  given.pgbackrest_version = "version";
  backup = reprise_backup_new (&given);
  reprise_backup_get_fields (backup, &fields);

  g_assert_cmpstr (fields.label, ==, "label");
  g_assert_cmpint (fields.backup_type, ==, REPRISE_BACKUP_TYPE_DIFF);
  g_assert_cmpstr (fields.prior, ==, "prior");
  assert_list (fields.references);
  g_assert_cmpint (fields.started_at, ==, 1);
  g_assert_cmpint (fields.finished_at, ==, 2);
  g_assert_cmpint (fields.error, ==, REPRISE_TRISTATE_NO);
  assert_list (fields.error_list);
  assert_list (fields.annotations);
  g_assert_cmpint (fields.database_size, ==, 3);
  g_assert_cmpint (fields.database_backup_size, ==, 4);
  g_assert_cmpint (fields.backup_set_size, ==, 5);
  g_assert_cmpint (fields.backup_size, ==, 6);
  g_assert_cmpint (fields.backup_set_map_size, ==, 7);
  g_assert_cmpint (fields.backup_map_size, ==, 8);
  g_assert_cmpuint (fields.lsn_start, ==, 7);
  g_assert_cmpuint (fields.lsn_stop, ==, 8);
  g_assert_cmpstr (fields.wal_start, ==, "start");
  g_assert_cmpstr (fields.wal_stop, ==, "stop");
  g_assert_cmpint (fields.pgbackrest_format, ==, 9);
  g_assert_cmpstr (fields.pgbackrest_version, ==, "version");
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_backup_unknown (void)
{
  const RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackup) backup = reprise_backup_new (&fields);

  g_assert_null (reprise_backup_get_label (backup));
  g_assert_cmpint (reprise_backup_get_backup_type (backup), ==, REPRISE_BACKUP_TYPE_UNKNOWN);
  g_assert_null (reprise_backup_get_prior (backup));
  g_assert_null (reprise_backup_get_references (backup));
  g_assert_cmpint (reprise_backup_get_started_at (backup), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_backup_get_finished_at (backup), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_backup_get_error (backup), ==, REPRISE_TRISTATE_UNKNOWN);
  g_assert_null (reprise_backup_get_error_list (backup));
  g_assert_null (reprise_backup_get_annotations (backup));
  g_assert_cmpint (reprise_backup_get_database_size (backup), ==, -1);
  g_assert_cmpint (reprise_backup_get_database_backup_size (backup), ==, -1);
  g_assert_cmpint (reprise_backup_get_backup_set_size (backup), ==, -1);
  g_assert_cmpint (reprise_backup_get_backup_size (backup), ==, -1);
  g_assert_cmpuint (reprise_backup_get_lsn_start (backup), ==, 0);
  g_assert_cmpuint (reprise_backup_get_lsn_stop (backup), ==, 0);
  g_assert_null (reprise_backup_get_wal_start (backup));
  g_assert_null (reprise_backup_get_wal_stop (backup));
  g_assert_cmpint (reprise_backup_get_pgbackrest_format (backup), ==, -1);
  g_assert_null (reprise_backup_get_pgbackrest_version (backup));
}

/* What widgets bind says the same as the functions. */
static void
test_backup_properties (void)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackup) backup = NULL;
  g_autofree char *label = NULL;
  int backup_type = 0;
  g_autofree char *prior = NULL;
  gint64 started_at = 0;
  gint64 finished_at = 0;
  int error = 0;
  gint64 database_size = 0;
  gint64 database_backup_size = 0;
  gint64 backup_set_size = 0;
  gint64 backup_size = 0;

  fields.label = "label";
  fields.backup_type = REPRISE_BACKUP_TYPE_INCR;
  fields.prior = "prior";
  fields.started_at = 4000000;
  fields.finished_at = 5000000;
  fields.error = REPRISE_TRISTATE_YES;
  fields.database_size = G_MAXINT64 - 6;
  fields.database_backup_size = G_MAXINT64 - 7;
  fields.backup_set_size = G_MAXINT64 - 8;
  fields.backup_size = G_MAXINT64 - 9;
  backup = reprise_backup_new (&fields);
  g_object_get (backup,
                "label",
                &label,
                "backup-type",
                &backup_type,
                "prior",
                &prior,
                "started-at",
                &started_at,
                "finished-at",
                &finished_at,
                "error",
                &error,
                "database-size",
                &database_size,
                "database-backup-size",
                &database_backup_size,
                "backup-set-size",
                &backup_set_size,
                "backup-size",
                &backup_size,
                NULL);

  g_assert_cmpstr (label, ==, "label");
  g_assert_cmpint (backup_type, ==, REPRISE_BACKUP_TYPE_INCR);
  g_assert_cmpstr (prior, ==, "prior");
  g_assert_cmpint (started_at, ==, 4000000);
  g_assert_cmpint (finished_at, ==, 5000000);
  g_assert_cmpint (error, ==, REPRISE_TRISTATE_YES);
  g_assert_cmpint (database_size, ==, G_MAXINT64 - 6);
  g_assert_cmpint (database_backup_size, ==, G_MAXINT64 - 7);
  g_assert_cmpint (backup_set_size, ==, G_MAXINT64 - 8);
  g_assert_cmpint (backup_size, ==, G_MAXINT64 - 9);
}

/* Annotations are found by key; the name given to a backup is one of them. */
static void
test_backup_annotations (void)
{
  static const char *const pairs[] = { "task_id", "name", "name", "Größe", "empty", "", NULL };
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackup) named = NULL;
  g_autoptr (RepriseBackup) unnamed = reprise_backup_new (&fields);
  g_autofree char *property = NULL;

  fields.annotations = pairs;
  named = reprise_backup_new (&fields);
  g_object_get (named, "name", &property, NULL);

  g_assert_cmpstr (reprise_backup_get_annotation (named, "task_id"), ==, "name");
  g_assert_cmpstr (reprise_backup_get_annotation (named, "empty"), ==, "");
  g_assert_null (reprise_backup_get_annotation (named, "Größe"));
  g_assert_cmpstr (reprise_backup_get_name (named), ==, "Größe");
  g_assert_cmpstr (property, ==, "Größe");
  g_assert_null (reprise_backup_get_name (unnamed));
}

/* A key that lost its value is no annotation, and nothing past the end is read. */
static void
test_backup_odd_annotations (void)
{
  static const char *const pairs[] = { "task_id", "7", "name", NULL };
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackup) backup = NULL;

  fields.annotations = pairs;
  backup = reprise_backup_new (&fields);
  g_assert_null (reprise_backup_get_name (backup));
  g_assert_cmpstr (reprise_backup_get_annotation (backup, "task_id"), ==, "7");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/backup/keeps", test_backup_keeps);
  g_test_add_func ("/model/backup/fields", test_backup_fields);
  g_test_add_func ("/model/backup/unknown", test_backup_unknown);
  g_test_add_func ("/model/backup/properties", test_backup_properties);
  g_test_add_func ("/model/backup/annotations", test_backup_annotations);
  g_test_add_func ("/model/backup/odd-annotations", test_backup_odd_annotations);
  return g_test_run ();
}
