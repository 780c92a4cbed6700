/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of one node's backups. */

#include "config.h"

#include "ui/reprise-backup-table-private.h"

#include "ui/reprise-leaflet.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (RepriseBackupTable, reprise_backup_table, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_BACKUPS,
  PROP_WINDOW,
  PROP_ZONE,
  PROP_SELECTED_LABEL,
  PROP_CAN_RESTORE,
  N_PROPS,
};

enum
{
  SIGNAL_RESTORE_REQUESTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

void
reprise_backup_table_focus_rows (RepriseBackupTable *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->rows));
}

static void
update_details (RepriseBackupTable *self)
{
  g_autoptr (RepriseBackup) backup = NULL;

  if (!self->shows_details)
    return;
  backup = reprise_backup_index_get_selected_backup (self->index);
  reprise_backup_details_show (self->details,
                               backup,
                               reprise_backup_index_get_window (self->index),
                               self->zone);
}

static void
update_summary (RepriseBackupTable *self)
{
  gboolean is_narrow =
      reprise_backup_query_is_narrow (reprise_backup_index_get_query (self->index));
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->index));
  guint n_backups = reprise_backup_index_get_n_backups (self->index);
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->summary_revealer, is_narrow && n_rows > 0);
  if (is_narrow)
    {
      /* Translators: how many rows a filter has left, and how many there are without it. */
      text = g_strdup_printf (ngettext ("%'u of %'u backup", "%'u of %'u backups", n_backups),
                              n_rows,
                              n_backups);
      gtk_label_set_label (self->summary_label, text);
    }
  gtk_stack_set_visible_child_name (self->stack,
                                    is_narrow && n_rows == 0 && n_backups > 0 &&
                                            !reprise_backup_index_get_is_busy (self->index)
                                        ? "no-match"
                                        : "rows");
}

static void
answered_cb (RepriseBackupTable *self, gboolean is_new)
{
  update_summary (self);
  reprise_backup_table_update_actions (self);
  update_details (self);
  if (is_new)
    reprise_backup_rows_scroll_to_selected (self->rows, 0);
}

static void
selected_cb (RepriseBackupTable *self)
{
  reprise_backup_table_update_actions (self);
  update_details (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_LABEL]);
}

/* The focus goes with the visible child: not away from the rows while they are to be seen. */
static void
update_visible_child (RepriseBackupTable *self)
{
  gboolean is_covered = self->shows_details && adw_leaflet_get_folded (self->leaflet);

  adw_leaflet_set_visible_child (self->leaflet,
                                 is_covered ? GTK_WIDGET (self->details) : self->rows_page);
}

void
reprise_backup_table_set_shows_details (RepriseBackupTable *self, gboolean shows_details)
{
  self->shows_details = shows_details;
  update_details (self);
  gtk_widget_set_visible (GTK_WIDGET (self->details), shows_details);
  gtk_widget_set_visible (self->separator, shows_details);
  update_visible_child (self);
  gtk_toggle_button_set_active (self->details_button, shows_details);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.close", shows_details);
  if (!shows_details)
    reprise_backup_table_focus_rows (self);
}

static void
row_activated_cb (RepriseBackupTable *self)
{
  reprise_backup_table_set_shows_details (self, TRUE);
}

static void
label_activated_cb (RepriseBackupTable *self, const char *label)
{
  reprise_backup_table_set_selected_label (self, label);
}

void
reprise_backup_table_request_restore (RepriseBackupTable *self)
{
  g_signal_emit (self,
                 signals[SIGNAL_RESTORE_REQUESTED],
                 0,
                 reprise_backup_index_get_selected_label (self->index));
}

static void
reprise_backup_table_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  RepriseBackupTable *self = REPRISE_BACKUP_TABLE (object);

  switch (property_id)
    {
    case PROP_BACKUPS:
      g_value_set_object (value, reprise_backup_table_get_backups (self));
      break;
    case PROP_WINDOW:
      g_value_set_object (value, reprise_backup_table_get_window (self));
      break;
    case PROP_ZONE:
      g_value_set_object (value, self->zone);
      break;
    case PROP_SELECTED_LABEL:
      g_value_set_string (value, reprise_backup_table_get_selected_label (self));
      break;
    case PROP_CAN_RESTORE:
      g_value_set_boolean (value, self->can_restore);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_backup_table_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  RepriseBackupTable *self = REPRISE_BACKUP_TABLE (object);

  switch (property_id)
    {
    case PROP_BACKUPS:
      reprise_backup_table_set_backups (self, g_value_get_object (value));
      break;
    case PROP_WINDOW:
      reprise_backup_table_set_window (self, g_value_get_object (value));
      break;
    case PROP_ZONE:
      reprise_backup_table_set_zone (self, g_value_get_object (value));
      break;
    case PROP_SELECTED_LABEL:
      reprise_backup_table_set_selected_label (self, g_value_get_string (value));
      break;
    case PROP_CAN_RESTORE:
      reprise_backup_table_set_can_restore (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_backup_table_dispose (GObject *object)
{
  RepriseBackupTable *self = REPRISE_BACKUP_TABLE (object);

  if (self->index != NULL)
    g_signal_handlers_disconnect_by_data (self->index, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_BACKUP_TABLE);
  g_clear_object (&self->index);
  g_clear_object (&self->zone);
  G_OBJECT_CLASS (reprise_backup_table_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_BACKUPS] = g_param_spec_object ("backups", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_WINDOW] =
      g_param_spec_object ("window", NULL, NULL, REPRISE_TYPE_RESTORE_WINDOW, flags);
  properties[PROP_ZONE] = g_param_spec_object ("zone", NULL, NULL, REPRISE_TYPE_ZONE, flags);
  properties[PROP_SELECTED_LABEL] = g_param_spec_string ("selected-label", NULL, NULL, NULL, flags);
  properties[PROP_CAN_RESTORE] = g_param_spec_boolean ("can-restore", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-backup-table.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, details);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, details_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, rows);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, rows_page);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, search);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, separator);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, stack);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, summary_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupTable, summary_revealer);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "focus_rows",
                                                G_CALLBACK (reprise_backup_table_focus_rows));
  gtk_widget_class_bind_template_callback (widget_class, label_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_visible_child);
}

static void
reprise_backup_table_class_init (RepriseBackupTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_backup_table_get_property;
  object_class->set_property = reprise_backup_table_set_property;
  object_class->dispose = reprise_backup_table_dispose;
  install_properties (object_class);

  /**
   * RepriseBackupTable::restore-requested:
   * @label: the label of the backup to start from
   *
   * The user wants to restore from a backup.
   */
  signals[SIGNAL_RESTORE_REQUESTED] = g_signal_new ("restore-requested",
                                                    REPRISE_TYPE_BACKUP_TABLE,
                                                    G_SIGNAL_RUN_LAST,
                                                    0,
                                                    NULL,
                                                    NULL,
                                                    NULL,
                                                    G_TYPE_NONE,
                                                    1,
                                                    G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (REPRISE_TYPE_BACKUP_DETAILS);
  g_type_ensure (REPRISE_TYPE_BACKUP_ROWS);
  g_type_ensure (REPRISE_TYPE_BACKUP_SEARCH);
  bind_template (widget_class);
  reprise_backup_table_install_actions (widget_class);
}

static void
connect_index (RepriseBackupTable *self)
{
  g_signal_connect_object (self->index,
                           "notify::selected-label",
                           G_CALLBACK (selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->index,
                           "answered",
                           G_CALLBACK (answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->index,
                           "rows-changed",
                           G_CALLBACK (update_details),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
reprise_backup_table_init (RepriseBackupTable *self)
{
  self->zone = reprise_zone_new_local ();
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_leaflet_put_pages_first (self->leaflet);
  self->index = g_object_ref (reprise_backup_rows_get_index (self->rows));
  reprise_backup_search_set_index (self->search, self->index);
  connect_index (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.close", FALSE);
  reprise_backup_table_update_actions (self);
}

/**
 * reprise_backup_table_new:
 *
 * Returns: (transfer floating): a table without backups, in local time
 */
RepriseBackupTable *
reprise_backup_table_new (void)
{
  return g_object_new (REPRISE_TYPE_BACKUP_TABLE, NULL);
}

/**
 * reprise_backup_table_get_backups:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): what it shows; property `backups`
 */
GListModel *
reprise_backup_table_get_backups (RepriseBackupTable *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_TABLE (self), NULL);
  return reprise_backup_index_get_backups (self->index);
}

/**
 * reprise_backup_table_set_backups:
 * @self: a table
 * @backups: (nullable): #RepriseBackup items in any order; may grow at its end
 *
 * Where another list takes the place of one, rows that both have stay where they are, and so does
 * the selected one.
 */
void
reprise_backup_table_set_backups (RepriseBackupTable *self, GListModel *backups)
{
  g_return_if_fail (REPRISE_IS_BACKUP_TABLE (self));

  if (reprise_backup_index_get_backups (self->index) == backups)
    return;
  reprise_backup_index_set_backups (self->index, backups);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKUPS]);
}

/**
 * reprise_backup_table_get_window:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): what tells the doubts about backups; property `window`
 */
RepriseRestoreWindow *
reprise_backup_table_get_window (RepriseBackupTable *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_TABLE (self), NULL);
  return reprise_backup_index_get_window (self->index);
}

/**
 * reprise_backup_table_set_window:
 * @self: a table
 * @window: (nullable): what tells the doubts about backups, once all of them have been read
 *
 * Its inventory's list and `backups` may be set in any order; doubts are shown while they are the
 * same.
 */
void
reprise_backup_table_set_window (RepriseBackupTable *self, RepriseRestoreWindow *window)
{
  g_return_if_fail (REPRISE_IS_BACKUP_TABLE (self));

  if (reprise_backup_index_get_window (self->index) == window)
    return;
  reprise_backup_index_set_window (self->index, window);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WINDOW]);
}

/**
 * reprise_backup_table_get_zone:
 * @self: a table
 *
 * Returns: (transfer none): the zone that times are shown in; property `zone`
 */
RepriseZone *
reprise_backup_table_get_zone (RepriseBackupTable *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_TABLE (self), NULL);
  return self->zone;
}

/**
 * reprise_backup_table_set_zone:
 * @self: a table
 * @zone: (nullable): the zone that times are shown in, and that days are in; %NULL for local time
 */
void
reprise_backup_table_set_zone (RepriseBackupTable *self, RepriseZone *zone)
{
  g_autoptr (RepriseZone) chosen = zone == NULL ? reprise_zone_new_local () : g_object_ref (zone);

  g_return_if_fail (REPRISE_IS_BACKUP_TABLE (self));

  if (!g_set_object (&self->zone, chosen))
    return;
  reprise_backup_rows_set_zone (self->rows, self->zone);
  reprise_backup_search_set_zone (self->search, self->zone);
  update_details (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE]);
}

/**
 * reprise_backup_table_get_selected_label:
 * @self: a table
 *
 * Returns: (nullable): the label of the selected backup; property `selected-label`
 */
const char *
reprise_backup_table_get_selected_label (RepriseBackupTable *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_TABLE (self), NULL);
  return reprise_backup_index_get_selected_label (self->index);
}

/**
 * reprise_backup_table_set_selected_label:
 * @self: a table
 * @label: (nullable): the label of a backup; it may be filtered out, or not be there yet
 *
 * Scrolls to it.
 */
void
reprise_backup_table_set_selected_label (RepriseBackupTable *self, const char *label)
{
  g_return_if_fail (REPRISE_IS_BACKUP_TABLE (self));

  if (g_strcmp0 (reprise_backup_index_get_selected_label (self->index), label) == 0)
    return;
  reprise_backup_index_set_selected_label (self->index, label);
  reprise_backup_rows_scroll_to_selected (self->rows, GTK_INVALID_LIST_POSITION);
}

/**
 * reprise_backup_table_get_can_restore:
 * @self: a table
 *
 * Returns: whether a restore is offered; property `can-restore`
 */
gboolean
reprise_backup_table_get_can_restore (RepriseBackupTable *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_TABLE (self), FALSE);
  return self->can_restore;
}

/**
 * reprise_backup_table_set_can_restore:
 * @self: a table
 * @can_restore: whether a restore from the selected backup is offered
 */
void
reprise_backup_table_set_can_restore (RepriseBackupTable *self, gboolean can_restore)
{
  g_return_if_fail (REPRISE_IS_BACKUP_TABLE (self));

  if (self->can_restore == can_restore)
    return;
  self->can_restore = can_restore;
  reprise_backup_table_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_RESTORE]);
}
