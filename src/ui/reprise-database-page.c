/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database: what it is, how it is backed up, and each node's backups. */

#include "config.h"

#include "ui/reprise-database-page.h"

#include "base/reprise-system-clock.h"
#include "ui/reprise-backup-card.h"
#include "ui/reprise-backup-dialog.h"
#include "ui/reprise-backup-obstacle.h"
#include "ui/reprise-database-header.h"
#include "ui/reprise-error-view.h"
#include "ui/reprise-node-label.h"
#include "ui/reprise-node-pane.h"
#include "ui/reprise-replication-dialog.h"
#include "ui/reprise-replication-words.h"
#include "ui/reprise-restore-dialog.h"
#include "ui/reprise-restore-panel.h"
#include "ui/reprise-restore-prefill.h"
#include "ui/reprise-stale-bar.h"
#include "ui/reprise-zone-choice.h"

#include <glib/gi18n.h>

/* How often "5 minutes ago" is brought up to date. */
#define AGE_SECONDS 20

struct _RepriseDatabasePage
{
  AdwBin parent_instance;

  GtkFlowBox *cards_box;
  RepriseErrorView *error_view;
  RepriseDatabaseHeader *header;
  GtkLabel *provider_label;
  RepriseRestorePanel *restore_panel;
  GtkStack *stack;
  RepriseStaleBar *stale_bar;
  GtkNotebook *tabs;

  RepriseDatabaseWatch *watch;
  RepriseJobManager *jobs;       /* NULL where nothing can be restored */
  RepriseReplicator *replicator; /* NULL where the nodes cannot be reached from here */
  RepriseZone *zone;             /* of the tab that is open */
  char *zone_choice;
  gboolean show_configuration;
  gboolean is_changing; /* tabs come and go: none of that is a choice */
  guint age_id;
};

G_DEFINE_FINAL_TYPE (RepriseDatabasePage, reprise_database_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_WATCH,
  PROP_JOB_MANAGER,
  PROP_REPLICATOR,
  PROP_ZONE,
  PROP_SHOW_CONFIGURATION,
  N_PROPS,
};

enum
{
  SIGNAL_BACKUP_SENT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static RepriseNodePane *
get_pane (RepriseDatabasePage *self, int position)
{
  GtkWidget *pane = gtk_notebook_get_nth_page (self->tabs, position);

  return pane == NULL ? NULL : REPRISE_NODE_PANE (pane);
}

static RepriseNode *
get_open_node (RepriseDatabasePage *self)
{
  RepriseNodePane *pane = get_pane (self, gtk_notebook_get_current_page (self->tabs));

  return pane == NULL ? NULL : reprise_node_view_get_node (reprise_node_pane_get_view (pane));
}

static void
update_zone (RepriseDatabasePage *self)
{
  g_autoptr (RepriseZone) zone =
                 reprise_zone_choice_resolve (self->zone_choice, get_open_node (self));

  if (reprise_zone_equal (self->zone, zone))
    return;
  g_set_object (&self->zone, zone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE]);
}

static RepriseZone *
dup_zone_of (RepriseDatabasePage *self, RepriseNodeView *view)
{
  return reprise_zone_choice_resolve (self->zone_choice, reprise_node_view_get_node (view));
}

static void
update_cards (RepriseDatabasePage *self)
{
  GListModel *nodes = reprise_database_watch_get_nodes (self->watch);

  for (int i = 0; i < (int) g_list_model_get_n_items (nodes); i++)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->cards_box, i);
      g_autoptr (RepriseNodeView) view = g_list_model_get_item (nodes, (guint) i);
      g_autoptr (RepriseZone) zone = dup_zone_of (self, view);

      if (child != NULL)
        reprise_backup_card_update (REPRISE_BACKUP_CARD (gtk_flow_box_child_get_child (child)),
                                    self->watch,
                                    zone);
    }
}

static void
update_panes (RepriseDatabasePage *self)
{
  g_autofree char *obstacle = reprise_restore_obstacle_dup (self->watch);

  for (int i = 0; i < gtk_notebook_get_n_pages (self->tabs); i++)
    {
      RepriseNodePane *pane = get_pane (self, i);
      g_autoptr (RepriseZone) zone = dup_zone_of (self, reprise_node_pane_get_view (pane));

      reprise_node_pane_update (pane, self->watch, zone);
      reprise_node_pane_set_can_restore (pane, obstacle == NULL);
    }
}

static void
update_stale_bar (RepriseDatabasePage *self)
{
  RepriseStaleness staleness = { .loaded_at = reprise_database_watch_get_loaded_at (self->watch),
                                 .error = reprise_database_watch_get_error (self->watch),
                                 .problems = reprise_database_watch_get_problems (self->watch) };

  reprise_stale_bar_show (self->stale_bar, &staleness, self->zone);
}

static void
update_header (RepriseDatabasePage *self)
{
  RepriseDatabase *database = reprise_database_watch_get_database (self->watch);
  const char *provider = reprise_database_get_backup_provider (database);
  g_autofree char *backup = reprise_backup_obstacle_dup (self->watch);
  g_autofree char *restore = reprise_restore_obstacle_dup (self->watch);
  g_autofree char *replication =
      reprise_replication_words_dup_obstacle (reprise_database_watch_get_backend (self->watch),
                                              database);
  const RepriseDatabaseObstacles obstacles = { backup, restore, replication };

  reprise_database_header_update (self->header, self->watch, self->zone, &obstacles);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backup.create", backup == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backup.restore", restore == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replication.start", replication == NULL);
  gtk_label_set_label (self->provider_label, provider == NULL ? "" : provider);
}

static void
update_state (RepriseDatabasePage *self)
{
  switch (reprise_database_watch_get_state (self->watch))
    {
    case REPRISE_LOAD_STATE_LOADING:
      gtk_stack_set_visible_child_name (self->stack, "loading");
      break;
    case REPRISE_LOAD_STATE_FAILED:
      reprise_error_view_set_error (self->error_view,
                                    _ ("The Database Could Not Be Read"),
                                    reprise_database_watch_get_error (self->watch));
      gtk_stack_set_visible_child_name (self->stack, "failed");
      break;
    case REPRISE_LOAD_STATE_READY:
    case REPRISE_LOAD_STATE_REFRESHING:
    case REPRISE_LOAD_STATE_STALE:
    default:
      gtk_stack_set_visible_child_name (self->stack, "content");
    }
}

static void
update_all (RepriseDatabasePage *self)
{
  update_zone (self);
  update_header (self);
  reprise_restore_panel_update (self->restore_panel, self->zone);
  update_cards (self);
  update_panes (self);
  update_stale_bar (self);
  update_state (self);
}

static RepriseRestoreDialog *
new_restore_dialog (RepriseDatabasePage *self)
{
  RepriseDatabase *database = reprise_database_watch_get_database (self->watch);
  RepriseRestoreDialog *dialog =
      reprise_restore_dialog_new (reprise_database_watch_get_backend (self->watch),
                                  self->jobs,
                                  reprise_database_get_id (database));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  reprise_restore_dialog_set_zone_choice (dialog, self->zone_choice);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  g_signal_connect_object (dialog,
                           "submitted",
                           G_CALLBACK (reprise_database_watch_refresh),
                           self->watch,
                           G_CONNECT_SWAPPED);
  return dialog;
}

/* request: (nullable): what is chosen at first */
static void
open_restore_dialog (RepriseDatabasePage *self,
                     const char *source_database_id,
                     RepriseRestoreRequest *request)
{
  RepriseRestoreDialog *dialog = new_restore_dialog (self);

  if (request != NULL)
    reprise_restore_dialog_prefill (dialog, source_database_id, request);
  reprise_restore_dialog_open (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The application does it: it knows of files. */
static void
save_inventory_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (widget);
  RepriseDatabase *database = reprise_database_watch_get_database (self->watch);

  gtk_widget_activate_action (widget,
                              "app.save-inventory",
                              "s",
                              reprise_database_get_id (database));
}

static void
restore_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  open_restore_dialog (REPRISE_DATABASE_PAGE (widget), NULL, NULL);
}

static const char *
get_database_id (RepriseDatabasePage *self)
{
  return reprise_database_get_id (reprise_database_watch_get_database (self->watch));
}

static void
restore_backup_cb (RepriseDatabasePage *self, const char *label, RepriseNodePane *pane)
{
  RepriseNodeView *view = reprise_node_pane_get_view (pane);
  g_autoptr (RepriseRestoreRequest) request =
                 reprise_restore_prefill_backup (reprise_node_view_get_name (view),
                                                 reprise_node_view_get_repository_id (view),
                                                 label);

  open_restore_dialog (self, get_database_id (self), request);
}

static void
restore_time_cb (RepriseDatabasePage *self, gint64 instant, RepriseNodePane *pane)
{
  RepriseNodeView *view = reprise_node_pane_get_view (pane);
  g_autoptr (RepriseRestoreRequest) request =
                 reprise_restore_prefill_time (reprise_node_view_get_name (view),
                                               reprise_node_view_get_repository_id (view),
                                               instant);

  open_restore_dialog (self, get_database_id (self), request);
}

static void
start_over_cb (RepriseDatabasePage *self, RepriseRestoreJob *job)
{
  open_restore_dialog (self,
                       reprise_restore_job_get_source_database_id (job),
                       reprise_restore_job_get_request (job));
}

/* A tab is GTK's own, around what is put there. */
static void
append_tab (RepriseDatabasePage *self, RepriseNode *node, GtkWidget *pane)
{
  GtkWidget *label = reprise_node_label_new (node, FALSE);
  g_autofree char *words = reprise_node_dup_words (node);

  gtk_notebook_append_page (self->tabs, pane, label);
  gtk_notebook_set_menu_label_text (self->tabs, pane, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
}

static void
add_node (RepriseDatabasePage *self, RepriseNodeView *view)
{
  RepriseNode *node = reprise_node_view_get_node (view);
  GtkWidget *card = GTK_WIDGET (reprise_backup_card_new (view));
  GtkWidget *pane = GTK_WIDGET (reprise_node_pane_new (view));

  gtk_flow_box_append (self->cards_box, card);
  /* What can be done is in the card: there is no use in stopping at the place that it lies in. */
  gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
  append_tab (self, node, pane);
  g_signal_connect_object (pane,
                           "restore-backup",
                           G_CALLBACK (restore_backup_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pane,
                           "restore-time",
                           G_CALLBACK (restore_time_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view,
                           "notify::state",
                           G_CALLBACK (update_cards),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
remove_nodes (RepriseDatabasePage *self)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (self->cards_box, 0)) != NULL)
    gtk_flow_box_remove (self->cards_box, GTK_WIDGET (child));
  while (gtk_notebook_get_n_pages (self->tabs) > 0)
    {
      RepriseNodePane *pane = get_pane (self, 0);

      g_signal_handlers_disconnect_by_func (reprise_node_pane_get_view (pane), update_cards, self);
      gtk_notebook_remove_page (self->tabs, 0);
    }
}

static void
open_tab_of (RepriseDatabasePage *self, const char *node_name)
{
  for (int i = 0; i < gtk_notebook_get_n_pages (self->tabs); i++)
    if (g_strcmp0 (reprise_node_view_get_name (reprise_node_pane_get_view (get_pane (self, i))),
                   node_name) == 0)
      gtk_notebook_set_current_page (self->tabs, i);
}

static void
nodes_changed_cb (RepriseDatabasePage *self)
{
  GListModel *nodes = reprise_database_watch_get_nodes (self->watch);
  RepriseNode *open = get_open_node (self);
  g_autofree char *open_name = open == NULL ? NULL : g_strdup (reprise_node_get_name (open));

  self->is_changing = TRUE;
  remove_nodes (self);
  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (RepriseNodeView) view = g_list_model_get_item (nodes, i);

      add_node (self, view);
    }
  open_tab_of (self, open_name);
  self->is_changing = FALSE;
}

static void
tab_changed_cb (RepriseDatabasePage *self)
{
  if (!self->is_changing)
    update_zone (self);
}

/* The new backup is in the repository: the tab shall show it too. */
static void
wait_changed_cb (RepriseDatabasePage *self, GParamSpec *pspec, RepriseBackupWait *wait)
{
  RepriseNode *node = reprise_backup_wait_get_node (wait);

  if (reprise_backup_wait_get_state (wait) != REPRISE_BACKUP_WAIT_FOUND)
    return;
  for (int i = 0; i < gtk_notebook_get_n_pages (self->tabs); i++)
    {
      RepriseNodeView *view = reprise_node_pane_get_view (get_pane (self, i));

      if (g_strcmp0 (reprise_node_view_get_name (view), reprise_node_get_name (node)) == 0)
        reprise_node_view_refresh (view);
    }
}

static void
backup_sent_cb (RepriseDatabasePage *self, RepriseBackupFollow *follow)
{
  GListModel *waits = reprise_backup_follow_get_waits (follow);

  for (guint i = 0; i < g_list_model_get_n_items (waits); i++)
    {
      g_autoptr (RepriseBackupWait) wait = g_list_model_get_item (waits, i);

      g_signal_connect_object (wait,
                               "notify::state",
                               G_CALLBACK (wait_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_emit (self, signals[SIGNAL_BACKUP_SENT], 0, follow);
}

static void
create_backup_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (widget);
  g_autoptr (RepriseClock) clock = reprise_system_clock_new ();
  RepriseBackupDialog *dialog = reprise_backup_dialog_new (self->watch, self->zone, clock);
  GtkRoot *root = gtk_widget_get_root (widget);

  g_signal_connect_object (dialog, "sent", G_CALLBACK (backup_sent_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What the service says of the tables is out of date then. */
static void
replication_started_cb (RepriseDatabasePage *self)
{
  reprise_database_watch_refresh (self->watch);
}

static void
start_replication_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (widget);
  RepriseReplicationDialog *dialog =
      reprise_replication_dialog_new (reprise_database_watch_get_backend (self->watch),
                                      self->replicator,
                                      reprise_database_watch_get_database (self->watch));

  g_signal_connect_object (dialog,
                           "started",
                           G_CALLBACK (replication_started_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
retry_cb (RepriseDatabasePage *self)
{
  reprise_database_watch_refresh (self->watch);
}

static gboolean
age_cb (gpointer user_data)
{
  RepriseDatabasePage *self = user_data;

  update_header (self);
  update_cards (self);
  return G_SOURCE_CONTINUE;
}

static void
reprise_database_page_constructed (GObject *object)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (object);

  G_OBJECT_CLASS (reprise_database_page_parent_class)->constructed (object);
  g_signal_connect_object (reprise_database_watch_get_nodes (self->watch),
                           "items-changed",
                           G_CALLBACK (nodes_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch,
                           "changed",
                           G_CALLBACK (update_all),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch,
                           "notify::state",
                           G_CALLBACK (update_state),
                           self,
                           G_CONNECT_SWAPPED);
  self->age_id = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
}

static void
reprise_database_page_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (object);

  switch (property_id)
    {
    case PROP_WATCH:
      g_value_set_object (value, self->watch);
      break;
    case PROP_JOB_MANAGER:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_REPLICATOR:
      g_value_set_object (value, self->replicator);
      break;
    case PROP_ZONE:
      g_value_set_object (value, self->zone);
      break;
    case PROP_SHOW_CONFIGURATION:
      g_value_set_boolean (value, self->show_configuration);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_database_page_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (object);

  switch (property_id)
    {
    case PROP_WATCH:
      self->watch = g_value_dup_object (value);
      break;
    case PROP_JOB_MANAGER:
      self->jobs = g_value_dup_object (value);
      break;
    case PROP_REPLICATOR:
      self->replicator = g_value_dup_object (value);
      break;
    case PROP_SHOW_CONFIGURATION:
      if (self->show_configuration == g_value_get_boolean (value))
        return;
      self->show_configuration = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_database_page_dispose (GObject *object)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (object);

  g_clear_handle_id (&self->age_id, g_source_remove);
  /* Tabs that go one by one tell of each that comes to the front. */
  self->is_changing = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_DATABASE_PAGE);
  g_clear_object (&self->watch);
  g_clear_object (&self->jobs);
  g_clear_object (&self->replicator);
  g_clear_object (&self->zone);
  G_OBJECT_CLASS (reprise_database_page_parent_class)->dispose (object);
}

static void
reprise_database_page_finalize (GObject *object)
{
  g_free (REPRISE_DATABASE_PAGE (object)->zone_choice);
  G_OBJECT_CLASS (reprise_database_page_parent_class)->finalize (object);
}

static void
install_properties_and_signals (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_WATCH] =
      g_param_spec_object ("watch", NULL, NULL, REPRISE_TYPE_DATABASE_WATCH, fixed);
  properties[PROP_JOB_MANAGER] =
      g_param_spec_object ("job-manager", NULL, NULL, REPRISE_TYPE_JOB_MANAGER, fixed);
  properties[PROP_REPLICATOR] =
      g_param_spec_object ("replicator", NULL, NULL, REPRISE_TYPE_REPLICATOR, fixed);
  properties[PROP_ZONE] = g_param_spec_object ("zone",
                                               NULL,
                                               NULL,
                                               REPRISE_TYPE_ZONE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_CONFIGURATION] =
      g_param_spec_boolean ("show-configuration",
                            NULL,
                            NULL,
                            TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseDatabasePage::backup-sent:
   * @follow: what becomes of it; ends with the last reference to it
   */
  signals[SIGNAL_BACKUP_SENT] = g_signal_new ("backup-sent",
                                              G_TYPE_FROM_CLASS (object_class),
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              REPRISE_TYPE_BACKUP_FOLLOW);
}

static void
reprise_database_page_class_init (RepriseDatabasePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = reprise_database_page_constructed;
  object_class->get_property = reprise_database_page_get_property;
  object_class->set_property = reprise_database_page_set_property;
  object_class->dispose = reprise_database_page_dispose;
  object_class->finalize = reprise_database_page_finalize;
  install_properties_and_signals (object_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-database-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, cards_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, error_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, header);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, provider_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, restore_panel);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, stale_bar);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, tabs);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_install_action (widget_class, "backup.create", NULL, create_backup_cb);
  gtk_widget_class_install_action (widget_class, "backup.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class,
                                   "database.save-inventory",
                                   NULL,
                                   save_inventory_cb);
  gtk_widget_class_install_action (widget_class, "replication.start", NULL, start_replication_cb);

  g_type_ensure (REPRISE_TYPE_DATABASE_HEADER);
  g_type_ensure (REPRISE_TYPE_ERROR_VIEW);
  g_type_ensure (REPRISE_TYPE_RESTORE_PANEL);
  g_type_ensure (REPRISE_TYPE_STALE_BAR);
}

static void
reprise_database_page_init (RepriseDatabasePage *self)
{
  self->show_configuration = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_database_page_new:
 * @watch: the database to show
 * @jobs: (nullable): the restores of its service
 * @replicator: (nullable): reaches its nodes; %NULL where nothing can from here
 * @zone_choice: see reprise_zone_choice_resolve()
 *
 * Returns: (transfer floating): a page for it
 */
RepriseDatabasePage *
reprise_database_page_new (RepriseDatabaseWatch *watch,
                           RepriseJobManager *jobs,
                           RepriseReplicator *replicator,
                           const char *zone_choice)
{
  RepriseDatabasePage *self = g_object_new (REPRISE_TYPE_DATABASE_PAGE,
                                            "watch",
                                            watch,
                                            "job-manager",
                                            jobs,
                                            "replicator",
                                            replicator,
                                            NULL);

  self->zone_choice = g_strdup (zone_choice);
  reprise_restore_panel_follow (self->restore_panel, jobs, watch);
  nodes_changed_cb (self);
  update_all (self);
  return self;
}

/**
 * reprise_database_page_get_watch:
 * @self: a page
 *
 * Returns: (transfer none): the database
 */
RepriseDatabaseWatch *
reprise_database_page_get_watch (RepriseDatabasePage *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE_PAGE (self), NULL);
  return self->watch;
}

/**
 * reprise_database_page_get_zone:
 * @self: a page
 *
 * Returns: (transfer none): the zone that the open tab's times are shown in; property `zone`
 */
RepriseZone *
reprise_database_page_get_zone (RepriseDatabasePage *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE_PAGE (self), NULL);
  return self->zone;
}

/**
 * reprise_database_page_set_zone_choice:
 * @self: a page
 * @zone_choice: see reprise_zone_choice_resolve()
 */
void
reprise_database_page_set_zone_choice (RepriseDatabasePage *self, const char *zone_choice)
{
  g_return_if_fail (REPRISE_IS_DATABASE_PAGE (self));

  if (g_strcmp0 (self->zone_choice, zone_choice) == 0)
    return;
  g_free (self->zone_choice);
  self->zone_choice = g_strdup (zone_choice);
  update_all (self);
}
