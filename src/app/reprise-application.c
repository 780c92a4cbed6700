/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application: options, connection, windows. */

#include "config.h"

#include "app/reprise-application-private.h"

#include "app/reprise-file-opener.h"
#include "app/reprise-keyring-store.h"
#include "app/reprise-review-mode.h"
#include "app/reprise-run-connection.h"
#include "app/reprise-settings.h"
#include "app/reprise-surroundings.h"
#include "replication/reprise-pq-replicator.h"
#include "restore/reprise-credentials-file.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>

#include <string.h>
#include <unistd.h>

/* How long a node may take to answer, and to do one thing. */
#define NODE_CONNECT_SECONDS 10
#define NODE_STATEMENT_SECONDS 30

/* How long a keyring may take to answer, unless it asks a person. */
#define KEYRING_SECONDS 5

G_DEFINE_FINAL_TYPE (RepriseApplication, reprise_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "connect", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use the credentials in FILE"), N_ ("FILE") },
  { "api-url", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Use the service at URL"), N_ ("URL") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { NULL }
};

static gboolean
connect_for_run (RepriseApplication *self, GVariantDict *given, GError **error)
{
  g_autoptr (RepriseRunConnection) connection = NULL;
  g_autofree char *title = NULL;
  RepriseConnectionFields fields = { .id = "run", .origin = REPRISE_CONNECTION_FOR_RUN };

  if (!reprise_run_connection_read (given, &connection, error))
    return FALSE;
  if (connection == NULL)
    return TRUE;
  fields.base_address = connection->address;
  fields.client_id = connection->client_id;
  fields.title = title = reprise_connection_dup_address_title (connection->address);
  self->given = reprise_connection_new (&fields);
  self->given_backend =
      reprise_connection_store_open (self->store, self->given, connection->client_secret, error);
  if (self->given_backend == NULL)
    return FALSE;
  reprise_keyring_store_add_for_run (REPRISE_KEYRING_STORE (self->store),
                                     self->given,
                                     connection->client_secret);
  return TRUE;
}

static int
reprise_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  RepriseApplication *self = REPRISE_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("Reprise %s\n", REPRISE_VERSION);
      return EXIT_SUCCESS;
    }
  if (!connect_for_run (self, given, &error))
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      return EXIT_FAILURE;
    }
  /* A run with a connection of its own must not end up in the window of another. */
  if (self->given != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

/* How many of the lines that cannot be read are told. */
#define MAX_PROBLEMS_TOLD 5

static void
warn_of_problems (RepriseWindow *window, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (problems->len, MAX_PROBLEMS_TOLD); i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (problems, i));
  if (problems->len > MAX_PROBLEMS_TOLD)
    g_string_append (text, "…\n");
  g_string_append_c (text, '\n');
  g_string_append (text,
                   _ ("A restore that is told of there goes on in the service, but is not shown "
                      "here. The file is kept as it is."));
  reprise_window_warn (window, _ ("Part of the Journal Cannot Be Read"), text->str);
}

static void
jobs_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseApplication) self = user_data;
  RepriseJobManager *jobs = REPRISE_JOB_MANAGER (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean loaded = reprise_job_manager_load_finish (jobs, result, &error);

  if (self->window == NULL)
    return;
  if (loaded)
    {
      if (reprise_job_manager_get_problems (jobs)->len > 0)
        warn_of_problems (self->window, reprise_job_manager_get_problems (jobs));
      return;
    }
  /* Translators: what went wrong. */
  text =
      g_strdup_printf (_ ("%s\n\nA restore that was asked for before goes on in the service, but "
                          "is not shown here."),
                       error->message);
  reprise_window_warn (self->window, _ ("Earlier Restores Cannot Be Followed"), text);
}

static void
show_session (RepriseApplication *self, RepriseSession *session)
{
  reprise_window_set_service (self->window,
                              reprise_session_get_backend (session),
                              reprise_session_get_jobs (session));
  reprise_review_mode_follow (self->window,
                              REPRISE_CACHING_BACKEND (reprise_session_get_backend (session)));
  reprise_job_manager_load_async (reprise_session_get_jobs (session),
                                  NULL,
                                  jobs_loaded_cb,
                                  g_object_ref (self));
  reprise_application_show_awaited (self, session);
}

static void
forget_kept (RepriseApplication *self)
{
  g_clear_object (&self->kept);
  g_clear_pointer (&self->kept_title, g_free);
}

static void
connected_cb (RepriseApplication *self, RepriseSession *session)
{
  forget_kept (self);
  if (self->window != NULL)
    show_session (self, session);
}

static void
connecting_cb (RepriseApplication *self, const char *title)
{
  forget_kept (self);
  if (self->window == NULL)
    return;
  reprise_window_set_service (self->window, NULL, NULL);
  reprise_window_show_review (self->window, NULL);
  reprise_window_tell_connecting (self->window, title);
}

static void
kept_looked_for_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseApplication) self = user_data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  /* Another connection may have been tried meanwhile. */
  if (info != NULL && self->window != NULL && self->kept == G_FILE (source))
    reprise_window_offer_kept (self->window);
}

static void
look_for_kept (RepriseApplication *self, const char *title)
{
  forget_kept (self);
  self->kept = reprise_connector_find_kept (self->connector);
  self->kept_title = g_strdup (title);
  if (self->kept != NULL)
    g_file_query_info_async (self->kept,
                             G_FILE_ATTRIBUTE_STANDARD_TYPE,
                             G_FILE_QUERY_INFO_NONE,
                             G_PRIORITY_DEFAULT,
                             NULL,
                             kept_looked_for_cb,
                             g_object_ref (self));
}

static void
failed_cb (RepriseApplication *self, const char *title, const GError *error)
{
  if (self->window == NULL)
    return;
  reprise_window_set_service (self->window, NULL, NULL);
  reprise_window_show_review (self->window, NULL);
  reprise_window_tell_failure (self->window, title, error);
  look_for_kept (self, title);
}

static void
open_connector (RepriseApplication *self)
{
  self->connector = reprise_connector_new (GTK_APPLICATION (self), self->store, self->settings);
  g_signal_connect_object (self->connector,
                           "connected",
                           G_CALLBACK (connected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connector,
                           "connecting",
                           G_CALLBACK (connecting_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connector,
                           "failed",
                           G_CALLBACK (failed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
open_settings (RepriseApplication *self)
{
  self->settings = reprise_settings_new ();
  if (self->settings != NULL)
    reprise_settings_bind_color_scheme (self->settings,
                                        adw_application_get_style_manager (ADW_APPLICATION (self)));
}

static void
reprise_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (reprise_application_parent_class)->startup (application);
  reprise_application_add_actions (REPRISE_APPLICATION (application));
  open_settings (REPRISE_APPLICATION (application));
  open_connector (REPRISE_APPLICATION (application));
}

static RepriseConnection *
find_first (RepriseApplication *self)
{
  RepriseConnection *awaited =
      reprise_connection_store_find (self->store, self->awaited_connection_id);

  return awaited != NULL ? awaited : reprise_connector_choose_first (self->connector);
}

static void
store_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseConnection) first = NULL;

  reprise_connection_store_load_finish (REPRISE_CONNECTION_STORE (source), result, &error);
  if (self->window == NULL)
    return;
  if (error != NULL)
    reprise_window_warn (self->window, _ ("Not All Connections Can Be Read"), error->message);
  /* Somebody may have been quicker. */
  if (reprise_connector_get_session (self->connector) != NULL)
    return;
  first = find_first (self);
  if (first != NULL)
    reprise_connector_connect (self->connector, reprise_connection_get_id (first));
  else
    reprise_window_set_service (self->window, NULL, NULL);
}

/* A window that was closed opens again on what was looked at. */
static void
fill_window (RepriseApplication *self)
{
  RepriseSession *session = reprise_connector_get_session (self->connector);

  if (session != NULL)
    {
      show_session (self, session);
      return;
    }
  if (self->given != NULL)
    reprise_connector_adopt (self->connector, self->given, self->given_backend);
  else
    reprise_window_tell_connecting (self->window, NULL);
  reprise_connection_store_load_async (self->store, NULL, store_loaded_cb, g_object_ref (self));
}

static gboolean
close_requested_cb (RepriseApplication *self, GtkWindow *window)
{
  RepriseSession *session = reprise_connector_get_session (self->connector);
  guint n_running = reprise_connector_count_running (self->connector);

  /* The window itself asks about the restores that it shows. */
  if (session != NULL)
    n_running -= reprise_job_manager_get_n_running (reprise_session_get_jobs (session));
  if (n_running == 0)
    return GDK_EVENT_PROPAGATE;
  g_action_group_activate_action (G_ACTION_GROUP (self), "quit", NULL);
  return GDK_EVENT_STOP;
}

static void
backup_sent_cb (RepriseApplication *self, RepriseBackupFollow *follow)
{
  reprise_session_watch_backup (reprise_connector_get_session (self->connector), follow);
}

static void
open_window (RepriseApplication *self)
{
  g_autoptr (RepriseReplicator) replicator =
                 reprise_pq_replicator_new (NODE_CONNECT_SECONDS, NODE_STATEMENT_SECONDS);
  RepriseWindow *window =
      reprise_window_new (ADW_APPLICATION (self), NULL, NULL, replicator, self->settings);

  g_set_weak_pointer (&self->window, window);
  reprise_window_set_connections (window, reprise_connector_get_menu (self->connector));
  reprise_file_opener_accept_drops (GTK_WINDOW (window));
  g_signal_connect_object (window,
                           "backup-sent",
                           G_CALLBACK (backup_sent_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window,
                           "close-request",
                           G_CALLBACK (close_requested_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_clear_object (&self->refresh_timer);
  if (self->settings != NULL)
    self->refresh_timer = reprise_refresh_timer_new (GTK_WIDGET (window), self->settings);
  fill_window (self);
}

/* What is missing is better known before it is needed. */
static void
tell_problems (RepriseApplication *self)
{
  g_autofree char *problems = reprise_surroundings_dup_problems ();

  if (problems != NULL)
    reprise_window_warn (self->window, _ ("Not Everything Works Here"), problems);
}

static void
reprise_application_activate (GApplication *application)
{
  RepriseApplication *self = REPRISE_APPLICATION (application);
  g_autoptr (GInputStream) input = NULL;

  if (self->reads_input)
    {
      self->reads_input = FALSE;
      input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      reprise_file_opener_open_stream (ADW_APPLICATION (self), input);
      return;
    }
  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }
  open_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
  tell_problems (self);
}

static void
reprise_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    reprise_file_opener_open (ADW_APPLICATION (application), files[i]);
}

/* Takes `-` off the command line: what is piped into this process must be read by it. */
static gboolean
reprise_application_local_command_line (GApplication *application,
                                        char ***arguments,
                                        int *exit_status)
{
  RepriseApplication *self = REPRISE_APPLICATION (application);
  char **argument = *arguments;

  while (*argument != NULL && strcmp (*argument, "-") != 0)
    argument++;
  if (*argument != NULL)
    {
      self->reads_input = TRUE;
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
      g_free (*argument);
      for (; *argument != NULL; argument++)
        argument[0] = argument[1];
    }
  return G_APPLICATION_CLASS (reprise_application_parent_class)
      ->local_command_line (application, arguments, exit_status);
}

/* What refers to the application goes before the application does. */
static void
reprise_application_shutdown (GApplication *application)
{
  RepriseApplication *self = REPRISE_APPLICATION (application);

  if (self->connector != NULL)
    reprise_connector_finish (self->connector);
  g_clear_object (&self->connector);
  G_APPLICATION_CLASS (reprise_application_parent_class)->shutdown (application);
}

static void
reprise_application_dispose (GObject *object)
{
  RepriseApplication *self = REPRISE_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->connector);
  g_clear_object (&self->refresh_timer);
  g_clear_object (&self->settings);
  g_clear_object (&self->given);
  g_clear_object (&self->given_backend);
  g_clear_object (&self->store);
  g_clear_pointer (&self->awaited_connection_id, g_free);
  g_clear_pointer (&self->awaited_database_id, g_free);
  forget_kept (self);
  G_OBJECT_CLASS (reprise_application_parent_class)->dispose (object);
}

static void
reprise_application_class_init (RepriseApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_application_dispose;
  G_APPLICATION_CLASS (klass)->activate = reprise_application_activate;
  G_APPLICATION_CLASS (klass)->handle_local_options = reprise_application_handle_local_options;
  G_APPLICATION_CLASS (klass)->local_command_line = reprise_application_local_command_line;
  G_APPLICATION_CLASS (klass)->open = reprise_application_open;
  G_APPLICATION_CLASS (klass)->shutdown = reprise_application_shutdown;
  G_APPLICATION_CLASS (klass)->startup = reprise_application_startup;
}

static void
reprise_application_init (RepriseApplication *self)
{
  self->store = reprise_keyring_store_new_usual (KEYRING_SECONDS);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  /* Translators: what may stand on the command line; `-` is the standard input. */
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…|-]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _ ("Shows the databases of a pgEdge Cloud account or a "
                                               "local lab, and their backups."));
  g_application_set_option_context_description (
      G_APPLICATION (self),
      /* Translators: the words in capitals are names of environment variables. */
      _ ("Without --connect, the credential is taken from PGEDGE_CLIENT_ID and "
         "PGEDGE_CLIENT_SECRET.\n"));
}

/**
 * reprise_application_new:
 *
 * Returns: (transfer full): the application, not yet registered
 */
RepriseApplication *
reprise_application_new (void)
{
  return g_object_new (REPRISE_TYPE_APPLICATION,
                       "application-id",
                       REPRISE_APPLICATION_ID,
                       "flags",
                       G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path",
                       "/io/github/reprisedb/Reprise",
                       NULL);
}

/**
 * reprise_application_show_awaited:
 * @self: the application
 * @session: what the window shows
 *
 * Shows the database that somebody asked for, if it is there.
 */
void
reprise_application_show_awaited (RepriseApplication *self, RepriseSession *session)
{
  if (self->window == NULL ||
      g_strcmp0 (reprise_session_get_connection_id (session), self->awaited_connection_id) != 0)
    return;
  reprise_window_show_database (self->window, self->awaited_database_id);
  g_clear_pointer (&self->awaited_connection_id, g_free);
  g_clear_pointer (&self->awaited_database_id, g_free);
}
