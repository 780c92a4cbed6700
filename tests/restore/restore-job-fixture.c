/* SPDX-License-Identifier: GPL-3.0-or-later
 * A service, a journal on disk and a clock that stands still, for tests of restores. */

#include "config.h"

#include "restore-job-fixture.h"

#include "restore/reprise-restore-plan.h"

#include <glib/gstdio.h>

/* How long a test is ready to wait, in real time. */
#define PATIENCE_USEC (10 * G_USEC_PER_SEC)

static void
fill_service (RepriseStubBackend *stub)
{
  g_autoptr (RepriseDatabase) east = world_database (NULL);
  g_autoptr (RepriseCluster) cluster = world_cluster (NULL);
  g_autoptr (RepriseRepository) repository =
                 world_repository (WORLD_REPOSITORY, WORLD_EAST, "2024-06-01T00:00:00Z");
  g_autoptr (RepriseInventory) inventory = world_inventory (NULL, world_backups (), 2);

  reprise_stub_backend_set_now (stub, world_instant (WORLD_NOW));
  reprise_stub_backend_put_database (stub, east);
  reprise_stub_backend_put_cluster (stub, cluster);
  reprise_stub_backend_put_repository (stub, repository);
  reprise_stub_backend_put_inventory (stub, inventory);
}

static void
start (JobFixture *self)
{
  self->journal = reprise_journal_new (self->path);
  self->manager =
      reprise_job_manager_new (self->backend, self->journal, REPRISE_CLOCK (self->clock));
}

/* Lets go of an object, and waits until what is still being written does so too. */
static void
await_finalization (gpointer object)
{
  gint64 give_up = g_get_monotonic_time () + PATIENCE_USEC;
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  while (weak != NULL)
    {
      if (g_get_monotonic_time () > give_up)
        g_error ("something keeps a %s", G_OBJECT_TYPE_NAME (weak));
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

static void
stop (JobFixture *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  await_finalization (self->manager);
  await_finalization (self->journal);
}

/**
 * job_fixture_start:
 * @backend: (transfer full): a service
 * @clock: (transfer full): what time is told by
 *
 * Sets up all that is the same whichever service it is.
 */
void
job_fixture_start (JobFixture *self, RepriseBackend *backend, RepriseFakeClock *clock)
{
  self->folder = g_dir_make_tmp ("reprise-jobs-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "restores.jsonl", NULL);
  self->backend = backend;
  self->clock = clock;
  self->cancellable = g_cancellable_new ();
  start (self);
}

void
job_fixture_set_up (JobFixture *self, gconstpointer data)
{
  self->stub = reprise_stub_backend_new ();
  fill_service (self->stub);
  job_fixture_start (self, REPRISE_BACKEND (self->stub), reprise_fake_clock_new (WORLD_NOW));
}

void
job_fixture_tear_down (JobFixture *self, gconstpointer data)
{
  g_clear_object (&self->result);
  stop (self);
  await_finalization (self->backend);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (self->clock), ==, -1);
  await_finalization (self->clock);
  g_object_unref (self->cancellable);
  g_unlink (self->path);
  g_rmdir (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

/**
 * job_fixture_restart:
 *
 * Forgets everything but what is on disk, as if the program had been killed.
 */
void
job_fixture_restart (JobFixture *self)
{
  stop (self);
  start (self);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  JobFixture *self = user_data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

static GAsyncResult *
await_result (JobFixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&self->result);
}

void
job_fixture_load (JobFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_job_manager_load_async (self->manager, NULL, done_cb, self);
  result = await_result (self);
  g_assert_true (reprise_job_manager_load_finish (self->manager, result, &error));
  g_assert_no_error (error);
}

/**
 * job_fixture_make_plan:
 *
 * Returns: (transfer full): a plan that was confirmed: for the newest backup, for the latest point
 *   or for a time between the two backups
 */
RepriseRestorePlan *
job_fixture_make_plan (RepriseRestoreMethod method)
{
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) chosen = reprise_restore_form_with_method (form, method);
  g_autoptr (RepriseRestoreForm) full =
                 method == REPRISE_RESTORE_METHOD_TIME
                     ? reprise_restore_form_with_time (chosen,
                                                       world_instant ("2024-06-19T20:30:00Z"))
                 : method == REPRISE_RESTORE_METHOD_BACKUP
                     ? reprise_restore_form_with_backup (chosen, WORLD_INCR)
                     : g_object_ref (chosen);
  g_autoptr (RepriseRestoreForm) confirmed =
                 reprise_restore_form_with_confirmation (full, "East Coast Parts");
  RepriseRestorePlan *plan = reprise_restore_plan_new (confirmed);

  g_assert_nonnull (plan);
  return plan;
}

RepriseRestoreRequest *
job_fixture_make_request (RepriseRestoreMethod method)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (method);

  return g_object_ref (reprise_restore_plan_get_request (plan));
}

void
job_fixture_begin (JobFixture *self, RepriseRestorePlan *plan)
{
  reprise_job_manager_submit_async (self->manager, plan, self->cancellable, done_cb, self);
}

void
job_fixture_end (JobFixture *self, JobSubmission *submission)
{
  g_autoptr (GAsyncResult) result = await_result (self);

  submission->done = reprise_job_manager_submit_finish (self->manager,
                                                        result,
                                                        &submission->fresh,
                                                        &submission->differences,
                                                        &submission->job,
                                                        &submission->error);
}

/**
 * job_fixture_submit:
 *
 * Asks for the latest point, all the way.
 */
void
job_fixture_submit (JobFixture *self, JobSubmission *submission)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (REPRISE_RESTORE_METHOD_LATEST);

  job_fixture_begin (self, plan);
  job_fixture_end (self, submission);
}

void
job_submission_clear (JobSubmission *submission)
{
  g_clear_object (&submission->fresh);
  g_clear_pointer (&submission->differences, g_ptr_array_unref);
  g_clear_object (&submission->job);
  g_clear_error (&submission->error);
}

void
job_fixture_put_task (JobFixture *self, const WorldTask *task)
{
  g_autoptr (RepriseTask) object = world_task (task);

  reprise_stub_backend_put_task (self->stub, object);
}

void
job_fixture_put_status (JobFixture *self, const char *status_word)
{
  const WorldDatabase difference = { .status_word = status_word };
  g_autoptr (RepriseDatabase) database = world_database (&difference);

  reprise_stub_backend_put_database (self->stub, database);
}

/**
 * job_fixture_await_look:
 *
 * Runs until a look has ended and the next one is waited for.
 */
void
job_fixture_await_look (JobFixture *self)
{
  reprise_fake_clock_await_timer (self->clock, JOB_LOOK_USEC);
}

/* Runs until a look has ended. */
static void
await_look_or_end (JobFixture *self, RepriseRestoreJob *job)
{
  gint64 give_up = g_get_monotonic_time () + PATIENCE_USEC;

  while (!reprise_restore_job_is_finished (job) &&
         reprise_fake_clock_get_next_delay (self->clock) != JOB_LOOK_USEC)
    {
      if (g_get_monotonic_time () > give_up)
        g_error ("it is not looked again");
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

/**
 * job_fixture_look_again:
 *
 * Lets it be looked so often again, or until the restore is over.
 */
void
job_fixture_look_again (JobFixture *self, RepriseRestoreJob *job, guint n_looks)
{
  await_look_or_end (self, job);
  for (guint i = 0; i < n_looks && !reprise_restore_job_is_finished (job); i++)
    {
      reprise_fake_clock_advance (self->clock, JOB_LOOK_USEC);
      await_look_or_end (self, job);
    }
}

void
job_fixture_await_end (RepriseRestoreJob *job)
{
  gint64 give_up = g_get_monotonic_time () + PATIENCE_USEC;

  while (!reprise_restore_job_is_finished (job))
    {
      if (g_get_monotonic_time () > give_up)
        g_error ("the restore does not end");
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

/**
 * job_fixture_read_journal:
 *
 * Returns: (transfer full): the kinds and words of the lines on disk, such as
 *   `intent answer:accepted`
 */
char *
job_fixture_read_journal (JobFixture *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (self->path, &text, NULL, NULL))
    return g_strdup ("");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GRegex) regex =
                     g_regex_new ("\"kind\":\"([a-z]+)\"(?:.*\"word\":\"([a-z-]+)\")?", 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *kind = NULL;
      g_autofree char *word = NULL;

      if (!g_regex_match (regex, lines[i], 0, &match))
        continue;
      kind = g_match_info_fetch (match, 1);
      word = g_match_info_fetch (match, 2);
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", kind);
      if (word != NULL && *word != '\0')
        g_string_append_printf (words, ":%s", word);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

void
job_fixture_assert_journal (JobFixture *self, const char *expected)
{
  g_autofree char *journal = job_fixture_read_journal (self);

  g_assert_cmpstr (journal, ==, expected);
}

/**
 * job_fixture_await_journal:
 *
 * Runs until the journal tells @expected, which nobody waits for.
 */
void
job_fixture_await_journal (JobFixture *self, const char *expected)
{
  gint64 give_up = g_get_monotonic_time () + PATIENCE_USEC;
  g_autofree char *journal = job_fixture_read_journal (self);

  while (g_strcmp0 (journal, expected) != 0)
    {
      if (g_get_monotonic_time () > give_up)
        g_error ("the journal tells %s, not %s", journal, expected);
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
      g_free (journal);
      journal = job_fixture_read_journal (self);
    }
}

guint
job_fixture_count_sent (JobFixture *self)
{
  return reprise_stub_backend_count (self->stub, REPRISE_STUB_SEND_RESTORE);
}
