/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore on the page of its database: while it runs, and however it ends. */

#include "config.h"

#include "ui/reprise-restore-progress.h"

#include "ui/reprise-task-bar.h"

#include "support/reprise-fake-clock.h"
#include "support/reprise-ui-support.h"
#include "ui-fixture.h"

#include "ui-find.h"

#define TASK_ID "7db8f401-0d8d-4daf-889b-f721e395df61"

typedef struct
{
  RepriseStubBackend *backend;
  RepriseDatabaseWatch *watch;
  RepriseZone *zone;
  RepriseFakeClock *clock;
  RepriseRestoreJob *job;
  RepriseRestoreProgress *progress;
  GtkWindow *window;
} Fixture;

static RepriseTask *
new_task (const char *status, const char *error)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseTaskMessageFields first = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  RepriseTaskMessageFields second = REPRISE_TASK_MESSAGE_FIELDS_INIT;
  RepriseTaskFields fields = REPRISE_TASK_FIELDS_INIT;

  first.time = ui_instant ("2026-08-05T11:59:20Z");
  first.step = "execute restore";
  first.status_word = "succeeded";
  first.progress = 45;
  second.time = ui_instant ("2026-08-05T11:59:30Z");
  second.step = "execute recovery";
  second.text = "replaying <b>WAL</b>";
  second.status_word = "running";
  second.progress = 50;
  g_ptr_array_add (messages, reprise_task_message_new (&first));
  g_ptr_array_add (messages, reprise_task_message_new (&second));
  fields.id = TASK_ID;
  fields.name = "restore";
  fields.status_word = status;
  fields.error = error;
  fields.subject_id = UI_DATABASE_ID;
  fields.created_at = ui_instant ("2026-08-05T11:59:18Z");
  fields.updated_at = ui_instant ("2026-08-05T11:59:30Z");
  fields.messages = messages;
  return reprise_task_new (&fields);
}

static RepriseRestoreJob *
new_job (Fixture *fixture, const char *source_database_id)
{
  const char *repositories[] = { UI_REPOSITORY_ID, NULL };
  const char *nodes[] = { "n1", "n3", NULL };
  RepriseRestoreRequestFields request = {
    .provider = "pgbackrest",
    .source_node_name = "n1",
    .repositories = repositories,
    .target_nodes = nodes,
  };
  g_autoptr (RepriseJournalRecord) intent =
          reprise_journal_record_new (REPRISE_JOURNAL_KIND_INTENT, "restore", ui_instant (UI_NOW));

  intent->database_id = g_strdup (UI_DATABASE_ID);
  intent->source_database_id = g_strdup (source_database_id);
  intent->request = reprise_restore_request_new (&request);
  return reprise_restore_job_new (intent, REPRISE_CLOCK (fixture->clock));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseDatabase) database =
                 ui_database_new (&(UiDatabase){ .n_nodes = 3, .status = data });
  RepriseJob *job;

  fixture->backend = ui_fixture_new ();
  fixture->watch = reprise_database_watch_new (REPRISE_BACKEND (fixture->backend), database, NULL);
  fixture->zone = reprise_zone_new_utc ();
  fixture->clock = reprise_fake_clock_new (UI_NOW);
  fixture->job = new_job (fixture, UI_DATABASE_ID);
  job = reprise_restore_job_get_job (fixture->job);
  reprise_job_set_sent (job);
  g_assert_true (reprise_job_start (job));
  fixture->progress = reprise_restore_progress_new ();
  fixture->window = reprise_test_present (GTK_WIDGET (fixture->progress), 700, 500);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  reprise_test_destroy (&fixture->window);
  g_assert_finalize_object (fixture->job);
  g_object_unref (fixture->watch);
  g_object_unref (fixture->zone);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->backend);
}

static void
update (Fixture *fixture, RepriseRestoreJob *job)
{
  reprise_restore_progress_update (fixture->progress, job, fixture->watch, fixture->zone);
}

static void
set_task (Fixture *fixture, const char *status, const char *error)
{
  g_autoptr (RepriseTask) task = new_task (status, error);

  reprise_restore_job_set_match (fixture->job, REPRISE_RESTORE_MATCH_OURS, TASK_ID);
  reprise_restore_job_set_task (fixture->job, task);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return ui_shows (GTK_WIDGET (fixture->progress), text);
}

static gboolean
is_shown (Fixture *fixture, const char *child)
{
  return gtk_widget_get_visible (
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->progress),
                                                 REPRISE_TYPE_RESTORE_PROGRESS,
                                                 child)));
}

/* Where nothing runs and nothing was asked for, nothing is there. */
static void
test_restore_progress_nothing (Fixture *fixture, gconstpointer data)
{
  update (fixture, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->progress)));
}

/* Before there is a task, what is being done is said; it cannot be dismissed while it runs. */
static void
test_restore_progress_without_task (Fixture *fixture, gconstpointer data)
{
  reprise_job_set_step (reprise_restore_job_get_job (fixture->job), "Asking the service");
  update (fixture, fixture->job);
  g_assert_true (shows (fixture, "The Database Is Being Restored"));
  g_assert_true (shows (fixture, "Asking the service"));
  g_assert_false (is_shown (fixture, "task_box"));
  g_assert_false (is_shown (fixture, "dismiss_button"));
  g_assert_false (is_shown (fixture, "start_over_button"));
}

/* The task by name and id, how long it has taken, when it last told anything, and its steps; text
 * from the service is never markup. */
static void
test_restore_progress_with_task (Fixture *fixture, gconstpointer data)
{
  set_task (fixture, "running", NULL);
  update (fixture, fixture->job);
  g_assert_true (shows (fixture, "Task restore · " TASK_ID " · 42 s"));
  g_assert_true (shows (fixture, "Last change 30 s ago"));
  g_assert_true (shows (fixture, "execute restore"));
  g_assert_true (shows (fixture, "replaying <b>WAL</b>"));
  g_assert_true (shows (fixture, "50 %"));
}

/* Each point of the bar tells what it is. */
static void
test_restore_progress_points (Fixture *fixture, gconstpointer data)
{
  RepriseTaskBar *bar;
  g_autofree char *text = NULL;
  g_autofree char *nothing = NULL;
  int width;

  set_task (fixture, "running", NULL);
  update (fixture, fixture->job);
  reprise_test_wait_for_frame (GTK_WIDGET (fixture->progress));
  bar = REPRISE_TASK_BAR (ui_find (GTK_WIDGET (fixture->progress), NULL, "RepriseTaskBar"));
  width = gtk_widget_get_width (GTK_WIDGET (bar));
  g_assert_cmpint (width, >, 100);
  text = reprise_task_bar_dup_text_at (bar, width * 0.45);
  g_assert_cmpstr (text, ==, "execute restore: Succeeded, 45 %");
  nothing = reprise_task_bar_dup_text_at (bar, width * 0.9);
  g_assert_null (nothing);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

/* A step that does not tell how far the task is has its point as well, where the one before ended.
 */
static void
test_restore_progress_unmeasured (Fixture *fixture, gconstpointer data)
{
  RepriseTaskStep steps[] = {
    { .title = (char *) "copy", .status = REPRISE_TASK_STATUS_SUCCEEDED, .progress = 40 },
    { .title = (char *) "check", .status = REPRISE_TASK_STATUS_RUNNING, .progress = -1 },
  };
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  RepriseTaskBar *bar;
  g_autofree char *text = NULL;

  g_ptr_array_add (alone, &steps[1]);
  set_task (fixture, "running", NULL);
  update (fixture, fixture->job);
  reprise_test_wait_for_frame (GTK_WIDGET (fixture->progress));
  bar = REPRISE_TASK_BAR (ui_find (GTK_WIDGET (fixture->progress), NULL, "RepriseTaskBar"));
  reprise_task_bar_show (bar, alone, -1);
  text = reprise_task_bar_dup_text_at (bar, 5);
  g_assert_cmpstr (text, ==, "check: Running");
  g_ptr_array_insert (alone, 0, &steps[0]);
  g_clear_pointer (&text, g_free);
  reprise_task_bar_show (bar, alone, 40);
  text = reprise_task_bar_dup_text_at (bar, gtk_widget_get_width (GTK_WIDGET (bar)) * 0.4);
  /* Of two at one place the later one is told. */
  g_assert_cmpstr (text, ==, "check: Running");
  reprise_task_bar_show (bar, NULL, -1);
}

/* A restore that may be somebody else's is not called one's own. */
static void
test_restore_progress_maybe (Fixture *fixture, gconstpointer data)
{
  reprise_restore_job_set_match (fixture->job, REPRISE_RESTORE_MATCH_MAYBE, TASK_ID);
  update (fixture, fixture->job);
  g_assert_true (shows (fixture, "A Restore Is Running That May Be Yours"));
  g_assert_true (shows (fixture, "It was not there before yours was asked for, but *"));
}

/* One that failed says the step, the service's own words and how the database stands, and can be
 * begun anew. */
static void
test_restore_progress_failed (Fixture *fixture, gconstpointer data)
{
  set_task (fixture, "failed", "FATAL: recovery ended");
  reprise_job_finish (reprise_restore_job_get_job (fixture->job),
                      REPRISE_JOB_RESULT_FAILED,
                      "FATAL: recovery ended");
  update (fixture, fixture->job);
  g_assert_true (shows (fixture, "The Restore Has Failed"));
  g_assert_true (shows (fixture,
                        "It failed in the step ‘execute recovery’.\n"
                        "FATAL: recovery ended\n"
                        "The database reads ‘failed’.\n"
                        "The data of n1, n3 may be incomplete. The "
                        "repositories are untouched: the restore can be started over."));
  g_assert_true (is_shown (fixture, "start_over_button"));
  g_assert_true (is_shown (fixture, "dismiss_button"));
}

/* What the service's words tell already is not told twice. */
static void
test_restore_progress_failed_once (Fixture *fixture, gconstpointer data)
{
  const char *detail = "The restore failed in the step ‘execute recovery’: FATAL: recovery ended\n"
                       "The database reads ‘failed’.";

  set_task (fixture, "failed", "FATAL: recovery ended");
  reprise_job_finish (reprise_restore_job_get_job (fixture->job),
                      REPRISE_JOB_RESULT_FAILED,
                      detail);
  update (fixture, fixture->job);
  g_assert_true (shows (fixture,
                        "The restore failed in the step ‘execute recovery’: FATAL: recovery "
                        "ended\n"
                        "The database reads ‘failed’.\n"
                        "The data of n1, n3 may be incomplete. *"));
}

/* What was refused has changed nothing, and nobody is sent to look at the data. */
static void
test_restore_progress_refused (Fixture *fixture, gconstpointer data)
{
  reprise_restore_job_set_answer (fixture->job, REPRISE_RESTORE_ANSWER_REFUSED);
  reprise_job_finish (reprise_restore_job_get_job (fixture->job),
                      REPRISE_JOB_RESULT_FAILED,
                      "database restore cannot be completed.");
  update (fixture, fixture->job);
  g_assert_true (shows (fixture,
                        "database restore cannot be completed.\n"
                        "Nothing was begun, and no node has changed."));
}

/* What was asked for is said as long as it is shown, in the zone of the page. */
static void
test_restore_progress_request (Fixture *fixture, gconstpointer data)
{
  update (fixture, fixture->job);
  g_assert_true (shows (fixture,
                        "Asked for 2026-08-05 12:00:00 UTC: n1, n3 to the latest point, from the "
                        "backups of n1."));
  g_set_object (&fixture->zone, NULL);
  fixture->zone = reprise_zone_new_named ("Asia/Tokyo");
  update (fixture, fixture->job);
  g_assert_true (shows (fixture, "Asked for 2026-08-05 21:00:00 JST: *"));
}

/* Backups of another database are said to be another one's. */
static void
test_restore_progress_other_source (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) other = new_job (fixture, UI_OTHER_DATABASE_ID);
  g_autoptr (RepriseRestoreJob) not_noted = new_job (fixture, NULL);

  update (fixture, other);
  g_assert_true (
      shows (fixture,
             "Asked for *, from the backups of n1 of the other database " UI_OTHER_DATABASE_ID
             "."));
  update (fixture, not_noted);
  g_assert_true (shows (fixture, "Asked for *, from the backups of n1."));
  update (fixture, NULL);
}

/* What nobody knows is said to be so, with what to do. */
static void
test_restore_progress_unknown (Fixture *fixture, gconstpointer data)
{
  reprise_job_finish (reprise_restore_job_get_job (fixture->job),
                      REPRISE_JOB_RESULT_UNKNOWN,
                      "The connection was lost.");
  update (fixture, fixture->job);
  g_assert_true (shows (fixture, "What Became of the Restore Is Not Known"));
  g_assert_true (shows (fixture,
                        "The connection was lost.\n"
                        "Nothing is sent again by itself. Look at the tasks and at the data of "
                        "the database before you ask for another restore."));
  g_assert_true (is_shown (fixture, "start_over_button"));
}

/* A task that was started elsewhere is shown as what it is, without a word of a restore. */
static void
test_restore_progress_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseTask) task = new_task ("running", NULL);

  reprise_stub_backend_put_task (fixture->backend, task);
  reprise_database_watch_refresh (fixture->watch);
  ui_settle ();
  update (fixture, NULL);
  g_assert_true (shows (fixture, "The Database Is Being Modified"));
  g_assert_true (shows (fixture, "Task restore · " TASK_ID " · 42 s"));
  g_assert_false (is_shown (fixture, "dismiss_button"));
}

static void
add (const char *path, const char *status, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, status, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  add ("/ui/restore-progress/nothing", "available", test_restore_progress_nothing);
  add ("/ui/restore-progress/without-task", "modifying", test_restore_progress_without_task);
  add ("/ui/restore-progress/with-task", "modifying", test_restore_progress_with_task);
  add ("/ui/restore-progress/points", "modifying", test_restore_progress_points);
  add ("/ui/restore-progress/unmeasured", "modifying", test_restore_progress_unmeasured);
  add ("/ui/restore-progress/maybe", "modifying", test_restore_progress_maybe);
  add ("/ui/restore-progress/failed", "failed", test_restore_progress_failed);
  add ("/ui/restore-progress/failed-once", "failed", test_restore_progress_failed_once);
  add ("/ui/restore-progress/refused", "available", test_restore_progress_refused);
  add ("/ui/restore-progress/request", "modifying", test_restore_progress_request);
  add ("/ui/restore-progress/other-source", "modifying", test_restore_progress_other_source);
  add ("/ui/restore-progress/unknown", "available", test_restore_progress_unknown);
  add ("/ui/restore-progress/foreign", "modifying", test_restore_progress_foreign);
  return g_test_run ();
}
