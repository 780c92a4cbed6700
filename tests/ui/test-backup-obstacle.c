/* SPDX-License-Identifier: GPL-3.0-or-later
 * When no backup can be asked for and no restore be put together, and why. */

#include "config.h"

#include "ui/reprise-backup-obstacle.h"

#include "ui-fixture.h"

typedef char *(*DupObstacle) (RepriseDatabaseWatch *watch);

static char *
dup_obstacle (RepriseStubBackend *backend, gboolean is_read, DupObstacle dup)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 1 });
  g_autoptr (RepriseDatabaseWatch) watch =
                 reprise_database_watch_new (REPRISE_BACKEND (backend), database, NULL);

  if (is_read)
    {
      reprise_database_watch_refresh (watch);
      ui_settle ();
    }
  return dup (watch);
}

/* Each reason is told, and a database that is well, or has failed, has none. */
static void
test_backup_obstacle_reasons (void)
{
  static const struct
  {
    const char *database;
    const char *cluster;
    gboolean read_only;
    gboolean is_read;
    const char *obstacle;
    gboolean can_restore;
  } cases[] = {
    { "available", "available", FALSE, TRUE, NULL },
    { "failed", "available", FALSE, TRUE, NULL },
    { "degraded", "available", FALSE, TRUE, NULL },
    { "available", "available", FALSE, FALSE, "The database has not been read yet" },
    { "available",
      "available",
      TRUE,
      TRUE,
      "What is shown is saved, and cannot take backups",
      TRUE },
    { "modifying", "failed", TRUE, TRUE, "What is shown is saved, and cannot take backups", TRUE },
    { "modifying", "available", FALSE, TRUE, "The database is not available: Being modified" },
    { "napping", "available", FALSE, TRUE, "The database is not available: napping" },
    { "available", "failed", FALSE, TRUE, "The cluster is not available: Failed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
      g_autoptr (RepriseCluster) cluster = ui_cluster_new (UI_CLUSTER_ID, "a", cases[i].cluster);
      g_autofree char *obstacle = NULL;
      g_autofree char *restore = NULL;

      ui_put_database (backend, &(UiDatabase){ .status = cases[i].database });
      reprise_stub_backend_put_cluster (backend, cluster);
      reprise_stub_backend_set_read_only (backend, cases[i].read_only);
      obstacle = dup_obstacle (backend, cases[i].is_read, reprise_backup_obstacle_dup);
      restore = dup_obstacle (backend, cases[i].is_read, reprise_restore_obstacle_dup);
      g_assert_cmpstr (obstacle, ==, cases[i].obstacle);
      g_assert_cmpstr (restore, ==, cases[i].can_restore ? NULL : cases[i].obstacle);
    }
}

/* A task that has not ended stands in the way of a restore alone, until it has. */
static void
test_backup_obstacle_task (void)
{
  static const struct
  {
    const char *status;
    const char *obstacle;
  } cases[] = {
    { "queued", "The task ‘update’ has not ended" },
    { "running", "The task ‘update’ has not ended" },
    { "failed", NULL },
    { "succeeded", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
      RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;
      g_autoptr (RepriseTask) task = NULL;
      g_autofree char *backup = NULL;
      g_autofree char *restore = NULL;

      fields.id = "t1";
      fields.name = "update";
      fields.status_word = cases[i].status;
      task = reprise_task_new (&fields);
      reprise_stub_backend_put_task (backend, task);
      backup = dup_obstacle (backend, TRUE, reprise_backup_obstacle_dup);
      restore = dup_obstacle (backend, TRUE, reprise_restore_obstacle_dup);
      g_assert_null (backup);
      g_assert_cmpstr (restore, ==, cases[i].obstacle);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/backup-obstacle/reasons", test_backup_obstacle_reasons);
  g_test_add_func ("/ui/backup-obstacle/task", test_backup_obstacle_task);
  return g_test_run ();
}
