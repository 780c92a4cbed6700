/* SPDX-License-Identifier: GPL-3.0-or-later
 * The dialog in which a connection is added or changed. */

#include "config.h"

#include "ui/reprise-connection-dialog.h"

#include "base/reprise-secret.h"
#include "restore/reprise-connection-probe.h"
#include "restore/reprise-credentials-file.h"
#include "ui/reprise-chooser.h"
#include "ui/reprise-connection-words.h"
#include "ui/reprise-error-words.h"

#include <glib/gi18n.h>

struct _RepriseConnectionDialog
{
  AdwWindow parent_instance;

  AdwEntryRow *address_row;
  AdwEntryRow *client_id_row;
  AdwPreferencesGroup *result_group;
  GtkButton *save_button;
  AdwEntryRow *secret_row;
  GtkSpinner *spinner;
  AdwEntryRow *title_row;

  RepriseConnectionStore *store;
  RepriseConnection *connection; /* what is changed; NULL where one is added */
  GPtrArray *result_rows;        /* of GtkWidget, borrowed */
  GCancellable *cancellable;
  gboolean is_working;
};

G_DEFINE_FINAL_TYPE (RepriseConnectionDialog, reprise_connection_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
has_text (AdwEntryRow *row)
{
  g_autofree char *text = dup_text (row);

  return *text != '\0';
}

/* The secret is not in memory twice: it is asked for where it is needed. */
static const char *
peek_secret (RepriseConnectionDialog *self)
{
  const char *secret = gtk_editable_get_text (GTK_EDITABLE (self->secret_row));

  return *secret == '\0' ? NULL : secret;
}

static void
update_actions (RepriseConnectionDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_complete = has_text (self->address_row) && has_text (self->client_id_row) &&
                         (self->connection != NULL || peek_secret (self) != NULL);

  gtk_widget_action_set_enabled (widget, "connection.choose-file", !self->is_working);
  gtk_widget_action_set_enabled (widget, "connection.save", is_complete && !self->is_working);
  gtk_widget_action_set_enabled (widget, "connection.test", is_complete && !self->is_working);
}

static void
set_working (RepriseConnectionDialog *self, gboolean is_working)
{
  self->is_working = is_working;
  gtk_spinner_set_spinning (self->spinner, is_working);
  update_actions (self);
}

static void
clear_result (RepriseConnectionDialog *self)
{
  for (guint i = 0; i < self->result_rows->len; i++)
    adw_preferences_group_remove (self->result_group, g_ptr_array_index (self->result_rows, i));
  g_ptr_array_set_size (self->result_rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->result_group), FALSE);
}

static void
add_row (RepriseConnectionDialog *self, const char *icon_name, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (icon_name != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  adw_preferences_group_add (self->result_group, row);
  g_ptr_array_add (self->result_rows, row);
}

static void
begin_result (RepriseConnectionDialog *self, const char *title, const char *description)
{
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *markup = g_markup_escape_text (description, -1);

  clear_result (self);
  adw_preferences_group_set_title (self->result_group, title_markup);
  adw_preferences_group_set_description (self->result_group, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->result_group), TRUE);
}

static void
show_error (RepriseConnectionDialog *self, const GError *error)
{
  RepriseErrorWords words = reprise_error_words_get (error);

  begin_result (self, words.what, words.advice);
  add_row (self, words.icon_name, _ ("Details"), error->message);
}

static void
show_findings (RepriseConnectionDialog *self, const RepriseConnectionFindings *findings)
{
  g_autoptr (GPtrArray) lines = reprise_connection_words_describe (findings);

  begin_result (self, _ ("The Connection Works"), "");
  for (guint i = 0; i < lines->len; i++)
    {
      const RepriseConnectionLine *line = g_ptr_array_index (lines, i);

      add_row (self,
               line->is_good ? "emblem-ok-symbolic" : "dialog-warning-symbolic",
               line->subject,
               line->text);
    }
}

static RepriseConnection *
make_connection (RepriseConnectionDialog *self)
{
  g_autofree char *title = dup_text (self->title_row);
  g_autofree char *address = dup_text (self->address_row);
  g_autofree char *client_id = dup_text (self->client_id_row);
  g_autofree char *address_title = reprise_connection_dup_address_title (address);
  g_autofree char *new_id = g_uuid_string_random ();
  RepriseConnectionFields fields = {
    .id = self->connection != NULL ? reprise_connection_get_id (self->connection) : new_id,
    .title = *title != '\0' ? title : address_title,
    .base_address = address,
    .client_id = client_id,
    .origin = self->connection != NULL ? reprise_connection_get_origin (self->connection)
                                       : REPRISE_CONNECTION_SAVED,
  };

  return reprise_connection_new (&fields);
}

/* Testing */

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseConnectionDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseConnectionFindings) findings = reprise_connection_probe_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_working (self, FALSE);
  if (findings != NULL)
    show_findings (self, findings);
  else
    show_error (self, error);
}

static void
probe (RepriseConnectionDialog *self, const char *secret)
{
  g_autoptr (RepriseConnection) connection = make_connection (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseBackend) backend =
                 reprise_connection_store_open (self->store, connection, secret, &error);

  if (backend != NULL)
    {
      reprise_connection_probe_async (backend, self->cancellable, probed_cb, g_object_ref (self));
      return;
    }
  set_working (self, FALSE);
  show_error (self, error);
}

static void
secret_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseConnectionDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = reprise_connection_store_read_secret_finish (REPRISE_CONNECTION_STORE (source),
                                                              result,
                                                              &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (secret != NULL)
    {
      probe (self, secret);
      reprise_secret_free (secret);
      return;
    }
  set_working (self, FALSE);
  show_error (self, error);
}

static void
test_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseConnectionDialog *self = REPRISE_CONNECTION_DIALOG (widget);

  clear_result (self);
  set_working (self, TRUE);
  if (peek_secret (self) != NULL)
    probe (self, peek_secret (self));
  else
    reprise_connection_store_read_secret_async (self->store,
                                                self->connection,
                                                self->cancellable,
                                                secret_read_cb,
                                                g_object_ref (self));
}

/* Saving */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseConnectionDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseConnection) connection =
          reprise_connection_store_save_finish (REPRISE_CONNECTION_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_working (self, FALSE);
  if (connection == NULL)
    {
      show_error (self, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, connection);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseConnectionDialog *self = REPRISE_CONNECTION_DIALOG (widget);
  g_autoptr (RepriseConnection) connection = make_connection (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseBackend) backend =
                 reprise_connection_store_open (self->store, connection, "not asked", &error);

  clear_result (self);
  if (backend == NULL)
    {
      show_error (self, error);
      return;
    }
  set_working (self, TRUE);
  reprise_connection_store_save_async (self->store,
                                       connection,
                                       peek_secret (self),
                                       self->cancellable,
                                       saved_cb,
                                       g_object_ref (self));
}

static void
field_changed_cb (RepriseConnectionDialog *self)
{
  update_actions (self);
}

static void
entry_activated_cb (RepriseConnectionDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "connection.save", NULL);
}

/* A file */

static void
fill (RepriseConnectionDialog *self, RepriseConnection *connection, const char *secret)
{
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), reprise_connection_get_title (connection));
  gtk_editable_set_text (GTK_EDITABLE (self->address_row),
                         reprise_connection_get_base_address (connection));
  gtk_editable_set_text (GTK_EDITABLE (self->client_id_row),
                         reprise_connection_get_client_id (connection));
  gtk_editable_set_text (GTK_EDITABLE (self->secret_row), secret);
}

static void
file_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseConnectionDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (RepriseConnection) connection = NULL;
  char *contents = NULL;
  char *secret = NULL;
  gsize length = 0;

  if (g_file_load_contents_finish (G_FILE (source), result, &contents, &length, NULL, &error))
    {
      json = reprise_secret_take_bytes (contents, length);
      connection = reprise_credentials_file_decode (json, &secret, &error);
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_working (self, FALSE);
  if (connection != NULL)
    fill (self, connection, secret);
  else
    {
      begin_result (self,
                    _ ("The File Has No Credentials"),
                    _ ("It takes a JSON object with client_id, client_secret and perhaps api_url, "
                       "as a lab writes it."));
      add_row (self, "dialog-warning-symbolic", _ ("Details"), error->message);
    }
  reprise_secret_free (secret);
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    reprise_connection_dialog_load (REPRISE_CONNECTION_DIALOG (user_data), file);
  reprise_chooser_release (chooser);
}

static void
choose_file_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_connection_dialog_choose_file (REPRISE_CONNECTION_DIALOG (widget));
}

static void
reprise_connection_dialog_dispose (GObject *object)
{
  RepriseConnectionDialog *self = REPRISE_CONNECTION_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_CONNECTION_DIALOG);
  g_clear_object (&self->store);
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (reprise_connection_dialog_parent_class)->dispose (object);
}

static void
reprise_connection_dialog_finalize (GObject *object)
{
  RepriseConnectionDialog *self = REPRISE_CONNECTION_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->result_rows);
  G_OBJECT_CLASS (reprise_connection_dialog_parent_class)->finalize (object);
}

static void
reprise_connection_dialog_class_init (RepriseConnectionDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reprise_connection_dialog_dispose;
  object_class->finalize = reprise_connection_dialog_finalize;

  /**
   * RepriseConnectionDialog::saved:
   * @connection: as it is listed now
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
                                               "reprise-connection-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionDialog, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionDialog, result_group);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionDialog, secret_row);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionDialog, title_row);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_install_action (widget_class, "connection.choose-file", NULL, choose_file_cb);
  gtk_widget_class_install_action (widget_class, "connection.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "connection.test", NULL, test_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* The row has a title, but what has the focus in it is an entry without a name. */
static void
name_entry (AdwEntryRow *row)
{
  GtkEditable *entry = gtk_editable_get_delegate (GTK_EDITABLE (row));
  g_auto (GStrv) parts =
              g_strsplit (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "_", -1);
  g_autofree char *name = g_strjoinv (NULL, parts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
reprise_connection_dialog_init (RepriseConnectionDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->result_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  name_entry (self->title_row);
  name_entry (self->address_row);
  name_entry (self->client_id_row);
  name_entry (self->secret_row);
}

/**
 * reprise_connection_dialog_new:
 * @parent: (nullable): the window that it is in front of
 * @store: where the connection is kept
 * @connection: (nullable): what is changed; %NULL where one is added
 *
 * Returns: (transfer none): the dialog, owned by GTK
 */
RepriseConnectionDialog *
reprise_connection_dialog_new (GtkWindow *parent,
                               RepriseConnectionStore *store,
                               RepriseConnection *connection)
{
  RepriseConnectionDialog *self;

  g_return_val_if_fail (REPRISE_IS_CONNECTION_STORE (store), NULL);

  self = g_object_new (REPRISE_TYPE_CONNECTION_DIALOG, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  if (connection != NULL)
    {
      self->connection = g_object_ref (connection);
      gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Connection"));
      gtk_button_set_label (self->save_button, _ ("_Save"));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row),
                                     _ ("Client _Secret (leave empty to keep it)"));
      fill (self, connection, "");
    }
  update_actions (self);
  return self;
}

/**
 * reprise_connection_dialog_choose_file:
 * @self: a dialog
 *
 * Asks for a file with credentials to fill the fields from.
 */
void
reprise_connection_dialog_choose_file (RepriseConnectionDialog *self)
{
  GtkFileChooserNative *chooser;

  g_return_if_fail (REPRISE_IS_CONNECTION_DIALOG (self));

  chooser = gtk_file_chooser_native_new (_ ("Choose Credentials"),
                                         GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_OPEN,
                                         _ ("_Open"),
                                         NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * reprise_connection_dialog_load:
 * @self: a dialog
 * @file: a file with credentials
 *
 * Fills the fields from it.
 */
void
reprise_connection_dialog_load (RepriseConnectionDialog *self, GFile *file)
{
  g_return_if_fail (REPRISE_IS_CONNECTION_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  clear_result (self);
  set_working (self, TRUE);
  g_file_load_contents_async (file, self->cancellable, file_loaded_cb, g_object_ref (self));
}
