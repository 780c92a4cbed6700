/* SPDX-License-Identifier: GPL-3.0-or-later
 * All connections: to choose, add, change and remove them. */

#include "config.h"

#include "ui/reprise-connections-dialog.h"

#include "ui/reprise-chooser.h"
#include "ui/reprise-connection-dialog.h"
#include "ui/reprise-connection-words.h"
#include "ui/reprise-message-dialog.h"

#include <glib/gi18n.h>

struct _RepriseConnectionsDialog
{
  AdwWindow parent_instance;

  GtkListBox *list;

  RepriseConnectionStore *store;
  RepriseConnection *leaving; /* what a person is asked about before it is removed */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RepriseConnectionsDialog, reprise_connections_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The application does it: it has the window. */
static void
row_activated_cb (AdwActionRow *row, RepriseConnection *connection)
{
  GtkWidget *dialog = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (row)));

  gtk_widget_activate_action (GTK_WIDGET (row),
                              "app.connect",
                              "s",
                              reprise_connection_get_id (connection));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add_button (GtkWidget *row,
            RepriseConnection *connection,
            const char *action,
            const char *icon_name,
            const char *format)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  g_autofree char *label = NULL;
  GString *text = g_string_new (format);

  g_string_replace (text, "%s", reprise_connection_get_title (connection), 1);
  label = g_string_free (text, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button),
                                    "s",
                                    reprise_connection_get_id (connection));
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  RepriseConnection *connection = REPRISE_CONNECTION (item);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = reprise_connection_words_dup_subtitle (connection);
  g_autofree char *title_markup =
      g_markup_escape_text (reprise_connection_get_title (connection), -1);
  g_autofree char *markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), connection, 0);
  if (reprise_connection_get_origin (connection) == REPRISE_CONNECTION_PROFILE)
    return row;
  add_button (row,
              connection,
              "connections.edit",
              "document-edit-symbolic",
              /* Translators: the name of a connection. */
              _ ("Edit “%s”"));
  add_button (row,
              connection,
              "connections.remove",
              "user-trash-symbolic",
              /* Translators: the name of a connection. */
              _ ("Remove “%s”"));
  return row;
}

static void
saved_cb (RepriseConnectionsDialog *self, RepriseConnection *connection)
{
  if (reprise_connection_get_obstacle (connection) != NULL)
    reprise_message_dialog_tell (GTK_WINDOW (self),
                                 _ ("Not Everything Is Kept"),
                                 reprise_connection_get_obstacle (connection));
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, connection);
}

static void
open_dialog (RepriseConnectionsDialog *self, RepriseConnection *connection)
{
  RepriseConnectionDialog *dialog =
      reprise_connection_dialog_new (GTK_WINDOW (self), self->store, connection);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  open_dialog (REPRISE_CONNECTIONS_DIALOG (widget), NULL);
}

static void
edit_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseConnectionsDialog *self = REPRISE_CONNECTIONS_DIALOG (widget);
  g_autoptr (RepriseConnection) connection =
                 reprise_connection_store_find (self->store,
                                                g_variant_get_string (parameter, NULL));

  if (connection != NULL)
    open_dialog (self, connection);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseConnectionsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *remainder = NULL;

  if (!reprise_connection_store_remove_finish (REPRISE_CONNECTION_STORE (source),
                                               result,
                                               &remainder,
                                               &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    reprise_message_dialog_tell (GTK_WINDOW (self),
                                 _ ("The Connection Cannot Be Removed"),
                                 error->message);
  else if (remainder != NULL)
    reprise_message_dialog_tell (GTK_WINDOW (self), _ ("The Connection Was Removed"), remainder);
}

static void
remove_answered_cb (RepriseConnectionsDialog *self, const char *response)
{
  g_autoptr (RepriseConnection) connection = g_steal_pointer (&self->leaving);

  if (connection != NULL && g_str_equal (response, "remove"))
    reprise_connection_store_remove_async (self->store,
                                           connection,
                                           self->cancellable,
                                           removed_cb,
                                           g_object_ref (self));
}

static void
remove_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseConnectionsDialog *self = REPRISE_CONNECTIONS_DIALOG (widget);
  RepriseMessageDialog *dialog;
  g_autofree char *heading = NULL;

  g_clear_object (&self->leaving);
  self->leaving =
      reprise_connection_store_find (self->store, g_variant_get_string (parameter, NULL));
  if (self->leaving == NULL)
    return;
  /* Translators: the name of a connection. */
  heading = g_strdup_printf (_ ("Remove “%s”?"), reprise_connection_get_title (self->leaving));
  dialog = reprise_message_dialog_new (GTK_WINDOW (self),
                                       heading,
                                       _ ("Its client secret is removed from the keyring too. "
                                          "Nothing changes in the account or in its databases."));
  reprise_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  reprise_message_dialog_add_destructive_response (dialog, "remove", _ ("_Remove"));
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (remove_answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
profiles_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseConnectionsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!reprise_connection_store_add_profiles_finish (REPRISE_CONNECTION_STORE (source),
                                                     result,
                                                     &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reprise_message_dialog_tell (GTK_WINDOW (self), _ ("No Profiles"), error->message);
}

static void
configuration_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  RepriseConnectionsDialog *self = REPRISE_CONNECTIONS_DIALOG (user_data);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    reprise_connection_store_add_profiles_async (self->store,
                                                 file,
                                                 self->cancellable,
                                                 profiles_added_cb,
                                                 g_object_ref (self));
  reprise_chooser_release (chooser);
}

/* Through the portal where there is one, which is how a sandbox gets at the file. */
static void
add_profiles_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Choose pgedge’s Configuration"),
                                                               GTK_WINDOW (widget),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               _ ("_Open"),
                                                               NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (configuration_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
reprise_connections_dialog_dispose (GObject *object)
{
  RepriseConnectionsDialog *self = REPRISE_CONNECTIONS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_CONNECTIONS_DIALOG);
  g_clear_object (&self->leaving);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (reprise_connections_dialog_parent_class)->dispose (object);
}

static void
reprise_connections_dialog_finalize (GObject *object)
{
  g_object_unref (REPRISE_CONNECTIONS_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (reprise_connections_dialog_parent_class)->finalize (object);
}

static void
reprise_connections_dialog_class_init (RepriseConnectionsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reprise_connections_dialog_dispose;
  object_class->finalize = reprise_connections_dialog_finalize;

  /**
   * RepriseConnectionsDialog::saved:
   * @connection: what was added or changed, as it is listed now
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        REPRISE_TYPE_CONNECTION);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-connections-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionsDialog, list);
  gtk_widget_class_install_action (widget_class, "connections.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "connections.add-profiles", NULL, add_profiles_cb);
  gtk_widget_class_install_action (widget_class, "connections.edit", "s", edit_cb);
  gtk_widget_class_install_action (widget_class, "connections.remove", "s", remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
reprise_connections_dialog_init (RepriseConnectionsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_connections_dialog_new:
 * @parent: (nullable): the window that it is in front of
 * @store: the connections
 *
 * Choosing one activates `app.connect` with its id.
 *
 * Returns: (transfer none): the dialog, owned by GTK
 */
RepriseConnectionsDialog *
reprise_connections_dialog_new (GtkWindow *parent, RepriseConnectionStore *store)
{
  RepriseConnectionsDialog *self;

  g_return_val_if_fail (REPRISE_IS_CONNECTION_STORE (store), NULL);

  self = g_object_new (REPRISE_TYPE_CONNECTIONS_DIALOG, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (store), create_row, NULL, NULL);
  return self;
}
