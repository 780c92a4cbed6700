/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that outlive the program: what the journal tells is followed, listed or left alone. */

#include "config.h"

#include "restore-job-fixture.h"

#include "restore/reprise-journal-notes.h"
#include "restore/reprise-restore-revival.h"

#define ADDRESS "https://stub.example.com"

static void
put_task (JobFixture *fixture, const char *status_word)
{
  g_autoptr (RepriseRestoreRequest) request =
                 job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  const WorldTask task = { .status_word = status_word, .request = request };

  job_fixture_put_task (fixture, &task);
}

static void
submit (JobFixture *fixture)
{
  g_auto (JobSubmission) submission = { 0 };

  job_fixture_submit (fixture, &submission);
  g_assert_no_error (submission.error);
  g_assert_nonnull (submission.job);
  job_fixture_await_look (fixture);
}

/* Leaves only the first lines, as if the program had been killed before the others. */
static void
cut_journal (JobFixture *fixture, guint n_lines)
{
  g_autofree char *text = NULL;
  char *end;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  end = text;
  for (guint i = 0; i < n_lines; i++)
    end = strchr (end, '\n') + 1;
  *end = '\0';
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (reprise_journal_append_finish (REPRISE_JOURNAL (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* record: (transfer full) */
static void
write_record (JobFixture *fixture, RepriseJournalRecord *record)
{
  g_autoptr (RepriseJournalRecord) owned = record;
  gboolean written = FALSE;

  reprise_journal_append_async (fixture->journal, owned, NULL, written_cb, &written);
  while (!written)
    g_main_context_iteration (NULL, TRUE);
}

static void
write_intent_of (JobFixture *fixture,
                 const char *id,
                 const char *address,
                 const char *client_id,
                 RepriseInstant time)
{
  RepriseJournalRecord *record = reprise_journal_record_new (REPRISE_JOURNAL_KIND_INTENT, id, time);

  record->address = g_strdup (address);
  record->client_id = g_strdup (client_id);
  record->database_id = g_strdup (WORLD_EAST);
  record->request = job_fixture_make_request (REPRISE_RESTORE_METHOD_LATEST);
  record->task_ids = g_new0 (char *, 1);
  write_record (fixture, record);
}

static void
write_intent (JobFixture *fixture, const char *id, const char *address, RepriseInstant time)
{
  write_intent_of (fixture, id, address, NULL, time);
}

static void
write_note (JobFixture *fixture,
            RepriseJournalKind kind,
            const char *id,
            const char *word,
            const char *text)
{
  write_record (fixture, reprise_journal_note (kind, id, world_instant (WORLD_NOW), word, text));
}

static RepriseRestoreJob *
get_only_job (JobFixture *fixture)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 1);
  return reprise_job_manager_find (fixture->manager, WORLD_EAST);
}

static RepriseJobResult
get_result (RepriseRestoreJob *job)
{
  return reprise_job_get_result (reprise_restore_job_get_job (job));
}

/* Killed while it ran: it is found, followed to its end, and not asked for again. */
static void
test_restore_revival_running (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = NULL;

  submit (fixture);
  put_task (fixture, "running");
  reprise_fake_clock_advance (fixture->clock, JOB_LOOK_USEC);
  job_fixture_await_journal (fixture, "intent answer:accepted task:ours");
  job_fixture_restart (fixture);

  job_fixture_load (fixture);
  job = g_object_ref (get_only_job (fixture));
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 1);
  g_assert_cmpint (reprise_restore_job_get_match (job), ==, REPRISE_RESTORE_MATCH_OURS);
  g_assert_cmpint (reprise_restore_job_get_asked_at (job), ==, world_instant (WORLD_NOW));
  job_fixture_look_again (fixture, job, 3);
  put_task (fixture, "succeeded");
  job_fixture_look_again (fixture, job, 1);
  g_assert_cmpint (get_result (job), ==, REPRISE_JOB_RESULT_SUCCEEDED);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
  job_fixture_assert_journal (fixture, "intent answer:accepted task:ours outcome:succeeded");
}

/* Killed before the answer: whether it was accepted is found out, and it is not asked for again. */
static void
test_restore_revival_no_answer (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = NULL;

  submit (fixture);
  job_fixture_restart (fixture);
  cut_journal (fixture, 1);
  put_task (fixture, "running");

  job_fixture_load (fixture);
  job = g_object_ref (get_only_job (fixture));
  g_assert_cmpint (reprise_restore_job_get_answer (job), ==, REPRISE_RESTORE_ANSWER_UNKNOWN);
  job_fixture_look_again (fixture, job, 2);
  g_assert_cmpint (reprise_restore_job_get_match (job), ==, REPRISE_RESTORE_MATCH_OURS);
  put_task (fixture, "failed");
  job_fixture_look_again (fixture, job, 1);
  g_assert_cmpint (get_result (job), ==, REPRISE_JOB_RESULT_FAILED);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
  job_fixture_assert_journal (fixture, "intent task:ours outcome:failed");
}

/* Killed before it was asked for at all: nobody can know that, and that is what is said. */
static void
test_restore_revival_never_sent (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = NULL;

  write_intent (fixture, "restore-1", ADDRESS, world_instant (WORLD_NOW));
  job_fixture_load (fixture);
  job = g_object_ref (get_only_job (fixture));
  job_fixture_look_again (fixture, job, 1000);
  g_assert_cmpint (get_result (job), ==, REPRISE_JOB_RESULT_UNKNOWN);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 0);
  job_fixture_assert_journal (fixture, "intent outcome:unknown");
}

/* What has ended is listed as it ended, with its task, until it is dismissed. */
static void
test_restore_revival_finished (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) dismissed = NULL;
  RepriseRestoreJob *job;

  submit (fixture);
  put_task (fixture, "succeeded");
  job = get_only_job (fixture);
  job_fixture_look_again (fixture, job, 1);
  job_fixture_restart (fixture);

  job_fixture_load (fixture);
  job = get_only_job (fixture);
  g_assert_cmpint (get_result (job), ==, REPRISE_JOB_RESULT_SUCCEEDED);
  g_assert_cmpstr (reprise_job_get_detail (reprise_restore_job_get_job (job)),
                   ==,
                   "The database is available.");
  g_assert_cmpint (reprise_restore_job_get_ended_at (job),
                   ==,
                   world_instant (WORLD_NOW) + JOB_LOOK_USEC);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 0);
  while (reprise_restore_job_get_task (job) == NULL)
    g_main_context_iteration (NULL, TRUE);
  dismissed = g_object_ref (job);
  reprise_job_manager_dismiss (fixture->manager, job);
  g_assert_true (reprise_restore_job_is_dismissed (dismissed));
  g_assert_null (reprise_job_manager_find (fixture->manager, WORLD_EAST));
  job_fixture_await_journal (fixture,
                             "intent answer:accepted task:ours outcome:succeeded dismissed");
  job_fixture_restart (fixture);

  job_fixture_load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->manager)), ==, 0);
}

/* Killed between the line that it could not be sent and the one that this is all: it has not
 * failed, it never was. */
static void
test_restore_revival_not_sent (JobFixture *fixture, gconstpointer data)
{
  write_intent (fixture, "restore-1", ADDRESS, world_instant (WORLD_NOW));
  write_note (fixture, REPRISE_JOURNAL_KIND_ANSWER, "restore-1", "not-sent", "no connection");
  job_fixture_load (fixture);
  g_assert_cmpint (get_result (get_only_job (fixture)), ==, REPRISE_JOB_RESULT_CANCELLED);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 0);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 0);
}

/* What was refused is over, and the restores of another service or account are not ours. */
static void
test_restore_revival_others (JobFixture *fixture, gconstpointer data)
{
  RepriseRestoreJob *job;

  reprise_stub_backend_set_client_id (fixture->stub, "mine");
  write_intent (fixture, "restore-1", "https://other.example.com", world_instant (WORLD_NOW));
  write_intent_of (fixture, "restore-3", ADDRESS, "other", world_instant (WORLD_NOW));
  write_intent (fixture, "restore-2", ADDRESS, world_instant (WORLD_NOW));
  write_note (fixture, REPRISE_JOURNAL_KIND_ANSWER, "restore-2", "refused", "database is busy");
  job_fixture_load (fixture);
  job = get_only_job (fixture);
  g_assert_cmpstr (reprise_restore_job_get_restore_id (job), ==, "restore-2");
  g_assert_cmpint (get_result (job), ==, REPRISE_JOB_RESULT_FAILED);
  g_assert_cmpstr (reprise_job_get_detail (reprise_restore_job_get_job (job)),
                   ==,
                   "database is busy");
}

/* A line that cannot be read is told of, and hides no other. */
static void
test_restore_revival_damaged (JobFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *damaged = NULL;
  GPtrArray *problems;

  write_intent (fixture, "restore-1", ADDRESS, world_instant (WORLD_NOW));
  write_note (fixture, REPRISE_JOURNAL_KIND_ANSWER, "restore-1", "refused", "database is busy");
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  damaged = g_strconcat ("{\"kind\":\"int\n", text, NULL);
  g_assert_true (g_file_set_contents (fixture->path, damaged, -1, NULL));
  job_fixture_load (fixture);
  g_assert_nonnull (get_only_job (fixture));
  problems = reprise_job_manager_get_problems (fixture->manager);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (
      g_str_has_prefix (g_ptr_array_index (problems, 0), "Line 1 of the journal was left out:"));
}

/* With a restore, those before it in the same database are dismissed; an order by time. */
static void
test_restore_revival_older (JobFixture *fixture, gconstpointer data)
{
  RepriseInstant now = world_instant (WORLD_NOW);
  GListModel *list = G_LIST_MODEL (fixture->manager);

  write_intent (fixture, "restore-1", ADDRESS, now);
  write_note (fixture, REPRISE_JOURNAL_KIND_OUTCOME, "restore-1", "failed", "disk full");
  write_intent (fixture, "restore-2", ADDRESS, now + 1);
  write_note (fixture, REPRISE_JOURNAL_KIND_OUTCOME, "restore-2", "whatever", NULL);
  job_fixture_load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  g_assert_cmpstr (reprise_restore_job_get_restore_id (
                       reprise_job_manager_find (fixture->manager, WORLD_EAST)),
                   ==,
                   "restore-2");
  g_assert_cmpint (get_result (reprise_job_manager_find (fixture->manager, WORLD_EAST)),
                   ==,
                   REPRISE_JOB_RESULT_UNKNOWN);
  job_fixture_load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  reprise_job_manager_dismiss (fixture->manager,
                               reprise_job_manager_find (fixture->manager, WORLD_EAST));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  job_fixture_load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
}

/* A refusal that was told hides nothing of the restore before it. */
static void
test_restore_revival_refused_after (JobFixture *fixture, gconstpointer data)
{
  RepriseInstant now = world_instant (WORLD_NOW);

  write_intent (fixture, "restore-1", ADDRESS, now);
  write_note (fixture, REPRISE_JOURNAL_KIND_OUTCOME, "restore-1", "succeeded", NULL);
  write_intent (fixture, "restore-2", ADDRESS, now + 1);
  write_note (fixture, REPRISE_JOURNAL_KIND_ANSWER, "restore-2", "refused", "busy");
  write_note (fixture, REPRISE_JOURNAL_KIND_DISMISSED, "restore-2", NULL, NULL);
  job_fixture_load (fixture);
  g_assert_cmpint (get_result (get_only_job (fixture)), ==, REPRISE_JOB_RESULT_SUCCEEDED);
}

/* A restore that runs is the one to show, though the clock has been put back since an older one. */
static void
test_restore_revival_clock_back (JobFixture *fixture, gconstpointer data)
{
  RepriseInstant now = world_instant (WORLD_NOW);

  write_intent (fixture, "restore-1", ADDRESS, now);
  write_note (fixture, REPRISE_JOURNAL_KIND_OUTCOME, "restore-1", "failed", "disk full");
  write_intent (fixture, "restore-2", ADDRESS, now - 420 * REPRISE_INSTANT_SECOND);
  job_fixture_load (fixture);
  g_assert_cmpstr (reprise_restore_job_get_restore_id (
                       reprise_job_manager_find (fixture->manager, WORLD_EAST)),
                   ==,
                   "restore-2");
}

/* What may be another person's stays that, and a task that is ours takes its place. */
static void
test_restore_revival_maybe (JobFixture *fixture, gconstpointer data)
{
  const WorldTask other = { .id = "task-other", .status_word = "running" };
  g_autoptr (RepriseJournalRecord) record = NULL;
  RepriseRestoreJob *job;

  write_intent (fixture, "restore-1", ADDRESS, world_instant (WORLD_NOW));
  write_note (fixture, REPRISE_JOURNAL_KIND_ANSWER, "restore-1", "unknown", "no answer");
  record = reprise_journal_note (REPRISE_JOURNAL_KIND_TASK,
                                 "restore-1",
                                 world_instant (WORLD_NOW),
                                 "maybe",
                                 NULL);
  record->task_id = g_strdup ("task-other");
  write_record (fixture, g_steal_pointer (&record));
  job_fixture_put_task (fixture, &other);
  job_fixture_load (fixture);
  job = get_only_job (fixture);
  job_fixture_look_again (fixture, job, 3);
  g_assert_cmpint (reprise_restore_job_get_match (job), ==, REPRISE_RESTORE_MATCH_MAYBE);
  job_fixture_assert_journal (fixture, "intent answer:unknown task:maybe");
  put_task (fixture, "succeeded");
  job_fixture_look_again (fixture, job, 1);
  g_assert_cmpint (get_result (job), ==, REPRISE_JOB_RESULT_SUCCEEDED);
  job_fixture_assert_journal (fixture,
                              "intent answer:unknown task:maybe task:ours outcome:succeeded");
}

static RepriseJobManager *
start_second (JobFixture *fixture)
{
  g_autoptr (RepriseJournal) journal = reprise_journal_new (fixture->path);

  return reprise_job_manager_new (REPRISE_BACKEND (fixture->stub),
                                  journal,
                                  REPRISE_CLOCK (fixture->clock));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (reprise_job_manager_load_finish (REPRISE_JOB_MANAGER (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static RepriseRestoreJob *
load_second (RepriseJobManager *manager)
{
  gboolean loaded = FALSE;

  reprise_job_manager_load_async (manager, NULL, loaded_cb, &loaded);
  while (!loaded)
    g_main_context_iteration (NULL, TRUE);
  return g_object_ref (reprise_job_manager_find (manager, WORLD_EAST));
}

/* Two windows follow one restore: both find its end, and the journal tells of one. */
static void
test_restore_revival_two (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJobManager) second = start_second (fixture);
  g_autoptr (RepriseRestoreJob) theirs = NULL;
  RepriseRestoreJob *ours;

  submit (fixture);
  ours = get_only_job (fixture);
  theirs = load_second (second);
  g_assert_true (ours != theirs);
  put_task (fixture, "succeeded");
  job_fixture_look_again (fixture, ours, 10);
  job_fixture_look_again (fixture, theirs, 10);
  g_assert_cmpint (get_result (ours), ==, REPRISE_JOB_RESULT_SUCCEEDED);
  g_assert_cmpint (get_result (theirs), ==, REPRISE_JOB_RESULT_SUCCEEDED);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 1);
  job_fixture_restart (fixture);
  job_fixture_load (fixture);
  g_assert_cmpint (get_result (get_only_job (fixture)), ==, REPRISE_JOB_RESULT_SUCCEEDED);
}

/* What another window has begun keeps this one from asking, and is followed here too. */
static void
test_restore_revival_elsewhere (JobFixture *fixture, gconstpointer data)
{
  g_auto (JobSubmission) submission = { 0 };

  write_intent (fixture, "restore-1", ADDRESS, world_instant (WORLD_NOW));
  job_fixture_submit (fixture, &submission);
  g_assert_error (submission.error, REPRISE_RESTORE_ERROR, REPRISE_RESTORE_ERROR_RUNNING);
  g_assert_cmpuint (job_fixture_count_sent (fixture), ==, 0);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 1);
}

/* A restore that had to be taken for sent, until another window told what it heard. */
static void
assert_learnt (JobFixture *fixture, const char *word, const char *text)
{
  g_autoptr (RepriseRestoreJob) job = NULL;

  write_intent (fixture, "restore-1", ADDRESS, world_instant (WORLD_NOW));
  job_fixture_load (fixture);
  job = g_object_ref (get_only_job (fixture));
  write_note (fixture, REPRISE_JOURNAL_KIND_ANSWER, "restore-1", word, text);
  job_fixture_look_again (fixture, job, 1000);
  g_assert_cmpint (get_result (job), ==, REPRISE_JOB_RESULT_FAILED);
  g_assert_cmpstr (reprise_job_get_detail (reprise_restore_job_get_job (job)), ==, text);
  g_assert_cmpuint (reprise_job_manager_get_n_running (fixture->manager), ==, 0);
}

/* What another window heard of the service meanwhile counts before it is given up. */
static void
test_restore_revival_heard (JobFixture *fixture, gconstpointer data)
{
  assert_learnt (fixture, "refused", "database is busy");
  job_fixture_assert_journal (fixture, "intent answer:refused");
}

/* And that it was never sent. */
static void
test_restore_revival_heard_not_sent (JobFixture *fixture, gconstpointer data)
{
  assert_learnt (fixture, "not-sent", "no connection");
}

/* That it was accepted, too: then its task is waited for longer. */
static void
test_restore_revival_heard_accepted (JobFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = NULL;

  write_intent (fixture, "restore-1", ADDRESS, world_instant (WORLD_NOW));
  job_fixture_load (fixture);
  job = g_object_ref (get_only_job (fixture));
  write_note (fixture, REPRISE_JOURNAL_KIND_ANSWER, "restore-1", "accepted", NULL);
  job_fixture_look_again (fixture, job, 60);
  g_assert_false (reprise_restore_job_is_finished (job));
  g_assert_cmpint (reprise_restore_job_get_answer (job), ==, REPRISE_RESTORE_ANSWER_ACCEPTED);
  put_task (fixture, "succeeded");
  job_fixture_look_again (fixture, job, 1);
  g_assert_cmpint (get_result (job), ==, REPRISE_JOB_RESULT_SUCCEEDED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  JOB_TEST ("/restore/restore-revival/running", test_restore_revival_running);
  JOB_TEST ("/restore/restore-revival/no-answer", test_restore_revival_no_answer);
  JOB_TEST ("/restore/restore-revival/never-sent", test_restore_revival_never_sent);
  JOB_TEST ("/restore/restore-revival/finished", test_restore_revival_finished);
  JOB_TEST ("/restore/restore-revival/not-sent", test_restore_revival_not_sent);
  JOB_TEST ("/restore/restore-revival/others", test_restore_revival_others);
  JOB_TEST ("/restore/restore-revival/damaged", test_restore_revival_damaged);
  JOB_TEST ("/restore/restore-revival/older", test_restore_revival_older);
  JOB_TEST ("/restore/restore-revival/refused-after", test_restore_revival_refused_after);
  JOB_TEST ("/restore/restore-revival/clock-back", test_restore_revival_clock_back);
  JOB_TEST ("/restore/restore-revival/maybe", test_restore_revival_maybe);
  JOB_TEST ("/restore/restore-revival/two", test_restore_revival_two);
  JOB_TEST ("/restore/restore-revival/elsewhere", test_restore_revival_elsewhere);
  JOB_TEST ("/restore/restore-revival/heard", test_restore_revival_heard);
  JOB_TEST ("/restore/restore-revival/heard-not-sent", test_restore_revival_heard_not_sent);
  JOB_TEST ("/restore/restore-revival/heard-accepted", test_restore_revival_heard_accepted);
  return g_test_run ();
}
