/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tells a list view of many new rows bit by bit.
 *
 * GTK makes widgets for some 200 rows as soon as it hears of them, which takes longer than the main
 * loop should be kept. So it hears of as many as fill a window, then of some more with each frame,
 * and of all the others once it makes no more widgets for them. */

#include "config.h"

#include "ui/reprise-row-feed.h"

/* As many as a high window shows. */
#define FIRST_ROWS 24
#define ROWS_A_FRAME 16
/* More than GTK has widgets for. */
#define ENOUGH_ROWS 210

struct _RepriseRowFeed
{
  GObject parent_instance;

  GtkSelectionModel *rows;
  guint n_told;    /* how many of the first rows the view has heard of */
  GtkWidget *view; /* not owned; NULL once it is gone */
  guint tick_id;
};

enum
{
  SIGNAL_REPLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (REPRISE_ROW_FEED (model)->rows));
}

static guint
get_n_items (GListModel *model)
{
  return REPRISE_ROW_FEED (model)->n_told;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RepriseRowFeed *self = REPRISE_ROW_FEED (model);

  if (position >= self->n_told)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->rows), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (REPRISE_ROW_FEED (model)->rows, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_get_selection_in_range (REPRISE_ROW_FEED (model)->rows,
                                                     position,
                                                     n_items);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return gtk_selection_model_select_item (REPRISE_ROW_FEED (model)->rows, position, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_unselect_item (REPRISE_ROW_FEED (model)->rows, position);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseRowFeed,
                               reprise_row_feed,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static guint
count_rows (RepriseRowFeed *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

static void
tell (RepriseRowFeed *self, guint position, guint n_removed, guint n_added)
{
  self->n_told = self->n_told - n_removed + n_added;
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* How many rows the view may hear of next. */
static guint
get_next (RepriseRowFeed *self, guint n_told)
{
  guint n_rows = count_rows (self);

  return n_told >= ENOUGH_ROWS ? n_rows : MIN (n_rows, MAX (FIRST_ROWS, n_told + ROWS_A_FRAME));
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  RepriseRowFeed *self = user_data;

  tell (self, self->n_told, 0, get_next (self, self->n_told) - self->n_told);
  return self->n_told < count_rows (self) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
tick_ended_cb (gpointer user_data)
{
  REPRISE_ROW_FEED (user_data)->tick_id = 0;
}

static void
go_on (RepriseRowFeed *self)
{
  if (self->n_told < count_rows (self) && self->tick_id == 0 && self->view != NULL)
    self->tick_id = gtk_widget_add_tick_callback (self->view, tick_cb, self, tick_ended_cb);
}

/* The view keeps its widgets, which is why what is in them has to be told apart. */
static void
replace_told (RepriseRowFeed *self, guint position, guint n_told)
{
  guint n_old = self->n_told - position, n_new = n_told - position;
  guint n_kept = MIN (n_old, n_new);

  tell (self, position + n_kept, n_old - n_kept, n_new - n_kept);
  if (n_kept == 0)
    return;
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0, position, n_kept);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n_kept);
}

/* Where many come among few, those behind them are not among the first any more. */
static void
change_told (RepriseRowFeed *self, guint position, guint n_removed, guint n_added)
{
  guint n_removed_told = MIN (n_removed, self->n_told - position);
  guint n_kept = self->n_told - n_removed_told;

  if (n_added <= ROWS_A_FRAME || n_kept >= ENOUGH_ROWS)
    tell (self, position, n_removed_told, n_added);
  else
    replace_told (self,
                  position,
                  MIN (count_rows (self), MAX (self->n_told, get_next (self, position))));
}

static void
rows_changed_cb (GListModel *rows,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 gpointer user_data)
{
  RepriseRowFeed *self = user_data;

  if (position <= self->n_told)
    change_told (self, position, n_removed, n_added);
  go_on (self);
}

static void
selection_changed_cb (GtkSelectionModel *rows, guint position, guint n_items, gpointer user_data)
{
  RepriseRowFeed *self = user_data;

  if (position < self->n_told)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self),
                                           position,
                                           MIN (n_items, self->n_told - position));
}

static void
reprise_row_feed_dispose (GObject *object)
{
  RepriseRowFeed *self = REPRISE_ROW_FEED (object);

  if (self->view != NULL && self->tick_id != 0)
    gtk_widget_remove_tick_callback (self->view, self->tick_id);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (reprise_row_feed_parent_class)->dispose (object);
}

static void
reprise_row_feed_class_init (RepriseRowFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_row_feed_dispose;

  /**
   * RepriseRowFeed::replaced:
   * @position: the first row of several
   * @n_rows: how many
   *
   * Other items are in these rows now, of which `items-changed` says nothing: the view would throw
   * its widgets away.
   */
  signals[SIGNAL_REPLACED] = g_signal_new ("replaced",
                                           REPRISE_TYPE_ROW_FEED,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           2,
                                           G_TYPE_UINT,
                                           G_TYPE_UINT);
}

static void
reprise_row_feed_init (RepriseRowFeed *self)
{
}

/**
 * reprise_row_feed_new:
 * @rows: the rows
 * @view: what shows them, whose frames set the pace
 *
 * The view must not hold on to items: see RepriseRowFeed::replaced.
 *
 * Returns: (transfer full): the same rows, from the first on, of which new ones come bit by bit
 */
RepriseRowFeed *
reprise_row_feed_new (GtkSelectionModel *rows, GtkWidget *view)
{
  RepriseRowFeed *self = g_object_new (REPRISE_TYPE_ROW_FEED, NULL);

  self->rows = g_object_ref (rows);
  g_set_weak_pointer (&self->view, view);
  self->n_told = get_next (self, 0);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rows_changed_cb), self, 0);
  g_signal_connect_object (rows, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  go_on (self);
  return self;
}
