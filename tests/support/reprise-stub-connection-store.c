/* SPDX-License-Identifier: GPL-3.0-or-later
 * Connections in memory, with a keyring that a test may take away. */

#include "config.h"

#include "support/reprise-stub-connection-store.h"

struct _RepriseStubConnectionStore
{
  GObject parent_instance;

  GListStore *list;
  GHashTable *secrets; /* by id */
  RepriseBackend *backend;
  RepriseConnection *opened;
  char *opened_secret;
  GTask *held; /* the question that is not answered yet */
  gboolean has_no_keyring;
  gboolean is_holding;
};

static void list_model_init (GListModelInterface *iface);
static void store_init (RepriseConnectionStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseStubConnectionStore,
                               reprise_stub_connection_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (REPRISE_TYPE_CONNECTION_STORE,
                                                          store_init))

static GTask *
new_task (RepriseConnectionStore *store,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static guint
find (RepriseStubConnectionStore *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (RepriseConnection) connection =
                     g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (g_strcmp0 (reprise_connection_get_id (connection), id) == 0)
        return i;
    }
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static void
load_async (RepriseConnectionStore *store,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task =
          new_task (store, reprise_connection_store_load_async, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

static void
save_async (RepriseConnectionStore *store,
            RepriseConnection *connection,
            const char *client_secret,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  RepriseStubConnectionStore *self = REPRISE_STUB_CONNECTION_STORE (store);
  g_autoptr (GTask) task =
          new_task (store, reprise_connection_store_save_async, cancellable, callback, user_data);
  const char *id = reprise_connection_get_id (connection);
  guint position = find (self, id);
  RepriseConnectionFields fields = {
    .id = id,
    .title = reprise_connection_get_title (connection),
    .base_address = reprise_connection_get_base_address (connection),
    .client_id = reprise_connection_get_client_id (connection),
    .origin = self->has_no_keyring ? REPRISE_CONNECTION_FOR_RUN : REPRISE_CONNECTION_SAVED,
    .obstacle = self->has_no_keyring ? "There is no keyring." : NULL,
  };
  g_autoptr (RepriseConnection) listed = reprise_connection_new (&fields);

  g_list_store_splice (self->list,
                       position,
                       position < g_list_model_get_n_items (G_LIST_MODEL (self->list)) ? 1 : 0,
                       (gpointer *) &listed,
                       1);
  if (client_secret != NULL)
    g_hash_table_insert (self->secrets, g_strdup (id), g_strdup (client_secret));
  g_task_return_pointer (task, g_object_ref (listed), g_object_unref);
}

static void
remove_async (RepriseConnectionStore *store,
              RepriseConnection *connection,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  RepriseStubConnectionStore *self = REPRISE_STUB_CONNECTION_STORE (store);
  g_autoptr (GTask) task =
          new_task (store, reprise_connection_store_remove_async, cancellable, callback, user_data);

  g_list_store_remove (self->list, find (self, reprise_connection_get_id (connection)));
  g_task_return_pointer (task, g_strdup (self->has_no_keyring ? "The secret stays." : ""), g_free);
}

static void
answer_secret (RepriseStubConnectionStore *self, GTask *task)
{
  const char *secret = g_hash_table_lookup (self->secrets, g_task_get_task_data (task));

  if (self->has_no_keyring || secret == NULL)
    g_task_return_new_error (task,
                             REPRISE_CONNECTION_STORE_ERROR,
                             self->has_no_keyring ? REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING
                                                  : REPRISE_CONNECTION_STORE_ERROR_NO_SECRET,
                             "No keyring in this test");
  else
    g_task_return_pointer (task, g_strdup (secret), g_free);
}

static void
read_secret_async (RepriseConnectionStore *store,
                   RepriseConnection *connection,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  RepriseStubConnectionStore *self = REPRISE_STUB_CONNECTION_STORE (store);
  g_autoptr (GTask) task = new_task (store,
                                     reprise_connection_store_read_secret_async,
                                     cancellable,
                                     callback,
                                     user_data);

  g_task_set_task_data (task, g_strdup (reprise_connection_get_id (connection)), g_free);
  if (self->is_holding)
    g_set_object (&self->held, task);
  else
    answer_secret (self, task);
}

static RepriseBackend *
open_backend (RepriseConnectionStore *store,
              RepriseConnection *connection,
              const char *client_secret,
              GError **error)
{
  RepriseStubConnectionStore *self = REPRISE_STUB_CONNECTION_STORE (store);

  if (!g_str_has_prefix (reprise_connection_get_base_address (connection), "https://"))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_ARGUMENT,
                           "The address must begin with https://");
      return NULL;
    }
  g_set_object (&self->opened, connection);
  g_free (self->opened_secret);
  self->opened_secret = g_strdup (client_secret);
  return g_object_ref (self->backend);
}

static GType
get_item_type (GListModel *model)
{
  return REPRISE_TYPE_CONNECTION;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (REPRISE_STUB_CONNECTION_STORE (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (REPRISE_STUB_CONNECTION_STORE (model)->list),
                                position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
store_init (RepriseConnectionStoreInterface *iface)
{
  iface->load_async = load_async;
  iface->save_async = save_async;
  iface->remove_async = remove_async;
  iface->read_secret_async = read_secret_async;
  iface->open = open_backend;
}

static void
reprise_stub_connection_store_finalize (GObject *object)
{
  RepriseStubConnectionStore *self = REPRISE_STUB_CONNECTION_STORE (object);

  g_clear_object (&self->held);
  g_clear_object (&self->opened);
  g_clear_object (&self->list);
  g_clear_object (&self->backend);
  g_hash_table_unref (self->secrets);
  g_free (self->opened_secret);
  G_OBJECT_CLASS (reprise_stub_connection_store_parent_class)->finalize (object);
}

static void
reprise_stub_connection_store_class_init (RepriseStubConnectionStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_stub_connection_store_finalize;
}

static void
reprise_stub_connection_store_init (RepriseStubConnectionStore *self)
{
  self->list = g_list_store_new (REPRISE_TYPE_CONNECTION);
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect_object (self->list,
                           "items-changed",
                           G_CALLBACK (g_list_model_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * reprise_stub_connection_store_new:
 * @backend: what every connection leads to
 *
 * Returns: (transfer full): a store, empty
 */
RepriseStubConnectionStore *
reprise_stub_connection_store_new (RepriseBackend *backend)
{
  RepriseStubConnectionStore *self = g_object_new (REPRISE_TYPE_STUB_CONNECTION_STORE, NULL);

  self->backend = g_object_ref (backend);
  return self;
}

/**
 * reprise_stub_connection_store_put:
 * @self: a store
 * @id: an id
 * @title: what it is called
 * @origin: where it comes from
 * @client_secret: (nullable): what the keyring has
 */
void
reprise_stub_connection_store_put (RepriseStubConnectionStore *self,
                                   const char *id,
                                   const char *title,
                                   RepriseConnectionOrigin origin,
                                   const char *client_secret)
{
  RepriseConnectionFields fields = { .id = id,
                                     .title = title,
                                     .base_address = "https://stub.example.com",
                                     .client_id = "client-of",
                                     .origin = origin };
  g_autoptr (RepriseConnection) connection = reprise_connection_new (&fields);

  g_list_store_append (self->list, connection);
  if (client_secret != NULL)
    g_hash_table_insert (self->secrets, g_strdup (id), g_strdup (client_secret));
}

/**
 * reprise_stub_connection_store_lose_keyring:
 * @self: a store
 *
 * From now on there is no keyring.
 */
void
reprise_stub_connection_store_lose_keyring (RepriseStubConnectionStore *self)
{
  self->has_no_keyring = TRUE;
}

/**
 * reprise_stub_connection_store_hold:
 * @self: a store
 *
 * From now on the keyring lets people wait for a secret.
 */
void
reprise_stub_connection_store_hold (RepriseStubConnectionStore *self)
{
  self->is_holding = TRUE;
}

/**
 * reprise_stub_connection_store_release:
 * @self: a store
 *
 * Answers what was asked for last, and everything at once from now on.
 */
void
reprise_stub_connection_store_release (RepriseStubConnectionStore *self)
{
  self->is_holding = FALSE;
  if (self->held != NULL)
    answer_secret (self, self->held);
  g_clear_object (&self->held);
}

/**
 * reprise_stub_connection_store_get_secret:
 * @self: a store
 * @id: a connection
 *
 * Returns: (nullable): what was kept for it
 */
const char *
reprise_stub_connection_store_get_secret (RepriseStubConnectionStore *self, const char *id)
{
  return g_hash_table_lookup (self->secrets, id);
}

/**
 * reprise_stub_connection_store_get_opened_secret:
 * @self: a store
 *
 * Returns: (nullable): what a connection was opened with last
 */
const char *
reprise_stub_connection_store_get_opened_secret (RepriseStubConnectionStore *self)
{
  return self->opened_secret;
}

/**
 * reprise_stub_connection_store_get_opened_connection:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): the connection that was opened last
 */
RepriseConnection *
reprise_stub_connection_store_get_opened_connection (RepriseStubConnectionStore *self)
{
  return self->opened;
}
