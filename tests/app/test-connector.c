/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a connection to its service, and from one to another. */

#include "config.h"

#include "app/reprise-connector.h"

#include "inventory/reprise-caching-backend.h"

#include "support/reprise-stub-backend.h"
#include "support/reprise-stub-connection-store.h"
#include "support/reprise-ui-support.h"

#include <glib/gstdio.h>

typedef struct
{
  RepriseStubConnectionStore *store;
  GSettings *settings;
  RepriseConnector *connector;
  GString *told; /* what the connector said, a line each */
} Fixture;

static GtkApplication *application;

static void
connected_cb (RepriseConnector *connector, RepriseSession *session, Fixture *fixture)
{
  g_string_append_printf (fixture->told,
                          "connected %s\n",
                          reprise_session_get_connection_id (session));
}

static void
connecting_cb (RepriseConnector *connector, const char *title, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "connecting %s\n", title);
}

static void
failed_cb (RepriseConnector *connector, const char *title, const GError *error, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "failed %s: %s\n", title, error->message);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
assert_told (Fixture *fixture, const char *expected)
{
  settle ();
  g_assert_cmpstr (fixture->told->str, ==, expected);
  g_string_truncate (fixture->told, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseStubBackend) backend = reprise_stub_backend_new ();

  fixture->told = g_string_new (NULL);
  fixture->settings = g_settings_new ("io.github.reprisedb.Reprise");
  fixture->store = reprise_stub_connection_store_new (REPRISE_BACKEND (backend));
  reprise_stub_connection_store_put (fixture->store, "a", "Acme", REPRISE_CONNECTION_SAVED, "x");
  reprise_stub_connection_store_put (fixture->store, "b", "Bravo_1", REPRISE_CONNECTION_SAVED, "y");
  reprise_stub_connection_store_put (fixture->store, "p", "work", REPRISE_CONNECTION_PROFILE, NULL);
  fixture->connector = reprise_connector_new (application,
                                              REPRISE_CONNECTION_STORE (fixture->store),
                                              fixture->settings);
  g_signal_connect (fixture->connector, "connected", G_CALLBACK (connected_cb), fixture);
  g_signal_connect (fixture->connector, "connecting", G_CALLBACK (connecting_cb), fixture);
  g_signal_connect (fixture->connector, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->connector);
  g_assert_finalize_object (fixture->store);
  g_settings_reset (fixture->settings, "last-connection");
  g_clear_object (&fixture->settings);
  g_string_free (fixture->told, TRUE);
}

static void
assert_last (Fixture *fixture, const char *expected)
{
  g_autofree char *last = g_settings_get_string (fixture->settings, "last-connection");

  g_assert_cmpstr (last, ==, expected);
}

/* Its secret is read first; what was connected to before is still there afterwards. */
static void
test_connector_switches (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseSession) first = NULL;

  reprise_connector_connect (fixture->connector, "a");
  assert_told (fixture, "connecting Acme\nconnected a\n");
  g_assert_cmpstr (reprise_stub_connection_store_get_opened_secret (fixture->store), ==, "x");
  first = g_object_ref (reprise_connector_get_session (fixture->connector));
  reprise_connector_connect (fixture->connector, "b");
  assert_told (fixture, "connecting Bravo_1\nconnected b\n");
  assert_last (fixture, "b");
  reprise_connector_connect (fixture->connector, "a");
  assert_told (fixture, "connected a\n");
  g_assert_true (reprise_connector_get_session (fixture->connector) == first);
  reprise_connector_forget (fixture->connector, "a");
  reprise_connector_connect (fixture->connector, "a");
  assert_told (fixture, "connecting Acme\nconnected a\n");
  g_assert_true (reprise_connector_get_session (fixture->connector) != first);
}

static guint
count_kept (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "reprise", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n_files += *name != '.' && g_str_has_suffix (name, ".reprise.json");
  return n_files;
}

static void
remove_kept (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "reprise", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) stores =
                 reprise_backend_list_stores_finish (REPRISE_BACKEND (source), result, NULL, NULL);

  *(gboolean *) user_data = stores != NULL;
}

/* What was read is on the disk when the application ends, however soon that is. */
static void
test_connector_finish (Fixture *fixture, gconstpointer data)
{
  RepriseSession *session;
  gboolean is_listed = FALSE;

  reprise_connector_connect (fixture->connector, "a");
  assert_told (fixture, "connecting Acme\nconnected a\n");
  session = reprise_connector_get_session (fixture->connector);
  reprise_backend_list_stores_async (reprise_session_get_backend (session),
                                     NULL,
                                     listed_cb,
                                     &is_listed);
  while (!is_listed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_kept (), ==, 0);
  reprise_connector_finish (fixture->connector);
  g_assert_cmpuint (count_kept (), ==, 1);
}

/* What cannot be used says why, and another try finds it when it can. */
static void
test_connector_fails (Fixture *fixture, gconstpointer data)
{
  reprise_connector_connect (fixture->connector, "p");
  assert_told (fixture, "connecting work\nfailed work: No keyring in this test\n");
  g_assert_null (reprise_connector_get_session (fixture->connector));
  reprise_connector_reconnect (fixture->connector);
  assert_told (fixture, "connecting work\nfailed work: No keyring in this test\n");
  assert_last (fixture, "");
}

/* Whoever does not want to wait for one chooses another, and the first answer is of no use. */
static void
test_connector_changes_mind (Fixture *fixture, gconstpointer data)
{
  reprise_stub_connection_store_hold (fixture->store);
  reprise_connector_connect (fixture->connector, "a");
  assert_told (fixture, "connecting Acme\n");
  reprise_stub_connection_store_release (fixture->store);
  reprise_connector_connect (fixture->connector, "b");
  assert_told (fixture, "connecting Bravo_1\nconnected b\n");
}

/* The last one comes first, then what a person has added; a profile only where it was the last. */
static void
test_connector_first (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *last;
    const char *first;
  } cases[] = { { "", "a" }, { "b", "b" }, { "gone", "a" }, { "p", "p" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseConnection) first = NULL;

      g_settings_set_string (fixture->settings, "last-connection", cases[i].last);
      first = reprise_connector_choose_first (fixture->connector);
      g_assert_cmpstr (reprise_connection_get_id (first), ==, cases[i].first);
    }
}

/* Where somebody has said so nothing is kept, and nothing that was is offered. */
static void
test_connector_keeps_nothing (Fixture *fixture, gconstpointer data)
{
  RepriseBackend *backend;
  RepriseCacheKeeper *keeper;
  g_autoptr (GFile) kept = NULL;

  reprise_connector_connect (fixture->connector, "a");
  settle ();
  backend = reprise_session_get_backend (reprise_connector_get_session (fixture->connector));
  keeper = reprise_caching_backend_get_keeper (REPRISE_CACHING_BACKEND (backend));
  kept = reprise_connector_find_kept (fixture->connector);
  g_assert_true (reprise_cache_keeper_get_enabled (keeper));
  g_assert_nonnull (kept);
  g_settings_set_boolean (fixture->settings, "cache", FALSE);
  g_assert_false (reprise_cache_keeper_get_enabled (keeper));
  g_assert_null (reprise_connector_find_kept (fixture->connector));
  g_settings_reset (fixture->settings, "cache");
}

/* The menu has all of them by name, told apart where two share one. */
static void
test_connector_menu (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "Acme (client-of)",
                                          "Bravo__1",
                                          "work (pgedge profile)",
                                          "Acme (client-of)" };
  GMenuModel *menu = reprise_connector_get_menu (fixture->connector);
  g_autoptr (GMenuModel) section = NULL;

  reprise_stub_connection_store_put (fixture->store, "c", "Acme", REPRISE_CONNECTION_SAVED, "z");
  section = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (section), ==, G_N_ELEMENTS (expected));
  for (int i = 0; i < (int) G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *label = NULL;

      g_menu_model_get_item_attribute (section, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      g_assert_cmpstr (label, ==, expected[i]);
    }
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("reprise-cache-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = gtk_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  TEST ("/app/connector/switches", test_connector_switches);
  TEST ("/app/connector/finish", test_connector_finish);
  TEST ("/app/connector/fails", test_connector_fails);
  TEST ("/app/connector/changes-mind", test_connector_changes_mind);
  TEST ("/app/connector/first", test_connector_first);
  TEST ("/app/connector/keeps-nothing", test_connector_keeps_nothing);
  TEST ("/app/connector/menu", test_connector_menu);
  status = g_test_run ();
  g_object_unref (application);
  remove_kept ();
  g_rmdir (cache);
  return status;
}
