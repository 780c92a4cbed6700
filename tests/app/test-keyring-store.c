/* SPDX-License-Identifier: GPL-3.0-or-later
 * The connections of a person: what is kept where, and what is said where it cannot be. */

#include "config.h"

#include "app/reprise-keyring-store.h"

#include "base/reprise-secret.h"
#include "keyring-fixture.h"

#include <glib/gstdio.h>

#define PROFILES                                                                                   \
  "# a comment\n"                                                                                  \
  "current_profile: work\n"                                                                        \
  "profiles:\n"                                                                                    \
  "  default:\n"                                                                                   \
  "    starfleet: {client_id: id-default, client_secret: in-the-file}\n"                           \
  "  on-site:\n"                                                                                   \
  "    controlplane: {base_url: 'https://10.0.0.1'}\n"                                             \
  "  work:\n"                                                                                      \
  "    starfleet:\n"                                                                               \
  "      api_url: https://api.example.com\n"                                                       \
  "      client_id: id-work\n"

static RepriseConnectionStore *
open_store (KeyringFixture *fixture, const char *profiles)
{
  g_autoptr (RepriseKeyring) keyring = reprise_keyring_new (1);
  const char *home = keyring_fixture_get_home (fixture);
  g_autofree char *path = g_build_filename (home, "config", "reprise", "connections.ini", NULL);
  g_autofree char *profiles_path = g_build_filename (home, "profiles.yaml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (profiles_path);

  if (profiles != NULL)
    g_assert_true (g_file_set_contents (profiles_path, profiles, -1, NULL));
  return reprise_keyring_store_new (keyring, path, file);
}

static gboolean
load (RepriseConnectionStore *store, GError **error)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  reprise_connection_store_load_async (store, NULL, keyring_answered_cb, &answer);
  result = keyring_await (&answer);
  return reprise_connection_store_load_finish (store, result, error);
}

static RepriseConnection *
save (RepriseConnectionStore *store,
      const char *id,
      const char *title,
      const char *secret,
      GError **error)
{
  RepriseConnectionFields fields = { .id = id,
                                     .title = title,
                                     .base_address = "https://api.pgedge.com",
                                     .client_id = "client" };
  g_autoptr (RepriseConnection) connection = reprise_connection_new (&fields);
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  reprise_connection_store_save_async (store,
                                       connection,
                                       secret,
                                       NULL,
                                       keyring_answered_cb,
                                       &answer);
  result = keyring_await (&answer);
  return reprise_connection_store_save_finish (store, result, error);
}

static void
assert_saved (RepriseConnectionStore *store, const char *id, const char *title, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseConnection) connection = save (store, id, title, secret, &error);

  g_assert_no_error (error);
  g_assert_cmpint (reprise_connection_get_origin (connection), ==, REPRISE_CONNECTION_SAVED);
  g_assert_null (reprise_connection_get_obstacle (connection));
}

static char *
read_secret (RepriseConnectionStore *store, const char *id, GError **error)
{
  g_autoptr (RepriseConnection) connection = reprise_connection_store_find (store, id);
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (connection);
  reprise_connection_store_read_secret_async (store,
                                              connection,
                                              NULL,
                                              keyring_answered_cb,
                                              &answer);
  result = keyring_await (&answer);
  return reprise_connection_store_read_secret_finish (store, result, error);
}

static void
assert_secret (RepriseConnectionStore *store, const char *id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = read_secret (store, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  reprise_secret_free (secret);
}

static char *
take_away (RepriseConnectionStore *store, const char *id)
{
  g_autoptr (RepriseConnection) connection = reprise_connection_store_find (store, id);
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *remainder = NULL;

  reprise_connection_store_remove_async (store, connection, NULL, keyring_answered_cb, &answer);
  result = keyring_await (&answer);
  g_assert_true (reprise_connection_store_remove_finish (store, result, &remainder, &error));
  g_assert_no_error (error);
  return remainder;
}

/* The titles of all, in their order. */
static void
assert_titles (RepriseConnectionStore *store, const char *expected)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (RepriseConnection) connection = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (titles,
                              "%s%s",
                              i == 0 ? "" : ", ",
                              reprise_connection_get_title (connection));
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

static char *
read_list (KeyringFixture *fixture)
{
  g_autofree char *path = g_build_filename (keyring_fixture_get_home (fixture),
                                            "config",
                                            "reprise",
                                            "connections.ini",
                                            NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static KeyringFixture *
new_fixture (KeyringKind kind)
{
  KeyringFixture *fixture = keyring_fixture_new (kind);

  if (fixture == NULL)
    g_test_skip ("gnome-keyring is not installed");
  return fixture;
}

/* What is added is there at the next start, with its secret in the keyring and not in the file. */
static void
test_keyring_store_keeps (void)
{
  g_autoptr (KeyringFixture) fixture = new_fixture (KEYRING_REAL);
  g_autoptr (RepriseConnectionStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (fixture == NULL)
    return;
  store = open_store (fixture, NULL);
  g_assert_true (load (store, &error));
  assert_titles (store, "");
  assert_saved (store, "a", "Acme", "hush-a");
  assert_saved (store, "b", "Bravo = [x]\n", "hush-b");
  g_clear_object (&store);

  store = open_store (fixture, NULL);
  g_assert_true (load (store, &error));
  assert_titles (store, "Acme, Bravo = [x]\n");
  assert_secret (store, "a", "hush-a");
  assert_secret (store, "b", "hush-b");
  text = read_list (fixture);
  g_assert_nonnull (strstr (text, "ClientId=client"));
  g_assert_null (strstr (text, "hush"));
  g_clear_object (&store);
}

/* A new name leaves the secret alone, and what is removed takes its secret along. */
static void
test_keyring_store_changes (void)
{
  g_autoptr (KeyringFixture) fixture = new_fixture (KEYRING_REAL);
  g_autoptr (RepriseConnectionStore) store = NULL;
  g_autoptr (RepriseKeyring) keyring = reprise_keyring_new (60);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  if (fixture == NULL)
    return;
  store = open_store (fixture, NULL);
  assert_saved (store, "a", "Acme", "hush-a");
  assert_saved (store, "b", "Bravo", "hush-b");
  assert_saved (store, "a", "Acme Limited", NULL);
  assert_titles (store, "Acme Limited, Bravo");
  assert_secret (store, "a", "hush-a");

  g_assert_null (take_away (store, "a"));
  assert_titles (store, "Bravo");
  reprise_keyring_look_up_async (keyring,
                                 REPRISE_KEYRING_CONNECTION,
                                 "a",
                                 NULL,
                                 keyring_answered_cb,
                                 &answer);
  result = keyring_await (&answer);
  g_assert_null (reprise_keyring_look_up_finish (keyring, result, &error));
  g_assert_error (error, REPRISE_CONNECTION_STORE_ERROR, REPRISE_CONNECTION_STORE_ERROR_NO_SECRET);
  g_clear_object (&result);
  g_clear_object (&store);
  g_clear_object (&keyring);
}

/* Without a keyring a connection works for this run, says so, and leaves nothing behind. */
static void
check_without_keyring (KeyringKind kind)
{
  g_autoptr (KeyringFixture) fixture = new_fixture (kind);
  g_autoptr (RepriseConnectionStore) store = open_store (fixture, NULL);
  g_autoptr (RepriseConnection) connection = NULL;
  g_autoptr (RepriseConnection) renamed = NULL;
  g_autoptr (GError) error = NULL;

  connection = save (store, "a", "Acme", "hush-a", &error);
  g_assert_no_error (error);
  g_assert_cmpint (reprise_connection_get_origin (connection), ==, REPRISE_CONNECTION_FOR_RUN);
  g_assert_nonnull (strstr (reprise_connection_get_obstacle (connection),
                            ". The connection works until Reprise is closed."));
  assert_secret (store, "a", "hush-a");
  g_assert_null (read_list (fixture));

  renamed = save (store, "a", "Acme Limited", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_connection_get_obstacle (renamed),
                   ==,
                   reprise_connection_get_obstacle (connection));
  assert_titles (store, "Acme Limited");
  assert_secret (store, "a", "hush-a");
  g_assert_null (take_away (store, "a"));
  assert_titles (store, "");
  g_clear_object (&store);
}

static void
test_keyring_store_no_keyring (void)
{
  check_without_keyring (KEYRING_NONE);
}

static void
test_keyring_store_dumb_keyring (void)
{
  check_without_keyring (KEYRING_DUMB);
}

/* One that was saved before, in a session without the keyring: its secret is asked for again, works
 * for this run, and the list is not harmed. */
static void
test_keyring_store_lost_keyring (void)
{
  g_autoptr (KeyringFixture) fixture = new_fixture (KEYRING_NONE);
  g_autoptr (RepriseConnectionStore) store = NULL;
  g_autoptr (RepriseConnection) connection = NULL;
  g_autofree char *folder =
      g_build_filename (keyring_fixture_get_home (fixture), "config", "reprise", NULL);
  g_autofree char *path = g_build_filename (folder, "connections.ini", NULL);
  g_autofree char *remainder = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path,
                       "# mine\n[a]\nTitle=Acme\nAddress=https://api.pgedge.com\nClientId=x\n",
                       -1,
                       NULL);
  store = open_store (fixture, NULL);
  g_assert_true (load (store, &error));
  g_assert_null (read_secret (store, "a", &error));
  g_assert_error (error, REPRISE_CONNECTION_STORE_ERROR, REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING);
  g_clear_error (&error);

  connection = save (store, "a", "Acme", "again", &error);
  g_assert_no_error (error);
  g_assert_nonnull (
      strstr (reprise_connection_get_obstacle (connection), "until Reprise is closed"));
  assert_secret (store, "a", "again");
  text = read_list (fixture);
  g_assert_true (g_str_has_prefix (text, "# mine\n"));
  g_assert_null (strstr (text, "again"));
  remainder = take_away (store, "a");
  g_assert_true (g_str_has_prefix (remainder, "Its client secret may still be in the keyring: "));
  assert_titles (store, "");
  g_clear_object (&store);
}

/* A list that cannot be understood is said to be so, and is not overwritten. */
static void
test_keyring_store_broken_list (void)
{
  g_autoptr (KeyringFixture) fixture = new_fixture (KEYRING_REAL);
  g_autoptr (RepriseConnectionStore) store = NULL;
  g_autoptr (RepriseConnection) connection = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture == NULL)
    return;
  folder = g_build_filename (keyring_fixture_get_home (fixture), "config", "reprise", NULL);
  path = g_build_filename (folder, "connections.ini", NULL);
  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, "this is no list", -1, NULL);
  store = open_store (fixture, NULL);
  g_assert_false (load (store, &error));
  g_assert_error (error, REPRISE_CONNECTION_STORE_ERROR, REPRISE_CONNECTION_STORE_ERROR_UNREADABLE);
  g_clear_error (&error);
  connection = save (store, "a", "Acme", "hush", &error);
  g_assert_no_error (error);
  g_assert_cmpint (reprise_connection_get_origin (connection), ==, REPRISE_CONNECTION_FOR_RUN);
  g_assert_nonnull (strstr (reprise_connection_get_obstacle (connection), path));
  text = read_list (fixture);
  g_assert_cmpstr (text, ==, "this is no list");
  g_clear_object (&store);
}

/* Profiles of the command line are listed after the rest, the one in use first, and cannot be
 * changed; a secret in the file goes before the keyring. */
static void
test_keyring_store_profiles (void)
{
  g_autoptr (KeyringFixture) fixture = new_fixture (KEYRING_NONE);
  g_autoptr (RepriseConnectionStore) store = open_store (fixture, PROFILES);
  g_autofree char *id =
      g_strdup_printf ("profile:default@%s/profiles.yaml", keyring_fixture_get_home (fixture));
  g_autofree char *work =
      g_strdup_printf ("profile:work@%s/profiles.yaml", keyring_fixture_get_home (fixture));
  g_autoptr (RepriseConnection) profile = NULL;
  g_autoptr (RepriseConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  connection = save (store, "a", "Acme", "hush", NULL);
  g_assert_true (load (store, &error));
  g_assert_no_error (error);
  assert_titles (store, "Acme, work, default");
  assert_secret (store, id, "in-the-file");
  profile = reprise_connection_store_find (store, work);
  g_assert_cmpstr (reprise_connection_get_base_address (profile), ==, "https://api.example.com");
  g_assert_cmpstr (reprise_connection_get_client_id (profile), ==, "id-work");
  g_assert_null (read_secret (store, work, &error));
  g_assert_error (error, REPRISE_CONNECTION_STORE_ERROR, REPRISE_CONNECTION_STORE_ERROR_NO_KEYRING);
  g_clear_error (&error);
  reprise_connection_store_remove_async (store, profile, NULL, keyring_answered_cb, &answer);
  result = keyring_await (&answer);
  g_assert_false (reprise_connection_store_remove_finish (store, result, NULL, &error));
  g_assert_error (error, REPRISE_CONNECTION_STORE_ERROR, REPRISE_CONNECTION_STORE_ERROR_NOT_OURS);
  assert_titles (store, "Acme, work, default");
  g_clear_object (&result);
  g_clear_object (&store);
}

/* What is no configuration is refused with the line, and nothing of what it holds is repeated. */
static void
test_keyring_store_bad_profiles (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "a: [hush\nb: }", "*: line 2 is not YAML" },
    { "client_secret: \"hush", "*: line 1 is not YAML" },
    { "profiles: {a: {starfleet: {client_secret: hush}}}", "No profile in this file *" },
    { "profiles: &a [*a]", "No profile in this file *" },
    { "", "No profile in this file *" },
  };
  g_autoptr (KeyringFixture) fixture = new_fixture (KEYRING_NONE);
  g_autofree char *path =
      g_build_filename (keyring_fixture_get_home (fixture), "profiles.yaml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseConnectionStore) store = open_store (fixture, cases[i].text);
      GAsyncResult *answer = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      reprise_connection_store_add_profiles_async (store, file, NULL, keyring_answered_cb, &answer);
      result = keyring_await (&answer);
      g_assert_false (reprise_connection_store_add_profiles_finish (store, result, &error));
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
      g_assert_null (strstr (error->message, "hush"));
      assert_titles (store, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/keyring-store/keeps", test_keyring_store_keeps);
  g_test_add_func ("/app/keyring-store/changes", test_keyring_store_changes);
  g_test_add_func ("/app/keyring-store/no-keyring", test_keyring_store_no_keyring);
  g_test_add_func ("/app/keyring-store/dumb-keyring", test_keyring_store_dumb_keyring);
  g_test_add_func ("/app/keyring-store/lost-keyring", test_keyring_store_lost_keyring);
  g_test_add_func ("/app/keyring-store/broken-list", test_keyring_store_broken_list);
  g_test_add_func ("/app/keyring-store/profiles", test_keyring_store_profiles);
  g_test_add_func ("/app/keyring-store/bad-profiles", test_keyring_store_bad_profiles);
  return g_test_run ();
}
