/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node on which replication is started. */

#include "config.h"

#include "restore/reprise-replication-target.h"

struct _RepriseReplicationTarget
{
  GObject parent_instance;

  RepriseNode *node;
  RepriseReplicationTargetState state;
  GError *error;                       /* NULL unless it failed */
  RepriseNodeReplication *replication; /* NULL where it has not said anything */
  GListStore *steps;                   /* of what is left to do */
  GListStore *results;                 /* of what was done last */
};

G_DEFINE_FINAL_TYPE (RepriseReplicationTarget, reprise_replication_target, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (RepriseReplicationTarget *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
reprise_replication_target_finalize (GObject *object)
{
  RepriseReplicationTarget *self = REPRISE_REPLICATION_TARGET (object);

  g_object_unref (self->node);
  g_clear_error (&self->error);
  g_clear_object (&self->replication);
  g_object_unref (self->steps);
  g_object_unref (self->results);
  G_OBJECT_CLASS (reprise_replication_target_parent_class)->finalize (object);
}

static void
reprise_replication_target_class_init (RepriseReplicationTargetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_replication_target_finalize;

  /**
   * RepriseReplicationTarget::changed:
   *
   * Its state, what it said, or what is to be done there.
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
reprise_replication_target_init (RepriseReplicationTarget *self)
{
  self->steps = g_list_store_new (REPRISE_TYPE_REPLICATION_STEP);
  self->results = g_list_store_new (REPRISE_TYPE_REPLICATION_STEP);
}

/**
 * reprise_replication_target_new:
 * @node: a node
 *
 * Returns: (transfer full): the node, not yet asked
 */
RepriseReplicationTarget *
reprise_replication_target_new (RepriseNode *node)
{
  RepriseReplicationTarget *self = g_object_new (REPRISE_TYPE_REPLICATION_TARGET, NULL);

  self->node = g_object_ref (node);
  return self;
}

/** reprise_replication_target_get_node: Returns: (transfer none): the node. */
RepriseNode *
reprise_replication_target_get_node (RepriseReplicationTarget *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_TARGET (self), NULL);
  return self->node;
}

/** reprise_replication_target_get_state: Returns: how far it is. */
RepriseReplicationTargetState
reprise_replication_target_get_state (RepriseReplicationTarget *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_TARGET (self), REPRISE_REPLICATION_TARGET_LEFT);
  return self->state;
}

/** reprise_replication_target_get_error: Returns: (nullable): why it failed. */
const GError *
reprise_replication_target_get_error (RepriseReplicationTarget *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_TARGET (self), NULL);
  return self->error;
}

/** reprise_replication_target_get_replication: Returns: (transfer none) (nullable): what it said.
 */
RepriseNodeReplication *
reprise_replication_target_get_replication (RepriseReplicationTarget *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_TARGET (self), NULL);
  return self->replication;
}

/**
 * reprise_replication_target_get_steps:
 *
 * Returns: (transfer none): a list of #RepriseReplicationStep: what is left to do there
 */
GListModel *
reprise_replication_target_get_steps (RepriseReplicationTarget *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_TARGET (self), NULL);
  return G_LIST_MODEL (self->steps);
}

/**
 * reprise_replication_target_get_results:
 *
 * Returns: (transfer none): a list of #RepriseReplicationStep: what was done there last
 */
GListModel *
reprise_replication_target_get_results (RepriseReplicationTarget *self)
{
  g_return_val_if_fail (REPRISE_IS_REPLICATION_TARGET (self), NULL);
  return G_LIST_MODEL (self->results);
}

/** reprise_replication_target_count_results: Returns: how many steps came to that. */
guint
reprise_replication_target_count_results (RepriseReplicationTarget *self,
                                          RepriseReplicationStepState state)
{
  GListModel *results = reprise_replication_target_get_results (self);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (RepriseReplicationStep) step = g_list_model_get_item (results, i);

      if (reprise_replication_step_get_state (step) == state)
        n++;
    }
  return n;
}

/**
 * reprise_replication_target_dup_statements:
 *
 * Returns: (transfer full): what is left to run there, one statement a string
 */
GStrv
reprise_replication_target_dup_statements (RepriseReplicationTarget *self)
{
  GListModel *steps = reprise_replication_target_get_steps (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (RepriseReplicationStep) step = g_list_model_get_item (steps, i);

      g_strv_builder_add (builder, reprise_replication_step_get_statement (step));
    }
  return g_strv_builder_end (builder);
}

/** reprise_replication_target_dup_script: Returns: (transfer full): the same, as one text. */
char *
reprise_replication_target_dup_script (RepriseReplicationTarget *self)
{
  g_auto (GStrv) statements = reprise_replication_target_dup_statements (self);

  return g_strjoinv ("\n", statements);
}

/** reprise_replication_target_set_state: Sets how far it is; nothing has failed then. */
void
reprise_replication_target_set_state (RepriseReplicationTarget *self,
                                      RepriseReplicationTargetState state)
{
  g_return_if_fail (REPRISE_IS_REPLICATION_TARGET (self));
  g_return_if_fail (state != REPRISE_REPLICATION_TARGET_FAILED);

  if (self->state == state)
    return;
  g_clear_error (&self->error);
  self->state = state;
  emit_changed (self);
}

/**
 * reprise_replication_target_take_error:
 * @error: (transfer full): why it could not be asked, or stopped answering
 *
 * What was being done and has no answer may have been done.
 */
void
reprise_replication_target_take_error (RepriseReplicationTarget *self, GError *error)
{
  GListModel *results = reprise_replication_target_get_results (self);

  if (self->state == REPRISE_REPLICATION_TARGET_RUNNING)
    for (guint i = 0; i < g_list_model_get_n_items (results); i++)
      {
        g_autoptr (RepriseReplicationStep) step = g_list_model_get_item (results, i);

        if (reprise_replication_step_get_state (step) == REPRISE_REPLICATION_STEP_PLANNED)
          reprise_replication_step_set_state (step, REPRISE_REPLICATION_STEP_UNKNOWN, NULL);
      }
  g_clear_error (&self->error);
  self->error = error;
  self->state = REPRISE_REPLICATION_TARGET_FAILED;
  emit_changed (self);
}

/**
 * reprise_replication_target_set_replication:
 * @replication: (nullable): what the node said
 */
void
reprise_replication_target_set_replication (RepriseReplicationTarget *self,
                                            RepriseNodeReplication *replication)
{
  g_return_if_fail (REPRISE_IS_REPLICATION_TARGET (self));

  if (g_set_object (&self->replication, replication))
    emit_changed (self);
}

/**
 * reprise_replication_target_set_steps:
 * @steps: (element-type RepriseReplicationStep): what is left to do there
 */
void
reprise_replication_target_set_steps (RepriseReplicationTarget *self, GPtrArray *steps)
{
  g_return_if_fail (REPRISE_IS_REPLICATION_TARGET (self));

  g_list_store_splice (self->steps,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->steps)),
                       steps->pdata,
                       steps->len);
  emit_changed (self);
}

/** reprise_replication_target_begin: The steps are being taken: they are what results are about. */
void
reprise_replication_target_begin (RepriseReplicationTarget *self)
{
  GListModel *steps = reprise_replication_target_get_steps (self);
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    g_ptr_array_add (taken, g_list_model_get_item (steps, i));
  g_list_store_splice (self->results,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->results)),
                       taken->pdata,
                       taken->len);
  if (taken->len > 0)
    reprise_replication_target_set_state (self, REPRISE_REPLICATION_TARGET_RUNNING);
}

/**
 * reprise_replication_target_end_step:
 * @position: of the step, among the results
 * @changed: whether it changed something
 * @error: (nullable): why it failed
 */
void
reprise_replication_target_end_step (RepriseReplicationTarget *self,
                                     guint position,
                                     gboolean changed,
                                     const GError *error)
{
  g_autoptr (RepriseReplicationStep) step =
                 g_list_model_get_item (G_LIST_MODEL (self->results), position);

  g_return_if_fail (step != NULL);

  if (error != NULL)
    reprise_replication_step_set_state (step, REPRISE_REPLICATION_STEP_FAILED, error->message);
  else
    reprise_replication_step_set_state (step,
                                        changed ? REPRISE_REPLICATION_STEP_ADDED
                                                : REPRISE_REPLICATION_STEP_KEPT,
                                        NULL);
  emit_changed (self);
}
