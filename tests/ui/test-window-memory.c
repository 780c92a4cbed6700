/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a window remembers from one run to the next. */

#include "config.h"

#include "ui/reprise-window-memory.h"

#include "ui/reprise-window.h"

#include "support/reprise-ui-support.h"
#include "ui-fixture.h"

#include "ui-find.h"

static AdwApplication *application;

static RepriseWindow *
open_window (RepriseStubBackend *backend, GSettings *settings)
{
  RepriseWindow *window = reprise_window_new (application, REPRISE_BACKEND (backend), NULL, NULL, settings);

  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  return window;
}

static void
close_window (RepriseWindow *window)
{
  g_object_ref (window);
  gtk_window_close (GTK_WINDOW (window));
  ui_settle ();
  g_assert_finalize_object (window);
}

/* The next window opens on the same database, in the same zone, with the same parts open. */
static void
test_window_memory_remembers (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reprisedb.Reprise");
  g_autofree char *zone = NULL;
  RepriseWindow *window;
  GtkWidget *sidebar;

  ui_put_database (backend, &(UiDatabase){ .id = UI_OTHER_DATABASE_ID, .name = "zebra" });
  window = open_window (backend, settings);
  sidebar = ui_find (GTK_WIDGET (window), NULL, "RepriseSidebar");
  g_object_set (sidebar, "selected-id", UI_OTHER_DATABASE_ID, NULL);
  g_object_set (ui_find (GTK_WIDGET (window), NULL, "RepriseDatabasePage"),
                "show-configuration",
                FALSE,
                NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.zone", "s", "utc");
  close_window (window);

  window = open_window (backend, settings);
  g_assert_cmpstr (reprise_stub_backend_get_last_argument (backend, REPRISE_STUB_DATABASE),
                   ==,
                   UI_OTHER_DATABASE_ID);
  g_assert_false (gtk_expander_get_expanded (
      GTK_EXPANDER (ui_find (GTK_WIDGET (window), "RepriseDatabasePage", "GtkExpander"))));
  zone = g_settings_get_string (settings, "time-zone");
  g_assert_cmpstr (zone, ==, "utc");
  close_window (window);
}

/* Each service has its own last database, and a database that is gone is no hindrance. */
static void
test_window_memory_per_service (void)
{
  g_autoptr (RepriseStubBackend) backend = ui_fixture_new ();
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reprisedb.Reprise");
  g_autofree char *known = NULL;
  g_autoptr (GVariant) databases = NULL;
  const char *other = NULL;
  RepriseWindow *window;

  g_settings_set_value (settings,
                        "last-databases",
                        g_variant_new_parsed (
                            "{'https://other': 'x', 'https://stub.example.com': 'gone'}"));
  window = open_window (backend, settings);
  close_window (window);
  known = reprise_window_memory_dup_database (settings, REPRISE_BACKEND (backend));
  g_assert_cmpstr (known, ==, UI_DATABASE_ID);
  databases = g_settings_get_value (settings, "last-databases");
  g_assert_true (g_variant_lookup (databases, "https://other", "&s", &other));
  g_assert_cmpstr (other, ==, "x");
}

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_test_add_func ("/ui/window-memory/remembers", test_window_memory_remembers);
  g_test_add_func ("/ui/window-memory/per-service", test_window_memory_per_service);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
