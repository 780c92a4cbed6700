/* SPDX-License-Identifier: GPL-3.0-or-later
 * Saves what a window shows, or one database of it, into a file that a person chooses. */

#include "config.h"

#include "app/reprise-inventory-save.h"

#include "inventory/reprise-caching-backend.h"
#include "inventory/reprise-inventory-file.h"
#include "inventory/reprise-inventory-saver.h"
#include "ui/reprise-chooser.h"
#include "ui/reprise-save-progress.h"

#include <glib/gi18n.h>

/* A saving that goes on. */
typedef struct
{
  RepriseWindow *window;
  RepriseSaveProgress *progress;
  char *name;
} Saving;

/* What is asked for before. */
typedef struct
{
  RepriseWindow *window;
  char *database_id;
} Choosing;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->window);
  g_object_unref (saving->progress);
  g_free (saving->name);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->window);
  g_free (choosing->database_id);
  g_free (choosing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static void
tell_problems (Saving *saving, GPtrArray *problems)
{
  g_autofree char *title = NULL;

  /* Translators: a number of things that could not be read. */
  title = g_strdup_printf (ngettext ("Saved, but %u thing could not be read. The file says so as "
                                     "well.",
                                     "Saved, but %u things could not be read. The file says so as "
                                     "well.",
                                     problems->len),
                           problems->len);
  g_ptr_array_add (problems, NULL);
  reprise_save_progress_end (saving->progress, title, (const char *const *) problems->pdata);
}

static void
tell_saved (Saving *saving)
{
  g_autofree char *text = NULL;

  /* Translators: the name of a file. */
  text = g_strdup_printf (_ ("“%s” is saved."), saving->name);
  reprise_save_progress_end (saving->progress, NULL, NULL);
  reprise_window_tell (saving->window, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  if (reprise_inventory_saver_save_finish (REPRISE_INVENTORY_SAVER (source),
                                           result,
                                           &problems,
                                           &error))
    {
      if (problems->len > 0)
        tell_problems (saving, problems);
      else
        tell_saved (saving);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reprise_save_progress_end (saving->progress, NULL, NULL);
  else
    reprise_save_progress_end (saving->progress,
                               _ ("Nothing was saved. A file that was there is as it was."),
                               (const char *const[]){ error->message, NULL });
}

/* What is saved as of now is of now: nothing that was kept may stand in for it. */
static RepriseBackend *
get_backend (RepriseWindow *window)
{
  RepriseBackend *backend = reprise_window_get_backend (window);

  return REPRISE_IS_CACHING_BACKEND (backend) &&
                 reprise_caching_backend_is_live (REPRISE_CACHING_BACKEND (backend))
             ? reprise_caching_backend_get_backend (REPRISE_CACHING_BACKEND (backend))
             : backend;
}

/**
 * reprise_inventory_save_to:
 * @window: the window of what is to be saved
 * @database_id: (nullable): the database to save, or %NULL for all
 * @file: where to save it
 *
 * Shows how far it is, and what could not be read.
 */
void
reprise_inventory_save_to (RepriseWindow *window, const char *database_id, GFile *file)
{
  g_autoptr (RepriseInventorySaver) saver = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *name = NULL;
  Saving *saving;

  g_return_if_fail (REPRISE_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  saver = reprise_inventory_saver_new (get_backend (window), database_id);
  saving = g_new0 (Saving, 1);
  saving->window = g_object_ref (window);
  saving->progress = g_object_ref (reprise_save_progress_new (GTK_WINDOW (window), cancellable));
  saving->name = g_filename_display_name (name != NULL ? name : "");
  g_object_bind_property (saver, "fraction", saving->progress, "fraction", G_BINDING_SYNC_CREATE);
  g_object_bind_property (saver, "step", saving->progress, "step", G_BINDING_SYNC_CREATE);
  gtk_window_present (GTK_WINDOW (saving->progress));
  reprise_inventory_saver_save_async (saver, file, cancellable, saved_cb, saving);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (Choosing) choosing = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    reprise_inventory_save_to (choosing->window, choosing->database_id, file);
  reprise_chooser_release (dialog);
}

/* A slash would be a folder. */
static char *
dup_name (RepriseWindow *window)
{
  const char *title = reprise_backend_get_title (reprise_window_get_backend (window));
  g_autofree char *name = g_strdelimit (g_strdup (title), "/\\:", '-');

  if (g_str_has_suffix (name, REPRISE_INVENTORY_FILE_SUFFIX))
    return g_steal_pointer (&name);
  return g_strconcat (name, REPRISE_INVENTORY_FILE_SUFFIX, NULL);
}

/**
 * reprise_inventory_save_choose:
 * @window: the window of what is to be saved
 * @database_id: (nullable): the database to save, or %NULL for all
 *
 * Asks for a file, and saves into it.
 */
void
reprise_inventory_save_choose (RepriseWindow *window, const char *database_id)
{
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;
  Choosing *choosing;

  g_return_if_fail (REPRISE_IS_WINDOW (window));

  name = dup_name (window);
  choosing = g_new0 (Choosing, 1);
  choosing->window = g_object_ref (window);
  choosing->database_id = g_strdup (database_id);
  dialog = gtk_file_chooser_native_new (_ ("Save Inventory"),
                                        GTK_WINDOW (window),
                                        GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _ ("_Save"),
                                        NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
