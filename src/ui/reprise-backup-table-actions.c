/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be done in the table of backups by menu and keyboard. */

#include "config.h"

#include "ui/reprise-backup-table-private.h"

static void
details_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseBackupTable *self = REPRISE_BACKUP_TABLE (widget);

  reprise_backup_table_set_shows_details (self, !self->shows_details);
}

static void
close_details_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_backup_table_set_shows_details (REPRISE_BACKUP_TABLE (widget), FALSE);
}

static void
clear_filters_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseBackupTable *self = REPRISE_BACKUP_TABLE (widget);

  reprise_backup_search_clear (self->search);
  reprise_backup_table_focus_rows (self);
}

static void
copy_label_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_backup_rows_copy_label (REPRISE_BACKUP_TABLE (widget)->rows);
}

static void
copy_row_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_backup_rows_copy_row (REPRISE_BACKUP_TABLE (widget)->rows);
}

static void
menu_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_backup_rows_pop_up_menu (REPRISE_BACKUP_TABLE (widget)->rows);
}

static void
search_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_backup_table_focus_search (REPRISE_BACKUP_TABLE (widget));
}

static void
restore_action_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_backup_table_request_restore (REPRISE_BACKUP_TABLE (widget));
}

void
reprise_backup_table_install_actions (GtkWidgetClass *widget_class)
{
  const GdkModifierType control = GDK_CONTROL_MASK;
  const GdkModifierType shift = GDK_SHIFT_MASK;

  gtk_widget_class_install_action (widget_class,
                                   "backup.clear-filters",
                                   NULL,
                                   clear_filters_action_cb);
  gtk_widget_class_install_action (widget_class, "backup.copy-label", NULL, copy_label_action_cb);
  gtk_widget_class_install_action (widget_class, "backup.copy-row", NULL, copy_row_action_cb);
  gtk_widget_class_install_action (widget_class, "backup.details", NULL, details_action_cb);
  gtk_widget_class_install_action (widget_class, "backup.menu", NULL, menu_action_cb);
  gtk_widget_class_install_action (widget_class, "backup.restore", NULL, restore_action_cb);
  gtk_widget_class_install_action (widget_class, "backup.search", NULL, search_action_cb);
  gtk_widget_class_install_action (widget_class, "details.close", NULL, close_details_action_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, control, "backup.copy-label", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_c,
                                       control | shift,
                                       "backup.copy-row",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, control, "backup.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "backup.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, shift, "backup.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "details.close", NULL);
}

void
reprise_backup_table_update_actions (RepriseBackupTable *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (RepriseBackup) backup = reprise_backup_index_get_selected_backup (self->index);
  gboolean has_backup = backup != NULL;

  gtk_widget_action_set_enabled (widget, "backup.copy-label", has_backup);
  gtk_widget_action_set_enabled (widget, "backup.copy-row", has_backup);
  gtk_widget_action_set_enabled (widget, "backup.restore", has_backup && self->can_restore);
  gtk_widget_action_set_enabled (widget,
                                 "backup.clear-filters",
                                 reprise_backup_query_is_narrow (
                                     reprise_backup_index_get_query (self->index)));
}

/**
 * reprise_backup_table_focus_search:
 * @self: a table
 *
 * Puts the cursor where text to search for is typed.
 */
void
reprise_backup_table_focus_search (RepriseBackupTable *self)
{
  g_return_if_fail (REPRISE_IS_BACKUP_TABLE (self));

  if (self->shows_details && adw_leaflet_get_folded (self->leaflet))
    reprise_backup_table_set_shows_details (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
