/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is kept for the next start: the newest, whole, and nothing beside it. */

#include "config.h"

#include "inventory/reprise-cache-keeper.h"

#include "inventory-support.h"

#include <signal.h>
#include <sys/resource.h>

#define MOST_SECONDS 30

static RepriseSavedAccount *
make_account (const char *title)
{
  RepriseSavedAccount *account = reprise_saved_account_new ();

  account->source_title = g_strdup (title);
  return account;
}

static void
save (RepriseCacheKeeper *keeper, const char *name, const char *title)
{
  g_autoptr (GFile) file = reprise_cache_keeper_find_file (keeper, name);

  reprise_cache_keeper_save (keeper, file, make_account (title));
}

static char *
dup_title (GFile *folder, const char *name)
{
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseFileBackend) backend = open_file (file, &error);

  g_assert_no_error (error);
  await_loaded (backend);
  g_assert_cmpint (reprise_file_backend_get_seal (backend), ==, REPRISE_SEAL_INTACT);
  return g_strdup (reprise_file_backend_get_source (backend));
}

/* However fast one saving follows another, the newest of each file is what stays. */
static void
test_cache_keeper_newest (void)
{
  g_autoptr (GFile) folder = make_folder ();
  RepriseCacheKeeper *keeper = reprise_cache_keeper_new (g_file_peek_path (folder));
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *title = g_strdup_printf ("number %u", i);

      save (keeper, "a.reprise.json", title);
      save (keeper, "b.reprise.json", title);
      if (i % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  g_assert_cmpuint (count_files (folder), ==, 2);
  first = dup_title (folder, "a.reprise.json");
  second = dup_title (folder, "b.reprise.json");
  g_assert_cmpstr (first, ==, "number 49");
  g_assert_cmpstr (second, ==, "number 49");
  g_assert_finalize_object (keeper);
  remove_folder (folder);
}

/* What an earlier run has left half-written goes, and nothing else does. */
static void
test_cache_keeper_tidies (void)
{
  static const char *const names[] = {
    ".a.reprise.json.1b4e28ba-2fa1-11d2-883f-0016d3cca427",
    ".a.reprise.json.notes",
    "a.reprise.json",
    ".b.json.1b4e28ba-2fa1-11d2-883f-0016d3cca427",
  };
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) stale = g_file_get_child (folder, names[0]);
  RepriseCacheKeeper *keeper;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (g_file_peek_path (folder), names[i], NULL);

      g_assert_true (g_file_set_contents (path, "{", -1, NULL));
    }
  keeper = reprise_cache_keeper_new (g_file_peek_path (folder));
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  g_assert_cmpuint (count_files (folder), ==, G_N_ELEMENTS (names) - 1);
  g_assert_false (g_file_query_exists (stale, NULL));
  g_assert_finalize_object (keeper);
  remove_folder (folder);
}

static void
count_failures_cb (RepriseCacheKeeper *keeper, const GError *error, guint *n_failures)
{
  g_assert_cmpint (error->domain, ==, G_IO_ERROR);
  ++*n_failures;
}

static void
save_with_limit (RepriseCacheKeeper *keeper, const char *title, rlim_t most_bytes)
{
  const struct rlimit limit = { most_bytes, RLIM_INFINITY };
  const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };

  setrlimit (RLIMIT_FSIZE, &limit);
  save (keeper, "a.reprise.json", title);
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  setrlimit (RLIMIT_FSIZE, &all);
}

/* A disk that is full is told of once until it is not, and what was kept before stays. */
static void
test_cache_keeper_full_disk (void)
{
  g_autoptr (GFile) folder = make_folder ();
  RepriseCacheKeeper *keeper = reprise_cache_keeper_new (g_file_peek_path (folder));
  g_autofree char *title = NULL;
  guint n_failures = 0;

  signal (SIGXFSZ, SIG_IGN);
  g_signal_connect (keeper, "failed", G_CALLBACK (count_failures_cb), &n_failures);
  save_with_limit (keeper, "old", RLIM_INFINITY);
  save_with_limit (keeper, "new", 100);
  save_with_limit (keeper, "newer", 100);
  g_assert_cmpuint (n_failures, ==, 1);
  g_assert_cmpuint (count_files (folder), ==, 1);
  title = dup_title (folder, "a.reprise.json");
  g_assert_cmpstr (title, ==, "old");
  save_with_limit (keeper, "newest", RLIM_INFINITY);
  save_with_limit (keeper, "lost", 100);
  g_assert_cmpuint (n_failures, ==, 2);
  g_assert_finalize_object (keeper);
  remove_folder (folder);
}

/* Who wants nothing to be kept finds nothing, not even what was kept before or is being written. */
static void
test_cache_keeper_disabled (void)
{
  g_autoptr (GFile) folder = make_folder ();
  RepriseCacheKeeper *keeper = reprise_cache_keeper_new (g_file_peek_path (folder));

  save (keeper, "a.reprise.json", "old");
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  g_assert_cmpuint (count_files (folder), ==, 1);
  save (keeper, "b.reprise.json", "being written");
  save (keeper, "c.reprise.json", "waiting");
  g_object_set (keeper, "enabled", FALSE, NULL);
  save (keeper, "a.reprise.json", "new");
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_object_set (keeper, "enabled", TRUE, NULL);
  save (keeper, "a.reprise.json", "newest");
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  g_assert_cmpuint (count_files (folder), ==, 1);
  /* Also where it was a short while only, in the midst of writing. */
  save (keeper, "b.reprise.json", "being written");
  g_object_set (keeper, "enabled", FALSE, NULL);
  g_object_set (keeper, "enabled", TRUE, NULL);
  save (keeper, "c.reprise.json", "after that");
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_finalize_object (keeper);
  remove_folder (folder);
}

/* Where there can be no folder nothing is kept, and that is no reason to stop. */
static void
test_cache_keeper_no_folder (void)
{
  RepriseCacheKeeper *keeper = reprise_cache_keeper_new ("/dev/null/cache");

  g_assert_null (reprise_cache_keeper_find_file (keeper, "a.reprise.json"));
  g_assert_true (reprise_cache_keeper_finish (keeper, MOST_SECONDS));
  g_assert_finalize_object (keeper);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inventory/cache-keeper/newest", test_cache_keeper_newest);
  g_test_add_func ("/inventory/cache-keeper/tidies", test_cache_keeper_tidies);
  g_test_add_func ("/inventory/cache-keeper/full-disk", test_cache_keeper_full_disk);
  g_test_add_func ("/inventory/cache-keeper/disabled", test_cache_keeper_disabled);
  g_test_add_func ("/inventory/cache-keeper/no-folder", test_cache_keeper_no_folder);
  return g_test_run ();
}
