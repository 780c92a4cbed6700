/* SPDX-License-Identifier: GPL-3.0-or-later
 * RepriseConnectionStore over a file, the keyring, and the profiles of the command line.
 *
 * The file has what is no secret, the keyring the secrets. What neither takes is held in memory
 * until the application ends. */

#include "config.h"

#include "app/reprise-keyring-store-private.h"

#include "app/reprise-connection-list.h"
#include "app/reprise-pgedge-profiles.h"
#include "base/reprise-secret.h"
#include "cloud/reprise-cloud-address.h"
#include "cloud/reprise-cloud-backend.h"

#include <glib/gi18n.h>

static void list_model_init (GListModelInterface *iface);
static void store_init (RepriseConnectionStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseKeyringStore,
                               reprise_keyring_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (REPRISE_TYPE_CONNECTION_STORE,
                                                          store_init))

RepriseKeyringWork *
reprise_keyring_work_new (RepriseKeyringStore *self, RepriseConnection *connection)
{
  RepriseKeyringWork *work = g_new0 (RepriseKeyringWork, 1);

  work->path = g_strdup (self->path);
  g_set_object (&work->connection, connection);
  return work;
}

void
reprise_keyring_work_free (RepriseKeyringWork *work)
{
  g_free (work->path);
  g_free (work->remainder);
  g_clear_object (&work->file);
  g_clear_object (&work->connection);
  reprise_secret_free (work->secret);
  g_clear_pointer (&work->saved, g_ptr_array_unref);
  g_clear_pointer (&work->profiles, g_ptr_array_unref);
  g_clear_error (&work->problem);
  g_free (work);
}

int
reprise_keyring_store_find (GPtrArray *array, const char *id)
{
  for (guint i = 0; i < array->len; i++)
    if (g_strcmp0 (reprise_connection_get_id (g_ptr_array_index (array, i)), id) == 0)
      return (int) i;
  return -1;
}

void
reprise_keyring_store_drop (GPtrArray *array, const char *id)
{
  int position = reprise_keyring_store_find (array, id);

  if (position >= 0)
    g_ptr_array_remove_index (array, (guint) position);
}

static GPtrArray *
new_array (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
append_all (GPtrArray *array, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (array, g_object_ref (g_ptr_array_index (more, i)));
}

/* There are few of them, and they change seldom: the whole list is put in the place of the old one.
 */
void
reprise_keyring_store_update (RepriseKeyringStore *self)
{
  guint n_removed = self->shown->len;

  g_ptr_array_set_size (self->shown, 0);
  append_all (self->shown, self->saved);
  append_all (self->shown, self->for_run);
  append_all (self->shown, self->profiles);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, self->shown->len);
}

void
reprise_keyring_store_hold (RepriseKeyringStore *self,
                            RepriseConnection *connection,
                            const char *secret)
{
  const char *id = reprise_connection_get_id (connection);
  int position = reprise_keyring_store_find (self->for_run, id);

  if (secret != NULL)
    g_hash_table_insert (self->secrets, g_strdup (id), g_strdup (secret));
  if (position >= 0)
    {
      g_ptr_array_remove_index (self->for_run, (guint) position);
      g_ptr_array_insert (self->for_run, position, g_object_ref (connection));
    }
  else
    g_ptr_array_add (self->for_run, g_object_ref (connection));
  reprise_keyring_store_update (self);
}

/* Runs it where it may block, for a task that waits for its end. */
void
reprise_keyring_store_run (GTask *outer,
                           RepriseKeyringWork *work,
                           GTaskThreadFunc function,
                           GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (g_task_get_source_object (outer),
                                       g_task_get_cancellable (outer),
                                       callback,
                                       outer);

  g_task_set_source_tag (task, reprise_keyring_store_run);
  g_task_set_task_data (task, work, (GDestroyNotify) reprise_keyring_work_free);
  g_task_run_in_thread (task, function);
}

/* Loading */

static GPtrArray *
read_profiles (GFile *file, GError **error)
{
  g_autofree char *path = reprise_pgedge_profiles_dup_host_path (file);
  g_autoptr (GBytes) yaml = reprise_pgedge_profiles_load (file, error);

  return yaml == NULL ? NULL : reprise_pgedge_profiles_decode (yaml, path, error);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RepriseKeyringWork *work = task_data;
  g_autoptr (GError) error = NULL;

  work->saved = reprise_connection_list_read (work->path, &work->problem);
  work->profiles = read_profiles (work->file, &error);
  /* Few people use the command line, and where its file may not be read it is none of ours. */
  if (work->problem == NULL && g_error_matches (error,
                                                REPRISE_CONNECTION_STORE_ERROR,
                                                REPRISE_CONNECTION_STORE_ERROR_UNREADABLE))
    work->problem = g_steal_pointer (&error);
  g_task_return_boolean (task, TRUE);
}

static void
take_profiles (RepriseKeyringStore *self, GPtrArray *profiles, GFile *file)
{
  for (guint i = 0; i < profiles->len; i++)
    {
      RepriseConnection *profile = g_ptr_array_index (profiles, i);

      reprise_keyring_store_drop (self->profiles, reprise_connection_get_id (profile));
      g_ptr_array_add (self->profiles, g_object_ref (profile));
      g_hash_table_insert (self->files,
                           g_strdup (reprise_connection_get_id (profile)),
                           g_object_ref (file));
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (source);
  g_autoptr (GTask) task = user_data;
  RepriseKeyringWork *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (work->saved != NULL)
    {
      g_ptr_array_unref (self->saved);
      self->saved = g_steal_pointer (&work->saved);
    }
  if (work->profiles != NULL)
    take_profiles (self, work->profiles, work->file);
  reprise_keyring_store_update (self);
  if (work->problem != NULL)
    g_task_return_error (task, g_steal_pointer (&work->problem));
  else
    g_task_return_boolean (task, TRUE);
}

static void
load_async (RepriseConnectionStore *store,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (store);
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  RepriseKeyringWork *work = reprise_keyring_work_new (self, NULL);

  g_task_set_source_tag (task, reprise_connection_store_load_async);
  work->file = g_object_ref (self->profiles_file);
  reprise_keyring_store_run (task, work, load_in_thread, loaded_cb);
}

/* Reading a secret */

static void
secret_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *secret = reprise_keyring_look_up_finish (REPRISE_KEYRING (source), result, &error);

  if (secret == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, secret, (GDestroyNotify) reprise_secret_free);
}

static void
read_profile_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RepriseKeyringWork *work = task_data;
  g_autoptr (GBytes) yaml = reprise_pgedge_profiles_load (work->file, NULL);
  const char *account = reprise_pgedge_profile_get_account (work->connection);

  if (yaml != NULL)
    work->secret = reprise_pgedge_profiles_decode_secret (yaml, account);
  g_task_return_boolean (task, TRUE);
}

static void
profile_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (source);
  g_autoptr (GTask) task = user_data;
  RepriseKeyringWork *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (work->secret != NULL)
    g_task_return_pointer (task,
                           g_steal_pointer (&work->secret),
                           (GDestroyNotify) reprise_secret_free);
  else
    reprise_keyring_look_up_async (self->keyring,
                                   REPRISE_KEYRING_PROFILE,
                                   reprise_pgedge_profile_get_account (work->connection),
                                   g_task_get_cancellable (task),
                                   secret_looked_up_cb,
                                   g_object_ref (task));
}

static void
read_secret_async (RepriseConnectionStore *store,
                   RepriseConnection *connection,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (store);
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const char *id = reprise_connection_get_id (connection);
  const char *held = g_hash_table_lookup (self->secrets, id);
  GFile *file = g_hash_table_lookup (self->files, id);
  RepriseKeyringWork *work;

  g_task_set_source_tag (task, reprise_connection_store_read_secret_async);
  if (held != NULL)
    {
      g_task_return_pointer (task, g_strdup (held), (GDestroyNotify) reprise_secret_free);
      return;
    }
  if (file == NULL)
    {
      reprise_keyring_look_up_async (self->keyring,
                                     REPRISE_KEYRING_CONNECTION,
                                     id,
                                     cancellable,
                                     secret_looked_up_cb,
                                     g_steal_pointer (&task));
      return;
    }
  work = reprise_keyring_work_new (self, connection);
  work->file = g_object_ref (file);
  reprise_keyring_store_run (g_steal_pointer (&task),
                             work,
                             read_profile_in_thread,
                             profile_read_cb);
}

/* Profiles of a file that was chosen */

static void
read_profiles_in_thread (GTask *task,
                         gpointer source,
                         gpointer task_data,
                         GCancellable *cancellable)
{
  RepriseKeyringWork *work = task_data;
  GError *error = NULL;

  work->profiles = read_profiles (work->file, &error);
  if (work->profiles == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
profiles_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (source);
  g_autoptr (GTask) task = user_data;
  RepriseKeyringWork *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (work->profiles->len == 0)
    g_task_return_new_error (task,
                             REPRISE_CONNECTION_STORE_ERROR,
                             REPRISE_CONNECTION_STORE_ERROR_UNREADABLE,
                             "%s",
                             _ ("No profile in this file has a client id for pgEdge Cloud"));
  else
    {
      take_profiles (self, work->profiles, work->file);
      reprise_keyring_store_update (self);
      g_task_return_boolean (task, TRUE);
    }
}

static void
add_profiles_async (RepriseConnectionStore *store,
                    GFile *file,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  RepriseKeyringWork *work = reprise_keyring_work_new (REPRISE_KEYRING_STORE (store), NULL);

  g_task_set_source_tag (task, reprise_connection_store_add_profiles_async);
  work->file = g_object_ref (file);
  reprise_keyring_store_run (task, work, read_profiles_in_thread, profiles_read_cb);
}

static RepriseBackend *
open_backend (RepriseConnectionStore *store,
              RepriseConnection *connection,
              const char *client_secret,
              GError **error)
{
  RepriseCloudBackendFields fields = {
    .title = reprise_connection_get_title (connection),
    .address = reprise_connection_get_base_address (connection),
    .client_id = reprise_connection_get_client_id (connection),
    .client_secret = client_secret,
  };

  return reprise_cloud_backend_new (&fields, error);
}

static GType
get_item_type (GListModel *model)
{
  return REPRISE_TYPE_CONNECTION;
}

static guint
get_n_items (GListModel *model)
{
  return REPRISE_KEYRING_STORE (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position))
                                     : NULL;
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
  iface->save_async = reprise_keyring_store_save_async;
  iface->remove_async = reprise_keyring_store_remove_async;
  iface->read_secret_async = read_secret_async;
  iface->add_profiles_async = add_profiles_async;
  iface->open = open_backend;
}

static void
reprise_keyring_store_finalize (GObject *object)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (object);

  g_object_unref (self->keyring);
  g_object_unref (self->profiles_file);
  g_free (self->path);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->saved);
  g_ptr_array_unref (self->for_run);
  g_ptr_array_unref (self->profiles);
  g_hash_table_unref (self->secrets);
  g_hash_table_unref (self->files);
  G_OBJECT_CLASS (reprise_keyring_store_parent_class)->finalize (object);
}

static void
reprise_keyring_store_class_init (RepriseKeyringStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_keyring_store_finalize;
}

static void
reprise_keyring_store_init (RepriseKeyringStore *self)
{
  self->shown = new_array ();
  self->saved = new_array ();
  self->for_run = new_array ();
  self->profiles = new_array ();
  self->secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) reprise_secret_free);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * reprise_keyring_store_new:
 * @keyring: where secrets are kept
 * @path: the file that the connections are listed in
 * @profiles: the configuration of the command line, which need not exist
 *
 * Returns: (transfer full): the connections; nothing was read yet
 */
RepriseConnectionStore *
reprise_keyring_store_new (RepriseKeyring *keyring, const char *path, GFile *profiles)
{
  RepriseKeyringStore *self;

  g_return_val_if_fail (REPRISE_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (profiles), NULL);

  self = g_object_new (REPRISE_TYPE_KEYRING_STORE, NULL);
  self->keyring = g_object_ref (keyring);
  self->path = g_strdup (path);
  self->profiles_file = g_object_ref (profiles);
  return REPRISE_CONNECTION_STORE (self);
}

/**
 * reprise_keyring_store_new_usual:
 * @patience_seconds: how long a keyring may take to answer, unless it asks a person
 *
 * Returns: (transfer full): the connections of whoever runs the program; nothing was read yet
 */
RepriseConnectionStore *
reprise_keyring_store_new_usual (guint patience_seconds)
{
  g_autoptr (RepriseKeyring) keyring = reprise_keyring_new (patience_seconds);
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "reprise", "connections.ini", NULL);
  g_autofree char *profiles_path = reprise_pgedge_profiles_dup_usual_path ();
  g_autoptr (GFile) profiles = g_file_new_for_path (profiles_path);

  return reprise_keyring_store_new (keyring, path, profiles);
}

/**
 * reprise_keyring_store_add_for_run:
 * @self: a store
 * @connection: what the command line or the environment has given
 * @client_secret: the secret half of its credential
 *
 * Lists it until the application ends; neither the keyring nor the file is touched.
 */
void
reprise_keyring_store_add_for_run (RepriseKeyringStore *self,
                                   RepriseConnection *connection,
                                   const char *client_secret)
{
  g_return_if_fail (REPRISE_IS_KEYRING_STORE (self));
  g_return_if_fail (REPRISE_IS_CONNECTION (connection));
  g_return_if_fail (client_secret != NULL);

  reprise_keyring_store_hold (self, connection, client_secret);
}
