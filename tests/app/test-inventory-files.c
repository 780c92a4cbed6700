/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files opened in windows, and windows saved into files. */

#include "config.h"

#include "app/reprise-file-opener.h"
#include "app/reprise-inventory-compare.h"
#include "app/reprise-inventory-save.h"
#include "support/reprise-stub-backend.h"
#include "support/reprise-ui-support.h"
#include "ui/reprise-message-dialog.h"
#include "ui/reprise-save-progress.h"

#include "ui-find.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

static AdwApplication *application;

static GtkWindow *
find_window (GType type)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (application)); link != NULL;
       link = link->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (link->data, type))
      return link->data;
  return NULL;
}

static GtkWindow *
await_window (GType type)
{
  while (find_window (type) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return find_window (type);
}

static void
close_all (void)
{
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (GTK_APPLICATION (application))) != NULL)
    gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static const char *
get_review (GtkWindow *window)
{
  return reprise_review_bar_get_text (REPRISE_REVIEW_BAR (
      gtk_widget_get_template_child (GTK_WIDGET (window), REPRISE_TYPE_WINDOW, "review_bar")));
}

/* A document of pgBackRest opens in a window that says that it is read-only. */
static void
test_inventory_files_opens (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "wire", "info-two-repos.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWindow *window;

  reprise_file_opener_open (application, file);
  window = await_window (REPRISE_TYPE_WINDOW);
  g_assert_cmpstr (gtk_window_get_title (window), ==, "info-two-repos.json");
  g_assert_true (g_str_has_prefix (get_review (window), "Read-only: info-two-repos.json, as of "));
  close_all ();
}

/* What cannot be opened is said in a dialog with the name of the file and the place. */
static void
test_inventory_files_refused (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "meson.build", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RepriseMessageDialog *dialog;

  reprise_file_opener_open (application, file);
  dialog = REPRISE_MESSAGE_DIALOG (await_window (REPRISE_TYPE_MESSAGE_DIALOG));
  g_assert_cmpstr (reprise_message_dialog_get_heading (dialog),
                   ==,
                   "“meson.build” Cannot Be Opened");
  g_assert_nonnull (strstr (reprise_message_dialog_get_body (dialog), "at byte 0, line 1"));
  close_all ();
}

static GtkDropTarget *
find_drop_target (GtkWindow *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static void
drop_files (GtkWindow *window, GFile **files, gsize n_files)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, n_files));
  g_signal_emit_by_name (find_drop_target (window), "drop", &value, 1.0, 1.0, &is_taken);
  g_assert_true (is_taken);
}

/* Files that are dropped on a window open, each in a window of its own. */
static void
test_inventory_files_dropped (void)
{
  static const char *const names[] = { "info-before-expire.json", "info-after-expire.json" };
  GtkWindow *window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (application)));
  GFile *files[G_N_ELEMENTS (names)];
  guint n_found = 0;

  reprise_file_opener_accept_drops (window);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path =
          g_test_build_filename (G_TEST_DIST, "fixtures", "wire", names[i], NULL);

      files[i] = g_file_new_for_path (path);
    }
  drop_files (window, files, G_N_ELEMENTS (files));
  while (n_found < G_N_ELEMENTS (names))
    {
      g_main_context_iteration (NULL, TRUE);
      n_found = 0;
      for (GList *link = gtk_application_get_windows (GTK_APPLICATION (application)); link != NULL;
           link = link->next)
        n_found += REPRISE_IS_WINDOW (link->data);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (files[i]);
  close_all ();
}

static GtkDialog *
find_chooser (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (link->data) && gtk_widget_get_visible (link->data))
      return link->data;
  return NULL;
}

static gboolean
is_chosen (GtkDialog *dialog)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  return file != NULL;
}

/* A file that is chosen opens. */
static void
test_inventory_files_chosen (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "wire", "info-two-repos.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkDialog *dialog;

  reprise_file_opener_choose (application);
  while ((dialog = find_chooser ()) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (dialog), file, NULL));
  while (!is_chosen (dialog))
    g_main_context_iteration (NULL, TRUE);
  gtk_dialog_response (dialog, GTK_RESPONSE_ACCEPT);
  g_assert_cmpstr (gtk_window_get_title (await_window (REPRISE_TYPE_WINDOW)),
                   ==,
                   "info-two-repos.json");
  close_all ();
}

static GInputStream *
make_pipe (int *writer)
{
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  *writer = ends[1];
  return g_unix_input_stream_new (ends[0], TRUE);
}

static void
write_text (int writer, const char *text)
{
  g_assert_cmpint (write (writer, text, strlen (text)), ==, (gssize) strlen (text));
}

/* While a pipe has nothing to show, how much has come is said, and it can be given up. */
static void
test_inventory_files_cancelled (void)
{
  int writer;
  g_autoptr (GInputStream) reader = make_pipe (&writer);
  GtkWindow *progress;
  g_autofree char *step = NULL;

  reprise_file_opener_open_stream (application, reader);
  progress = await_window (REPRISE_TYPE_SAVE_PROGRESS);
  g_assert_cmpstr (gtk_window_get_title (progress), ==, "Opening “Standard Input”");
  write_text (writer, "[   ");
  while (g_strcmp0 (step, "4 B have been read.") != 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (step);
      g_object_get (progress, "step", &step, NULL);
    }
  gtk_window_close (progress);
  while (find_window (REPRISE_TYPE_SAVE_PROGRESS) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gtk_application_get_windows (GTK_APPLICATION (application)));
  close (writer);
}

static gboolean
shows_name (GtkWindow *window, const char *name)
{
  return ui_shows (GTK_WIDGET (window), name);
}

/* The first backups of a pipe that has no end yet are shown, and that it is still being read; then
 * the stanza gets its name. */
static void
test_inventory_files_early (void)
{
  g_autoptr (GString) text = g_string_new ("[{\"backup\":[");
  int writer;
  g_autoptr (GInputStream) reader = make_pipe (&writer);
  GtkWindow *window;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text,
                            "%s{\"label\":\"20261123-0%05uF\",\"type\":\"full\",\"timestamp\":{"
                            "\"start\":%u,\"stop\":%u}}",
                            i == 0 ? "" : ",",
                            i,
                            1795401989 + i * 10,
                            1795401992 + i * 10);
  write_text (writer, text->str);
  reprise_file_opener_open_stream (application, reader);
  window = await_window (REPRISE_TYPE_WINDOW);
  g_assert_true (g_str_has_suffix (get_review (window), " It is still being read."));
  while (!shows_name (window, "Reading… 256 backups so far"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shows_name (window, "(name not read yet)"));
  write_text (writer, "],\"name\":\"main\",\"repo\":[{\"key\":1}]}]");
  close (writer);
  while (!shows_name (window, "300 backups") || !shows_name (window, "main"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (shows_name (window, "(name not read yet)"));
  g_assert_false (g_str_has_suffix (get_review (window), " It is still being read."));
  close_all ();
}

static RepriseStubBackend *
make_backend (void)
{
  RepriseStubBackend *stub = reprise_stub_backend_new ();
  RepriseTenantFields fields = REPRISE_TENANT_FIELDS_INIT;
  g_autoptr (RepriseTenant) tenant = NULL;

  fields.id = "t1";
  fields.name = "Acme";
  tenant = reprise_tenant_new (&fields);
  reprise_stub_backend_set_tenant (stub, tenant);
  return stub;
}

/* What a window shows is saved, and what was saved opens again. */
static void
test_inventory_files_saves (void)
{
  g_autoptr (RepriseStubBackend) stub = make_backend ();
  RepriseWindow *window =
      reprise_window_new (application, REPRISE_BACKEND (stub), NULL, NULL, NULL);
  g_autofree char *folder = g_dir_make_tmp ("reprise-files-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.reprise.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWindow *opened;

  reprise_inventory_save_to (window, NULL, file);
  while (!g_file_query_exists (file, NULL))
    g_main_context_iteration (NULL, TRUE);
  close_all ();
  reprise_file_opener_open (application, file);
  opened = await_window (REPRISE_TYPE_WINDOW);
  g_assert_nonnull (strstr (get_review (opened), "Read-only: "));
  close_all ();
  g_file_delete (file, NULL, NULL);
  g_rmdir (folder);
}

static RepriseComparePair *
drop (RepriseCompareWindow *window, const char *card, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wire", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GObject *target =
      gtk_widget_get_template_child (GTK_WIDGET (window), REPRISE_TYPE_COMPARE_WINDOW, card);

  g_signal_emit_by_name (target, "dropped", file);
  return reprise_compare_window_get_pair (window);
}

static void
await_pair (RepriseComparePair *pair, RepriseComparePairState state)
{
  while (reprise_compare_pair_get_state (pair) != state)
    g_main_context_iteration (NULL, TRUE);
}

/* Two files are opened and compared; one that is none says what is wrong with it, and gives way. */
static void
test_inventory_files_compares (void)
{
  RepriseCompareWindow *window = reprise_inventory_compare_open (application, NULL, NULL);
  RepriseComparePair *pair = drop (window, "first_card", "info-encrypted-wrong-pass.json");
  guint n_expired;

  drop (window, "second_card", "../../meson.build");
  await_pair (pair, REPRISE_COMPARE_PAIR_FAILED);
  g_assert_nonnull (
      strstr (reprise_compare_side_get_error (reprise_compare_pair_get_failed_side (pair))->message,
              "at byte 0, line 1"));
  drop (window, "first_card", "info-before-expire.json");
  drop (window, "second_card", "info-after-expire.json");
  await_pair (pair, REPRISE_COMPARE_PAIR_READY);
  reprise_inventory_comparison_get_expired (reprise_compare_pair_get_comparison (pair), &n_expired);
  g_assert_cmpuint (n_expired, ==, 2);
  close_all ();
}

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));
  g_test_add_func ("/app/inventory-files/compares", test_inventory_files_compares);
  g_test_add_func ("/app/inventory-files/cancelled", test_inventory_files_cancelled);
  g_test_add_func ("/app/inventory-files/early", test_inventory_files_early);
  g_test_add_func ("/app/inventory-files/dropped", test_inventory_files_dropped);
  g_test_add_func ("/app/inventory-files/chosen", test_inventory_files_chosen);
  g_test_add_func ("/app/inventory-files/opens", test_inventory_files_opens);
  g_test_add_func ("/app/inventory-files/refused", test_inventory_files_refused);
  g_test_add_func ("/app/inventory-files/saves", test_inventory_files_saves);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
