/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a plan says, what it sends, and what makes two plans differ. */

#include "config.h"

#include "restore/reprise-restore-plan.h"

#include "restore-world.h"
#include "wire/reprise-restore-request-codec.h"

#include <string.h>

#define HEAD "{\"provider\":\"pgbackrest\",\"target_nodes\":[\"n1\",\"n2\",\"n3\"],"
#define CONFIG                                                                                     \
  "\"restore_config\":{\"node_name\":\"n1\",\"repositories\":[\"" WORLD_REPOSITORY "\"]}"
#define PGEDGE                                                                                     \
  "pgedge starfleet byoc database restore " WORLD_EAST                                             \
  " --node-name n1 --repository " WORLD_REPOSITORY " --target-nodes n1,n2,n3"

static RepriseRestoreForm *
make_form (RepriseRestoreMethod method, const char *time, gboolean exclusive, const char *base)
{
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) backup = reprise_restore_form_with_backup (form, WORLD_INCR);
  g_autoptr (RepriseRestoreForm) timed =
                 reprise_restore_form_with_time (backup, world_instant (time));
  g_autoptr (RepriseRestoreForm) side = reprise_restore_form_with_exclusive (timed, exclusive);
  g_autoptr (RepriseRestoreForm) based = reprise_restore_form_with_base (side, base);

  return reprise_restore_form_with_method (based, method);
}

static RepriseRestorePlan *
make_plan (RepriseRestoreForm *form)
{
  RepriseRestorePlan *plan = reprise_restore_plan_new (form);

  g_assert_true (REPRISE_IS_RESTORE_PLAN (plan));
  return plan;
}

static void
assert_lines (RepriseRestorePlan *plan, RepriseRestorePlanSection section, const char *expected)
{
  g_autofree char *lines =
      g_strjoinv ("|", (char **) reprise_restore_plan_get_lines (plan, section));

  g_assert_cmpstr (lines, ==, expected);
}

/* Each method's body to the letter, and the same as command lines. */
static void
test_restore_plan_request (void)
{
  static const struct
  {
    RepriseRestoreMethod method;
    const char *time;
    gboolean exclusive;
    const char *base;
    const char *json;
    const char *pgedge;
    const char *pgbackrest;
  } cases[] = {
    { REPRISE_RESTORE_METHOD_BACKUP,
      "2024-06-19T21:30:00Z",
      TRUE,
      WORLD_FULL,
      HEAD CONFIG ",\"restore_command\":{\"set\":\"" WORLD_INCR "\",\"type\":\"immediate\"}}",
      PGEDGE " --set " WORLD_INCR " --type immediate",
      "pgbackrest '--stanza=<stanza>' --delta --set=" WORLD_INCR
      " --type=immediate --target-action=promote restore" },
    { REPRISE_RESTORE_METHOD_LATEST,
      "2024-06-19T21:30:00Z",
      TRUE,
      WORLD_FULL,
      HEAD CONFIG "}",
      PGEDGE,
      "pgbackrest '--stanza=<stanza>' --delta restore" },
    { REPRISE_RESTORE_METHOD_TIME,
      "2024-06-19T23:30:00+02:00",
      FALSE,
      NULL,
      HEAD CONFIG ",\"restore_command\":{\"type\":\"time\",\"target\":\"2024-06-19T21:30:00Z\"}}",
      PGEDGE " --type time --target 2024-06-19T21:30:00Z",
      "pgbackrest '--stanza=<stanza>' --delta --type=time "
      "'--target=2024-06-19 21:30:00.000000+00' --target-action=promote restore" },
    { REPRISE_RESTORE_METHOD_TIME,
      "2024-06-19T21:30:00.25Z",
      TRUE,
      WORLD_FULL,
      HEAD CONFIG ",\"restore_command\":{\"set\":\"" WORLD_FULL
                  "\",\"type\":\"time\",\"target\":\"2024-06-19T21:30:00.25Z\","
                  "\"target_exclusive\":true}}",
      PGEDGE " --set " WORLD_FULL
             " --type time --target 2024-06-19T21:30:00.25Z --target-exclusive",
      "pgbackrest '--stanza=<stanza>' --delta --set=" WORLD_FULL
      " --type=time '--target=2024-06-19 21:30:00.250000+00' --target-exclusive "
      "--target-action=promote restore" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseRestoreForm) form =
                     make_form (cases[i].method, cases[i].time, cases[i].exclusive, cases[i].base);
      g_autoptr (RepriseRestorePlan) plan = make_plan (form);
      g_autofree char *json = reprise_restore_plan_dup_json (plan);
      g_autofree char *pgedge = reprise_restore_plan_dup_pgedge_command (plan);
      g_autofree char *pgbackrest = reprise_restore_plan_dup_pgbackrest_command (plan);
      g_autoptr (RepriseRestoreRequest) decoded =
                     reprise_restore_request_decode (reprise_restore_plan_get_body (plan), NULL);

      g_assert_cmpstr (json, ==, cases[i].json);
      g_assert_cmpstr (pgedge, ==, cases[i].pgedge);
      g_assert_cmpstr (pgbackrest, ==, cases[i].pgbackrest);
      g_assert_true (
          reprise_restore_request_equal (decoded, reprise_restore_plan_get_request (plan)));
    }
}

/* A form with a violation has no plan; one that only waits for its confirmation has. */
static void
test_restore_plan_violations (void)
{
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) latest =
                 reprise_restore_form_with_method (form, REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (RepriseRestorePlan) plan = make_plan (latest);

  g_assert_null (reprise_restore_plan_new (form));
  g_assert_true (reprise_restore_plan_get_form (plan) == latest);
}

/* A time on all nodes, word by word. */
static void
test_restore_plan_time (void)
{
  g_autoptr (RepriseRestoreForm) form =
                 make_form (REPRISE_RESTORE_METHOD_TIME, "2024-06-19T20:18:00Z", FALSE, NULL);
  g_autoptr (RepriseRestorePlan) plan = make_plan (form);
  g_autofree char *confirmation = reprise_restore_plan_dup_confirmation (plan);

  assert_lines (plan,
                REPRISE_RESTORE_PLAN_OVERWRITTEN,
                "n1, n2, n3 of ‘East Coast Parts’: all data is replaced by that of n1 of ‘East "
                "Coast Parts’ as of 20:18:00 UTC");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_LOST,
                "n1, n2, n3: everything after 20:18:00 UTC, the last 3 h 12 min|And what had not "
                "reached n1 by then");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_START,
                WORLD_FULL " (full), which ended at 20:01:12 UTC|The database was 2 MB then|"
                           "pgBackRest chooses it: the newest that ended before the time");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_REPLAYED,
                "At most 6 WAL segments (96 MB, at 16 MB a segment)");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_REACH,
                "likely: works if anything was committed after it");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_UNTOUCHED,
                "The repository that is read from, and all earlier ones");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_REPLICATION,
                "Replication sets are created again|Tables replicate only once replication has "
                "been started");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_BACKUPS,
                "The service opens a new repository for all nodes of the database|The database is "
                "not protected until a first backup is in it");
  assert_lines (plan, REPRISE_RESTORE_PLAN_DURATION, "");
  assert_lines (plan, REPRISE_RESTORE_PLAN_WARNINGS, "");
  g_assert_cmpstr (confirmation,
                   ==,
                   "This cannot be undone. Lost on n1, n2, n3: everything after 20:18:00 UTC, the "
                   "last 3 h 12 min. And what had not reached n1 by then.");
}

/* A part of the nodes: what is left alone, and that the nodes will differ. */
static void
test_restore_plan_some_nodes (void)
{
  static const char *const nodes[] = { "n1", NULL };
  g_autoptr (RepriseRestoreForm) form =
                 make_form (REPRISE_RESTORE_METHOD_BACKUP, WORLD_NOW, FALSE, NULL);
  g_autoptr (RepriseRestoreForm) some = reprise_restore_form_with_target_nodes (form, nodes);
  g_autoptr (RepriseRestorePlan) plan = make_plan (some);

  assert_lines (plan,
                REPRISE_RESTORE_PLAN_LOST,
                "n1: everything after 21:00:04 UTC, the last 2 h 29 min");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_UNTOUCHED,
                "n2, n3: all data, also what is newer|The repository that is read from, and all "
                "earlier ones");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_REPLICATION,
                "Replication sets are created again|Tables replicate only once replication has "
                "been started|The nodes will differ: n1 will lack what the other nodes keep");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_START,
                WORLD_INCR " (incr), which ended at 21:00:04 UTC|The database was 2 MB then|"
                           "Read together with what it builds on: " WORLD_FULL ", " WORLD_INCR);
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_REPLAYED,
                "At most 1 WAL segment (16 MB, at 16 MB a segment)");
  assert_lines (plan, REPRISE_RESTORE_PLAN_REACH, "");
}

/* The latest point loses what was not archived, as far as the service tells how much that is. */
static void
test_restore_plan_latest (void)
{
  g_autoptr (RepriseRecoveryWindow) window =
                 world_window ("2024-06-19T20:01:13Z", "2024-06-19T23:00:00.5Z");
  g_autoptr (RepriseRestoreForm) told = world_form (window);
  g_autoptr (RepriseRestoreForm) untold = world_form (NULL);
  g_autoptr (RepriseRestoreForm) told_latest =
                 reprise_restore_form_with_method (told, REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (RepriseRestoreForm) untold_latest =
                 reprise_restore_form_with_method (untold, REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (RepriseRestorePlan) told_plan = make_plan (told_latest);
  g_autoptr (RepriseRestorePlan) untold_plan = make_plan (untold_latest);

  assert_lines (told_plan,
                REPRISE_RESTORE_PLAN_LOST,
                "n1, n2, n3: whatever is not in the archive, which was seen to reach 23:00:00.5 "
                "UTC|And what had not reached n1 by then");
  assert_lines (untold_plan,
                REPRISE_RESTORE_PLAN_LOST,
                "n1, n2, n3: whatever is not in the archive; how far that goes is not known|And "
                "what had not reached n1 by then");
  assert_lines (told_plan,
                REPRISE_RESTORE_PLAN_REPLAYED,
                "At most 18 WAL segments (288 MB, at 16 MB a segment)");
}

/* What speaks against it is said, and how long it took before. */
static void
test_restore_plan_warnings (void)
{
  static const char *const options[] = { "autoddl:enabled", NULL };
  const WorldDatabase failed = { .status_word = "failed", .options = options };
  const WorldTask tasks_are[] = {
    { .id = "a",
      .status_word = "succeeded",
      .created_at = "2024-06-18T10:00:00Z",
      .updated_at = "2024-06-18T10:03:20Z" },
    { .id = "b",
      .status_word = "succeeded",
      .created_at = "2024-06-17T10:00:00Z",
      .updated_at = "2024-06-17T10:05:00Z" },
    { .id = "c", .status_word = "failed" },
    { .id = "d", .name = "update", .status_word = "succeeded" },
  };
  g_autoptr (GPtrArray) tasks = world_list (world_task (&tasks_are[0]),
                                            world_task (&tasks_are[1]),
                                            world_task (&tasks_are[2]),
                                            world_task (&tasks_are[3]),
                                            NULL);
  g_autoptr (RepriseDatabase) target = world_database (&failed);
  RepriseRestoreContextFields fields = { .target = target, .tasks = tasks };
  RepriseBackupFields backups[2] = { world_backups ()[0], world_backups ()[1] };
  g_autoptr (RepriseRestoreContext) context = world_context (&fields);
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (RepriseRestoreContext) read = NULL;
  g_autoptr (RepriseRestoreForm) form =
                 make_form (REPRISE_RESTORE_METHOD_BACKUP, WORLD_NOW, FALSE, NULL);
  g_autoptr (RepriseRestoreForm) again = NULL;
  g_autoptr (RepriseRestorePlan) plan = NULL;

  backups[1].error = REPRISE_TRISTATE_YES;
  inventory = world_inventory (NULL, backups, 2);
  read = world_read (context, inventory);
  again = reprise_restore_form_with_context (form, read);
  plan = make_plan (again);

  assert_lines (plan,
                REPRISE_RESTORE_PLAN_WARNINGS,
                "The database reads ‘failed’. The service may refuse the "
                "restore.|Backup " WORLD_INCR
                ": Pages with wrong checksums were found in it.|A backup cannot be used, or holds "
                "pages with wrong checksums.");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_DURATION,
                "2 earlier restores of this database took 3 min 20 s to 5 min");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_REPLICATION,
                "Replication sets are created again|Tables start replicating by themselves");
}

/* Another database's data replaces everything. */
static void
test_restore_plan_other_database (void)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseRestoreContext) context = world_context (NULL);
  g_autoptr (GPtrArray) repositories =
                 world_list (world_repository (WORLD_WEST_REPOSITORY, WORLD_WEST, WORLD_NOW), NULL);
  g_autoptr (RepriseRestoreContext) listed =
                 reprise_restore_context_with_repositories (context, WORLD_WEST, repositories);
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (RepriseRestoreContext) read = NULL;
  g_autoptr (RepriseRestoreForm) form = NULL;
  g_autoptr (RepriseRestoreForm) west = NULL;
  g_autoptr (RepriseRestoreForm) node = NULL;
  g_autoptr (RepriseRestoreForm) backup = NULL;
  g_autoptr (RepriseRestorePlan) plan = NULL;

  fields.repository_id = WORLD_WEST_REPOSITORY;
  inventory = world_inventory (&fields, world_backups (), 2);
  read = world_read (listed, inventory);
  form = reprise_restore_form_new (read);
  west = reprise_restore_form_with_source_database (form, WORLD_WEST);
  node = reprise_restore_form_with_source_node (west, "n1");
  backup = reprise_restore_form_with_backup (node, WORLD_FULL);
  plan = make_plan (backup);

  assert_lines (plan,
                REPRISE_RESTORE_PLAN_OVERWRITTEN,
                "n1, n2, n3 of ‘East Coast Parts’: all data is replaced by that of n1 of ‘West’ as "
                "of 20:01:12 UTC, the end of the backup " WORLD_FULL);
  assert_lines (plan, REPRISE_RESTORE_PLAN_LOST, "n1, n2, n3: everything that they hold now");
  assert_lines (plan,
                REPRISE_RESTORE_PLAN_UNTOUCHED,
                "The database ‘West’|The repository that is read from, and all earlier ones");
}

/* What a plan is compared with: the same choices, with what differs. */
static RepriseRestorePlan *
make_fresh (RepriseRestoreForm *form,
            const RepriseRestoreContextFields *context_is,
            const RepriseInventoryFields *inventory_is,
            const RepriseBackupFields *backups,
            gsize n_backups)
{
  g_autoptr (RepriseRestoreContext) context = world_context (context_is);
  g_autoptr (RepriseInventory) inventory = world_inventory (inventory_is, backups, n_backups);
  g_autoptr (RepriseRestoreContext) read = world_read (context, inventory);
  g_autoptr (RepriseRestoreForm) again = reprise_restore_form_with_context (form, read);

  return make_plan (again);
}

static void
assert_difference (RepriseRestorePlan *shown,
                   RepriseRestorePlan *fresh,
                   const char *title,
                   const char *before,
                   const char *now)
{
  g_autoptr (GPtrArray) differences = reprise_restore_plan_compare (shown, fresh);
  const RepriseRestoreDifference *first =
      differences->len == 0 ? NULL : g_ptr_array_index (differences, 0);

  g_assert_cmpstr (first == NULL ? NULL : first->title, ==, title);
  if (title == NULL)
    return;
  g_assert_cmpuint (differences->len, ==, 1);
  g_assert_cmpstr (first->before, ==, before);
  g_assert_cmpstr (first->now, ==, now);
}

/* Time goes on, the archive grows and backups are taken: nothing to ask about. */
static void
test_restore_plan_grown (void)
{
  RepriseBackupFields backups[3] = { world_backups ()[0],
                                     world_backups ()[1],
                                     world_backups ()[0] };
  RepriseInventoryFields grown = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseRestoreForm) form =
                 make_form (REPRISE_RESTORE_METHOD_TIME, "2024-06-19T21:30:00Z", FALSE, NULL);
  g_autoptr (RepriseRestorePlan) shown = make_plan (form);
  g_autoptr (RepriseRestorePlan) same = make_fresh (form, NULL, NULL, backups, 2);
  g_autoptr (RepriseRestorePlan) fresh = NULL;

  backups[2].label = "20240619-230000F";
  backups[2].finished_at = world_instant ("2024-06-19T23:20:00Z");
  backups[2].wal_start = "00000001000000000000001B";
  backups[2].wal_stop = "00000001000000000000001C";
  grown.archive_max_wal = "00000001000000000000001C";
  fresh = make_fresh (form, NULL, &grown, backups, 3);

  assert_difference (shown, same, NULL, NULL, NULL);
  assert_difference (shown, fresh, NULL, NULL, NULL);
  /* The other way round each of them has become less. */
  {
    g_autoptr (GPtrArray) shrunk = reprise_restore_plan_compare (fresh, shown);

    g_assert_cmpuint (shrunk->len, ==, 3);
  }
}

/* Whatever else has changed is told, old against new. */
static void
test_restore_plan_changed (void)
{
  static const char *const options[] = { "autoddl:enabled", NULL };
  const WorldDatabase failed = { .status_word = "degraded" };
  const WorldDatabase renamed = { .display_name = "East" };
  const WorldDatabase automatic = { .options = options };
  const WorldTask restored = { .status_word = "succeeded" };
  g_autoptr (RepriseDatabase) degraded = world_database (&failed);
  g_autoptr (RepriseDatabase) other_name = world_database (&renamed);
  g_autoptr (RepriseDatabase) with_ddl = world_database (&automatic);
  g_autoptr (GPtrArray) tasks = world_list (world_task (&restored), NULL);
  const struct
  {
    RepriseRestoreContextFields context;
    RepriseInventoryFields inventory;
    const char *title;
    const char *before;
    const char *now;
  } cases[] = {
    { { .target = degraded },
      REPRISE_INVENTORY_FIELDS_INIT,
      "State of the database",
      "available",
      "degraded" },
    { { .target = other_name },
      REPRISE_INVENTORY_FIELDS_INIT,
      "Database",
      "East Coast Parts",
      "East" },
    { { .target = with_ddl },
      REPRISE_INVENTORY_FIELDS_INIT,
      "Automatic DDL replication",
      "off",
      "on" },
    { { .tasks = tasks }, REPRISE_INVENTORY_FIELDS_INIT, "Earlier restores", "0", "1" },
  };
  g_autoptr (RepriseRestoreForm) form =
                 make_form (REPRISE_RESTORE_METHOD_BACKUP, WORLD_NOW, FALSE, NULL);
  g_autoptr (RepriseRestorePlan) shown = make_plan (form);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseRestorePlan) fresh =
                     make_fresh (form, &cases[i].context, &cases[i].inventory, world_backups (), 2);

      assert_difference (shown, fresh, cases[i].title, cases[i].before, cases[i].now);
    }
}

/* A later backup that the restore would start from is no figure that grew. */
static void
test_restore_plan_other_base (void)
{
  RepriseBackupFields backups[3] = { world_backups ()[0],
                                     world_backups ()[1],
                                     world_backups ()[0] };
  g_autoptr (RepriseRestoreForm) form =
                 make_form (REPRISE_RESTORE_METHOD_LATEST, WORLD_NOW, FALSE, NULL);
  g_autoptr (RepriseRestorePlan) shown = make_plan (form);
  g_autoptr (RepriseRestorePlan) fresh = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  const RepriseRestoreDifference *first;

  backups[2].label = "20240619-230000F";
  backups[2].finished_at = world_instant ("2024-06-19T23:20:00Z");
  fresh = make_fresh (form, NULL, NULL, backups, 3);
  differences = reprise_restore_plan_compare (shown, fresh);
  first = g_ptr_array_index (differences, 0);
  g_assert_cmpstr (first->title, ==, "Backup it starts from");
  g_assert_cmpstr (first->before, ==, WORLD_INCR);
  g_assert_cmpstr (first->now, ==, "20240619-230000F");
}

/* Every part has a heading. */
static void
test_restore_plan_titles (void)
{
  for (int i = 0; i < REPRISE_RESTORE_PLAN_N_SECTIONS; i++)
    g_assert_cmpuint (strlen (reprise_restore_plan_section_get_title (i)), >, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/restore-plan/request", test_restore_plan_request);
  g_test_add_func ("/restore/restore-plan/violations", test_restore_plan_violations);
  g_test_add_func ("/restore/restore-plan/time", test_restore_plan_time);
  g_test_add_func ("/restore/restore-plan/some-nodes", test_restore_plan_some_nodes);
  g_test_add_func ("/restore/restore-plan/latest", test_restore_plan_latest);
  g_test_add_func ("/restore/restore-plan/warnings", test_restore_plan_warnings);
  g_test_add_func ("/restore/restore-plan/other-database", test_restore_plan_other_database);
  g_test_add_func ("/restore/restore-plan/grown", test_restore_plan_grown);
  g_test_add_func ("/restore/restore-plan/changed", test_restore_plan_changed);
  g_test_add_func ("/restore/restore-plan/other-base", test_restore_plan_other_base);
  g_test_add_func ("/restore/restore-plan/titles", test_restore_plan_titles);
  return g_test_run ();
}
