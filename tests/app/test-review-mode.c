/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window of a service that is there, is not, and is back; and what the next start shows. */

#include "config.h"

#include "app/reprise-review-mode.h"
#include "support/reprise-ui-support.h"
#include "ui/ui-find.h"
#include "ui/ui-fixture.h"

#include <glib/gstdio.h>

static AdwApplication *application;

typedef struct
{
  RepriseStubBackend *stub;
  char *folder;
  RepriseCacheKeeper *keeper;
  RepriseCachingBackend *backend;
  RepriseWindow *window;
} Fixture;

static void
open_window (Fixture *fixture)
{
  fixture->backend =
      reprise_review_mode_wrap (REPRISE_BACKEND (fixture->stub), fixture->keeper, "id");
  fixture->window =
      reprise_window_new (application, REPRISE_BACKEND (fixture->backend), NULL, NULL, NULL);
  reprise_review_mode_follow (fixture->window, fixture->backend);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_settle ();
  g_assert_finalize_object (fixture->backend);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->stub = ui_fixture_new ();
  fixture->folder = g_dir_make_tmp ("reprise-cache-XXXXXX", NULL);
  fixture->keeper = reprise_cache_keeper_new (fixture->folder);
  open_window (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  close_window (fixture);
  g_assert_true (reprise_cache_keeper_finish (fixture->keeper, 30));
  g_assert_finalize_object (fixture->keeper);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->stub);
}

static void
await_words (Fixture *fixture, const char *pattern)
{
  while (!ui_shows (GTK_WIDGET (fixture->window), pattern))
    g_main_context_iteration (NULL, TRUE);
}

static void
fail_all (RepriseStubBackend *stub)
{
  for (guint call = 0; call < REPRISE_STUB_N_CALLS; call++)
    reprise_stub_backend_fail (stub,
                               (RepriseStubCall) call,
                               REPRISE_SERVICE_ERROR_TRANSPORT,
                               "no network");
}

static void
succeed_all (RepriseStubBackend *stub)
{
  for (guint call = 0; call < REPRISE_STUB_N_CALLS; call++)
    reprise_stub_backend_succeed (stub, (RepriseStubCall) call);
}

static void
refresh (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
}

/* A network that goes makes the window one for review, with the age of what it shows; when it is
 * back, so is the window. */
static void
test_review_mode_network_goes (Fixture *fixture, gconstpointer data)
{
  await_words (fixture, "2 backups");
  g_assert_false (ui_shows (GTK_WIDGET (fixture->window), "Read-only*"));
  fail_all (fixture->stub);
  refresh (fixture);
  await_words (fixture, "Read-only: *, as of 2026-08-05 12:00:00 UTC. *. It will be tried again.");
  await_words (fixture, "As of 2026-08-05 12:00:00 UTC. *");
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "2 backups"));
  g_assert_true (reprise_backend_is_read_only (REPRISE_BACKEND (fixture->backend)));
  succeed_all (fixture->stub);
  reprise_caching_backend_probe (fixture->backend);
  while (ui_shows (GTK_WIDGET (fixture->window), "*s of 2026-08-05 12:00:00 UTC*"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (reprise_backend_is_read_only (REPRISE_BACKEND (fixture->backend)));
}

/* The next start shows what was read last before the service has answered, and then what it says.
 */
static void
test_review_mode_next_start (Fixture *fixture, gconstpointer data)
{
  await_words (fixture, "2 backups");
  ui_settle ();
  close_window (fixture);
  /* It is written as the last thing. */
  g_assert_true (reprise_cache_keeper_finish (fixture->keeper, 30));
  for (guint call = 0; call < REPRISE_STUB_N_CALLS; call++)
    reprise_stub_backend_hold (fixture->stub, (RepriseStubCall) call);
  open_window (fixture);
  await_words (fixture, "Read-only: *, as of 2026-08-05 12:00:00 UTC. It is being read again.");
  await_words (fixture, "2 backups");
  for (guint call = 0; call < REPRISE_STUB_N_CALLS; call++)
    {
      reprise_stub_backend_succeed (fixture->stub, (RepriseStubCall) call);
      reprise_stub_backend_release (fixture->stub, (RepriseStubCall) call);
    }
  while (!reprise_caching_backend_is_live (fixture->backend) ||
         ui_shows (GTK_WIDGET (fixture->window), "Read-only*"))
    g_main_context_iteration (NULL, TRUE);
  await_words (fixture, "2 backups");
}

/* Where what was read cannot be kept, the window says so. */
static void
test_review_mode_not_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full");

  await_words (fixture, "2 backups");
  g_signal_emit_by_name (fixture->keeper, "failed", error);
  await_words (fixture, "What is read cannot be kept for the next start: The disk is full");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/app/review-mode/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  application = adw_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));
  ADD ("network-goes", test_review_mode_network_goes);
  ADD ("next-start", test_review_mode_next_start);
  ADD ("not-kept", test_review_mode_not_kept);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
