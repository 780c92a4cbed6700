/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of what tells that a repository has changed. */

#include "config.h"

#include "engine/reprise-data-directory.h"
#include "engine/reprise-repository-stamp.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define SEGMENTS "archive/db/15-1/0000000100000000"
/* Long before any file of the test was made. */
#define LONG_AGO 1700000000

typedef struct
{
  char *path;
} Fixture;

static char *
dup_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->path, name, NULL);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = dup_path (fixture, name);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_modified (Fixture *fixture, const char *name, gint64 seconds)
{
  g_autofree char *path = dup_path (fixture, name);
  const struct timespec times[] = { { seconds, 0 }, { seconds, 0 } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

/* As if nothing had happened for a long time. */
static void
settle (Fixture *fixture)
{
  static const char *const names[] = { "backup/db/backup.info",
                                       "archive/db",
                                       "archive/db/15-1",
                                       SEGMENTS };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    set_modified (fixture, names[i], LONG_AGO);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = g_dir_make_tmp ("reprise-stamp-XXXXXX", NULL);
  g_assert_nonnull (fixture->path);
  write_file (fixture, "backup/db/backup.info", "[backup]\n");
  write_file (fixture, SEGMENTS "/000000010000000000000041-a.zst", "wal");
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (reprise_data_directory_empty (fixture->path, NULL));
  g_rmdir (fixture->path);
  g_free (fixture->path);
}

static char *
take_stamp (Fixture *fixture)
{
  gboolean is_settled;

  return reprise_repository_stamp (fixture->path, reprise_instant_now (), &is_settled);
}

static void
assert_changed (Fixture *fixture, const char *before)
{
  g_autofree char *after = take_stamp (fixture);

  g_assert_cmpstr (before, !=, after);
}

/* Looking again at what has not changed gives the same stamp. */
static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = take_stamp (fixture);
  g_autofree char *second = take_stamp (fixture);

  g_assert_cmpstr (first, ==, second);
}

/* Each thing that pgBackRest does to a repository gives another one. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = take_stamp (fixture);
  g_autofree char *segment = dup_path (fixture, SEGMENTS "/000000010000000000000041-a.zst");

  write_file (fixture, "backup/db/backup.info", "[backup]\nnew\n");
  assert_changed (fixture, before);

  settle (fixture);
  g_clear_pointer (&before, g_free);
  before = take_stamp (fixture);
  write_file (fixture, SEGMENTS "/000000010000000000000042-b.zst", "wal");
  assert_changed (fixture, before);

  settle (fixture);
  g_clear_pointer (&before, g_free);
  before = take_stamp (fixture);
  g_assert_cmpint (g_remove (segment), ==, 0);
  assert_changed (fixture, before);

  settle (fixture);
  g_clear_pointer (&before, g_free);
  before = take_stamp (fixture);
  write_file (fixture, "archive/db/15-1/0000000200000000/000000020000000000000042-b", "wal");
  assert_changed (fixture, before);

  g_clear_pointer (&before, g_free);
  before = take_stamp (fixture);
  g_assert_true (reprise_data_directory_empty (fixture->path, NULL));
  assert_changed (fixture, before);
}

/* What was modified a moment ago may be modified again unseen. */
static void
test_settled (Fixture *fixture, gconstpointer data)
{
  const RepriseInstant modified = reprise_instant_from_unix (LONG_AGO + 100);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  gboolean is_settled;

  set_modified (fixture, SEGMENTS, LONG_AGO + 100);
  first =
      reprise_repository_stamp (fixture->path, modified + 2 * REPRISE_INSTANT_SECOND, &is_settled);
  g_assert_false (is_settled);
  second = reprise_repository_stamp (fixture->path,
                                     modified + 2 * REPRISE_INSTANT_SECOND + 1,
                                     &is_settled);
  g_assert_true (is_settled);
  third = reprise_repository_stamp (fixture->path, modified - 1, &is_settled);
  g_assert_false (is_settled);
  g_assert_cmpstr (first, ==, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/engine/repository-stamp/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("unchanged", test_unchanged);
  ADD ("changed", test_changed);
  ADD ("settled", test_settled);
#undef ADD
  return g_test_run ();
}
