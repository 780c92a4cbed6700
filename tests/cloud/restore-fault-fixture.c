/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that are asked for of a scripted service, which fails as a test wants. */

#include "config.h"

#include "restore-fault-fixture.h"

#include "cloud/reprise-cloud-backend.h"

#define BACKUP_SIZES                                                                               \
  "\"database_size\":2097152,\"database_backup_size\":2097152,\"backup_set_size\":1048576,"        \
  "\"backup_size\":1048576,\"error\":false,\"pgbackrest_version\":\"2.55.1\","                     \
  "\"pgbackrest_format\":5"
#define FULL                                                                                       \
  "{\"label\":\"" WORLD_FULL "\",\"type\":\"full\",\"prior\":null,\"references\":null,"            \
  "\"created_at\":\"2024-06-19T19:58:03Z\",\"finished_at\":\"" WORLD_FULL_STOP "\","               \
  "\"wal_start\":\"000000010000000000000004\",\"wal_stop\":"                                       \
  "\"000000010000000000000005\"," BACKUP_SIZES "}"
#define INCREMENTAL                                                                                \
  "{\"label\":\"" WORLD_INCR "\",\"type\":\"incr\",\"prior\":\"" WORLD_FULL "\","                  \
  "\"references\":[\"" WORLD_FULL "\"],"                                                           \
  "\"created_at\":\"2024-06-19T21:00:01Z\",\"finished_at\":\"" WORLD_INCR_STOP "\","               \
  "\"wal_start\":\"000000010000000000000009\",\"wal_stop\":"                                       \
  "\"000000010000000000000009\"," BACKUP_SIZES "}"

#define REPOSITORY                                                                                 \
  "{\"id\":\"" WORLD_REPOSITORY "\",\"database_id\":\"" WORLD_EAST "\",\"type\":\"s3\","           \
  "\"created_at\":\"2024-06-01T00:00:00Z\"}"

static RepriseMockReply *
expect (FaultFixture *self, const char *target, const char *date)
{
  RepriseMockReply *reply = reprise_mock_service_expect (self->service, "GET", target, 200, "[]");

  reprise_mock_reply_set_repeated (reply);
  reprise_mock_reply_set_optional (reply);
  if (date != NULL)
    reprise_mock_reply_add_header (reply, "Date", date);
  return reply;
}

static void
script (FaultFixture *self, const char *date)
{
  RepriseMockReply *token = reprise_mock_service_grant_token (self->service);

  reprise_mock_reply_set_optional (token);
  if (date != NULL)
    reprise_mock_reply_add_header (token, "Date", date);
  self->database = expect (self, FAULT_DATABASE, date);
  self->inventory = expect (self, FAULT_INVENTORY, date);
  self->tasks = expect (self, FAULT_TASKS, date);
  self->task = expect (self, FAULT_TASK, date);
  expect (self, FAULT_CLUSTER_TASKS, date);
  reprise_mock_reply_set_body (expect (self, FAULT_CLUSTER, date),
                               "{\"id\":\"" WORLD_CLUSTER "\",\"name\":\"prod\","
                               "\"status\":\"available\",\"cloud_account\":{\"id\":\"account-1\","
                               "\"name\":\"a\",\"type\":\"aws\"},"
                               "\"created_at\":\"2024-01-01T00:00:00Z\"}");
  reprise_mock_reply_set_body (expect (self, FAULT_REPOSITORIES, date), "[" REPOSITORY "]");
  fault_fixture_put_status (self, "available");
  fault_fixture_put_backups (self, TRUE);
}

/**
 * fault_fixture_set_up:
 * @date: (nullable): what the service's clock says, as in a header; the right time where %NULL
 */
void
fault_fixture_set_up (FaultFixture *self, gconstpointer date)
{
  RepriseFakeClock *clock = reprise_fake_clock_new (WORLD_NOW);
  RepriseCloudBackendFields fields = { 0 };
  g_autoptr (GError) error = NULL;
  RepriseBackend *backend;

  self->service = reprise_mock_service_new (NULL);
  fields.title = "The cloud";
  fields.address = reprise_mock_service_get_address (self->service);
  fields.client_id = "client";
  fields.client_secret = "s3cr3t-of-the-client";
  fields.clock = REPRISE_CLOCK (clock);
  backend = reprise_cloud_backend_new (&fields, &error);
  g_assert_no_error (error);
  script (self, date != NULL ? date : "Wed, 19 Jun 2024 23:30:00 GMT");
  job_fixture_start (&self->job, backend, clock);
}

void
fault_fixture_tear_down (FaultFixture *self, gconstpointer date)
{
  job_fixture_tear_down (&self->job, NULL);
  if (self->service != NULL)
    reprise_mock_service_finish (self->service);
}

void
fault_fixture_put_status (FaultFixture *self, const char *status_word)
{
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"" WORLD_EAST "\",\"cluster_id\":\"" WORLD_CLUSTER "\",\"name\":\"east_parts\","
      "\"display_name\":\"East Coast Parts\",\"status\":\"%s\",\"pg_version\":\"16\","
      "\"created_at\":\"2024-03-15T10:30:00Z\",\"updated_at\":\"2024-06-19T19:00:00Z\","
      "\"nodes\":[{\"name\":\"n1\"},{\"name\":\"n2\"},{\"name\":\"n3\"}],"
      "\"backups\":{\"provider\":\"pgbackrest\",\"config\":[{\"id\":\"default\","
      "\"repositories\":[" REPOSITORY "]}]}}",
      status_word);

  reprise_mock_reply_set_body (self->database, body);
}

void
fault_fixture_put_backups (FaultFixture *self, gboolean with_incremental)
{
  g_autofree char *body = g_strdup_printf (
      "{\"backup_repository_id\":\"" WORLD_REPOSITORY "\",\"database_id\":\"" WORLD_EAST "\","
      "\"node_name\":\"n1\",\"status\":\"ok\",\"status_code\":0,\"pg_version\":\"16\","
      "\"archive_min_wal\":\"000000010000000000000002\","
      "\"archive_max_wal\":\"00000001000000000000001A\",\"backups\":[%s" FULL "]}",
      with_incremental ? INCREMENTAL "," : "");

  reprise_mock_reply_set_body (self->inventory, body);
}

static char *
format_task (const char *id, const char *status_word, RepriseRestoreMethod method)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (method);
  g_autofree char *request = reprise_restore_plan_dup_json (plan);

  return g_strdup_printf ("{\"id\":\"%s\",\"name\":\"restore-from-pgbackrest\",\"status\":\"%s\","
                          "\"subject_kind\":\"database\",\"subject_id\":\"" WORLD_EAST "\","
                          "\"created_at\":\"2024-06-19T23:23:00Z\","
                          "\"updated_at\":\"2024-06-19T23:23:01Z\",\"messages\":[],"
                          "\"request\":%s}",
                          id,
                          status_word,
                          request);
}

/**
 * fault_fixture_put_tasks:
 * @ours: (nullable): the state of a restore to the latest point
 * @others: (nullable): the state of another person's, to a backup
 */
void
fault_fixture_put_tasks (FaultFixture *self, const char *ours, const char *others)
{
  g_autofree char *our_task =
      ours == NULL ? NULL : format_task (FAULT_OURS, ours, REPRISE_RESTORE_METHOD_LATEST);
  g_autofree char *other_task =
      others == NULL ? NULL : format_task (FAULT_OTHERS, others, REPRISE_RESTORE_METHOD_BACKUP);
  g_autofree char *one = g_strdup_printf ("[%s]", our_task == NULL ? "" : our_task);
  g_autofree char *all = g_strdup_printf ("[%s%s%s]",
                                          our_task == NULL ? "" : our_task,
                                          ours != NULL && others != NULL ? "," : "",
                                          other_task == NULL ? "" : other_task);

  reprise_mock_reply_set_body (self->task, one);
  reprise_mock_reply_set_body (self->tasks, all);
}

/**
 * fault_fixture_expect_restore:
 *
 * Returns: (transfer none): the answer to the one request for a restore; a second one fails the
 * test
 */
RepriseMockReply *
fault_fixture_expect_restore (FaultFixture *self, guint status, const char *body)
{
  return reprise_mock_service_expect (self->service, "POST", FAULT_RESTORE, status, body);
}

void
fault_fixture_submit (FaultFixture *self, RepriseRestoreMethod method, JobSubmission *result)
{
  g_autoptr (RepriseRestorePlan) plan = job_fixture_make_plan (method);

  job_fixture_begin (&self->job, plan);
  job_fixture_end (&self->job, result);
}

void
fault_fixture_assert_sent (FaultFixture *self, guint n_sent)
{
  g_assert_cmpuint (reprise_mock_service_count_requests (self->service, FAULT_RESTORE), ==, n_sent);
}

/**
 * fault_fixture_assert_end:
 *
 * Follows a restore to its end, which leaves the service asked once.
 */
void
fault_fixture_assert_end (FaultFixture *self,
                          RepriseRestoreJob *job,
                          RepriseJobResult result,
                          const char *journal)
{
  job_fixture_look_again (&self->job, job, 1000);
  g_assert_true (reprise_restore_job_is_finished (job));
  g_assert_cmpint (reprise_job_get_result (reprise_restore_job_get_job (job)), ==, result);
  job_fixture_assert_journal (&self->job, journal);
  fault_fixture_assert_sent (self, 1);
}
