/* SPDX-License-Identifier: GPL-3.0-or-later
 * Word of backups that were asked for. */

#include "config.h"

#include "app/reprise-backup-guard.h"

#include "app/reprise-notice.h"
#include "../ui/ui-fixture.h"
#include "session-fixture.h"
#include "support/reprise-fake-clock.h"
#include "support/reprise-ui-support.h"

#define CONNECTION_ID "acme"

typedef struct
{
  RepriseStubBackend *backend;
  RepriseFakeClock *clock;
  RepriseDatabaseWatch *watch;
  RepriseBackupGuard *guard;
  GSettings *settings;
  guint n_before; /* notifications */
} Fixture;

static SessionFixture *session;
static GtkApplication *application;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ 0 });

  fixture->backend = ui_fixture_new ();
  fixture->clock = reprise_fake_clock_new (UI_NOW);
  fixture->watch = reprise_database_watch_new (REPRISE_BACKEND (fixture->backend), database, NULL);
  reprise_database_watch_refresh (fixture->watch);
  ui_settle ();
  fixture->settings = g_settings_new ("io.github.reprisedb.Reprise");
  fixture->guard = reprise_backup_guard_new (application, CONNECTION_ID, fixture->settings);
  fixture->n_before = session_fixture_get_n_notifications (session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->guard);
  g_assert_finalize_object (fixture->watch);
  g_assert_finalize_object (fixture->clock);
  g_object_unref (fixture->backend);
  g_settings_reset (fixture->settings, "notify-success");
  g_object_unref (fixture->settings);
}

static RepriseBackupFollow *
send_backup (Fixture *fixture)
{
  const char *const nodes[] = { "n1", NULL };
  RepriseBackupRequestFields fields = { .name = "before launch",
                                        .backup_type = REPRISE_BACKUP_TYPE_FULL,
                                        .target_nodes = nodes };
  g_autoptr (RepriseBackupRequest) request = reprise_backup_request_new (&fields);
  RepriseBackupFollow *follow =
      reprise_backup_follow_send (fixture->watch, request, REPRISE_CLOCK (fixture->clock));

  reprise_backup_guard_watch (fixture->guard, follow);
  ui_settle ();
  return follow;
}

static void
put_backup (Fixture *fixture)
{
  static const char *const annotations[] = { "name", "before launch", NULL };
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.label = "20260805-120005F";
  fields.backup_type = REPRISE_BACKUP_TYPE_FULL;
  fields.started_at = ui_instant ("2026-08-05T12:00:05Z");
  fields.finished_at = fields.started_at + REPRISE_INSTANT_SECOND;
  fields.annotations = annotations;
  inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", &fields, 1);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
}

/* Lets time pass until nothing is waited for any more. */
static void
await_end (Fixture *fixture, RepriseBackupFollow *follow)
{
  while (reprise_backup_follow_get_state (follow) == REPRISE_BACKUP_FOLLOW_WAITING)
    {
      reprise_fake_clock_advance (fixture->clock,
                                  reprise_fake_clock_get_next_delay (fixture->clock));
      ui_settle ();
    }
}

static gboolean
has_notification (gpointer user_data)
{
  return session_fixture_get_n_notifications (session) >= GPOINTER_TO_UINT (user_data);
}

static void
assert_notification (Fixture *fixture, const char *expected)
{
  g_autofree char *notification = NULL;

  reprise_test_wait_for (has_notification, GUINT_TO_POINTER (fixture->n_before + 1));
  notification = session_fixture_dup_notification (session);
  g_assert_cmpstr (notification, ==, expected);
  g_assert_cmpuint (session_fixture_get_n_notifications (session), ==, fixture->n_before + 1);
}

/* That it is there is told where nobody looks, once. */
static void
test_backup_guard_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupFollow) follow = send_backup (fixture);

  g_assert_cmpuint (session_fixture_get_n_notifications (session), ==, fixture->n_before);
  put_backup (fixture);
  await_end (fixture, follow);
  assert_notification (fixture,
                       "‘Accounts payable’ Was Backed Up\nThe new backup is there on 1 node.");
}

/* So is that nothing has begun, with the reason. */
static void
test_backup_guard_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupFollow) follow = NULL;

  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_SEND_BACKUP,
                             REPRISE_SERVICE_ERROR_BUSY_DATABASE,
                             "database is not in a valid state for this operation");
  follow = send_backup (fixture);
  assert_notification (fixture,
                       "Backing Up ‘Accounts payable’ Failed\nNo backup was begun.\n"
                       "database is not in a valid state for this operation");
}

/* A backup that does not appear is no success. */
static void
test_backup_guard_gives_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupFollow) follow = NULL;

  g_settings_set_boolean (fixture->settings, "notify-success", FALSE);
  follow = send_backup (fixture);
  await_end (fixture, follow);
  assert_notification (fixture,
                       "What Became of Backing Up ‘Accounts payable’ Is Not Known\n"
                       "The new backup is there on 0 of 1 nodes; it has not appeared on the "
                       "others after 30 minutes.");
}

/* Who does not want to be told of what succeeds is not. */
static void
test_backup_guard_keeps_quiet (Fixture *fixture, gconstpointer data)
{
  const RepriseNotice marker = { .id = "marker",
                                 .headline = "Marker",
                                 .connection_id = CONNECTION_ID,
                                 .database_id = "any" };
  g_autoptr (RepriseBackupFollow) follow = NULL;

  g_settings_set_boolean (fixture->settings, "notify-success", FALSE);
  follow = send_backup (fixture);
  put_backup (fixture);
  await_end (fixture, follow);
  /* The bus keeps the order: what was sent before this would have come first. */
  reprise_notice_send (application, NULL, &marker);
  assert_notification (fixture, "Marker\n");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/app/backup-guard/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  session = session_fixture_new ();
  application = gtk_application_new ("io.github.reprisedb.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  ADD ("found", test_backup_guard_found);
  ADD ("refused", test_backup_guard_refused);
  ADD ("gives-up", test_backup_guard_gives_up);
  ADD ("keeps-quiet", test_backup_guard_keeps_quiet);
  status = g_test_run ();
  g_object_unref (application);
  session_fixture_free (session);
  return status;
}
