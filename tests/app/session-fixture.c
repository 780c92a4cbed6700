/* SPDX-License-Identifier: GPL-3.0-or-later
 * A session manager and a notification service, for tests of what they are asked.
 *
 * They answer on a thread of their own, because GTK waits for the session manager's answer. */

#include "config.h"

#include "session-fixture.h"

static const char interfaces[] =
    "<node>"
    "  <interface name='org.gnome.SessionManager'>"
    "    <method name='Inhibit'>"
    "      <arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "      <arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "      <arg type='u' direction='out'/>"
    "    </method>"
    "    <method name='Uninhibit'><arg type='u' direction='in'/></method>"
    "  </interface>"
    "  <interface name='org.freedesktop.Notifications'>"
    "    <method name='Notify'>"
    "      <arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "      <arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "      <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
    "      <arg type='u' direction='out'/>"
    "    </method>"
    "    <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "  </interface>"
    "</node>";

static const struct
{
  const char *name;
  const char *path;
} services[] = {
  { "org.gnome.SessionManager", "/org/gnome/SessionManager" },
  { "org.freedesktop.Notifications", "/org/freedesktop/Notifications" },
};

struct _SessionFixture
{
  GThread *thread;
  GMainLoop *loop;
  GDBusConnection *connection; /* borrowed from the thread */
  GMutex mutex;
  GCond cond;
  guint n_names;
  int n_inhibitors;
  char *reason;
  guint n_notifications;
  char *notification; /* headline, a line break, body */
};

static void
take_inhibition (SessionFixture *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_free (self->reason);
  g_variant_get_child (parameters, 2, "s", &self->reason);
  self->n_inhibitors++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 7));
}

static void
take_notification (SessionFixture *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autofree char *headline = NULL;
  g_autofree char *body = NULL;

  g_variant_get_child (parameters, 3, "s", &headline);
  g_variant_get_child (parameters, 4, "s", &body);
  g_free (self->notification);
  self->notification = g_strdup_printf ("%s\n%s", headline, body);
  self->n_notifications++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", self->n_notifications));
}

static void
method_called_cb (GDBusConnection *connection,
                  const char *sender,
                  const char *path,
                  const char *interface,
                  const char *method,
                  GVariant *parameters,
                  GDBusMethodInvocation *invocation,
                  gpointer user_data)
{
  SessionFixture *self = user_data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  if (g_str_equal (method, "Inhibit"))
    take_inhibition (self, parameters, invocation);
  else if (g_str_equal (method, "Notify"))
    take_notification (self, parameters, invocation);
  else
    {
      self->n_inhibitors--;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
name_acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  SessionFixture *self = user_data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  self->n_names++;
  g_cond_signal (&self->cond);
}

static GDBusConnection *
connect_to_bus (void)
{
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GDBusConnection *connection = NULL;

  g_assert_no_error (error);
  connection = g_dbus_connection_new_for_address_sync (address, flags, NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
serve (SessionFixture *self, GDBusConnection *connection, guint index)
{
  static const GDBusInterfaceVTable methods = { .method_call = method_called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interfaces, NULL);
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (connection,
                                     services[index].path,
                                     node->interfaces[index],
                                     &methods,
                                     self,
                                     NULL,
                                     &error);
  g_assert_no_error (error);
  g_bus_own_name_on_connection (connection,
                                services[index].name,
                                G_BUS_NAME_OWNER_FLAGS_NONE,
                                name_acquired_cb,
                                NULL,
                                self,
                                NULL);
}

static gpointer
run (gpointer data)
{
  SessionFixture *self = data;
  GMainContext *context = g_main_loop_get_context (self->loop);
  g_autoptr (GDBusConnection) connection = NULL;

  g_main_context_push_thread_default (context);
  self->connection = connection = connect_to_bus ();
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    serve (self, connection, i);
  g_main_loop_run (self->loop);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/**
 * session_fixture_new:
 *
 * Returns: (transfer full): the services, ready
 */
SessionFixture *
session_fixture_new (void)
{
  SessionFixture *self = g_new0 (SessionFixture, 1);
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->loop = g_main_loop_new (context, FALSE);
  self->thread = g_thread_new ("session", run, self);
  g_mutex_lock (&self->mutex);
  while (self->n_names < G_N_ELEMENTS (services))
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

/**
 * session_fixture_free:
 * @self: the services
 */
void
session_fixture_free (SessionFixture *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->reason);
  g_free (self->notification);
  g_free (self);
}

/**
 * session_fixture_get_n_inhibitors:
 * @self: the services
 *
 * Returns: how many ask the session not to end
 */
int
session_fixture_get_n_inhibitors (SessionFixture *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return self->n_inhibitors;
}

/**
 * session_fixture_dup_reason:
 * @self: the services
 *
 * Returns: (transfer full) (nullable): why the last of them asked
 */
char *
session_fixture_dup_reason (SessionFixture *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->reason);
}

/**
 * session_fixture_get_n_notifications:
 * @self: the services
 *
 * Returns: how many notifications were shown
 */
guint
session_fixture_get_n_notifications (SessionFixture *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return self->n_notifications;
}

/**
 * session_fixture_dup_notification:
 * @self: the services
 *
 * Returns: (transfer full) (nullable): headline and body of the last one, on lines of their own
 */
char *
session_fixture_dup_notification (SessionFixture *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->notification);
}

/**
 * session_fixture_click:
 * @self: the services
 *
 * Does what a click on the last notification does.
 */
void
session_fixture_click (SessionFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->connection,
                                 NULL,
                                 services[1].path,
                                 services[1].name,
                                 "ActionInvoked",
                                 g_variant_new ("(us)",
                                                session_fixture_get_n_notifications (self),
                                                "default"),
                                 &error);
  g_assert_no_error (error);
}
