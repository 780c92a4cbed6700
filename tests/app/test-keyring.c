/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets in a real keyring, and what is said where there is none. */

#include "config.h"

#include "app/reprise-keyring.h"

#include "base/reprise-secret.h"
#include "keyring-fixture.h"
#include "restore/reprise-connection-store.h"

static void
put (RepriseKeyring *keyring, const char *id, const char *secret, GError **error)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  reprise_keyring_store_async (keyring, id, "Label", secret, NULL, keyring_answered_cb, &answer);
  result = keyring_await (&answer);
  reprise_keyring_store_finish (keyring, result, error);
}

static char *
look_up (RepriseKeyring *keyring, RepriseKeyringItem item, const char *name, GError **error)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  reprise_keyring_look_up_async (keyring, item, name, NULL, keyring_answered_cb, &answer);
  result = keyring_await (&answer);
  return reprise_keyring_look_up_finish (keyring, result, error);
}

static void
assert_secret (RepriseKeyring *keyring, const char *id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = look_up (keyring, REPRISE_KEYRING_CONNECTION, id, &error);

  if (expected == NULL)
    g_assert_error (error,
                    REPRISE_CONNECTION_STORE_ERROR,
                    REPRISE_CONNECTION_STORE_ERROR_NO_SECRET);
  else
    g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  reprise_secret_free (secret);
}

static void
take_away (RepriseKeyring *keyring, const char *id)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_keyring_remove_async (keyring, id, NULL, keyring_answered_cb, &answer);
  result = keyring_await (&answer);
  g_assert_true (reprise_keyring_remove_finish (keyring, result, &error));
  g_assert_no_error (error);
}

/* What is kept is there again, each under its own id, until it is taken away. */
static void
test_keyring_keeps (void)
{
  g_autoptr (KeyringFixture) fixture = keyring_fixture_new (KEYRING_REAL);
  g_autoptr (RepriseKeyring) keyring = reprise_keyring_new (60);
  g_autoptr (GError) error = NULL;

  if (fixture == NULL)
    {
      g_test_skip ("gnome-keyring is not installed");
      return;
    }
  assert_secret (keyring, "one", NULL);
  put (keyring, "one", "hush", &error);
  g_assert_no_error (error);
  put (keyring, "two", "secret ünicode", &error);
  g_assert_no_error (error);
  assert_secret (keyring, "one", "hush");
  assert_secret (keyring, "two", "secret ünicode");
  put (keyring, "one", "changed", &error);
  g_assert_no_error (error);
  assert_secret (keyring, "one", "changed");
  take_away (keyring, "one");
  take_away (keyring, "one");
  assert_secret (keyring, "one", NULL);
  assert_secret (keyring, "two", "secret ünicode");
  g_clear_object (&keyring);
}

static GVariant *
call (GDBusConnection *connection,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_sync (connection,
                                                  "org.freedesktop.secrets",
                                                  path,
                                                  interface,
                                                  method,
                                                  parameters,
                                                  NULL,
                                                  G_DBUS_CALL_FLAGS_NONE,
                                                  -1,
                                                  NULL,
                                                  &error);

  g_assert_no_error (error);
  return answer;
}

/* As the command line's library does it: a plain session, two attributes, no schema. */
static void
put_as_command_line (const char *account, const char *secret)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) session = NULL;
  g_autoptr (GVariant) item = NULL;
  GVariantBuilder attributes, properties;
  const char *path;

  session = call (connection,
                  "/org/freedesktop/secrets",
                  "org.freedesktop.Secret.Service",
                  "OpenSession",
                  g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_variant_get_child (session, 1, "&o", &path);
  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "service", "pgedge-cli");
  g_variant_builder_add (&attributes, "{ss}", "username", account);
  g_variant_builder_init (&properties, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&properties,
                         "{sv}",
                         "org.freedesktop.Secret.Item.Attributes",
                         g_variant_builder_end (&attributes));
  item = call (connection,
               "/org/freedesktop/secrets/collection/login",
               "org.freedesktop.Secret.Collection",
               "CreateItem",
               g_variant_new ("(a{sv}(o@ay@ays)b)",
                              &properties,
                              path,
                              g_variant_new_from_data (G_VARIANT_TYPE_BYTESTRING,
                                                       "",
                                                       0,
                                                       TRUE,
                                                       NULL,
                                                       NULL),
                              g_variant_new_from_data (G_VARIANT_TYPE_BYTESTRING,
                                                       secret,
                                                       strlen (secret),
                                                       TRUE,
                                                       NULL,
                                                       NULL),
                              "text/plain; charset=utf8",
                              TRUE));
}

/* What the command line has put there is found. */
static void
test_keyring_profile (void)
{
  static const char account[] = "work@/home/a/.pgedge/cli/config.yaml";
  g_autoptr (KeyringFixture) fixture = keyring_fixture_new (KEYRING_REAL);
  g_autoptr (RepriseKeyring) keyring = reprise_keyring_new (60);
  g_autoptr (GError) error = NULL;
  char *secret;

  if (fixture == NULL)
    {
      g_test_skip ("gnome-keyring is not installed");
      return;
    }
  put_as_command_line (account, "from-cli");
  secret = look_up (keyring, REPRISE_KEYRING_PROFILE, account, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "from-cli");
  reprise_secret_free (secret);
  g_assert_null (look_up (keyring, REPRISE_KEYRING_PROFILE, "play@/home/a", &error));
  g_assert_error (error, REPRISE_CONNECTION_STORE_ERROR, REPRISE_CONNECTION_STORE_ERROR_NO_SECRET);
  g_clear_object (&keyring);
}

static void
assert_no_keyring (KeyringKind kind, const char *message)
{
  g_autoptr (KeyringFixture) fixture = keyring_fixture_new (kind);
  g_autoptr (RepriseKeyring) keyring = reprise_keyring_new (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  put (keyring, "one", "hush", &error);
  g_assert_error (error, REPRISE_CONNECTION_STORE_ERROR, REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING);
  g_assert_true (g_pattern_match_simple (message, error->message));
  g_assert_null (g_strrstr (error->message, "hush"));
  g_assert_null (look_up (keyring, REPRISE_KEYRING_CONNECTION, "one", &again));
  g_assert_error (again, REPRISE_CONNECTION_STORE_ERROR, REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING);
  g_clear_object (&keyring);
}

/* One that does not answer is not waited for. */
static void
test_keyring_dumb (void)
{
  assert_no_keyring (KEYRING_DUMB, "No keyring has answered within 1 second");
}

/* Where there is none, that is said at once. */
static void
test_keyring_none (void)
{
  assert_no_keyring (KEYRING_NONE, "There is no keyring in this session: *");
}

/* Who gives up is told so, and nothing else. */
static void
test_keyring_cancelled (void)
{
  g_autoptr (KeyringFixture) fixture = keyring_fixture_new (KEYRING_DUMB);
  g_autoptr (RepriseKeyring) keyring = reprise_keyring_new (60);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  reprise_keyring_look_up_async (keyring,
                                 REPRISE_KEYRING_CONNECTION,
                                 "one",
                                 cancellable,
                                 keyring_answered_cb,
                                 &answer);
  g_cancellable_cancel (cancellable);
  result = keyring_await (&answer);
  g_assert_null (reprise_keyring_look_up_finish (keyring, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_clear_object (&keyring);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/keyring/keeps", test_keyring_keeps);
  g_test_add_func ("/app/keyring/profile", test_keyring_profile);
  g_test_add_func ("/app/keyring/dumb", test_keyring_dumb);
  g_test_add_func ("/app/keyring/none", test_keyring_none);
  g_test_add_func ("/app/keyring/cancelled", test_keyring_cancelled);
  return g_test_run ();
}
