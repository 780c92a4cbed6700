/* SPDX-License-Identifier: GPL-3.0-or-later
 * What reaches the nodes of a database themselves, to start replication. */

#pragma once

#include "model/reprise-credentials.h"
#include "model/reprise-node-replication.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_REPLICATOR_ERROR (reprise_replicator_error_quark ())
GQuark reprise_replicator_error_quark (void);

/**
 * RepriseReplicatorError:
 * @REPRISE_REPLICATOR_ERROR_UNREACHABLE: nobody answers at the node's address from here, or it is
 *   not told
 * @REPRISE_REPLICATOR_ERROR_REFUSED: the server answers, and does not let us in
 * @REPRISE_REPLICATOR_ERROR_LOST: the connection ended before the answer
 * @REPRISE_REPLICATOR_ERROR_TIMED_OUT: a statement took too long and was ended
 * @REPRISE_REPLICATOR_ERROR_FAILED: the server refused a statement; the message has its words
 *
 * Why a node could not be asked. No message holds a password.
 */
typedef enum
{
  REPRISE_REPLICATOR_ERROR_UNREACHABLE,
  REPRISE_REPLICATOR_ERROR_REFUSED,
  REPRISE_REPLICATOR_ERROR_LOST,
  REPRISE_REPLICATOR_ERROR_TIMED_OUT,
  REPRISE_REPLICATOR_ERROR_FAILED,
} RepriseReplicatorError;

#define REPRISE_TYPE_REPLICATOR (reprise_replicator_get_type ())
G_DECLARE_INTERFACE (RepriseReplicator, reprise_replicator, REPRISE, REPLICATOR, GObject)

/**
 * RepriseReplicatorProgress:
 * @statement: which one has ended, from 0
 * @changed: whether it changed something; %FALSE where there was nothing left to do
 * @error: (nullable): why it failed; those after it are run all the same
 * @user_data: what was given with the callback
 *
 * Called on the thread that asked, once for every statement that ended, in their order.
 */
typedef void (*RepriseReplicatorProgress) (guint statement,
                                           gboolean changed,
                                           const GError *error,
                                           gpointer user_data);

/**
 * RepriseReplicatorInterface:
 *
 * Every asynchronous function answers through a #GTask whose source object is the replicator and
 * whose source tag is the public function of the same name; read_node with a
 * #RepriseNodeReplication, run with a boolean. What is needed of the credentials is copied before
 * the function returns, kept in memory only and overwritten as soon as it was used.
 */
struct _RepriseReplicatorInterface
{
  GTypeInterface parent_iface;

  void (*read_node_async) (RepriseReplicator *self,
                           const RepriseCredentials *credentials,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  void (*run_async) (RepriseReplicator *self,
                     const RepriseCredentials *credentials,
                     const char *const *statements,
                     RepriseReplicatorProgress progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
};

void reprise_replicator_read_node_async (RepriseReplicator *self,
                                         const RepriseCredentials *credentials,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
RepriseNodeReplication *
reprise_replicator_read_node_finish (RepriseReplicator *self, GAsyncResult *result, GError **error);

void reprise_replicator_run_async (RepriseReplicator *self,
                                   const RepriseCredentials *credentials,
                                   const char *const *statements,
                                   RepriseReplicatorProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
reprise_replicator_run_finish (RepriseReplicator *self, GAsyncResult *result, GError **error);

G_END_DECLS
