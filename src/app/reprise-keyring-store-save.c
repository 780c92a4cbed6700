/* SPDX-License-Identifier: GPL-3.0-or-later
 * How RepriseKeyringStore keeps a connection, and how it removes one. */

#include "config.h"

#include "app/reprise-keyring-store-private.h"

#include "app/reprise-connection-list.h"
#include "base/reprise-secret.h"

#include <glib/gi18n.h>

static RepriseConnection *
copy_connection (RepriseConnection *connection,
                 RepriseConnectionOrigin origin,
                 const char *obstacle)
{
  RepriseConnectionFields fields = {
    .id = reprise_connection_get_id (connection),
    .title = reprise_connection_get_title (connection),
    .base_address = reprise_connection_get_base_address (connection),
    .client_id = reprise_connection_get_client_id (connection),
    .origin = origin,
    .obstacle = obstacle,
  };

  return reprise_connection_new (&fields);
}

/* Saving: the secret first, so that the list has nothing that does not work. */

/* Works until the application ends, and says why no longer. */
static void
return_for_run (GTask *task, const GError *obstacle)
{
  RepriseKeyringStore *self = g_task_get_source_object (task);
  RepriseKeyringWork *work = g_task_get_task_data (task);
  g_autofree char *text = NULL;
  RepriseConnection *connection;

  /* Translators: why, without a full stop at the end. */
  text =
      g_strdup_printf (_ ("%s. The connection works until Reprise is closed."), obstacle->message);
  connection = copy_connection (work->connection, REPRISE_CONNECTION_FOR_RUN, text);
  reprise_keyring_store_hold (self, connection, work->secret);
  g_task_return_pointer (task, connection, g_object_unref);
}

static void
put_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RepriseKeyringWork *work = task_data;
  GError *error = NULL;

  work->saved = reprise_connection_list_put (work->path, work->connection, &error);
  if (work->saved == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (source);
  g_autoptr (GTask) task = user_data;
  RepriseKeyringWork *asked = g_task_get_task_data (task);
  RepriseKeyringWork *done = g_task_get_task_data (G_TASK (result));
  const char *id = reprise_connection_get_id (asked->connection);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* One that is in the list stays there as it was; a new one need not be lost. */
      if (reprise_keyring_store_find (self->saved, id) >= 0 || asked->secret == NULL)
        g_task_return_error (task, error);
      else
        {
          reprise_keyring_remove_async (self->keyring, id, NULL, NULL, NULL);
          return_for_run (task, error);
          g_error_free (error);
        }
      return;
    }
  g_ptr_array_unref (self->saved);
  self->saved = g_steal_pointer (&done->saved);
  reprise_keyring_store_drop (self->for_run, id);
  if (asked->secret != NULL && asked->remainder == NULL)
    g_hash_table_remove (self->secrets, id);
  reprise_keyring_store_update (self);
  g_task_return_pointer (task,
                         copy_connection (asked->connection,
                                          REPRISE_CONNECTION_SAVED,
                                          asked->remainder),
                         g_object_unref);
}

static void
put (RepriseKeyringStore *self, GTask *task)
{
  RepriseKeyringWork *asked = g_task_get_task_data (task);

  reprise_keyring_store_run (task,
                             reprise_keyring_work_new (self, asked->connection),
                             put_in_thread,
                             put_cb);
}

/* One that is in the list keeps its place there; the new secret goes before the one that the
 * keyring may have, until the application ends. */
static void
hold_secret (RepriseKeyringStore *self, GTask *task, const GError *obstacle)
{
  RepriseKeyringWork *work = g_task_get_task_data (task);

  /* Translators: why, without a full stop at the end. */
  work->remainder = g_strdup_printf (_ ("%s. The client secret is known until Reprise is closed."),
                                     obstacle->message);
  g_hash_table_insert (self->secrets,
                       g_strdup (reprise_connection_get_id (work->connection)),
                       g_strdup (work->secret));
  put (self, task);
}

static void
secret_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseKeyringStore *self = g_task_get_source_object (task);
  RepriseKeyringWork *work = g_task_get_task_data (task);
  const char *id = reprise_connection_get_id (work->connection);
  g_autoptr (GError) error = NULL;

  if (reprise_keyring_store_finish (REPRISE_KEYRING (source), result, &error))
    put (self, g_steal_pointer (&task));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (reprise_keyring_store_find (self->saved, id) >= 0)
    hold_secret (self, g_steal_pointer (&task), error);
  else
    return_for_run (task, error);
}

/* One that is for this run alone is changed in memory. */
static void
change_for_run (RepriseKeyringStore *self, GTask *task, int position)
{
  RepriseKeyringWork *work = g_task_get_task_data (task);
  RepriseConnection *old = g_ptr_array_index (self->for_run, position);
  RepriseConnection *connection = copy_connection (work->connection,
                                                   REPRISE_CONNECTION_FOR_RUN,
                                                   reprise_connection_get_obstacle (old));

  reprise_keyring_store_hold (self, connection, NULL);
  g_task_return_pointer (task, connection, g_object_unref);
}

static gboolean
is_ours (RepriseConnection *connection, GTask *task)
{
  if (reprise_connection_get_origin (connection) != REPRISE_CONNECTION_PROFILE)
    return TRUE;
  g_task_return_new_error (task,
                           REPRISE_CONNECTION_STORE_ERROR,
                           REPRISE_CONNECTION_STORE_ERROR_NOT_OURS,
                           "%s",
                           _ ("A profile of the pgedge command line is changed by it alone"));
  return FALSE;
}

void
reprise_keyring_store_save_async (RepriseConnectionStore *store,
                                  RepriseConnection *connection,
                                  const char *client_secret,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (store);
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const char *id = reprise_connection_get_id (connection);
  int position = reprise_keyring_store_find (self->for_run, id);
  RepriseKeyringWork *work;

  g_task_set_source_tag (task, reprise_connection_store_save_async);
  work = reprise_keyring_work_new (self, connection);
  work->secret = g_strdup (client_secret);
  g_task_set_task_data (task, work, (GDestroyNotify) reprise_keyring_work_free);
  if (!is_ours (connection, task))
    return;
  if (client_secret != NULL)
    reprise_keyring_store_async (self->keyring,
                                 id,
                                 reprise_connection_get_title (connection),
                                 client_secret,
                                 cancellable,
                                 secret_stored_cb,
                                 g_steal_pointer (&task));
  else if (position >= 0)
    change_for_run (self, task, position);
  else
    put (self, g_steal_pointer (&task));
}

/* Removing: from the list first, because that is what a person sees. */

static void
secret_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (reprise_keyring_remove_finish (REPRISE_KEYRING (source), result, &error))
    g_task_return_pointer (task, g_strdup (""), g_free);
  else
    g_task_return_pointer (task,
                           /* Translators: what went wrong, without a full stop at the end. */
                           g_strdup_printf (_ ("Its client secret may still be in the keyring: "
                                               "%s."),
                                            error->message),
                           g_free);
}

static void
remove_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RepriseKeyringWork *work = task_data;
  GError *error = NULL;

  work->saved = reprise_connection_list_remove (work->path,
                                                reprise_connection_get_id (work->connection),
                                                &error);
  if (work->saved == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (source);
  g_autoptr (GTask) task = user_data;
  RepriseKeyringWork *done = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_unref (self->saved);
  self->saved = g_steal_pointer (&done->saved);
  reprise_keyring_store_update (self);
  reprise_keyring_remove_async (self->keyring,
                                reprise_connection_get_id (done->connection),
                                g_task_get_cancellable (task),
                                secret_removed_cb,
                                g_object_ref (task));
}

void
reprise_keyring_store_remove_async (RepriseConnectionStore *store,
                                    RepriseConnection *connection,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  RepriseKeyringStore *self = REPRISE_KEYRING_STORE (store);
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const char *id = reprise_connection_get_id (connection);

  g_task_set_source_tag (task, reprise_connection_store_remove_async);
  if (!is_ours (connection, task))
    return;
  if (reprise_keyring_store_find (self->for_run, id) < 0)
    {
      reprise_keyring_store_run (g_steal_pointer (&task),
                                 reprise_keyring_work_new (self, connection),
                                 remove_in_thread,
                                 removed_cb);
      return;
    }
  reprise_keyring_store_drop (self->for_run, id);
  g_hash_table_remove (self->secrets, id);
  reprise_keyring_store_update (self);
  g_task_return_pointer (task, g_strdup (""), g_free);
}
