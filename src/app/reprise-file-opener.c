/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens saved inventories, each in a window of its own. */

#include "config.h"

#include "app/reprise-file-opener.h"

#include "app/reprise-settings.h"
#include "base/reprise-size.h"
#include "ui/reprise-chooser.h"
#include "ui/reprise-message-dialog.h"
#include "ui/reprise-save-progress.h"
#include "ui/reprise-window-memory.h"
#include "ui/reprise-window.h"
#include "wire/reprise-wire-error.h"

#include <glib/gi18n.h>

/* What is open by then needs no window that says that it is being opened. */
#define PATIENCE_MS 400

/* How often a window that shows stanzas as they come looks for more. */
#define LOOK_AGAIN_MS 500

/* An opening that goes on; the application must not end meanwhile. */
typedef struct
{
  AdwApplication *application;
  char *title;
  GCancellable *cancellable;
  RepriseSaveProgress *progress; /* NULL until it takes long */
  guint patience_id;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_handle_id (&opening->patience_id, g_source_remove);
  if (opening->progress != NULL)
    reprise_save_progress_end (opening->progress, NULL, NULL);
  g_clear_weak_pointer (&opening->progress);
  g_object_unref (opening->cancellable);
  g_application_release (G_APPLICATION (opening->application));
  g_object_unref (opening->application);
  g_free (opening->title);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static gboolean
patience_ended_cb (gpointer user_data)
{
  Opening *opening = user_data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (opening->application));
  RepriseSaveProgress *progress = reprise_save_progress_new (parent, opening->cancellable);
  g_autofree char *title = NULL;

  opening->patience_id = 0;
  /* Translators: the name of a file. */
  title = g_strdup_printf (_ ("Opening “%s”"), opening->title);
  g_object_set (progress,
                "modal",
                FALSE,
                "title",
                title,
                "step",
                _ ("Nothing has been read yet."),
                NULL);
  g_set_weak_pointer (&opening->progress, progress);
  gtk_window_set_application (GTK_WINDOW (progress), GTK_APPLICATION (opening->application));
  gtk_window_present (GTK_WINDOW (progress));
  return G_SOURCE_REMOVE;
}

/* The end of a pipe is not known. */
static void
progress_cb (goffset n_read, goffset n_bytes, gpointer user_data)
{
  Opening *opening = user_data;
  g_autofree char *size = NULL, *step = NULL;

  if (opening->progress == NULL)
    return;
  size = reprise_size_format (n_read);
  /* Translators: a size. */
  step = g_strdup_printf (_ ("%s have been read."), size);
  g_object_set (opening->progress,
                "step",
                step,
                "fraction",
                n_bytes > 0 ? MIN ((double) n_read / (double) n_bytes, 1.0) : -1.0,
                NULL);
}

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
    case REPRISE_SEAL_NONE:
      return reprise_file_backend_is_loading (backend) ? _ ("It is still being read.") : NULL;
    case REPRISE_SEAL_INTACT:
    default:
      return NULL;
    }
}

static G_DEFINE_QUARK (reprise - file - opener - look - again, look_again)

    static void update_review (RepriseWindow *window)
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

/* Stanzas come one after another, and their names last. */
static gboolean
look_again_cb (gpointer user_data)
{
  RepriseWindow *window = user_data;

  g_object_set_qdata (G_OBJECT (window), look_again_quark (), NULL);
  update_review (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  return G_SOURCE_REMOVE;
}

static void
databases_changed_cb (RepriseWindow *window, RepriseFileBackend *backend)
{
  guint delay = reprise_file_backend_is_loading (backend) ? LOOK_AGAIN_MS : 0;

  if (g_object_get_qdata (G_OBJECT (window), look_again_quark ()) != NULL && delay > 0)
    return;
  g_object_set_qdata (G_OBJECT (window), look_again_quark (), window);
  g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE,
                      delay,
                      look_again_cb,
                      g_object_ref (window),
                      g_object_unref);
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
  g_autoptr (GSettings) settings = reprise_settings_new ();

  reprise_window_memory_bind_zone (settings, GTK_WINDOW (window));
  gtk_window_set_title (GTK_WINDOW (window), reprise_backend_get_title (REPRISE_BACKEND (backend)));
  reprise_file_opener_accept_drops (GTK_WINDOW (window));
  g_signal_connect_object (backend,
                           "notify::loading",
                           G_CALLBACK (update_review),
                           window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (backend,
                           "databases-changed",
                           G_CALLBACK (databases_changed_cb),
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
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (opening->application, opening->title, error);
}

static Opening *
opening_new (AdwApplication *application, char *title)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->application = g_object_ref (application);
  opening->title = title;
  opening->cancellable = g_cancellable_new ();
  opening->patience_id = g_timeout_add (PATIENCE_MS, patience_ended_cb, opening);
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
  RepriseFileWatcher watcher = { .progress = progress_cb };
  Opening *opening;

  g_return_if_fail (ADW_IS_APPLICATION (application));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  opening = opening_new (application, g_filename_display_name (name != NULL ? name : ""));
  watcher.progress_data = opening;
  reprise_file_backend_open_async (file, &watcher, opening->cancellable, opened_cb, opening);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);
  RepriseFileWatcher watcher = { .progress = progress_cb, .progress_data = opening };

  if (stream == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (opening->application, opening->title, error);
      return;
    }
  reprise_file_backend_open_stream_async (G_INPUT_STREAM (stream),
                                          opening->title,
                                          &watcher,
                                          opening->cancellable,
                                          opened_cb,
                                          opening);
  g_steal_pointer (&opening);
}

/**
 * reprise_file_opener_open_as:
 * @application: the application
 * @file: an inventory file whose name says nothing to a person
 * @title: what to call it
 *
 * Opens it like reprise_file_opener_open().
 */
void
reprise_file_opener_open_as (AdwApplication *application, GFile *file, const char *title)
{
  Opening *opening;

  g_return_if_fail (ADW_IS_APPLICATION (application));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (title != NULL);

  opening = opening_new (application, g_strdup (title));
  g_file_read_async (file, G_PRIORITY_DEFAULT, opening->cancellable, read_cb, opening);
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
  RepriseFileWatcher watcher = { .progress = progress_cb };
  Opening *opening;

  g_return_if_fail (ADW_IS_APPLICATION (application));
  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  opening = opening_new (application, g_strdup (title));
  watcher.progress_data = opening;
  reprise_file_backend_open_stream_async (stream,
                                          title,
                                          &watcher,
                                          opening->cancellable,
                                          opened_cb,
                                          opening);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    reprise_file_opener_open (ADW_APPLICATION (user_data), file);
  reprise_chooser_release (dialog);
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
