/* SPDX-License-Identifier: GPL-3.0-or-later
 * All that is known of one backup, as it is shown. */

#include "config.h"

#include "ui/reprise-backup-details.h"

#include "backup-samples.h"
#include "support/reprise-ui-support.h"

#include <string.h>

typedef struct
{
  RepriseBackupDetails *details;
  GtkWindow *window;
  RepriseZone *zone;
  RepriseBackupList *backups;
  RepriseRestoreWindow *restore_window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->details = reprise_backup_details_new ();
  fixture->zone = reprise_zone_new_utc ();
  fixture->backups = sample_list (100);
  fixture->restore_window = sample_window (fixture->backups);
  fixture->window = reprise_test_present (GTK_WIDGET (fixture->details), 320, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  reprise_test_destroy (&fixture->window);
  g_assert_finalize_object (fixture->restore_window);
  g_assert_finalize_object (fixture->backups);
  g_assert_finalize_object (fixture->zone);
}

static char *
show (Fixture *fixture, guint number, RepriseRestoreWindow *window)
{
  g_autoptr (RepriseBackup) backup =
                 g_list_model_get_item (G_LIST_MODEL (fixture->backups), number);

  reprise_backup_details_show (fixture->details, backup, window, fixture->zone);
  return reprise_backup_details_dup_text (fixture->details);
}

/* A full backup: every group, with what builds on it, and the doubts about it in words. */
static void
test_backup_details_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = show (fixture, 0, fixture->restore_window);
  const char *expected = "20260301-000000F\n"
                         "Not usable\n"
                         "It cannot be used: WAL that it needs is not in the archive.\n"
                         "Name: nightly\n"
                         "Type: Full\n"
                         "Created at: 2026-03-01 00:00:00 UTC\n"
                         "Finished at: 2026-03-01 00:01:00 UTC\n"
                         "Duration: 0:01:00\n"
                         "\n"
                         "Sizes\n";

  g_assert_true (g_str_has_prefix (text, expected));
  g_assert_nonnull (strstr (text,
                            "\nWAL\n"
                            "Segments: 000000010000000000000000 to 000000010000000000000000\n"
                            "LSN: 0/2000000 to 0/2000100\n"
                            "\n"
                            "Builds On\n"
                            "Nothing: it is a full backup.\n"
                            "\n"
                            "What Depends on It\n"
                            "23 backups cannot be used without it.\n"
                            "20260301-000000F_20260301-010000I\n"));
  g_assert_nonnull (strstr (text,
                            "\nand 3 more\n"
                            "\n"
                            "Annotations\n"
                            "name: nightly\n"
                            "ticket: OPS-4711\n"
                            "\n"
                            "pgBackRest\n"
                            "Version: 2.54\n"
                            "Format: 5\n"));
}

/* A chain from the one it builds on down to the full one; files with errors. */
static void
test_backup_details_chain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *incremental = show (fixture, 14, fixture->restore_window);
  g_autofree char *damaged = NULL;

  g_assert_nonnull (strstr (incremental,
                            "\nBuilds On\n"
                            "20260301-000000F_20260301-130000I\n"
                            "20260301-000000F_20260301-120000D\n"
                            "20260301-000000F\n"
                            "\n"
                            "What Depends on It\n"
                            "9 backups cannot be used without it.\n"));
  damaged = show (fixture, 99, fixture->restore_window);
  g_assert_true (g_str_has_prefix (damaged,
                                   "20260305-000000F_20260305-030000I\n"
                                   "Page errors\n"
                                   "Pages with wrong checksums were found in it.\n"));
  g_assert_nonnull (strstr (damaged, "\nWhat Depends on It\nNothing.\n"));
  g_assert_nonnull (
      strstr (damaged, "\nFiles with Page Errors\nbase/16384/1259\nbase/16384/2608\n"));
}

/* While pages still come, only what the backup says itself is claimed. */
static void
test_backup_details_loading (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = show (fixture, 14, NULL);

  g_assert_nonnull (strstr (text, "\nBuilds On\n20260301-000000F_20260301-130000I\n\n"));
  g_assert_nonnull (
      strstr (text, "\nWhat Depends on It\nNot known until all backups have been read.\n"));
}

/* Where nothing is known, nothing is said; and nothing at all without a backup. */
static void
test_backup_details_empty (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackup) backup = reprise_backup_new (&fields);
  g_autofree char *text = NULL;
  g_autofree char *nothing = NULL;

  reprise_backup_details_show (fixture->details, backup, fixture->restore_window, fixture->zone);
  text = reprise_backup_details_dup_text (fixture->details);
  g_assert_cmpstr (text,
                   ==,
                   "–\nSuccessful\nType: Unknown\nCreated at: –\nFinished at: –\n\n"
                   "Builds On\nNot known.\n\nWhat Depends on It\n"
                   "Not known until all backups have been read.\n");
  reprise_backup_details_show (fixture->details, NULL, NULL, fixture->zone);
  nothing = reprise_backup_details_dup_text (fixture->details);
  g_assert_cmpstr (nothing, ==, "");
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget))) &&
      g_str_equal (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (widget)))),
                   label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
label_activated_cb (RepriseBackupDetails *details, const char *label, gpointer user_data)
{
  *(char **) user_data = g_strdup (label);
}

/* Each backup named is a button that leads to it, with its name for a screen reader. */
static void
test_backup_details_buttons (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = show (fixture, 14, fixture->restore_window);
  GtkWidget *button = find_button (GTK_WIDGET (fixture->details), "20260301-000000F");
  g_autofree char *activated = NULL;

  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "20260301-000000F");
  g_signal_connect (fixture->details,
                    "label-activated",
                    G_CALLBACK (label_activated_cb),
                    &activated);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (activated, ==, "20260301-000000F");
}

/* Block maps have their sizes, exact as well, and why the size of the set is missing is said. */
static void
test_backup_details_block_incremental (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseBackup) backup = NULL;
  g_autofree char *text = NULL;

  fields.label = "20260301-000000F";
  fields.backup_size = 787283;
  fields.backup_map_size = 4096;
  fields.backup_set_map_size = 1048577;
  backup = reprise_backup_new (&fields);
  reprise_backup_details_show (fixture->details, backup, fixture->restore_window, fixture->zone);
  text = reprise_backup_details_dup_text (fixture->details);
  g_assert_nonnull (strstr (text,
                            "\nSizes\n"
                            "Added to the repository: 768.8 KB (787 283 bytes)\n"
                            "Added block maps: 4 KB (4 096 bytes)\n"
                            "Block maps with all it builds on: 1 MB (1 048 577 bytes)\n"
                            "It is block incremental: "));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/backup-details/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  ADD ("full", test_backup_details_full);
  ADD ("chain", test_backup_details_chain);
  ADD ("loading", test_backup_details_loading);
  ADD ("empty", test_backup_details_empty);
  ADD ("block-incremental", test_backup_details_block_incremental);
  ADD ("buttons", test_backup_details_buttons);
  return g_test_run ();
}
