/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backend whose answers a test sets, fails or holds back. */

#include "config.h"

#include "support/reprise-stub-backend.h"

#include "base/reprise-objects.h"
#include "restore/reprise-backend-answer.h"

typedef struct
{
  guint n_calls;
  char *last_argument;
  gboolean is_held;
  GQueue held; /* of GTask */
  GError *failure;
  GPtrArray *problems;
  RepriseInstant read_at; /* of what is not of now */
} Route;

struct _RepriseStubBackend
{
  GObject parent_instance;

  RepriseInstant now;
  gboolean read_only;
  char *client_id;
  GPtrArray *objects[REPRISE_STUB_N_CALLS]; /* what each listing answers */
  GHashTable *node_failures;                /* of GError, by node */
  RepriseBackupRequest *sent;
  GBytes *sent_body;
  Route routes[REPRISE_STUB_N_CALLS];
};

/* What a task was asked; lives with it. */
typedef struct
{
  RepriseStubCall call;
  char *argument;
  char *node_name;
  char *user_type;
  RepriseInventoryProgress progress;
  gpointer progress_data;
} Question;

static void reprise_stub_backend_iface_init (RepriseBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseStubBackend,
                               reprise_stub_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_BACKEND,
                                                      reprise_stub_backend_iface_init))

static void
question_free (Question *question)
{
  g_free (question->argument);
  g_free (question->node_name);
  g_free (question->user_type);
  g_free (question);
}

static const char *
get_id (RepriseStubCall call, gpointer object)
{
  switch (call)
    {
    case REPRISE_STUB_CLUSTERS:
      return reprise_cluster_get_id (object);
    case REPRISE_STUB_DATABASES:
      return reprise_database_get_id (object);
    case REPRISE_STUB_REPOSITORIES:
      return reprise_repository_get_id (object);
    case REPRISE_STUB_TASKS:
      return reprise_task_get_id (object);
    case REPRISE_STUB_TENANT:
    case REPRISE_STUB_CLUSTER:
    case REPRISE_STUB_DATABASE:
    case REPRISE_STUB_STORES:
    case REPRISE_STUB_INVENTORY:
    case REPRISE_STUB_TASK:
    case REPRISE_STUB_CREDENTIALS:
    case REPRISE_STUB_SEND_BACKUP:
    case REPRISE_STUB_SEND_RESTORE:
    default:
      return NULL;
    }
}

static gpointer
find_object (RepriseStubBackend *self, RepriseStubCall call, const char *id)
{
  for (guint i = 0; i < self->objects[call]->len; i++)
    if (g_strcmp0 (get_id (call, g_ptr_array_index (self->objects[call], i)), id) == 0)
      return g_ptr_array_index (self->objects[call], i);
  return NULL;
}

static gpointer
find_inventory (RepriseStubBackend *self, const Question *question)
{
  GPtrArray *inventories = self->objects[REPRISE_STUB_INVENTORY];

  for (guint i = 0; i < inventories->len; i++)
    {
      RepriseInventory *inventory = g_ptr_array_index (inventories, i);

      if (g_strcmp0 (reprise_inventory_get_repository_id (inventory), question->argument) == 0 &&
          g_strcmp0 (reprise_inventory_get_node_name (inventory), question->node_name) == 0)
        return inventory;
    }
  return NULL;
}

static GPtrArray *
copy_problems (GPtrArray *problems)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (problems, i)));
  return copy;
}

static void
return_one (GTask *task, gpointer object, GPtrArray *problems)
{
  reprise_backend_return_object (task, object == NULL ? NULL : g_object_ref (object), problems);
}

static void
return_list (GTask *task, GPtrArray *objects, GPtrArray *problems)
{
  reprise_backend_return_objects (task, reprise_objects_copy (objects), problems);
}

static void
return_inventory (RepriseStubBackend *self, GTask *task, GPtrArray *problems)
{
  const Question *question = g_task_get_task_data (task);
  RepriseInventory *inventory = find_inventory (self, question);

  if (inventory != NULL && question->progress != NULL &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    question->progress (inventory,
                        reprise_inventory_get_n_backups (inventory),
                        question->progress_data);
  return_one (task, inventory, problems);
}

/* Each node's host is called like the node. */
static void
return_credentials (GTask *task, const Question *question)
{
  g_task_return_pointer (task,
                         reprise_credentials_new (question->node_name,
                                                  5432,
                                                  "database",
                                                  question->user_type,
                                                  "secret"),
                         (GDestroyNotify) reprise_credentials_free);
}

static const GError *
find_failure (RepriseStubBackend *self, const Question *question)
{
  const GError *failure = NULL;

  if (question->call == REPRISE_STUB_INVENTORY)
    failure = g_hash_table_lookup (self->node_failures, question->node_name);
  return failure != NULL ? failure : self->routes[question->call].failure;
}

static void
tell_read_at (RepriseStubBackend *self, GTask *task, RepriseInstant read_at)
{
  if (read_at == REPRISE_INSTANT_NONE)
    return;
  if (self->read_only)
    reprise_backend_answer_set_read_at (task, read_at);
  else
    reprise_backend_answer_set_kept (task, read_at, NULL);
}

static void
answer (RepriseStubBackend *self, GTask *task)
{
  const Question *question = g_task_get_task_data (task);
  const GError *failure = find_failure (self, question);
  GPtrArray *problems;

  if (failure != NULL)
    {
      g_task_return_error (task, g_error_copy (failure));
      return;
    }
  if (question->call == REPRISE_STUB_SEND_BACKUP || question->call == REPRISE_STUB_SEND_RESTORE)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (question->call == REPRISE_STUB_CREDENTIALS)
    {
      return_credentials (task, question);
      return;
    }
  tell_read_at (self, task, self->routes[question->call].read_at);
  problems = copy_problems (self->routes[question->call].problems);
  switch (question->call)
    {
    case REPRISE_STUB_TENANT:
      return_list (task, self->objects[REPRISE_STUB_TENANT], problems);
      break;
    case REPRISE_STUB_CLUSTER:
      return_one (task, find_object (self, REPRISE_STUB_CLUSTERS, question->argument), problems);
      break;
    case REPRISE_STUB_DATABASE:
      return_one (task, find_object (self, REPRISE_STUB_DATABASES, question->argument), problems);
      break;
    case REPRISE_STUB_TASK:
      return_one (task, find_object (self, REPRISE_STUB_TASKS, question->argument), problems);
      break;
    case REPRISE_STUB_INVENTORY:
      return_inventory (self, task, problems);
      break;
    case REPRISE_STUB_CLUSTERS:
    case REPRISE_STUB_DATABASES:
    case REPRISE_STUB_REPOSITORIES:
    case REPRISE_STUB_STORES:
    case REPRISE_STUB_TASKS:
    case REPRISE_STUB_CREDENTIALS:
    case REPRISE_STUB_SEND_BACKUP:
    case REPRISE_STUB_SEND_RESTORE:
    default:
      return_list (task, self->objects[question->call], problems);
    }
}

static Question *
ask (RepriseBackend *backend, RepriseStubCall call, const char *argument)
{
  RepriseStubBackend *self = REPRISE_STUB_BACKEND (backend);
  Question *question = g_new0 (Question, 1);

  self->routes[call].n_calls++;
  g_free (self->routes[call].last_argument);
  self->routes[call].last_argument = g_strdup (argument);
  question->call = call;
  question->argument = g_strdup (argument);
  return question;
}

static void
start (RepriseBackend *backend,
       Question *question,
       gpointer source_tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  RepriseStubBackend *self = REPRISE_STUB_BACKEND (backend);
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  if (self->routes[question->call].is_held)
    g_queue_push_tail (&self->routes[question->call].held, g_steal_pointer (&task));
  else
    answer (self, task);
}

#define DEFINE_LIST(name, call)                                                                    \
  static void name (RepriseBackend *backend,                                                       \
                    GCancellable *cancellable,                                                     \
                    GAsyncReadyCallback callback,                                                  \
                    gpointer user_data)                                                            \
  {                                                                                                \
    start (backend,                                                                                \
           ask (backend, call, NULL),                                                              \
           reprise_backend_##name##_async,                                                         \
           cancellable,                                                                            \
           callback,                                                                               \
           user_data);                                                                             \
  }

#define DEFINE_GET(name, call)                                                                     \
  static void name (RepriseBackend *backend,                                                       \
                    const char *id,                                                                \
                    GCancellable *cancellable,                                                     \
                    GAsyncReadyCallback callback,                                                  \
                    gpointer user_data)                                                            \
  {                                                                                                \
    start (backend,                                                                                \
           ask (backend, call, id),                                                                \
           reprise_backend_##name##_async,                                                         \
           cancellable,                                                                            \
           callback,                                                                               \
           user_data);                                                                             \
  }

DEFINE_LIST (get_tenant, REPRISE_STUB_TENANT)
DEFINE_LIST (list_clusters, REPRISE_STUB_CLUSTERS)
DEFINE_LIST (list_databases, REPRISE_STUB_DATABASES)
DEFINE_LIST (list_stores, REPRISE_STUB_STORES)
DEFINE_GET (get_cluster, REPRISE_STUB_CLUSTER)
DEFINE_GET (get_database, REPRISE_STUB_DATABASE)
DEFINE_GET (list_repositories, REPRISE_STUB_REPOSITORIES)
DEFINE_GET (get_task, REPRISE_STUB_TASK)

/* The machines are of no account to anybody here. */
static void
list_cluster_nodes (RepriseBackend *backend,
                    const char *cluster_id,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_list_cluster_nodes_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);

  reprise_backend_return_objects (task, g_ptr_array_new_with_free_func (g_object_unref), NULL);
}

static void
list_tasks (RepriseBackend *backend,
            const char *subject_id,
            guint at_most,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  start (backend,
         ask (backend, REPRISE_STUB_TASKS, subject_id),
         reprise_backend_list_tasks_async,
         cancellable,
         callback,
         user_data);
}

static void
read_inventory (RepriseBackend *backend,
                const RepriseInventoryRequest *request,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  Question *question = ask (backend, REPRISE_STUB_INVENTORY, request->repository_id);

  question->node_name = g_strdup (request->node_name);
  question->progress = request->progress;
  question->progress_data = request->progress_data;
  start (backend, question, reprise_backend_read_inventory_async, cancellable, callback, user_data);
}

static void
read_credentials (RepriseBackend *backend,
                  const char *database_id,
                  const char *node_name,
                  const char *user_type,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  Question *question = ask (backend, REPRISE_STUB_CREDENTIALS, database_id);

  question->node_name = g_strdup (node_name);
  question->user_type = g_strdup (user_type);
  start (backend,
         question,
         reprise_backend_read_credentials_async,
         cancellable,
         callback,
         user_data);
}

static void
send_backup (RepriseBackend *backend,
             const char *database_id,
             RepriseBackupRequest *request,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_set_object (&REPRISE_STUB_BACKEND (backend)->sent, request);
  start (backend,
         ask (backend, REPRISE_STUB_SEND_BACKUP, database_id),
         reprise_backend_send_backup_async,
         cancellable,
         callback,
         user_data);
}

static void
send_restore (RepriseBackend *backend,
              const char *database_id,
              GBytes *body,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_clear_pointer (&REPRISE_STUB_BACKEND (backend)->sent_body, g_bytes_unref);
  REPRISE_STUB_BACKEND (backend)->sent_body = g_bytes_ref (body);
  start (backend,
         ask (backend, REPRISE_STUB_SEND_RESTORE, database_id),
         reprise_backend_send_restore_async,
         cancellable,
         callback,
         user_data);
}

static const char *
get_title (RepriseBackend *backend)
{
  return "Stub";
}

static const char *
get_address (RepriseBackend *backend)
{
  return "https://stub.example.com";
}

static const char *
get_client_id (RepriseBackend *backend)
{
  return REPRISE_STUB_BACKEND (backend)->client_id;
}

static gboolean
is_read_only (RepriseBackend *backend)
{
  return REPRISE_STUB_BACKEND (backend)->read_only;
}

static RepriseInstant
get_captured_at (RepriseBackend *backend)
{
  RepriseStubBackend *self = REPRISE_STUB_BACKEND (backend);

  return self->read_only ? self->now : REPRISE_INSTANT_NONE;
}

static RepriseInstant
get_service_now (RepriseBackend *backend)
{
  return REPRISE_STUB_BACKEND (backend)->now;
}

static void
reprise_stub_backend_iface_init (RepriseBackendInterface *iface)
{
  iface->get_title = get_title;
  iface->get_address = get_address;
  iface->get_client_id = get_client_id;
  iface->is_read_only = is_read_only;
  iface->get_captured_at = get_captured_at;
  iface->get_service_now = get_service_now;
  iface->get_tenant_async = get_tenant;
  iface->list_clusters_async = list_clusters;
  iface->list_cluster_nodes_async = list_cluster_nodes;
  iface->get_cluster_async = get_cluster;
  iface->list_databases_async = list_databases;
  iface->get_database_async = get_database;
  iface->list_repositories_async = list_repositories;
  iface->list_stores_async = list_stores;
  iface->read_inventory_async = read_inventory;
  iface->list_tasks_async = list_tasks;
  iface->get_task_async = get_task;
  iface->read_credentials_async = read_credentials;
  iface->send_backup_async = send_backup;
  iface->send_restore_async = send_restore;
}

static void
reprise_stub_backend_finalize (GObject *object)
{
  RepriseStubBackend *self = REPRISE_STUB_BACKEND (object);

  g_free (self->client_id);
  for (guint i = 0; i < REPRISE_STUB_N_CALLS; i++)
    {
      g_ptr_array_unref (self->objects[i]);
      g_ptr_array_unref (self->routes[i].problems);
      g_free (self->routes[i].last_argument);
      g_clear_error (&self->routes[i].failure);
      g_queue_clear_full (&self->routes[i].held, g_object_unref);
    }
  g_hash_table_unref (self->node_failures);
  g_clear_object (&self->sent);
  g_clear_pointer (&self->sent_body, g_bytes_unref);
  G_OBJECT_CLASS (reprise_stub_backend_parent_class)->finalize (object);
}

static void
reprise_stub_backend_class_init (RepriseStubBackendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_stub_backend_finalize;
}

static void
reprise_stub_backend_init (RepriseStubBackend *self)
{
  for (guint i = 0; i < REPRISE_STUB_N_CALLS; i++)
    {
      self->objects[i] = g_ptr_array_new_with_free_func (g_object_unref);
      self->routes[i].problems = g_ptr_array_new_with_free_func (g_free);
      g_queue_init (&self->routes[i].held);
      self->routes[i].read_at = REPRISE_INSTANT_NONE;
    }
  self->node_failures =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
}

/**
 * reprise_stub_backend_new:
 *
 * Returns: (transfer full): a backend that knows nothing and answers at once
 */
RepriseStubBackend *
reprise_stub_backend_new (void)
{
  return g_object_new (REPRISE_TYPE_STUB_BACKEND, NULL);
}

/**
 * reprise_stub_backend_set_now:
 * @self: a stub
 * @now: the service's time from now on
 */
void
reprise_stub_backend_set_now (RepriseStubBackend *self, RepriseInstant now)
{
  self->now = now;
}

/**
 * reprise_stub_backend_set_read_only:
 * @self: a stub
 * @read_only: whether nothing can be sent
 */
void
reprise_stub_backend_set_read_only (RepriseStubBackend *self, gboolean read_only)
{
  self->read_only = read_only;
}

/**
 * reprise_stub_backend_set_client_id:
 * @self: a stub
 * @client_id: (nullable): whose account it is
 */
void
reprise_stub_backend_set_client_id (RepriseStubBackend *self, const char *client_id)
{
  g_free (self->client_id);
  self->client_id = g_strdup (client_id);
}

/* Replaces the object of the same id, or adds one. */
static void
put (RepriseStubBackend *self, RepriseStubCall call, gpointer object)
{
  GPtrArray *objects = self->objects[call];

  for (guint i = 0; get_id (call, object) != NULL && i < objects->len; i++)
    if (g_strcmp0 (get_id (call, g_ptr_array_index (objects, i)), get_id (call, object)) == 0)
      {
        g_object_unref (g_ptr_array_index (objects, i));
        g_ptr_array_index (objects, i) = g_object_ref (object);
        return;
      }
  g_ptr_array_add (objects, g_object_ref (object));
}

/**
 * reprise_stub_backend_set_tenant:
 * @self: a stub
 * @tenant: whose account it is
 */
void
reprise_stub_backend_set_tenant (RepriseStubBackend *self, RepriseTenant *tenant)
{
  g_ptr_array_set_size (self->objects[REPRISE_STUB_TENANT], 0);
  put (self, REPRISE_STUB_TENANT, tenant);
}

/**
 * reprise_stub_backend_put_cluster:
 * @self: a stub
 * @cluster: a cluster; takes the place of the one of its id
 */
void
reprise_stub_backend_put_cluster (RepriseStubBackend *self, RepriseCluster *cluster)
{
  put (self, REPRISE_STUB_CLUSTERS, cluster);
}

/**
 * reprise_stub_backend_put_database:
 * @self: a stub
 * @database: a database; takes the place of the one of its id
 */
void
reprise_stub_backend_put_database (RepriseStubBackend *self, RepriseDatabase *database)
{
  put (self, REPRISE_STUB_DATABASES, database);
}

/**
 * reprise_stub_backend_put_repository:
 * @self: a stub
 * @repository: a repository, which every database is said to have
 */
void
reprise_stub_backend_put_repository (RepriseStubBackend *self, RepriseRepository *repository)
{
  put (self, REPRISE_STUB_REPOSITORIES, repository);
}

/**
 * reprise_stub_backend_put_store:
 * @self: a stub
 * @store: a backup store of the account
 */
void
reprise_stub_backend_put_store (RepriseStubBackend *self, RepriseStore *store)
{
  put (self, REPRISE_STUB_STORES, store);
}

/**
 * reprise_stub_backend_put_task:
 * @self: a stub
 * @task: a task, which every subject is said to have
 */
void
reprise_stub_backend_put_task (RepriseStubBackend *self, RepriseTask *task)
{
  put (self, REPRISE_STUB_TASKS, task);
}

/**
 * reprise_stub_backend_put_inventory:
 * @self: a stub
 * @inventory: takes the place of the one of its node and repository
 */
void
reprise_stub_backend_put_inventory (RepriseStubBackend *self, RepriseInventory *inventory)
{
  Question question = { .argument = (char *) reprise_inventory_get_repository_id (inventory),
                        .node_name = (char *) reprise_inventory_get_node_name (inventory) };

  g_ptr_array_remove (self->objects[REPRISE_STUB_INVENTORY], find_inventory (self, &question));
  put (self, REPRISE_STUB_INVENTORY, inventory);
}

/**
 * reprise_stub_backend_clear:
 * @self: a stub
 * @call: what it shall know nothing of any more
 */
void
reprise_stub_backend_clear (RepriseStubBackend *self, RepriseStubCall call)
{
  g_ptr_array_set_size (self->objects[call], 0);
}

/**
 * reprise_stub_backend_add_problem:
 * @self: a stub
 * @call: with which answer
 * @problem: a sentence
 */
void
reprise_stub_backend_add_problem (RepriseStubBackend *self,
                                  RepriseStubCall call,
                                  const char *problem)
{
  g_ptr_array_add (self->routes[call].problems, g_strdup (problem));
}

/**
 * reprise_stub_backend_set_read_at:
 * @self: a stub
 * @call: what is answered from earlier from now on
 * @read_at: when that was read
 */
void
reprise_stub_backend_set_read_at (RepriseStubBackend *self,
                                  RepriseStubCall call,
                                  RepriseInstant read_at)
{
  self->routes[call].read_at = read_at;
}

/**
 * reprise_stub_backend_fail:
 * @self: a stub
 * @call: what fails from now on
 * @code: how
 * @message: in which words
 */
void
reprise_stub_backend_fail (RepriseStubBackend *self,
                           RepriseStubCall call,
                           RepriseServiceError code,
                           const char *message)
{
  g_clear_error (&self->routes[call].failure);
  self->routes[call].failure = g_error_new_literal (REPRISE_SERVICE_ERROR, (int) code, message);
}

/**
 * reprise_stub_backend_fail_node:
 * @self: a stub
 * @node_name: the node whose inventories cannot be read from now on
 * @code: how
 * @message: in which words
 */
void
reprise_stub_backend_fail_node (RepriseStubBackend *self,
                                const char *node_name,
                                RepriseServiceError code,
                                const char *message)
{
  g_hash_table_insert (self->node_failures,
                       g_strdup (node_name),
                       g_error_new_literal (REPRISE_SERVICE_ERROR, (int) code, message));
}

/**
 * reprise_stub_backend_succeed:
 * @self: a stub
 * @call: what does not fail any more, for no node
 */
void
reprise_stub_backend_succeed (RepriseStubBackend *self, RepriseStubCall call)
{
  g_clear_error (&self->routes[call].failure);
  if (call == REPRISE_STUB_INVENTORY)
    g_hash_table_remove_all (self->node_failures);
}

/**
 * reprise_stub_backend_hold:
 * @self: a stub
 * @call: what is not answered before reprise_stub_backend_release()
 */
void
reprise_stub_backend_hold (RepriseStubBackend *self, RepriseStubCall call)
{
  self->routes[call].is_held = TRUE;
}

/**
 * reprise_stub_backend_release:
 * @self: a stub
 * @call: what is answered now and from now on
 */
void
reprise_stub_backend_release (RepriseStubBackend *self, RepriseStubCall call)
{
  GTask *task;

  self->routes[call].is_held = FALSE;
  while ((task = g_queue_pop_head (&self->routes[call].held)) != NULL)
    {
      answer (self, task);
      g_object_unref (task);
    }
}

/**
 * reprise_stub_backend_send_page:
 * @self: a stub
 * @page: a part of an inventory that is being waited for
 * @n_backups: how many have arrived with it
 *
 * Lets the first rows arrive at whoever waits for that node and repository.
 */
void
reprise_stub_backend_send_page (RepriseStubBackend *self, RepriseInventory *page, guint n_backups)
{
  for (GList *link = self->routes[REPRISE_STUB_INVENTORY].held.head; link != NULL;
       link = link->next)
    {
      const Question *question = g_task_get_task_data (link->data);

      if (g_strcmp0 (reprise_inventory_get_repository_id (page), question->argument) == 0 &&
          g_strcmp0 (reprise_inventory_get_node_name (page), question->node_name) == 0)
        question->progress (page, n_backups, question->progress_data);
    }
}

/**
 * reprise_stub_backend_count:
 * @self: a stub
 * @call: a call
 *
 * Returns: how often it was called
 */
guint
reprise_stub_backend_count (RepriseStubBackend *self, RepriseStubCall call)
{
  return self->routes[call].n_calls;
}

/**
 * reprise_stub_backend_count_held:
 * @self: a stub
 * @call: a call
 *
 * Returns: how many wait for an answer
 */
guint
reprise_stub_backend_count_held (RepriseStubBackend *self, RepriseStubCall call)
{
  return self->routes[call].held.length;
}

/**
 * reprise_stub_backend_get_last_argument:
 * @self: a stub
 * @call: a call
 *
 * Returns: (nullable): the id that was asked for last
 */
const char *
reprise_stub_backend_get_last_argument (RepriseStubBackend *self, RepriseStubCall call)
{
  return self->routes[call].last_argument;
}

/**
 * reprise_stub_backend_get_sent:
 * @self: a stub
 *
 * Returns: (transfer none) (nullable): the last request for a backup
 */
RepriseBackupRequest *
reprise_stub_backend_get_sent (RepriseStubBackend *self)
{
  return self->sent;
}

/**
 * reprise_stub_backend_get_sent_body:
 * @self: a stub
 *
 * Returns: (transfer none) (nullable): the bytes of the last request for a restore
 */
GBytes *
reprise_stub_backend_get_sent_body (RepriseStubBackend *self)
{
  return self->sent_body;
}
