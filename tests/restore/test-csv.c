/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups as comma-separated values, to the byte. */

#include "config.h"

#include "restore/reprise-csv.h"

#include <string.h>

#define SECOND REPRISE_INSTANT_SECOND
#define NOW (1785800000 * SECOND)
#define HEADER                                                                                     \
  "label,name,type,prior,references,created_at,finished_at,"                                       \
  "backup_size_bytes,backup_set_size_bytes,database_size_bytes,database_backup_size_bytes,"        \
  "error,doubts,wal_start,wal_stop,lsn_start,lsn_stop,pgbackrest_version\r\n"

static RepriseRestoreWindow *
make_window (const RepriseBackupFields *backups, gsize n_backups)
{
  g_autoptr (RepriseBackupList) list = reprise_backup_list_new (backups, n_backups);
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.backups = list;
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  return reprise_restore_window_new (inventory, NOW);
}

static char *export(const RepriseBackupFields *backups, gsize n_backups)
{
  g_autoptr (RepriseRestoreWindow) window = make_window (backups, n_backups);
  g_autoptr (RepriseCsv) csv = reprise_csv_new (window);

  return reprise_export_read_all (REPRISE_EXPORT (csv));
}

/* Every byte of a table: times in UTC, sizes in bytes, and what is not known empty. */
static void
test_csv_bytes (void)
{
  static const char *const references[] = { "20260803-060000F", NULL };
  static const char *const annotations[] = { "name", "before, the \"big\" change", NULL };
  RepriseBackupFields backups[] = { REPRISE_BACKUP_FIELDS_INIT, REPRISE_BACKUP_FIELDS_INIT };
  g_autofree char *text = NULL;

  backups[0].label = "20260803-060000F";
  backups[0].backup_type = REPRISE_BACKUP_TYPE_FULL;
  backups[0].started_at = 1785736800 * SECOND;
  backups[0].finished_at = 1785736860 * SECOND;
  backups[0].backup_size = 38672757;
  backups[0].backup_set_size = 38672757;
  backups[0].database_size = G_GINT64_CONSTANT (9007199254740993);
  backups[0].database_backup_size = 0;
  backups[0].error = REPRISE_TRISTATE_NO;
  backups[0].wal_start = backups[0].wal_stop = "000000010000000000000002";
  backups[0].lsn_start = 0x100000028;
  backups[0].lsn_stop = 0x1000001F0;
  backups[0].pgbackrest_version = "2.54";
  backups[1].label = "20260803-060000F_20260803-070000I";
  backups[1].backup_type = REPRISE_BACKUP_TYPE_INCR;
  backups[1].prior = references[0];
  backups[1].references = references;
  backups[1].annotations = annotations;
  backups[1].finished_at = 1785740460 * SECOND + 250000;
  backups[1].error = REPRISE_TRISTATE_YES;
  text = export(backups, 2);

  g_assert_cmpstr (text,
                   ==,
                   HEADER "20260803-060000F,,full,,,2026-08-03T06:00:00Z,2026-08-03T06:01:00Z,"
                          "38672757,38672757,9007199254740993,0,false,,"
                          "000000010000000000000002,000000010000000000000002,"
                          "1/28,1/1F0,2.54\r\n"
                          "20260803-060000F_20260803-070000I,"
                          "\"before, the \"\"big\"\" change\",incr,20260803-060000F,"
                          "20260803-060000F,,2026-08-03T07:01:00.25Z,"
                          ",,,,true,page-errors no-wal,,,,,\r\n");
}

/* Without backups there is a header, so that what reads it knows the columns. */
static void
test_csv_empty (void)
{
  g_autofree char *text = export(NULL, 0);

  g_assert_cmpstr (text, ==, HEADER);
}

/* Nothing that comes from outside is run as a formula, breaks a row, or is not UTF-8. */
static void
test_csv_text (void)
{
  static const struct
  {
    const char *text;
    const char *field;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "plain", "plain" },
    { "größer 日本", "größer 日本" },
    { "a=b", "a=b" },
    { "=1+1", "'=1+1" },
    { "=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"" },
    { "+1", "'+1" },
    { "-1", "'-1" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "＝1", "'＝1" },
    { "\tx", "'\tx" },
    { "\rx", "\"'\rx\"" },
    { "\nx", "\"'\nx\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "a,b", "\"a,b\"" },
    { "\"", "\"\"\"\"" },
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      reprise_csv_append_text (line, cases[i].text);
      g_assert_cmpstr (line->str, ==, cases[i].field);
    }
}

static RepriseRestoreWindow *
make_large (guint n_backups)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (RepriseBackupList) list = NULL;

  for (guint i = 0; i < n_backups; i++)
    {
      g_autofree char *label = g_strdup_printf ("%08uF", i);
      RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;

      backup.label = label;
      backup.backup_type = REPRISE_BACKUP_TYPE_FULL;
      backup.finished_at = i * SECOND;
      reprise_backup_list_builder_add (builder, &backup);
    }
  list = reprise_backup_list_builder_end (builder);
  fields.backups = list;
  inventory = reprise_inventory_new (&fields);
  return reprise_restore_window_new (inventory, NOW);
}

/* A large table comes in small pieces, and each backup is in it once and in order. */
static void
test_csv_pieces (void)
{
  const guint n_backups = 100000;
  g_autoptr (RepriseRestoreWindow) window = make_large (n_backups);
  g_autoptr (RepriseCsv) csv = reprise_csv_new (window);
  g_autoptr (GString) piece = g_string_new (NULL);
  gboolean has_more;
  guint n_rows = 0;

  do
    {
      g_string_truncate (piece, 0);
      has_more = reprise_export_read (REPRISE_EXPORT (csv), piece);
      g_assert_cmpuint (piece->len, <, 256 * 1024);
      for (const char *row = piece->str; *row != '\0'; row = strchr (row, '\n') + 1)
        if (g_ascii_isdigit (*row))
          g_assert_cmpuint (g_ascii_strtoull (row, NULL, 10), ==, n_rows++);
    }
  while (has_more);
  g_assert_cmpuint (n_rows, ==, n_backups);
}

/* An export that is given up half-way leaves nothing behind. */
static void
test_csv_given_up (void)
{
  g_autoptr (RepriseRestoreWindow) window = make_large (5000);
  RepriseCsv *csv = reprise_csv_new (window);
  g_autoptr (GString) piece = g_string_new (NULL);

  g_assert_true (reprise_export_read (REPRISE_EXPORT (csv), piece));
  g_assert_finalize_object (csv);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/csv/bytes", test_csv_bytes);
  g_test_add_func ("/restore/csv/empty", test_csv_empty);
  g_test_add_func ("/restore/csv/text", test_csv_text);
  g_test_add_func ("/restore/csv/pieces", test_csv_pieces);
  g_test_add_func ("/restore/csv/given-up", test_csv_given_up);
  return g_test_run ();
}
