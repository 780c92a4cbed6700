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

#include "ui/reprise-backup-index.h"

#include "model/reprise-backup-list.h"

/* How long reading keys may keep the main loop from its work. */
#define SLICE_USEC 3000
/* A clock is read once for so many rows. */
#define ROWS_A_LOOK 32
/* Up to here sorting takes less time than starting a thread and showing rows twice. */
#define MAX_INLINE_ROWS 2000
/* While rows arrive, they are sorted in at most so often. */
#define GROWTH_INTERVAL_MSEC 200

struct _RepriseBackupIndex
{
  GObject parent_instance;

  GListModel *backups;
  RepriseBackupReader *reader; /* of the backups, where they are one list of the model */
  RepriseBackupKeys *keys;     /* of as many of them as have been read */
  RepriseRestoreWindow *window;
  RepriseBackupQuery *query;

  /* What is shown; from an earlier list until all keys of a new one have been read. */
  GListModel *shown_backups;
  RepriseBackupKeys *shown_keys;
  guint *shown; /* positions in shown_backups */
  guint n_shown;

  char *selected_label;
  guint selected; /* where it is in shown, or GTK_INVALID_LIST_POSITION */

  GCancellable *cancellable; /* of the answer that is being worked out */
  guint n_answered;          /* how many keys the last answer was about */
  gboolean is_query_new;     /* nothing was answered to it yet */
  guint read_id;
  guint growth_id;
};

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

/* Where the selected backup is among those shown. */
static guint
find_selected (RepriseBackupIndex *self)
{
  guint position;

  if (self->selected_label == NULL || self->shown_keys == NULL ||
      !reprise_backup_keys_find (self->shown_keys, self->selected_label, &position))
    return GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < self->n_shown; i++)
    if (self->shown[i] == position)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
emit_selection_changed (RepriseBackupIndex *self, guint a, guint b)
{
  guint first = MIN (a, b), last = MAX (a, b);

  if (first == GTK_INVALID_LIST_POSITION)
    return;
  if (last == GTK_INVALID_LIST_POSITION)
    last = first;
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

static void
select_label (RepriseBackupIndex *self, const char *label, guint position)
{
  guint old_selected = self->selected;

  self->selected = position;
  if (old_selected != position)
    emit_selection_changed (self, old_selected, position);
  if (g_strcmp0 (self->selected_label, label) == 0)
    return;
  g_free (self->selected_label);
  self->selected_label = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_LABEL]);
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

      select_label (self, label, position);
    }
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  RepriseBackupIndex *self = REPRISE_BACKUP_INDEX (model);

  if (position == self->selected)
    select_label (self, NULL, GTK_INVALID_LIST_POSITION);
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

static void start_answer (RepriseBackupIndex *self);

/* Whether what the window knows is about these backups: it comes and goes a moment later. */
static gboolean
window_is_about (RepriseBackupIndex *self, GListModel *backups)
{
  return self->window != NULL && backups != NULL &&
         reprise_inventory_get_backups (reprise_restore_window_get_inventory (self->window)) ==
             backups;
}

/* A backup that has left the repository cannot stay selected; one that is only filtered out can. */
static void
forget_selected_if_gone (RepriseBackupIndex *self)
{
  guint position;

  if (self->selected_label != NULL && self->selected == GTK_INVALID_LIST_POSITION &&
      window_is_about (self, self->shown_backups) &&
      !reprise_backup_keys_find (self->shown_keys, self->selected_label, &position))
    select_label (self, NULL, GTK_INVALID_LIST_POSITION);
}

/* Whether a row of what is shown and one of what is to be shown look alike. */
static gboolean
is_same_row (RepriseBackupIndex *self, guint shown, guint position)
{
  const RepriseBackupKey *old_key, *new_key;

  if (self->shown_keys == self->keys)
    return shown == position;
  old_key = reprise_backup_keys_get (self->shown_keys, shown);
  new_key = reprise_backup_keys_get (self->keys, position);
  return old_key->digest == new_key->digest && g_str_equal (old_key->label, new_key->label);
}

static void
replace_shown (RepriseBackupIndex *self, guint *positions, guint n_positions)
{
  g_set_object (&self->shown_backups, self->backups);
  if (self->shown_keys != self->keys)
    {
      g_clear_pointer (&self->shown_keys, reprise_backup_keys_unref);
      self->shown_keys = reprise_backup_keys_ref (self->keys);
    }
  g_free (self->shown);
  self->shown = positions;
  self->n_shown = n_positions;
}

/* Of rows that are no more and rows that are new, as many as there are of both are the same rows
 * with other backups. */
static void
tell_changes (RepriseBackupIndex *self, guint first, guint n_removed, guint n_added)
{
  guint n_kept = MIN (n_removed, n_added);

  if (n_removed != n_added)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                first + n_kept,
                                n_removed - n_kept,
                                n_added - n_kept);
}

/* Rows that are the same at both ends are left alone, so that reading all of it again, or one more
 * backup, moves nothing under the user's hand. Takes @positions over. */
static void
show (RepriseBackupIndex *self, guint *positions, guint n_positions)
{
  gboolean is_other_list = self->shown_backups != self->backups;
  gboolean is_query_new = self->is_query_new;
  guint n_old = self->n_shown;
  guint old_selected = self->selected;
  guint n_first = 0, n_last = 0;

  while (n_first < MIN (n_old, n_positions) &&
         is_same_row (self, self->shown[n_first], positions[n_first]))
    n_first++;
  while (n_last < MIN (n_old, n_positions) - n_first &&
         is_same_row (self, self->shown[n_old - 1 - n_last], positions[n_positions - 1 - n_last]))
    n_last++;

  replace_shown (self, positions, n_positions);
  self->selected = find_selected (self);
  tell_changes (self, n_first, n_old - n_first - n_last, n_positions - n_first - n_last);
  if (old_selected < n_positions)
    emit_selection_changed (self, old_selected, old_selected);
  emit_selection_changed (self, self->selected, self->selected);
  forget_selected_if_gone (self);
  if (is_other_list || MIN (n_old, n_positions) > n_first + n_last)
    g_signal_emit (self, signals[SIGNAL_ROWS_CHANGED], 0);
  self->is_query_new = FALSE;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, is_query_new);
}

static guint8 *
collect_statuses (RepriseBackupIndex *self)
{
  guint n_keys = reprise_backup_keys_get_length (self->keys);
  gboolean has_doubts = window_is_about (self, self->backups);
  guint8 *statuses;

  if (self->query->column != REPRISE_BACKUP_COLUMN_STATUS)
    return NULL;
  statuses = g_new (guint8, n_keys);
  for (guint i = 0; i < n_keys; i++)
    statuses[i] = (guint8)
        reprise_backup_status_judge (reprise_backup_keys_get (self->keys, i)->has_errors,
                                     has_doubts
                                         ? reprise_restore_window_get_backup_doubts (self->window,
                                                                                     i)
                                         : REPRISE_BACKUP_DOUBTS_NONE);
  return statuses;
}

static gboolean
growth_cb (gpointer user_data)
{
  RepriseBackupIndex *self = user_data;

  self->growth_id = 0;
  if (self->cancellable == NULL && self->n_answered < reprise_backup_keys_get_length (self->keys))
    start_answer (self);
  return G_SOURCE_REMOVE;
}

/* Rows of another list are shown until this one is complete; then nothing jumps. */
static gboolean
is_presentable (RepriseBackupIndex *self)
{
  return self->n_shown == 0 || self->shown_backups == self->backups || self->read_id == 0;
}

static void
answer_growth (RepriseBackupIndex *self)
{
  if (!is_presentable (self) || self->cancellable != NULL || self->growth_id != 0 ||
      self->n_answered == reprise_backup_keys_get_length (self->keys))
    return;
  start_answer (self);
}

static void
take_answer (RepriseBackupIndex *self, RepriseBackupAnswer *answer)
{
  guint n_positions;
  guint *positions = reprise_backup_answer_steal (answer, &n_positions);

  if (self->read_id != 0 || self->n_answered < reprise_backup_keys_get_length (self->keys))
    self->growth_id = g_timeout_add (GROWTH_INTERVAL_MSEC, growth_cb, self);
  show (self, positions, n_positions);
}

static void
work_out_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  reprise_backup_answer_work_out (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
worked_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseBackupIndex) self = user_data;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_object (&self->cancellable);
  take_answer (self, g_task_get_task_data (G_TASK (result)));
}

static void
stop_answer (RepriseBackupIndex *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->growth_id, g_source_remove);
}

static void
start_answer (RepriseBackupIndex *self)
{
  g_autofree guint8 *statuses = collect_statuses (self);
  g_autoptr (RepriseBackupAnswer) answer =
                 reprise_backup_answer_new (self->query, self->keys, statuses);
  g_autoptr (GTask) task = NULL;

  stop_answer (self);
  self->n_answered = reprise_backup_keys_get_length (self->keys);
  if (self->n_answered <= MAX_INLINE_ROWS)
    {
      reprise_backup_answer_work_out (answer);
      take_answer (self, answer);
      return;
    }
  self->cancellable = g_cancellable_new ();
  /* The index is not the source object: the thread must not drop the last reference to it. */
  task = g_task_new (NULL, self->cancellable, worked_out_cb, g_object_ref (self));
  g_task_set_source_tag (task, start_answer);
  g_task_set_task_data (task,
                        g_steal_pointer (&answer),
                        (GDestroyNotify) reprise_backup_answer_free);
  g_task_run_in_thread (task, work_out_in_thread);
}

static void
read_key (RepriseBackupIndex *self, guint position)
{
  g_autoptr (RepriseBackup) backup = NULL;
  RepriseBackupFields fields;

  if (self->reader != NULL)
    {
      reprise_backup_keys_add (self->keys, reprise_backup_reader_read (self->reader, position));
      return;
    }
  backup = g_list_model_get_item (self->backups, position);
  reprise_backup_get_fields (backup, &fields);
  reprise_backup_keys_add (self->keys, &fields);
}

/* Returns whether any are left. */
static gboolean
read_slice (RepriseBackupIndex *self)
{
  guint n_backups = g_list_model_get_n_items (self->backups);
  guint next = reprise_backup_keys_get_length (self->keys);
  gint64 end = g_get_monotonic_time () + SLICE_USEC;

  for (; next < n_backups; next++)
    {
      if (next % ROWS_A_LOOK == 0 && g_get_monotonic_time () > end)
        return TRUE;
      read_key (self, next);
    }
  return FALSE;
}

static gboolean
read_cb (gpointer user_data)
{
  RepriseBackupIndex *self = user_data;
  gboolean is_unfinished = read_slice (self);

  if (!is_unfinished)
    self->read_id = 0;
  answer_growth (self);
  return is_unfinished ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Begins at once, so that a short list is there with the next frame. */
static void
start_reading (RepriseBackupIndex *self)
{
  if (self->read_id != 0)
    return;
  if (read_slice (self))
    self->read_id = g_idle_add (read_cb, self);
  answer_growth (self);
}

static void
clear_keys (RepriseBackupIndex *self)
{
  stop_answer (self);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_pointer (&self->keys, reprise_backup_keys_unref);
  self->keys = reprise_backup_keys_new ();
  self->n_answered = 0;
}

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
      clear_keys (self);
      show (self, NULL, 0);
    }
  start_reading (self);
}

static void
set_backups (RepriseBackupIndex *self, GListModel *backups)
{
  if (self->backups != NULL)
    g_signal_handlers_disconnect_by_func (self->backups, backups_changed_cb, self);
  g_clear_pointer (&self->reader, reprise_backup_reader_free);
  g_set_object (&self->backups, backups);
  clear_keys (self);
  if (backups == NULL)
    return;
  if (REPRISE_IS_BACKUP_LIST (backups))
    self->reader = reprise_backup_list_read (REPRISE_BACKUP_LIST (backups));
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
  self->keys = reprise_backup_keys_new ();
  self->selected = GTK_INVALID_LIST_POSITION;
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
    show (self, NULL, 0);
  else
    start_reading (self);
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
  forget_selected_if_gone (self);
  g_signal_emit (self, signals[SIGNAL_ROWS_CHANGED], 0);
  if (self->query->column == REPRISE_BACKUP_COLUMN_STATUS && is_presentable (self))
    start_answer (self);
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
  if (is_presentable (self))
    start_answer (self);
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
  select_label (self, label, find_selected (self));
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
 * reprise_backup_index_get_selected_backup:
 * @self: an index
 *
 * Returns: (transfer full) (nullable): the selected backup, also where it is in no row
 */
RepriseBackup *
reprise_backup_index_get_selected_backup (RepriseBackupIndex *self)
{
  guint position;

  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), NULL);

  if (self->selected != GTK_INVALID_LIST_POSITION)
    return reprise_backup_index_get_backup (self, self->selected);
  if (self->selected_label == NULL || self->shown_keys == NULL ||
      !reprise_backup_keys_find (self->shown_keys, self->selected_label, &position))
    return NULL;
  return g_list_model_get_item (self->shown_backups, position);
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

/**
 * reprise_backup_index_get_backup:
 * @self: an index
 * @position: a row
 *
 * Returns: (transfer full) (nullable): the backup in it, or %NULL past the end
 */
RepriseBackup *
reprise_backup_index_get_backup (RepriseBackupIndex *self, guint position)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), NULL);

  if (position >= self->n_shown)
    return NULL;
  return g_list_model_get_item (self->shown_backups, self->shown[position]);
}

/**
 * reprise_backup_index_get_status:
 * @self: an index
 * @position: a row
 *
 * Returns: how far the backup there can be relied on, as far as that is known yet
 */
RepriseBackupStatus
reprise_backup_index_get_status (RepriseBackupIndex *self, guint position)
{
  const RepriseBackupKey *key;

  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), REPRISE_BACKUP_STATUS_DOUBTFUL);
  g_return_val_if_fail (position < self->n_shown, REPRISE_BACKUP_STATUS_DOUBTFUL);

  key = reprise_backup_keys_get (self->shown_keys, self->shown[position]);
  return reprise_backup_status_judge (key->has_errors,
                                      reprise_backup_index_get_doubts (self, position));
}

/**
 * reprise_backup_index_get_doubts:
 * @self: an index
 * @position: a row
 *
 * Returns: what speaks against the backup there; nothing while that is not known
 */
RepriseBackupDoubts
reprise_backup_index_get_doubts (RepriseBackupIndex *self, guint position)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), REPRISE_BACKUP_DOUBTS_NONE);
  g_return_val_if_fail (position < self->n_shown, REPRISE_BACKUP_DOUBTS_NONE);

  if (!window_is_about (self, self->shown_backups))
    return REPRISE_BACKUP_DOUBTS_NONE;
  return reprise_restore_window_get_backup_doubts (self->window, self->shown[position]);
}
