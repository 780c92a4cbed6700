/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a repository holds of a node, as JSON. */

#include "config.h"

#include "wire/reprise-inventory-codec.h"
#include "wire-support.h"

static const char full[] =
    "{\"backup_repository_id\":\"11111111-2222-4333-8444-555555555503\",\"database_id\":\"27937dd4-"
    "e554-4d38-80f8-56f83559f60a\",\"node_name\":\"n1\",\"status\":\"ok\",\"status_code\":0,"
    "\"status_message\":\"ok\",\"pg_version\":\"16\",\"pg_system_id\":7381205846205943829,"
    "\"archive_min_wal\":\"000000010000000000000002\",\"archive_max_wal\":"
    "\"00000001000000000000001A\",\"backups\":[{\"label\":\"20240619-195803F\",\"type\":\"full\","
    "\"created_at\":\"2024-06-19T19:58:03Z\",\"finished_at\":\"2024-06-19T20:01:12Z\",\"wal_"
    "start\":\"000000010000000000000004\",\"wal_stop\":\"000000010000000000000005\",\"lsn_start\":"
    "\"0/4000028\",\"lsn_stop\":\"1/"
    "5000050\",\"database_size\":2097152,\"database_backup_size\":2097153,\"backup_set_size\":"
    "1048576,\"backup_size\":9007199254740993,\"error\":false,\"annotations\":{\"name\":\"before "
    "launch\",\"who\":\"api\"},\"pgbackrest_version\":\"2.55.1\",\"pgbackrest_format\":5},{"
    "\"label\":\"20240619-195803F_20240619-210001I\",\"type\":\"incr\",\"prior\":\"20240619-"
    "195803F\",\"references\":[\"20240619-195803F\"],\"created_at\":\"2024-06-19T21:00:01Z\","
    "\"finished_at\":\"2024-06-19T21:00:04Z\",\"error\":true,\"error_list\":[\"base/1/"
    "2\"]}],\"recovery_window\":{\"spans\":[{\"earliest\":\"2024-06-19T20:01:13.000000Z\",\"latest_"
    "exclusive\":\"2024-06-19T20:59:59.123456Z\",\"base_label\":\"20240619-195803F\"}],"
    "\"contiguous_max_wal\":\"00000001000000000000001A\",\"checked_at\":\"2024-06-19T21:05:00."
    "500000Z\"}}";

static RepriseInventory *
decode (const char *text, gboolean is_whole)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = bytes_of (text);
  g_autoptr (GError) error = NULL;
  RepriseInventory *inventory = reprise_inventory_decode (body, is_whole, NULL, problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return inventory;
}

/* Every member of the inventory itself comes out exact. */
static void
test_inventory_codec_decodes (void)
{
  g_autoptr (RepriseInventory) inventory = decode (full, TRUE);
  RepriseRecoveryWindow *window = reprise_inventory_get_recovery_window (inventory);
  const RepriseRecoverySpan *spans;
  gsize n_spans;

  g_assert_cmpstr (reprise_inventory_get_database_id (inventory),
                   ==,
                   "27937dd4-e554-4d38-80f8-56f83559f60a");
  g_assert_cmpstr (reprise_inventory_get_repository_id (inventory),
                   ==,
                   "11111111-2222-4333-8444-555555555503");
  g_assert_cmpstr (reprise_inventory_get_node_name (inventory), ==, "n1");
  g_assert_cmpstr (reprise_inventory_get_status_word (inventory), ==, "ok");
  g_assert_cmpint (reprise_inventory_get_status_code (inventory), ==, 0);
  g_assert_cmpstr (reprise_inventory_get_status_message (inventory), ==, "ok");
  g_assert_cmpstr (reprise_inventory_get_pg_version (inventory), ==, "16");
  g_assert_cmpstr (reprise_inventory_get_archive_min_wal (inventory),
                   ==,
                   "000000010000000000000002");
  g_assert_cmpstr (reprise_inventory_get_archive_max_wal (inventory),
                   ==,
                   "00000001000000000000001A");
  g_assert_cmpuint (reprise_inventory_get_pg_system_id (inventory),
                    ==,
                    G_GUINT64_CONSTANT (7381205846205943829));
  g_assert_true (reprise_inventory_get_is_complete (inventory));
  spans = reprise_recovery_window_get_spans (window, &n_spans);
  g_assert_cmpuint (n_spans, ==, 1);
  g_assert_cmpint (spans[0].earliest, ==, G_GINT64_CONSTANT (1718827273000000));
  g_assert_cmpint (spans[0].latest_exclusive, ==, G_GINT64_CONSTANT (1718830799123456));
  g_assert_cmpstr (spans[0].base_label, ==, "20240619-195803F");
  g_assert_cmpint (reprise_recovery_window_get_checked_at (window),
                   ==,
                   G_GINT64_CONSTANT (1718831100500000));
  g_assert_cmpstr (reprise_recovery_window_get_contiguous_max_wal (window),
                   ==,
                   "00000001000000000000001A");
}

/* Every member of a backup comes out exact, sizes above 2^53 too; what is absent is not known. */
static void
test_inventory_codec_backups (void)
{
  g_autoptr (RepriseInventory) inventory = decode (full, TRUE);
  g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, 0);
  g_autoptr (RepriseBackup) next = reprise_inventory_get_backup (inventory, 1);

  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 2);
  g_assert_cmpstr (reprise_backup_get_label (backup), ==, "20240619-195803F");
  g_assert_cmpint (reprise_backup_get_backup_type (backup), ==, REPRISE_BACKUP_TYPE_FULL);
  g_assert_cmpint (reprise_backup_get_started_at (backup),
                   ==,
                   G_GINT64_CONSTANT (1718827083000000));
  g_assert_cmpint (reprise_backup_get_finished_at (backup),
                   ==,
                   G_GINT64_CONSTANT (1718827272000000));
  g_assert_cmpstr (reprise_backup_get_wal_start (backup), ==, "000000010000000000000004");
  g_assert_cmpstr (reprise_backup_get_wal_stop (backup), ==, "000000010000000000000005");
  g_assert_cmpint (reprise_backup_get_database_size (backup), ==, 2097152);
  g_assert_cmpint (reprise_backup_get_database_backup_size (backup), ==, 2097153);
  g_assert_cmpint (reprise_backup_get_backup_set_size (backup), ==, 1048576);
  g_assert_cmpint (reprise_backup_get_backup_size (backup),
                   ==,
                   G_GINT64_CONSTANT (9007199254740993));
  g_assert_cmpint (reprise_backup_get_error (backup), ==, REPRISE_TRISTATE_NO);
  g_assert_cmpstr (reprise_backup_get_name (backup), ==, "before launch");
  g_assert_cmpstr (reprise_backup_get_pgbackrest_version (backup), ==, "2.55.1");
  g_assert_cmpint (reprise_backup_get_pgbackrest_format (backup), ==, 5);
  g_assert_null (reprise_backup_get_prior (backup));
  g_assert_cmpuint (reprise_backup_get_lsn_start (backup), ==, 0x4000028);
  g_assert_cmpuint (reprise_backup_get_lsn_stop (backup), ==, G_GUINT64_CONSTANT (0x105000050));
  g_assert_cmpstr (reprise_backup_get_annotation (backup, "who"), ==, "api");
  g_assert_cmpstr (reprise_backup_get_prior (next), ==, "20240619-195803F");
  g_assert_cmpstr (reprise_backup_get_references (next)[0], ==, "20240619-195803F");
  g_assert_cmpint (reprise_backup_get_error (next), ==, REPRISE_TRISTATE_YES);
  g_assert_cmpstr (reprise_backup_get_error_list (next)[0], ==, "base/1/2");
  g_assert_cmpint (reprise_backup_get_backup_type (next), ==, REPRISE_BACKUP_TYPE_INCR);
  g_assert_cmpint (reprise_backup_get_database_size (next), ==, -1);
  g_assert_cmpuint (reprise_backup_get_lsn_start (next), ==, 0);
  g_assert_cmpint (reprise_backup_get_pgbackrest_format (next), ==, -1);
}

/* The answer is written back to the byte, whole or with the backups of one page. */
static void
test_inventory_codec_round_trip (void)
{
  g_autoptr (RepriseInventory) inventory = decode (full, TRUE);
  g_autoptr (GBytes) written = reprise_inventory_encode (inventory, NULL);
  g_autoptr (RepriseInventory) bare = decode ("{\"node_name\":\"n1\"}", TRUE);
  g_autoptr (GBytes) bare_bytes = reprise_inventory_encode (bare, NULL);
  g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) page_bytes = NULL;
  g_autoptr (RepriseInventory) page_again = NULL;
  g_autofree char *page_text = NULL;
  g_autoptr (RepriseBackup) backup = NULL;

  assert_bytes (written, full);
  assert_bytes (bare_bytes, "{\"node_name\":\"n1\",\"backups\":[]}");
  g_ptr_array_add (page, reprise_inventory_get_backup (inventory, 1));
  page_bytes = reprise_inventory_encode (inventory, page);
  page_text = text_of (page_bytes);
  page_again = decode (page_text, FALSE);
  g_assert_cmpuint (reprise_inventory_get_n_backups (page_again), ==, 1);
  backup = reprise_inventory_get_backup (page_again, 0);
  g_assert_cmpstr (reprise_backup_get_label (backup), ==, "20240619-195803F_20240619-210001I");
}

/* A page is not complete, whatever it holds. */
static void
test_inventory_codec_page (void)
{
  g_autoptr (RepriseInventory) inventory = decode (full, FALSE);

  g_assert_false (reprise_inventory_get_is_complete (inventory));
}

/* Nulls are unknown; no backups and a missing list are both an empty inventory. */
static void
test_inventory_codec_unknown (void)
{
  g_autoptr (RepriseInventory) nulls = decode ("{\"node_name\":\"n1\",\"status_code\":null,\"pg_"
                                               "system_id\":null,\"backups\":null,"
                                               "\"recovery_window\":null,\"archive_min_wal\":null}",
                                               TRUE);
  g_autoptr (RepriseInventory) odd =
                 decode ("{\"backups\":[{\"label\":\"a\",\"type\":\"brand_new\",\"prior\":null,"
                         "\"references\":null,"
                         "\"lsn_start\":null,\"annotations\":{\"k\":null},\"error\":null}]}",
                         TRUE);
  g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (odd, 0);

  g_assert_cmpint (reprise_inventory_get_status_code (nulls), ==, -1);
  g_assert_cmpuint (reprise_inventory_get_pg_system_id (nulls), ==, 0);
  g_assert_cmpuint (reprise_inventory_get_n_backups (nulls), ==, 0);
  g_assert_null (reprise_inventory_get_recovery_window (nulls));
  g_assert_true (reprise_inventory_get_is_complete (nulls));
  g_assert_cmpint (reprise_backup_get_backup_type (backup), ==, REPRISE_BACKUP_TYPE_UNKNOWN);
  g_assert_null (reprise_backup_get_references (backup));
  g_assert_null (reprise_backup_get_annotation (backup, "k"));
  g_assert_cmpint (reprise_backup_get_error (backup), ==, REPRISE_TRISTATE_UNKNOWN);
}

/* A system identifier survives whether it is written as unsigned or, as some do, as signed. */
static void
test_inventory_codec_system_id (void)
{
  g_autoptr (RepriseInventory) top = decode ("{\"pg_system_id\":7381205846205943829}", TRUE);
  g_autoptr (RepriseInventory) negative = decode ("{\"pg_system_id\":-1}", TRUE);
  g_autoptr (GBytes) written = reprise_inventory_encode (top, NULL);

  g_assert_cmpuint (reprise_inventory_get_pg_system_id (top),
                    ==,
                    G_GUINT64_CONSTANT (7381205846205943829));
  g_assert_cmpuint (reprise_inventory_get_pg_system_id (negative), ==, G_MAXUINT64);
  assert_bytes (written, "{\"pg_system_id\":7381205846205943829,\"backups\":[]}");
}

/* A backup that cannot be read is left out, counted and named, and the rest is not complete. */
static void
test_inventory_codec_bad_backup (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = bytes_of (
      "{\"backups\":[{\"label\":\"a\"},{\"type\":\"full\"},null,{\"label\":\"d\","
      "\"backup_size\":-5},{\"label\":\"e\",\"finished_at\":\"soon\",\"lsn_stop\":\"x\"}]}");
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;
  g_autoptr (RepriseInventory) inventory =
                 reprise_inventory_decode (body, TRUE, &n_rows, problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 5);
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 2);
  g_assert_false (reprise_inventory_get_is_complete (inventory));
  g_assert_cmpuint (problems->len, ==, 5);
  g_assert_cmpstr (problems->pdata[0], ==, "inventory.backups[1].label: is required");
  g_assert_cmpstr (problems->pdata[1], ==, "inventory.backups[2]: expected an object, found null");
  g_assert_cmpstr (problems->pdata[2],
                   ==,
                   "inventory.backups[3].backup_size: must lie between 0 and 9223372036854775807");
  g_assert_cmpstr (problems->pdata[3],
                   ==,
                   "inventory.backups[4].finished_at: must be an RFC 3339 time with an offset, "
                   "found ‘soon’");
  g_assert_cmpstr (problems->pdata[4],
                   ==,
                   "inventory.backups[4].lsn_stop: must be a WAL position, found ‘x’");
}

/* A recovery window that is not whole proves nothing: it is left out, and the backups stay. */
static void
test_inventory_codec_bad_window (void)
{
  static const struct
  {
    const char *window;
    const char *problem;
  } cases[] = {
    { "7", "inventory.recovery_window: expected an object, found an integer" },
    { "{}", "inventory.recovery_window.spans: is required" },
    { "{\"spans\":[]}", "inventory.recovery_window.checked_at: is required" },
    { "{\"spans\":[null],\"checked_at\":\"2024-06-19T21:05:00Z\"}",
      "inventory.recovery_window.spans[0].earliest: is required" },
    { "{\"spans\":[{\"earliest\":\"2024-06-19T21:05:00Z\",\"latest_exclusive\":\"later\","
      "\"base_label\":\"a\"}],\"checked_at\":\"2024-06-19T21:05:00Z\"}",
      "inventory.recovery_window.spans[0].latest_exclusive: must be an RFC 3339 time with an "
      "offset, found ‘later’" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text =
          g_strdup_printf ("{\"backups\":[{\"label\":\"a\"}],\"recovery_window\":%s}",
                           cases[i].window);
      g_autoptr (GBytes) body = bytes_of (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseInventory) inventory =
                     reprise_inventory_decode (body, TRUE, NULL, problems, &error);

      g_assert_no_error (error);
      g_assert_null (reprise_inventory_get_recovery_window (inventory));
      g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 1);
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_cmpstr (problems->pdata[0], ==, cases[i].problem);
    }
}

/* A window without spans says that no time target works, which is not the same as no window. */
static void
test_inventory_codec_no_spans (void)
{
  static const char text[] = "{\"backups\":[],\"recovery_window\":{\"spans\":[],"
                             "\"checked_at\":\"2024-06-19T21:05:00.000000Z\"}}";
  g_autoptr (RepriseInventory) inventory = decode (text, TRUE);
  g_autoptr (GBytes) written = reprise_inventory_encode (inventory, NULL);
  gsize n_spans = 7;

  reprise_recovery_window_get_spans (reprise_inventory_get_recovery_window (inventory), &n_spans);
  g_assert_cmpuint (n_spans, ==, 0);
  assert_bytes (written, text);
}

/* What is no inventory at all is an error. */
static void
test_inventory_codec_refuses (void)
{
  static const struct
  {
    const char *body;
    const char *message;
  } cases[] = {
    { "[]", "inventory: expected an object, found an array" },
    { "null", "inventory: expected an object, found null" },
    { "{\"backups\":{}}", "inventory.backups: expected an array, found an object" },
    { "{\"pg_system_id\":7.38e18}", "inventory.pg_system_id: expected an integer, found a number" },
    { "{\"pg_system_id\":18446744073709551616}", "inventory.pg_system_id: is too large a number" },
    { "{\"status_code\":\"0\"}", "inventory.status_code: expected an integer, found a string" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes_of (cases[i].body);
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_inventory_decode (body, TRUE, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == REPRISE_WIRE_ERROR);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/inventory-codec/decodes", test_inventory_codec_decodes);
  g_test_add_func ("/wire/inventory-codec/backups", test_inventory_codec_backups);
  g_test_add_func ("/wire/inventory-codec/round-trip", test_inventory_codec_round_trip);
  g_test_add_func ("/wire/inventory-codec/page", test_inventory_codec_page);
  g_test_add_func ("/wire/inventory-codec/unknown", test_inventory_codec_unknown);
  g_test_add_func ("/wire/inventory-codec/system-id", test_inventory_codec_system_id);
  g_test_add_func ("/wire/inventory-codec/bad-backup", test_inventory_codec_bad_backup);
  g_test_add_func ("/wire/inventory-codec/bad-window", test_inventory_codec_bad_window);
  g_test_add_func ("/wire/inventory-codec/no-spans", test_inventory_codec_no_spans);
  g_test_add_func ("/wire/inventory-codec/refuses", test_inventory_codec_refuses);
  return g_test_run ();
}
