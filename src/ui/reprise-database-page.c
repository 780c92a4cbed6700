/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database: what it is, how it is backed up, and each node's backups. */

#include "config.h"

#include "ui/reprise-database-page.h"

#include "ui/reprise-backup-cards.h"
#include "ui/reprise-backup-obstacle.h"
#include "ui/reprise-database-dialogs.h"
#include "ui/reprise-database-header.h"
#include "ui/reprise-error-view.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-node-tabs.h"
#include "ui/reprise-replication-words.h"
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

  RepriseBackupCards *cards;
  RepriseErrorView *error_view;
  RepriseDatabaseHeader *header;
  GtkLabel *provider_label;
  RepriseRestorePanel *restore_panel;
  GtkStack *stack;
  RepriseStaleBar *stale_bar;
  RepriseNodeTabs *tabs;

  RepriseDatabaseWatch *watch;
  RepriseJobManager *jobs;       /* NULL where nothing can be restored */
  RepriseReplicator *replicator; /* NULL where the nodes cannot be reached from here */
  RepriseZone *zone;             /* of the tab that is open */
  char *zone_choice;
  gboolean show_configuration;
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

static void
update_zone (RepriseDatabasePage *self)
{
  g_autoptr (RepriseZone) zone =
                 reprise_zone_choice_resolve (self->zone_choice,
                                              reprise_node_tabs_get_open_node (self->tabs));

  if (reprise_zone_equal (self->zone, zone))
    return;
  g_set_object (&self->zone, zone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE]);
}

static void
update_cards (RepriseDatabasePage *self)
{
  reprise_backup_cards_update (self->cards, self->watch, self->zone_choice);
}

static void
update_tabs (RepriseDatabasePage *self)
{
  g_autofree char *obstacle = reprise_restore_obstacle_dup (self->watch);

  reprise_node_tabs_update (self->tabs, self->watch, self->zone_choice, obstacle == NULL);
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
  update_tabs (self);
  update_stale_bar (self);
  update_state (self);
}

static GtkWindow *
get_window (RepriseDatabasePage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* request: (nullable): what is chosen at first */
static void
open_restore_dialog (RepriseDatabasePage *self,
                     const char *source_database_id,
                     RepriseRestoreRequest *request)
{
  reprise_database_open_restore_dialog (get_window (self),
                                        self->watch,
                                        self->jobs,
                                        self->zone_choice,
                                        source_database_id,
                                        request);
}

/* The application does it: it knows of files. */
static void
activate_with_database (GtkWidget *widget, const char *action_name)
{
  RepriseDatabaseWatch *watch = REPRISE_DATABASE_PAGE (widget)->watch;

  gtk_widget_activate_action (widget,
                              action_name,
                              "s",
                              reprise_database_get_id (
                                  reprise_database_watch_get_database (watch)));
}

static void
save_inventory_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  activate_with_database (widget, "app.save-inventory");
}

static void
compare_inventories_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  activate_with_database (widget, "app.compare-inventories");
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
restore_backup_cb (RepriseDatabasePage *self, RepriseNodeView *view, const char *label)
{
  g_autoptr (RepriseRestoreRequest) request =
                 reprise_restore_prefill_backup (reprise_node_view_get_name (view),
                                                 reprise_node_view_get_repository_id (view),
                                                 label);

  open_restore_dialog (self, get_database_id (self), request);
}

static void
restore_time_cb (RepriseDatabasePage *self, RepriseNodeView *view, gint64 instant)
{
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

static void
nodes_changed_cb (RepriseDatabasePage *self)
{
  GListModel *nodes = reprise_database_watch_get_nodes (self->watch);

  reprise_backup_cards_set_nodes (self->cards, nodes);
  reprise_node_tabs_set_nodes (self->tabs, nodes);
}

static void
tab_opened_cb (RepriseDatabasePage *self)
{
  update_zone (self);
}

static void
backup_sent_cb (RepriseDatabasePage *self, RepriseBackupFollow *follow)
{
  g_signal_emit (self, signals[SIGNAL_BACKUP_SENT], 0, follow);
}

static void
create_backup_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (widget);
  RepriseBackupDialog *dialog =
      reprise_database_open_backup_dialog (get_window (self), self->watch, self->zone);

  g_signal_connect_object (dialog, "sent", G_CALLBACK (backup_sent_cb), self, G_CONNECT_SWAPPED);
}

static void
start_replication_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseDatabasePage *self = REPRISE_DATABASE_PAGE (widget);

  reprise_database_open_replication_dialog (get_window (self), self->watch, self->replicator);
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
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, cards);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, error_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, header);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, provider_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, restore_panel);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, stale_bar);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabasePage, tabs);
  gtk_widget_class_bind_template_callback (widget_class, restore_backup_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_time_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_opened_cb);
  gtk_widget_class_install_action (widget_class, "backup.create", NULL, create_backup_cb);
  gtk_widget_class_install_action (widget_class, "backup.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class,
                                   "database.compare-inventories",
                                   NULL,
                                   compare_inventories_cb);
  gtk_widget_class_install_action (widget_class,
                                   "database.save-inventory",
                                   NULL,
                                   save_inventory_cb);
  gtk_widget_class_install_action (widget_class, "replication.start", NULL, start_replication_cb);

  g_type_ensure (REPRISE_TYPE_BACKUP_CARDS);
  g_type_ensure (REPRISE_TYPE_DATABASE_HEADER);
  g_type_ensure (REPRISE_TYPE_ERROR_VIEW);
  g_type_ensure (REPRISE_TYPE_NODE_TABS);
  g_type_ensure (REPRISE_TYPE_RESTORE_PANEL);
  g_type_ensure (REPRISE_TYPE_STALE_BAR);
}

static void
reprise_database_page_init (RepriseDatabasePage *self)
{
  self->show_configuration = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_full_text_offer (self->provider_label);
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
