/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the engine keeps of a database on disk. */

#include "config.h"

#include "engine/reprise-engine-database.h"

#include <glib/gstdio.h>

#define OLD_REPOSITORY "11111111-1111-4111-8111-111111111111"
#define NEW_REPOSITORY "22222222-2222-4222-8222-222222222222"

static RepriseEngineDatabase *
make_database (const char *root)
{
  static const char *const nodes[] = { "n1", "n2", NULL };
  RepriseEngineDatabaseFields fields = {
    .id = "33333333-3333-4333-8333-333333333333",
    .name = "parts",
    .node_names = nodes,
    .admin_password = "a",
    .app_password = "b",
    .repository_id = OLD_REPOSITORY,
  };

  return reprise_engine_database_new (root, &fields);
}

static char *
make_root (void)
{
  char *root = g_dir_make_tmp ("reprise-XXXXXX", NULL);
  g_autofree char *nodes = g_build_filename (root, "nodes", "parts", NULL);

  g_assert_nonnull (root);
  g_assert_cmpint (g_mkdir_with_parents (nodes, 0700), ==, 0);
  return root;
}

static void
remove_root (const char *root)
{
  g_autofree char *file = g_build_filename (root, "nodes", "parts", "database.ini", NULL);
  g_autofree char *parts = g_path_get_dirname (file);
  g_autofree char *nodes = g_path_get_dirname (parts);

  g_remove (file);
  g_assert_cmpint (g_rmdir (parts), ==, 0);
  g_assert_cmpint (g_rmdir (nodes), ==, 0);
  g_assert_cmpint (g_rmdir (root), ==, 0);
}

static void
assert_state (RepriseEngineDatabase *database, const char *repository_id, const char *broken_nodes)
{
  g_autofree char *found_id = reprise_engine_database_dup_repository_id (database);
  g_auto (GStrv) broken = reprise_engine_database_dup_broken_nodes (database);
  g_autofree char *joined = g_strjoinv (",", broken);

  g_assert_cmpstr (found_id, ==, repository_id);
  g_assert_cmpstr (joined, ==, broken_nodes);
}

/* A new database has the repository it was made with, and nothing broken. */
static void
test_engine_database_new (void)
{
  g_autofree char *root = make_root ();
  g_autoptr (RepriseEngineDatabase) database = make_database (root);

  assert_state (database, OLD_REPOSITORY, "");
  g_assert_cmpint (reprise_engine_database_get_instances (database)->len, ==, 2);
  g_assert_nonnull (reprise_engine_database_get_instance (database, "n2"));
  g_assert_null (reprise_engine_database_get_instance (database, "n3"));
  remove_root (root);
}

/* What was committed is found again by the next process, whatever the caller's record says. */
static void
test_engine_database_survives (void)
{
  static const char *const broken[] = { "n1", "n2", NULL };
  static const char *const none[] = { NULL };
  g_autofree char *root = make_root ();
  g_autoptr (RepriseEngineDatabase) before = make_database (root);
  g_autoptr (RepriseEngineDatabase) during = NULL;
  g_autoptr (RepriseEngineDatabase) after = NULL;

  g_assert_true (reprise_engine_database_commit (before, NULL, broken, NULL));
  during = make_database (root);
  assert_state (during, OLD_REPOSITORY, "n1,n2");
  g_assert_true (reprise_engine_database_commit (during, NEW_REPOSITORY, none, NULL));
  after = make_database (root);
  assert_state (after, NEW_REPOSITORY, "");
  remove_root (root);
}

/* Where it cannot be kept, the call fails and nothing has changed. */
static void
test_engine_database_cannot_keep (void)
{
  static const char *const broken[] = { "n1", NULL };
  g_autoptr (RepriseEngineDatabase) database = make_database ("/nonexistent");
  g_autoptr (GError) error = NULL;

  g_assert_false (reprise_engine_database_commit (database, NEW_REPOSITORY, broken, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  assert_state (database, OLD_REPOSITORY, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/engine-database/new", test_engine_database_new);
  g_test_add_func ("/engine/engine-database/survives", test_engine_database_survives);
  g_test_add_func ("/engine/engine-database/cannot-keep", test_engine_database_cannot_keep);
  return g_test_run ();
}
