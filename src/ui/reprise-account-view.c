/* SPDX-License-Identifier: GPL-3.0-or-later
 * An account: its databases, and the page of the one that is chosen. */

#include "config.h"

#include "ui/reprise-account-view.h"

#include "ui/reprise-backup-follow.h"
#include "ui/reprise-connection-title.h"
#include "ui/reprise-database-page.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-leaflet.h"
#include "ui/reprise-main-menu.h"
#include "ui/reprise-sidebar.h"
#include "ui/reprise-window-memory.h"
#include "ui/reprise-zone-button.h"
#include "ui/reprise-zone-choice.h"

struct _RepriseAccountView
{
  AdwBin parent_instance;

  RepriseConnectionTitle *account_title;
  AdwBin *database_bin;
  GtkLabel *database_subtitle;
  GtkLabel *database_title;
  AdwLeaflet *leaflet;
  RepriseSidebar *sidebar;
  GtkMenuButton *zone_button;

  RepriseAccount *account;       /* NULL before it is opened */
  RepriseJobManager *jobs;       /* NULL where nothing can be restored */
  RepriseReplicator *replicator; /* NULL where nodes cannot be reached from here */
  GSettings *settings;           /* NULL where nothing can be remembered */
  RepriseDatabasePage *page;     /* borrowed; NULL before a database is chosen */
  char *zone_choice;
  char *wanted_id; /* the database to show once the account is there; NULL for none */
};

G_DEFINE_FINAL_TYPE (RepriseAccountView, reprise_account_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_BACKUP_SENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_account_title (RepriseAccountView *self)
{
  RepriseTenant *tenant = reprise_account_get_tenant (self->account);
  const char *name = tenant == NULL ? NULL : reprise_tenant_get_name (tenant);
  const char *title = reprise_backend_get_title (reprise_account_get_backend (self->account));

  reprise_connection_title_set (self->account_title,
                                name != NULL ? name : title,
                                name != NULL && !g_str_equal (name, title) ? title : "");
}

static void
update_zone_button (RepriseAccountView *self)
{
  g_autoptr (RepriseZone) fallback = reprise_zone_choice_resolve (self->zone_choice, NULL);
  RepriseBackend *backend = reprise_account_get_backend (self->account);

  reprise_zone_button_show (self->zone_button,
                            self->page == NULL ? fallback
                                               : reprise_database_page_get_zone (self->page),
                            reprise_backend_get_service_now (backend));
}

static void
watch_changed_cb (RepriseAccountView *self, RepriseDatabaseWatch *watch)
{
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  RepriseCluster *cluster = reprise_database_watch_get_cluster (watch);
  const char *cluster_name = cluster == NULL ? NULL : reprise_cluster_get_name (cluster);

  gtk_label_set_label (self->database_title, reprise_database_get_title (database));
  gtk_label_set_label (self->database_subtitle, cluster_name == NULL ? "" : cluster_name);
  gtk_widget_set_visible (GTK_WIDGET (self->database_subtitle), cluster_name != NULL);
  reprise_account_update (self->account, database, cluster);
}

static void
backup_sent_cb (RepriseAccountView *self, RepriseBackupFollow *follow)
{
  g_signal_emit (self, signals[SIGNAL_BACKUP_SENT], 0, follow);
}

static void
show_page (RepriseAccountView *self, RepriseDatabaseWatch *watch)
{
  self->page = reprise_database_page_new (watch, self->jobs, self->replicator, self->zone_choice);
  reprise_window_memory_bind_page (self->settings, G_OBJECT (self->page));
  g_signal_connect_object (self->page,
                           "notify::zone",
                           G_CALLBACK (update_zone_button),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page,
                           "backup-sent",
                           G_CALLBACK (backup_sent_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->database_bin, GTK_WIDGET (self->page));
}

static void
show_entry (RepriseAccountView *self, RepriseDatabaseEntry *entry)
{
  g_autoptr (RepriseDatabaseWatch) watch =
                 reprise_database_watch_new (reprise_account_get_backend (self->account),
                                             reprise_database_entry_get_database (entry),
                                             reprise_database_entry_get_cluster (entry));

  show_page (self, watch);
  g_signal_connect_object (watch,
                           "changed",
                           G_CALLBACK (watch_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  watch_changed_cb (self, watch);
  update_zone_button (self);
  reprise_database_watch_refresh (watch);
}

/* Where somebody asked for it before it was there. */
static gboolean
choose_wanted_database (RepriseAccountView *self)
{
  g_autofree char *wanted_id = g_steal_pointer (&self->wanted_id);

  if (wanted_id != NULL)
    reprise_account_view_show_database (self, wanted_id);
  return reprise_sidebar_get_selected_id (self->sidebar) != NULL;
}

/* The one looked at last, or else the first where there is room for it beside the list. */
static void
choose_first_database (RepriseAccountView *self)
{
  g_autofree char *remembered =
      reprise_window_memory_dup_database (self->settings,
                                          reprise_account_get_backend (self->account));
  g_autoptr (RepriseDatabaseEntry) entry = reprise_account_find_entry (self->account, remembered);

  if (entry == NULL)
    entry = g_list_model_get_item (reprise_account_get_entries (self->account), 0);
  if (entry != NULL)
    reprise_sidebar_set_selected_id (self->sidebar, reprise_database_entry_get_id (entry));
}

/* A database that was deleted has no page any more. */
static void
check_chosen_database (RepriseAccountView *self)
{
  const char *id = reprise_sidebar_get_selected_id (self->sidebar);
  g_autoptr (RepriseDatabaseEntry) entry = reprise_account_find_entry (self->account, id);

  if (entry != NULL)
    return;
  self->page = NULL;
  adw_bin_set_child (self->database_bin, NULL);
  reprise_sidebar_set_selected_id (self->sidebar, NULL);
  if (!choose_wanted_database (self))
    choose_first_database (self);
}

static void
database_selected_cb (RepriseAccountView *self)
{
  const char *id = reprise_sidebar_get_selected_id (self->sidebar);
  g_autoptr (RepriseDatabaseEntry) entry = NULL;

  if (id == NULL)
    return;
  entry = reprise_account_find_entry (self->account, id);
  if (entry == NULL)
    return;
  reprise_window_memory_keep_database (self->settings,
                                       reprise_account_get_backend (self->account),
                                       id);
  show_entry (self, entry);
}

static void
database_activated_cb (RepriseAccountView *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "database");
}

static void
update_actions (RepriseAccountView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "account.back",
                                 adw_leaflet_get_folded (self->leaflet));
}

static void
folded_cb (RepriseAccountView *self)
{
  update_actions (self);
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_leaflet_set_visible_child_name (REPRISE_ACCOUNT_VIEW (widget)->leaflet, "sidebar");
}

static void
reprise_account_view_dispose (GObject *object)
{
  RepriseAccountView *self = REPRISE_ACCOUNT_VIEW (object);

  self->page = NULL;
  /* The leaflet is bound and the bin's own child: disposing of the template would take it away
   * under the bin, which does not notice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_ACCOUNT_VIEW);
  g_clear_object (&self->account);
  g_clear_object (&self->jobs);
  g_clear_object (&self->replicator);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (reprise_account_view_parent_class)->dispose (object);
}

static void
reprise_account_view_finalize (GObject *object)
{
  RepriseAccountView *self = REPRISE_ACCOUNT_VIEW (object);

  g_free (self->wanted_id);
  g_free (self->zone_choice);
  G_OBJECT_CLASS (reprise_account_view_parent_class)->finalize (object);
}

static void
reprise_account_view_class_init (RepriseAccountViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = reprise_account_view_dispose;
  object_class->finalize = reprise_account_view_finalize;

  /**
   * RepriseAccountView::backup-sent:
   * @follow: what becomes of it; ends with the last reference to it
   */
  signals[SIGNAL_BACKUP_SENT] = g_signal_new ("backup-sent",
                                              G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              REPRISE_TYPE_BACKUP_FOLLOW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-account-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountView, account_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountView, database_bin);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountView, database_subtitle);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountView, database_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountView, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RepriseAccountView, zone_button);
  gtk_widget_class_bind_template_callback (widget_class, database_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, database_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_install_action (widget_class, "account.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Left,
                                       GDK_ALT_MASK,
                                       "account.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "account.back", NULL);

  g_type_ensure (REPRISE_TYPE_CONNECTION_TITLE);
  g_type_ensure (REPRISE_TYPE_MAIN_MENU);
  g_type_ensure (REPRISE_TYPE_SIDEBAR);
}

static void
reprise_account_view_init (RepriseAccountView *self)
{
  self->zone_choice = g_strdup (REPRISE_ZONE_CHOICE_LOCAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_leaflet_put_pages_first (self->leaflet);
  reprise_full_text_offer (self->database_subtitle);
  reprise_full_text_offer (self->database_title);
  update_actions (self);
}

/**
 * reprise_account_view_new:
 *
 * Returns: (transfer floating): a view without an account
 */
RepriseAccountView *
reprise_account_view_new (void)
{
  return g_object_new (REPRISE_TYPE_ACCOUNT_VIEW, NULL);
}

static void
update_zone (RepriseAccountView *self)
{
  g_autoptr (RepriseZone) zone = reprise_zone_choice_resolve (self->zone_choice, NULL);

  reprise_sidebar_set_zone (self->sidebar, zone);
  update_zone_button (self);
}

/**
 * reprise_account_view_open:
 * @self: a view without an account
 * @account: the account to show
 * @jobs: (nullable): the restores of its service
 * @replicator: (nullable): reaches its nodes; %NULL where nothing can from here
 * @settings: (nullable): where it remembers things; %NULL where it cannot
 */
void
reprise_account_view_open (RepriseAccountView *self,
                           RepriseAccount *account,
                           RepriseJobManager *jobs,
                           RepriseReplicator *replicator,
                           GSettings *settings)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_VIEW (self));
  g_return_if_fail (self->account == NULL);
  g_return_if_fail (REPRISE_IS_ACCOUNT (account));

  self->account = g_object_ref (account);
  g_set_object (&self->jobs, jobs);
  g_set_object (&self->replicator, replicator);
  g_set_object (&self->settings, settings);
  reprise_sidebar_set_account (self->sidebar, account);
  reprise_zone_button_fill (self->zone_button);
  update_account_title (self);
  update_zone (self);
}

/**
 * reprise_account_view_update:
 * @self: a view with an account
 *
 * Follows what became of the account: another name, and a database that is gone gives way to
 * another.
 */
void
reprise_account_view_update (RepriseAccountView *self)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_VIEW (self));
  g_return_if_fail (self->account != NULL);

  update_account_title (self);
  if (reprise_account_get_loaded_at (self->account) != REPRISE_INSTANT_NONE)
    check_chosen_database (self);
}

/**
 * reprise_account_view_refresh_page:
 * @self: a view
 *
 * Reads the database that is chosen again.
 */
void
reprise_account_view_refresh_page (RepriseAccountView *self)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_VIEW (self));

  if (self->page != NULL)
    reprise_database_watch_refresh (reprise_database_page_get_watch (self->page));
}

/**
 * reprise_account_view_set_zone_choice:
 * @self: a view
 * @zone_choice: see reprise_zone_choice_resolve()
 */
void
reprise_account_view_set_zone_choice (RepriseAccountView *self, const char *zone_choice)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_VIEW (self));

  if (g_strcmp0 (self->zone_choice, zone_choice) == 0)
    return;
  g_free (self->zone_choice);
  self->zone_choice = g_strdup (zone_choice);
  if (self->page != NULL)
    reprise_database_page_set_zone_choice (self->page, zone_choice);
  if (self->account != NULL)
    update_zone (self);
}

/**
 * reprise_account_view_show_database:
 * @self: a view
 * @database_id: a database
 *
 * Shows it, where the account has it, or as soon as that is known.
 */
void
reprise_account_view_show_database (RepriseAccountView *self, const char *database_id)
{
  g_autoptr (RepriseDatabaseEntry) entry = NULL;

  g_return_if_fail (REPRISE_IS_ACCOUNT_VIEW (self));

  if (self->account != NULL)
    entry = reprise_account_find_entry (self->account, database_id);
  if (entry == NULL)
    {
      g_free (self->wanted_id);
      self->wanted_id = self->page == NULL ? g_strdup (database_id) : NULL;
      return;
    }
  reprise_sidebar_set_selected_id (self->sidebar, database_id);
  adw_leaflet_set_visible_child_name (self->leaflet, "database");
}

/**
 * reprise_account_view_shows_database:
 * @self: a view
 * @database_id: a database
 *
 * Returns: whether its page is there to be seen
 */
gboolean
reprise_account_view_shows_database (RepriseAccountView *self, const char *database_id)
{
  g_return_val_if_fail (REPRISE_IS_ACCOUNT_VIEW (self), FALSE);

  return self->page != NULL &&
         g_strcmp0 (reprise_sidebar_get_selected_id (self->sidebar), database_id) == 0 &&
         (!adw_leaflet_get_folded (self->leaflet) ||
          g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "database") == 0);
}

/**
 * reprise_account_view_start_search:
 * @self: a view
 *
 * Lets somebody type what to look for among the databases.
 */
void
reprise_account_view_start_search (RepriseAccountView *self)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_VIEW (self));

  adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
  reprise_sidebar_start_search (self->sidebar);
}

/**
 * reprise_account_view_set_connections:
 * @self: a view
 * @menu: (nullable): other connections to choose from
 */
void
reprise_account_view_set_connections (RepriseAccountView *self, GMenuModel *menu)
{
  g_return_if_fail (REPRISE_IS_ACCOUNT_VIEW (self));

  reprise_connection_title_set_menu (self->account_title, menu);
}
