/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a database's page tells of its restores: the newest, until somebody dismisses it. */

#include "config.h"

#include "ui/reprise-restore-panel.h"

#include "ui/reprise-restore-progress.h"

struct _RepriseRestorePanel
{
  AdwBin parent_instance;

  RepriseRestoreProgress *progress;

  RepriseJobManager *jobs; /* NULL where nothing can be restored */
  RepriseDatabaseWatch *watch;
  RepriseZone *zone;
  RepriseRestoreJob *job; /* that is shown, or NULL */
  gboolean was_finished;  /* when it was last looked at */
};

G_DEFINE_FINAL_TYPE (RepriseRestorePanel, reprise_restore_panel, ADW_TYPE_BIN)

enum
{
  SIGNAL_START_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static RepriseRestoreJob *
find_job (RepriseRestorePanel *self)
{
  RepriseDatabase *database = reprise_database_watch_get_database (self->watch);

  return self->jobs == NULL
             ? NULL
             : reprise_job_manager_find (self->jobs, reprise_database_get_id (database));
}

static void
update_actions (RepriseRestorePanel *self)
{
  gboolean is_over = self->job != NULL && reprise_restore_job_is_finished (self->job);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "restore.dismiss", is_over);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "restore.start-over", is_over);
}

static void
show (RepriseRestorePanel *self)
{
  if (self->watch == NULL || self->zone == NULL)
    return;
  reprise_restore_progress_update (self->progress, self->job, self->watch, self->zone);
  update_actions (self);
}

/* What a restore leaves behind is read as soon as it is over: a new repository, other backups. */
static void
job_changed_cb (RepriseRestorePanel *self)
{
  gboolean is_finished = reprise_restore_job_is_finished (self->job);

  if (is_finished && !self->was_finished)
    reprise_database_watch_refresh (self->watch);
  self->was_finished = is_finished;
  show (self);
}

static void
let_go_of_job (RepriseRestorePanel *self)
{
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  g_signal_handlers_disconnect_by_data (reprise_restore_job_get_job (self->job), self);
  g_clear_object (&self->job);
}

static void
jobs_changed_cb (RepriseRestorePanel *self)
{
  RepriseRestoreJob *job = find_job (self);

  if (job == self->job)
    return;
  let_go_of_job (self);
  if (job != NULL)
    {
      self->job = g_object_ref (job);
      self->was_finished = reprise_restore_job_is_finished (job);
      g_signal_connect_object (job, "notify", G_CALLBACK (job_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (reprise_restore_job_get_job (job),
                               "notify",
                               G_CALLBACK (job_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  show (self);
}

static void
dismiss_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseRestorePanel *self = REPRISE_RESTORE_PANEL (widget);

  if (self->job != NULL && reprise_restore_job_is_finished (self->job))
    reprise_job_manager_dismiss (self->jobs, self->job);
}

static void
start_over_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseRestorePanel *self = REPRISE_RESTORE_PANEL (widget);

  if (self->job != NULL)
    g_signal_emit (self, signals[SIGNAL_START_OVER], 0, self->job);
}

static void
reprise_restore_panel_dispose (GObject *object)
{
  RepriseRestorePanel *self = REPRISE_RESTORE_PANEL (object);

  let_go_of_job (self);
  g_clear_object (&self->jobs);
  g_clear_object (&self->watch);
  g_clear_object (&self->zone);
  G_OBJECT_CLASS (reprise_restore_panel_parent_class)->dispose (object);
}

static void
reprise_restore_panel_class_init (RepriseRestorePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_panel_dispose;

  /**
   * RepriseRestorePanel::start-over:
   * @job: a restore that is over, whose choices are to be made again
   */
  signals[SIGNAL_START_OVER] = g_signal_new ("start-over",
                                             G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             1,
                                             REPRISE_TYPE_RESTORE_JOB);

  gtk_widget_class_install_action (widget_class, "restore.dismiss", NULL, dismiss_cb);
  gtk_widget_class_install_action (widget_class, "restore.start-over", NULL, start_over_cb);
}

static void
reprise_restore_panel_init (RepriseRestorePanel *self)
{
  self->progress = reprise_restore_progress_new ();
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->progress));
  g_object_bind_property (self->progress, "visible", self, "visible", G_BINDING_SYNC_CREATE);
  update_actions (self);
}

/**
 * reprise_restore_panel_new:
 *
 * Returns: (transfer floating): a panel that shows nothing
 */
RepriseRestorePanel *
reprise_restore_panel_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_PANEL, NULL);
}

/**
 * reprise_restore_panel_follow:
 * @self: a panel that has not been told yet
 * @jobs: (nullable): the restores of the service
 * @watch: the database whose restores are shown
 */
void
reprise_restore_panel_follow (RepriseRestorePanel *self,
                              RepriseJobManager *jobs,
                              RepriseDatabaseWatch *watch)
{
  g_return_if_fail (REPRISE_IS_RESTORE_PANEL (self));
  g_return_if_fail (self->watch == NULL);

  self->watch = g_object_ref (watch);
  g_set_object (&self->jobs, jobs);
  if (jobs == NULL)
    return;
  g_signal_connect_object (jobs,
                           "items-changed",
                           G_CALLBACK (jobs_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  jobs_changed_cb (self);
}

/**
 * reprise_restore_panel_update:
 * @self: a panel
 * @zone: the zone that times are shown in
 *
 * Shows what is known of the database by now.
 */
void
reprise_restore_panel_update (RepriseRestorePanel *self, RepriseZone *zone)
{
  g_return_if_fail (REPRISE_IS_RESTORE_PANEL (self));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  g_set_object (&self->zone, zone);
  show (self);
}
