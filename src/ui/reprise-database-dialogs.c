/* SPDX-License-Identifier: GPL-3.0-or-later
 * The dialogs in which something is done to a database. */

#include "config.h"

#include "ui/reprise-database-dialogs.h"

#include "base/reprise-system-clock.h"
#include "ui/reprise-replication-dialog.h"
#include "ui/reprise-restore-dialog.h"

static void
present_over (gpointer dialog, GtkWindow *parent)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What the service says of the database is out of date after @signal. */
static void
refresh_on (gpointer dialog, const char *signal, RepriseDatabaseWatch *watch)
{
  g_signal_connect_object (dialog,
                           signal,
                           G_CALLBACK (reprise_database_watch_refresh),
                           watch,
                           G_CONNECT_SWAPPED);
}

/* The new backup is in the repository: the node's tab and card shall show it too. */
static void
wait_changed_cb (RepriseDatabaseWatch *watch, GParamSpec *pspec, RepriseBackupWait *wait)
{
  const char *name = reprise_node_get_name (reprise_backup_wait_get_node (wait));
  RepriseCurrentBackups *current = reprise_database_watch_get_current_backups (watch, name);

  if (current != NULL && reprise_backup_wait_get_state (wait) == REPRISE_BACKUP_WAIT_FOUND)
    reprise_current_backups_refresh (current);
}

static void
backup_sent_cb (RepriseDatabaseWatch *watch, RepriseBackupFollow *follow)
{
  GListModel *waits = reprise_backup_follow_get_waits (follow);

  for (guint i = 0; i < g_list_model_get_n_items (waits); i++)
    {
      g_autoptr (RepriseBackupWait) wait = g_list_model_get_item (waits, i);

      g_signal_connect_object (wait,
                               "notify::state",
                               G_CALLBACK (wait_changed_cb),
                               watch,
                               G_CONNECT_SWAPPED);
    }
}

/**
 * reprise_database_open_backup_dialog:
 * @parent: the window that it belongs to
 * @watch: a database; a node's backups are read again as soon as the new one is there
 * @zone: the zone that times are shown in
 *
 * Returns: (transfer none): the dialog, which GTK owns
 */
RepriseBackupDialog *
reprise_database_open_backup_dialog (GtkWindow *parent,
                                     RepriseDatabaseWatch *watch,
                                     RepriseZone *zone)
{
  g_autoptr (RepriseClock) clock = reprise_system_clock_new ();
  RepriseBackupDialog *dialog = reprise_backup_dialog_new (watch, zone, clock);

  g_signal_connect_object (dialog, "sent", G_CALLBACK (backup_sent_cb), watch, G_CONNECT_SWAPPED);
  present_over (dialog, parent);
  return dialog;
}

/**
 * reprise_database_open_restore_dialog:
 * @parent: the window that it belongs to
 * @watch: the database to restore; read again once a restore was sent
 * @jobs: the restores of its service
 * @zone_choice: see reprise_zone_choice_resolve()
 * @source_database_id: (nullable): the database whose backups @request names
 * @request: (nullable): what is chosen at first
 */
void
reprise_database_open_restore_dialog (GtkWindow *parent,
                                      RepriseDatabaseWatch *watch,
                                      RepriseJobManager *jobs,
                                      const char *zone_choice,
                                      const char *source_database_id,
                                      RepriseRestoreRequest *request)
{
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  g_autoptr (RepriseClock) clock = reprise_system_clock_new ();
  RepriseRestoreDialog *dialog =
      reprise_restore_dialog_new (reprise_database_watch_get_backend (watch),
                                  jobs,
                                  reprise_database_get_id (database),
                                  clock);

  reprise_restore_dialog_set_zone_choice (dialog, zone_choice);
  refresh_on (dialog, "submitted", watch);
  if (request != NULL)
    reprise_restore_dialog_prefill (dialog, source_database_id, request);
  reprise_restore_dialog_open (dialog);
  present_over (dialog, parent);
}

/**
 * reprise_database_open_replication_dialog:
 * @parent: the window that it belongs to
 * @watch: a database; read again once replication was started
 * @replicator: (nullable): reaches its nodes
 */
void
reprise_database_open_replication_dialog (GtkWindow *parent,
                                          RepriseDatabaseWatch *watch,
                                          RepriseReplicator *replicator)
{
  RepriseReplicationDialog *dialog =
      reprise_replication_dialog_new (reprise_database_watch_get_backend (watch),
                                      replicator,
                                      reprise_database_watch_get_database (watch));

  refresh_on (dialog, "started", watch);
  present_over (dialog, parent);
}
