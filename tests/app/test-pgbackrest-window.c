/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents of `pgbackrest info` in windows: what they say is there to be read. */

#include "config.h"

#include "app/reprise-file-opener.h"
#include "support/reprise-ui-support.h"
#include "ui/reprise-backup-details.h"
#include "ui/reprise-backup-table.h"
#include "ui/reprise-stale-bar.h"
#include "ui/reprise-window.h"

#include "ui-find.h"

static AdwApplication *application;

static RepriseWindow *
find_window (void)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (application)); link != NULL;
       link = link->next)
    if (REPRISE_IS_WINDOW (link->data))
      return link->data;
  return NULL;
}

static RepriseWindow *
await_window (void)
{
  while (find_window () == NULL)
    g_main_context_iteration (NULL, TRUE);
  return find_window ();
}

static RepriseWindow *
open_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wire", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  reprise_file_opener_open (application, file);
  return await_window ();
}

static RepriseWindow *
open_text (const char *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);

  reprise_file_opener_open_stream (application, stream);
  return await_window ();
}

/* Waits until the window says it: fails by never ending. */
static void
await_text (RepriseWindow *window, const char *pattern)
{
  g_test_message ("“%s”", pattern);
  while (!ui_shows (GTK_WIDGET (window), pattern))
    g_main_context_iteration (NULL, TRUE);
}

static void
close_window (RepriseWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
choose_repository (RepriseWindow *window, guint position)
{
  GtkWidget *chooser = ui_find (GTK_WIDGET (window), "RepriseNodePane", "GtkDropDown");

  gtk_drop_down_set_selected (GTK_DROP_DOWN (chooser), position);
}

static GtkWidget *
get_bar (RepriseWindow *window)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (window), REPRISE_TYPE_WINDOW, "review_bar"));
}

/* What is told of the document as a whole. */
static const char *
get_problems (RepriseWindow *window)
{
  GtkLabel *label = GTK_LABEL (
      gtk_widget_get_template_child (get_bar (window), REPRISE_TYPE_REVIEW_BAR, "details_label"));

  return gtk_label_get_label (label);
}

/* All that is told of the repository that is looked at. */
static const char *
get_details (RepriseWindow *window)
{
  GtkWidget *bar = ui_find (GTK_WIDGET (window), "RepriseNodePane", "RepriseStaleBar");

  return gtk_label_get_label (
      GTK_LABEL (gtk_widget_get_template_child (bar, REPRISE_TYPE_STALE_BAR, "details_label")));
}

/* Each stanza is a database that can be chosen. */
static void
test_pgbackrest_window_stanzas (void)
{
  RepriseWindow *window = open_sample ("info-multi-stanza.json");

  await_text (window, "n1");
  await_text (window, "n2");
  await_text (window, "n3");
  await_text (window, "1 backup");
  reprise_window_show_database (window, "n3");
  await_text (window, "n3 has no backups in this repository.\nno valid backups");
  g_assert_cmpstr (get_problems (window), ==, "Stanza ‘n3’: no valid backups");
  close_window (window);
}

/* What is wrong with a repository is said in pgBackRest's words, and nothing else is claimed. */
static void
test_pgbackrest_window_status (void)
{
  RepriseWindow *window = open_sample ("info-permission-denied.json");

  await_text (window, "Backups Not Known");
  await_text (window, "Which backups db has in this repository is not known.\n*Permission denied");
  await_text (window, "Error: *Permission denied");
  g_assert_cmpstr (get_problems (window), ==, "Stanza ‘db’: other");
  close_window (window);
  window = open_sample ("info-missing-stanza-path.json");
  await_text (window, "db has no backups in this repository.\nmissing stanza path");
  close_window (window);
}

/* A repository that nobody could decipher is told of without what is no text. */
static void
test_pgbackrest_window_no_text (void)
{
  RepriseWindow *window = open_sample ("info-encrypted-wrong-pass.json");

  await_text (window, "Backups Not Known");
  g_assert_nonnull (strstr (get_problems (window), "holds bytes that are no text"));
  close_window (window);
}

/* A running backup is told of with its progress, also where it is the first. */
static void
test_pgbackrest_window_running (void)
{
  RepriseWindow *window = open_sample ("info-backup-running.json");

  await_text (window, "A backup, or the removal of old ones, was running on the host *");
  close_window (window);
  window =
      open_text ("[{\"archive\":[],\"backup\":[],\"cipher\":\"none\",\"db\":[],\"name\":\"db\","
                 "\"repo\":[{\"cipher\":\"none\",\"key\":1,\"status\":{\"code\":2,\"message\":"
                 "\"no valid backups\"}}],\"status\":{\"code\":2,\"lock\":{\"backup\":{\"held\":"
                 "true,\"size\":1000000,\"size-cplt\":420000},\"restore\":{\"held\":true,"
                 "\"size\":100,\"size-cplt\":25}},\"message\":\"no valid backups\"}}]");
  await_text (window, "A backup was running on the host that was asked: 42 % done, * And 1 more.");
  g_assert_nonnull (strstr (get_details (window),
                            "A restore was running on the host that was asked: 25 % done, "));
  await_text (window, "db has no backups in this repository.\nno valid backups");
  close_window (window);
}

/* A document of progress tells of the running backup, and claims nothing of backups and health. */
static void
test_pgbackrest_window_progress_only (void)
{
  RepriseWindow *window = open_text (
      "[{\"name\":\"db\",\"status\":{\"code\":0,\"lock\":{\"backup\":{\"held\":true,\"size\":"
      "1000000,\"size-cplt\":420000},\"restore\":{\"held\":false}},\"message\":\"ok\"}}]");

  await_text (window, "A backup was running on the host that was asked: 42 % done, * And 1 more.");
  g_assert_nonnull (
      strstr (get_details (window), "The document tells what is running, and nothing of "));
  await_text (window, "Which backups db has in this repository is not known.");
  g_assert_false (ui_shows (GTK_WIDGET (window), "*no repository*"));
  g_assert_false (ui_shows (GTK_WIDGET (window), "*ok*"));
  g_assert_false (ui_shows (GTK_WIDGET (window), "OK"));
  g_assert_cmpstr (get_problems (window), ==, "");
  close_window (window);
}

/* Several repositories are in use at once: each can be looked at by its name. */
static void
test_pgbackrest_window_repositories (void)
{
  RepriseWindow *window = open_sample ("info-two-repos.json");

  await_text (window, "Current, db/repo1");
  await_text (window, "2 backups");
  choose_repository (window, 1);
  await_text (window, "db/repo2");
  await_text (window, "1 backup");
  close_window (window);
}

/* The backups of an earlier database are told of, and are to be looked at apart. */
static void
test_pgbackrest_window_histories (void)
{
  RepriseWindow *window = open_sample ("info-two-db-ids-after-stanza-upgrade.json");

  await_text (window,
              "3 backups are of an earlier database in this repository (PostgreSQL 15, system "
              "identifier 7711192297216056066), and listed apart as “db/repo1/15-1”.");
  await_text (window, "1 backup");
  choose_repository (window, 1);
  await_text (window, "db/repo1/15-1");
  await_text (window, "3 backups");
  await_text (window,
              "These backups are of an earlier database in this repository (PostgreSQL 15, system "
              "identifier 7711192297216056066). No more are added to them.");
  close_window (window);
}

/* What was written for one backup alone is not taken for all there are. */
static void
test_pgbackrest_window_set (void)
{
  RepriseWindow *window = open_sample ("info-ok-n1-set-full.json");

  await_text (window, "The document was written for some of the backups only, *");
  close_window (window);
}

/* Archives of several timelines, which not every restore can cross, are told of. */
static void
test_pgbackrest_window_timelines (void)
{
  RepriseWindow *window = open_sample ("info-two-timelines-same-repo.json");

  await_text (window, "*timeline*");
  close_window (window);
}

static char *
dup_details (RepriseWindow *window)
{
  GtkWidget *details = ui_find (GTK_WIDGET (window), NULL, "RepriseBackupDetails");

  return reprise_backup_details_dup_text (REPRISE_BACKUP_DETAILS (details));
}

static char *
select_first (RepriseWindow *window, const char *label)
{
  GtkWidget *table = ui_find (GTK_WIDGET (window), NULL, "RepriseBackupTable");

  g_object_set (table, "selected-label", label, NULL);
  g_assert_true (gtk_widget_activate_action (table, "backup.details", NULL));
  await_text (window, label);
  return dup_details (window);
}

/* Errors with their files, and annotations, are in the details of a backup. */
static void
test_pgbackrest_window_details (void)
{
  RepriseWindow *window = open_sample ("info-checksum-error-set.json");
  g_autofree char *damaged = NULL, *annotated = NULL;

  await_text (window, "1 backup");
  damaged = select_first (window, "20261123-032027F");
  g_assert_nonnull (strstr (damaged, "\nPage errors\n"));
  g_assert_nonnull (strstr (damaged, "\nFiles with Page Errors\nbase/16385/16420\n"));
  close_window (window);
  window = open_sample ("info-ok-n1-full-diff-incr-annotations.json");
  await_text (window, "3 backups");
  annotated = select_first (window, "20261123-024629F");
  g_assert_nonnull (strstr (annotated, "\nAnnotations\nname: before launch\nrequested_by: api\n"));
  close_window (window);
}

/* The sizes of block incremental backups are in the details of a backup. */
static void
test_pgbackrest_window_block_incremental (void)
{
  RepriseWindow *window = open_text (
      "[{\"name\":\"db\",\"repo\":[{\"key\":1,\"status\":{\"code\":0,\"message\":\"ok\"}}],"
      "\"backup\":["
      "{\"label\":\"20261123-024629F\",\"type\":\"full\",\"database\":{\"id\":1,\"repo-key\":1},"
      "\"timestamp\":{\"start\":1795401989,\"stop\":1795401992},\"info\":{\"size\":39016850,"
      "\"delta\":"
      "39016850,\"repository\":{\"delta\":787283,\"delta-map\":4096,\"size-map\":1048577}}}]}]");
  g_autofree char *details = NULL;

  await_text (window, "1 backup");
  details = select_first (window, "20261123-024629F");
  g_assert_nonnull (strstr (details, "Added to the repository: 768.8 KB (787 283 bytes)\n"));
  g_assert_nonnull (strstr (details, "Added block maps: 4 KB (4 096 bytes)\n"));
  g_assert_nonnull (strstr (details, "Block maps with all it builds on: 1 MB (1 048 577 bytes)\n"));
  close_window (window);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (g_strcmp0 (G_OBJECT_TYPE_NAME (link->data), "RepriseRestoreDialog") == 0)
      return link->data;
  return NULL;
}

/* A restore is put together up to the plan, and it is said that it cannot be sent from here. */
static void
test_pgbackrest_window_restore (void)
{
  RepriseWindow *window = open_sample ("info-ok-n1-full-diff-incr-annotations.json");
  GtkWidget *table;

  await_text (window, "3 backups");
  table = ui_find (GTK_WIDGET (window), NULL, "RepriseBackupTable");
  g_signal_emit_by_name (table, "restore-requested", "20261123-024629F");
  while (find_dialog () == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (!ui_shows (find_dialog (), "What is shown is saved: it can be planned with*"))
    g_main_context_iteration (NULL, TRUE);
  while (!ui_shows (find_dialog (), "Overwritten"))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  close_window (window);
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
#define ADD(name, function) g_test_add_func ("/app/pgbackrest-window/" name, function)
  ADD ("block-incremental", test_pgbackrest_window_block_incremental);
  ADD ("details", test_pgbackrest_window_details);
  ADD ("histories", test_pgbackrest_window_histories);
  ADD ("no-text", test_pgbackrest_window_no_text);
  ADD ("progress-only", test_pgbackrest_window_progress_only);
  ADD ("restore", test_pgbackrest_window_restore);
  ADD ("repositories", test_pgbackrest_window_repositories);
  ADD ("running", test_pgbackrest_window_running);
  ADD ("set", test_pgbackrest_window_set);
  ADD ("stanzas", test_pgbackrest_window_stanzas);
  ADD ("status", test_pgbackrest_window_status);
  ADD ("timelines", test_pgbackrest_window_timelines);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
