/* SPDX-License-Identifier: GPL-3.0-or-later
 * What keeps a form from becoming a restore, at its borders. */

#include "config.h"

#include "restore/reprise-restore-check.h"

#include "model/reprise-service-error.h"
#include "model/reprise-task.h"
#include "restore-world.h"

#include <string.h>

#define NONE G_MAXINT

/* Asserts the one violation there is, besides the confirmation. */
static void
assert_violation (RepriseRestoreForm *form, int field, int problem)
{
  g_autoptr (GPtrArray) violations = reprise_restore_form_check_choices (form);
  const RepriseRestoreViolation *first =
      violations->len == 0 ? NULL : g_ptr_array_index (violations, 0);

  if (field == NONE)
    {
      g_assert_cmpstr (first == NULL ? NULL : first->text, ==, NULL);
      return;
    }
  g_assert_cmpuint (violations->len, ==, 1);
  g_assert_cmpint (first->field, ==, field);
  g_assert_cmpint (first->problem, ==, problem);
  g_assert_true (problem == REPRISE_RESTORE_PROBLEM_UNREADABLE ||
                 g_str_has_suffix (first->text, "."));
  g_assert_true (reprise_restore_violations_find (violations, field) == first);
  g_assert_null (reprise_restore_violations_find (violations, field + 1));
}

static RepriseRestoreForm *
make_latest (const RepriseRestoreContextFields *difference)
{
  g_autoptr (RepriseRestoreContext) context = world_context (difference);
  g_autoptr (RepriseInventory) inventory = world_inventory (NULL, world_backups (), 2);
  g_autoptr (RepriseRestoreContext) read = world_read (context, inventory);
  g_autoptr (RepriseRestoreForm) form = reprise_restore_form_new (read);
  g_autoptr (RepriseRestoreForm) node = reprise_restore_form_with_source_node (form, "n1");

  return reprise_restore_form_with_method (node, REPRISE_RESTORE_METHOD_LATEST);
}

/* A database in progress or of unknown state blocks; one that failed does not. */
static void
test_restore_check_database (void)
{
  static const struct
  {
    const char *word;
    int field;
  } cases[] = {
    { "available", NONE },
    { "failed", NONE },
    { "degraded", NONE },
    { "modifying", REPRISE_RESTORE_FIELD_TARGET },
    { "queued", REPRISE_RESTORE_FIELD_TARGET },
    { "hibernating", REPRISE_RESTORE_FIELD_TARGET },
    { "", REPRISE_RESTORE_FIELD_TARGET },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WorldDatabase is = { .status_word = cases[i].word };
      g_autoptr (RepriseDatabase) target = world_database (&is);
      RepriseRestoreContextFields fields = { .target = target };
      g_autoptr (RepriseRestoreForm) form = make_latest (&fields);

      assert_violation (form, cases[i].field, REPRISE_RESTORE_PROBLEM_BUSY_DATABASE);
    }
}

/* With what is saved a restore is planned whatever the target was in the middle of, and whatever is
 * not known of that. */
static void
test_restore_check_saved (void)
{
  const WorldDatabase is = { .status_word = "modifying" };
  g_autoptr (RepriseDatabase) target = world_database (&is);
  const WorldCluster other = { .id = WORLD_OTHER_CLUSTER };
  g_autoptr (GPtrArray) clusters = world_list (world_cluster (&other), NULL);
  RepriseRestoreContextFields fields = { .target = target, .clusters = clusters, .is_saved = TRUE };
  g_autoptr (RepriseRestoreForm) form = make_latest (&fields);

  assert_violation (form, NONE, 0);
}

/* Only an available cluster lets a restore through, and one that nothing is known of does not. */
static void
test_restore_check_cluster (void)
{
  static const struct
  {
    WorldCluster is;
    int field;
    int problem;
  } cases[] = {
    { { 0 }, NONE, 0 },
    { { .status_word = "modifying" },
      REPRISE_RESTORE_FIELD_TARGET,
      REPRISE_RESTORE_PROBLEM_BUSY_CLUSTER },
    { { .status_word = "failed" },
      REPRISE_RESTORE_FIELD_TARGET,
      REPRISE_RESTORE_PROBLEM_BUSY_CLUSTER },
    { { .status_word = "new" },
      REPRISE_RESTORE_FIELD_TARGET,
      REPRISE_RESTORE_PROBLEM_BUSY_CLUSTER },
    { { .id = WORLD_OTHER_CLUSTER }, REPRISE_RESTORE_FIELD_TARGET, REPRISE_RESTORE_PROBLEM_UNREAD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) clusters = world_list (world_cluster (&cases[i].is), NULL);
      RepriseRestoreContextFields fields = { .clusters = clusters };
      g_autoptr (RepriseRestoreForm) form = make_latest (&fields);

      assert_violation (form, cases[i].field, cases[i].problem);
    }
}

/* A task that has not ended blocks, of the database as of its cluster; so does not knowing. */
static void
test_restore_check_tasks (void)
{
  static const struct
  {
    const char *word;
    int field;
  } cases[] = {
    { "succeeded", NONE },
    { "failed", NONE },
    { "queued", REPRISE_RESTORE_FIELD_TARGET },
    { "running", REPRISE_RESTORE_FIELD_TARGET },
  };
  g_autoptr (RepriseRestoreContext) unknown = NULL;
  g_autoptr (RepriseDatabase) target = world_database (NULL);
  g_autoptr (GPtrArray) clusters = world_list (world_cluster (NULL), NULL);
  const RepriseRestoreContextFields no_tasks = { .target = target, .clusters = clusters };
  g_autoptr (RepriseRestoreForm) blind = NULL;
  g_autoptr (GPtrArray) violations = NULL;

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      const WorldTask is = { .name = "update", .status_word = cases[i / 2].word };
      g_autoptr (GPtrArray) tasks = world_list (world_task (&is), NULL);
      RepriseRestoreContextFields of_database = { .tasks = tasks };
      RepriseRestoreContextFields of_cluster = { .cluster_tasks = tasks };
      g_autoptr (RepriseRestoreForm) form = make_latest (i % 2 == 0 ? &of_database : &of_cluster);

      assert_violation (form, cases[i / 2].field, REPRISE_RESTORE_PROBLEM_BUSY_TASK);
    }

  unknown = reprise_restore_context_new (&no_tasks);
  blind = reprise_restore_form_new (unknown);
  violations = reprise_restore_form_check_choices (blind);
  g_assert_cmpint (((RepriseRestoreViolation *) g_ptr_array_index (violations, 0))->problem,
                   ==,
                   REPRISE_RESTORE_PROBLEM_UNREAD);
}

/* Step by step what has to be chosen, and that all of it is enough. */
static void
test_restore_check_choices (void)
{
  static const char *const none[] = { NULL };
  static const char *const strange[] = { "n1", "n9", NULL };
  g_autoptr (RepriseRestoreForm) node = world_form (NULL);
  g_autoptr (RepriseRestoreForm) no_node = reprise_restore_form_with_source_node (node, NULL);
  g_autoptr (RepriseRestoreForm) strange_node = reprise_restore_form_with_source_node (node, "n9");
  g_autoptr (RepriseRestoreForm) backup = reprise_restore_form_with_backup (node, WORLD_INCR);
  g_autoptr (RepriseRestoreForm) gone = reprise_restore_form_with_backup (node, "20240101-000000F");
  g_autoptr (RepriseRestoreForm) nothing = reprise_restore_form_with_target_nodes (backup, none);
  g_autoptr (RepriseRestoreForm) strangers =
                 reprise_restore_form_with_target_nodes (backup, strange);
  g_autoptr (RepriseRestoreForm) no_time =
                 reprise_restore_form_with_method (node, REPRISE_RESTORE_METHOD_TIME);
  g_autoptr (RepriseRestoreForm) elsewhere =
                 reprise_restore_form_with_repository (node, WORLD_WEST_REPOSITORY);
  g_autoptr (RepriseRestoreForm) unread =
                 reprise_restore_form_with_repository (node, WORLD_OLD_REPOSITORY);
  g_autoptr (GPtrArray) violations = reprise_restore_form_check_choices (strange_node);

  assert_violation (backup, NONE, 0);
  assert_violation (no_node, REPRISE_RESTORE_FIELD_SOURCE_NODE, REPRISE_RESTORE_PROBLEM_MISSING);
  assert_violation (node, REPRISE_RESTORE_FIELD_BACKUP, REPRISE_RESTORE_PROBLEM_MISSING);
  assert_violation (gone, REPRISE_RESTORE_FIELD_BACKUP, REPRISE_RESTORE_PROBLEM_UNKNOWN);
  assert_violation (nothing, REPRISE_RESTORE_FIELD_TARGET_NODES, REPRISE_RESTORE_PROBLEM_MISSING);
  assert_violation (strangers, REPRISE_RESTORE_FIELD_TARGET_NODES, REPRISE_RESTORE_PROBLEM_UNKNOWN);
  assert_violation (no_time, REPRISE_RESTORE_FIELD_TIME, REPRISE_RESTORE_PROBLEM_MISSING);
  assert_violation (elsewhere, REPRISE_RESTORE_FIELD_REPOSITORY, REPRISE_RESTORE_PROBLEM_UNKNOWN);
  assert_violation (unread, REPRISE_RESTORE_FIELD_REPOSITORY, REPRISE_RESTORE_PROBLEM_UNREAD);
  g_assert_cmpint (reprise_restore_violations_find (violations, REPRISE_RESTORE_FIELD_SOURCE_NODE)
                       ->problem,
                   ==,
                   REPRISE_RESTORE_PROBLEM_UNKNOWN);
}

/* No data, no answer and no backup are three different things. */
static void
test_restore_check_stock (void)
{
  g_autoptr (RepriseRestoreContext) context = world_context (NULL);
  g_autoptr (RepriseInventory) no_backups = world_inventory (NULL, NULL, 0);
  g_autoptr (GError) error = g_error_new_literal (REPRISE_SERVICE_ERROR,
                                                  REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                                                  "failed to connect to backup repository");
  g_autoptr (RepriseRestoreContext) empty =
                 reprise_restore_context_with_inventory (context,
                                                         WORLD_REPOSITORY,
                                                         "n1",
                                                         NULL,
                                                         world_instant (WORLD_NOW));
  g_autoptr (RepriseRestoreContext) failed =
                 reprise_restore_context_with_failure (context, WORLD_REPOSITORY, "n1", error);
  g_autoptr (RepriseRestoreContext) bare = world_read (context, no_backups);
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) latest =
                 reprise_restore_form_with_method (form, REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (RepriseRestoreForm) with_empty = reprise_restore_form_with_context (latest, empty);
  g_autoptr (RepriseRestoreForm) with_failed = reprise_restore_form_with_context (latest, failed);
  g_autoptr (RepriseRestoreForm) with_bare = reprise_restore_form_with_context (latest, bare);
  g_autoptr (GPtrArray) violations = reprise_restore_form_check_choices (with_failed);

  assert_violation (with_empty,
                    REPRISE_RESTORE_FIELD_REPOSITORY,
                    REPRISE_RESTORE_PROBLEM_NO_BACKUP);
  assert_violation (with_failed,
                    REPRISE_RESTORE_FIELD_REPOSITORY,
                    REPRISE_RESTORE_PROBLEM_UNREADABLE);
  assert_violation (with_bare, REPRISE_RESTORE_FIELD_METHOD, REPRISE_RESTORE_PROBLEM_NO_BACKUP);
  g_assert_cmpstr (((RepriseRestoreViolation *) g_ptr_array_index (violations, 0))->text,
                   ==,
                   "The backups could not be read: failed to connect to backup repository");
}

/* Another database's backups count as what they say they are. */
static void
test_restore_check_major (void)
{
  static const struct
  {
    const char *database;
    const char *inventory;
    int field;
  } cases[] = {
    { "16", "16", NONE },
    { "16.2", NULL, NONE },
    { "", "16", NONE },
    { "16", "15", REPRISE_RESTORE_FIELD_REPOSITORY },
    { "", "x", REPRISE_RESTORE_FIELD_REPOSITORY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WorldDatabase is = { .id = WORLD_WEST,
                                 .pg_version = cases[i].database,
                                 .repository_id = WORLD_WEST_REPOSITORY };
      g_autoptr (GPtrArray) databases = world_list (world_database (&is), NULL);
      RepriseRestoreContextFields fields = { .databases = databases };
      RepriseInventoryFields inventory_fields = REPRISE_INVENTORY_FIELDS_INIT;
      g_autoptr (RepriseRestoreContext) context = world_context (&fields);
      g_autoptr (GPtrArray) repositories =
                     world_list (world_repository (WORLD_WEST_REPOSITORY, WORLD_WEST, WORLD_NOW),
                                 NULL);
      g_autoptr (RepriseRestoreContext) listed =
                     reprise_restore_context_with_repositories (context, WORLD_WEST, repositories);
      g_autoptr (RepriseInventory) inventory = NULL;
      g_autoptr (RepriseRestoreContext) read = NULL;
      g_autoptr (RepriseRestoreForm) form = NULL;
      g_autoptr (RepriseRestoreForm) west = NULL;
      g_autoptr (RepriseRestoreForm) node = NULL;
      g_autoptr (RepriseRestoreForm) latest = NULL;

      inventory_fields.repository_id = WORLD_WEST_REPOSITORY;
      inventory_fields.pg_version = cases[i].inventory;
      inventory = world_inventory (&inventory_fields, world_backups (), 2);
      read = world_read (listed, inventory);
      form = reprise_restore_form_new (read);
      west = reprise_restore_form_with_source_database (form, WORLD_WEST);
      node = reprise_restore_form_with_source_node (west, "n1");
      latest = reprise_restore_form_with_method (node, REPRISE_RESTORE_METHOD_LATEST);
      assert_violation (latest, cases[i].field, REPRISE_RESTORE_PROBLEM_OTHER_MAJOR);
    }
}

/* Both ends of what the service has looked at, to the microsecond. */
static void
test_restore_check_proven (void)
{
  static const struct
  {
    const char *time;
    gboolean exclusive;
    int field;
    int problem;
  } cases[] = {
    { "2024-06-19T20:01:12.999999Z",
      FALSE,
      REPRISE_RESTORE_FIELD_TIME,
      REPRISE_RESTORE_PROBLEM_TOO_EARLY },
    { "2024-06-19T20:01:13Z", FALSE, NONE, 0 },
    { "2024-06-19T23:00:00.499999Z", FALSE, NONE, 0 },
    { "2024-06-19T23:00:00.5Z",
      FALSE,
      REPRISE_RESTORE_FIELD_TIME,
      REPRISE_RESTORE_PROBLEM_NOT_ARCHIVED },
    { "2024-06-19T23:00:00.5Z", TRUE, NONE, 0 },
    { "2024-06-19T23:00:00.500001Z",
      TRUE,
      REPRISE_RESTORE_FIELD_TIME,
      REPRISE_RESTORE_PROBLEM_NOT_ARCHIVED },
    { "2024-06-19T23:30:00.000001Z",
      FALSE,
      REPRISE_RESTORE_FIELD_TIME,
      REPRISE_RESTORE_PROBLEM_TOO_LATE },
  };
  g_autoptr (RepriseRecoveryWindow) window =
                 world_window ("2024-06-19T20:01:13Z", "2024-06-19T23:00:00.5Z");
  g_autoptr (RepriseRestoreForm) form = world_form (window);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseRestoreForm) timed =
                     reprise_restore_form_with_time (form, world_instant (cases[i].time));
      g_autoptr (RepriseRestoreForm) exclusive =
                     reprise_restore_form_with_exclusive (timed, cases[i].exclusive);

      assert_violation (exclusive, cases[i].field, cases[i].problem);
    }
}

/* Where the service has not looked, everything between the first backup and now may be tried. */
static void
test_restore_check_unproven (void)
{
  static const struct
  {
    const char *time;
    int field;
    int problem;
  } cases[] = {
    { "2024-06-19T20:01:12Z", REPRISE_RESTORE_FIELD_TIME, REPRISE_RESTORE_PROBLEM_TOO_EARLY },
    { "2024-06-19T20:01:13Z", NONE, 0 },
    { "2024-06-19T23:30:00Z", NONE, 0 },
    { "2024-06-19T23:30:01Z", REPRISE_RESTORE_FIELD_TIME, REPRISE_RESTORE_PROBLEM_TOO_LATE },
  };
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseRestoreForm) timed =
                     reprise_restore_form_with_time (form, world_instant (cases[i].time));

      assert_violation (timed, cases[i].field, cases[i].problem);
    }
}

/* pgBackRest would take a backup that cannot be used: another has to be named on purpose, and not
 * one that ended too late. */
static void
test_restore_check_base (void)
{
  RepriseBackupFields backups[3];
  g_autoptr (RepriseRestoreContext) context = world_context (NULL);
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (RepriseRestoreContext) read = NULL;
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) again = NULL;
  g_autoptr (RepriseRestoreForm) timed = NULL;
  g_autoptr (RepriseRestoreForm) based = NULL;
  g_autoptr (RepriseRestoreForm) late = NULL;
  g_autoptr (RepriseRestoreForm) gone = NULL;
  g_autoptr (RepriseBackup) proposed = NULL;
  g_autoptr (RepriseBackup) no_proposal = NULL;

  backups[0] = world_backups ()[0];
  backups[1] = world_backups ()[1];
  backups[1].prior = "20240618-000000F";
  backups[2] = world_backups ()[0];
  backups[2].label = "20240619-220000F";
  backups[2].finished_at = world_instant ("2024-06-19T22:00:00Z");
  inventory = world_inventory (NULL, backups, G_N_ELEMENTS (backups));
  read = world_read (context, inventory);
  again = reprise_restore_form_with_context (form, read);
  timed = reprise_restore_form_with_time (again, world_instant ("2024-06-19T21:30:00Z"));
  assert_violation (timed, REPRISE_RESTORE_FIELD_BASE, REPRISE_RESTORE_PROBLEM_UNUSABLE);
  proposed = reprise_restore_form_dup_proposed_base (timed);
  g_assert_cmpstr (reprise_backup_get_label (proposed), ==, WORLD_FULL);

  based = reprise_restore_form_with_base (timed, WORLD_FULL);
  assert_violation (based, NONE, 0);
  no_proposal = reprise_restore_form_dup_proposed_base (based);
  g_assert_null (no_proposal);
  late = reprise_restore_form_with_base (timed, "20240619-220000F");
  assert_violation (late, REPRISE_RESTORE_FIELD_BASE, REPRISE_RESTORE_PROBLEM_TOO_LATE);
  gone = reprise_restore_form_with_base (timed, "20240101-000000F");
  assert_violation (gone, REPRISE_RESTORE_FIELD_BASE, REPRISE_RESTORE_PROBLEM_UNKNOWN);
}

/* What is proven from pgBackRest's own choice is not so from a backup before the gap. */
static void
test_restore_check_base_before_gap (void)
{
  g_autoptr (RepriseRecoveryWindow) window =
                 world_window ("2024-06-19T21:00:05Z", "2024-06-19T23:00:00Z");
  g_autoptr (RepriseRestoreForm) form = world_form (window);
  g_autoptr (RepriseRestoreForm) timed =
                 reprise_restore_form_with_time (form, world_instant ("2024-06-19T22:00:00Z"));
  g_autoptr (RepriseRestoreForm) before = reprise_restore_form_with_base (timed, WORLD_FULL);
  g_autoptr (RepriseRestoreForm) behind = reprise_restore_form_with_base (timed, WORLD_INCR);

  assert_violation (timed, NONE, 0);
  assert_violation (before, REPRISE_RESTORE_FIELD_BASE, REPRISE_RESTORE_PROBLEM_NOT_ARCHIVED);
  assert_violation (behind, NONE, 0);
}

/* A newest backup that cannot be used blocks the latest point, and itself, but not the others. */
static void
test_restore_check_unusable (void)
{
  RepriseBackupFields backups[2];
  g_autoptr (RepriseRestoreContext) context = world_context (NULL);
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (RepriseRestoreContext) read = NULL;
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) again = NULL;
  g_autoptr (RepriseRestoreForm) latest = NULL;
  g_autoptr (RepriseRestoreForm) broken = NULL;
  g_autoptr (RepriseRestoreForm) whole = NULL;

  backups[0] = world_backups ()[0];
  backups[1] = world_backups ()[1];
  backups[1].prior = "20240618-000000F";
  inventory = world_inventory (NULL, backups, G_N_ELEMENTS (backups));
  read = world_read (context, inventory);
  again = reprise_restore_form_with_context (form, read);
  latest = reprise_restore_form_with_method (again, REPRISE_RESTORE_METHOD_LATEST);
  broken = reprise_restore_form_with_backup (again, WORLD_INCR);
  whole = reprise_restore_form_with_backup (again, WORLD_FULL);

  assert_violation (latest, REPRISE_RESTORE_FIELD_METHOD, REPRISE_RESTORE_PROBLEM_UNUSABLE);
  assert_violation (broken, REPRISE_RESTORE_FIELD_BACKUP, REPRISE_RESTORE_PROBLEM_UNUSABLE);
  assert_violation (whole, NONE, 0);
}

/* The display name has to be typed, to the letter. */
static void
test_restore_check_confirmation (void)
{
  static const struct
  {
    const char *typed;
    gboolean confirmed;
  } cases[] = {
    { NULL, FALSE },
    { "", FALSE },
    { "east coast parts", FALSE },
    { "East Coast Parts ", FALSE },
    { "east_parts", FALSE },
    { "East Coast Parts", TRUE },
  };
  const WorldDatabase nameless = { .display_name = "" };
  g_autoptr (RepriseDatabase) target = world_database (&nameless);
  RepriseRestoreContextFields fields = { .target = target };
  g_autoptr (RepriseRestoreForm) form = make_latest (NULL);
  g_autoptr (RepriseRestoreForm) plain = make_latest (&fields);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseRestoreForm) typed =
                     reprise_restore_form_with_confirmation (form, cases[i].typed);
      g_autoptr (GPtrArray) violations = reprise_restore_form_check (typed);

      g_assert_cmpuint (violations->len, ==, cases[i].confirmed ? 0 : 1);
      g_assert_cmpint (reprise_restore_violations_find (violations,
                                                        REPRISE_RESTORE_FIELD_CONFIRMATION) == NULL,
                       ==,
                       cases[i].confirmed);
    }
  g_assert_cmpstr (reprise_restore_form_get_expected_confirmation (plain), ==, "east_parts");
}

/* A source that cannot serve is named with the rule that fails. */
static void
test_restore_check_source (void)
{
  const WorldDatabase older = { .id = WORLD_WEST, .display_name = "West", .pg_version = "15" };
  g_autoptr (GPtrArray) databases = world_list (world_database (&older), NULL);
  RepriseRestoreContextFields fields = { .databases = databases };
  g_autoptr (RepriseRestoreForm) form = make_latest (&fields);
  g_autoptr (RepriseRestoreForm) west =
                 reprise_restore_form_with_source_database (form, WORLD_WEST);
  g_autoptr (RepriseRestoreForm) gone = reprise_restore_form_with_source_database (form, "nowhere");
  g_autoptr (GPtrArray) violations = reprise_restore_form_check_choices (west);

  assert_violation (west,
                    REPRISE_RESTORE_FIELD_SOURCE_DATABASE,
                    REPRISE_RESTORE_PROBLEM_NOT_ELIGIBLE);
  assert_violation (gone, REPRISE_RESTORE_FIELD_SOURCE_DATABASE, REPRISE_RESTORE_PROBLEM_UNKNOWN);
  g_assert_nonnull (strstr (((RepriseRestoreViolation *) g_ptr_array_index (violations, 0))->text,
                            "Runs another major version of PostgreSQL."));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/restore-check/saved", test_restore_check_saved);
  g_test_add_func ("/restore/restore-check/database", test_restore_check_database);
  g_test_add_func ("/restore/restore-check/cluster", test_restore_check_cluster);
  g_test_add_func ("/restore/restore-check/tasks", test_restore_check_tasks);
  g_test_add_func ("/restore/restore-check/choices", test_restore_check_choices);
  g_test_add_func ("/restore/restore-check/stock", test_restore_check_stock);
  g_test_add_func ("/restore/restore-check/major", test_restore_check_major);
  g_test_add_func ("/restore/restore-check/proven", test_restore_check_proven);
  g_test_add_func ("/restore/restore-check/unproven", test_restore_check_unproven);
  g_test_add_func ("/restore/restore-check/base", test_restore_check_base);
  g_test_add_func ("/restore/restore-check/base-before-gap", test_restore_check_base_before_gap);
  g_test_add_func ("/restore/restore-check/unusable", test_restore_check_unusable);
  g_test_add_func ("/restore/restore-check/confirmation", test_restore_check_confirmation);
  g_test_add_func ("/restore/restore-check/source", test_restore_check_source);
  return g_test_run ();
}
