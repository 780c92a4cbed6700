/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reaches the nodes of a database over libpq. */

#include "config.h"

#include "replication/reprise-pq-replicator.h"

#include "replication/reprise-node-connect.h"
#include "replication/reprise-node-reader.h"

struct _ReprisePqReplicator
{
  GObject parent_instance;

  RepriseNodeLimits limits;
};

/* Statements that are being run, one after the other. */
typedef struct
{
  char **statements;
  guint next;
  RepriseReplicatorProgress progress;
  gpointer progress_data;
  RepriseNodeSession *session;
} Run;

static void reprise_pq_replicator_replicator_init (RepriseReplicatorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReprisePqReplicator,
                               reprise_pq_replicator,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_REPLICATOR,
                                                      reprise_pq_replicator_replicator_init))

static void
run_free (Run *run)
{
  g_strfreev (run->statements);
  g_clear_object (&run->session);
  g_free (run);
}

static void
node_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  RepriseNodeReplication *node = reprise_node_reader_read_finish (result, &error);

  if (node == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, node, g_object_unref);
}

static void
connected_to_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseNodeSession) session = reprise_node_connect_finish (result, &error);

  if (session == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  reprise_node_reader_read_async (session,
                                  g_task_get_cancellable (task),
                                  node_read_cb,
                                  g_object_ref (task));
}

static void
reprise_pq_replicator_read_node_async (RepriseReplicator *replicator,
                                       const RepriseCredentials *credentials,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  ReprisePqReplicator *self = REPRISE_PQ_REPLICATOR (replicator);
  g_autoptr (GTask) task = g_task_new (replicator, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_replicator_read_node_async);
  reprise_node_connect_async (credentials,
                              &self->limits,
                              cancellable,
                              connected_to_read_cb,
                              g_object_ref (task));
}

static void run_next (GTask *task);

static void
statement_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) rows =
                 reprise_node_session_query_finish (REPRISE_NODE_SESSION (source), result, &error);

  if (rows == NULL &&
      !g_error_matches (error, REPRISE_REPLICATOR_ERROR, REPRISE_REPLICATOR_ERROR_FAILED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  run->progress (run->next, rows != NULL && PQntuples (rows) > 0, error, run->progress_data);
  run->next++;
  run_next (task);
}

static void
run_next (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (run->statements[run->next] == NULL)
    g_task_return_boolean (task, TRUE);
  else
    reprise_node_session_query_async (run->session,
                                      run->statements[run->next],
                                      g_task_get_cancellable (task),
                                      statement_ended_cb,
                                      g_object_ref (task));
}

static void
connected_to_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  run->session = reprise_node_connect_finish (result, &error);
  if (run->session == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    run_next (task);
}

static void
reprise_pq_replicator_run_async (RepriseReplicator *replicator,
                                 const RepriseCredentials *credentials,
                                 const char *const *statements,
                                 RepriseReplicatorProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ReprisePqReplicator *self = REPRISE_PQ_REPLICATOR (replicator);
  g_autoptr (GTask) task = g_task_new (replicator, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, reprise_replicator_run_async);
  run->statements = g_strdupv ((char **) statements);
  run->progress = progress;
  run->progress_data = progress_data;
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  reprise_node_connect_async (credentials,
                              &self->limits,
                              cancellable,
                              connected_to_run_cb,
                              g_object_ref (task));
}

static void
reprise_pq_replicator_replicator_init (RepriseReplicatorInterface *iface)
{
  iface->read_node_async = reprise_pq_replicator_read_node_async;
  iface->run_async = reprise_pq_replicator_run_async;
}

static void
reprise_pq_replicator_class_init (ReprisePqReplicatorClass *klass)
{
}

static void
reprise_pq_replicator_init (ReprisePqReplicator *self)
{
}

/**
 * reprise_pq_replicator_new:
 * @connect_seconds: how long it may take to connect to a node
 * @statement_seconds: how long each statement may take
 *
 * Returns: (transfer full): reaches nodes at their sockets and over the network, and never blocks
 */
RepriseReplicator *
reprise_pq_replicator_new (guint connect_seconds, guint statement_seconds)
{
  ReprisePqReplicator *self = g_object_new (REPRISE_TYPE_PQ_REPLICATOR, NULL);

  self->limits.connect_seconds = connect_seconds;
  self->limits.statement_seconds = statement_seconds;
  return REPRISE_REPLICATOR (self);
}
