/* SPDX-License-Identifier: GPL-3.0-or-later
 * One database as it is now: itself, its cluster, repositories, tasks, and each node's backups. */

#include "config.h"

#include "ui/reprise-database-watch.h"

#include "base/reprise-weak.h"
#include "restore/reprise-backend-answer.h"

/* While something runs, the small reads are repeated; inventories are read again when it has
 * ended. */
#define BUSY_REFRESH_SECONDS 3
#define TASKS_AT_MOST 100

struct _RepriseDatabaseWatch
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseDatabase *database;
  RepriseCluster *cluster; /* NULL where it could not be read */
  GPtrArray *repositories;
  GError *repositories_error;
  GPtrArray *stores;
  GPtrArray *tasks;
  RepriseWatchedNodes *nodes;
  RepriseLoadState state;
  RepriseInstant loaded_at;
  GError *error;
  GPtrArray *problems; /* NULL-terminated */

  GCancellable *cancellable; /* of the reading that is under way */
  guint n_pending;
  gboolean inventories_wanted; /* after this reading */
  gboolean is_outdated;        /* it was asked for anew while this reading was under way */
  gboolean was_busy;           /* after the last one */
  gboolean is_answered;        /* there is a database, of now or from earlier */
  gboolean is_kept;            /* it is from earlier */
  RepriseInstant kept_at;
  GError *new_error;
  GPtrArray *new_problems;
  guint refresh_id;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepriseDatabaseWatch, reprise_database_watch, G_TYPE_OBJECT)

static void start_reading (RepriseDatabaseWatch *self, gboolean inventories_wanted);

static void
set_state (RepriseDatabaseWatch *self, RepriseLoadState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
refresh_again_cb (gpointer user_data)
{
  RepriseDatabaseWatch *self = user_data;

  self->refresh_id = 0;
  start_reading (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
read_again_if_needed (RepriseDatabaseWatch *self)
{
  gboolean is_busy = reprise_database_watch_is_busy (self);

  if (self->is_outdated)
    {
      self->is_outdated = FALSE;
      self->was_busy |= is_busy;
      start_reading (self, FALSE);
      return;
    }
  if (self->is_answered && (self->inventories_wanted || (self->was_busy && !is_busy)))
    {
      self->inventories_wanted = FALSE;
      reprise_watched_nodes_refresh (self->nodes);
    }
  self->was_busy = is_busy;
  if (is_busy)
    self->refresh_id = g_timeout_add_seconds (BUSY_REFRESH_SECONDS, refresh_again_cb, self);
}

static RepriseLoadState
judge_reading (RepriseDatabaseWatch *self)
{
  if (!self->is_kept)
    return REPRISE_LOAD_STATE_READY;
  return self->error == NULL ? REPRISE_LOAD_STATE_REFRESHING : REPRISE_LOAD_STATE_STALE;
}

static void
finish_reading (RepriseDatabaseWatch *self)
{
  gboolean had_data = self->loaded_at != REPRISE_INSTANT_NONE;

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&self->new_error);
  g_ptr_array_unref (self->problems);
  self->problems = g_steal_pointer (&self->new_problems);
  g_ptr_array_add (self->problems, NULL);
  if (self->is_answered)
    {
      self->loaded_at =
          self->is_kept ? self->kept_at : reprise_backend_get_service_now (self->backend);
      reprise_watched_nodes_guess_repositories (self->nodes, self->database, self->repositories);
      set_state (self, judge_reading (self));
    }
  else
    set_state (self, had_data ? REPRISE_LOAD_STATE_STALE : REPRISE_LOAD_STATE_FAILED);
  read_again_if_needed (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Returns FALSE where nobody waits for the answer any more (@self is NULL, or it was cancelled). */
static gboolean
take_answer (RepriseDatabaseWatch *self, GPtrArray *problems, GError *error, gboolean is_needed)
{
  g_autoptr (GPtrArray) owned_problems = problems;
  g_autoptr (GError) owned_error = error;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (self->new_problems, g_strdup (g_ptr_array_index (problems, i)));
  if (error != NULL && is_needed && self->new_error == NULL)
    self->new_error = g_steal_pointer (&owned_error);
  else if (error != NULL)
    g_ptr_array_add (self->new_problems, g_strdup (error->message));
  return TRUE;
}

static void
count_answer (RepriseDatabaseWatch *self)
{
  if (--self->n_pending == 0)
    finish_reading (self);
}

/* What is shown is as old as the oldest of what it is made of. */
static void
note_kept (RepriseDatabaseWatch *self, GAsyncResult *result)
{
  RepriseInstant kept_at = REPRISE_INSTANT_NONE;
  const GError *error = NULL;

  if (!reprise_backend_answer_get_kept (result, &kept_at, &error))
    return;
  self->kept_at = self->is_kept ? MIN (self->kept_at, kept_at) : kept_at;
  self->is_kept = TRUE;
  if (error != NULL && self->new_error == NULL)
    self->new_error = g_error_copy (error);
}

static void
database_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseDatabaseWatch) self = reprise_weak_take (user_data);
  GError *error = NULL;
  g_autoptr (RepriseDatabase) database =
                 reprise_backend_get_database_finish (REPRISE_BACKEND (source), result, &error);

  if (!take_answer (self, NULL, error, TRUE))
    return;
  note_kept (self, result);
  self->is_answered = database != NULL;
  if (database != NULL)
    {
      reprise_watched_nodes_take_database (self->nodes, database);
      g_set_object (&self->database, database);
    }
  count_answer (self);
}

static void
cluster_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseDatabaseWatch) self = reprise_weak_take (user_data);
  GError *error = NULL;
  g_autoptr (RepriseCluster) cluster =
                 reprise_backend_get_cluster_finish (REPRISE_BACKEND (source), result, &error);

  if (!take_answer (self, NULL, error, FALSE))
    return;
  note_kept (self, result);
  if (cluster != NULL)
    g_set_object (&self->cluster, cluster);
  count_answer (self);
}

typedef GPtrArray *(*ListFinish) (RepriseBackend *backend,
                                  GAsyncResult *result,
                                  GPtrArray **problems,
                                  GError **error);

/* kept_error: (nullable): where the failure of a list goes that is more than a problem */
static void
take_list (RepriseDatabaseWatch *self,
           GPtrArray **list,
           GError **kept_error,
           ListFinish finish,
           GObject *source,
           GAsyncResult *result)
{
  GPtrArray *problems = NULL;
  GError *error = NULL;
  g_autoptr (GPtrArray) fresh = finish (REPRISE_BACKEND (source), result, &problems, &error);
  g_autoptr (GError) kept = error == NULL ? NULL : g_error_copy (error);

  if (!take_answer (self, problems, error, FALSE))
    return;
  if (kept_error != NULL)
    {
      g_clear_error (kept_error);
      *kept_error = g_steal_pointer (&kept);
    }
  note_kept (self, result);
  if (fresh != NULL)
    {
      g_ptr_array_unref (*list);
      *list = g_steal_pointer (&fresh);
    }
  count_answer (self);
}

static void
repositories_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseDatabaseWatch) self = reprise_weak_take (user_data);

  take_list (self,
             self == NULL ? NULL : &self->repositories,
             self == NULL ? NULL : &self->repositories_error,
             reprise_backend_list_repositories_finish,
             source,
             result);
}

static void
stores_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseDatabaseWatch) self = reprise_weak_take (user_data);

  take_list (self,
             self == NULL ? NULL : &self->stores,
             NULL,
             reprise_backend_list_stores_finish,
             source,
             result);
}

static void
tasks_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseDatabaseWatch) self = reprise_weak_take (user_data);

  take_list (self,
             self == NULL ? NULL : &self->tasks,
             NULL,
             reprise_backend_list_tasks_finish,
             source,
             result);
}

static void
start_reading (RepriseDatabaseWatch *self, gboolean inventories_wanted)
{
  const char *id = reprise_database_get_id (self->database);
  const char *cluster_id = reprise_database_get_cluster_id (self->database);
  GCancellable *cancellable;

  self->inventories_wanted |= inventories_wanted;
  if (self->cancellable != NULL)
    return;
  self->is_kept = FALSE;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  cancellable = self->cancellable = g_cancellable_new ();
  self->new_problems = g_ptr_array_new_with_free_func (g_free);
  /* pgBackRest's own documents know of no clusters. */
  self->n_pending = cluster_id == NULL ? 4 : 5;
  set_state (self,
             self->loaded_at == REPRISE_INSTANT_NONE ? REPRISE_LOAD_STATE_LOADING
                                                     : REPRISE_LOAD_STATE_REFRESHING);
  reprise_backend_get_database_async (self->backend,
                                      id,
                                      cancellable,
                                      database_read_cb,
                                      reprise_weak_new (self));
  if (cluster_id != NULL)
    reprise_backend_get_cluster_async (self->backend,
                                       cluster_id,
                                       cancellable,
                                       cluster_read_cb,
                                       reprise_weak_new (self));
  reprise_backend_list_repositories_async (self->backend,
                                           id,
                                           cancellable,
                                           repositories_read_cb,
                                           reprise_weak_new (self));
  reprise_backend_list_stores_async (self->backend,
                                     cancellable,
                                     stores_read_cb,
                                     reprise_weak_new (self));
  reprise_backend_list_tasks_async (self->backend,
                                    id,
                                    TASKS_AT_MOST,
                                    cancellable,
                                    tasks_read_cb,
                                    reprise_weak_new (self));
}

static void
reprise_database_watch_get_property (GObject *object,
                                     guint property_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  RepriseDatabaseWatch *self = REPRISE_DATABASE_WATCH (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_database_watch_dispose (GObject *object)
{
  RepriseDatabaseWatch *self = REPRISE_DATABASE_WATCH (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->nodes);
  g_clear_object (&self->backend);
  g_clear_object (&self->database);
  g_clear_object (&self->cluster);
  G_OBJECT_CLASS (reprise_database_watch_parent_class)->dispose (object);
}

static void
reprise_database_watch_finalize (GObject *object)
{
  RepriseDatabaseWatch *self = REPRISE_DATABASE_WATCH (object);

  g_clear_error (&self->error);
  g_clear_error (&self->new_error);
  g_clear_error (&self->repositories_error);
  g_ptr_array_unref (self->problems);
  g_clear_pointer (&self->new_problems, g_ptr_array_unref);
  g_ptr_array_unref (self->repositories);
  g_ptr_array_unref (self->stores);
  g_ptr_array_unref (self->tasks);
  G_OBJECT_CLASS (reprise_database_watch_parent_class)->finalize (object);
}

static void
reprise_database_watch_class_init (RepriseDatabaseWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reprise_database_watch_get_property;
  object_class->dispose = reprise_database_watch_dispose;
  object_class->finalize = reprise_database_watch_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             REPRISE_LOAD_STATE_LOADING,
                                             REPRISE_LOAD_STATE_FAILED,
                                             REPRISE_LOAD_STATE_LOADING,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseDatabaseWatch::changed:
   *
   * A reading has ended, well or not; everything but the inventories is as fresh as it gets.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
reprise_database_watch_init (RepriseDatabaseWatch *self)
{
  self->loaded_at = REPRISE_INSTANT_NONE;
  self->repositories = g_ptr_array_new_with_free_func (g_object_unref);
  self->stores = g_ptr_array_new_with_free_func (g_object_unref);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->problems, NULL);
}

/**
 * reprise_database_watch_new:
 * @backend: what is read
 * @database: as a list told it; replaced by the whole as soon as that is read
 * @cluster: (nullable): its cluster, where known
 *
 * Returns: (transfer full): the watch; nothing is read before reprise_database_watch_refresh()
 */
RepriseDatabaseWatch *
reprise_database_watch_new (RepriseBackend *backend,
                            RepriseDatabase *database,
                            RepriseCluster *cluster)
{
  RepriseDatabaseWatch *self = g_object_new (REPRISE_TYPE_DATABASE_WATCH, NULL);

  self->backend = g_object_ref (backend);
  self->nodes = reprise_watched_nodes_new (backend);
  self->database = g_object_ref (database);
  g_set_object (&self->cluster, cluster);
  return self;
}

/**
 * reprise_database_watch_get_backend:
 * @self: a watch
 *
 * Returns: (transfer none): what it reads
 */
RepriseBackend *
reprise_database_watch_get_backend (RepriseDatabaseWatch *self)
{
  return self->backend;
}

/**
 * reprise_database_watch_get_state:
 * @self: a watch
 *
 * Returns: how far everything but the inventories has been read; property `state`
 */
RepriseLoadState
reprise_database_watch_get_state (RepriseDatabaseWatch *self)
{
  return self->state;
}

/**
 * reprise_database_watch_get_error:
 * @self: a watch
 *
 * Returns: (nullable): why the database could not be read, where it could not
 */
const GError *
reprise_database_watch_get_error (RepriseDatabaseWatch *self)
{
  return self->error;
}

/**
 * reprise_database_watch_get_loaded_at:
 * @self: a watch
 *
 * Returns: when what is shown was read, by the service's clock, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_database_watch_get_loaded_at (RepriseDatabaseWatch *self)
{
  return self->loaded_at;
}

/**
 * reprise_database_watch_get_problems:
 * @self: a watch
 *
 * Returns: what could not be read beside the database, as sentences; empty where nothing was wrong
 */
const char *const *
reprise_database_watch_get_problems (RepriseDatabaseWatch *self)
{
  return (const char *const *) self->problems->pdata;
}

/**
 * reprise_database_watch_get_database:
 * @self: a watch
 *
 * Returns: (transfer none): the database
 */
RepriseDatabase *
reprise_database_watch_get_database (RepriseDatabaseWatch *self)
{
  return self->database;
}

/**
 * reprise_database_watch_get_cluster:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): its cluster, where that could be read
 */
RepriseCluster *
reprise_database_watch_get_cluster (RepriseDatabaseWatch *self)
{
  return self->cluster;
}

/**
 * reprise_database_watch_get_repositories:
 * @self: a watch
 *
 * Returns: (element-type RepriseRepository) (transfer none): current and earlier ones
 */
GPtrArray *
reprise_database_watch_get_repositories (RepriseDatabaseWatch *self)
{
  return self->repositories;
}

/**
 * reprise_database_watch_get_repositories_error:
 * @self: a watch
 *
 * Returns: (nullable): why the repositories could not be listed, where they could not: what is
 *   known of them is from earlier, or nothing
 */
const GError *
reprise_database_watch_get_repositories_error (RepriseDatabaseWatch *self)
{
  return self->repositories_error;
}

/**
 * reprise_database_watch_get_stores:
 * @self: a watch
 *
 * Returns: (element-type RepriseStore) (transfer none): the account's backup stores
 */
GPtrArray *
reprise_database_watch_get_stores (RepriseDatabaseWatch *self)
{
  return self->stores;
}

/**
 * reprise_database_watch_get_tasks:
 * @self: a watch
 *
 * Returns: (element-type RepriseTask) (transfer none): the database's newest tasks, newest first
 */
GPtrArray *
reprise_database_watch_get_tasks (RepriseDatabaseWatch *self)
{
  return self->tasks;
}

/**
 * reprise_database_watch_get_nodes:
 * @self: a watch
 *
 * Returns: (transfer none): #RepriseNodeView items, in the database's order
 */
GListModel *
reprise_database_watch_get_nodes (RepriseDatabaseWatch *self)
{
  return reprise_watched_nodes_get_views (self->nodes);
}

/**
 * reprise_database_watch_get_current_backups:
 * @self: a watch
 * @node_name: one of the database's nodes
 *
 * Returns: (transfer none) (nullable): what is known of the node's current repository, whichever
 *   one its view shows; %NULL where there is no such node
 */
RepriseCurrentBackups *
reprise_database_watch_get_current_backups (RepriseDatabaseWatch *self, const char *node_name)
{
  return reprise_watched_nodes_get_current (self->nodes, node_name);
}

static gboolean
has_running_task (RepriseDatabaseWatch *self)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      RepriseTaskStatus status = reprise_task_get_status (g_ptr_array_index (self->tasks, i));

      if (status == REPRISE_TASK_STATUS_QUEUED || status == REPRISE_TASK_STATUS_RUNNING)
        return TRUE;
    }
  return FALSE;
}

/**
 * reprise_database_watch_is_busy:
 * @self: a watch
 *
 * Returns: whether the service works on the database or its cluster, as far as is known
 */
gboolean
reprise_database_watch_is_busy (RepriseDatabaseWatch *self)
{
  return reprise_database_get_status (self->database) == REPRISE_STATUS_WORKING ||
         (self->cluster != NULL &&
          reprise_cluster_get_status (self->cluster) == REPRISE_STATUS_WORKING) ||
         has_running_task (self);
}

/**
 * reprise_database_watch_refresh:
 * @self: a watch
 *
 * Reads everything, the inventories last; what is shown stays until it is there. Where a reading is
 * under way another one follows, because part of it may be older than what happened meanwhile.
 */
void
reprise_database_watch_refresh (RepriseDatabaseWatch *self)
{
  g_return_if_fail (REPRISE_IS_DATABASE_WATCH (self));

  self->is_outdated = self->cancellable != NULL;
  start_reading (self, TRUE);
}
