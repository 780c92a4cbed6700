/* SPDX-License-Identifier: GPL-3.0-or-later
 * Serves a lab: from its directory to its last process. */

#include "config.h"

#include "lab/reprise-lab-server.h"

#include "base/reprise-system-clock.h"
#include "engine/reprise-orphans.h"
#include "engine/reprise-pq-sql.h"
#include "engine/reprise-subprocess-runner.h"
#include "lab/reprise-lab-blueprint.h"
#include "lab/reprise-lab-directory.h"
#include "lab/reprise-lab-error.h"
#include "lab/reprise-lab-file.h"
#include "lab/reprise-lab-lock.h"
#include "lab/reprise-lab-real-engine.h"
#include "lab/reprise-lab-scheduler.h"
#include "lab/reprise-lab-service.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define ORPHANS_TIMEOUT_SECONDS 30
#define CONNECT_TIMEOUT_SECONDS 10

struct _RepriseLabServer
{
  GObject parent_instance;

  char *directory;
  int port;
  int port_fd;
  guint token_lifetime_seconds;
  gboolean with_writer;

  RepriseLabLock *lock;
  RepriseLabState *state;
  RepriseEngine *engine;
  RepriseLabOperations *operations;
  SoupServer *soup_server;
  RepriseLabService *service;
  RepriseLabScheduler *scheduler;
  GCancellable *cancellable;
  GTask *task;   /* what reprise_lab_server_run_async() began */
  GError *error; /* nullable: why it ends */
  gboolean is_ready;
  gboolean is_stopping;
};

G_DEFINE_FINAL_TYPE (RepriseLabServer, reprise_lab_server, G_TYPE_OBJECT)

static char *
dup_api_url (RepriseLabServer *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u",
                          reprise_lab_state_get_document (self->state)->port);
}

static char *
dup_credentials_path (RepriseLabServer *self)
{
  return g_build_filename (self->directory, REPRISE_LAB_CREDENTIALS_FILE, NULL);
}

/* Nothing of what runs us reaches the children but where programs are found. */
static RepriseRunner *
new_runner (const char *marker)
{
  const char *path = g_getenv ("PATH");
  g_autofree char *path_variable =
      g_strdup_printf ("PATH=%s", path == NULL ? "/usr/local/bin:/usr/bin:/bin" : path);
  g_autofree char *home_variable = g_strdup_printf ("HOME=%s", g_get_home_dir ());
  g_autofree char *marker_variable = g_strdup_printf (REPRISE_ORPHANS_VARIABLE "=%s", marker);
  const char *const environment[] = {
    path_variable, home_variable, marker_variable, "LC_ALL=C.UTF-8", "TZ=UTC", NULL,
  };

  return reprise_subprocess_runner_new (environment);
}

static gboolean
open_engine (RepriseLabServer *self, GError **error)
{
  const char *marker = reprise_lab_state_get_document (self->state)->marker;
  g_autoptr (RepriseRunner) runner = new_runner (marker);
  g_autoptr (RepriseSql) sql = reprise_pq_sql_new (CONNECT_TIMEOUT_SECONDS);
  g_autofree char *pgbackrest = NULL;
  g_autofree char *bin_directory = reprise_postgres_find_bin_directory (runner, error);
  g_autoptr (RepriseLabEngine) lab_engine = NULL;

  if (bin_directory == NULL)
    return FALSE;
  pgbackrest = reprise_pgbackrest_find_program (error);
  if (pgbackrest == NULL)
    return FALSE;
  self->engine = reprise_engine_new (self->directory, runner, sql, bin_directory, pgbackrest);
  lab_engine = reprise_lab_real_engine_new (self->engine);
  self->operations = reprise_lab_operations_new (self->state, lab_engine);
  return TRUE;
}

static gboolean
end_orphans (RepriseLabServer *self, GError **error)
{
  guint n_ended = 0;

  if (!reprise_orphans_end (reprise_lab_state_get_document (self->state)->marker,
                            ORPHANS_TIMEOUT_SECONDS,
                            &n_ended,
                            error))
    return FALSE;
  if (n_ended > 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE,
                             "The lab was not stopped: %u process it left behind was ended\n",
                             "The lab was not stopped: %u processes it left behind were ended\n",
                             n_ended),
                n_ended);
  return TRUE;
}

static gboolean
make_anew (RepriseLabServer *self, GError **error)
{
  g_clear_object (&self->state);
  self->state = reprise_lab_state_new (self->directory, reprise_lab_blueprint_new_document ());
  return reprise_lab_state_save_now (self->state, error);
}

static void
tell_broken_nodes (RepriseLabDatabase *database)
{
  g_auto (GStrv) names = reprise_engine_database_dup_broken_nodes (
      reprise_lab_database_get_engine_database (database));
  g_autofree char *list = g_strjoinv (", ", names);

  if (names[0] != NULL)
    /* Translators: a database's name, and a list of its nodes. */
    g_printerr (_ ("%s is only half restored on %s: it has to be restored again\n"),
                reprise_lab_database_get_record (database)->name,
                list);
}

/* What an interrupted restore left, as far as the records go. */
static gboolean
settle_records (RepriseLabServer *self, GError **error)
{
  GPtrArray *databases = reprise_lab_state_get_databases (self->state);
  guint n_ended = reprise_lab_state_end_interrupted (self->state);

  if (n_ended > 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE,
                             "%u task was interrupted and has failed\n",
                             "%u tasks were interrupted and have failed\n",
                             n_ended),
                n_ended);
  for (guint i = 0; i < databases->len; i++)
    {
      reprise_lab_database_note_repository (g_ptr_array_index (databases, i));
      tell_broken_nodes (g_ptr_array_index (databases, i));
    }
  return reprise_lab_state_save_now (self->state, error);
}

static gboolean
open_state (RepriseLabServer *self, RepriseLabDirectoryContent content, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (content == REPRISE_LAB_DIRECTORY_EMPTY)
    return make_anew (self, error);
  self->state = reprise_lab_state_load (self->directory, &local_error);
  if (self->state == NULL)
    {
      g_set_error (error,
                   REPRISE_LAB_ERROR,
                   REPRISE_LAB_ERROR_DIRECTORY,
                   _ ("‘%s’ holds something that is not a lab; it was left as it is (%s)"),
                   self->directory,
                   local_error->message);
      return FALSE;
    }
  if (!end_orphans (self, error))
    return FALSE;
  if (reprise_lab_state_get_document (self->state)->is_complete)
    return settle_records (self, error);
  g_printerr (_ ("The lab was not created to its end: what there is of it is made anew\n"));
  return reprise_lab_directory_wipe (self->directory, error) && make_anew (self, error);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseLabServer) self = REPRISE_LAB_SERVER (user_data);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  g_autoptr (GError) error = NULL;

  if (!reprise_engine_stop_finish (self->engine, result, &error) && self->error == NULL)
    self->error = g_steal_pointer (&error);
  if (self->error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

/* Nothing is being done to a database any more: what is left are the servers themselves. */
static void
stop_engine (RepriseLabServer *self)
{
  g_autoptr (GPtrArray) databases = reprise_lab_state_dup_engine_databases (self->state);

  g_signal_handlers_disconnect_by_func (self->operations, stop_engine, self);
  reprise_engine_stop_async (self->engine, databases, stopped_cb, g_object_ref (self));
}

/* error: (transfer full) (nullable): why, where nobody asked for it */
static void
begin_stop (RepriseLabServer *self, GError *error)
{
  g_autoptr (GError) reason = error;

  if (self->is_stopping)
    return;
  self->is_stopping = TRUE;
  self->error = g_steal_pointer (&reason);
  g_clear_object (&self->scheduler);
  if (self->soup_server != NULL)
    soup_server_disconnect (self->soup_server);
  reprise_engine_stop_writers (self->engine);
  g_signal_connect_swapped (self->operations, "idle", G_CALLBACK (stop_engine), self);
  reprise_lab_operations_cancel (self->operations);
  if (reprise_lab_operations_is_idle (self->operations))
    stop_engine (self);
}

static gboolean
listen_on (RepriseLabServer *self, guint port, GError **error)
{
  g_autoptr (RepriseLabTokens) tokens = NULL;
  const RepriseLabDocument *document = reprise_lab_state_get_document (self->state);
  g_autoptr (SoupServer) soup_server = soup_server_new (NULL, NULL);

  tokens = reprise_lab_tokens_new (document->client_id,
                                   document->client_secret,
                                   self->token_lifetime_seconds);
  g_clear_object (&self->service);
  self->service = reprise_lab_service_new (soup_server, self->operations, tokens);
  if (!soup_server_listen_local (soup_server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  self->soup_server = g_steal_pointer (&soup_server);
  return TRUE;
}

/* Where no port is asked for, the one it had before is kept if it can be: clients have it in their
 * connections. */
static gboolean
listen_anywhere (RepriseLabServer *self, GError **error)
{
  RepriseLabDocument *document = reprise_lab_state_get_document (self->state);
  g_autoslist (GUri) uris = NULL;
  gboolean listening;

  if (self->port >= 0)
    listening = listen_on (self, (guint) self->port, error);
  else
    listening = (document->port > 0 && listen_on (self, document->port, NULL)) ||
                listen_on (self, 0, error);
  if (!listening)
    {
      g_prefix_error (error, _ ("Cannot listen: "));
      return FALSE;
    }
  uris = soup_server_get_uris (self->soup_server);
  document->port = (guint) g_uri_get_port (uris->data);
  return TRUE;
}

static gboolean
write_credentials (RepriseLabServer *self, GError **error)
{
  g_autofree char *path = dup_credentials_path (self);
  g_autofree char *api_url = dup_api_url (self);
  g_autoptr (RepriseLabFile) file = reprise_lab_file_new (path);
  g_autoptr (GBytes) json =
          reprise_lab_document_encode_credentials (reprise_lab_state_get_document (self->state),
                                                   api_url);

  return reprise_lab_file_write_now (file, json, error);
}

static gboolean
write_port (RepriseLabServer *self, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("%u\n", reprise_lab_state_get_document (self->state)->port);
  gsize length = strlen (text);

  if (self->port_fd < 0 || write (self->port_fd, text, length) == (gssize) length)
    return TRUE;
  g_set_error_literal (error,
                       REPRISE_LAB_ERROR,
                       REPRISE_LAB_ERROR_FAILED,
                       _ ("Cannot write the port file"));
  return FALSE;
}

/* The one line on standard output. */
static void
print_ready (RepriseLabServer *self)
{
  g_autofree char *api_url = dup_api_url (self);
  g_autofree char *credentials = dup_credentials_path (self);

  /* Translators: the address of the service, and the path of a file. */
  g_print (_ ("The lab is ready: API %s, credentials in %s\n"), api_url, credentials);
  fflush (stdout);
}

static gboolean
open_service (RepriseLabServer *self, GError **error)
{
  g_autoptr (RepriseClock) clock = reprise_system_clock_new ();
  g_autoptr (GPtrArray) databases = reprise_lab_state_dup_engine_databases (self->state);

  reprise_lab_state_get_document (self->state)->is_complete = TRUE;
  if (!listen_anywhere (self, error) || !reprise_lab_state_save_now (self->state, error) ||
      !write_credentials (self, error) || !write_port (self, error))
    return FALSE;
  if (self->with_writer)
    for (guint i = 0; i < databases->len; i++)
      reprise_engine_start_writer (self->engine, g_ptr_array_index (databases, i));
  self->scheduler = reprise_lab_scheduler_new (self->operations, clock);
  self->is_ready = TRUE;
  print_ready (self);
  return TRUE;
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseLabServer) self = REPRISE_LAB_SERVER (user_data);
  GError *error = NULL;
  gboolean was_complete = reprise_lab_state_get_document (self->state)->is_complete;
  gboolean started = was_complete
                         ? reprise_engine_start_finish (REPRISE_ENGINE (source), result, &error)
                         : reprise_engine_create_finish (REPRISE_ENGINE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_error (&error);
      begin_stop (self, NULL);
    }
  else if (!started || !open_service (self, &error))
    {
      begin_stop (self, error);
    }
}

static void
reprise_lab_server_dispose (GObject *object)
{
  RepriseLabServer *self = REPRISE_LAB_SERVER (object);

  g_clear_object (&self->scheduler);
  g_clear_object (&self->service);
  g_clear_object (&self->soup_server);
  g_clear_object (&self->operations);
  g_clear_object (&self->engine);
  g_clear_object (&self->state);
  g_clear_object (&self->lock);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (reprise_lab_server_parent_class)->dispose (object);
}

static void
reprise_lab_server_finalize (GObject *object)
{
  RepriseLabServer *self = REPRISE_LAB_SERVER (object);

  g_free (self->directory);
  g_clear_error (&self->error);
  if (self->port_fd >= 0)
    close (self->port_fd);
  G_OBJECT_CLASS (reprise_lab_server_parent_class)->finalize (object);
}

static void
reprise_lab_server_class_init (RepriseLabServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_lab_server_dispose;
  object_class->finalize = reprise_lab_server_finalize;
}

static void
reprise_lab_server_init (RepriseLabServer *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * reprise_lab_server_new:
 * @fields: copied; the port file is closed with the server
 */
RepriseLabServer *
reprise_lab_server_new (const RepriseLabServerFields *fields)
{
  RepriseLabServer *self = g_object_new (REPRISE_TYPE_LAB_SERVER, NULL);

  self->directory = g_strdup (fields->directory);
  self->port = fields->port;
  self->port_fd = fields->port_fd;
  self->with_writer = fields->with_writer;
  self->token_lifetime_seconds = fields->token_lifetime_seconds;
  return self;
}

/**
 * reprise_lab_server_open:
 * @self: a server
 * @error: return location: a %REPRISE_LAB_ERROR, or the engine's
 *
 * Takes the directory, and clears away what an earlier run left. Blocks; nothing is served yet.
 *
 * Returns: whether the lab may be started
 */
gboolean
reprise_lab_server_open (RepriseLabServer *self, GError **error)
{
  RepriseLabDirectoryContent content;

  g_return_val_if_fail (REPRISE_IS_LAB_SERVER (self), FALSE);
  g_return_val_if_fail (self->lock == NULL, FALSE);

  if (!reprise_lab_directory_prepare (self->directory, &content, error))
    return FALSE;
  self->lock = reprise_lab_lock_take (self->directory, error);
  /* Another process may have come and gone in between: only under the lock is it sure. */
  return self->lock != NULL && reprise_lab_directory_prepare (self->directory, &content, error) &&
         open_state (self, content, error) && open_engine (self, error);
}

/**
 * reprise_lab_server_run_async:
 * @self: an open server
 * @callback: called when the lab was stopped, and all its processes have ended
 * @user_data: for @callback
 *
 * Creates or starts the lab, serves it, and says so on standard output.
 */
void
reprise_lab_server_run_async (RepriseLabServer *self,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GPtrArray) databases = NULL;

  g_return_if_fail (REPRISE_IS_LAB_SERVER (self));
  g_return_if_fail (self->operations != NULL && self->task == NULL);

  self->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->task, reprise_lab_server_run_async);
  databases = reprise_lab_state_dup_engine_databases (self->state);
  if (reprise_lab_state_get_document (self->state)->is_complete)
    reprise_engine_start_async (self->engine,
                                databases,
                                self->cancellable,
                                started_cb,
                                g_object_ref (self));
  else
    reprise_engine_create_async (self->engine,
                                 databases,
                                 self->cancellable,
                                 started_cb,
                                 g_object_ref (self));
}

gboolean
reprise_lab_server_run_finish (RepriseLabServer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_lab_server_stop:
 * @self: a running server
 *
 * Ends all that is going on, a restore as well, and every process of the lab.
 */
void
reprise_lab_server_stop (RepriseLabServer *self)
{
  g_return_if_fail (REPRISE_IS_LAB_SERVER (self));

  g_cancellable_cancel (self->cancellable);
  if (self->is_ready)
    begin_stop (self, NULL);
}
