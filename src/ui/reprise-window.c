/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application's window. */

#include "config.h"

#include "ui/reprise-window.h"

#include "ui/reprise-account.h"
#include "ui/reprise-backup-follow.h"
#include "ui/reprise-close-question.h"
#include "ui/reprise-database-page.h"
#include "ui/reprise-error-view.h"
#include "ui/reprise-sidebar.h"
#include "ui/reprise-start-page.h"
#include "ui/reprise-window-memory.h"
#include "ui/reprise-zone-choice.h"

#include <glib/gi18n.h>

struct _RepriseWindow
{
  AdwApplicationWindow parent_instance;

  AdwWindowTitle *account_title;
  AdwBin *database_bin;
  AdwWindowTitle *database_title;
  AdwStatusPage *empty_page;
  RepriseErrorView *error_view;
  AdwLeaflet *leaflet;
  AdwWindowTitle *message_title;
  GtkStack *messages;
  GtkStack *pages;
  RepriseReviewBar *review_bar;
  RepriseSidebar *sidebar;
  AdwToastOverlay *toast_overlay;
  GtkMenuButton *zone_button;

  RepriseBackend *backend;
  RepriseJobManager *jobs;       /* NULL where there is no backend */
  RepriseReplicator *replicator; /* NULL where nodes cannot be reached from here */
  GSettings *settings;           /* NULL where nothing can be remembered */
  RepriseAccount *account;
  RepriseDatabasePage *page; /* borrowed; NULL before a database is chosen */
  GPtrArray *follows; /* of RepriseBackupFollow, which watch as long as somebody keeps them */
  char *zone_choice;
  gboolean is_asking; /* whether to close */
  gboolean may_close; /* a person said so */
};

G_DEFINE_FINAL_TYPE (RepriseWindow, reprise_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_BACKEND,
  PROP_JOB_MANAGER,
  PROP_REPLICATOR,
  PROP_SETTINGS,
  PROP_ZONE_CHOICE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Whose account it is; the plan is named, because an empty list may only mean that the plan hides
 * something. */
static char *
dup_account_sentence (RepriseWindow *self)
{
  RepriseTenant *tenant = reprise_account_get_tenant (self->account);
  const char *plan = tenant == NULL ? NULL : reprise_tenant_get_plan (tenant);

  if (tenant == NULL)
    /* Translators: the name of a connection. */
    return g_strdup_printf (_ ("%s lists no databases."),
                            reprise_backend_get_title (self->backend));
  if (plan == NULL)
    /* Translators: the name of an account. */
    return g_strdup_printf (_ ("%s has no databases."), reprise_tenant_get_name (tenant));
  /* Translators: the names of an account and of its plan. */
  return g_strdup_printf (_ ("%s has no databases, or none that its plan (%s) shows."),
                          reprise_tenant_get_name (tenant),
                          plan);
}

static void
update_empty_page (RepriseWindow *self)
{
  g_autofree char *sentence = dup_account_sentence (self);
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->empty_page, markup);
}

static void
update_account_title (RepriseWindow *self)
{
  RepriseTenant *tenant = reprise_account_get_tenant (self->account);
  const char *name = tenant == NULL ? NULL : reprise_tenant_get_name (tenant);
  const char *title = reprise_backend_get_title (self->backend);

  adw_window_title_set_title (self->account_title, name != NULL ? name : title);
  adw_window_title_set_subtitle (self->account_title,
                                 name != NULL && !g_str_equal (name, title) ? title : "");
  adw_window_title_set_subtitle (self->message_title, title);
}

static const char *
choose_message (RepriseWindow *self)
{
  GListModel *entries = reprise_account_get_entries (self->account);

  switch (reprise_account_get_state (self->account))
    {
    case REPRISE_LOAD_STATE_LOADING:
      return "loading";
    case REPRISE_LOAD_STATE_FAILED:
      return "failed";
    case REPRISE_LOAD_STATE_READY:
    case REPRISE_LOAD_STATE_REFRESHING:
    case REPRISE_LOAD_STATE_STALE:
    default:
      return g_list_model_get_n_items (entries) == 0 ? "empty" : NULL;
    }
}

static void
update_zone_button (RepriseWindow *self)
{
  g_autoptr (RepriseZone) fallback = reprise_zone_choice_resolve (self->zone_choice, NULL);
  RepriseZone *zone = self->page == NULL ? fallback : reprise_database_page_get_zone (self->page);
  RepriseInstant now = reprise_backend_get_service_now (self->backend);
  g_autofree char *abbreviation = reprise_zone_dup_abbreviation (zone, now);
  g_autofree char *label = reprise_zone_dup_label (zone);
  g_autofree char *tooltip = NULL;

  /* Translators: the name of a time zone. */
  tooltip = g_strdup_printf (_ ("Times are shown in %s"), label);
  gtk_menu_button_set_label (self->zone_button, abbreviation == NULL ? label : abbreviation);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->zone_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zone_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip,
                                  -1);
}

static void
fill_zone_menu (RepriseWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (RepriseZone) local = reprise_zone_new_local ();
  g_autofree char *label = reprise_zone_dup_label (local);

  g_menu_append (section, label, "win.zone::" REPRISE_ZONE_CHOICE_LOCAL);
  g_menu_append (section, _ ("UTC"), "win.zone::" REPRISE_ZONE_CHOICE_UTC);
  g_menu_append (section, _ ("The node’s time zone"), "win.zone::" REPRISE_ZONE_CHOICE_NODE);
  g_menu_append_section (menu, _ ("Show times in"), G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (self->zone_button, G_MENU_MODEL (menu));
}

static void
watch_changed_cb (RepriseWindow *self, RepriseDatabaseWatch *watch)
{
  RepriseDatabase *database = reprise_database_watch_get_database (watch);
  RepriseCluster *cluster = reprise_database_watch_get_cluster (watch);
  const char *cluster_name = cluster == NULL ? NULL : reprise_cluster_get_name (cluster);

  adw_window_title_set_title (self->database_title, reprise_database_get_title (database));
  adw_window_title_set_subtitle (self->database_title, cluster_name == NULL ? "" : cluster_name);
  reprise_account_update (self->account, database, cluster);
}

/* Whoever has closed the dialog, or looks at another database by now, is told here. */
static void
follow_changed_cb (RepriseWindow *self, GParamSpec *pspec, RepriseBackupFollow *follow)
{
  RepriseBackupFollowState state = reprise_backup_follow_get_state (follow);
  g_autofree char *words = reprise_backup_follow_dup_words (follow);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (state != REPRISE_BACKUP_FOLLOW_ENDED && state != REPRISE_BACKUP_FOLLOW_FAILED)
    return;
  /* Translators: the name of a database, and how far a backup of it is. */
  text = g_strdup_printf (_ ("%s: %s"),
                          reprise_database_get_title (reprise_backup_follow_get_database (follow)),
                          words);
  markup = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (markup));
}

static void
backup_sent_cb (RepriseWindow *self, RepriseBackupFollow *follow)
{
  g_ptr_array_add (self->follows, g_object_ref (follow));
  g_signal_connect_object (follow,
                           "notify::state",
                           G_CALLBACK (follow_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
show_database (RepriseWindow *self, RepriseDatabaseEntry *entry)
{
  g_autoptr (RepriseDatabaseWatch) watch =
                 reprise_database_watch_new (self->backend,
                                             reprise_database_entry_get_database (entry),
                                             reprise_database_entry_get_cluster (entry));

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
  g_signal_connect_object (watch,
                           "changed",
                           G_CALLBACK (watch_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->database_bin, GTK_WIDGET (self->page));
  watch_changed_cb (self, watch);
  update_zone_button (self);
  reprise_database_watch_refresh (watch);
}

/* The one looked at last, or else the first where there is room for it beside the list. */
static void
choose_first_database (RepriseWindow *self)
{
  g_autofree char *remembered = reprise_window_memory_dup_database (self->settings, self->backend);
  g_autoptr (RepriseDatabaseEntry) entry = reprise_account_find_entry (self->account, remembered);

  if (entry == NULL)
    entry = g_list_model_get_item (reprise_account_get_entries (self->account), 0);
  if (entry != NULL)
    reprise_sidebar_set_selected_id (self->sidebar, reprise_database_entry_get_id (entry));
}

/* A database that was deleted has no page any more. */
static void
check_chosen_database (RepriseWindow *self)
{
  const char *id = reprise_sidebar_get_selected_id (self->sidebar);
  g_autoptr (RepriseDatabaseEntry) entry = reprise_account_find_entry (self->account, id);

  if (entry != NULL)
    return;
  self->page = NULL;
  adw_bin_set_child (self->database_bin, NULL);
  reprise_sidebar_set_selected_id (self->sidebar, NULL);
  choose_first_database (self);
}

static void
account_changed_cb (RepriseWindow *self)
{
  const char *message = choose_message (self);

  update_account_title (self);
  if (message == NULL)
    {
      if (reprise_account_get_state (self->account) == REPRISE_LOAD_STATE_READY)
        check_chosen_database (self);
      gtk_stack_set_visible_child_name (self->pages, "account");
      return;
    }
  if (reprise_account_get_state (self->account) == REPRISE_LOAD_STATE_FAILED)
    reprise_error_view_set_error (self->error_view,
                                  _ ("The Account Could Not Be Read"),
                                  reprise_account_get_error (self->account));
  update_empty_page (self);
  gtk_stack_set_visible_child_name (self->messages, message);
  gtk_stack_set_visible_child_name (self->pages, "message");
}

static void
database_selected_cb (RepriseWindow *self)
{
  const char *id = reprise_sidebar_get_selected_id (self->sidebar);
  g_autoptr (RepriseDatabaseEntry) entry = NULL;

  if (id == NULL)
    return;
  entry = reprise_account_find_entry (self->account, id);
  if (entry == NULL)
    return;
  reprise_window_memory_keep_database (self->settings, self->backend, id);
  show_database (self, entry);
}

static void
database_activated_cb (RepriseWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "database");
}

static void
update_actions (RepriseWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "win.refresh", self->account != NULL);
  gtk_widget_action_set_enabled (widget, "win.save-inventory", self->account != NULL);
  gtk_widget_action_set_enabled (widget, "win.search", self->account != NULL);
  gtk_widget_action_set_enabled (widget, "win.back", adw_leaflet_get_folded (self->leaflet));
}

static void
folded_cb (RepriseWindow *self)
{
  update_actions (self);
}

static void
retry_cb (RepriseWindow *self)
{
  reprise_account_refresh (self->account);
}

static void
refresh_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseWindow *self = REPRISE_WINDOW (widget);

  reprise_account_refresh (self->account);
  if (self->page != NULL)
    reprise_database_watch_refresh (reprise_database_page_get_watch (self->page));
}

static void
search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseWindow *self = REPRISE_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
  reprise_sidebar_start_search (self->sidebar);
}

/* The application does it: it knows of files. */
static void
save_inventory_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.save-inventory", "s", "");
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_leaflet_set_visible_child_name (REPRISE_WINDOW (widget)->leaflet, "sidebar");
}

static void
set_zone_choice (RepriseWindow *self, const char *zone_choice)
{
  if (g_strcmp0 (self->zone_choice, zone_choice) == 0)
    return;
  g_free (self->zone_choice);
  self->zone_choice = g_strdup (zone_choice);
  if (self->page != NULL)
    reprise_database_page_set_zone_choice (self->page, zone_choice);
  if (self->account != NULL)
    {
      g_autoptr (RepriseZone) zone = reprise_zone_choice_resolve (zone_choice, NULL);

      reprise_sidebar_set_zone (self->sidebar, zone);
      update_zone_button (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE_CHOICE]);
}

static void
open_account (RepriseWindow *self)
{
  self->account = reprise_account_new (self->backend);
  reprise_sidebar_set_account (self->sidebar, self->account);
  if (self->jobs != NULL)
    g_signal_connect_object (self->jobs,
                             "notify::n-running",
                             G_CALLBACK (reprise_account_refresh),
                             self->account,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->account,
                           "notify::state",
                           G_CALLBACK (account_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  fill_zone_menu (self);
  update_zone_button (self);
  account_changed_cb (self);
  reprise_account_refresh (self->account);
}

static void
reprise_window_constructed (GObject *object)
{
  RepriseWindow *self = REPRISE_WINDOW (object);

  G_OBJECT_CLASS (reprise_window_parent_class)->constructed (object);
  reprise_window_memory_bind_window (self->settings, GTK_WINDOW (self));
  if (self->backend != NULL)
    open_account (self);
  update_actions (self);
}

static void
reprise_window_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseWindow *self = REPRISE_WINDOW (object);

  switch (property_id)
    {
    case PROP_BACKEND:
      g_value_set_object (value, self->backend);
      break;
    case PROP_JOB_MANAGER:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_REPLICATOR:
      g_value_set_object (value, self->replicator);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_ZONE_CHOICE:
      g_value_set_string (value, self->zone_choice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_window_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  RepriseWindow *self = REPRISE_WINDOW (object);

  switch (property_id)
    {
    case PROP_BACKEND:
      self->backend = g_value_dup_object (value);
      break;
    case PROP_JOB_MANAGER:
      self->jobs = g_value_dup_object (value);
      break;
    case PROP_REPLICATOR:
      self->replicator = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_ZONE_CHOICE:
      set_zone_choice (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
close_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseWindow) self = user_data;

  self->is_asking = FALSE;
  if (reprise_close_question_ask_finish (REPRISE_CLOSE_QUESTION (source), result) !=
      REPRISE_CLOSE_ANSWER_CLOSE)
    return;
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_before_closing (RepriseWindow *self)
{
  g_autoptr (RepriseCloseQuestion) question =
                 reprise_close_question_new (reprise_job_manager_get_n_running (self->jobs));

  if (self->is_asking)
    return;
  self->is_asking = TRUE;
  reprise_close_question_ask_async (question,
                                    GTK_WINDOW (self),
                                    NULL,
                                    close_asked_cb,
                                    g_object_ref (self));
}

static gboolean
reprise_window_close_request (GtkWindow *window)
{
  RepriseWindow *self = REPRISE_WINDOW (window);

  if (!self->may_close && self->jobs != NULL && reprise_job_manager_get_n_running (self->jobs) > 0)
    {
      ask_before_closing (self);
      return TRUE;
    }
  reprise_window_memory_keep_size (self->settings, window);
  return GTK_WINDOW_CLASS (reprise_window_parent_class)->close_request (window);
}

static void
reprise_window_dispose (GObject *object)
{
  RepriseWindow *self = REPRISE_WINDOW (object);

  self->page = NULL;
  g_clear_pointer (&self->follows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_WINDOW);
  g_clear_object (&self->account);
  g_clear_object (&self->backend);
  g_clear_object (&self->jobs);
  g_clear_object (&self->replicator);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (reprise_window_parent_class)->dispose (object);
}

static void
reprise_window_finalize (GObject *object)
{
  g_free (REPRISE_WINDOW (object)->zone_choice);
  G_OBJECT_CLASS (reprise_window_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_BACKEND] =
      g_param_spec_object ("backend", NULL, NULL, REPRISE_TYPE_BACKEND, fixed);
  properties[PROP_JOB_MANAGER] =
      g_param_spec_object ("job-manager", NULL, NULL, REPRISE_TYPE_JOB_MANAGER, fixed);
  properties[PROP_REPLICATOR] =
      g_param_spec_object ("replicator", NULL, NULL, REPRISE_TYPE_REPLICATOR, fixed);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, fixed);
  properties[PROP_ZONE_CHOICE] =
      g_param_spec_string ("zone-choice",
                           NULL,
                           NULL,
                           REPRISE_ZONE_CHOICE_LOCAL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_F5, 0, "win.refresh" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "win.search" },
    { GDK_KEY_Left, GDK_ALT_MASK, "win.back" },
    { GDK_KEY_Escape, 0, "win.back" },
  };

  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "win.save-inventory", NULL, save_inventory_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_property_action (widget_class, "win.zone", "zone-choice");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);
}

static void
reprise_window_class_init (RepriseWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = reprise_window_constructed;
  object_class->get_property = reprise_window_get_property;
  object_class->set_property = reprise_window_set_property;
  object_class->dispose = reprise_window_dispose;
  object_class->finalize = reprise_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = reprise_window_close_request;
  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/reprise-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, account_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, database_bin);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, database_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, error_view);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, message_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, messages);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, review_bar);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, zone_button);
  gtk_widget_class_bind_template_callback (widget_class, database_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, database_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  install_actions (widget_class);

  g_type_ensure (REPRISE_TYPE_ERROR_VIEW);
  g_type_ensure (REPRISE_TYPE_REVIEW_BAR);
  g_type_ensure (REPRISE_TYPE_SIDEBAR);
  g_type_ensure (REPRISE_TYPE_START_PAGE);
}

static void
reprise_window_init (RepriseWindow *self)
{
  self->follows = g_ptr_array_new_with_free_func (g_object_unref);
  self->zone_choice = g_strdup (REPRISE_ZONE_CHOICE_LOCAL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_window_new:
 * @application: the application it belongs to
 * @backend: (nullable): what it shows; %NULL where there is no connection yet
 * @jobs: (nullable): the restores of that backend
 * @replicator: (nullable): reaches the nodes of databases; %NULL where nothing can from here
 * @settings: (nullable): where it remembers things; %NULL where it cannot
 *
 * Returns: (transfer none): the window, owned by GTK
 */
RepriseWindow *
reprise_window_new (AdwApplication *application,
                    RepriseBackend *backend,
                    RepriseJobManager *jobs,
                    RepriseReplicator *replicator,
                    GSettings *settings)
{
  return g_object_new (REPRISE_TYPE_WINDOW,
                       "application",
                       application,
                       "backend",
                       backend,
                       "job-manager",
                       jobs,
                       "replicator",
                       replicator,
                       "settings",
                       settings,
                       NULL);
}

/**
 * reprise_window_show_database:
 * @self: a window
 * @database_id: a database
 *
 * Shows it, where the account has it.
 */
void
reprise_window_show_database (RepriseWindow *self, const char *database_id)
{
  g_autoptr (RepriseDatabaseEntry) entry = NULL;

  g_return_if_fail (REPRISE_IS_WINDOW (self));

  if (self->account != NULL)
    entry = reprise_account_find_entry (self->account, database_id);
  if (entry == NULL)
    return;
  reprise_sidebar_set_selected_id (self->sidebar, database_id);
  adw_leaflet_set_visible_child_name (self->leaflet, "database");
}

/**
 * reprise_window_get_backend:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RepriseBackend *
reprise_window_get_backend (RepriseWindow *self)
{
  g_return_val_if_fail (REPRISE_IS_WINDOW (self), NULL);
  return self->backend;
}

/**
 * reprise_window_show_review:
 * @self: a window
 * @review: (nullable): what to say about what it shows; %NULL where that is of now
 */
void
reprise_window_show_review (RepriseWindow *self, const RepriseReview *review)
{
  g_autoptr (RepriseZone) zone = NULL;

  g_return_if_fail (REPRISE_IS_WINDOW (self));

  zone = reprise_zone_choice_resolve (self->zone_choice, NULL);
  reprise_review_bar_show (self->review_bar, review, zone);
}

/**
 * reprise_window_tell:
 * @self: a window
 * @text: what a person has to know
 *
 * Says so until it is dismissed.
 */
void
reprise_window_tell (RepriseWindow *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  g_return_if_fail (REPRISE_IS_WINDOW (self));

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * reprise_window_warn:
 * @self: a window
 * @heading: what is wrong
 * @body: the same in sentences
 *
 * Says so in a dialog, because it must not be overlooked.
 */
void
reprise_window_warn (RepriseWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog;

  g_return_if_fail (REPRISE_IS_WINDOW (self));

  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
