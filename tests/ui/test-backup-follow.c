/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backup that was asked for: sent once, then watched for on each of its nodes. */

#include "config.h"

#include "ui/reprise-backup-follow.h"

#include "support/reprise-fake-clock.h"
#include "ui-fixture.h"

#define SECOND REPRISE_INSTANT_SECOND
#define MINUTE (60 * SECOND)

typedef struct
{
  RepriseStubBackend *backend;
  RepriseFakeClock *clock;
  RepriseDatabaseWatch *watch;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 3 });

  fixture->backend = ui_fixture_new ();
  fixture->clock = reprise_fake_clock_new (UI_NOW);
  fixture->watch = reprise_database_watch_new (REPRISE_BACKEND (fixture->backend), database, NULL);
  reprise_database_watch_refresh (fixture->watch);
  ui_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->watch);
  g_assert_finalize_object (fixture->clock);
  g_object_unref (fixture->backend);
}

static RepriseBackupFollow *
send (Fixture *fixture, const char *name)
{
  const char *const nodes[] = { "n1", "n3", NULL };
  RepriseBackupRequestFields fields = { .name = name,
                                        .backup_type = REPRISE_BACKUP_TYPE_FULL,
                                        .target_nodes = nodes };
  g_autoptr (RepriseBackupRequest) request = reprise_backup_request_new (&fields);

  return reprise_backup_follow_send (fixture->watch, request, REPRISE_CLOCK (fixture->clock));
}

/* Another backup, newest first as a service tells them. */
static void
put_backup_of (Fixture *fixture,
               const char *node_name,
               RepriseBackupType type,
               const char *label,
               const char *started_at,
               const char *const *annotations)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.label = label;
  fields.backup_type = type;
  fields.started_at = ui_instant (started_at);
  fields.finished_at = fields.started_at + SECOND;
  fields.annotations = annotations;
  inventory = ui_inventory_new (UI_REPOSITORY_ID, node_name, &fields, 1);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
}

static void
put_span (Fixture *fixture,
          const char *label,
          const char *started_at,
          const char *finished_at,
          const char *const *annotations)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.label = label;
  fields.backup_type = REPRISE_BACKUP_TYPE_FULL;
  fields.started_at = ui_instant (started_at);
  fields.finished_at = ui_instant (finished_at);
  fields.annotations = annotations;
  inventory = ui_inventory_new (UI_REPOSITORY_ID, "n1", &fields, 1);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
}

static void
put_backup (Fixture *fixture,
            const char *node_name,
            const char *label,
            const char *started_at,
            const char *const *annotations)
{
  put_backup_of (fixture, node_name, REPRISE_BACKUP_TYPE_FULL, label, started_at, annotations);
}

/* Lets everybody look once more. */
static void
look_again (Fixture *fixture)
{
  reprise_fake_clock_advance (fixture->clock, reprise_fake_clock_get_next_delay (fixture->clock));
  ui_settle ();
}

static RepriseBackupWait *
get_wait (RepriseBackupFollow *follow, guint position)
{
  g_autoptr (RepriseBackupWait) wait =
                 g_list_model_get_item (reprise_backup_follow_get_waits (follow), position);

  return wait;
}

static void
assert_words (RepriseBackupFollow *follow, RepriseBackupFollowState state, const char *expected)
{
  g_autofree char *words = reprise_backup_follow_dup_words (follow);

  g_assert_cmpint (reprise_backup_follow_get_state (follow), ==, state);
  g_assert_cmpstr (words, ==, expected);
}

/* It is sent once as it was asked for, and is there when it is in every chosen node's inventory. */
static void
test_backup_follow_finds (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFollow *follow = send (fixture, "before launch");
  RepriseBackupRequest *sent;

  assert_words (follow, REPRISE_BACKUP_FOLLOW_SENDING, "Asking the service…");
  ui_settle ();
  sent = reprise_stub_backend_get_sent (fixture->backend);
  assert_words (follow, REPRISE_BACKUP_FOLLOW_WAITING, "The new backup is there on 0 of 2 nodes.");
  g_assert_cmpstr (reprise_backup_request_get_name (sent), ==, "before launch");
  g_assert_cmpstr (reprise_stub_backend_get_last_argument (fixture->backend,
                                                           REPRISE_STUB_SEND_BACKUP),
                   ==,
                   UI_DATABASE_ID);

  put_backup (fixture, "n3", "20260805-120003F", "2026-08-05T12:00:03Z", NULL);
  look_again (fixture);
  assert_words (follow, REPRISE_BACKUP_FOLLOW_WAITING, "The new backup is there on 1 of 2 nodes.");
  put_backup (fixture,
              "n1",
              "20260805-120004F",
              "2026-08-05T12:00:04Z",
              (const char *[]){ "name", "before launch", NULL });
  look_again (fixture);
  assert_words (follow, REPRISE_BACKUP_FOLLOW_ENDED, "The new backup is there on all 2 nodes.");
  g_assert_cmpstr (reprise_backup_get_label (reprise_backup_wait_get_backup (get_wait (follow, 0))),
                   ==,
                   "20260805-120004F");
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_BACKUP), ==, 1);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (fixture->clock), ==, -1);
  g_assert_finalize_object (follow);
}

/* What was there before, began before or has another name is somebody else's backup. */
static void
test_backup_follow_is_not_fooled (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *label;
    const char *started_at;
    const char *finished_at;
    const char *annotations[3];
  } cases[] = {
    { "20260805-060001F", "2026-08-05T12:00:03Z", "2026-08-05T12:00:04Z", { NULL } },
    { "20260805-115900F", "2026-08-05T11:59:00Z", "2026-08-05T12:00:04Z", { NULL } },
    { "20260805-120003F",
      "2026-08-05T12:00:03Z",
      "2026-08-05T12:00:04Z",
      { "name", "other", NULL } },
  };
  RepriseBackupFollow *follow = send (fixture, "mine");

  ui_settle ();
  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-08-05T12:00:05Z"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      put_span (fixture,
                cases[i].label,
                cases[i].started_at,
                cases[i].finished_at,
                cases[i].annotations);
      look_again (fixture);
      g_assert_cmpint (reprise_backup_wait_get_state (get_wait (follow, 0)),
                       ==,
                       REPRISE_BACKUP_WAIT_WAITING);
    }
  g_assert_finalize_object (follow);
}

/* What a schedule takes meanwhile is less than the full backup that was asked for. */
static void
test_backup_follow_type (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFollow *follow = send (fixture, NULL);

  ui_settle ();
  put_backup_of (fixture,
                 "n1",
                 REPRISE_BACKUP_TYPE_INCR,
                 "20260805-060001F_20260805-120030I",
                 "2026-08-05T12:00:30Z",
                 NULL);
  look_again (fixture);
  g_assert_cmpint (reprise_backup_wait_get_state (get_wait (follow, 0)),
                   ==,
                   REPRISE_BACKUP_WAIT_WAITING);
  put_backup (fixture, "n1", "20260805-120040F", "2026-08-05T12:00:40Z", NULL);
  look_again (fixture);
  g_assert_cmpint (reprise_backup_wait_get_state (get_wait (follow, 0)),
                   ==,
                   REPRISE_BACKUP_WAIT_FOUND);
  g_assert_finalize_object (follow);
}

/* The node's clock need not go like the service's: what was there before it was sent is not the
 * one, though the page has not seen it and it says to have begun later; nor is what took longer
 * than has passed. */
static void
test_backup_follow_clock_ahead (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFollow *follow;

  put_span (fixture, "before", "2026-08-05T12:05:00Z", "2026-08-05T12:05:01Z", NULL);
  follow = send (fixture, NULL);
  ui_settle ();
  look_again (fixture);
  g_assert_null (reprise_backup_wait_get_backup (get_wait (follow, 0)));

  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-08-05T12:00:20Z"));
  put_span (fixture, "under-way", "2026-08-05T12:04:00Z", "2026-08-05T12:05:15Z", NULL);
  look_again (fixture);
  g_assert_null (reprise_backup_wait_get_backup (get_wait (follow, 0)));
  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-08-05T12:05:20Z"));
  look_again (fixture);
  g_assert_null (reprise_backup_wait_get_backup (get_wait (follow, 0)));

  put_span (fixture, "mine", "2026-08-05T12:05:16Z", "2026-08-05T12:05:17Z", NULL);
  look_again (fixture);
  g_assert_cmpint (reprise_backup_wait_get_state (get_wait (follow, 0)),
                   ==,
                   REPRISE_BACKUP_WAIT_FOUND);
  g_assert_finalize_object (follow);
}

/* One that ended before the last look by the node's clock, which did not find it, is the one: that
 * clock is behind. One that may have begun before is not. */
static void
test_backup_follow_clock_behind (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFollow *follow = send (fixture, NULL);

  ui_settle ();
  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-08-05T12:00:05Z"));
  put_span (fixture, "begun", "2026-08-05T11:59:50Z", "2026-08-05T12:00:03Z", NULL);
  look_again (fixture);
  g_assert_null (reprise_backup_wait_get_backup (get_wait (follow, 0)));

  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-08-05T12:00:15Z"));
  put_span (fixture, "mine", "2026-08-05T11:55:06Z", "2026-08-05T11:55:09Z", NULL);
  look_again (fixture);
  g_assert_cmpint (reprise_backup_wait_get_state (get_wait (follow, 0)),
                   ==,
                   REPRISE_BACKUP_WAIT_FOUND);
  g_assert_finalize_object (follow);
}

/* A repository that does not answer keeps nobody from asking for a backup; nor does it call a
 * backup back that whoever asked for it does not wait for its answer. */
static void
test_backup_follow_unprepared (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFollow *follow;

  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_INVENTORY);
  follow = send (fixture, NULL);
  ui_settle ();
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_BACKUP), ==, 0);
  g_object_unref (follow);
  reprise_fake_clock_advance (fixture->clock, 10 * SECOND);
  ui_settle ();
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_BACKUP), ==, 1);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (fixture->clock), ==, -1);
}

/* Where no repository is known nothing can be waited for, and nothing is claimed. */
static void
test_backup_follow_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupFollow) follow = NULL;

  ui_put_database (fixture->backend, &(UiDatabase){ .without_configuration = TRUE });
  reprise_stub_backend_clear (fixture->backend, REPRISE_STUB_REPOSITORIES);
  reprise_database_watch_refresh (fixture->watch);
  ui_settle ();
  follow = send (fixture, NULL);
  ui_settle ();
  assert_words (follow,
                REPRISE_BACKUP_FOLLOW_ENDED,
                "The service was asked. Where the backup will appear is not known.");
}

/* A refusal says that nothing has begun, and nobody waits. */
static void
test_backup_follow_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupFollow) follow = NULL;

  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_SEND_BACKUP,
                             REPRISE_SERVICE_ERROR_PLAN,
                             "plan does not allow backups");
  follow = send (fixture, NULL);
  ui_settle ();
  assert_words (follow, REPRISE_BACKUP_FOLLOW_FAILED, "No backup was begun.");
  g_assert_error (reprise_backup_follow_get_error (follow),
                  REPRISE_SERVICE_ERROR,
                  REPRISE_SERVICE_ERROR_PLAN);
  g_assert_cmpint (reprise_fake_clock_get_next_delay (fixture->clock), ==, -1);
}

/* Where nobody knows whether it was accepted, it is watched for and not sent again. */
static void
test_backup_follow_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupFollow) follow = NULL;

  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_SEND_BACKUP,
                             REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN,
                             "The connection broke off");
  follow = send (fixture, NULL);
  ui_settle ();
  put_backup (fixture, "n1", "a", "2026-08-05T12:00:01Z", NULL);
  put_backup (fixture, "n3", "b", "2026-08-05T12:00:01Z", NULL);
  look_again (fixture);
  g_assert_cmpint (reprise_backup_follow_get_state (follow), ==, REPRISE_BACKUP_FOLLOW_ENDED);
  g_assert_error (reprise_backup_follow_get_error (follow),
                  REPRISE_SERVICE_ERROR,
                  REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_BACKUP), ==, 1);
}

/* A look that fails is told and tried again; waiting ends at last, and can go on. */
static void
test_backup_follow_gives_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseBackupFollow) follow = send (fixture, NULL);

  ui_settle ();
  put_backup (fixture, "n3", "b", "2026-08-05T12:00:01Z", NULL);
  reprise_stub_backend_fail_node (fixture->backend,
                                  "n1",
                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                  "failed to connect to backup repository");
  look_again (fixture);
  g_assert_error (reprise_backup_wait_get_error (get_wait (follow, 0)),
                  REPRISE_SERVICE_ERROR,
                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE);
  reprise_stub_backend_succeed (fixture->backend, REPRISE_STUB_INVENTORY);
  look_again (fixture);
  g_assert_null (reprise_backup_wait_get_error (get_wait (follow, 0)));

  reprise_fake_clock_advance (fixture->clock, REPRISE_BACKUP_WAIT_MINUTES * MINUTE);
  ui_settle ();
  assert_words (follow,
                REPRISE_BACKUP_FOLLOW_ENDED,
                "The new backup is there on 1 of 2 nodes; it has not appeared on the others after "
                "30 minutes.");
  reprise_backup_follow_go_on (follow);
  g_assert_cmpint (reprise_backup_follow_get_state (follow), ==, REPRISE_BACKUP_FOLLOW_WAITING);
  put_backup (fixture, "n1", "a", "2026-08-05T12:20:00Z", NULL);
  look_again (fixture);
  g_assert_cmpuint (reprise_backup_follow_count (follow, REPRISE_BACKUP_WAIT_FOUND), ==, 2);
}

/* Looks come less and less often, but at least every half minute. */
static void
test_backup_follow_slows_down (Fixture *fixture, gconstpointer data)
{
  static const gint64 delays[] = { 5, 10, 20, 30, 30 };
  g_autoptr (RepriseBackupFollow) follow = send (fixture, NULL);

  ui_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (delays); i++)
    {
      g_assert_cmpint (reprise_fake_clock_get_next_delay (fixture->clock), ==, delays[i] * SECOND);
      look_again (fixture);
    }
}

/* Whoever lets go of it while it waits, or while the service is asked, leaves nothing behind. */
static void
test_backup_follow_ends_early (Fixture *fixture, gconstpointer data)
{
  RepriseBackupFollow *follow;

  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_SEND_BACKUP);
  follow = send (fixture, NULL);
  ui_settle ();
  g_assert_finalize_object (follow);
  reprise_stub_backend_release (fixture->backend, REPRISE_STUB_SEND_BACKUP);
  ui_settle ();

  follow = send (fixture, NULL);
  ui_settle ();
  reprise_stub_backend_hold (fixture->backend, REPRISE_STUB_INVENTORY);
  look_again (fixture);
  g_assert_cmpuint (reprise_stub_backend_count_held (fixture->backend, REPRISE_STUB_INVENTORY),
                    ==,
                    2);
  g_assert_finalize_object (follow);
  reprise_stub_backend_release (fixture->backend, REPRISE_STUB_INVENTORY);
  ui_settle ();
}

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/backup-follow/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds", test_backup_follow_finds);
  ADD ("is-not-fooled", test_backup_follow_is_not_fooled);
  ADD ("type", test_backup_follow_type);
  ADD ("clock-ahead", test_backup_follow_clock_ahead);
  ADD ("clock-behind", test_backup_follow_clock_behind);
  ADD ("unprepared", test_backup_follow_unprepared);
  ADD ("nowhere", test_backup_follow_nowhere);
  ADD ("refused", test_backup_follow_refused);
  ADD ("unknown", test_backup_follow_unknown);
  ADD ("gives-up", test_backup_follow_gives_up);
  ADD ("slows-down", test_backup_follow_slows_down);
  ADD ("ends-early", test_backup_follow_ends_early);
  return g_test_run ();
}
