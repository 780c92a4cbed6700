/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens windows in which inventories are compared, and the files for them. */

#include "config.h"

#include "app/reprise-inventory-compare.h"

#include "app/reprise-file-opener.h"
#include "ui/reprise-chooser.h"

#include <glib/gi18n.h>

/* Whether the file is whole is known when all of it is read. */
static void
update_notice (RepriseCompareSide *side, GParamSpec *pspec, RepriseFileBackend *backend)
{
  if (reprise_compare_side_get_backend (side) == REPRISE_BACKEND (backend))
    reprise_compare_side_set_notice (side, reprise_file_opener_describe_seal (backend));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseCompareSide) side = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseFileBackend) backend = reprise_file_backend_open_finish (result, &error);

  if (backend == NULL)
    {
      g_autofree char *sentence = reprise_file_opener_describe_error (error);
      g_autoptr (GError) described = g_error_new_literal (error->domain, error->code, sentence);

      reprise_compare_side_fail (side, described);
      return;
    }
  reprise_compare_side_set_backend (side, REPRISE_BACKEND (backend));
  g_signal_connect_object (backend,
                           "notify::loading",
                           G_CALLBACK (update_notice),
                           side,
                           G_CONNECT_SWAPPED);
  update_notice (side, NULL, backend);
}

static void
open_file (RepriseCompareSide *side, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *title = g_filename_display_name (name == NULL ? "" : name);

  reprise_compare_side_open (side, title);
  reprise_file_backend_open_async (file, NULL, NULL, opened_cb, g_object_ref (side));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (RepriseCompareSide) side = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    open_file (side, file);
  reprise_chooser_release (dialog);
}

static void
open_file_cb (RepriseCompareWindow *window, RepriseCompareSide *side, GFile *file)
{
  GtkFileChooserNative *dialog;

  if (file != NULL)
    {
      open_file (side, file);
      return;
    }
  dialog = reprise_file_opener_new_chooser (GTK_WINDOW (window));
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), g_object_ref (side));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * reprise_inventory_compare_open:
 * @application: the application
 * @backend: (nullable): one of what is to be compared, such as what a window shows
 * @database_id: (nullable): the database that is to be compared; %NULL for any
 *
 * Returns: (transfer none): a window in which the rest can be chosen, shown and owned by GTK
 */
RepriseCompareWindow *
reprise_inventory_compare_open (AdwApplication *application,
                                RepriseBackend *backend,
                                const char *database_id)
{
  g_autoptr (RepriseComparePair) pair = NULL;
  RepriseCompareWindow *window;

  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (backend == NULL || REPRISE_IS_BACKEND (backend), NULL);

  pair = reprise_compare_pair_new (database_id);
  if (backend != NULL)
    reprise_compare_side_set_backend (reprise_compare_pair_get_side (pair, 1), backend);
  if (REPRISE_IS_FILE_BACKEND (backend))
    update_notice (reprise_compare_pair_get_side (pair, 1), NULL, REPRISE_FILE_BACKEND (backend));
  window = reprise_compare_window_new (GTK_APPLICATION (application), pair);
  g_signal_connect (window, "open-file", G_CALLBACK (open_file_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}
