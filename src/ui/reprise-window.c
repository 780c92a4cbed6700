/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application's window. */

#include "config.h"

#include "ui/reprise-window-private.h"

#include "ui/reprise-close-question.h"
#include "ui/reprise-shortcuts.h"
#include "ui/reprise-window-memory.h"
#include "ui/reprise-zone-choice.h"

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

enum
{
  SIGNAL_BACKUP_SENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
account_changed_cb (RepriseWindow *self)
{
  gboolean has_message = reprise_account_message_show (self->account_message, self->account);

  if (!has_message)
    reprise_account_view_update (self->account_view);
  gtk_stack_set_visible_child_name (self->pages, has_message ? "message" : "account");
}

static void
backup_sent_cb (RepriseWindow *self, RepriseBackupFollow *follow)
{
  g_signal_emit (self, signals[SIGNAL_BACKUP_SENT], 0, follow);
  reprise_backup_toasts_follow (self->backup_toasts, follow);
}

static void
update_actions (RepriseWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "win.refresh", self->account != NULL);
  gtk_widget_action_set_enabled (widget, "win.save-inventory", self->account != NULL);
  gtk_widget_action_set_enabled (widget, "win.search", self->account != NULL);
}

/* Where there is no account, there was no way to it: the application knows of connections. */
static void
retry_cb (RepriseWindow *self)
{
  if (self->account != NULL)
    reprise_account_refresh (self->account);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "app.reconnect", NULL);
}

static void
refresh_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseWindow *self = REPRISE_WINDOW (widget);

  reprise_account_refresh (self->account);
  reprise_account_view_refresh_page (self->account_view);
}

static void
search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseWindow *self = REPRISE_WINDOW (widget);

  if (self->account_view != NULL)
    reprise_account_view_start_search (self->account_view);
}

static void
shortcuts_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reprise_shortcuts_present (GTK_WINDOW (widget));
}

/* The application does it: it knows of files. */
static void
save_inventory_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.save-inventory", "s", "");
}

static void
set_zone_choice (RepriseWindow *self, const char *zone_choice)
{
  if (g_strcmp0 (self->zone_choice, zone_choice) == 0)
    return;
  g_free (self->zone_choice);
  self->zone_choice = g_strdup (zone_choice);
  if (self->account_view != NULL)
    reprise_account_view_set_zone_choice (self->account_view, zone_choice);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZONE_CHOICE]);
}

static void
close_account (RepriseWindow *self)
{
  if (self->account == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->account, self);
  self->account_view = NULL;
  adw_bin_set_child (self->account_bin, NULL);
  g_clear_object (&self->account);
  gtk_stack_set_visible_child_name (self->pages, "message");
}

static void
open_account (RepriseWindow *self)
{
  self->account = reprise_account_new (self->backend);
  self->account_view = reprise_account_view_new ();
  adw_bin_set_child (self->account_bin, GTK_WIDGET (self->account_view));
  g_signal_connect_object (self->account_view,
                           "backup-sent",
                           G_CALLBACK (backup_sent_cb),
                           self,
                           G_CONNECT_SWAPPED);
  reprise_account_view_set_connections (self->account_view, self->connections);
  reprise_account_view_set_zone_choice (self->account_view, self->zone_choice);
  reprise_account_view_open (self->account_view,
                             self->account,
                             self->jobs,
                             self->replicator,
                             self->settings);
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

  g_clear_object (&self->backup_toasts);
  self->account_view = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_WINDOW);
  g_clear_object (&self->connections);
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

  /**
   * RepriseWindow::backup-sent:
   * @follow: what becomes of it; the window keeps it
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
  };

  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "win.save-inventory", NULL, save_inventory_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_cb);
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
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, account_bin);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, account_message);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, review_bar);
  gtk_widget_class_bind_template_child (widget_class, RepriseWindow, toast_overlay);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  install_actions (widget_class);

  g_type_ensure (REPRISE_TYPE_ACCOUNT_MESSAGE);
  g_type_ensure (REPRISE_TYPE_REVIEW_BAR);
}

static void
reprise_window_init (RepriseWindow *self)
{
  self->zone_choice = g_strdup (REPRISE_ZONE_CHOICE_LOCAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->backup_toasts = reprise_backup_toasts_new (self->toast_overlay);
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
 * reprise_window_set_service:
 * @self: a window
 * @backend: (nullable): what it shows from now on
 * @jobs: (nullable): the restores of that backend
 *
 * Shows another service in the place of the one before; reprise_window_tell_connecting() and
 * reprise_window_tell_failure() say what becomes of one that is not there yet.
 */
void
reprise_window_set_service (RepriseWindow *self, RepriseBackend *backend, RepriseJobManager *jobs)
{
  g_return_if_fail (REPRISE_IS_WINDOW (self));

  close_account (self);
  g_set_object (&self->backend, backend);
  g_set_object (&self->jobs, jobs);
  if (self->backend != NULL)
    open_account (self);
  else
    reprise_account_message_show_start (self->account_message);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKEND]);
}

/**
 * reprise_window_tell_connecting:
 * @self: a window without a service
 * @title: (nullable): what is being connected to; %NULL where that is not known yet
 */
void
reprise_window_tell_connecting (RepriseWindow *self, const char *title)
{
  g_return_if_fail (REPRISE_IS_WINDOW (self));

  reprise_account_message_show_connecting (self->account_message, title);
}

/**
 * reprise_window_tell_failure:
 * @self: a window without a service
 * @title: what could not be connected to
 * @error: why
 *
 * Says so; another try activates `app.reconnect`.
 */
void
reprise_window_tell_failure (RepriseWindow *self, const char *title, const GError *error)
{
  g_return_if_fail (REPRISE_IS_WINDOW (self));

  reprise_account_message_show_failure (self->account_message, title, error);
}

/**
 * reprise_window_offer_kept:
 * @self: a window that tells of a failure
 *
 * Offers to show what was read before, by `app.show-kept`.
 */
void
reprise_window_offer_kept (RepriseWindow *self)
{
  g_return_if_fail (REPRISE_IS_WINDOW (self));

  reprise_account_message_offer_kept (self->account_message);
}

/**
 * reprise_window_set_connections:
 * @self: a window
 * @menu: (nullable): the connections to choose from; %NULL where there is no choice
 */
void
reprise_window_set_connections (RepriseWindow *self, GMenuModel *menu)
{
  g_return_if_fail (REPRISE_IS_WINDOW (self));

  g_set_object (&self->connections, menu);
  reprise_account_message_set_connections (self->account_message, menu);
  if (self->account_view != NULL)
    reprise_account_view_set_connections (self->account_view, menu);
}

/**
 * reprise_window_show_database:
 * @self: a window
 * @database_id: a database
 *
 * Shows it, where the account has it, or as soon as that is known.
 */
void
reprise_window_show_database (RepriseWindow *self, const char *database_id)
{
  g_return_if_fail (REPRISE_IS_WINDOW (self));

  if (self->account_view != NULL)
    reprise_account_view_show_database (self->account_view, database_id);
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
