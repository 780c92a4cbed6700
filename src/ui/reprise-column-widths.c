/* SPDX-License-Identifier: GPL-3.0-or-later
 * Widths of columns that are found out once.
 *
 * A column view asks all its cells, of some 200 rows, how wide they are whenever it makes one row
 * more or one row less, as it does now and then while it scrolls. Where all cells of a column want
 * the same, the first answer will do until the font or the titles change. */

#include "config.h"

#include "ui/reprise-column-widths.h"

#define NO_WIDTH (-1)

/* A frame in which the rows are laid out, and one to know that it is over. */
#define FRAMES_TO_LAY_OUT 2

struct _RepriseColumnWidths
{
  GtkColumnView *view;   /* not owned; NULL once it is gone */
  GtkSettings *settings; /* not owned: it belongs to the display */
  GArray *widths;        /* int: what was set for each column, or NO_WIDTH */
  gulong settings_ids[2];
  guint tick_id;
  guint n_frames;
  gboolean is_kept;
};

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* Those that take what is left have no width of their own; nor have those that a user has drawn. */
static int
get_own_width (GtkColumnViewColumn *column, GtkWidget *title)
{
  if (gtk_column_view_column_get_expand (column) ||
      gtk_column_view_column_get_fixed_width (column) != NO_WIDTH)
    return NO_WIDTH;
  return gtk_widget_get_allocated_width (title);
}

static void
keep (RepriseColumnWidths *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = gtk_widget_get_first_child (header);

  if (count_children (header) != g_list_model_get_n_items (columns))
    return;
  g_array_set_size (self->widths, 0);
  for (guint i = 0; title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int width = get_own_width (column, title);

      g_array_append_val (self->widths, width);
      if (width > 0)
        gtk_column_view_column_set_fixed_width (column, width);
    }
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  RepriseColumnWidths *self = user_data;

  if (self->n_frames++ < FRAMES_TO_LAY_OUT)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  self->is_kept = gtk_widget_get_mapped (view);
  if (self->is_kept)
    keep (self);
  return G_SOURCE_REMOVE;
}

/**
 * reprise_column_widths_new:
 * @view: a view; may go before this does
 *
 * Returns: (transfer full): what knows the widths of its columns
 */
RepriseColumnWidths *
reprise_column_widths_new (GtkColumnView *view)
{
  static const char *const signals[] = { "notify::gtk-font-name", "notify::gtk-xft-dpi" };
  RepriseColumnWidths *self = g_new0 (RepriseColumnWidths, 1);

  g_set_weak_pointer (&self->view, view);
  self->widths = g_array_new (FALSE, FALSE, sizeof (int));
  self->settings = gtk_widget_get_settings (GTK_WIDGET (view));
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    self->settings_ids[i] = g_signal_connect_swapped (self->settings,
                                                      signals[i],
                                                      G_CALLBACK (reprise_column_widths_forget),
                                                      self);
  return self;
}

/**
 * reprise_column_widths_free:
 * @self: (transfer full): widths
 */
void
reprise_column_widths_free (RepriseColumnWidths *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->settings_ids); i++)
    g_signal_handler_disconnect (self->settings, self->settings_ids[i]);
  if (self->view != NULL && self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick_id);
  g_clear_weak_pointer (&self->view);
  g_array_unref (self->widths);
  g_free (self);
}

/**
 * reprise_column_widths_keep:
 * @self: widths of a view that has rows
 *
 * From the frame after the next on columns stay as wide as they are, but for those that expand. Has
 * to be called again where they are not to be seen by then.
 */
void
reprise_column_widths_keep (RepriseColumnWidths *self)
{
  if (self->is_kept || self->tick_id != 0 || self->view == NULL)
    return;
  self->n_frames = 0;
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

/**
 * reprise_column_widths_forget:
 * @self: widths
 *
 * Lets columns be as wide as their cells and titles want now, and keeps that. Those whose width the
 * user has chosen stay as they are.
 */
void
reprise_column_widths_forget (RepriseColumnWidths *self)
{
  GListModel *columns;

  /* Where they are about to be kept, another layout comes first. */
  self->n_frames = 0;
  if (!self->is_kept || self->view == NULL)
    return;
  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < self->widths->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_fixed_width (column) == g_array_index (self->widths, int, i))
        gtk_column_view_column_set_fixed_width (column, NO_WIDTH);
    }
  self->is_kept = FALSE;
  reprise_column_widths_keep (self);
}
