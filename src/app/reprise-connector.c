/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gets from a connection to a service, and keeps those that are in use. */

#include "config.h"

#include "app/reprise-connector.h"

#include "app/reprise-review-mode.h"
#include "base/reprise-secret.h"
#include "inventory/reprise-caching-backend.h"

#include <glib/gi18n.h>

struct _RepriseConnector
{
  GObject parent_instance;

  GtkApplication *application; /* borrowed: it outlives this */
  RepriseConnectionStore *store;
  GSettings *settings; /* NULL where nothing can be remembered */
  GMenu *menu;
  GMenu *choices; /* the part of the menu with the connections */
  RepriseCacheKeeper *keeper;
  GHashTable *sessions;      /* RepriseSession, by the id of its connection */
  RepriseSession *session;   /* the one that is looked at; NULL for none */
  RepriseConnection *wanted; /* the one that is being connected to, or could not be */
  GCancellable *cancellable;
};

/* A disk that does not answer must not keep the application from ending. */
#define MOST_WRITING_SECONDS 3

G_DEFINE_FINAL_TYPE (RepriseConnector, reprise_connector, G_TYPE_OBJECT)

enum
{
  SIGNAL_CONNECTED,
  SIGNAL_CONNECTING,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A name that two of them share leads nowhere without more. */
static gboolean
is_title_shared (RepriseConnector *self, RepriseConnection *connection)
{
  guint n_equal = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr (RepriseConnection) other = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      n_equal += g_strcmp0 (reprise_connection_get_title (other),
                            reprise_connection_get_title (connection)) == 0;
    }
  return n_equal > 1;
}

static char *
dup_label (RepriseConnector *self, RepriseConnection *connection)
{
  g_autoptr (GString) label = g_string_new (NULL);

  if (reprise_connection_get_origin (connection) == REPRISE_CONNECTION_PROFILE)
    /* Translators: the name of a profile; “pgedge” is the name of a program. */
    g_string_printf (label, _ ("%s (pgedge profile)"), reprise_connection_get_title (connection));
  else if (is_title_shared (self, connection))
    /* Translators: the name of a connection, and the id of its client. */
    g_string_printf (label,
                     _ ("%s (%s)"),
                     reprise_connection_get_title (connection),
                     reprise_connection_get_client_id (connection));
  else
    g_string_assign (label, reprise_connection_get_title (connection));
  /* A menu takes an underscore for the mark of a key. */
  g_string_replace (label, "_", "__", 0);
  return g_strdup (label->str);
}

static void
fill_menu (RepriseConnector *self)
{
  g_menu_remove_all (self->choices);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr (RepriseConnection) connection =
                     g_list_model_get_item (G_LIST_MODEL (self->store), i);
      g_autofree char *label = dup_label (self, connection);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item,
                                         "app.connect",
                                         "s",
                                         reprise_connection_get_id (connection));
      g_menu_append_item (self->choices, item);
    }
}

static void
make_menu (RepriseConnector *self)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _ ("_Add Connection…"), "app.add-connection");
  g_menu_append (section, _ ("_Manage Connections…"), "app.connections");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->choices));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (section));
}

static void
use_session (RepriseConnector *self, RepriseSession *session)
{
  g_set_object (&self->session, session);
  /* What is for this run alone is not there at the next start. */
  if (self->settings != NULL &&
      reprise_connection_get_origin (self->wanted) != REPRISE_CONNECTION_FOR_RUN)
    g_settings_set_string (self->settings,
                           "last-connection",
                           reprise_session_get_connection_id (session));
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, session);
}

static void
open_session (RepriseConnector *self, RepriseConnection *connection, RepriseBackend *backend)
{
  const char *id = reprise_connection_get_id (connection);
  RepriseSession *session =
      reprise_session_new (self->application, connection, backend, self->keeper, self->settings);

  g_hash_table_insert (self->sessions, g_strdup (id), session);
  use_session (self, session);
}

static void
fail (RepriseConnector *self, const GError *error)
{
  g_signal_emit (self,
                 signals[SIGNAL_FAILED],
                 0,
                 reprise_connection_get_title (self->wanted),
                 error);
}

static void
secret_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseConnector) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseBackend) backend = NULL;
  char *secret = reprise_connection_store_read_secret_finish (REPRISE_CONNECTION_STORE (source),
                                                              result,
                                                              &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (secret != NULL)
    backend = reprise_connection_store_open (self->store, self->wanted, secret, &error);
  reprise_secret_free (secret);
  if (backend != NULL)
    open_session (self, self->wanted, backend);
  else
    fail (self, error);
}

/* Whoever was waited for before is not wanted any more. */
static void
give_up (RepriseConnector *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
start (RepriseConnector *self, RepriseConnection *connection)
{
  RepriseSession *session =
      g_hash_table_lookup (self->sessions, reprise_connection_get_id (connection));

  give_up (self);
  g_set_object (&self->wanted, connection);
  if (session != NULL)
    {
      use_session (self, session);
      return;
    }
  g_clear_object (&self->session);
  self->cancellable = g_cancellable_new ();
  g_signal_emit (self, signals[SIGNAL_CONNECTING], 0, reprise_connection_get_title (connection));
  reprise_connection_store_read_secret_async (self->store,
                                              connection,
                                              self->cancellable,
                                              secret_read_cb,
                                              g_object_ref (self));
}

static void
reprise_connector_dispose (GObject *object)
{
  RepriseConnector *self = REPRISE_CONNECTOR (object);

  give_up (self);
  g_clear_object (&self->session);
  g_clear_object (&self->wanted);
  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_object (&self->keeper);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->choices);
  g_clear_object (&self->menu);
  G_OBJECT_CLASS (reprise_connector_parent_class)->dispose (object);
}

static void
reprise_connector_class_init (RepriseConnectorClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_connector_dispose;

  /**
   * RepriseConnector::connected:
   * @session: what is looked at from now on
   */
  signals[SIGNAL_CONNECTED] = g_signal_new ("connected",
                                            type,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            REPRISE_TYPE_SESSION);
  /**
   * RepriseConnector::connecting:
   * @title: the name of the connection whose secret is being read
   */
  signals[SIGNAL_CONNECTING] = g_signal_new ("connecting",
                                             type,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             1,
                                             G_TYPE_STRING);
  /**
   * RepriseConnector::failed:
   * @title: the name of the connection
   * @error: why it cannot be used
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         type,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_STRING,
                                         G_TYPE_ERROR);
}

static void
reprise_connector_init (RepriseConnector *self)
{
  g_autofree char *cache_dir = g_build_filename (g_get_user_cache_dir (), "reprise", NULL);

  self->keeper = reprise_cache_keeper_new (cache_dir);
  self->menu = g_menu_new ();
  self->choices = g_menu_new ();
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  make_menu (self);
}

/**
 * reprise_connector_new:
 * @application: (transfer none): the application, which has to outlive this; its actions
 *   `app.connect`, `app.add-connection` and `app.connections` are in the menu
 * @store: the connections
 * @settings: (nullable): where the last connection is remembered
 *
 * Returns: (transfer full): a connector, connected to nothing
 */
RepriseConnector *
reprise_connector_new (GtkApplication *application,
                       RepriseConnectionStore *store,
                       GSettings *settings)
{
  RepriseConnector *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (REPRISE_IS_CONNECTION_STORE (store), NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (REPRISE_TYPE_CONNECTOR, NULL);
  self->application = application;
  self->store = g_object_ref (store);
  g_set_object (&self->settings, settings);
  if (settings != NULL)
    g_settings_bind (settings, "cache", self->keeper, "enabled", G_SETTINGS_BIND_GET);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (fill_menu), self, G_CONNECT_SWAPPED);
  fill_menu (self);
  return self;
}

/**
 * reprise_connector_get_menu:
 * @self: a connector
 *
 * Returns: (transfer none): the connections to choose from, always up to date
 */
GMenuModel *
reprise_connector_get_menu (RepriseConnector *self)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTOR (self), NULL);
  return G_MENU_MODEL (self->menu);
}

/**
 * reprise_connector_get_session:
 * @self: a connector
 *
 * Returns: (transfer none) (nullable): what is looked at
 */
RepriseSession *
reprise_connector_get_session (RepriseConnector *self)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTOR (self), NULL);
  return self->session;
}

/**
 * reprise_connector_find_kept:
 * @self: a connector that has told that a connection cannot be used
 *
 * Whoever cannot get at the secret, or at the network, may still look at what was read last.
 *
 * Returns: (transfer full) (nullable): where that is kept, if there is any
 */
GFile *
reprise_connector_find_kept (RepriseConnector *self)
{
  g_autoptr (RepriseBackend) unused = NULL;

  g_return_val_if_fail (REPRISE_IS_CONNECTOR (self), NULL);

  /* Only to learn its address; nothing is asked of it. */
  if (self->wanted != NULL)
    unused = reprise_connection_store_open (self->store, self->wanted, "not asked", NULL);
  if (unused == NULL)
    return NULL;
  return reprise_review_mode_find_kept (unused,
                                        self->keeper,
                                        reprise_connection_get_client_id (self->wanted));
}

/**
 * reprise_connector_count_running:
 * @self: a connector
 *
 * Returns: how many restores are followed, in all that is connected to
 */
guint
reprise_connector_count_running (RepriseConnector *self)
{
  GHashTableIter iter;
  gpointer session;
  guint n_running = 0;

  g_return_val_if_fail (REPRISE_IS_CONNECTOR (self), 0);

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    n_running += reprise_job_manager_get_n_running (reprise_session_get_jobs (session));
  return n_running;
}

/**
 * reprise_connector_finish:
 * @self: a connector
 *
 * Writes what was read last, as the last thing before the application ends; that takes some seconds
 * at most.
 */
void
reprise_connector_finish (RepriseConnector *self)
{
  GHashTableIter iter;
  gpointer session;

  g_return_if_fail (REPRISE_IS_CONNECTOR (self));

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    reprise_caching_backend_flush (REPRISE_CACHING_BACKEND (reprise_session_get_backend (session)));
  reprise_cache_keeper_finish (self->keeper, MOST_WRITING_SECONDS);
}

/**
 * reprise_connector_connect:
 * @self: a connector
 * @id: a connection's id; nothing happens where there is none
 *
 * Looks at its service; what becomes of that is told by the signals.
 */
void
reprise_connector_connect (RepriseConnector *self, const char *id)
{
  g_autoptr (RepriseConnection) connection = NULL;

  g_return_if_fail (REPRISE_IS_CONNECTOR (self));

  connection = reprise_connection_store_find (self->store, id);
  if (connection != NULL)
    start (self, connection);
}

/**
 * reprise_connector_reconnect:
 * @self: a connector
 *
 * Tries again what could not be connected to.
 */
void
reprise_connector_reconnect (RepriseConnector *self)
{
  g_return_if_fail (REPRISE_IS_CONNECTOR (self));

  if (self->wanted != NULL)
    reprise_connector_connect (self, reprise_connection_get_id (self->wanted));
}

/**
 * reprise_connector_forget:
 * @self: a connector
 * @id: a connection that was changed
 *
 * The next time it is connected to as it is then. Where restores are followed it stays as it is.
 */
void
reprise_connector_forget (RepriseConnector *self, const char *id)
{
  RepriseSession *session;

  g_return_if_fail (REPRISE_IS_CONNECTOR (self));

  session = g_hash_table_lookup (self->sessions, id);
  if (session != NULL &&
      reprise_job_manager_get_n_running (reprise_session_get_jobs (session)) == 0)
    g_hash_table_remove (self->sessions, id);
}

/**
 * reprise_connector_adopt:
 * @self: a connector
 * @connection: a connection
 * @backend: its service, which is open already
 *
 * Looks at it.
 */
void
reprise_connector_adopt (RepriseConnector *self,
                         RepriseConnection *connection,
                         RepriseBackend *backend)
{
  g_return_if_fail (REPRISE_IS_CONNECTOR (self));
  g_return_if_fail (REPRISE_IS_CONNECTION (connection));
  g_return_if_fail (REPRISE_IS_BACKEND (backend));

  give_up (self);
  g_set_object (&self->wanted, connection);
  open_session (self, connection, backend);
}

/**
 * reprise_connector_choose_first:
 * @self: a connector
 *
 * Returns: (transfer full) (nullable): the connection that was used last, or else the first that a
 *   person has added; a profile of the command line is used only where somebody chooses it
 */
RepriseConnection *
reprise_connector_choose_first (RepriseConnector *self)
{
  g_autofree char *last = NULL;
  g_autoptr (RepriseConnection) connection = NULL;

  g_return_val_if_fail (REPRISE_IS_CONNECTOR (self), NULL);

  if (self->settings != NULL)
    last = g_settings_get_string (self->settings, "last-connection");
  connection = reprise_connection_store_find (self->store, last);
  if (connection == NULL)
    connection = g_list_model_get_item (G_LIST_MODEL (self->store), 0);
  if (connection != NULL && g_strcmp0 (reprise_connection_get_id (connection), last) != 0 &&
      reprise_connection_get_origin (connection) == REPRISE_CONNECTION_PROFILE)
    return NULL;
  return g_steal_pointer (&connection);
}
