/* SPDX-License-Identifier: GPL-3.0-or-later
 * What two inventories of a node tell about the time between them. */

#include "config.h"

#include "restore/reprise-comparison-text.h"

#include <string.h>

#define SECOND REPRISE_INSTANT_SECOND
#define HOUR (3600 * SECOND)
#define N_ROUNDS 300

static RepriseInventory *
make_inventory (const RepriseBackupFields *backups, gsize n_backups)
{
  g_autoptr (RepriseBackupList) list = reprise_backup_list_new (backups, n_backups);
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;

  fields.node_name = "n1";
  fields.backups = list;
  fields.is_complete = TRUE;
  return reprise_inventory_new (&fields);
}

static RepriseBackupFields
make_backup (const char *label, gint64 hour, gint64 size)
{
  RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;

  backup.label = label;
  backup.backup_type = REPRISE_BACKUP_TYPE_FULL;
  backup.started_at = hour * HOUR;
  backup.finished_at = hour * HOUR + SECOND;
  backup.database_size = size;
  backup.backup_size = size / 10;
  return backup;
}

static RepriseInventoryComparison *
compare (RepriseInventory *before,
         RepriseInstant before_at,
         RepriseInventory *after,
         RepriseInstant after_at)
{
  RepriseComparisonFields fields = { before, before_at, after, after_at, NULL, NULL };

  return reprise_inventory_comparison_new (&fields);
}

/* What came, what went, what is another, each by its place; and the sizes. */
static void
test_comparison_plain (void)
{
  RepriseBackupFields old[] = { make_backup ("A", 1, 1000),
                                make_backup ("B", 2, 2000),
                                make_backup ("C", 3, 3000) };
  RepriseBackupFields new[] = { make_backup ("B", 2, 2000),
                                make_backup ("C", 3, 3000),
                                make_backup ("D", 9, 5000) };
  g_autoptr (RepriseInventory) before = make_inventory (old, 3);
  g_autoptr (RepriseInventory) after = NULL;
  g_autoptr (RepriseInventoryComparison) comparison = NULL;
  const RepriseBackupChange *changed;
  const RepriseGrowthPoint *points;
  RepriseBackupGap gap;
  guint n;

  new[1].error = REPRISE_TRISTATE_YES;
  new[1].database_size = 3001;
  after = make_inventory (new, 3);
  comparison = compare (before, 4 * HOUR, after, 10 * HOUR);

  g_assert_cmpuint (reprise_inventory_comparison_get_appeared (comparison, &n)[0], ==, 2);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (reprise_inventory_comparison_get_expired (comparison, &n)[0], ==, 0);
  g_assert_cmpuint (n, ==, 1);
  changed = reprise_inventory_comparison_get_changed (comparison, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (changed->before, ==, 2);
  g_assert_cmpuint (changed->after, ==, 1);
  g_assert_cmphex (changed->fields,
                   ==,
                   1U << REPRISE_BACKUP_FIELD_ERROR | 1U << REPRISE_BACKUP_FIELD_DATABASE_SIZE);

  points =
      reprise_growth_get_points (reprise_inventory_comparison_get_growth_after (comparison), &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (points[2].at, ==, 9 * HOUR + SECOND);
  g_assert_cmpint (points[2].database_bytes, ==, 5000);
  g_assert_cmpint (points[2].repository_bytes, ==, 200 + 300 + 500);
  g_assert_true (reprise_inventory_comparison_get_longest_gap (comparison, &gap));
  g_assert_cmpint (gap.from, ==, 3 * HOUR + SECOND);
  g_assert_cmpint (gap.until, ==, 9 * HOUR + SECOND);
}

/* Each field that a backup has is compared, and named with what it was and is. */
static void
test_comparison_fields (void)
{
  static const char *const list[] = { "x", "y", NULL };
  RepriseBackupFields from = REPRISE_BACKUP_FIELDS_INIT, to = REPRISE_BACKUP_FIELDS_INIT;
  static const char *const words[REPRISE_BACKUP_N_FIELDS] = {
    "Incremental",
    "P",
    "x, y",
    "1970-01-01 00:00:01 UTC",
    "1970-01-01 00:00:02 UTC",
    "none",
    "x, y",
    "x=y",
    "999 bytes",
    "1 byte",
    "2 bytes",
    "3 bytes",
    "0/10",
    "0/20",
    "W",
    "V",
    "5",
    "2.54",
  };

  to.backup_type = REPRISE_BACKUP_TYPE_INCR;
  to.prior = "P";
  to.references = to.error_list = to.annotations = list;
  to.started_at = SECOND;
  to.finished_at = 2 * SECOND;
  to.error = REPRISE_TRISTATE_NO;
  to.database_size = 999;
  to.database_backup_size = 1;
  to.backup_set_size = 2;
  to.backup_size = 3;
  to.lsn_start = 0x10;
  to.lsn_stop = 0x20;
  to.wal_start = "W";
  to.wal_stop = "V";
  to.pgbackrest_format = 5;
  to.pgbackrest_version = "2.54";

  g_assert_cmphex (reprise_backup_change_find (&from, &to),
                   ==,
                   (1U << REPRISE_BACKUP_N_FIELDS) - 1);
  g_assert_cmphex (reprise_backup_change_find (&to, &to), ==, 0);
  for (guint field = 0; field < REPRISE_BACKUP_N_FIELDS; field++)
    {
      g_autofree char *was = reprise_backup_field_describe ((RepriseBackupField) field, &from);
      g_autofree char *is = reprise_backup_field_describe ((RepriseBackupField) field, &to);

      g_assert_true (g_str_equal (was, "none") || g_str_equal (was, "not known"));
      g_assert_cmpstr (was, !=, is);
      g_assert_cmpstr (is, ==, words[field]);
      g_assert_nonnull (reprise_backup_field_get_name ((RepriseBackupField) field));
    }
}

/* A label that is there twice is two backups, in the order they have. */
static void
test_comparison_twice (void)
{
  RepriseBackupFields old[] = { make_backup ("A", 1, 1000),
                                make_backup ("A", 2, 2000),
                                make_backup (NULL, 3, 1) };
  RepriseBackupFields new[] = { make_backup ("A", 1, 1000), make_backup (NULL, 3, 1) };
  g_autoptr (RepriseInventory) before = make_inventory (old, 3);
  g_autoptr (RepriseInventory) after = make_inventory (new, 2);
  g_autoptr (RepriseInventoryComparison) comparison = compare (before, 4 * HOUR, after, 5 * HOUR);
  guint n;

  g_assert_cmpuint (reprise_inventory_comparison_get_expired (comparison, &n)[0], ==, 1);
  g_assert_cmpuint (n, ==, 1);
  reprise_inventory_comparison_get_appeared (comparison, &n);
  g_assert_cmpuint (n, ==, 0);
  reprise_inventory_comparison_get_changed (comparison, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* Inventories of anything else are told apart. */
static void
test_comparison_differences (void)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) before = NULL;
  g_autoptr (RepriseInventory) after = NULL;
  g_autoptr (RepriseInventoryComparison) comparison = NULL;
  g_autoptr (RepriseInventoryComparison) same = NULL;

  before = reprise_inventory_new (&fields);
  fields.database_id = "d";
  fields.repository_id = "r";
  fields.pg_system_id = 1;
  fields.pg_version = "17";
  fields.status_word = "ok";
  fields.archive_max_wal = "000000010000000000000002";
  after = reprise_inventory_new (&fields);
  comparison = compare (before, 0, after, 0);
  same = compare (after, 0, after, 0);

  g_assert_cmphex (reprise_inventory_comparison_get_differences (comparison),
                   ==,
                   REPRISE_INVENTORY_OTHER_NODE | REPRISE_INVENTORY_OTHER_REPOSITORY |
                       REPRISE_INVENTORY_OTHER_CLUSTER | REPRISE_INVENTORY_OTHER_VERSION |
                       REPRISE_INVENTORY_OTHER_STATUS | REPRISE_INVENTORY_OTHER_ARCHIVE);
  g_assert_cmphex (reprise_inventory_comparison_get_differences (same), ==, REPRISE_INVENTORY_SAME);
}

/* A random inventory: labels of a small alphabet, so that many are in both; some fields of a small
 * range, so that some are equal. */
static RepriseInventory *
make_random (void)
{
  static const char *const labels[] = { "A", "B", "C", "D", "E", "F", "G", NULL };
  RepriseBackupFields backups[12];
  gsize n_backups = (gsize) g_test_rand_int_range (0, G_N_ELEMENTS (backups) + 1);

  for (gsize i = 0; i < n_backups; i++)
    {
      backups[i] = make_backup (labels[g_test_rand_int_range (0, G_N_ELEMENTS (labels))],
                                g_test_rand_int_range (0, 50),
                                g_test_rand_int_range (-1, 3));
      backups[i].backup_type = (RepriseBackupType) g_test_rand_int_range (0, 4);
      if (g_test_rand_int_range (0, 8) == 0)
        backups[i].finished_at = REPRISE_INSTANT_NONE;
    }
  return make_inventory (backups, n_backups);
}

/* An inventory does not differ from itself. */
static void
test_comparison_same (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (RepriseInventory) inventory = make_random ();
      g_autoptr (RepriseInventoryComparison) comparison =
                     compare (inventory, 50 * HOUR, inventory, 50 * HOUR);
      guint n_appeared, n_expired, n_changed;

      reprise_inventory_comparison_get_appeared (comparison, &n_appeared);
      reprise_inventory_comparison_get_expired (comparison, &n_expired);
      reprise_inventory_comparison_get_changed (comparison, &n_changed);
      g_assert_cmpuint (n_appeared + n_expired + n_changed, ==, 0);
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const RepriseBackupChange *first = a, *second = b;

  return (first->before > second->before) - (first->before < second->before);
}

static void
assert_mirrored_changes (RepriseInventoryComparison *there, RepriseInventoryComparison *back)
{
  guint n_there, n_back;
  const RepriseBackupChange *changes = reprise_inventory_comparison_get_changed (there, &n_there);
  const RepriseBackupChange *others = reprise_inventory_comparison_get_changed (back, &n_back);
  g_autofree RepriseBackupChange *sorted =
      g_memdup2 (changes, n_there * sizeof (RepriseBackupChange));

  g_assert_cmpuint (n_there, ==, n_back);
  if (n_there > 0)
    qsort (sorted, n_there, sizeof *sorted, compare_changes);
  for (guint i = 0; i < n_there; i++)
    {
      g_assert_cmpuint (sorted[i].before, ==, others[i].after);
      g_assert_cmpuint (sorted[i].after, ==, others[i].before);
      g_assert_cmphex (sorted[i].fields, ==, others[i].fields);
    }
}

static void
assert_mirrored_growth (RepriseGrowth *growth, RepriseGrowth *other)
{
  guint n_points, n_others;
  const RepriseGrowthPoint *points = reprise_growth_get_points (growth, &n_points);
  const RepriseGrowthPoint *others = reprise_growth_get_points (other, &n_others);

  g_assert_cmpmem (points, n_points * sizeof *points, others, n_others * sizeof *others);
}

/* Looked at from the other side, what appeared expired, and what was is what is. */
static void
test_comparison_mirrored (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (RepriseInventory) a = make_random ();
      g_autoptr (RepriseInventory) b = make_random ();
      g_autoptr (RepriseInventoryComparison) there = compare (a, 50 * HOUR, b, 60 * HOUR);
      g_autoptr (RepriseInventoryComparison) back = compare (b, 60 * HOUR, a, 50 * HOUR);
      guint n_appeared, n_expired;
      const guint *appeared = reprise_inventory_comparison_get_appeared (there, &n_appeared);
      const guint *expired = reprise_inventory_comparison_get_expired (back, &n_expired);

      g_assert_cmpmem (appeared,
                       n_appeared * sizeof *appeared,
                       expired,
                       n_expired * sizeof *expired);
      appeared = reprise_inventory_comparison_get_appeared (back, &n_appeared);
      expired = reprise_inventory_comparison_get_expired (there, &n_expired);
      g_assert_cmpmem (appeared,
                       n_appeared * sizeof *appeared,
                       expired,
                       n_expired * sizeof *expired);
      assert_mirrored_changes (there, back);
      assert_mirrored_growth (reprise_inventory_comparison_get_growth_before (there),
                              reprise_inventory_comparison_get_growth_after (back));
    }
}

/* The whole text, with a label that would break its line. */
static void
test_comparison_text (void)
{
  RepriseBackupFields old[] = { make_backup ("A", 24, 1000), make_backup ("B", 48, 2000) };
  RepriseBackupFields new[] = { make_backup ("B", 48, 2000), make_backup ("C\nD", 72, 3000) };
  RepriseScheduleFields schedule = { "daily", REPRISE_BACKUP_TYPE_FULL, "0 0 * * *" };
  g_autoptr (GPtrArray) schedules = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RepriseInventory) before = make_inventory (old, 2);
  g_autoptr (RepriseInventory) after = NULL;
  g_autoptr (RepriseInventoryComparison) comparison = NULL;
  g_autoptr (RepriseComparisonText) text = NULL;
  g_autofree char *words = NULL;
  RepriseComparisonFields fields = { before, 49 * HOUR, NULL, 121 * HOUR, schedules, NULL };

  new[0].error = REPRISE_TRISTATE_YES;
  after = make_inventory (new, 2);
  fields.after = after;
  g_ptr_array_add (schedules, reprise_schedule_new (&schedule));
  comparison = reprise_inventory_comparison_new (&fields);
  text = reprise_comparison_text_new (comparison, "East Coast Parts, n1");
  words = reprise_export_read_all (REPRISE_EXPORT (text));

  g_assert_cmpstr (words,
                   ==,
                   "Comparison of Backups: East Coast Parts, n1\n"
                   "First inventory: 2 backups, as of 1970-01-03 01:00:00 UTC.\n"
                   "Second inventory: 2 backups, as of 1970-01-06 01:00:00 UTC.\n"
                   "\n"
                   "Growth\n"
                   "The database grew from 2 KB to 2.9 KB.\n"
                   "The backups took 300 B in the repository and take 500 B, without WAL.\n"
                   "\n"
                   "Missing Backups\n"
                   "The longest time without a backup was 2 days: the last one ended at "
                   "1970-01-04 00:00:01 UTC, and at 1970-01-06 01:00:00 UTC none had followed.\n"
                   "The schedule “0 0 * * *” for full backups: missed 2 times in a row, from "
                   "1970-01-05 00:00:00 UTC to 1970-01-06 00:00:00 UTC.\n"
                   "\n"
                   "Appeared (1)\n"
                   "  C D: Full, 1970-01-04 00:00:01 UTC, 300 B\n"
                   "\n"
                   "Expired (1)\n"
                   "  A: Full, 1970-01-02 00:00:01 UTC, 100 B\n"
                   "\n"
                   "Changed (1)\n"
                   "  B\n"
                   "    page errors: not known → found\n");
}

/* What is not known is said not to be known, and nothing is said to be missing. */
static void
test_comparison_text_incomplete (void)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) empty = reprise_inventory_new (&fields);
  g_autoptr (RepriseInventoryComparison) comparison =
                 compare (empty, REPRISE_INSTANT_NONE, empty, REPRISE_INSTANT_NONE);
  g_autoptr (RepriseComparisonText) text = reprise_comparison_text_new (comparison, "n1");
  g_autofree char *words = reprise_export_read_all (REPRISE_EXPORT (text));

  g_assert_nonnull (strstr (words, "First inventory: 0 backups, as of an unknown time.\n"));
  g_assert_nonnull (strstr (words, "The second inventory is not complete"));
  g_assert_nonnull (strstr (words, "The size of the database is not known in both inventories.\n"));
  g_assert_nonnull (strstr (words, "The longest time without a backup is not known.\n"));
  g_assert_nonnull (strstr (words, "No schedules are known.\n"));
  g_assert_null (strstr (words, "missed"));
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static RepriseInventory *
make_large (guint first, guint n_backups)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseBackupList) list = NULL;

  for (guint i = first; i < first + n_backups; i++)
    {
      g_autofree char *label = g_strdup_printf ("%08u", i);
      RepriseBackupFields backup = make_backup (label, i, i);

      reprise_backup_list_builder_add (builder, &backup);
    }
  list = reprise_backup_list_builder_end (builder);
  fields.backups = list;
  fields.is_complete = TRUE;
  return reprise_inventory_new (&fields);
}

/* On a thread it is the same, and cancelled it is nothing. */
static void
test_comparison_async (void)
{
  g_autoptr (RepriseInventory) before = make_large (0, 20000);
  g_autoptr (RepriseInventory) after = make_large (10000, 20000);
  RepriseComparisonFields fields = { before, 20000 * HOUR, after, 30000 * HOUR, NULL, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (RepriseInventoryComparison) comparison = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      guint n_appeared, n_expired;

      if (round == 1)
        g_cancellable_cancel (cancellable);
      reprise_inventory_comparison_new_async (&fields, cancellable, compared_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      comparison = reprise_inventory_comparison_new_finish (result, &error);
      if (round == 1)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_null (comparison);
          continue;
        }
      g_assert_no_error (error);
      reprise_inventory_comparison_get_appeared (comparison, &n_appeared);
      reprise_inventory_comparison_get_expired (comparison, &n_expired);
      g_assert_cmpuint (n_appeared, ==, 10000);
      g_assert_cmpuint (n_expired, ==, 10000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/inventory-comparison/plain", test_comparison_plain);
  g_test_add_func ("/restore/inventory-comparison/fields", test_comparison_fields);
  g_test_add_func ("/restore/inventory-comparison/twice", test_comparison_twice);
  g_test_add_func ("/restore/inventory-comparison/differences", test_comparison_differences);
  g_test_add_func ("/restore/inventory-comparison/same", test_comparison_same);
  g_test_add_func ("/restore/inventory-comparison/mirrored", test_comparison_mirrored);
  g_test_add_func ("/restore/inventory-comparison/text", test_comparison_text);
  g_test_add_func ("/restore/inventory-comparison/text-incomplete",
                   test_comparison_text_incomplete);
  g_test_add_func ("/restore/inventory-comparison/async", test_comparison_async);
  return g_test_run ();
}
