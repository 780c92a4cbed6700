/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database's page and its restores: the newest is shown until it is dismissed. */

#include "config.h"

#include "ui/reprise-restore-panel.h"

#include "restore-job-fixture.h"
#include "support/reprise-ui-support.h"

#include "ui-find.h"

#define NEW_REPOSITORY "11111111-2222-4333-8444-555555555599"

typedef struct
{
  RepriseDatabaseWatch *watch;
  RepriseRestorePanel *panel;
  GtkWindow *window;
} Page;

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static Page
open_page (JobFixture *fixture)
{
  g_autoptr (RepriseDatabase) east = world_database (NULL);
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  Page page;

  page.watch = reprise_database_watch_new (fixture->backend, east, NULL);
  page.panel = reprise_restore_panel_new ();
  reprise_restore_panel_follow (page.panel, fixture->manager, page.watch);
  reprise_restore_panel_update (page.panel, zone);
  page.window = reprise_test_present (GTK_WIDGET (page.panel), 700, 500);
  return page;
}

static void
close_page (Page *page)
{
  reprise_test_destroy (&page->window);
  settle ();
  g_assert_finalize_object (page->watch);
}

static gboolean
shows (Page *page, const char *text)
{
  return ui_shows (GTK_WIDGET (page->window), text);
}

static void
end_restore (JobFixture *fixture, RepriseRestoreJob *job, const char *status)
{
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  const WorldTask task = { .status_word = status, .request = request };

  job_fixture_put_task (fixture, &task);
  job_fixture_look_again (fixture, job, 1);
  job_fixture_await_end (job);
  settle ();
}

/* It is there from the moment that it is asked for; when it is over the database is read again. */
static void
test_restore_panel_follows (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  Page page = open_page (fixture);
  guint n_reads;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page.panel)));
  job_fixture_submit (fixture, &submission);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page.panel)));
  g_assert_true (shows (&page, "The Database Is Being Restored"));
  n_reads = reprise_stub_backend_count (REPRISE_STUB_BACKEND (fixture->backend),
                                        REPRISE_STUB_REPOSITORIES);
  end_restore (fixture, submission.job, "succeeded");
  g_assert_true (shows (&page, "The Restore Has Finished"));
  g_assert_cmpuint (reprise_stub_backend_count (REPRISE_STUB_BACKEND (fixture->backend),
                                                REPRISE_STUB_REPOSITORIES),
                    >,
                    n_reads);
  close_page (&page);
}

/* What is dismissed is gone, here and in the list of restores. */
static void
test_restore_panel_dismisses (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  Page page = open_page (fixture);

  job_fixture_submit (fixture, &submission);
  gtk_widget_activate_action (GTK_WIDGET (page.panel), "restore.dismiss", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page.panel)));
  end_restore (fixture, submission.job, "succeeded");
  gtk_widget_activate_action (GTK_WIDGET (page.panel), "restore.dismiss", NULL);
  settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page.panel)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 0);
  close_page (&page);
}

/* The service has opened a new repository for the only node, with so many backups in it. */
static void
put_new_repository (JobFixture *fixture, gsize n_backups)
{
  const char *const nodes[] = { "n1", NULL };
  const WorldDatabase difference = { .repository_id = NEW_REPOSITORY, .nodes = nodes };
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseDatabase) database = world_database (&difference);
  g_autoptr (RepriseRepository) repository =
                 world_repository (NEW_REPOSITORY, WORLD_EAST, "2024-06-19T23:31:00Z");
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.repository_id = NEW_REPOSITORY;
  inventory = world_inventory (&fields, world_backups (), n_backups);
  reprise_stub_backend_put_database (fixture->stub, database);
  reprise_stub_backend_put_repository (fixture->stub, repository);
  reprise_stub_backend_put_inventory (fixture->stub, inventory);
}

/* The task has succeeded, but the database is not well: what is left to do is listed all the same.
 */
static void
test_restore_panel_degraded (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  Page page = open_page (fixture);

  job_fixture_submit (fixture, &submission);
  job_fixture_put_status (fixture, "degraded");
  end_restore (fixture, submission.job, "succeeded");
  g_assert_cmpint (reprise_job_get_result (reprise_restore_job_get_job (submission.job)),
                   ==,
                   REPRISE_JOB_RESULT_FAILED);
  reprise_database_watch_refresh (page.watch);
  settle ();
  g_assert_true (shows (&page, "What is left to do"));
  close_page (&page);
}

/* What is left to do is listed when it is known, stays until it is done, and is not told again. */
static void
test_restore_panel_checks (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  Page page = open_page (fixture);

  job_fixture_submit (fixture, &submission);
  g_assert_false (shows (&page, "What is left to do"));
  put_new_repository (fixture, 0);
  end_restore (fixture, submission.job, "succeeded");
  g_assert_true (shows (&page, "What is left to do"));
  g_assert_true (shows (&page, "n1: there is none yet.*"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 1);

  put_new_repository (fixture, 1);
  reprise_database_watch_refresh (page.watch);
  settle ();
  g_assert_true (shows (&page, "Nothing is left to do"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 0);
  job_fixture_await_journal (fixture,
                             "intent answer:accepted task:ours outcome:succeeded dismissed");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page.panel)));
  gtk_widget_activate_action (GTK_WIDGET (page.panel), "restore.dismiss", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page.panel)));
  close_page (&page);
}

/* Looking at an earlier repository meanwhile keeps nothing from being checked off. */
static void
test_restore_panel_checks_current (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  Page page = open_page (fixture);
  g_autoptr (RepriseNodeView) view = NULL;

  job_fixture_submit (fixture, &submission);
  put_new_repository (fixture, 0);
  end_restore (fixture, submission.job, "succeeded");
  view = g_list_model_get_item (reprise_database_watch_get_nodes (page.watch), 0);
  reprise_node_view_set_repository_id (view, WORLD_REPOSITORY);
  settle ();
  g_assert_true (shows (&page, "n1: there is none yet.*"));

  put_new_repository (fixture, 1);
  reprise_database_watch_refresh (page.watch);
  settle ();
  g_assert_true (shows (&page, "Nothing is left to do"));
  g_assert_cmpstr (reprise_node_view_get_repository_id (view), ==, WORLD_REPOSITORY);
  close_page (&page);
}

/* What was read before the end is not taken for what is there after it. */
static void
test_restore_panel_waits (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  Page page = open_page (fixture);

  job_fixture_submit (fixture, &submission);
  reprise_stub_backend_hold (fixture->stub, REPRISE_STUB_STORES);
  reprise_database_watch_refresh (page.watch);
  settle ();
  put_new_repository (fixture, 0);
  end_restore (fixture, submission.job, "succeeded");
  g_assert_true (shows (&page, "The Restore Has Finished"));
  g_assert_false (shows (&page, "What is left to do"));

  reprise_stub_backend_release (fixture->stub, REPRISE_STUB_STORES);
  settle ();
  g_assert_true (shows (&page, "What is left to do"));
  g_assert_true (shows (&page, "Backups go to it from now on.*"));
  close_page (&page);
}

/* What somebody starts after a restore is shown beside it. */
static void
test_restore_panel_other (JobFixture *fixture, gconstpointer data)
{
  const WorldTask task = { .id = "task-2", .name = "backup" };
  g_auto (JobSubmission) submission = { 0 };
  Page page = open_page (fixture);

  job_fixture_submit (fixture, &submission);
  end_restore (fixture, submission.job, "succeeded");
  g_assert_false (shows (&page, "The Database Is Being Modified"));
  job_fixture_put_task (fixture, &task);
  reprise_database_watch_refresh (page.watch);
  settle ();
  g_assert_true (shows (&page, "The Restore Has Finished"));
  g_assert_true (shows (&page, "The Database Is Being Modified"));
  g_assert_true (shows (&page, "Task backup · task-2 · *"));
  close_page (&page);
}

static void
start_over_cb (RepriseRestorePanel *panel, RepriseRestoreJob *job, RepriseRestoreJob **told)
{
  *told = job;
}

/* One that failed can be begun anew, with what was asked for. */
static void
test_restore_panel_starts_over (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };
  Page page = open_page (fixture);
  RepriseRestoreJob *told = NULL;

  g_signal_connect (page.panel, "start-over", G_CALLBACK (start_over_cb), &told);
  job_fixture_submit (fixture, &submission);
  end_restore (fixture, submission.job, "failed");
  g_assert_true (shows (&page, "The Restore Has Failed"));
  gtk_widget_activate_action (GTK_WIDGET (page.panel), "restore.start-over", NULL);
  g_assert_true (told == submission.job);
  close_page (&page);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  JOB_TEST ("/ui/restore-panel/follows", test_restore_panel_follows);
  JOB_TEST ("/ui/restore-panel/dismisses", test_restore_panel_dismisses);
  JOB_TEST ("/ui/restore-panel/checks", test_restore_panel_checks);
  JOB_TEST ("/ui/restore-panel/degraded", test_restore_panel_degraded);
  JOB_TEST ("/ui/restore-panel/checks-current", test_restore_panel_checks_current);
  JOB_TEST ("/ui/restore-panel/waits", test_restore_panel_waits);
  JOB_TEST ("/ui/restore-panel/other", test_restore_panel_other);
  JOB_TEST ("/ui/restore-panel/starts-over", test_restore_panel_starts_over);
  return g_test_run ();
}
