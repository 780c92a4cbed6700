/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents of `pgbackrest info` opened like inventory files. */

#include "config.h"

#include "inventory-support.h"

#include "model/reprise-repository.h"

static RepriseFileBackend *
open_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wire", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RepriseFileBackend *backend = open_file (file, &error);

  g_assert_no_error (error);
  await_loaded (backend);
  g_assert_cmpint (reprise_file_backend_get_seal (backend), ==, REPRISE_SEAL_NONE);
  g_assert_cmpstr (reprise_backend_get_title (REPRISE_BACKEND (backend)), ==, name);
  return backend;
}

/* What the nth repository of the nth stanza holds; @problems may be NULL. */
static RepriseInventory *
read_nth (RepriseFileBackend *backend, guint stanza, guint repository, GPtrArray **problems)
{
  g_autoptr (GPtrArray) databases = list_databases (backend);
  RepriseDatabase *database = databases->pdata[stanza];
  g_autoptr (GPtrArray) repositories =
                 list_repositories (backend, reprise_database_get_id (database));
  RepriseNode *node = reprise_database_get_nodes (database)->pdata[0];
  g_autoptr (GError) error = NULL;
  RepriseInventory *inventory =
      read_inventory (backend,
                      reprise_repository_get_id (repositories->pdata[repository]),
                      reprise_node_get_name (node),
                      problems,
                      &error);

  g_assert_no_error (error);
  return inventory;
}

/* Every sample opens; each stanza is a database, each repository one of it, nothing is lost. */
static void
test_pgbackrest_account_samples (void)
{
  static const struct
  {
    const char *name;
    guint n_stanzas;
    guint n_repositories;
    guint n_backups; /* in the first repository of the first stanza */
    int status_code;
  } samples[] = {
    { "info-after-expire.json", 1, 1, 1, 0 },
    { "info-backup-running.json", 1, 1, 1, 0 },
    { "info-before-expire.json", 1, 1, 2, 0 },
    { "info-bundle-tablespace.json", 1, 1, 2, 0 },
    { "info-checksum-error-set.json", 1, 1, 1, 0 },
    { "info-checksum-error.json", 1, 1, 1, 0 },
    { "info-empty-repo-all-stanzas.json", 0, 0, 0, 0 },
    { "info-encrypted-wrong-pass.json", 1, 1, 0, 99 },
    { "info-encrypted.json", 1, 1, 1, 0 },
    { "info-missing-stanza-path.json", 1, 1, 0, 1 },
    { "info-multi-stanza.json", 3, 1, 1, 0 },
    { "info-no-backups.json", 1, 1, 0, 2 },
    { "info-offline-backup.json", 1, 1, 1, 0 },
    { "info-ok-n1-full-diff-incr-annotations.json", 1, 1, 3, 0 },
    { "info-ok-n1-set-full.json", 1, 1, 1, 0 },
    { "info-permission-denied.json", 1, 1, 0, 99 },
    { "info-two-db-ids-after-stanza-upgrade.json", 1, 2, 1, 0 },
    { "info-two-repos.json", 1, 2, 2, 0 },
    { "info-two-timelines-same-repo.json", 1, 1, 4, 0 },
    { "info-wal-gap.json", 1, 1, 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      RepriseFileBackend *backend = open_sample (samples[i].name);
      g_autoptr (GPtrArray) databases = list_databases (backend);
      g_autoptr (GPtrArray) repositories = NULL;
      g_autoptr (RepriseInventory) inventory = NULL;

      g_test_message ("%s", samples[i].name);
      g_assert_cmpuint (databases->len, ==, samples[i].n_stanzas);
      if (samples[i].n_stanzas > 0)
        {
          repositories = list_repositories (backend, reprise_database_get_id (databases->pdata[0]));
          g_assert_cmpuint (repositories->len, ==, samples[i].n_repositories);
          inventory = read_nth (backend, 0, 0, NULL);
          g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, samples[i].n_backups);
          g_assert_cmpint (reprise_inventory_get_status_code (inventory),
                           ==,
                           samples[i].status_code);
        }
      g_assert_finalize_object (backend);
    }
}

static gboolean
has_sentence (GPtrArray *sentences, const char *start)
{
  for (guint i = 0; sentences != NULL && i < sentences->len; i++)
    if (g_str_has_prefix (sentences->pdata[i], start))
      return TRUE;
  return FALSE;
}

/* Running work, earlier databases and unreadable text are told in words. */
static void
test_pgbackrest_account_sentences (void)
{
  RepriseFileBackend *running = open_sample ("info-backup-running.json");
  RepriseFileBackend *upgraded = open_sample ("info-two-db-ids-after-stanza-upgrade.json");
  RepriseFileBackend *encrypted = open_sample ("info-encrypted-wrong-pass.json");
  RepriseFileBackend *expired = open_sample ("info-earlier-wal-alone.json");
  g_autoptr (GPtrArray) of_running = NULL, of_upgraded = NULL, of_expired = NULL;
  g_autoptr (RepriseInventory) first = read_nth (running, 0, 0, &of_running);
  g_autoptr (RepriseInventory) second = read_nth (upgraded, 0, 0, &of_upgraded);
  g_autoptr (RepriseInventory) third = read_nth (expired, 0, 0, &of_expired);

  g_assert_true (has_sentence (of_running, "A backup, or the removal of old ones, was running"));
  g_assert_true (has_sentence (of_upgraded, "3 backups are of an earlier database"));
  g_assert_true (has_sentence (of_expired,
                               "WAL of an earlier database is still in this repository (PostgreSQL "
                               "15, system identifier 7711192297216056066), from "
                               "000000010000000000000001 to 000000010000000000000020"));
  g_assert_true (g_strv_contains (reprise_file_backend_get_problems (encrypted),
                                  "info[0].repo[0].status.message: holds bytes that are no text"));
  g_assert_finalize_object (running);
  g_assert_finalize_object (upgraded);
  g_assert_finalize_object (encrypted);
  g_assert_finalize_object (expired);
}

/* The progress of a running backup, which newer versions tell, is told. */
static void
test_pgbackrest_account_progress (void)
{
  static const char text[] =
      "[{\"name\":\"db\",\"repo\":[{\"key\":1,\"status\":{\"code\":0,\"message\":\"ok\"}}],"
      "\"backup\":[],\"status\":{\"code\":0,\"message\":\"ok\",\"lock\":{\"backup\":{\"held\":true,"
      "\"size\":1000000,\"size-cplt\":420000},\"restore\":{\"held\":true}}}}]";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  RepriseFileBackend *backend = open_stream (bytes, NULL);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;

  await_loaded (backend);
  inventory = read_nth (backend, 0, 0, &problems);
  g_assert_true (has_sentence (problems, "A backup was running on the host that was asked: 42 %"));
  g_assert_true (has_sentence (problems, "A restore was running on the host that was asked."));
  g_assert_finalize_object (backend);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inventory/pgbackrest-account/samples", test_pgbackrest_account_samples);
  g_test_add_func ("/inventory/pgbackrest-account/sentences", test_pgbackrest_account_sentences);
  g_test_add_func ("/inventory/pgbackrest-account/progress", test_pgbackrest_account_progress);
  return g_test_run ();
}
