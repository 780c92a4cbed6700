/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of how a restore readies a data directory. */

#include "config.h"

#include "engine/reprise-data-directory.h"
#include "engine/reprise-engine-error.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  char *root;
  char *data;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("reprise-data-XXXXXX", NULL);
  fixture->data = g_build_filename (fixture->root, "data", NULL);
  g_assert_nonnull (fixture->root);
  g_assert_cmpint (g_mkdir (fixture->data, 0700), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (reprise_data_directory_empty (fixture->root, NULL));
  g_assert_cmpint (g_rmdir (fixture->root), ==, 0);
  g_free (fixture->data);
  g_free (fixture->root);
}

static void
write_file (const char *directory, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gboolean
has_file (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Everything below goes, but nothing that a link points to, and the directory stays. */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *outside = g_build_filename (fixture->root, "outside", NULL);
  g_autofree char *link = g_build_filename (fixture->data, "pg_tblspc", "16385", NULL);

  write_file (outside, "kept", "rows");
  write_file (fixture->data, "base/1/1259", "page");
  write_file (fixture->data, "pg_tblspc/other", "");
  write_file (fixture->data, ".hidden", "");
  g_assert_cmpint (symlink (outside, link), ==, 0);

  g_assert_true (reprise_data_directory_empty (fixture->data, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_rmdir (fixture->data), ==, 0);
  g_assert_true (has_file (outside, "kept"));
}

/* A directory that is not there is empty; one that is a link is refused, whatever it names. */
static void
test_empty_refuses_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *link = g_build_filename (fixture->root, "link", NULL);
  g_autofree char *missing = g_build_filename (fixture->root, "missing", NULL);

  g_assert_true (reprise_data_directory_empty (missing, &error));
  write_file (fixture->data, "PG_VERSION", "15\n");
  g_assert_cmpint (symlink (fixture->data, link), ==, 0);
  g_assert_false (reprise_data_directory_empty (link, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_true (has_file (fixture->data, "PG_VERSION"));
}

/* pgBackRest recognises a data directory by either of two files. */
static void
test_recognised (Fixture *fixture, gconstpointer data)
{
  g_assert_false (reprise_data_directory_is_recognised (fixture->data));
  write_file (fixture->data, "base/1/1259", "page");
  g_assert_false (reprise_data_directory_is_recognised (fixture->data));
  write_file (fixture->data, "backup.manifest", "");
  g_assert_true (reprise_data_directory_is_recognised (fixture->data));
  g_assert_true (reprise_data_directory_empty (fixture->data, NULL));
  write_file (fixture->data, "PG_VERSION", "15\n");
  g_assert_true (reprise_data_directory_is_recognised (fixture->data));
}

/* A process that works elsewhere, or is gone, holds no data directory. */
static void
test_stale_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own = g_strdup_printf ("%d\n%s\n", getpid (), fixture->data);

  g_assert_true (reprise_data_directory_drop_stale_lock (fixture->data, &error));
  write_file (fixture->data, "postmaster.pid", own);
  g_assert_true (reprise_data_directory_drop_stale_lock (fixture->data, &error));
  g_assert_no_error (error);
  g_assert_false (has_file (fixture->data, "postmaster.pid"));
}

/* A process that works in the data directory is a running server: its lock stays. */
static void
test_held_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own = g_strdup_printf ("%d\n%s\n", getpid (), fixture->data);
  g_autofree char *before = g_get_current_dir ();

  write_file (fixture->data, "postmaster.pid", own);
  g_assert_cmpint (g_chdir (fixture->data), ==, 0);
  g_assert_false (reprise_data_directory_drop_stale_lock (fixture->data, &error));
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_WRONG_STATE);
  g_assert_true (has_file (fixture->data, "postmaster.pid"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/engine/data-directory/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("empty-refuses-link", test_empty_refuses_link);
  ADD ("recognised", test_recognised);
  ADD ("stale-lock", test_stale_lock);
  ADD ("held-lock", test_held_lock);
#undef ADD
  return g_test_run ();
}
