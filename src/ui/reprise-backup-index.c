/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of the table: backups sorted and filtered without holding them all.
 *
 * GTK's own sort model keeps an object for every row and sorts on the main thread. Here a row is a
 * number; keys are read in slices while nothing else is to do, a thread sorts them, and only the
 * difference to what is shown goes out.
 *
 * GTK throws away the widgets of rows that change and makes new ones, 200 of them at once, which
 * takes a quarter of a second. So an item is just a row: when the order changes, rows stay and show
 * other backups, and only their number changes the list. */

#include "config.h"

#include "ui/reprise-backup-index-private.h"

enum
{
  PROP_0,
  PROP_SELECTED_LABEL,
  N_PROPS,
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_ROWS_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return REPRISE_BACKUP_INDEX (model)->n_shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RepriseBackupIndex *self = REPRISE_BACKUP_INDEX (model);

  if (position >= self->n_shown)
    return NULL;
  return g_object_new (G_TYPE_OBJECT, NULL);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static const char *
label_at (RepriseBackupIndex *self, guint position)
{
  return reprise_backup_keys_get (self->shown_keys, self->shown[position])->label;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return position != GTK_INVALID_LIST_POSITION &&
         REPRISE_BACKUP_INDEX (model)->selected == position;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *selection = gtk_bitset_new_empty ();

  if (REPRISE_BACKUP_INDEX (model)->selected != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (selection, REPRISE_BACKUP_INDEX (model)->selected);
  return selection;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  RepriseBackupIndex *self = REPRISE_BACKUP_INDEX (model);

  if (position < self->n_shown)
    {
      g_autofree char *label = g_strdup (label_at (self, position));

      reprise_backup_index_select_label (self, label, position);
    }
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  RepriseBackupIndex *self = REPRISE_BACKUP_INDEX (model);

  if (position == self->selected)
    reprise_backup_index_select_label (self, NULL, GTK_INVALID_LIST_POSITION);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseBackupIndex,
                               reprise_backup_index,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
backups_changed_cb (GListModel *backups,
                    guint position,
                    guint n_removed,
                    guint n_added,
                    gpointer user_data)
{
  RepriseBackupIndex *self = user_data;

  /* Rows that were not read yet may change as they like. */
  if (n_removed > 0 || position < reprise_backup_keys_get_length (self->keys))
    {
      reprise_backup_index_clear_keys (self);
      reprise_backup_index_show (self, NULL, 0);
    }
  reprise_backup_index_start_reading (self);
}

static void
set_backups (RepriseBackupIndex *self, GListModel *backups)
{
  if (self->backups != NULL)
    g_signal_handlers_disconnect_by_func (self->backups, backups_changed_cb, self);
  g_clear_pointer (&self->reader, reprise_backup_reader_free);
  g_set_object (&self->backups, backups);
  if (REPRISE_IS_BACKUP_LIST (backups))
    self->reader = reprise_backup_list_read (REPRISE_BACKUP_LIST (backups));
  reprise_backup_index_clear_keys (self);
  if (backups != NULL)
    g_signal_connect_object (backups, "items-changed", G_CALLBACK (backups_changed_cb), self, 0);
}

static void
reprise_backup_index_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  RepriseBackupIndex *self = REPRISE_BACKUP_INDEX (object);

  switch (property_id)
    {
    case PROP_SELECTED_LABEL:
      g_value_set_string (value, self->selected_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_backup_index_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  RepriseBackupIndex *self = REPRISE_BACKUP_INDEX (object);

  switch (property_id)
    {
    case PROP_SELECTED_LABEL:
      reprise_backup_index_set_selected_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_backup_index_dispose (GObject *object)
{
  RepriseBackupIndex *self = REPRISE_BACKUP_INDEX (object);

  set_backups (self, NULL);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (reprise_backup_index_parent_class)->dispose (object);
}

static void
reprise_backup_index_finalize (GObject *object)
{
  RepriseBackupIndex *self = REPRISE_BACKUP_INDEX (object);

  g_clear_object (&self->shown_backups);
  g_clear_pointer (&self->keys, reprise_backup_keys_unref);
  g_clear_pointer (&self->shown_keys, reprise_backup_keys_unref);
  g_free (self->shown);
  g_free (self->selected_label);
  reprise_backup_query_free (self->query);
  G_OBJECT_CLASS (reprise_backup_index_parent_class)->finalize (object);
}

static void
reprise_backup_index_class_init (RepriseBackupIndexClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reprise_backup_index_get_property;
  object_class->set_property = reprise_backup_index_set_property;
  object_class->dispose = reprise_backup_index_dispose;
  object_class->finalize = reprise_backup_index_finalize;

  properties[PROP_SELECTED_LABEL] =
      g_param_spec_string ("selected-label",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseBackupIndex::answered:
   * @is_new: whether the query is another one than the last time
   *
   * The rows are what the query asks of the backups read so far, whether they changed or not.
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered",
                                           REPRISE_TYPE_BACKUP_INDEX,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_BOOLEAN);
  /**
   * RepriseBackupIndex::rows-changed:
   *
   * Any row may show another backup, or the same one with another status.
   */
  signals[SIGNAL_ROWS_CHANGED] = g_signal_new ("rows-changed",
                                               REPRISE_TYPE_BACKUP_INDEX,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               0);
}

static void
reprise_backup_index_init (RepriseBackupIndex *self)
{
  const RepriseBackupQuery all = REPRISE_BACKUP_QUERY_INIT;

  self->query = reprise_backup_query_copy (&all);
  self->keys = reprise_backup_keys_new (FALSE);
  self->selected = GTK_INVALID_LIST_POSITION;
}

void
reprise_backup_index_tell_selected (RepriseBackupIndex *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_LABEL]);
}

void
reprise_backup_index_tell_rows_changed (RepriseBackupIndex *self)
{
  g_signal_emit (self, signals[SIGNAL_ROWS_CHANGED], 0);
}

void
reprise_backup_index_tell_answered (RepriseBackupIndex *self, gboolean is_query_new)
{
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, is_query_new);
}

/**
 * reprise_backup_index_new:
 *
 * Returns: (transfer full): no rows, of no backups
 */
RepriseBackupIndex *
reprise_backup_index_new (void)
{
  return g_object_new (REPRISE_TYPE_BACKUP_INDEX, NULL);
}

/**
 * reprise_backup_index_get_backups:
 * @self: an index
 *
 * Returns: (transfer none) (nullable): the backups that rows are made of
 */
GListModel *
reprise_backup_index_get_backups (RepriseBackupIndex *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), NULL);
  return self->backups;
}

/**
 * reprise_backup_index_set_backups:
 * @self: an index
 * @backups: (nullable): #RepriseBackup items; may grow at its end
 *
 * Rows of the list before are shown until those of the new one are ready.
 */
void
reprise_backup_index_set_backups (RepriseBackupIndex *self, GListModel *backups)
{
  g_return_if_fail (REPRISE_IS_BACKUP_INDEX (self));
  g_return_if_fail (backups == NULL || G_IS_LIST_MODEL (backups));

  if (self->backups == backups)
    return;
  set_backups (self, backups);
  if (backups == NULL || g_list_model_get_n_items (backups) == 0)
    reprise_backup_index_show (self, NULL, 0);
  else
    reprise_backup_index_start_reading (self);
}

/**
 * reprise_backup_index_get_window:
 * @self: an index
 *
 * Returns: (transfer none) (nullable): what tells the doubts about each backup
 */
RepriseRestoreWindow *
reprise_backup_index_get_window (RepriseBackupIndex *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), NULL);
  return self->window;
}

/**
 * reprise_backup_index_set_window:
 * @self: an index
 * @window: (nullable): what tells the doubts about each backup of its inventory; looked at only
 *   while the backups are that inventory's
 */
void
reprise_backup_index_set_window (RepriseBackupIndex *self, RepriseRestoreWindow *window)
{
  g_return_if_fail (REPRISE_IS_BACKUP_INDEX (self));
  g_return_if_fail (window == NULL || REPRISE_IS_RESTORE_WINDOW (window));

  if (!g_set_object (&self->window, window))
    return;
  reprise_backup_index_forget_selected_if_gone (self);
  g_signal_emit (self, signals[SIGNAL_ROWS_CHANGED], 0);
  if (self->query->column == REPRISE_BACKUP_COLUMN_STATUS &&
      reprise_backup_index_is_presentable (self))
    reprise_backup_index_start_answer (self);
}

/**
 * reprise_backup_index_get_query:
 * @self: an index
 *
 * Returns: (transfer none): which backups are rows, and in what order
 */
const RepriseBackupQuery *
reprise_backup_index_get_query (RepriseBackupIndex *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), NULL);
  return self->query;
}

/**
 * reprise_backup_index_set_query:
 * @self: an index
 * @query: which backups are to be rows, and in what order; copied
 *
 * The rows change at once where they are few, and soon where they are many.
 */
void
reprise_backup_index_set_query (RepriseBackupIndex *self, const RepriseBackupQuery *query)
{
  RepriseBackupQuery *copy;

  g_return_if_fail (REPRISE_IS_BACKUP_INDEX (self));
  g_return_if_fail (query != NULL);

  if (reprise_backup_query_equal (self->query, query))
    return;
  copy = reprise_backup_query_copy (query);
  reprise_backup_query_free (self->query);
  self->query = copy;
  self->is_query_new = TRUE;
  if (reprise_backup_index_is_presentable (self))
    reprise_backup_index_start_answer (self);
}

/**
 * reprise_backup_index_get_selected_label:
 * @self: an index
 *
 * Returns: (nullable): the label of the selected backup; property `selected-label`
 */
const char *
reprise_backup_index_get_selected_label (RepriseBackupIndex *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), NULL);
  return self->selected_label;
}

/**
 * reprise_backup_index_set_selected_label:
 * @self: an index
 * @label: (nullable): the label of a backup; it need not be among the rows, or there yet
 */
void
reprise_backup_index_set_selected_label (RepriseBackupIndex *self, const char *label)
{
  g_return_if_fail (REPRISE_IS_BACKUP_INDEX (self));

  if (g_strcmp0 (self->selected_label, label) == 0)
    return;
  g_free (self->selected_label);
  self->selected_label = g_strdup (label);
  reprise_backup_index_select_label (self, label, reprise_backup_index_find_selected (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_LABEL]);
}

/**
 * reprise_backup_index_get_selected:
 * @self: an index
 *
 * Returns: the row of the selected backup, or %GTK_INVALID_LIST_POSITION where it is in none
 */
guint
reprise_backup_index_get_selected (RepriseBackupIndex *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), GTK_INVALID_LIST_POSITION);
  return self->selected;
}

/**
 * reprise_backup_index_get_n_backups:
 * @self: an index
 *
 * Returns: how many backups there are to be shown, with those that are filtered out
 */
guint
reprise_backup_index_get_n_backups (RepriseBackupIndex *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), 0);
  return self->backups == NULL ? 0 : g_list_model_get_n_items (self->backups);
}

/**
 * reprise_backup_index_get_is_busy:
 * @self: an index
 *
 * Returns: whether rows will still change for what is set
 */
gboolean
reprise_backup_index_get_is_busy (RepriseBackupIndex *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), FALSE);
  return self->read_id != 0 || self->cancellable != NULL ||
         self->n_answered < reprise_backup_keys_get_length (self->keys);
}
