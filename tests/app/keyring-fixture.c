/* SPDX-License-Identifier: GPL-3.0-or-later
 * A session bus of its own, with a real keyring, a dumb one, or none. */

#include "config.h"

#include "keyring-fixture.h"

#include <libsecret/secret.h>
#include <signal.h>

#define SECRETS "org.freedesktop.secrets"

struct _KeyringFixture
{
  GTestDBus *bus;
  char *home;
  GSubprocess *daemon;   /* of a real keyring */
  GDBusConnection *dumb; /* owns the name, and never reads what is asked of it */
};

static GSubprocessLauncher *
new_launcher (KeyringFixture *self, GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);

  /* What others warn of is not for this test. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_setenv (launcher, "HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->home, TRUE);
  return launcher;
}

static GDBusConnection *
connect_to_bus (KeyringFixture *self)
{
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->bus),
                                              flags,
                                              NULL,
                                              NULL,
                                              &error);

  g_assert_no_error (error);
  return connection;
}

static gboolean
is_there (KeyringFixture *self)
{
  g_autoptr (GDBusConnection) connection = connect_to_bus (self);
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (connection,
                                                             "org.freedesktop.DBus",
                                                             "/org/freedesktop/DBus",
                                                             "org.freedesktop.DBus",
                                                             "NameHasOwner",
                                                             g_variant_new ("(s)", SECRETS),
                                                             G_VARIANT_TYPE ("(b)"),
                                                             G_DBUS_CALL_FLAGS_NONE,
                                                             -1,
                                                             NULL,
                                                             NULL);
  gboolean found = FALSE;

  g_variant_get (answer, "(b)", &found);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  return found;
}

static void
start_daemon (KeyringFixture *self)
{
  const char *command[] = { "gnome-keyring-daemon",
                            "--foreground",
                            "--unlock",
                            "--components=secrets",
                            NULL };
  g_autoptr (GSubprocessLauncher) launcher =
                 new_launcher (self,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                   G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  self->daemon = g_subprocess_launcher_spawnv (launcher, command, &error);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (self->daemon);
  g_assert_true (g_output_stream_write_all (input, "password", 8, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (input, NULL, &error));
  while (!is_there (self))
    g_main_context_iteration (NULL, FALSE);
}

static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_object_unref (message);
  return NULL;
}

static void
start_dumb (KeyringFixture *self)
{
  self->dumb = connect_to_bus (self);
  g_dbus_connection_add_filter (self->dumb, swallow, NULL, NULL);
  g_bus_own_name_on_connection (self->dumb,
                                SECRETS,
                                G_BUS_NAME_OWNER_FLAGS_NONE,
                                NULL,
                                NULL,
                                NULL,
                                NULL);
  while (!is_there (self))
    g_main_context_iteration (NULL, FALSE);
}

/**
 * keyring_fixture_new:
 * @kind: what keyring there is
 *
 * Returns: (transfer full) (nullable): a session that is the one of this process now; %NULL where
 *   gnome-keyring is needed and not installed
 */
KeyringFixture *
keyring_fixture_new (KeyringKind kind)
{
  KeyringFixture *self;
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");
  g_autoptr (GError) error = NULL;

  if (kind == KEYRING_REAL && daemon == NULL)
    return NULL;
  self = g_new0 (KeyringFixture, 1);
  self->home = g_dir_make_tmp ("reprise-keyring-XXXXXX", &error);
  g_assert_no_error (error);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  if (kind == KEYRING_REAL)
    start_daemon (self);
  else if (kind == KEYRING_DUMB)
    start_dumb (self);
  return self;
}

/* What was asked and not waited for would go on over a bus that is gone. */
static void
let_libsecret_end (void)
{
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, NULL);

  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/**
 * keyring_fixture_free:
 * @self: a session; nothing of this process may be using it any more
 */
void
keyring_fixture_free (KeyringFixture *self)
{
  const char *const command[] = { "rm", "-r", self->home, NULL };

  if (self->daemon != NULL)
    {
      let_libsecret_end ();
      g_subprocess_send_signal (self->daemon, SIGTERM);
      g_subprocess_wait (self->daemon, NULL, NULL);
    }
  if (self->dumb != NULL)
    g_dbus_connection_close_sync (self->dumb, NULL, NULL);
  g_clear_object (&self->daemon);
  g_clear_object (&self->dumb);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  g_spawn_sync (NULL,
                (char **) command,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL);
  g_free (self->home);
  g_free (self);
}

/**
 * keyring_fixture_get_home:
 * @self: a session
 *
 * Returns: a folder of its own, which goes with it
 */
const char *
keyring_fixture_get_home (KeyringFixture *self)
{
  return self->home;
}

/**
 * keyring_answered_cb:
 * @user_data: where to put the result
 */
void
keyring_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * keyring_await:
 * @result: what was given to keyring_answered_cb()
 *
 * Returns: (transfer full): the result, once it is there
 */
GAsyncResult *
keyring_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}
