/* SPDX-License-Identifier: GPL-3.0-or-later
 * A real PostgreSQL that an earlier run left behind is found, whatever it writes over itself. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-orphans.h"
#include "engine/reprise-pq-sql.h"
#include "engine/reprise-subprocess-runner.h"
#include "support/reprise-temporary-postgres.h"

#include <signal.h>

#define PATIENCE_USEC (30 * G_USEC_PER_SEC)

/* The postmaster, checkpointer, background writer, WAL writer, autovacuum and logical replication
 * launchers are always there. */
#define N_PROCESSES_AT_LEAST 6

/* A session whose backend does nothing but compute. */
typedef struct
{
  RepriseTemporaryPostgres *server;
  RepriseTemporaryPostgres *stranger;
  RepriseSqlSession *session;
  GThread *thread;
  int busy_pid;
} Scene;

static RepriseTemporaryPostgres *
start_server (const char *marker, const char **reason)
{
  g_autofree char *entry = g_strdup_printf ("%s=%s", REPRISE_ORPHANS_VARIABLE, marker);
  const char *const environment[] = { "PATH=/usr/bin:/bin",
                                      "LC_ALL=C.UTF-8",
                                      "TZ=UTC",
                                      entry,
                                      NULL };
  g_autoptr (RepriseRunner) runner = reprise_subprocess_runner_new (environment);

  return reprise_temporary_postgres_new (runner, reason);
}

static gpointer
compute_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (reprise_sql_session_execute (data,
                                               "DO $$ DECLARE i int := 0; BEGIN LOOP i := (i + 1) "
                                               "% 7; END LOOP; END $$",
                                               NULL,
                                               &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
  return NULL;
}

static gboolean
contains (GArray *pids, int pid)
{
  for (guint i = 0; i < pids->len; i++)
    if (g_array_index (pids, int, i) == pid)
      return TRUE;

  return FALSE;
}

static void
wait_until_computing (RepriseSqlSession *watcher, int pid)
{
  g_autofree char *text = g_strdup_printf ("%d", pid);
  const char *const parameters[] = { text };
  gint64 deadline = g_get_monotonic_time () + PATIENCE_USEC;
  g_autofree char *state = NULL;

  while (g_strcmp0 (state, "active") != 0 && g_get_monotonic_time () < deadline)
    {
      g_free (state);
      state = reprise_sql_session_query_text (watcher,
                                              "SELECT state FROM pg_stat_activity WHERE pid = "
                                              "$1::int AND query LIKE 'DO %'",
                                              parameters,
                                              1,
                                              NULL,
                                              NULL);
    }
  g_assert_cmpstr (state, ==, "active");
}

static gboolean
set_up (Scene *scene, const char *marker)
{
  g_autoptr (RepriseSql) sql = reprise_pq_sql_new (30);
  g_autoptr (RepriseSqlSession) watcher = NULL;
  g_autofree char *pid = NULL;
  const char *reason = NULL;
  const RepriseSqlTarget *target;

  scene->server = start_server (marker, &reason);
  if (scene->server == NULL)
    {
      g_test_skip (reason);
      return FALSE;
    }
  scene->stranger = start_server ("another", &reason);
  g_assert_nonnull (scene->stranger);

  target = reprise_temporary_postgres_get_target (scene->server);
  watcher = reprise_sql_connect (sql, target, NULL, NULL);
  scene->session = reprise_sql_connect (sql, target, NULL, NULL);
  pid = reprise_sql_session_query_text (scene->session,
                                        "SELECT pg_backend_pid()",
                                        NULL,
                                        0,
                                        NULL,
                                        NULL);
  scene->busy_pid = (int) g_ascii_strtoll (pid, NULL, 10);
  scene->thread = g_thread_new ("compute", compute_thread, scene->session);
  wait_until_computing (watcher, scene->busy_pid);

  return TRUE;
}

static void
tear_down (Scene *scene)
{
  RepriseProcess *stranger = reprise_temporary_postgres_get_process (scene->stranger);

  g_thread_join (scene->thread);
  g_object_unref (scene->session);
  g_assert_true (reprise_process_is_running (stranger));
  reprise_temporary_postgres_free (scene->server);
  reprise_temporary_postgres_free (scene->stranger);
}

/* Postmaster and children are all found, also those that wrote their titles over the environment;
 * all are ended, and another PostgreSQL of the same user goes on. */
static void
test_server (void)
{
  Scene scene = { 0 };
  g_autofree char *marker = g_uuid_string_random ();
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;
  guint n_ended = 0;
  RepriseProcess *postmaster;

  if (!set_up (&scene, marker))
    return;

  postmaster = reprise_temporary_postgres_get_process (scene.server);
  found = reprise_orphans_find (marker, NULL);
  g_assert_cmpuint (found->len, >, N_PROCESSES_AT_LEAST);
  g_assert_true (contains (found, reprise_process_get_pid (postmaster)));
  g_assert_true (contains (found, scene.busy_pid));

  g_assert_true (reprise_orphans_end (marker, 30, &n_ended, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_ended, >, N_PROCESSES_AT_LEAST);
  g_assert_true (reprise_process_wait (postmaster, 30, NULL, NULL));
  tear_down (&scene);
}

/* A backend that computes does not notice that its postmaster was killed; it is found all the
 * same. */
static void
test_backend_without_postmaster (void)
{
  Scene scene = { 0 };
  g_autofree char *marker = g_uuid_string_random ();
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;
  guint n_ended = 0;
  RepriseProcess *postmaster;

  if (!set_up (&scene, marker))
    return;

  postmaster = reprise_temporary_postgres_get_process (scene.server);
  reprise_process_send_signal (postmaster, SIGKILL);
  g_assert_true (reprise_process_wait (postmaster, 30, NULL, NULL));
  found = reprise_orphans_find (marker, NULL);
  g_assert_true (contains (found, scene.busy_pid));

  g_assert_true (reprise_orphans_end (marker, 30, &n_ended, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_ended, >=, 1);
  tear_down (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/orphans-postgres/server", test_server);
  g_test_add_func ("/engine/orphans-postgres/backend-without-postmaster",
                   test_backend_without_postmaster);

  return g_test_run ();
}
