/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two inventories of the same database and node, from where they are chosen to what differs. */

#include "config.h"

#include "ui/reprise-compare-pair.h"

struct _RepriseComparePair
{
  GObject parent_instance;

  RepriseCompareSide *sides[REPRISE_COMPARE_N_SIDES]; /* the older one first */
  char *database_id;
  char *node_name;
  RepriseInventory *compared[REPRISE_COMPARE_N_SIDES]; /* what the comparison is of, or will be */
  RepriseInventoryComparison *comparison;
  GCancellable *cancellable; /* of the comparing that is under way */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepriseComparePair, reprise_compare_pair, G_TYPE_OBJECT)

static gboolean
are_all (RepriseComparePair *self, RepriseCompareSideState state)
{
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    if (reprise_compare_side_get_state (self->sides[i]) != state)
      return FALSE;
  return TRUE;
}

static gboolean
is_any (RepriseComparePair *self, RepriseCompareSideState state)
{
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    if (reprise_compare_side_get_state (self->sides[i]) == state)
      return TRUE;
  return FALSE;
}

/* What was there is the first, and what is there is the second, whichever was chosen first. */
static void
order_sides (RepriseComparePair *self)
{
  RepriseInstant first = reprise_compare_side_get_as_of (self->sides[0]);
  RepriseInstant second = reprise_compare_side_get_as_of (self->sides[1]);
  RepriseCompareSide *side = self->sides[0];

  if (first == REPRISE_INSTANT_NONE || second == REPRISE_INSTANT_NONE || first <= second)
    return;
  self->sides[0] = self->sides[1];
  self->sides[1] = side;
}

static RepriseDatabaseEntry *
find_entry (GListModel *entries, const char *database_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (RepriseDatabaseEntry) entry = g_list_model_get_item (entries, i);

      if (g_strcmp0 (reprise_database_entry_get_id (entry), database_id) == 0)
        return g_steal_pointer (&entry);
    }
  return NULL;
}

static gboolean
has_database (RepriseComparePair *self, const char *database_id)
{
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    {
      GListModel *entries = reprise_compare_side_get_entries (self->sides[i]);
      g_autoptr (RepriseDatabaseEntry) entry =
                     entries == NULL ? NULL : find_entry (entries, database_id);

      if (entry == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Returns whether both sides read the same database. */
static gboolean
choose_database (RepriseComparePair *self)
{
  if (self->database_id == NULL)
    {
      g_autoptr (GPtrArray) entries = reprise_compare_pair_list_databases (self);

      if (entries->len == 0)
        return FALSE;
      self->database_id = g_strdup (reprise_database_entry_get_id (g_ptr_array_index (entries, 0)));
    }
  if (!has_database (self, self->database_id))
    return FALSE;
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    reprise_compare_side_set_database (self->sides[i], self->database_id);
  return TRUE;
}

static gboolean
has_node (GPtrArray *views, const char *node_name)
{
  for (guint i = 0; i < views->len; i++)
    if (g_strcmp0 (reprise_node_view_get_name (g_ptr_array_index (views, i)), node_name) == 0)
      return TRUE;
  return FALSE;
}

/* Returns whether both sides look at the same node. */
static gboolean
choose_node (RepriseComparePair *self)
{
  g_autoptr (GPtrArray) views = reprise_compare_pair_list_nodes (self);

  if (views->len == 0)
    return FALSE;
  if (!has_node (views, self->node_name))
    {
      g_free (self->node_name);
      self->node_name = g_strdup (reprise_node_view_get_name (g_ptr_array_index (views, 0)));
    }
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    reprise_compare_side_set_node (self->sides[i], self->node_name);
  return TRUE;
}

static void
tell_changed (RepriseComparePair *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop_comparing (RepriseComparePair *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
forget_comparison (RepriseComparePair *self)
{
  stop_comparing (self);
  g_clear_object (&self->comparison);
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    g_clear_object (&self->compared[i]);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseComparePair) self = user_data;
  g_autoptr (RepriseInventoryComparison) comparison =
                 reprise_inventory_comparison_new_finish (result, NULL);

  if (comparison == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  g_set_object (&self->comparison, comparison);
  tell_changed (self);
}

/* Those of the later one, by which what should be there is judged. */
static GPtrArray *
get_schedules (RepriseComparePair *self)
{
  RepriseDatabaseWatch *watch = reprise_compare_side_get_watch (self->sides[1]);
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  RepriseBackupConfig *config = reprise_database_get_config_for_node (database, self->node_name);

  return config == NULL ? NULL : reprise_backup_config_get_schedules (config);
}

static void
start_comparing (RepriseComparePair *self)
{
  RepriseComparisonFields fields = {
    .before = self->compared[0],
    .before_at = reprise_compare_side_get_as_of (self->sides[0]),
    .after = self->compared[1],
    .after_at = reprise_compare_side_get_as_of (self->sides[1]),
    .schedules = get_schedules (self),
  };

  self->cancellable = g_cancellable_new ();
  reprise_inventory_comparison_new_async (&fields,
                                          self->cancellable,
                                          compared_cb,
                                          g_object_ref (self));
}

/* Only where it is not compared yet. */
static void
compare (RepriseComparePair *self)
{
  RepriseInventory *before = reprise_compare_side_get_inventory (self->sides[0]);
  RepriseInventory *after = reprise_compare_side_get_inventory (self->sides[1]);

  if (before == self->compared[0] && after == self->compared[1])
    return;
  forget_comparison (self);
  if (before == NULL || after == NULL)
    return;
  self->compared[0] = g_object_ref (before);
  self->compared[1] = g_object_ref (after);
  start_comparing (self);
}

/* Goes as far as what is read allows. */
static void
advance (RepriseComparePair *self)
{
  if (!are_all (self, REPRISE_COMPARE_SIDE_READY))
    return;
  order_sides (self);
  if (!choose_database (self) || !are_all (self, REPRISE_COMPARE_SIDE_READY))
    return;
  if (!choose_node (self) || !are_all (self, REPRISE_COMPARE_SIDE_READY))
    return;
  compare (self);
}

static void
side_changed_cb (RepriseComparePair *self)
{
  advance (self);
  tell_changed (self);
}

static void
reprise_compare_pair_dispose (GObject *object)
{
  RepriseComparePair *self = REPRISE_COMPARE_PAIR (object);

  forget_comparison (self);
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    g_clear_object (&self->sides[i]);
  G_OBJECT_CLASS (reprise_compare_pair_parent_class)->dispose (object);
}

static void
reprise_compare_pair_finalize (GObject *object)
{
  RepriseComparePair *self = REPRISE_COMPARE_PAIR (object);

  g_free (self->database_id);
  g_free (self->node_name);
  G_OBJECT_CLASS (reprise_compare_pair_parent_class)->finalize (object);
}

static void
reprise_compare_pair_class_init (RepriseComparePairClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_compare_pair_dispose;
  object_class->finalize = reprise_compare_pair_finalize;

  /**
   * RepriseComparePair::changed:
   *
   * Anything that can be asked of it may have another answer.
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
reprise_compare_pair_init (RepriseComparePair *self)
{
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    {
      self->sides[i] = reprise_compare_side_new ();
      g_signal_connect_object (self->sides[i],
                               "changed",
                               G_CALLBACK (side_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
}

/**
 * reprise_compare_pair_new:
 * @database_id: (nullable): the database to compare; %NULL for any that both sides have
 *
 * Returns: (transfer full): two sides that nothing was chosen for
 */
RepriseComparePair *
reprise_compare_pair_new (const char *database_id)
{
  RepriseComparePair *self = g_object_new (REPRISE_TYPE_COMPARE_PAIR, NULL);

  self->database_id = g_strdup (database_id);
  return self;
}

/**
 * reprise_compare_pair_get_side:
 * @self: a pair
 * @position: 0 or 1
 *
 * Returns: (transfer none): that side; the older one comes first as soon as both are known, so that
 *   after a change the same position may be another side
 */
RepriseCompareSide *
reprise_compare_pair_get_side (RepriseComparePair *self, guint position)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (self), NULL);
  g_return_val_if_fail (position < REPRISE_COMPARE_N_SIDES, NULL);
  return self->sides[position];
}

/**
 * reprise_compare_pair_get_failed_side:
 * @self: a pair
 *
 * Returns: (transfer none) (nullable): a side that could not be read
 */
RepriseCompareSide *
reprise_compare_pair_get_failed_side (RepriseComparePair *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (self), NULL);

  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    if (reprise_compare_side_get_state (self->sides[i]) == REPRISE_COMPARE_SIDE_FAILED)
      return self->sides[i];
  return NULL;
}

static gboolean
is_chosen (RepriseComparePair *self)
{
  for (guint i = 0; i < REPRISE_COMPARE_N_SIDES; i++)
    if (reprise_compare_side_get_view (self->sides[i]) == NULL)
      return FALSE;
  return self->database_id != NULL && has_database (self, self->database_id);
}

/**
 * reprise_compare_pair_get_state:
 * @self: a pair
 *
 * Returns: how far it is
 */
RepriseComparePairState
reprise_compare_pair_get_state (RepriseComparePair *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (self), REPRISE_COMPARE_PAIR_MISSING);

  if (is_any (self, REPRISE_COMPARE_SIDE_FAILED))
    return REPRISE_COMPARE_PAIR_FAILED;
  if (is_any (self, REPRISE_COMPARE_SIDE_NONE))
    return REPRISE_COMPARE_PAIR_MISSING;
  if (is_any (self, REPRISE_COMPARE_SIDE_READING) || self->cancellable != NULL)
    return REPRISE_COMPARE_PAIR_READING;
  if (!is_chosen (self))
    return REPRISE_COMPARE_PAIR_DIFFERENT;
  return self->comparison == NULL ? REPRISE_COMPARE_PAIR_EMPTY : REPRISE_COMPARE_PAIR_READY;
}

/**
 * reprise_compare_pair_get_comparison:
 * @self: a pair
 *
 * Returns: (transfer none) (nullable): what differs, where %REPRISE_COMPARE_PAIR_READY
 */
RepriseInventoryComparison *
reprise_compare_pair_get_comparison (RepriseComparePair *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (self), NULL);
  return self->comparison;
}

/**
 * reprise_compare_pair_list_databases:
 * @self: a pair
 *
 * Returns: (transfer full) (element-type RepriseDatabaseEntry): the databases that both sides have
 */
GPtrArray *
reprise_compare_pair_list_databases (RepriseComparePair *self)
{
  GPtrArray *common = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *entries;

  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (self), common);

  entries = reprise_compare_side_get_entries (self->sides[0]);
  for (guint i = 0; entries != NULL && i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (RepriseDatabaseEntry) entry = g_list_model_get_item (entries, i);

      if (has_database (self, reprise_database_entry_get_id (entry)))
        g_ptr_array_add (common, g_steal_pointer (&entry));
    }
  return common;
}

/**
 * reprise_compare_pair_get_database_id:
 * @self: a pair
 *
 * Returns: (nullable): the database that is compared, or was asked for
 */
const char *
reprise_compare_pair_get_database_id (RepriseComparePair *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (self), NULL);
  return self->database_id;
}

/**
 * reprise_compare_pair_set_database_id:
 * @self: a pair
 * @database_id: the database to compare
 */
void
reprise_compare_pair_set_database_id (RepriseComparePair *self, const char *database_id)
{
  g_return_if_fail (REPRISE_IS_COMPARE_PAIR (self));

  if (g_strcmp0 (self->database_id, database_id) == 0)
    return;
  g_free (self->database_id);
  self->database_id = g_strdup (database_id);
  side_changed_cb (self);
}

static GListModel *
get_nodes (RepriseCompareSide *side)
{
  RepriseDatabaseWatch *watch = reprise_compare_side_get_watch (side);

  return watch == NULL ? NULL : reprise_database_watch_get_nodes (watch);
}

static gboolean
is_in (GListModel *nodes, const char *node_name)
{
  for (guint i = 0; nodes != NULL && i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (RepriseNodeView) view = g_list_model_get_item (nodes, i);

      if (g_strcmp0 (reprise_node_view_get_name (view), node_name) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * reprise_compare_pair_list_nodes:
 * @self: a pair
 *
 * Returns: (transfer full) (element-type RepriseNodeView): the nodes of the database that both
 *   sides have, as one of them has them
 */
GPtrArray *
reprise_compare_pair_list_nodes (RepriseComparePair *self)
{
  GPtrArray *common = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *nodes, *others;

  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (self), common);

  nodes = get_nodes (self->sides[0]);
  others = get_nodes (self->sides[1]);
  for (guint i = 0; nodes != NULL && i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (RepriseNodeView) view = g_list_model_get_item (nodes, i);

      if (is_in (others, reprise_node_view_get_name (view)))
        g_ptr_array_add (common, g_steal_pointer (&view));
    }
  return common;
}

/**
 * reprise_compare_pair_get_node_name:
 * @self: a pair
 *
 * Returns: (nullable): the node that is compared
 */
const char *
reprise_compare_pair_get_node_name (RepriseComparePair *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_PAIR (self), NULL);
  return self->node_name;
}

/**
 * reprise_compare_pair_set_node_name:
 * @self: a pair
 * @node_name: the node to compare
 */
void
reprise_compare_pair_set_node_name (RepriseComparePair *self, const char *node_name)
{
  g_return_if_fail (REPRISE_IS_COMPARE_PAIR (self));

  if (g_strcmp0 (self->node_name, node_name) == 0)
    return;
  g_free (self->node_name);
  self->node_name = g_strdup (node_name);
  side_changed_cb (self);
}
