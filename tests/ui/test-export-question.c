/* SPDX-License-Identifier: GPL-3.0-or-later
 * An export is saved where a person says, or nowhere. */

#include "config.h"

#include "ui/reprise-export-question.h"

#include "restore/reprise-csv.h"
#include "support/reprise-ui-support.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  GtkWidget *window;
  RepriseExportQuestion *question;
  GAsyncResult *result;
} Fixture;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseInventory) inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", NULL, 0);
  g_autoptr (RepriseRestoreWindow) window =
                 reprise_restore_window_new (inventory, ui_instant (UI_NOW));
  g_autoptr (RepriseCsv) csv = reprise_csv_new (window);

  fixture->folder = g_dir_make_tmp ("reprise-export-XXXXXX", NULL);
  /* Where the chooser begins. */
  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->question = reprise_export_question_new (REPRISE_EXPORT (csv), "east/n1.csv");
  reprise_export_question_ask_async (fixture->question,
                                     GTK_WINDOW (fixture->window),
                                     NULL,
                                     asked_cb,
                                     &fixture->result);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "east-n1.csv", NULL);

  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->question);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_unlink (path);
  g_assert_cmpint (g_chdir (g_get_tmp_dir ()), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

/* Without a portal it is a dialog of GTK's own. */
static GtkDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (link->data))
      return link->data;
  g_assert_not_reached ();
}

static void
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct
{
  GtkFileChooser *chooser;
  const char *path;
} Expected;

/* The chooser looks at the folder before it knows what was chosen. */
static gboolean
is_chosen (gpointer user_data)
{
  Expected *expected = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (expected->chooser);

  return file != NULL && g_strcmp0 (g_file_peek_path (file), expected->path) == 0;
}

/* The proposed name is a name, and the file holds the export. */
static void
test_export_question_saved (Fixture *fixture, gconstpointer data)
{
  GtkDialog *dialog = find_dialog ();
  g_autofree char *name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = g_build_filename (fixture->folder, "east-n1.csv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  Expected expected = { GTK_FILE_CHOOSER (dialog), path };

  g_assert_cmpstr (name, ==, "east-n1.csv");
  reprise_test_wait_for (is_chosen, &expected);
  gtk_dialog_response (dialog, GTK_RESPONSE_ACCEPT);
  wait_for_result (fixture);

  g_assert_true (reprise_export_question_ask_finish (fixture->question, fixture->result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "label,name,type,"));
}

/* Nobody wanted it: nothing is saved, and that is no failure to be shown. */
static void
test_export_question_cancelled (Fixture *fixture, gconstpointer data)
{
  GtkDialog *dialog = find_dialog ();
  g_autofree char *path = g_build_filename (fixture->folder, "east-n1.csv", NULL);
  g_autoptr (GError) error = NULL;
  Expected expected = { GTK_FILE_CHOOSER (dialog), path };

  reprise_test_wait_for (is_chosen, &expected);
  gtk_dialog_response (dialog, GTK_RESPONSE_CANCEL);
  wait_for_result (fixture);
  g_assert_false (reprise_export_question_ask_finish (fixture->question, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
#define ADD(name, function)                                                                        \
  g_test_add ("/ui/export-question/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("saved", test_export_question_saved);
  ADD ("cancelled", test_export_question_cancelled);
#undef ADD
  return g_test_run ();
}
