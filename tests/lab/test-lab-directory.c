/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lab's directory: what is taken for one, and what is left alone. */

#include "config.h"

#include "lab/reprise-lab-directory.h"

#include "lab/reprise-lab-error.h"

#include <glib/gstdio.h>

typedef struct
{
  char *parent;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->parent = g_dir_make_tmp ("lab-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->parent, "lab", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) rm = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                                                 NULL,
                                                 "/bin/rm",
                                                 "-rf",
                                                 "--",
                                                 fixture->parent,
                                                 NULL);

  g_assert_true (g_subprocess_wait_check (rm, NULL, NULL));
  g_free (fixture->parent);
  g_free (fixture->path);
}

static void
put (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, "x", 1, &error);
  g_assert_no_error (error);
}

static gboolean
has (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static RepriseLabDirectoryContent
inspect (const char *path)
{
  g_autoptr (GError) error = NULL;
  RepriseLabDirectoryContent content;

  g_assert_true (reprise_lab_directory_inspect (path, &content, &error));
  g_assert_no_error (error);
  return content;
}

/* Missing, empty, barely begun, a lab, something else: each is told from the others. */
static void
test_lab_directory_inspects (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (inspect (fixture->path), ==, REPRISE_LAB_DIRECTORY_MISSING);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_cmpint (inspect (fixture->path), ==, REPRISE_LAB_DIRECTORY_EMPTY);
  put (fixture->path, "lab.lock");
  put (fixture->path, "lab.json.A1B2C3");
  g_assert_cmpint (inspect (fixture->path), ==, REPRISE_LAB_DIRECTORY_EMPTY);
  put (fixture->path, "letter.txt");
  g_assert_cmpint (inspect (fixture->path), ==, REPRISE_LAB_DIRECTORY_FOREIGN);
  put (fixture->path, "lab.json");
  g_assert_cmpint (inspect (fixture->path), ==, REPRISE_LAB_DIRECTORY_LAB);
}

/* A missing directory is made, for its user only; preparing it twice is harmless. */
static void
test_lab_directory_prepares (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepriseLabDirectoryContent content;
  GStatBuf status;

  g_assert_true (reprise_lab_directory_prepare (fixture->path, &content, &error));
  g_assert_no_error (error);
  g_assert_cmpint (content, ==, REPRISE_LAB_DIRECTORY_EMPTY);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_true (reprise_lab_directory_prepare (fixture->path, &content, &error));
}

/* What holds something else is refused and not touched. */
static void
test_lab_directory_refuses_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepriseLabDirectoryContent content;

  put (fixture->path, "letter.txt");
  g_assert_false (reprise_lab_directory_prepare (fixture->path, &content, &error));
  g_assert_error (error, REPRISE_LAB_ERROR, REPRISE_LAB_ERROR_DIRECTORY);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_true (has (fixture->path, "letter.txt"));
  g_assert_false (has (fixture->path, "lab.lock"));
}

/* Sockets need short paths: one too long is refused before anything is made. */
static void
test_lab_directory_refuses_long_path (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strnfill (100, 'x');
  g_autofree char *path = g_build_filename (fixture->parent, name, NULL);
  RepriseLabDirectoryContent content;

  g_assert_false (reprise_lab_directory_prepare (path, &content, &error));
  g_assert_error (error, REPRISE_LAB_ERROR, REPRISE_LAB_ERROR_DIRECTORY);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A wipe takes what the lab made, to the last leftover, follows no link, and takes nothing else. */
static void
test_lab_directory_wipes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *outside = g_build_filename (fixture->parent, "outside", NULL);
  g_autofree char *link = g_build_filename (fixture->path, "nodes", "link", NULL);

  put (outside, "precious");
  put (fixture->path, "lab.json");
  put (fixture->path, "lab.json.A1B2C3");
  put (fixture->path, "credentials.json");
  put (fixture->path, "credentials.json.A1B2C3");
  put (fixture->path, "lab.lock");
  put (fixture->path, "letter.txt");
  put (fixture->path, "nodes/east_parts/n1/data/base/1");
  put (fixture->path, "backups/databases/a/b/n1/archive");
  put (fixture->path, "run/x");
  g_assert_cmpint (symlink (outside, link), ==, 0);

  g_assert_true (reprise_lab_directory_wipe (fixture->path, &error));
  g_assert_no_error (error);
  g_assert_false (has (fixture->path, "lab.json"));
  g_assert_false (has (fixture->path, "lab.json.A1B2C3"));
  g_assert_false (has (fixture->path, "credentials.json"));
  g_assert_false (has (fixture->path, "credentials.json.A1B2C3"));
  g_assert_false (has (fixture->path, "nodes"));
  g_assert_false (has (fixture->path, "backups"));
  g_assert_false (has (fixture->path, "run"));
  g_assert_true (has (fixture->path, "letter.txt"));
  g_assert_true (has (fixture->path, "lab.lock"));
  g_assert_true (has (outside, "precious"));
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lab/directory/inspects", test_lab_directory_inspects);
  ADD ("/lab/directory/prepares", test_lab_directory_prepares);
  ADD ("/lab/directory/refuses-foreign", test_lab_directory_refuses_foreign);
  ADD ("/lab/directory/refuses-long-path", test_lab_directory_refuses_long_path);
  ADD ("/lab/directory/wipes", test_lab_directory_wipes);
  return g_test_run ();
}
