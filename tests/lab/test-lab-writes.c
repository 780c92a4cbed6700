/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups and restores: what begins, what is refused meanwhile, and what is there afterwards. */

#include "config.h"

#include "lab/lab-fixture.h"

#define BACKUP "{\"provider\":\"pgbackrest\"}"

static LabReply *
back_up (LabFixture *fixture, const char *database, const char *body)
{
  g_autofree char *path = g_strdup_printf ("/byoc/v1/databases/%s/backup", database);

  return lab_fixture_post (fixture, path, body);
}

/* more: further members of the request, each with a comma before it */
static LabReply *
restore (LabFixture *fixture, const char *database, const char *more)
{
  g_autofree char *path = g_strdup_printf ("/byoc/v1/databases/%s/restore", database);
  g_autofree char *body = g_strdup_printf ("{\"provider\":\"pgbackrest\",\"restore_config\":{"
                                           "\"node_name\":\"n1\",\"repositories\":[\"%s\"]}%s}",
                                           fixture->east_repository,
                                           more);

  return lab_fixture_post (fixture, path, body);
}

static void
assert_accepted (LabReply *reply)
{
  g_assert_cmpstr (reply->text, ==, "null");
  g_assert_cmpuint (reply->status, ==, 200);
}

static char *
dup_database_status (LabFixture *fixture, const char *database)
{
  g_autoptr (LabReply) reply = lab_fixture_get (fixture, "/byoc/v1/databases/%s", database);
  RepriseLabDatabase *record = reprise_lab_state_get_database (fixture->state, database);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (reply->text, reprise_lab_database_get_record (record)->name));
  return lab_reply_dup_member (reply, "status");
}

static char *
dup_cluster_status (LabFixture *fixture)
{
  g_autoptr (LabReply) reply =
                 lab_fixture_get (fixture,
                                  "/byoc/v1/clusters/%s",
                                  reprise_lab_state_get_document (fixture->state)->cluster_id);

  return lab_reply_dup_member (reply, "status");
}

static void
assert_statuses (LabFixture *fixture, const char *east, const char *west, const char *cluster)
{
  g_autofree char *east_status = dup_database_status (fixture, fixture->east);
  g_autofree char *west_status = dup_database_status (fixture, fixture->west);
  g_autofree char *cluster_status = dup_cluster_status (fixture);

  g_assert_cmpstr (east_status, ==, east);
  g_assert_cmpstr (west_status, ==, west);
  g_assert_cmpstr (cluster_status, ==, cluster);
}

static LabReply *
get_tasks (LabFixture *fixture)
{
  return lab_fixture_get (fixture, "/byoc/v1/tasks?subject_id=%s", fixture->east);
}

static void
assert_task (LabFixture *fixture, const char *status, const char *words)
{
  g_autoptr (LabReply) tasks = get_tasks (fixture);
  g_autofree char *pattern = g_strdup_printf ("\"status\":\"%s\",\"subject_kind\"", status);

  g_assert_nonnull (strstr (tasks->text, pattern));
  g_assert_nonnull (strstr (tasks->text, words));
}

static void
end_restore (LabFixture *fixture, RepriseEngineRestoreOutcome outcome, const char *failure)
{
  reprise_fake_lab_engine_end_restore (fixture->engine, outcome, failure);
  lab_fixture_await (reprise_lab_operations_is_idle (fixture->operations));
}

/* A backup begins with what was asked for, keeps its database busy, and leaves no task. */
static void
test_lab_writes_backs_up (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) accepted =
          back_up (fixture,
                   fixture->east,
                   "{\"provider\":\"pgbackrest\",\"type\":\"diff\",\"name\":\"before launch\","
                   "\"target_nodes\":[\"n1\",\"n3\"]}");
  g_autoptr (LabReply) backup_refused = back_up (fixture, fixture->east, BACKUP);
  g_autoptr (LabReply) restore_refused = restore (fixture, fixture->east, "");
  g_autoptr (LabReply) tasks = NULL;

  assert_accepted (accepted);
  g_assert_cmpstr (reprise_fake_lab_engine_get_backup (fixture->engine),
                   ==,
                   "diff before launch n1,n3");
  lab_assert_refused (backup_refused, 400, "database in unmodifiable state: modifying");
  lab_assert_refused (restore_refused, 400, "database in unmodifiable state: modifying");
  assert_statuses (fixture, "modifying", "available", "available");
  reprise_fake_lab_engine_end_backup (fixture->engine, NULL);
  lab_fixture_await (reprise_lab_operations_is_idle (fixture->operations));
  assert_statuses (fixture, "available", "available", "available");
  tasks = get_tasks (fixture);
  g_assert_cmpstr (tasks->text, ==, "[]");
}

/* What is not said is left to us: an incremental backup of every node; a failure leaves nothing. */
static void
test_lab_writes_backs_up_by_default (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) accepted = back_up (fixture, fixture->east, BACKUP);

  assert_accepted (accepted);
  g_assert_cmpstr (reprise_fake_lab_engine_get_backup (fixture->engine), ==, "incr - -");
  reprise_fake_lab_engine_end_backup (fixture->engine, "the disk is full");
  lab_fixture_await (reprise_lab_operations_is_idle (fixture->operations));
  assert_statuses (fixture, "available", "available", "available");
}

/* A restore has a task at once, shows its steps as they happen, and gives the database a new
 * repository beside the old one. */
static void
test_lab_writes_restores (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) accepted =
                 restore (fixture,
                          fixture->east,
                          ",\"target_nodes\":[\"n2\"],\"restore_command\":{\"type\":\"time\","
                          "\"target\":\"2024-06-19T21:58:03+02:00\",\"target_exclusive\":true}");
  g_autoptr (LabReply) repositories = NULL;
  g_autoptr (LabReply) database = NULL;
  g_autofree char *new_repository = NULL;

  assert_accepted (accepted);
  g_assert_cmpstr (reprise_fake_lab_engine_get_restore (fixture->engine),
                   ==,
                   "east_parts n1 n2 time 2024-06-19 19:58:03.000000+00 exclusive -");
  assert_task (fixture, "running", "\"target_exclusive\":true");
  reprise_fake_lab_engine_step (fixture->engine, "execute restore", "running", 45);
  assert_task (fixture, "running", "\"progress\":45");
  end_restore (fixture, REPRISE_ENGINE_RESTORE_REACHED, NULL);
  assert_task (fixture, "succeeded", "execute restore");
  assert_statuses (fixture, "available", "available", "available");

  repositories = lab_fixture_get (fixture,
                                  "/byoc/v1/backup-repositories?database_id=%s&descending=true",
                                  fixture->east);
  database = lab_fixture_get (fixture, "/byoc/v1/databases/%s", fixture->east);
  new_repository =
      reprise_engine_database_dup_repository_id (reprise_lab_database_get_engine_database (
          reprise_lab_state_get_database (fixture->state, fixture->east)));
  g_assert_cmpstr (new_repository, !=, fixture->east_repository);
  g_assert_nonnull (strstr (repositories->text, fixture->east_repository));
  g_assert_nonnull (strstr (repositories->text, new_repository));
  g_assert_nonnull (strstr (database->text, new_repository));
  g_assert_null (strstr (database->text, fixture->east_repository));
}

/* While a restore runs its database and the whole cluster are taken. */
static void
test_lab_writes_refuses_while_restoring (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) accepted = restore (fixture, fixture->east, "");
  g_autoptr (LabReply) east_restore = restore (fixture, fixture->east, "");
  g_autoptr (LabReply) east_backup = back_up (fixture, fixture->east, BACKUP);
  g_autoptr (LabReply) west_restore = restore (fixture, fixture->west, "");
  g_autoptr (LabReply) west_backup = back_up (fixture, fixture->west, BACKUP);

  assert_accepted (accepted);
  lab_assert_refused (east_restore, 400, "database in unmodifiable state: modifying");
  lab_assert_refused (east_backup, 400, "database in unmodifiable state: modifying");
  lab_assert_refused (west_restore,
                      400,
                      "database restore cannot be completed. cluster is not in available status");
  lab_assert_refused (west_backup, 400, "cluster is not in available status");
  assert_statuses (fixture, "modifying", "available", "modifying");
  end_restore (fixture, REPRISE_ENGINE_RESTORE_REACHED, NULL);
}

/* A restore that PostgreSQL cannot finish says so in its words; the database waits for another,
 * takes no backup, and is well again after one that works. */
static void
test_lab_writes_fails_and_recovers (LabFixture *fixture, gconstpointer data)
{
  static const char *const all[] = { "n1", "n2", "n3", NULL };
  static const char *const some[] = { "n3", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (LabReply) accepted = restore (fixture, fixture->east, "");
  g_autoptr (LabReply) backup = NULL;
  g_autoptr (LabReply) degraded = NULL;
  g_autoptr (LabReply) again = NULL;

  assert_accepted (accepted);
  reprise_fake_lab_engine_set_down_nodes (fixture->engine, all);
  end_restore (fixture, REPRISE_ENGINE_RESTORE_FAILED, "FATAL:  recovery ended too soon");
  assert_task (fixture, "failed", "\"error\":\"FATAL:  recovery ended too soon\"");
  assert_statuses (fixture, "failed", "failed", "available");
  backup = back_up (fixture, fixture->east, BACKUP);
  lab_assert_refused (backup, 400, "database in unmodifiable state: failed");

  reprise_fake_lab_engine_set_down_nodes (fixture->engine, some);
  assert_statuses (fixture, "degraded", "available", "available");
  degraded = back_up (fixture, fixture->east, BACKUP);
  lab_assert_refused (degraded, 400, "database in unmodifiable state: degraded");

  again = restore (fixture, fixture->east, "");
  assert_accepted (again);
  reprise_fake_lab_engine_set_down_nodes (fixture->engine, none);
  end_restore (fixture, REPRISE_ENGINE_RESTORE_REACHED, NULL);
  assert_statuses (fixture, "available", "available", "available");
}

/* Recovery that ended at a gap leaves a whole database, with a new repository, and a failed task.
 */
static void
test_lab_writes_stops_early (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) accepted = restore (fixture, fixture->east, "");
  g_autoptr (LabReply) repositories = NULL;

  assert_accepted (accepted);
  end_restore (fixture, REPRISE_ENGINE_RESTORE_STOPPED_EARLY, "a segment is missing");
  assert_task (fixture, "failed", "a segment is missing");
  assert_statuses (fixture, "available", "available", "available");
  repositories =
      lab_fixture_get (fixture, "/byoc/v1/backup-repositories?database_id=%s", fixture->east);
  g_assert_cmpuint (reprise_lab_database_get_record (
                        reprise_lab_state_get_database (fixture->state, fixture->east))
                        ->repositories->len,
                    ==,
                    2);
  g_assert_cmpuint (repositories->status, ==, 200);
}

/* What the service is not known to check is accepted, and fails as a task before the engine is
 * asked. */
static void
test_lab_writes_fails_late (LabFixture *fixture, gconstpointer data)
{
  static const char *const late[][2] = {
    { ",\"target_nodes\":[\"n9\"]", "n9" },
    { ",\"restore_command\":{\"type\":\"immediate\",\"set\":\"latest\"}", "latest" },
    { ",\"restore_command\":{\"type\":\"lsn\",\"target\":\"here\"}", "here" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (late); i++)
    {
      g_autoptr (LabReply) accepted = restore (fixture, fixture->east, late[i][0]);

      assert_accepted (accepted);
      lab_fixture_await (reprise_lab_operations_is_idle (fixture->operations));
      g_assert_false (reprise_fake_lab_engine_is_restoring (fixture->engine));
      assert_task (fixture, "failed", late[i][1]);
      assert_statuses (fixture, "available", "available", "available");
    }
}

/* A database can be restored from another's repository. */
static void
test_lab_writes_restores_across (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) accepted = restore (fixture,
                                           fixture->west,
                                           ",\"restore_command\":{\"type\":\"immediate\","
                                           "\"set\":\"20240619-195803F\"}");

  assert_accepted (accepted);
  g_assert_cmpstr (reprise_fake_lab_engine_get_restore (fixture->engine),
                   ==,
                   "east_parts n1 - immediate - inclusive 20240619-195803F");
  end_restore (fixture, REPRISE_ENGINE_RESTORE_REACHED, NULL);
}

/* Requests that cannot be understood are refused, and nothing begins. */
static void
test_lab_writes_refuses (LabFixture *fixture, gconstpointer data)
{
  static const char *const restores[] = {
    "",
    "null",
    "[]",
    "{",
    "{\"provider\":\"pgbackrest\"}",
    "{\"provider\":\"pgdump\",\"restore_config\":{\"node_name\":\"n1\",\"repositories\":[\"x\"]}}",
    "{\"provider\":\"pgbackrest\",\"restore_config\":{\"node_name\":\"n1\",\"repositories\":[]}}",
    "{\"provider\":\"pgbackrest\",\"restore_config\":{\"node_name\":1,\"repositories\":[\"x\"]}}",
    "{\"provider\":\"pgbackrest\",\"backups\":1}",
  };
  static const char *const commands[] = {
    ",\"restore_command\":{\"type\":\"time\",\"target\":\"2024-06-19T21:58:03\"}",
    ",\"restore_command\":{\"type\":\"time\"}",
    ",\"restore_command\":{\"type\":\"none\"}",
    ",\"restore_command\":[]",
    ",\"target_nodes\":\"n1\"",
    ",\"target_nodes\":[]",
  };
  static const char *const backups[] = {
    "", "{}", "{\"provider\":\"pgbackrest\",\"type\":\"weekly\"}", "{\"provider\":1}", "{\"a\":",
  };
  g_autofree char *path = g_strdup_printf ("/byoc/v1/databases/%s/restore", fixture->east);

  for (gsize i = 0; i < G_N_ELEMENTS (restores); i++)
    {
      g_autoptr (LabReply) reply = lab_fixture_post (fixture, path, restores[i]);

      lab_assert_refused (reply, 400, "");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (LabReply) reply = restore (fixture, fixture->east, commands[i]);

      lab_assert_refused (reply, 400, "");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (backups); i++)
    {
      g_autoptr (LabReply) reply = back_up (fixture, fixture->east, backups[i]);

      lab_assert_refused (reply, 400, "");
    }
  g_assert_true (reprise_lab_operations_is_idle (fixture->operations));
  g_assert_cmpuint (reprise_lab_state_get_tasks (fixture->state)->len, ==, 0);
}

/* Whoever reads the file while a restore runs finds its task; whoever reads it as the next process
 * finds it failed, with the reason. */
static void
test_lab_writes_survives_the_process (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabReply) accepted = restore (fixture, fixture->east, "");
  g_autoptr (RepriseLabState) next = reprise_lab_state_load (fixture->root, &error);
  RepriseTask *task;

  assert_accepted (accepted);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_lab_state_get_tasks (next)->len, ==, 1);
  g_assert_cmpuint (reprise_lab_state_end_interrupted (next), ==, 1);
  task = g_ptr_array_index (reprise_lab_state_get_tasks (next), 0);
  g_assert_cmpstr (reprise_task_get_status_word (task), ==, "failed");
  g_assert_nonnull (strstr (reprise_task_get_error (task), "interrupted"));
  g_assert_cmpuint (reprise_lab_state_end_interrupted (next), ==, 0);
  end_restore (fixture, REPRISE_ENGINE_RESTORE_REACHED, NULL);
}

/* A lab that is stopped ends what runs, and its task says why. */
static void
test_lab_writes_stops (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) accepted = restore (fixture, fixture->east, "");

  assert_accepted (accepted);
  reprise_lab_operations_cancel (fixture->operations);
  end_restore (fixture, REPRISE_ENGINE_RESTORE_FAILED, "anything");
  assert_task (fixture, "failed", "stopped");
}

/* A client that hangs up before its answer loses nothing but the answer. */
static void
test_lab_writes_outlives_client (LabFixture *fixture, gconstpointer data)
{
  g_autofree char *body = g_strdup_printf ("{\"provider\":\"pgbackrest\",\"restore_config\":{"
                                           "\"node_name\":\"n1\",\"repositories\":[\"%s\"]}}",
                                           fixture->east_repository);
  g_autofree char *request =
      g_strdup_printf ("POST /byoc/v1/databases/%s/restore HTTP/1.1\r\nHost: x\r\n"
                       "Authorization: Bearer %s\r\nContent-Length: %u\r\n\r\n%s",
                       fixture->east,
                       fixture->token,
                       (guint) strlen (body),
                       body);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
                 g_socket_client_connect_to_uri (client, fixture->address, 80, NULL, &error);

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  lab_fixture_await (reprise_fake_lab_engine_is_restoring (fixture->engine));
  end_restore (fixture, REPRISE_ENGINE_RESTORE_REACHED, NULL);
  assert_task (fixture, "succeeded", fixture->east);
}

#define ADD(name, function)                                                                        \
  g_test_add (name, LabFixture, NULL, lab_fixture_set_up, function, lab_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lab/writes/backs-up", test_lab_writes_backs_up);
  ADD ("/lab/writes/backs-up-by-default", test_lab_writes_backs_up_by_default);
  ADD ("/lab/writes/restores", test_lab_writes_restores);
  ADD ("/lab/writes/refuses-while-restoring", test_lab_writes_refuses_while_restoring);
  ADD ("/lab/writes/fails-and-recovers", test_lab_writes_fails_and_recovers);
  ADD ("/lab/writes/stops-early", test_lab_writes_stops_early);
  ADD ("/lab/writes/fails-late", test_lab_writes_fails_late);
  ADD ("/lab/writes/restores-across", test_lab_writes_restores_across);
  ADD ("/lab/writes/refuses", test_lab_writes_refuses);
  ADD ("/lab/writes/survives-the-process", test_lab_writes_survives_the_process);
  ADD ("/lab/writes/stops", test_lab_writes_stops);
  ADD ("/lab/writes/outlives-client", test_lab_writes_outlives_client);
  return lab_fixture_run_tests (argc, argv);
}
