/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens saved inventories, each in a window of its own. */

#include "config.h"

#include "app/reprise-file-opener.h"

#include "ui/reprise-message-dialog.h"
#include "ui/reprise-window.h"
#include "wire/reprise-wire-error.h"

#include <glib/gi18n.h>

/* An opening that goes on; the application must not end meanwhile. */
typedef struct
{
  AdwApplication *application;
  char *title;
} Opening;

static void
opening_free (Opening *opening)
{
  g_application_release (G_APPLICATION (opening->application));
  g_object_unref (opening->application);
  g_free (opening->title);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/**
 * reprise_file_opener_describe_seal:
 * @backend: a file
 *
 * Returns: (nullable): why what it holds may be doubted
 */
const char *
reprise_file_opener_describe_seal (RepriseFileBackend *backend)
{
  switch (reprise_file_backend_get_seal (backend))
    {
    case REPRISE_SEAL_UNREAD:
      return _ ("It has not been verified yet.");
    case REPRISE_SEAL_BROKEN:
      return _ ("The file was altered after it was saved, or is not whole.");
    case REPRISE_SEAL_INTACT:
    case REPRISE_SEAL_NONE:
    default:
      return NULL;
    }
}

static void
update_review (RepriseWindow *window)
{
  RepriseFileBackend *backend = REPRISE_FILE_BACKEND (reprise_window_get_backend (window));
  RepriseReview review = {
    .source = reprise_file_backend_get_source (backend),
    .captured_at = reprise_backend_get_captured_at (REPRISE_BACKEND (backend)),
    .notice = reprise_file_opener_describe_seal (backend),
    .is_warning = reprise_file_backend_get_seal (backend) == REPRISE_SEAL_BROKEN,
    .problems = reprise_file_backend_get_problems (backend),
  };

  reprise_window_show_review (window, &review);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *link = files; link != NULL; link = link->next)
    reprise_file_opener_open (ADW_APPLICATION (application), link->data);
  g_slist_free (files);
  return TRUE;
}

/**
 * reprise_file_opener_accept_drops:
 * @window: a window of the application
 *
 * Files that are dropped on it are opened.
 */
void
reprise_file_opener_accept_drops (GtkWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}

static void
show_backend (AdwApplication *application, RepriseFileBackend *backend)
{
  RepriseWindow *window =
      reprise_window_new (application, REPRISE_BACKEND (backend), NULL, NULL, NULL);

  gtk_window_set_title (GTK_WINDOW (window), reprise_backend_get_title (REPRISE_BACKEND (backend)));
  reprise_file_opener_accept_drops (GTK_WINDOW (window));
  g_signal_connect_object (backend,
                           "notify::loading",
                           G_CALLBACK (update_review),
                           window,
                           G_CONNECT_SWAPPED);
  update_review (window);
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * reprise_file_opener_describe_error:
 * @error: why a file could not be opened
 *
 * Returns: (transfer full): the same in a sentence for a person
 */
char *
reprise_file_opener_describe_error (const GError *error)
{
  if (!g_error_matches (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_SYNTAX) &&
      !g_error_matches (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_NOT_UTF8) &&
      !g_error_matches (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_TOO_DEEP))
    return g_strdup (error->message);
  /* Translators: what is wrong, and where in the file. */
  return g_strdup_printf (_ ("It is neither a saved inventory nor the output of “pgbackrest info "
                             "--output=json”: %s."),
                          error->message);
}

static void
show_error (AdwApplication *application, const char *title, const GError *error)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (application));
  RepriseMessageDialog *dialog;
  g_autofree char *heading = NULL;
  g_autofree char *body = reprise_file_opener_describe_error (error);

  /* Translators: the name of a file. */
  heading = g_strdup_printf (_ ("“%s” Cannot Be Opened"), title);
  dialog = reprise_message_dialog_tell (parent, heading, body);
  gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (application));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseFileBackend) backend = reprise_file_backend_open_finish (result, &error);

  if (backend != NULL)
    show_backend (opening->application, backend);
  else
    show_error (opening->application, opening->title, error);
}

static Opening *
opening_new (AdwApplication *application, char *title)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->application = g_object_ref (application);
  opening->title = title;
  g_application_hold (G_APPLICATION (application));
  return opening;
}

/**
 * reprise_file_opener_open:
 * @application: the application
 * @file: an inventory file or a document of pgBackRest
 *
 * Opens it in a window of its own, or says in a dialog why it cannot be opened.
 */
void
reprise_file_opener_open (AdwApplication *application, GFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (ADW_IS_APPLICATION (application));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  reprise_file_backend_open_async (file,
                                   NULL,
                                   opened_cb,
                                   opening_new (application,
                                                g_filename_display_name (name != NULL ? name
                                                                                      : "")));
}

/**
 * reprise_file_opener_open_stream:
 * @application: the application
 * @stream: where the same comes from, such as the standard input
 */
void
reprise_file_opener_open_stream (AdwApplication *application, GInputStream *stream)
{
  /* Translators: what was piped into the program, in the place of the name of a file. */
  const char *title = _ ("Standard Input");

  g_return_if_fail (ADW_IS_APPLICATION (application));
  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  reprise_file_backend_open_stream_async (stream,
                                          title,
                                          NULL,
                                          opened_cb,
                                          opening_new (application, g_strdup (title)));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    reprise_file_opener_open (ADW_APPLICATION (user_data), file);
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) inventories = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (inventories, _ ("Inventories and pgBackRest’s JSON"));
  gtk_file_filter_add_suffix (inventories, "json");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, inventories);
  gtk_file_chooser_add_filter (chooser, all);
}

/**
 * reprise_file_opener_new_chooser:
 * @parent: (nullable): the window that a file is wanted for
 *
 * Returns: (transfer full): a question for a file to open, not shown yet
 */
GtkFileChooserNative *
reprise_file_opener_new_chooser (GtkWindow *parent)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Open Inventory"),
                                                              parent,
                                                              GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _ ("_Open"),
                                                              NULL);

  add_filters (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return dialog;
}

/**
 * reprise_file_opener_choose:
 * @application: the application
 *
 * Asks for a file to open.
 */
void
reprise_file_opener_choose (AdwApplication *application)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (ADW_IS_APPLICATION (application));

  dialog = reprise_file_opener_new_chooser (
      gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), application);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
