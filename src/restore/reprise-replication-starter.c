/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starts the replication of a database on all its nodes, and looks what came of it. */

#include "config.h"

#include "restore/reprise-replication-starter.h"

#include "restore/reprise-replication-review.h"
#include "restore/reprise-replication-sql.h"

/* Whoever may add tables to a replication set. */
#define USER_TYPE "admin"

struct _RepriseReplicationStarter
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseReplicator *replicator; /* NULL where nodes cannot be reached from here */
  RepriseDatabase *database;
  GPtrArray *targets; /* one a node, in its order */
  GPtrArray *entries;
  RepriseReplicationExtension extension; /* NONE where nobody says */
  RepriseReplicationStarterState state;
  gboolean has_run;
  GCancellable *cancellable; /* of what is being done; NULL while nothing is */
  guint n_pending;           /* nodes that have not answered */
};

/* What is done to one node. */
typedef struct
{
  RepriseReplicationStarter *starter;
  RepriseReplicationTarget *target;
  GCancellable *cancellable;
} Visit;

G_DEFINE_FINAL_TYPE (RepriseReplicationStarter, reprise_replication_starter, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Visit *
visit_new (RepriseReplicationStarter *self, RepriseReplicationTarget *target)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->starter = g_object_ref (self);
  visit->target = g_object_ref (target);
  visit->cancellable = g_object_ref (self->cancellable);
  return visit;
}

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->starter);
  g_object_unref (visit->target);
  g_object_unref (visit->cancellable);
  g_free (visit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

static void
set_state (RepriseReplicationStarter *self, RepriseReplicationStarterState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static const char *
get_name (RepriseReplicationTarget *target)
{
  return reprise_node_get_name (reprise_replication_target_get_node (target));
}

static RepriseReplicationTarget *
get_target (RepriseReplicationStarter *self, guint i)
{
  return g_ptr_array_index (self->targets, i);
}

/* Where nobody says what replicates, Spock is what the service installs. */
static RepriseReplicationExtension
get_extension_of (RepriseReplicationStarter *self, RepriseReplicationTarget *target)
{
  RepriseNodeReplication *node = reprise_replication_target_get_replication (target);

  if (node != NULL)
    return reprise_node_replication_get_extension (node);
  return self->extension != REPRISE_REPLICATION_EXTENSION_NONE
             ? self->extension
             : REPRISE_REPLICATION_EXTENSION_SPOCK;
}

static void
plan_target (RepriseReplicationStarter *self, RepriseReplicationTarget *target)
{
  RepriseReplicationExtension extension = get_extension_of (self, target);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->entries->len; i++)
    {
      RepriseReplicationEntry *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *statement = NULL;

      if (extension == REPRISE_REPLICATION_EXTENSION_NONE ||
          !reprise_replication_entry_is_lacking (entry, get_name (target)))
        continue;
      statement = reprise_replication_sql_add_table (extension,
                                                     reprise_replication_entry_get_schema (entry),
                                                     reprise_replication_entry_get_name (entry));
      g_ptr_array_add (steps,
                       reprise_replication_step_new (reprise_replication_entry_get_title (entry),
                                                     statement));
    }
  reprise_replication_target_set_steps (target, steps);
}

static void
review (RepriseReplicationStarter *self)
{
  g_autofree RepriseNodeReplication **nodes =
      g_new0 (RepriseNodeReplication *, self->targets->len + 1);

  for (guint i = 0; i < self->targets->len; i++)
    nodes[i] = reprise_replication_target_get_replication (get_target (self, i));
  self->extension = reprise_replication_review_get_extension (self->database, nodes);
  g_ptr_array_unref (self->entries);
  self->entries = reprise_replication_review (self->database, nodes);
  for (guint i = 0; i < self->targets->len; i++)
    plan_target (self, get_target (self, i));
}

static void read_nodes (RepriseReplicationStarter *self);

/* Ends a visit; the last one of all goes on to what comes next. */
static void
leave (RepriseReplicationStarter *self)
{
  if (--self->n_pending > 0)
    return;
  if (self->state == REPRISE_REPLICATION_STARTER_RUNNING)
    {
      self->has_run = TRUE;
      set_state (self, REPRISE_REPLICATION_STARTER_VERIFYING);
      read_nodes (self);
      return;
    }
  g_clear_object (&self->cancellable);
  review (self);
  set_state (self, REPRISE_REPLICATION_STARTER_REVIEWED);
}

/* Takes error. Of a visit that was broken off nobody wants to know. */
static void
fail (Visit *visit, GError *error)
{
  if (g_cancellable_is_cancelled (visit->cancellable))
    {
      g_error_free (error);
      return;
    }
  reprise_replication_target_take_error (visit->target, error);
  leave (visit->starter);
}

static void
node_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  GError *error = NULL;
  g_autoptr (RepriseNodeReplication) replication =
                 reprise_replicator_read_node_finish (REPRISE_REPLICATOR (source), result, &error);

  if (replication == NULL)
    {
      fail (visit, error);
      return;
    }
  if (g_cancellable_is_cancelled (visit->cancellable))
    return;
  reprise_replication_target_set_replication (visit->target, replication);
  reprise_replication_target_set_state (visit->target, REPRISE_REPLICATION_TARGET_READ);
  leave (visit->starter);
}

static void
credentials_to_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  RepriseReplicator *replicator = visit->starter->replicator;
  GCancellable *cancellable = visit->cancellable;
  GError *error = NULL;
  g_autoptr (RepriseCredentials) credentials =
                 reprise_backend_read_credentials_finish (REPRISE_BACKEND (source), result, &error);

  if (credentials == NULL)
    {
      fail (visit, error);
      return;
    }
  reprise_replicator_read_node_async (replicator,
                                      credentials,
                                      cancellable,
                                      node_read_cb,
                                      g_steal_pointer (&visit));
}

static void
ask_for_credentials (RepriseReplicationStarter *self,
                     RepriseReplicationTarget *target,
                     GAsyncReadyCallback callback)
{
  reprise_backend_read_credentials_async (self->backend,
                                          reprise_database_get_id (self->database),
                                          get_name (target),
                                          USER_TYPE,
                                          self->cancellable,
                                          callback,
                                          visit_new (self, target));
}

/* A node that stopped answering while tables were added keeps that failure. */
static gboolean
is_to_be_read (RepriseReplicationStarter *self, RepriseReplicationTarget *target)
{
  return self->state != REPRISE_REPLICATION_STARTER_VERIFYING ||
         reprise_replication_target_get_state (target) != REPRISE_REPLICATION_TARGET_FAILED;
}

static void
read_nodes (RepriseReplicationStarter *self)
{
  /* One more, so that the last one leaves only after all were asked. */
  self->n_pending = 1;
  for (guint i = 0; i < self->targets->len; i++)
    {
      RepriseReplicationTarget *target = get_target (self, i);

      if (!reprise_replication_starter_can_reach (self))
        reprise_replication_target_set_state (target, REPRISE_REPLICATION_TARGET_LEFT);
      else if (is_to_be_read (self, target))
        {
          reprise_replication_target_set_state (target, REPRISE_REPLICATION_TARGET_READING);
          self->n_pending++;
          ask_for_credentials (self, target, credentials_to_read_cb);
        }
    }
  leave (self);
}

static void
set_database (RepriseReplicationStarter *self, RepriseDatabase *database)
{
  GPtrArray *nodes = reprise_database_get_nodes (database);

  g_set_object (&self->database, database);
  g_ptr_array_set_size (self->targets, 0);
  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (self->targets, reprise_replication_target_new (g_ptr_array_index (nodes, i)));
}

static gboolean
has_same_nodes (RepriseReplicationStarter *self, RepriseDatabase *database)
{
  GPtrArray *nodes = reprise_database_get_nodes (database);

  if (nodes->len != self->targets->len)
    return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    if (g_strcmp0 (reprise_node_get_name (g_ptr_array_index (nodes, i)),
                   get_name (get_target (self, i))) != 0)
      return FALSE;
  return TRUE;
}

/* What the service knows is a help, not a need: the nodes are asked whatever it says. */
static void
database_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseReplicationStarter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseDatabase) database =
                 reprise_backend_get_database_finish (REPRISE_BACKEND (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (database != NULL && has_same_nodes (self, database))
    g_set_object (&self->database, database);
  else if (database != NULL)
    set_database (self, database);
  read_nodes (self);
}

static void
statement_ended_cb (guint statement, gboolean changed, const GError *error, gpointer user_data)
{
  Visit *visit = user_data;

  if (!g_cancellable_is_cancelled (visit->cancellable))
    reprise_replication_target_end_step (visit->target, statement, changed, error);
}

static void
run_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  GError *error = NULL;

  if (!reprise_replicator_run_finish (REPRISE_REPLICATOR (source), result, &error))
    {
      fail (visit, error);
      return;
    }
  if (!g_cancellable_is_cancelled (visit->cancellable))
    leave (visit->starter);
}

static void
credentials_to_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  RepriseReplicator *replicator = visit->starter->replicator;
  g_auto (GStrv) statements = reprise_replication_target_dup_statements (visit->target);
  GError *error = NULL;
  g_autoptr (RepriseCredentials) credentials =
                 reprise_backend_read_credentials_finish (REPRISE_BACKEND (source), result, &error);
  Visit *given;

  if (credentials == NULL)
    {
      fail (visit, error);
      return;
    }
  given = g_steal_pointer (&visit);
  reprise_replicator_run_async (replicator,
                                credentials,
                                (const char *const *) statements,
                                statement_ended_cb,
                                given,
                                given->cancellable,
                                run_ended_cb,
                                given);
}

static gboolean
is_runnable (RepriseReplicationTarget *target)
{
  return reprise_replication_target_get_state (target) == REPRISE_REPLICATION_TARGET_READ &&
         g_list_model_get_n_items (reprise_replication_target_get_steps (target)) > 0;
}

static void
reprise_replication_starter_dispose (GObject *object)
{
  RepriseReplicationStarter *self = REPRISE_REPLICATION_STARTER (object);

  reprise_replication_starter_cancel (self);
  g_clear_object (&self->backend);
  g_clear_object (&self->replicator);
  g_clear_object (&self->database);
  G_OBJECT_CLASS (reprise_replication_starter_parent_class)->dispose (object);
}

static void
reprise_replication_starter_finalize (GObject *object)
{
  RepriseReplicationStarter *self = REPRISE_REPLICATION_STARTER (object);

  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (reprise_replication_starter_parent_class)->finalize (object);
}

static void
reprise_replication_starter_class_init (RepriseReplicationStarterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_replication_starter_dispose;
  object_class->finalize = reprise_replication_starter_finalize;

  /**
   * RepriseReplicationStarter::changed:
   *
   * Its state, and what goes with it. How far each node is, the nodes say themselves.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
reprise_replication_starter_init (RepriseReplicationStarter *self)
{
  self->targets = g_ptr_array_new_with_free_func (g_object_unref);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * reprise_replication_starter_new:
 * @backend: the service
 * @replicator: (nullable): reaches the nodes; %NULL where nothing can from here
 * @database: the database as it was seen last
 *
 * Returns: (transfer full): a starter that knows nothing yet; see
 * reprise_replication_starter_read()
 */
RepriseReplicationStarter *
reprise_replication_starter_new (RepriseBackend *backend,
                                 RepriseReplicator *replicator,
                                 RepriseDatabase *database)
{
  RepriseReplicationStarter *self = g_object_new (REPRISE_TYPE_REPLICATION_STARTER, NULL);

  self->backend = g_object_ref (backend);
  g_set_object (&self->replicator, replicator);
  set_database (self, database);
  return self;
}

/** reprise_replication_starter_get_database: Returns: (transfer none): the database. */
RepriseDatabase *
reprise_replication_starter_get_database (RepriseReplicationStarter *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), NULL);
  return self->database;
}

/** reprise_replication_starter_get_state: Returns: how far it is. */
RepriseReplicationStarterState
reprise_replication_starter_get_state (RepriseReplicationStarter *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self),
                        REPRISE_REPLICATION_STARTER_REVIEWED);
  return self->state;
}

/** reprise_replication_starter_has_run: Returns: whether tables were added, or tried to be. */
gboolean
reprise_replication_starter_has_run (RepriseReplicationStarter *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), FALSE);
  return self->has_run;
}

/** reprise_replication_starter_can_reach: Returns: whether nodes are asked from here at all; a
 * saved file has no way to them. */
gboolean
reprise_replication_starter_can_reach (RepriseReplicationStarter *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), FALSE);
  return self->replicator != NULL && !reprise_backend_is_read_only (self->backend);
}

/** reprise_replication_starter_can_run: Returns: whether there is a table to add on a node that
 * answers. */
gboolean
reprise_replication_starter_can_run (RepriseReplicationStarter *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), FALSE);

  if (self->state != REPRISE_REPLICATION_STARTER_REVIEWED)
    return FALSE;
  for (guint i = 0; i < self->targets->len; i++)
    if (is_runnable (get_target (self, i)))
      return TRUE;
  return FALSE;
}

/** reprise_replication_starter_get_extension: Returns: what replicates the database;
 * %REPRISE_REPLICATION_EXTENSION_NONE where nobody says. */
RepriseReplicationExtension
reprise_replication_starter_get_extension (RepriseReplicationStarter *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), REPRISE_REPLICATION_EXTENSION_NONE);
  return self->extension;
}

/**
 * reprise_replication_starter_get_entries:
 *
 * Returns: (transfer none) (element-type RepriseReplicationEntry): the tables, by name
 */
GPtrArray *
reprise_replication_starter_get_entries (RepriseReplicationStarter *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), NULL);
  return self->entries;
}

/** reprise_replication_starter_count: Returns: how many tables are in @group. */
guint
reprise_replication_starter_count (RepriseReplicationStarter *self, RepriseReplicationGroup group)
{
  guint n = 0;

  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    if (reprise_replication_entry_get_group (g_ptr_array_index (self->entries, i)) == group)
      n++;
  return n;
}

/**
 * reprise_replication_starter_get_targets:
 *
 * Returns: (transfer none) (element-type RepriseReplicationTarget): the nodes, in their order
 */
GPtrArray *
reprise_replication_starter_get_targets (RepriseReplicationStarter *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), NULL);
  return self->targets;
}

/** reprise_replication_starter_count_failed: Returns: how many nodes could not be asked. */
guint
reprise_replication_starter_count_failed (RepriseReplicationStarter *self)
{
  guint n = 0;

  g_return_val_if_fail (REPRISE_IS_REPLICATION_STARTER (self), 0);

  for (guint i = 0; i < self->targets->len; i++)
    if (reprise_replication_target_get_state (get_target (self, i)) ==
        REPRISE_REPLICATION_TARGET_FAILED)
      n++;
  return n;
}

/**
 * reprise_replication_starter_read:
 *
 * Asks the service, and then every node by itself; one that fails does not hold up the others. The
 * credentials are asked for at that moment, and forgotten once they were used. Does nothing while
 * something is being done.
 */
void
reprise_replication_starter_read (RepriseReplicationStarter *self)
{
  g_return_if_fail (REPRISE_IS_REPLICATION_STARTER (self));

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < self->targets->len; i++)
    {
      reprise_replication_target_set_state (get_target (self, i),
                                            REPRISE_REPLICATION_TARGET_READING);
      reprise_replication_target_set_replication (get_target (self, i), NULL);
    }
  set_state (self, REPRISE_REPLICATION_STARTER_READING);
  reprise_backend_get_database_async (self->backend,
                                      reprise_database_get_id (self->database),
                                      self->cancellable,
                                      database_read_cb,
                                      g_object_ref (self));
}

/**
 * reprise_replication_starter_run:
 *
 * Runs the statements that every node's steps hold, where the node answered, and then asks all of
 * them again. May be run again: what is in the set is left alone. Does nothing where
 * reprise_replication_starter_can_run() says so.
 */
void
reprise_replication_starter_run (RepriseReplicationStarter *self)
{
  g_return_if_fail (REPRISE_IS_REPLICATION_STARTER (self));

  if (!reprise_replication_starter_can_run (self))
    return;
  self->cancellable = g_cancellable_new ();
  self->n_pending = 1;
  set_state (self, REPRISE_REPLICATION_STARTER_RUNNING);
  for (guint i = 0; i < self->targets->len; i++)
    {
      RepriseReplicationTarget *target = get_target (self, i);

      if (!is_runnable (target))
        continue;
      reprise_replication_target_begin (target);
      self->n_pending++;
      ask_for_credentials (self, target, credentials_to_run_cb);
    }
  leave (self);
}

/**
 * reprise_replication_starter_cancel:
 *
 * Breaks off what is being done, and says nothing more of it. Tables that were added stay added.
 */
void
reprise_replication_starter_cancel (RepriseReplicationStarter *self)
{
  g_return_if_fail (REPRISE_IS_REPLICATION_STARTER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}
