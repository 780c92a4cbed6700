/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of the table of backups as they lie in the window: columns, place, and menu. */

#include "config.h"

#include "ui/reprise-backup-rows.h"

#include "ui/reprise-backup-cell.h"
#include "ui/reprise-backup-columns.h"
#include "ui/reprise-row-feed.h"

struct _RepriseBackupRows
{
  AdwBin parent_instance;

  GMenuModel *context_menu;
  GtkColumnView *view;

  RepriseBackupIndex *index;
  RepriseRowFeed *feed; /* of the index's rows */
  RepriseBackupColumns *columns;
  RepriseZone *zone;
  GtkWidget *menu; /* NULL until it was popped up once */

  guint awaited_row; /* to be scrolled to once the view has heard of it */
  guint place_id;
  double columns_end; /* how far the view can be scrolled to the right */
};

G_DEFINE_FINAL_TYPE (RepriseBackupRows, reprise_backup_rows, ADW_TYPE_BIN)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_row (GtkSelectionModel *rows, guint position)
{
  return position < g_list_model_get_n_items (G_LIST_MODEL (rows));
}

/* GTK 4.8 has no function for it; the action belongs to the list inside the view. */
static void
scroll_to (RepriseBackupRows *self, guint position)
{
  self->awaited_row = GTK_INVALID_LIST_POSITION;
  if (!has_row (GTK_SELECTION_MODEL (self->index), position))
    return;
  if (!has_row (GTK_SELECTION_MODEL (self->feed), position))
    {
      self->awaited_row = position;
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

/* A view that was empty takes the first row for the one that has the focus, and keeps it for ever:
 * one row more or less, and all sizes asked for anew, again and again while it leaves the view. One
 * that gets a model with rows in it does not. */
static void
rows_told_cb (RepriseBackupRows *self)
{
  GtkSelectionModel *rows = GTK_SELECTION_MODEL (self->feed);

  gtk_column_view_set_model (self->view, has_row (rows, 0) ? rows : NULL);
  if (has_row (rows, self->awaited_row))
    scroll_to (self, self->awaited_row);
}

static gboolean
place_cb (gpointer user_data)
{
  RepriseBackupRows *self = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view));
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  self->place_id = 0;
  if (gtk_adjustment_get_value (adjustment) >= self->columns_end)
    gtk_adjustment_set_value (adjustment, end);
  self->columns_end = MAX (end, 0);
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 begins at the left also where the first column is at the right. Columns grow with the
 * first rows; who has scrolled away from the first one stays there. In the middle of a layout the
 * view cannot be moved. */
static void
columns_measured_cb (RepriseBackupRows *self)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL && self->place_id == 0)
    self->place_id = g_idle_add (place_cb, self);
}

static void
activated_cb (RepriseBackupRows *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->index), position, TRUE);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
pop_up_menu (RepriseBackupRows *self, const GdkRectangle *place)
{
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->context_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The cells of a row lie in GTK's own widgets; around them there is padding. */
static guint
find_position (GtkWidget *picked)
{
  GtkWidget *row = picked;
  GtkWidget *cell;

  while (row != NULL && !REPRISE_IS_BACKUP_CELL (row) &&
         g_strcmp0 (gtk_widget_get_css_name (row), "row") != 0)
    row = gtk_widget_get_parent (row);
  cell = row;
  while (cell != NULL && !REPRISE_IS_BACKUP_CELL (cell))
    cell = gtk_widget_get_first_child (cell);
  return cell == NULL ? GTK_INVALID_LIST_POSITION
                      : reprise_backup_cell_get_position (REPRISE_BACKUP_CELL (cell));
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RepriseBackupRows *self = user_data;
  GtkWidget *view = GTK_WIDGET (self->view);
  guint position = find_position (gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT));
  graphene_point_t place;

  if (position == GTK_INVALID_LIST_POSITION ||
      !gtk_widget_compute_point (view,
                                 GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                 &place))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->index), position, TRUE);
  pop_up_menu (self, &(GdkRectangle){ (int) place.x, (int) place.y, 1, 1 });
}

static RepriseBackupStatus
get_status (RepriseBackupRows *self, RepriseBackup *backup)
{
  guint position = reprise_backup_index_get_selected (self->index);

  if (position != GTK_INVALID_LIST_POSITION)
    return reprise_backup_index_get_status (self->index, position);
  return reprise_backup_status_judge (reprise_backup_get_error (backup) == REPRISE_TRISTATE_YES,
                                      REPRISE_BACKUP_DOUBTS_NONE);
}

static gboolean
reprise_backup_rows_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REPRISE_BACKUP_ROWS (widget)->view));
}

static void
reprise_backup_rows_dispose (GObject *object)
{
  RepriseBackupRows *self = REPRISE_BACKUP_ROWS (object);

  g_clear_handle_id (&self->place_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_BACKUP_ROWS);
  g_clear_object (&self->columns);
  g_clear_object (&self->feed);
  g_clear_object (&self->index);
  g_clear_object (&self->zone);
  G_OBJECT_CLASS (reprise_backup_rows_parent_class)->dispose (object);
}

static void
reprise_backup_rows_class_init (RepriseBackupRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_backup_rows_dispose;
  widget_class->grab_focus = reprise_backup_rows_grab_focus;

  /**
   * RepriseBackupRows::activated:
   *
   * A row was activated; its backup is selected.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            REPRISE_TYPE_BACKUP_ROWS,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-backup-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupRows, context_menu);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupRows, view);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
feed_view (RepriseBackupRows *self)
{
  self->feed = reprise_row_feed_new (GTK_SELECTION_MODEL (self->index), GTK_WIDGET (self->view));
  g_signal_connect_object (self->feed,
                           "replaced",
                           G_CALLBACK (reprise_backup_columns_outdate),
                           self->columns,
                           G_CONNECT_SWAPPED);
  /* After the view itself, where it has the model. */
  g_signal_connect_object (self->feed,
                           "items-changed",
                           G_CALLBACK (rows_told_cb),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
reprise_backup_rows_init (RepriseBackupRows *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->awaited_row = GTK_INVALID_LIST_POSITION;
  self->zone = reprise_zone_new_local ();
  self->index = reprise_backup_index_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = reprise_backup_columns_new (self->view, self->index);
  reprise_backup_columns_set_zone (self->columns, self->zone);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)),
                           "notify::upper",
                           G_CALLBACK (columns_measured_cb),
                           self,
                           G_CONNECT_SWAPPED);
  feed_view (self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
}

/**
 * reprise_backup_rows_get_index:
 * @self: rows
 *
 * Returns: (transfer none): which backups they show, in what order, and which one is selected
 */
RepriseBackupIndex *
reprise_backup_rows_get_index (RepriseBackupRows *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_ROWS (self), NULL);
  return self->index;
}

/**
 * reprise_backup_rows_set_zone:
 * @self: rows
 * @zone: the zone that times are shown in
 */
void
reprise_backup_rows_set_zone (RepriseBackupRows *self, RepriseZone *zone)
{
  g_return_if_fail (REPRISE_IS_BACKUP_ROWS (self));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  if (g_set_object (&self->zone, zone))
    reprise_backup_columns_set_zone (self->columns, zone);
}

/**
 * reprise_backup_rows_scroll_to_selected:
 * @self: rows
 * @otherwise: the row to scroll to where the selected backup is in none; past the end for nowhere
 */
void
reprise_backup_rows_scroll_to_selected (RepriseBackupRows *self, guint otherwise)
{
  guint selected;

  g_return_if_fail (REPRISE_IS_BACKUP_ROWS (self));

  selected = reprise_backup_index_get_selected (self->index);
  scroll_to (self, selected != GTK_INVALID_LIST_POSITION ? selected : otherwise);
}

/**
 * reprise_backup_rows_pop_up_menu:
 * @self: rows
 *
 * Selects the row that has the focus, and opens its menu beneath it; does nothing where no row has.
 */
void
reprise_backup_rows_pop_up_menu (RepriseBackupRows *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *focus;
  guint position;
  graphene_rect_t bounds;

  g_return_if_fail (REPRISE_IS_BACKUP_ROWS (self));

  focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  position = find_position (focus);
  if (position == GTK_INVALID_LIST_POSITION || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->index), position, TRUE);
  pop_up_menu (self,
               &(GdkRectangle){ (int) bounds.origin.x,
                                (int) (bounds.origin.y + bounds.size.height),
                                1,
                                1 });
}

/**
 * reprise_backup_rows_copy_label:
 * @self: rows
 *
 * Puts the selected backup's label on the clipboard.
 */
void
reprise_backup_rows_copy_label (RepriseBackupRows *self)
{
  const char *label;

  g_return_if_fail (REPRISE_IS_BACKUP_ROWS (self));

  label = reprise_backup_index_get_selected_label (self->index);
  if (label != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), label);
}

/**
 * reprise_backup_rows_copy_row:
 * @self: rows
 *
 * Puts all columns of the selected backup on the clipboard.
 */
void
reprise_backup_rows_copy_row (RepriseBackupRows *self)
{
  g_autoptr (RepriseBackup) backup = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (REPRISE_IS_BACKUP_ROWS (self));

  backup = reprise_backup_index_get_selected_backup (self->index);
  if (backup == NULL)
    return;
  text = reprise_backup_words_row (backup, get_status (self, backup), self->zone);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}
