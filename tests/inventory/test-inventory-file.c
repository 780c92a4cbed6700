/* SPDX-License-Identifier: GPL-3.0-or-later
 * Inventory files on disk: whole, or as they were. */

#include "config.h"

#include "inventory/reprise-inventory-file.h"

#include "inventory-support.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static gboolean
save (GFile *file, RepriseSavedAccount *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  reprise_inventory_file_save_async (file, account, cancellable, keep_result_cb, &result);
  return reprise_inventory_file_save_finish (file, await (&result), error);
}

static RepriseSavedAccount *
make_account (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  return reprise_random_account_new (random);
}

static char *
read_file (GFile *file)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, &error));
  g_assert_no_error (error);
  return text;
}

/* A saved file is the account, for its owner only, and nothing else is left in the folder. */
static void
test_inventory_file_saves (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  g_autoptr (RepriseSavedAccount) account = make_account ();
  g_autoptr (GBytes) expected = reprise_random_account_save (account);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RepriseFileBackend *backend;
  struct stat status;

  g_assert_true (save (file, make_account (), NULL, &error));
  g_assert_no_error (error);
  text = read_file (file);
  g_assert_cmpmem (text,
                   strlen (text),
                   g_bytes_get_data (expected, NULL),
                   g_bytes_get_size (expected));
  g_assert_cmpint (stat (g_file_peek_path (file), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (save (file, make_account (), NULL, &error));
  g_assert_cmpuint (count_files (folder), ==, 1);
  backend = open_file (file, &error);
  g_assert_no_error (error);
  await_loaded (backend);
  g_assert_cmpint (reprise_file_backend_get_seal (backend), ==, REPRISE_SEAL_INTACT);
  g_assert_finalize_object (backend);
  remove_folder (folder);
}

/* Where the disk is full, that is the error, the old file is as it was, and no half file is left.
 */
static void
test_inventory_file_full_disk (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  const struct rlimit none = { 100, RLIM_INFINITY };
  const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_saved;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "old", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &none);
  is_saved = save (file, make_account (), NULL, &error);
  setrlimit (RLIMIT_FSIZE, &all);
  g_assert_false (is_saved);
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, G_IO_ERROR);
  text = read_file (file);
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (count_files (folder), ==, 1);
  remove_folder (folder);
}

/* Where there was no file, none is left either. */
static void
test_inventory_file_full_disk_new (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  const struct rlimit none = { 100, RLIM_INFINITY };
  const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
  g_autoptr (GError) error = NULL;
  gboolean is_saved;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &none);
  is_saved = save (file, make_account (), NULL, &error);
  setrlimit (RLIMIT_FSIZE, &all);
  g_assert_false (is_saved);
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (folder), ==, 0);
  remove_folder (folder);
}

/* Cancelled, the old file is as it was. */
static void
test_inventory_file_cancelled (void)
{
  g_autoptr (GFile) folder = make_folder ();
  g_autoptr (GFile) file = g_file_get_child (folder, "a.reprise.json");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (save (file, make_account (), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  text = read_file (file);
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (count_files (folder), ==, 1);
  remove_folder (folder);
}

/* A folder that is not there is an error, not a crash. */
static void
test_inventory_file_no_folder (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/a.reprise.json");
  g_autoptr (GError) error = NULL;

  g_assert_false (save (file, make_account (), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inventory/inventory-file/saves", test_inventory_file_saves);
  g_test_add_func ("/inventory/inventory-file/full-disk", test_inventory_file_full_disk);
  g_test_add_func ("/inventory/inventory-file/full-disk-new", test_inventory_file_full_disk_new);
  g_test_add_func ("/inventory/inventory-file/cancelled", test_inventory_file_cancelled);
  g_test_add_func ("/inventory/inventory-file/no-folder", test_inventory_file_no_folder);
  return g_test_run ();
}
