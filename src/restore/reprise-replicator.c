/* SPDX-License-Identifier: GPL-3.0-or-later
 * What reaches the nodes of a database themselves, to start replication. */

#include "config.h"

#include "restore/reprise-replicator.h"

G_DEFINE_QUARK (reprise-replicator-error-quark, reprise_replicator_error)

G_DEFINE_INTERFACE (RepriseReplicator, reprise_replicator, G_TYPE_OBJECT)

static void
reprise_replicator_default_init (RepriseReplicatorInterface *iface)
{
}

static gboolean
is_answer_of (RepriseReplicator *self, GAsyncResult *result, gpointer function)
{
  return REPRISE_IS_REPLICATOR (self) && g_task_is_valid (result, self) &&
         g_task_get_source_tag (G_TASK (result)) == function;
}

/**
 * reprise_replicator_read_node_async:
 * @credentials: how to connect to one node
 * @cancellable: (nullable): ends the connection, and what the server does for it
 *
 * Reads what the node says of its replication, over one connection that is closed again.
 */
void
reprise_replicator_read_node_async (RepriseReplicator *self,
                                    const RepriseCredentials *credentials,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_REPLICATOR (self));
  g_return_if_fail (credentials != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  REPRISE_REPLICATOR_GET_IFACE (self)->read_node_async (self,
                                                        credentials,
                                                        cancellable,
                                                        callback,
                                                        user_data);
}

/**
 * reprise_replicator_read_node_finish:
 *
 * Errors: a #RepriseReplicatorError, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what the node said
 */
RepriseNodeReplication *
reprise_replicator_read_node_finish (RepriseReplicator *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (is_answer_of (self, result, reprise_replicator_read_node_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * reprise_replicator_run_async:
 * @credentials: how to connect to one node
 * @statements: (array zero-terminated=1): what to run, each a transaction of its own; copied
 * @progress: called for every statement that ended
 * @progress_data: given to @progress; must stay alive until the task has ended
 * @cancellable: (nullable): ends the connection, and what the server does for it
 *
 * Runs the statements one after the other, over one connection that is closed again. One that
 * returns rows is taken to have changed something.
 */
void
reprise_replicator_run_async (RepriseReplicator *self,
                              const RepriseCredentials *credentials,
                              const char *const *statements,
                              RepriseReplicatorProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (REPRISE_IS_REPLICATOR (self));
  g_return_if_fail (credentials != NULL);
  g_return_if_fail (statements != NULL);
  g_return_if_fail (progress != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  REPRISE_REPLICATOR_GET_IFACE (self)->run_async (self,
                                                  credentials,
                                                  statements,
                                                  progress,
                                                  progress_data,
                                                  cancellable,
                                                  callback,
                                                  user_data);
}

/**
 * reprise_replicator_run_finish:
 *
 * Errors: a #RepriseReplicatorError other than %REPRISE_REPLICATOR_ERROR_FAILED,
 * %G_IO_ERROR_CANCELLED. Of statements that were not reported it is not known whether they were
 * run.
 *
 * Returns: whether every statement was reported
 */
gboolean
reprise_replicator_run_finish (RepriseReplicator *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (is_answer_of (self, result, reprise_replicator_run_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
