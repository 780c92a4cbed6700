/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which task does what was asked for, and which only may. */

#include "config.h"

#include "restore/reprise-restore-match.h"

#include "restore-world.h"

static const char *const before[] = { "old", NULL };

static RepriseRestoreRequest *
make_request (const char *set, const char *target_node)
{
  const char *const target_nodes[] = { target_node, NULL };
  static const char *const repositories[] = { WORLD_REPOSITORY, NULL };
  const RepriseRestoreRequestFields fields = { .provider = "pgbackrest",
                                               .source_node_name = "n1",
                                               .repositories = repositories,
                                               .recovery_type = REPRISE_RECOVERY_TYPE_IMMEDIATE,
                                               .set = set,
                                               .target_nodes =
                                                   target_node == NULL ? NULL : target_nodes };

  return reprise_restore_request_new (&fields);
}

/* What a service may list, and what may be claimed of it. */
static void
test_restore_match_find (void)
{
  g_autoptr (RepriseRestoreRequest) ours = make_request (WORLD_FULL, NULL);
  g_autoptr (RepriseRestoreRequest) same = make_request (WORLD_FULL, NULL);
  g_autoptr (RepriseRestoreRequest) theirs = make_request (WORLD_INCR, NULL);
  g_autoptr (RepriseRestoreRequest) longer = make_request (WORLD_FULL, "n1");
  const struct
  {
    WorldTask tasks[2];
    gboolean accepted;
    RepriseRestoreMatch match;
    const char *id;
  } cases[] = {
    { { { .id = "old", .request = same }, { 0 } }, TRUE, REPRISE_RESTORE_MATCH_NONE, NULL },
    { { { .id = "a", .name = "update" }, { 0 } }, TRUE, REPRISE_RESTORE_MATCH_NONE, NULL },
    { { { .id = "a", .request = same }, { 0 } }, TRUE, REPRISE_RESTORE_MATCH_OURS, "a" },
    { { { .id = "a", .request = same }, { 0 } }, FALSE, REPRISE_RESTORE_MATCH_OURS, "a" },
    { { { .id = "a", .request = theirs }, { 0 } }, TRUE, REPRISE_RESTORE_MATCH_MAYBE, "a" },
    { { { .id = "a", .request = theirs }, { 0 } }, FALSE, REPRISE_RESTORE_MATCH_MAYBE, "a" },
    { { { .id = "a" }, { 0 } }, TRUE, REPRISE_RESTORE_MATCH_OURS, "a" },
    { { { .id = "a" }, { 0 } }, FALSE, REPRISE_RESTORE_MATCH_MAYBE, "a" },
    { { { .id = "a", .name = "restore" }, { .id = "b", .name = "backup" } },
      TRUE,
      REPRISE_RESTORE_MATCH_OURS,
      "a" },
    { { { .id = "a", .created_at = "2024-06-19T23:31:00Z" }, { .id = "b" } },
      TRUE,
      REPRISE_RESTORE_MATCH_MAYBE,
      "a" },
    { { { .id = "a", .request = theirs, .created_at = "2024-06-19T23:31:00Z" },
        { .id = "b", .request = same } },
      FALSE,
      REPRISE_RESTORE_MATCH_OURS,
      "b" },
    { { { .id = "a", .request = same }, { .id = "b", .request = same } },
      FALSE,
      REPRISE_RESTORE_MATCH_MAYBE,
      "a" },
    { { { .id = "a", .request = same, .created_at = "2024-06-19T23:31:00Z" },
        { .id = "b", .request = same, .name = "restore-from-pgbackrest" } },
      TRUE,
      REPRISE_RESTORE_MATCH_OURS,
      "a" },
    { { { .id = "a", .request = longer }, { 0 } }, TRUE, REPRISE_RESTORE_MATCH_OURS, "a" },
    { { { .id = "a", .request = longer }, { 0 } }, FALSE, REPRISE_RESTORE_MATCH_MAYBE, "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tasks = world_list (world_task (&cases[i].tasks[0]), NULL);
      g_autoptr (RepriseTask) task = NULL;

      if (cases[i].tasks[1].id != NULL)
        g_ptr_array_add (tasks, world_task (&cases[i].tasks[1]));
      g_assert_cmpint (reprise_restore_match_find (tasks, before, ours, cases[i].accepted, &task),
                       ==,
                       cases[i].match);
      g_assert_cmpstr (task == NULL ? NULL : reprise_task_get_id (task), ==, cases[i].id);
    }
}

/* Words for files come back as what they were. */
static void
test_restore_match_words (void)
{
  for (int i = REPRISE_RESTORE_MATCH_NONE; i <= REPRISE_RESTORE_MATCH_OURS; i++)
    g_assert_cmpint (reprise_restore_match_from_word (reprise_restore_match_to_word (i)), ==, i);
  g_assert_cmpint (reprise_restore_match_from_word ("surely"), ==, REPRISE_RESTORE_MATCH_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/restore-match/find", test_restore_match_find);
  g_test_add_func ("/restore/restore-match/words", test_restore_match_words);
  return g_test_run ();
}
