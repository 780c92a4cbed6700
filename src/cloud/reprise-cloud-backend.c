/* SPDX-License-Identifier: GPL-3.0-or-later
 * RepriseBackend over the cloud API. */

#include "config.h"

#include "cloud/reprise-cloud-backend.h"

#include "base/reprise-system-clock.h"
#include "base/reprise-uuid.h"
#include "cloud/reprise-cloud-address.h"
#include "cloud/reprise-cloud-inventory.h"
#include "cloud/reprise-cloud-kinds.h"
#include "cloud/reprise-cloud-proxy.h"
#include "cloud/reprise-cloud-session.h"
#include "restore/reprise-backend-answer.h"
#include "wire/reprise-backup-request-codec.h"

struct _RepriseCloudBackend
{
  GObject parent_instance;

  char *title;
  char *address;
  char *client_id;
  RepriseCloudSession *session;
};

/* The service answers anything but the canonical form of an id with an error that misleads; and
 * what is no id must not become part of a path. */
static char *
take_id (GTask *task, const char *text)
{
  g_autofree char *id = g_ascii_strdown (text, -1);

  if (reprise_uuid_is_canonical (id))
    return g_steal_pointer (&id);
  g_task_return_new_error (task,
                           REPRISE_SERVICE_ERROR,
                           REPRISE_SERVICE_ERROR_BAD_REQUEST,
                           "‘%s’ is not an id of the service",
                           text);
  return NULL;
}

static RepriseCloudSession *
get_session (GTask *task)
{
  return REPRISE_CLOUD_BACKEND (g_task_get_source_object (task))->session;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *problems = NULL;
  GPtrArray *objects =
      reprise_cloud_list_finish (REPRISE_CLOUD_SESSION (source), result, &problems, &error);

  if (objects == NULL)
    g_task_return_error (task, error);
  else
    reprise_backend_return_objects (task, objects, problems);
}

static void
listed_first_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *problems = NULL;
  g_autoptr (GPtrArray) objects =
          reprise_cloud_list_finish (REPRISE_CLOUD_SESSION (source), result, &problems, &error);

  if (objects == NULL)
    g_task_return_error (task, error);
  else
    reprise_backend_return_object (task,
                                   objects->len > 0 ? g_object_ref (g_ptr_array_index (objects, 0))
                                                    : NULL,
                                   problems);
}

static void
object_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GObject *object = reprise_cloud_object_finish (REPRISE_CLOUD_SESSION (source), result, &error);

  if (object == NULL)
    g_task_return_error (task, error);
  else
    reprise_backend_return_object (task, object, NULL);
}

static void
credentials_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RepriseCredentials *credentials =
      reprise_cloud_object_finish (REPRISE_CLOUD_SESSION (source), result, &error);

  if (credentials == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, credentials, (GDestroyNotify) reprise_credentials_free);
}

static void
inventory_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseInventory *inventory = NULL;
  GPtrArray *problems = NULL;
  GError *error = NULL;

  if (reprise_cloud_inventory_finish (REPRISE_CLOUD_SESSION (source),
                                      result,
                                      &inventory,
                                      &problems,
                                      &error))
    reprise_backend_return_object (task, inventory, problems);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (reprise_cloud_session_write_finish (REPRISE_CLOUD_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes the task over, and the target. */
static void
begin_list (GTask *task,
            const RepriseCloudListKind *kind,
            char *target,
            guint at_most,
            GAsyncReadyCallback callback)
{
  reprise_cloud_list_async (get_session (task),
                            kind,
                            target,
                            at_most,
                            g_task_get_cancellable (task),
                            callback,
                            task);
  g_free (target);
}

/* Takes the task over, and the target. */
static void
begin_object (GTask *task,
              const RepriseCloudObjectKind *kind,
              char *target,
              const char *detail,
              GAsyncReadyCallback callback)
{
  reprise_cloud_object_async (get_session (task),
                              kind,
                              target,
                              detail,
                              g_task_get_cancellable (task),
                              callback,
                              task);
  g_free (target);
}

/* A task of its own without the cancellable: what has left reports what became of it. */
static void
write_to (RepriseBackend *backend,
          gpointer source_tag,
          const char *database_id,
          const char *action,
          GBytes *body,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  g_autoptr (GTask) task =
                 reprise_backend_answer_begin (backend, source_tag, NULL, callback, user_data);
  g_autofree char *id = take_id (task, database_id);
  g_autofree char *target = NULL;

  if (id == NULL)
    return;
  target = g_strdup_printf ("/byoc/v1/databases/%s/%s", id, action);
  reprise_cloud_session_write_async (REPRISE_CLOUD_BACKEND (backend)->session,
                                     target,
                                     body,
                                     cancellable,
                                     written_cb,
                                     g_steal_pointer (&task));
}

static const char *
reprise_cloud_backend_get_title (RepriseBackend *backend)
{
  return REPRISE_CLOUD_BACKEND (backend)->title;
}

static const char *
reprise_cloud_backend_get_address (RepriseBackend *backend)
{
  return REPRISE_CLOUD_BACKEND (backend)->address;
}

static const char *
reprise_cloud_backend_get_client_id (RepriseBackend *backend)
{
  return REPRISE_CLOUD_BACKEND (backend)->client_id;
}

static gboolean
reprise_cloud_backend_is_read_only (RepriseBackend *backend)
{
  return FALSE;
}

static RepriseInstant
reprise_cloud_backend_get_captured_at (RepriseBackend *backend)
{
  return REPRISE_INSTANT_NONE;
}

static RepriseInstant
reprise_cloud_backend_get_service_now (RepriseBackend *backend)
{
  RepriseCloudSession *session = REPRISE_CLOUD_BACKEND (backend)->session;

  return reprise_cloud_transport_get_service_now (reprise_cloud_session_get_transport (session));
}

static void
reprise_cloud_backend_get_tenant_async (RepriseBackend *backend,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_get_tenant_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);

  begin_list (g_steal_pointer (&task),
              &reprise_cloud_tenants,
              g_strdup ("/account/v1/tenants"),
              0,
              listed_first_cb);
}

static void
reprise_cloud_backend_list_clusters_async (RepriseBackend *backend,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_list_clusters_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);

  begin_list (g_steal_pointer (&task),
              &reprise_cloud_clusters,
              g_strdup ("/byoc/v1/clusters"),
              0,
              listed_cb);
}

static void
reprise_cloud_backend_get_cluster_async (RepriseBackend *backend,
                                         const char *cluster_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_get_cluster_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);
  g_autofree char *id = take_id (task, cluster_id);

  if (id == NULL)
    return;
  begin_object (g_steal_pointer (&task),
                &reprise_cloud_cluster,
                g_strconcat ("/byoc/v1/clusters/", id, NULL),
                NULL,
                object_read_cb);
}

static void
reprise_cloud_backend_list_cluster_nodes_async (RepriseBackend *backend,
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
  g_autofree char *id = take_id (task, cluster_id);

  if (id == NULL)
    return;
  begin_list (g_steal_pointer (&task),
              &reprise_cloud_cluster_nodes,
              g_strconcat ("/byoc/v1/clusters/", id, "/nodes", NULL),
              0,
              listed_cb);
}

static void
reprise_cloud_backend_list_databases_async (RepriseBackend *backend,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_list_databases_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);

  begin_list (g_steal_pointer (&task),
              &reprise_cloud_databases,
              g_strdup ("/byoc/v1/databases"),
              0,
              listed_cb);
}

static void
reprise_cloud_backend_get_database_async (RepriseBackend *backend,
                                          const char *database_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_get_database_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);
  g_autofree char *id = take_id (task, database_id);

  if (id == NULL)
    return;
  begin_object (g_steal_pointer (&task),
                &reprise_cloud_database,
                g_strconcat ("/byoc/v1/databases/", id, NULL),
                NULL,
                object_read_cb);
}

static void
reprise_cloud_backend_list_repositories_async (RepriseBackend *backend,
                                               const char *database_id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_list_repositories_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);
  g_autofree char *id = database_id != NULL ? take_id (task, database_id) : NULL;
  char *target;

  if (database_id != NULL && id == NULL)
    return;
  target = id == NULL ? g_strdup ("/byoc/v1/backup-repositories")
                      : g_strconcat ("/byoc/v1/backup-repositories?database_id=", id, NULL);
  begin_list (g_steal_pointer (&task), &reprise_cloud_repositories, target, 0, listed_cb);
}

static void
reprise_cloud_backend_list_stores_async (RepriseBackend *backend,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_list_stores_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);

  begin_list (g_steal_pointer (&task),
              &reprise_cloud_stores,
              g_strdup ("/byoc/v1/backup-stores"),
              0,
              listed_cb);
}

static void
reprise_cloud_backend_read_inventory_async (RepriseBackend *backend,
                                            const RepriseInventoryRequest *request,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_read_inventory_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);
  g_autofree char *id = take_id (task, request->repository_id);
  RepriseInventoryRequest canonical = *request;

  if (id == NULL)
    return;
  canonical.repository_id = id;
  reprise_cloud_inventory_async (REPRISE_CLOUD_BACKEND (backend)->session,
                                 &canonical,
                                 cancellable,
                                 inventory_read_cb,
                                 g_steal_pointer (&task));
}

static void
reprise_cloud_backend_list_tasks_async (RepriseBackend *backend,
                                        const char *subject_id,
                                        guint at_most,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_list_tasks_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);
  g_autofree char *id = take_id (task, subject_id);

  if (id == NULL)
    return;
  begin_list (g_steal_pointer (&task),
              &reprise_cloud_tasks,
              g_strconcat ("/byoc/v1/tasks?subject_id=", id, NULL),
              at_most,
              listed_cb);
}

static void
reprise_cloud_backend_get_task_async (RepriseBackend *backend,
                                      const char *task_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_get_task_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);
  /* There is no path for one task. */
  g_autofree char *id = take_id (task, task_id);

  if (id == NULL)
    return;
  begin_list (g_steal_pointer (&task),
              &reprise_cloud_tasks,
              g_strconcat ("/byoc/v1/tasks?id=", id, NULL),
              1,
              listed_first_cb);
}

static void
reprise_cloud_backend_read_credentials_async (RepriseBackend *backend,
                                              const char *database_id,
                                              const char *node_name,
                                              const char *user_type,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  g_autoptr (GTask) task = reprise_backend_answer_begin (backend,
                                                         reprise_backend_read_credentials_async,
                                                         cancellable,
                                                         callback,
                                                         user_data);
  g_autofree char *id = take_id (task, database_id);
  g_autofree char *escaped =
      user_type != NULL ? g_uri_escape_string (user_type, NULL, FALSE) : NULL;

  if (id == NULL)
    return;
  begin_object (g_steal_pointer (&task),
                &reprise_cloud_credentials,
                g_strconcat ("/byoc/v1/databases/",
                             id,
                             escaped != NULL ? "?user_type=" : NULL,
                             escaped,
                             NULL),
                node_name,
                credentials_read_cb);
}

static void
reprise_cloud_backend_send_backup_async (RepriseBackend *backend,
                                         const char *database_id,
                                         RepriseBackupRequest *request,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GBytes) body = reprise_backup_request_encode (request);

  write_to (backend,
            reprise_backend_send_backup_async,
            database_id,
            "backup",
            body,
            cancellable,
            callback,
            user_data);
}

static void
reprise_cloud_backend_send_restore_async (RepriseBackend *backend,
                                          const char *database_id,
                                          GBytes *body,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  write_to (backend,
            reprise_backend_send_restore_async,
            database_id,
            "restore",
            body,
            cancellable,
            callback,
            user_data);
}

static void
backend_init (RepriseBackendInterface *iface)
{
  iface->get_title = reprise_cloud_backend_get_title;
  iface->get_address = reprise_cloud_backend_get_address;
  iface->get_client_id = reprise_cloud_backend_get_client_id;
  iface->is_read_only = reprise_cloud_backend_is_read_only;
  iface->get_captured_at = reprise_cloud_backend_get_captured_at;
  iface->get_service_now = reprise_cloud_backend_get_service_now;
  iface->get_tenant_async = reprise_cloud_backend_get_tenant_async;
  iface->list_clusters_async = reprise_cloud_backend_list_clusters_async;
  iface->get_cluster_async = reprise_cloud_backend_get_cluster_async;
  iface->list_cluster_nodes_async = reprise_cloud_backend_list_cluster_nodes_async;
  iface->list_databases_async = reprise_cloud_backend_list_databases_async;
  iface->get_database_async = reprise_cloud_backend_get_database_async;
  iface->list_repositories_async = reprise_cloud_backend_list_repositories_async;
  iface->list_stores_async = reprise_cloud_backend_list_stores_async;
  iface->read_inventory_async = reprise_cloud_backend_read_inventory_async;
  iface->list_tasks_async = reprise_cloud_backend_list_tasks_async;
  iface->get_task_async = reprise_cloud_backend_get_task_async;
  iface->read_credentials_async = reprise_cloud_backend_read_credentials_async;
  iface->send_backup_async = reprise_cloud_backend_send_backup_async;
  iface->send_restore_async = reprise_cloud_backend_send_restore_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseCloudBackend,
                               reprise_cloud_backend,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_BACKEND, backend_init))

static void
reprise_cloud_backend_finalize (GObject *object)
{
  RepriseCloudBackend *self = REPRISE_CLOUD_BACKEND (object);

  g_free (self->title);
  g_free (self->address);
  g_free (self->client_id);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (reprise_cloud_backend_parent_class)->finalize (object);
}

static void
reprise_cloud_backend_class_init (RepriseCloudBackendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_cloud_backend_finalize;
}

static void
reprise_cloud_backend_init (RepriseCloudBackend *self)
{
}

static RepriseCloudSession *
new_session (const RepriseCloudBackendFields *fields, GUri *base)
{
  g_autoptr (RepriseClock) clock =
                 fields->clock != NULL ? g_object_ref (fields->clock) : reprise_system_clock_new ();
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GProxyResolver) proxy = reprise_cloud_proxy_new (environment);
  g_autoptr (RepriseCloudTransport) transport =
                 reprise_cloud_transport_new (base, clock, proxy, fields->tls_database);
  g_autoptr (RepriseCloudToken) token =
                 reprise_cloud_token_new (transport, fields->client_id, fields->client_secret);

  return reprise_cloud_session_new (transport, token);
}

/**
 * reprise_cloud_backend_new:
 * @fields: what to connect to, and as whom
 * @error: set to a %G_IO_ERROR_INVALID_ARGUMENT where the address is not accepted
 *
 * Connects to nothing before it is asked for something.
 *
 * Returns: (transfer full): a backend, or %NULL on failure
 */
RepriseBackend *
reprise_cloud_backend_new (const RepriseCloudBackendFields *fields, GError **error)
{
  RepriseCloudBackend *self;
  g_autoptr (GUri) base = NULL;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->title != NULL, NULL);
  g_return_val_if_fail (fields->address != NULL, NULL);
  g_return_val_if_fail (fields->client_id != NULL, NULL);
  g_return_val_if_fail (fields->client_secret != NULL, NULL);

  base = reprise_cloud_address_parse (fields->address, error);
  if (base == NULL)
    return NULL;
  self = g_object_new (REPRISE_TYPE_CLOUD_BACKEND, NULL);
  self->title = g_strdup (fields->title);
  self->address = g_uri_to_string (base);
  self->client_id = g_strdup (fields->client_id);
  self->session = new_session (fields, base);
  return REPRISE_BACKEND (self);
}
