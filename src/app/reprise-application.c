/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application: options, connection, windows. */

#include "config.h"

#include "app/reprise-application.h"

#include "app/reprise-file-opener.h"
#include "app/reprise-inventory-compare.h"
#include "app/reprise-inventory-save.h"
#include "app/reprise-job-guard.h"
#include "app/reprise-run-connection.h"
#include "app/reprise-settings.h"
#include "base/reprise-secret.h"
#include "base/reprise-system-clock.h"
#include "cloud/reprise-cloud-address.h"
#include "cloud/reprise-cloud-backend.h"
#include "replication/reprise-pq-replicator.h"
#include "ui/reprise-close-question.h"
#include "ui/reprise-preferences.h"
#include "ui/reprise-refresh-timer.h"
#include "ui/reprise-window.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>

#include <string.h>
#include <unistd.h>

/* How long a node may take to answer, and to do one thing. */
#define NODE_CONNECT_SECONDS 10
#define NODE_STATEMENT_SECONDS 30

struct _RepriseApplication
{
  AdwApplication parent_instance;

  RepriseBackend *backend; /* NULL where no connection was given */
  RepriseJobManager *jobs; /* of that backend */
  RepriseJobGuard *guard;
  GSettings *settings;                /* NULL where nothing can be remembered */
  RepriseRefreshTimer *refresh_timer; /* of the window of the connection */
  gboolean reads_input;               /* what is piped in is to be shown */
};

G_DEFINE_FINAL_TYPE (RepriseApplication, reprise_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "connect", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use the credentials in FILE"), N_ ("FILE") },
  { "api-url", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Use the service at URL"), N_ ("URL") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { NULL }
};

static GBytes *
load_file (const char *path, GError **error)
{
  char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;
  return reprise_secret_take_bytes (contents, length);
}

/* What a person calls a connection that has no name: where it leads. */
static char *
dup_title (const char *address)
{
  g_autoptr (GUri) uri = reprise_cloud_address_parse (address, NULL);

  if (g_strcmp0 (address, REPRISE_CLOUD_DEFAULT_ADDRESS) == 0)
    return g_strdup ("pgEdge Cloud");
  if (uri == NULL || g_uri_get_port (uri) < 0)
    return g_strdup (uri == NULL ? address : g_uri_get_host (uri));
  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

static RepriseBackend *
open_backend (const RepriseRunConnection *connection, GError **error)
{
  g_autofree char *title = dup_title (connection->address);
  RepriseCloudBackendFields fields = {
    .title = title,
    .address = connection->address,
    .client_id = connection->client_id,
    .client_secret = connection->client_secret,
  };

  return reprise_cloud_backend_new (&fields, error);
}

static gboolean
connect_for_run (RepriseApplication *self, GVariantDict *given, GError **error)
{
  g_autoptr (RepriseRunConnection) connection = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *path = NULL;
  RepriseRunConnectionSources sources = {
    .client_id = g_getenv ("PGEDGE_CLIENT_ID"),
    .client_secret = g_getenv ("PGEDGE_CLIENT_SECRET"),
  };

  g_variant_dict_lookup (given, "api-url", "&s", &sources.api_url);
  g_variant_dict_lookup (given, "connect", "^ay", &path);
  if (path != NULL && (file = load_file (path, error)) == NULL)
    return FALSE;
  sources.file_name = path;
  sources.file = file;
  if (!reprise_run_connection_resolve (&sources, &connection, error))
    return FALSE;
  if (connection != NULL)
    self->backend = open_backend (connection, error);
  return connection == NULL || self->backend != NULL;
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
  if (self->backend != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (window,
                         "application-name",
                         _ ("Reprise"),
                         "application-icon",
                         REPRISE_APPLICATION_ID,
                         "version",
                         REPRISE_VERSION,
                         "comments",
                         _ ("Restores PostgreSQL databases from their pgBackRest backups."),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
quit_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseApplication) self = user_data;

  if (reprise_close_question_ask_finish (REPRISE_CLOSE_QUESTION (source), result) ==
      REPRISE_CLOSE_ANSWER_CLOSE)
    g_application_quit (G_APPLICATION (self));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);
  guint n_running = self->jobs == NULL ? 0 : reprise_job_manager_get_n_running (self->jobs);
  g_autoptr (RepriseCloseQuestion) question = reprise_close_question_new (n_running);

  if (n_running == 0)
    g_application_quit (G_APPLICATION (self));
  else
    reprise_close_question_ask_async (question,
                                      gtk_application_get_active_window (GTK_APPLICATION (self)),
                                      NULL,
                                      quit_asked_cb,
                                      g_object_ref (self));
}

/* The window of the connection; others show files. */
static RepriseWindow *
find_window (RepriseApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *link = windows; link != NULL; link = link->next)
    if (REPRISE_IS_WINDOW (link->data) && reprise_window_get_backend (link->data) == self->backend)
      return link->data;
  return NULL;
}

static void
show_database_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);
  RepriseWindow *window;

  g_application_activate (G_APPLICATION (self));
  window = find_window (self);
  if (window != NULL)
    reprise_window_show_database (window, g_variant_get_string (parameter, NULL));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reprise_file_opener_choose (ADW_APPLICATION (user_data));
}

/* Of the window that is in front; an empty id is the whole account. */
static void
save_inventory_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  const char *database_id = g_variant_get_string (parameter, NULL);

  if (REPRISE_IS_WINDOW (window) && reprise_window_get_backend (REPRISE_WINDOW (window)) != NULL)
    reprise_inventory_save_choose (REPRISE_WINDOW (window),
                                   *database_id == '\0' ? NULL : database_id);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepriseApplication *self = REPRISE_APPLICATION (user_data);
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (GTK_WINDOW (reprise_preferences_new (parent, self->settings)));
}

/* What the window that is in front shows, with a file; an empty id is any database. */
static void
compare_inventories_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  const char *database_id = g_variant_get_string (parameter, NULL);

  reprise_inventory_compare_open (ADW_APPLICATION (user_data),
                                  REPRISE_IS_WINDOW (window)
                                      ? reprise_window_get_backend (REPRISE_WINDOW (window))
                                      : NULL,
                                  *database_id == '\0' ? NULL : database_id);
}

static const GActionEntry actions[] = {
  { "about", about_cb },
  { "compare-inventories", compare_inventories_cb, "s" },
  { "open", open_cb },
  { "preferences", preferences_cb },
  { "quit", quit_cb },
  { "save-inventory", save_inventory_cb, "s" },
  { "show-database", show_database_cb, "s" },
};

static void
set_keys (GtkApplication *application, const char *action, const char *key)
{
  gtk_application_set_accels_for_action (application, action, (const char *[]){ key, NULL });
}

static void
jobs_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RepriseWindow *window = find_window (self);

  if (reprise_job_manager_load_finish (REPRISE_JOB_MANAGER (source), result, &error) ||
      window == NULL)
    return;
  /* Translators: what went wrong. */
  text =
      g_strdup_printf (_ ("%s\n\nA restore that was asked for before goes on in the service, but "
                          "is not shown here."),
                       error->message);
  reprise_window_warn (window, _ ("Earlier Restores Cannot Be Followed"), text);
}

/* What an earlier run asked for, or another one, is found in the journal. */
static void
open_jobs (RepriseApplication *self)
{
  g_autoptr (RepriseClock) clock = reprise_system_clock_new ();
  g_autofree char *path =
      g_build_filename (g_get_user_state_dir (), "reprise", "journal.jsonl", NULL);
  g_autoptr (RepriseJournal) journal = reprise_journal_new (path);

  self->jobs = reprise_job_manager_new (self->backend, journal, clock);
  self->guard = reprise_job_guard_new (GTK_APPLICATION (self), self->jobs, self->settings);
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
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (reprise_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   application);
  set_keys (self, "app.about", "<Shift>F1");
  set_keys (self, "app.open", "<Control>o");
  set_keys (self, "app.preferences", "<Control>comma");
  set_keys (self, "app.quit", "<Control>q");
  set_keys (self, "win.shortcuts", "<Control>question");
  set_keys (self, "window.close", "<Control>w");
  open_settings (REPRISE_APPLICATION (application));
  if (REPRISE_APPLICATION (application)->backend != NULL)
    open_jobs (REPRISE_APPLICATION (application));
}

static RepriseWindow *
open_window (RepriseApplication *self)
{
  g_autoptr (RepriseReplicator) replicator =
                 reprise_pq_replicator_new (NODE_CONNECT_SECONDS, NODE_STATEMENT_SECONDS);
  RepriseWindow *window = reprise_window_new (ADW_APPLICATION (self),
                                              self->backend,
                                              self->jobs,
                                              replicator,
                                              self->settings);

  reprise_file_opener_accept_drops (GTK_WINDOW (window));
  g_clear_object (&self->refresh_timer);
  if (self->settings != NULL)
    self->refresh_timer = reprise_refresh_timer_new (GTK_WIDGET (window), self->settings);
  if (self->jobs != NULL)
    reprise_job_manager_load_async (self->jobs, NULL, jobs_loaded_cb, g_object_ref (self));
  return window;
}

static void
reprise_application_activate (GApplication *application)
{
  RepriseApplication *self = REPRISE_APPLICATION (application);
  RepriseWindow *window = find_window (self);
  g_autoptr (GInputStream) input = NULL;

  if (self->reads_input)
    {
      self->reads_input = FALSE;
      input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      reprise_file_opener_open_stream (ADW_APPLICATION (self), input);
      return;
    }
  if (window == NULL)
    window = open_window (self);
  gtk_window_present (GTK_WINDOW (window));
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

  g_clear_object (&self->guard);
  g_clear_object (&self->jobs);
  G_APPLICATION_CLASS (reprise_application_parent_class)->shutdown (application);
}

static void
reprise_application_dispose (GObject *object)
{
  RepriseApplication *self = REPRISE_APPLICATION (object);

  g_clear_object (&self->guard);
  g_clear_object (&self->jobs);
  g_clear_object (&self->refresh_timer);
  g_clear_object (&self->settings);
  g_clear_object (&self->backend);
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
