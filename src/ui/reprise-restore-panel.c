/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a database's page tells of its restores: the newest, until somebody dismisses it. */

#include "config.h"

#include "ui/reprise-restore-panel.h"

#include "restore/reprise-restore-checklist.h"
#include "ui/reprise-restore-checklist-view.h"
#include "ui/reprise-restore-progress.h"

struct _RepriseRestorePanel
{
  AdwBin parent_instance;

  RepriseRestoreProgress *progress;
  RepriseRestoreProgress *other;          /* what runs beside a restore that is over */
  RepriseRestoreChecklistView *checklist; /* NULL where there is none to show */

  RepriseJobManager *jobs; /* NULL where nothing can be restored */
  RepriseDatabaseWatch *watch;
  RepriseZone *zone;
  RepriseRestoreJob *job; /* that is shown, or NULL */
  gboolean was_finished;  /* when it was last looked at */
  gboolean is_closing;    /* somebody dismisses it */
  gboolean is_stale;      /* the database was not read since the restore ended */
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

static RepriseCurrentBackups *
get_current_backups (RepriseRestorePanel *self, guint position)
{
  GListModel *nodes = reprise_database_watch_get_nodes (self->watch);
  g_autoptr (RepriseNodeView) view = g_list_model_get_item (nodes, position);

  return reprise_database_watch_get_current_backups (self->watch,
                                                     reprise_node_view_get_name (view));
}

static GPtrArray *
collect_inventories (RepriseRestorePanel *self)
{
  GListModel *nodes = reprise_database_watch_get_nodes (self->watch);
  GPtrArray *inventories = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      RepriseNodeView *view = reprise_current_backups_get_view (get_current_backups (self, i));
      RepriseInventory *inventory = view == NULL ? NULL : reprise_node_view_get_inventory (view);

      if (inventory != NULL)
        g_ptr_array_add (inventories, g_object_ref (inventory));
    }
  return inventories;
}

static GPtrArray *
make_checklist (RepriseRestorePanel *self)
{
  RepriseTask *task = reprise_restore_job_get_task (self->job);
  g_autoptr (GPtrArray) inventories = collect_inventories (self);
  RepriseChecklistFacts facts = {
    .request = reprise_restore_job_get_request (self->job),
    .asked_at = reprise_restore_job_get_asked_at (self->job),
    .began_at = task == NULL ? REPRISE_INSTANT_NONE : reprise_task_get_created_at (task),
    .database = reprise_database_watch_get_database (self->watch),
    .repositories = reprise_database_watch_get_repositories (self->watch),
    .inventories = inventories,
  };

  return reprise_restore_checklist_make (&facts);
}

/* Where its task has done what it should, there is something to check off, also where the database
 * is not available yet. */
static gboolean
has_checklist (RepriseRestorePanel *self)
{
  RepriseTask *task = self->job == NULL ? NULL : reprise_restore_job_get_task (self->job);

  if (self->job == NULL || self->is_stale || !reprise_restore_job_is_finished (self->job))
    return FALSE;
  return reprise_job_get_result (reprise_restore_job_get_job (self->job)) ==
             REPRISE_JOB_RESULT_SUCCEEDED ||
         (task != NULL && reprise_task_get_status (task) == REPRISE_TASK_STATUS_SUCCEEDED &&
          reprise_restore_job_get_match (self->job) == REPRISE_RESTORE_MATCH_OURS);
}

/* What is all done need not be told again at the next start; until the page goes it stays to be
 * read. */
static void
show_checklist (RepriseRestorePanel *self)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!has_checklist (self))
    {
      self->checklist = NULL;
      reprise_restore_progress_set_checklist (self->progress, NULL);
      return;
    }
  if (self->checklist == NULL)
    {
      self->checklist = reprise_restore_checklist_view_new ();
      reprise_restore_progress_set_checklist (self->progress, GTK_WIDGET (self->checklist));
    }
  items = make_checklist (self);
  reprise_restore_checklist_view_show (self->checklist, items);
  if (reprise_restore_checklist_is_done (items) && !reprise_restore_job_is_dismissed (self->job))
    reprise_job_manager_dismiss (self->jobs, self->job);
}

/* While a restore runs any task may be its own; what the list told before its end is old. */
static void
show_other (RepriseRestorePanel *self)
{
  if (self->job != NULL && reprise_restore_job_is_finished (self->job) && !self->is_stale)
    reprise_restore_progress_update (self->other, NULL, self->watch, self->zone);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->other), FALSE);
}

static void
show (RepriseRestorePanel *self)
{
  if (self->watch == NULL || self->zone == NULL)
    return;
  reprise_restore_progress_update (self->progress, self->job, self->watch, self->zone);
  show_other (self);
  show_checklist (self);
  update_actions (self);
}

/* Whoever looked at an earlier repository meanwhile wants to see the new one now. */
static void
point_at_new_repositories (RepriseRestorePanel *self)
{
  GListModel *nodes = reprise_database_watch_get_nodes (self->watch);

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      RepriseCurrentBackups *current = get_current_backups (self, i);
      const char *id = reprise_current_backups_get_repository_id (current);

      if (id != NULL)
        reprise_node_view_set_repository_id (reprise_current_backups_get_shown (current), id);
    }
}

/* What was read before the restore ended says nothing about after it. */
static void
watch_changed_cb (RepriseRestorePanel *self)
{
  if (self->is_stale && reprise_database_watch_get_state (self->watch) == REPRISE_LOAD_STATE_READY)
    {
      self->is_stale = FALSE;
      if (has_checklist (self))
        point_at_new_repositories (self);
    }
  show (self);
}

static void
nodes_changed_cb (RepriseRestorePanel *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      RepriseCurrentBackups *current = get_current_backups (self, i);

      g_signal_handlers_disconnect_by_func (current, show, self);
      g_signal_connect_object (current, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
}

/* What a restore leaves behind is read as soon as it is over: a new repository, other backups. */
static void
job_changed_cb (RepriseRestorePanel *self)
{
  gboolean is_finished = reprise_restore_job_is_finished (self->job);

  if (is_finished && !self->was_finished)
    {
      self->is_stale = TRUE;
      reprise_database_watch_refresh (self->watch);
    }
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

/* It is listed no more, but all of it is done and shall be seen to be. */
static gboolean
is_done (RepriseRestorePanel *self)
{
  return self->checklist != NULL && reprise_restore_job_is_dismissed (self->job) &&
         !self->is_closing;
}

static void
jobs_changed_cb (RepriseRestorePanel *self)
{
  RepriseRestoreJob *job = find_job (self);

  if (job == self->job || (job == NULL && is_done (self)))
    return;
  let_go_of_job (self);
  if (job != NULL)
    {
      self->job = g_object_ref (job);
      self->was_finished = reprise_restore_job_is_finished (job);
      self->is_stale = reprise_database_watch_get_state (self->watch) != REPRISE_LOAD_STATE_READY;
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

  if (self->job == NULL || !reprise_restore_job_is_finished (self->job))
    return;
  self->is_closing = TRUE;
  if (reprise_restore_job_is_dismissed (self->job))
    jobs_changed_cb (self);
  else
    reprise_job_manager_dismiss (self->jobs, self->job);
  self->is_closing = FALSE;
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->progress = reprise_restore_progress_new ();
  self->other = reprise_restore_progress_new ();
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->other));
  adw_bin_set_child (ADW_BIN (self), box);
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
  g_signal_connect_object (watch,
                           "changed",
                           G_CALLBACK (watch_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reprise_database_watch_get_nodes (watch),
                           "items-changed",
                           G_CALLBACK (nodes_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  nodes_changed_cb (self,
                    0,
                    0,
                    g_list_model_get_n_items (reprise_database_watch_get_nodes (watch)));
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
