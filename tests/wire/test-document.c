/* SPDX-License-Identifier: GPL-3.0-or-later
 * Inventory files: what is saved is what is opened, and whatever else is opened is told apart. */

#include "config.h"

#include "support/reprise-account-text.h"
#include "support/reprise-random-account.h"
#include "wire/reprise-document.h"

#include "json-chunks.h"

#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-cluster-codec.h"
#include "wire/reprise-cluster-node-codec.h"
#include "wire/reprise-database-codec.h"
#include "wire/reprise-pgbackrest-info.h"
#include "wire/reprise-repository-codec.h"
#include "wire/reprise-store-codec.h"
#include "wire/reprise-tenant-codec.h"

#define ACCOUNTS 60

static RepriseDocument *
read_with (const char *data,
           gsize length,
           gsize chunk_size,
           const RepriseDocumentWatcher *watcher,
           GError **error)
{
  Chunks chunks = chunks_of (data, length, chunk_size);
  RepriseDocument *document = reprise_document_read (fill_from_chunks, &chunks, watcher, error);

  g_free (chunks.copy);
  return document;
}

static RepriseDocument *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  RepriseDocument *document = read_with (text, strlen (text), 11, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static RepriseDocument *
read_bytes (GBytes *bytes, gsize chunk_size)
{
  g_autoptr (GError) error = NULL;
  RepriseDocument *document = read_with (g_bytes_get_data (bytes, NULL),
                                         g_bytes_get_size (bytes),
                                         chunk_size,
                                         NULL,
                                         &error);

  g_assert_no_error (error);
  return document;
}

/* Line by line: all of it would be a book. */
static void
assert_same_account (const RepriseSavedAccount *before, const RepriseSavedAccount *after)
{
  g_autofree char *before_text = reprise_account_text_new (before);
  g_autofree char *after_text = reprise_account_text_new (after);
  g_auto (GStrv) before_lines = g_strsplit (before_text, "\n", 0);
  g_auto (GStrv) after_lines = g_strsplit (after_text, "\n", 0);

  for (gsize i = 0; before_lines[i] != NULL && after_lines[i] != NULL; i++)
    g_assert_cmpstr (before_lines[i], ==, after_lines[i]);
  g_assert_cmpuint (g_strv_length (before_lines), ==, g_strv_length (after_lines));
}

/* What is saved and opened again is equal, whatever the account is like: every field of all that is
 * in it, what is not there, too. */
static void
test_document_round_trip (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < ACCOUNTS; i++)
    {
      g_autoptr (RepriseSavedAccount) account = reprise_random_account_new (random);
      g_autoptr (GBytes) file = reprise_random_account_save (account);
      g_autoptr (RepriseDocument) document = read_bytes (file, 1 + i * 37);

      if (document->problems->len > 0)
        g_assert_cmpstr (document->problems->pdata[0], ==, NULL);
      g_assert_no_error (document->cut);
      g_assert_cmpint (document->seal, ==, REPRISE_SEAL_INTACT);
      assert_same_account (account, document->account);
    }
}

/* The smallest account that has everything. */
static GBytes *
save_sample (void)
{
  g_autoptr (RepriseDocument) document = read_text (
      "{\"format\":\"reprise-inventory\",\"version\":1,\"captured_at\":\"2026-11-28T06:00:00Z\","
      "\"source\":{\"title\":\"Acme\",\"address\":\"https://api.example.com\"},"
      "\"databases\":[{\"id\":\"d1\",\"name\":\"shop\",\"nodes\":[{\"name\":\"n1\"}]}],"
      "\"backup_repositories\":[{\"id\":\"r1\",\"database_id\":\"d1\"}],"
      "\"inventories\":[{\"backup_repository_id\":\"r1\",\"node_name\":\"n1\",\"complete\":true,"
      "\"inventory\":{\"status\":\"ok\",\"backups\":[{\"label\":\"20260101-000000F\"},"
      "{\"label\":\"20260101-000000F_20260102-000000I\",\"prior\":\"20260101-000000F\"}]}}]}");

  g_assert_cmpint (document->seal, ==, REPRISE_SEAL_BROKEN);
  return reprise_random_account_save (document->account);
}

/* A file of which one byte was changed, wherever, is noticed, unless the change has no meaning. */
static void
test_document_altered (void)
{
  g_autoptr (GBytes) file = save_sample ();
  gsize size = g_bytes_get_size (file);
  g_autoptr (RepriseDocument) whole = read_bytes (file, 16);

  g_assert_cmpint (whole->seal, ==, REPRISE_SEAL_INTACT);
  for (gsize i = 0; i < size - 1; i++)
    {
      g_autofree char *altered = g_memdup2 (g_bytes_get_data (file, NULL), size);
      g_autoptr (RepriseDocument) document = NULL;
      g_autoptr (GError) error = NULL;

      altered[i] ^= 1;
      document = read_with (altered, size, 16, NULL, &error);
      g_assert_true (document != NULL || error != NULL);
      if (document != NULL)
        g_assert_cmpint (document->seal, !=, REPRISE_SEAL_INTACT);
    }
}

/* The same with a file that is not small, whose sum is taken on another thread. */
static void
test_document_large (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (RepriseSavedAccount) account = reprise_random_account_new (random);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (RepriseDocument) whole = NULL, altered = NULL, cut = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *long_text = g_strnfill (1000, 'x');
  g_autoptr (GError) error = NULL;
  gsize size;

  for (guint i = 0; i < 3000; i++)
    g_ptr_array_add (account->problems, g_strdup (long_text));
  file = reprise_random_account_save (account);
  size = g_bytes_get_size (file);
  whole = read_bytes (file, 65536);
  g_assert_cmpint (whole->seal, ==, REPRISE_SEAL_INTACT);
  copy = g_memdup2 (g_bytes_get_data (file, NULL), size);
  copy[size / 2] = copy[size / 2] == 'x' ? 'y' : copy[size / 2];
  altered = read_with (copy, size, 65536, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (altered->seal, ==, REPRISE_SEAL_BROKEN);
  cut = read_with (copy, size / 2, 65536, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (cut->cut);
}

/* Of a file that was cut off, wherever, what is before the cut is there, and the cut is told. */
static void
test_document_truncated (void)
{
  g_autoptr (GBytes) file = save_sample ();
  const char *data = g_bytes_get_data (file, NULL);
  guint most_backups = 0;

  for (gsize length = 0; length < g_bytes_get_size (file) - 1; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseDocument) document = read_with (data, length, 7, NULL, &error);
      const RepriseSavedInventory *saved;

      if (document == NULL)
        {
          g_assert_nonnull (strstr (error->message, "found the end at byte "));
          continue;
        }
      g_assert_nonnull (strstr (document->cut->message, "found the end at byte "));
      g_assert_cmpint (document->seal, ==, REPRISE_SEAL_BROKEN);
      if (document->account->inventories->len == 0)
        continue;
      saved = document->account->inventories->pdata[0];
      if (saved->inventory == NULL)
        continue;
      g_assert_cmpuint (reprise_inventory_get_n_backups (saved->inventory), >=, most_backups);
      most_backups = reprise_inventory_get_n_backups (saved->inventory);
    }
  g_assert_cmpuint (most_backups, ==, 2);
}

/* What follows the sum is not covered by it, and is noticed. */
static void
test_document_more_after_sum (void)
{
  g_autoptr (GBytes) file = save_sample ();
  gsize size = g_bytes_get_size (file);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (file, NULL), (gssize) size);
  g_autoptr (RepriseDocument) more = NULL, twice = NULL;

  g_string_insert (text, (gssize) size - 2, ",\"databases\":[]");
  more = read_text (text->str);
  g_assert_cmpint (more->seal, ==, REPRISE_SEAL_BROKEN);
  g_string_assign (text, "");
  g_string_append_len (text, g_bytes_get_data (file, NULL), (gssize) size);
  g_string_append (text, "{}");
  twice = read_text (text->str);
  g_assert_cmpint (twice->seal, ==, REPRISE_SEAL_BROKEN);
  g_assert_error (twice->cut, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_SYNTAX);
}

/* What is neither an inventory nor pgBackRest's is refused in words. */
static void
test_document_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "expected a value, found the end at byte 0, line 1" },
    { "<html>", "expected a value, found ‘<’ at byte 0, line 1" },
    { "7", "not an inventory, and not a document of ‘pgbackrest info’: it is an integer" },
    { "{}", "not an inventory: it does not say its format and version" },
    { "{\"a\":[1,2],\"b\":{}}", "not an inventory: it does not say its format and version" },
    { "{\"format\":\"other\"}", "not an inventory: its format is not ‘reprise-inventory’" },
    { "{\"format\":7}", "not an inventory: its format is not ‘reprise-inventory’" },
    { "{\"format\":\"reprise-inventory\",\"version\":2,\"x\":[",
      "written by a newer version of Reprise, in version 2 of the format; this one reads up to 1" },
    { "{\"x\":[", "expected a value, found the end at byte 6, line 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_with (cases[i].text, strlen (cases[i].text), 3, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* What is of the wrong kind is left out and named; the rest is there. */
static void
test_document_keeps_good (void)
{
  g_autoptr (RepriseDocument) document = read_text (
      "{\"format\":\"reprise-inventory\",\"version\":1,\"captured_at\":\"soon\",\"tenant\":[],"
      "\"clusters\":7,\"databases\":[{\"id\":\"d1\",\"name\":\"shop\"},{\"id\":\"d2\"},9],"
      "\"databases\":[],\"inventories\":[{\"node_name\":\"n1\",\"inventory\":{\"backups\":["
      "{\"label\":\"a\",\"label\":\"b\"},{\"label\":\"c\xff\"},{\"label\":\"d\",\"backup_size\":"
      "99999999999999999999}]}},{\"node_name\":\"n2\",\"inventory\":7}]}");
  static const char *const expected[] = {
    "captured_at: must be an RFC 3339 time with an offset",
    "tenant: expected an object, found an array",
    "clusters: expected an array, found an integer",
    "databases[1].name: is required",
    "databases[2]: expected an object, found an integer",
    "databases: is there more than once; only the first counts",
  };
  static const char *const of_inventory[] = {
    "inventories[0].inventory.backups[0].label: is there more than once",
    "inventories[0].inventory.backups[1]: holds bytes that are no text",
    "inventories[0].inventory.backups[2].backup_size: must lie between 0 and 9223372036854775807",
  };
  const RepriseSavedInventory *first, *second;

  g_assert_cmpuint (document->problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < document->problems->len; i++)
    g_assert_cmpstr (document->problems->pdata[i], ==, expected[i]);
  g_assert_cmpuint (document->account->databases->len, ==, 1);
  g_assert_cmpuint (document->account->inventories->len, ==, 2);
  first = document->account->inventories->pdata[0];
  second = document->account->inventories->pdata[1];
  g_assert_cmpuint (reprise_inventory_get_n_backups (first->inventory), ==, 1);
  g_assert_cmpuint (first->problems->len, ==, G_N_ELEMENTS (of_inventory));
  for (guint i = 0; i < first->problems->len; i++)
    g_assert_cmpstr (first->problems->pdata[i], ==, of_inventory[i]);
  g_assert_cmpstr (second->failure,
                   ==,
                   "inventories[1].inventory: expected an object, found an integer");
}

typedef struct
{
  guint n_heads;
  guint n_pages;
  guint n_inventories;
  guint n_paged;
} Seen;

static void
head_cb (RepriseSavedAccount *account, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_cmpuint (seen->n_inventories, ==, 0);
  g_assert_cmpuint (account->databases->len, ==, 1);
  seen->n_heads++;
  reprise_saved_account_free (account);
}

static void
page_cb (const char *repository_id,
         const char *node_name,
         RepriseInventory *page,
         guint n_backups,
         gpointer user_data)
{
  Seen *seen = user_data;
  g_autoptr (RepriseBackup) first = reprise_inventory_get_backup (page, 0);
  g_autofree char *label = g_strdup_printf ("b%06u", seen->n_paged);

  g_assert_cmpuint (seen->n_heads, ==, 1);
  g_assert_cmpstr (repository_id, ==, "r1");
  g_assert_cmpstr (node_name, ==, "n1");
  g_assert_cmpstr (reprise_backup_get_label (first), ==, label);
  seen->n_paged += reprise_inventory_get_n_backups (page);
  g_assert_cmpuint (seen->n_paged, ==, n_backups);
  g_assert_false (reprise_inventory_get_is_complete (page));
  seen->n_pages++;
}

static void
inventory_cb (const RepriseSavedInventory *saved, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_cmpuint (seen->n_pages, >, 0);
  g_assert_cmpuint (reprise_inventory_get_n_backups (saved->inventory), ==, 50000);
  seen->n_inventories++;
}

/* The head comes before any inventory, the first backups before the rest of them, all of them once.
 */
static void
test_document_tells_early (void)
{
  g_autoptr (GString) text = g_string_new (
      "{\"format\":\"reprise-inventory\",\"version\":1,\"databases\":[{\"id\":\"d1\",\"name\":"
      "\"shop\"}],\"backup_repositories\":[],\"inventories\":[{\"backup_repository_id\":\"r1\","
      "\"node_name\":\"n1\",\"complete\":true,\"inventory\":{\"backups\":[");
  Seen seen = { 0 };
  RepriseDocumentWatcher watcher = { .head = head_cb,
                                     .page = page_cb,
                                     .inventory = inventory_cb,
                                     .user_data = &seen };
  g_autoptr (RepriseDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "%s{\"label\":\"b%06u\"}", i == 0 ? "" : ",", i);
  g_string_append (text, "]}}]}");
  document = read_with (text->str, text->len, 4096, &watcher, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n_heads, ==, 1);
  g_assert_cmpuint (seen.n_inventories, ==, 1);
  g_assert_cmpuint (seen.n_pages, >=, 5);
  g_assert_cmpuint (seen.n_paged, <=, 50000);
}

typedef struct
{
  guint n_paged[2]; /* of each repository */
  guint n_stanzas;
  guint n_paged_before; /* pages that came before the first stanza was known */
} Stanzas;

static void
stanza_page_cb (guint number,
                guint repository_key,
                RepriseInventory *page,
                guint n_backups,
                gpointer user_data)
{
  Stanzas *seen = user_data;

  g_assert_cmpuint (number, ==, 0);
  seen->n_paged[repository_key - 1] += reprise_inventory_get_n_backups (page);
  g_assert_cmpuint (seen->n_paged[repository_key - 1], ==, n_backups);
  seen->n_paged_before += seen->n_stanzas == 0;
}

static void
stanza_cb (guint number, ReprisePgBackRestStanza *stanza, gpointer user_data)
{
  Stanzas *seen = user_data;

  g_assert_cmpuint (number, ==, seen->n_stanzas++);
  g_assert_cmpstr (stanza->name, ==, number == 0 ? "large" : "small");
}

/* The first backups of a stanza come before its name, those of its current database alone, and
 * stanzas before the ones behind them. */
static void
test_document_stanzas_early (void)
{
  GString *text = g_string_new ("[{\"archive\":[{\"database\":{\"id\":1,\"repo-key\":1}},"
                                "{\"database\":{\"id\":2,\"repo-key\":1}},"
                                "{\"database\":{\"id\":2,\"repo-key\":2}}],\"backup\":[");
  Stanzas seen = { 0 };
  RepriseDocumentWatcher watcher = { .stanza_page = stanza_page_cb,
                                     .stanza = stanza_cb,
                                     .user_data = &seen };
  g_autoptr (RepriseDocument) document = NULL;
  Chunks chunks;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text,
                            "%s{\"label\":\"b%04u\",\"database\":{\"id\":%u,\"repo-key\":%u}}",
                            i == 0 ? "" : ",",
                            i,
                            i < 1000 ? 1 : 2,
                            i % 2 + 1);
  g_string_append (text,
                   "],\"name\":\"large\",\"repo\":[{\"key\":1},{\"key\":2}]},"
                   "{\"backup\":[],\"name\":\"small\",\"repo\":[{\"key\":1}]},{\"name\":");
  chunks = chunks_of (text->str, text->len, 1000);
  document = reprise_document_read (fill_from_chunks, &chunks, &watcher, NULL);
  g_assert_nonnull (document);
  g_assert_nonnull (document->cut);
  g_assert_cmpuint (document->stanzas->len, ==, 3);
  g_assert_cmpuint (seen.n_stanzas, ==, 2);
  g_assert_cmpuint (seen.n_paged[0], ==, 512);
  g_assert_cmpuint (seen.n_paged[1], ==, 512);
  g_assert_cmpuint (seen.n_paged_before, >, 0);
  g_free (chunks.copy);
  g_string_free (text, TRUE);
}

/* pgBackRest's own document opens the same way, also where it quotes what is no text. */
static void
test_document_pgbackrest (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST,
                                                 "fixtures",
                                                 "wire",
                                                 "info-encrypted-wrong-pass.json",
                                                 NULL);
  g_autofree char *text = NULL;
  g_autoptr (RepriseDocument) document = NULL, cut = NULL;
  g_autoptr (GError) error = NULL;
  const ReprisePgBackRestStanza *stanza;
  const ReprisePgBackRestRepository *repository;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  document = read_with (text, length, 64, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (document->seal, ==, REPRISE_SEAL_NONE);
  g_assert_cmpuint (document->stanzas->len, ==, 1);
  g_assert_cmpuint (document->problems->len, ==, 1);
  g_assert_cmpstr (document->problems->pdata[0],
                   ==,
                   "info[0].repo[0].status.message: holds bytes that are no text");
  cut = read_text ("[{\"backup\":[{\"label\":\"a\",\"database\":{\"repo-key\":2}},{\"label\":\"b\","
                   "\"data");
  g_assert_nonnull (cut->cut);
  stanza = cut->stanzas->pdata[0];
  g_assert_null (stanza->name);
  repository = stanza->repositories->pdata[0];
  g_assert_cmpuint (repository->key, ==, 2);
  g_assert_false (repository->is_complete);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (repository->backups)), ==, 1);
}

/* What the source says ends the reading where nothing is known yet, and is told where there is. */
static void
test_document_source_fails (void)
{
  static const char text[] = "{\"format\":\"reprise-inventory\",\"version\":1,\"databases\":[";
  Chunks chunks = chunks_of (text, strlen (text), 8);
  Chunks none = chunks_of ("", 0, 8);
  g_autoptr (RepriseDocument) document = NULL;
  g_autoptr (GError) error = NULL, nothing = NULL;

  chunks.fails = none.fails = TRUE;
  document = reprise_document_read (fill_from_chunks, &chunks, NULL, &error);
  g_assert_no_error (error);
  g_assert_error (document->cut, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_null (reprise_document_read (fill_from_chunks, &none, NULL, &nothing));
  g_assert_error (nothing, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_free (chunks.copy);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/document/round-trip", test_document_round_trip);
  g_test_add_func ("/wire/document/altered", test_document_altered);
  g_test_add_func ("/wire/document/large", test_document_large);
  g_test_add_func ("/wire/document/truncated", test_document_truncated);
  g_test_add_func ("/wire/document/more-after-sum", test_document_more_after_sum);
  g_test_add_func ("/wire/document/refuses", test_document_refuses);
  g_test_add_func ("/wire/document/keeps-good", test_document_keeps_good);
  g_test_add_func ("/wire/document/tells-early", test_document_tells_early);
  g_test_add_func ("/wire/document/pgbackrest", test_document_pgbackrest);
  g_test_add_func ("/wire/document/source-fails", test_document_source_fails);
  g_test_add_func ("/wire/document/stanzas-early", test_document_stanzas_early);
  return g_test_run ();
}
