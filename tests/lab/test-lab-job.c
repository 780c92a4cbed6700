/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore from the first look to its verified end, through the client and the lab's service. */

#include "config.h"

#include "lab/lab-fixture.h"

#include "cloud/reprise-cloud-backend.h"
#include "restore-job-fixture.h"
#include "restore/reprise-restore-reader.h"

#include <string.h>

typedef struct
{
  LabFixture lab;
  JobFixture job;
  GAsyncResult *result;
} Fixture;

static void
put_inventory (Fixture *fixture)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.database_id = fixture->lab.east;
  fields.repository_id = fixture->lab.east_repository;
  fields.status_word = "ok";
  fields.pg_version = "15";
  inventory = world_inventory (&fields, world_backups (), 2);
  reprise_fake_lab_engine_set_inventory (fixture->lab.engine, inventory);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  RepriseCloudBackendFields fields = { 0 };
  const RepriseLabDocument *document;
  g_autoptr (GError) error = NULL;
  RepriseBackend *backend;

  lab_fixture_set_up (&fixture->lab, data);
  document = reprise_lab_state_get_document (fixture->lab.state);
  fields.title = "The lab";
  fields.address = fixture->lab.address;
  fields.client_id = document->client_id;
  fields.client_secret = document->client_secret;
  backend = reprise_cloud_backend_new (&fields, &error);
  g_assert_no_error (error);
  job_fixture_start (&fixture->job, backend, reprise_fake_clock_new (WORLD_NOW));
  put_inventory (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  job_fixture_tear_down (&fixture->job, data);
  lab_fixture_tear_down (&fixture->lab, data);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static GAsyncResult *
await (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&fixture->result);
}

static RepriseRestoreContext *
open_context (Fixture *fixture)
{
  RepriseBackend *backend = fixture->job.backend;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RepriseRestoreContext *context;

  reprise_restore_reader_open_async (backend, fixture->lab.east, NULL, keep_cb, fixture);
  result = await (fixture);
  context = reprise_restore_reader_open_finish (backend, result, &error);
  g_assert_no_error (error);
  return context;
}

/* form: (transfer full) */
static RepriseRestoreForm *
refresh (Fixture *fixture, RepriseRestoreForm *form)
{
  RepriseBackend *backend = fixture->job.backend;
  g_autoptr (RepriseRestoreForm) owned = form;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RepriseRestoreForm *fresh;

  reprise_restore_reader_refresh_async (backend, owned, NULL, keep_cb, fixture);
  result = await (fixture);
  fresh = reprise_restore_reader_refresh_finish (backend, result, &error);
  g_assert_no_error (error);
  return fresh;
}

static RepriseRestorePlan *
make_plan (Fixture *fixture)
{
  g_autoptr (RepriseRestoreContext) context = open_context (fixture);
  g_autoptr (RepriseRestoreForm) empty = reprise_restore_form_new (context);
  g_autoptr (RepriseRestoreForm) form =
                 refresh (fixture, reprise_restore_form_with_source_node (empty, "n1"));
  g_autoptr (RepriseRestoreForm) latest =
                 reprise_restore_form_with_method (form, REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (RepriseRestoreForm) confirmed =
          reprise_restore_form_with_confirmation (latest,
                                                  reprise_restore_form_get_expected_confirmation (
                                                      latest));
  RepriseRestorePlan *plan = reprise_restore_plan_new (confirmed);

  g_assert_nonnull (plan);
  return plan;
}

static RepriseRestoreJob *
submit (Fixture *fixture)
{
  g_autoptr (RepriseRestorePlan) plan = make_plan (fixture);
  g_auto (JobSubmission) submission = { 0 };

  job_fixture_begin (&fixture->job, plan);
  job_fixture_end (&fixture->job, &submission);
  g_assert_no_error (submission.error);
  g_assert_nonnull (submission.job);
  lab_fixture_await (reprise_fake_lab_engine_is_restoring (fixture->lab.engine));
  return g_steal_pointer (&submission.job);
}

/* It is found by its request, tells its steps, and has ended well when the database is there. */
static void
test_lab_job_succeeds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);
  RepriseJob *inner = reprise_restore_job_get_job (job);

  reprise_fake_lab_engine_step (fixture->lab.engine, "execute_restore", "running", 45);
  job_fixture_look_again (&fixture->job, job, 2);
  g_assert_cmpint (reprise_restore_job_get_match (job), ==, REPRISE_RESTORE_MATCH_OURS);
  g_assert_cmpfloat_with_epsilon (reprise_job_get_progress (inner), 0.45, 0.001);
  g_assert_nonnull (reprise_job_get_step (inner));
  reprise_fake_lab_engine_end_restore (fixture->lab.engine, REPRISE_ENGINE_RESTORE_REACHED, NULL);
  job_fixture_look_again (&fixture->job, job, 5);
  g_assert_cmpint (reprise_job_get_result (inner), ==, REPRISE_JOB_RESULT_SUCCEEDED);
  job_fixture_assert_journal (&fixture->job, "intent answer:accepted task:ours outcome:succeeded");
}

/* It fails, and says in which step and why. */
static void
test_lab_job_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreJob) job = submit (fixture);
  RepriseJob *inner = reprise_restore_job_get_job (job);

  reprise_fake_lab_engine_step (fixture->lab.engine, "execute_restore", "running", 45);
  job_fixture_look_again (&fixture->job, job, 2);
  reprise_fake_lab_engine_step (fixture->lab.engine, "execute_restore", "failed", -1);
  reprise_fake_lab_engine_end_restore (fixture->lab.engine,
                                       REPRISE_ENGINE_RESTORE_FAILED,
                                       "the disk is full");
  job_fixture_look_again (&fixture->job, job, 5);
  g_assert_cmpint (reprise_job_get_result (inner), ==, REPRISE_JOB_RESULT_FAILED);
  g_assert_nonnull (strstr (reprise_job_get_detail (inner), "execute_restore"));
  g_assert_nonnull (strstr (reprise_job_get_detail (inner), "the disk is full"));
  job_fixture_assert_journal (&fixture->job, "intent answer:accepted task:ours outcome:failed");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/lab/job/succeeds", test_lab_job_succeeds);
  ADD ("/lab/job/fails", test_lab_job_fails);
  return g_test_run ();
}
