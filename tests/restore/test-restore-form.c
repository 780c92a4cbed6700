/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one choice does to the others. */

#include "config.h"

#include "restore/reprise-restore-form.h"

#include "restore-world.h"

static void
assert_nodes (RepriseRestoreForm *form, const char *expected)
{
  g_autofree char *nodes = g_strjoinv (",", (char **) reprise_restore_form_get_target_nodes (form));

  g_assert_cmpstr (nodes, ==, expected);
}

/* At first the database is its own source and all of it is to be restored; a node is chosen only
 * where there is no other. */
static void
test_restore_form_defaults (void)
{
  static const char *const one_node[] = { "n7", NULL };
  const WorldDatabase single = { .nodes = one_node };
  g_autoptr (RepriseDatabase) target = world_database (&single);
  RepriseRestoreContextFields fields = { .target = target };
  g_autoptr (RepriseRestoreContext) context = world_context (NULL);
  g_autoptr (RepriseRestoreContext) single_context = world_context (&fields);
  g_autoptr (RepriseRestoreForm) form = reprise_restore_form_new (context);
  g_autoptr (RepriseRestoreForm) single_form = reprise_restore_form_new (single_context);

  g_assert_cmpstr (reprise_restore_form_get_source_database_id (form), ==, WORLD_EAST);
  g_assert_false (reprise_restore_form_is_from_other_database (form));
  g_assert_null (reprise_restore_form_get_source_node (form));
  g_assert_null (reprise_restore_form_get_repository_id (form));
  g_assert_cmpint (reprise_restore_form_get_method (form), ==, REPRISE_RESTORE_METHOD_BACKUP);
  g_assert_cmpint (reprise_restore_form_get_time (form), ==, REPRISE_INSTANT_NONE);
  g_assert_false (reprise_restore_form_get_exclusive (form));
  g_assert_false (reprise_restore_form_is_changed (form));
  g_assert_true (reprise_restore_form_has_all_target_nodes (form));
  assert_nodes (form, "n1,n2,n3");

  g_assert_cmpstr (reprise_restore_form_get_source_node (single_form), ==, "n7");
  g_assert_cmpstr (reprise_restore_form_get_repository_id (single_form), ==, WORLD_REPOSITORY);
}

/* The repository that the node's backups go to now comes with the node, and a backup of another
 * node does not stay. */
static void
test_restore_form_node (void)
{
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) older = NULL;
  g_autoptr (RepriseRestoreForm) backup = NULL;
  g_autoptr (RepriseRestoreForm) based = NULL;
  g_autoptr (RepriseRestoreForm) same = NULL;
  g_autoptr (RepriseRestoreForm) other = NULL;

  g_assert_cmpstr (reprise_restore_form_get_repository_id (form), ==, WORLD_REPOSITORY);
  older = reprise_restore_form_with_repository (form, WORLD_OLD_REPOSITORY);
  backup = reprise_restore_form_with_backup (older, WORLD_FULL);
  based = reprise_restore_form_with_base (backup, WORLD_FULL);

  same = reprise_restore_form_with_source_node (based, "n1");
  g_assert_cmpstr (reprise_restore_form_get_repository_id (same), ==, WORLD_OLD_REPOSITORY);
  g_assert_cmpstr (reprise_restore_form_get_backup_label (same), ==, WORLD_FULL);

  other = reprise_restore_form_with_source_node (based, "n2");
  g_assert_cmpstr (reprise_restore_form_get_repository_id (other), ==, WORLD_REPOSITORY);
  g_assert_null (reprise_restore_form_get_backup_label (other));
  g_assert_null (reprise_restore_form_get_base_label (other));
}

/* Another repository has other backups, but the time that is wanted stays what it is. */
static void
test_restore_form_repository (void)
{
  RepriseInstant time = world_instant ("2024-06-19T20:30:00Z");
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) backup = reprise_restore_form_with_backup (form, WORLD_INCR);
  g_autoptr (RepriseRestoreForm) timed = reprise_restore_form_with_time (backup, time);
  g_autoptr (RepriseRestoreForm) other =
                 reprise_restore_form_with_repository (timed, WORLD_OLD_REPOSITORY);

  g_assert_cmpstr (reprise_restore_form_get_backup_label (timed), ==, WORLD_INCR);
  g_assert_null (reprise_restore_form_get_backup_label (other));
  g_assert_cmpint (reprise_restore_form_get_time (other), ==, time);
  g_assert_cmpint (reprise_restore_form_get_method (other), ==, REPRISE_RESTORE_METHOD_TIME);
  g_assert_cmpstr (reprise_restore_form_get_source_node (other), ==, "n1");
}

/* Another source starts with neither node nor repository nor backup; what is overwritten stays. */
static void
test_restore_form_source (void)
{
  static const char *const two[] = { "n3", "n1", "n1", NULL };
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) backup = reprise_restore_form_with_backup (form, WORLD_FULL);
  g_autoptr (RepriseRestoreForm) some = reprise_restore_form_with_target_nodes (backup, two);
  g_autoptr (RepriseRestoreForm) west =
                 reprise_restore_form_with_source_database (some, WORLD_WEST);
  g_autoptr (RepriseRestoreForm) chosen = reprise_restore_form_with_source_node (west, "n2");
  g_autoptr (RepriseRestoreForm) back =
                 reprise_restore_form_with_source_database (chosen, WORLD_EAST);

  g_assert_true (reprise_restore_form_is_from_other_database (west));
  g_assert_null (reprise_restore_form_get_source_node (west));
  g_assert_null (reprise_restore_form_get_repository_id (west));
  g_assert_null (reprise_restore_form_get_backup_label (west));
  assert_nodes (west, "n1,n3");
  g_assert_false (reprise_restore_form_has_all_target_nodes (west));
  g_assert_cmpstr (reprise_restore_form_get_repository_id (chosen), ==, WORLD_WEST_REPOSITORY);
  g_assert_null (reprise_restore_form_get_source_node (back));
}

/* A base is not kept for a time that it does not serve: it has to end in an earlier second. */
static void
test_restore_form_base (void)
{
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) based = reprise_restore_form_with_base (form, WORLD_INCR);
  g_autoptr (RepriseRestoreForm) later =
                 reprise_restore_form_with_time (based, world_instant ("2024-06-19T21:00:05Z"));
  g_autoptr (RepriseRestoreForm) same_second =
                 reprise_restore_form_with_time (based, world_instant ("2024-06-19T21:00:04.9Z"));

  g_assert_cmpstr (reprise_restore_form_get_base_label (later), ==, WORLD_INCR);
  g_assert_null (reprise_restore_form_get_base_label (same_second));
}

/* What a restore would start from: the chosen backup, the newest, or what pgBackRest takes. */
static void
test_restore_form_start (void)
{
  static const struct
  {
    RepriseRestoreMethod method;
    const char *time;
    const char *base;
    const char *start;
  } cases[] = {
    { REPRISE_RESTORE_METHOD_BACKUP, NULL, NULL, WORLD_FULL },
    { REPRISE_RESTORE_METHOD_LATEST, NULL, NULL, WORLD_INCR },
    { REPRISE_RESTORE_METHOD_TIME, "2024-06-19T21:00:04.999999Z", NULL, WORLD_FULL },
    { REPRISE_RESTORE_METHOD_TIME, "2024-06-19T21:00:05Z", NULL, WORLD_INCR },
    { REPRISE_RESTORE_METHOD_TIME, "2024-06-19T21:00:05Z", WORLD_FULL, WORLD_FULL },
    { REPRISE_RESTORE_METHOD_TIME, "2024-06-19T20:01:12.5Z", NULL, NULL },
    { REPRISE_RESTORE_METHOD_TIME, NULL, NULL, NULL },
  };
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) backup = reprise_restore_form_with_backup (form, WORLD_FULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseInstant time =
          cases[i].time == NULL ? REPRISE_INSTANT_NONE : world_instant (cases[i].time);
      g_autoptr (RepriseRestoreForm) timed = reprise_restore_form_with_time (backup, time);
      g_autoptr (RepriseRestoreForm) based = reprise_restore_form_with_base (timed, cases[i].base);
      g_autoptr (RepriseRestoreForm) chosen =
                     reprise_restore_form_with_method (based, cases[i].method);
      g_autoptr (RepriseBackup) start = reprise_restore_form_dup_start (chosen, NULL);

      g_assert_cmpstr (start == NULL ? NULL : reprise_backup_get_label (start), ==, cases[i].start);
    }
}

/* What was chosen stays when more becomes known, and what could not be chosen before is filled in.
 */
static void
test_restore_form_context (void)
{
  static const char *const two_nodes[] = { "n1", "n2", NULL };
  const WorldDatabase smaller = { .nodes = two_nodes };
  g_autoptr (RepriseDatabase) database = world_database (&smaller);
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) backup = reprise_restore_form_with_backup (form, WORLD_FULL);
  g_autoptr (RepriseRestoreContext) context =
                 reprise_restore_context_with_database (reprise_restore_form_get_context (form),
                                                        database);
  g_autoptr (RepriseRestoreForm) fresh = reprise_restore_form_with_context (backup, context);

  g_assert_true (reprise_restore_form_get_context (fresh) == context);
  g_assert_true (reprise_restore_context_get_target (context) == database);
  g_assert_cmpstr (reprise_restore_form_get_backup_label (fresh), ==, WORLD_FULL);
  assert_nodes (fresh, "n1,n2,n3");
}

/* Reset goes back to what was filled in for somebody, and forgets the confirmation. */
static void
test_restore_form_reset (void)
{
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) filled = reprise_restore_form_with_backup (form, WORLD_FULL);
  g_autoptr (RepriseRestoreForm) original = reprise_restore_form_as_original (filled);
  g_autoptr (RepriseRestoreForm) latest =
                 reprise_restore_form_with_method (original, REPRISE_RESTORE_METHOD_LATEST);
  g_autoptr (RepriseRestoreForm) typed =
                 reprise_restore_form_with_confirmation (latest, "East Coast Parts");
  g_autoptr (RepriseRestoreForm) reset = reprise_restore_form_reset (typed);

  g_assert_true (reprise_restore_form_is_changed (filled));
  g_assert_false (reprise_restore_form_is_changed (original));
  g_assert_true (reprise_restore_form_is_changed (latest));
  g_assert_false (reprise_restore_form_is_changed (reset));
  g_assert_cmpstr (reprise_restore_form_get_backup_label (reset), ==, WORLD_FULL);
  g_assert_cmpint (reprise_restore_form_get_method (reset), ==, REPRISE_RESTORE_METHOD_BACKUP);
  g_assert_null (reprise_restore_form_get_confirmation (reset));
}

/* Starting over brings back each choice of an earlier request. */
static void
test_restore_form_request (void)
{
  static const char *const repositories[] = { WORLD_WEST_REPOSITORY, NULL };
  static const char *const nodes[] = { "n2", NULL };
  const RepriseRestoreRequestFields fields = {
    .provider = "pgbackrest",
    .source_node_name = "n3",
    .repositories = repositories,
    .recovery_type = REPRISE_RECOVERY_TYPE_TIME,
    .target = "2024-06-19T20:30:00.25Z",
    .target_exclusive = REPRISE_TRISTATE_YES,
    .set = WORLD_FULL,
    .target_nodes = nodes,
  };
  g_autoptr (RepriseRestoreRequest) request = reprise_restore_request_new (&fields);
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);
  g_autoptr (RepriseRestoreForm) again =
                 reprise_restore_form_with_request (form, WORLD_WEST, request);

  g_assert_cmpstr (reprise_restore_form_get_source_database_id (again), ==, WORLD_WEST);
  g_assert_cmpstr (reprise_restore_form_get_source_node (again), ==, "n3");
  g_assert_cmpstr (reprise_restore_form_get_repository_id (again), ==, WORLD_WEST_REPOSITORY);
  g_assert_cmpint (reprise_restore_form_get_method (again), ==, REPRISE_RESTORE_METHOD_TIME);
  g_assert_cmpint (reprise_restore_form_get_time (again),
                   ==,
                   world_instant ("2024-06-19T20:30:00.25Z"));
  g_assert_true (reprise_restore_form_get_exclusive (again));
  g_assert_cmpstr (reprise_restore_form_get_base_label (again), ==, WORLD_FULL);
  assert_nodes (again, "n2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/restore-form/defaults", test_restore_form_defaults);
  g_test_add_func ("/restore/restore-form/node", test_restore_form_node);
  g_test_add_func ("/restore/restore-form/repository", test_restore_form_repository);
  g_test_add_func ("/restore/restore-form/source", test_restore_form_source);
  g_test_add_func ("/restore/restore-form/base", test_restore_form_base);
  g_test_add_func ("/restore/restore-form/start", test_restore_form_start);
  g_test_add_func ("/restore/restore-form/context", test_restore_form_context);
  g_test_add_func ("/restore/restore-form/reset", test_restore_form_reset);
  g_test_add_func ("/restore/restore-form/request", test_restore_form_request);
  return g_test_run ();
}
