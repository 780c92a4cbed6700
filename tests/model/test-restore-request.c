/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request for a restore: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-restore-request.h"

static void
assert_list (const char *const *list)
{
  g_assert_cmpuint (g_strv_length ((char **) list), ==, 2);
  g_assert_cmpstr (list[0], ==, "one");
  g_assert_cmpstr (list[1], ==, "two");
}

/* Each part comes back as it was given, from a copy of its own. */
static void
test_restore_request_keeps (void)
{
  char words[] = "one";
  const char *list[] = { words, "two", NULL };
  char text[] = "provider";
  RepriseRestoreRequestFields fields = { 0 };
  g_autoptr (RepriseRestoreRequest) restore_request = NULL;

  fields.provider = text;
  fields.source_node_name = "source node name";
  fields.repositories = list;
  fields.recovery_type = REPRISE_RECOVERY_TYPE_TIME;
  fields.target = "target";
  fields.target_exclusive = REPRISE_TRISTATE_YES;
  fields.set = "set";
  fields.delta = REPRISE_TRISTATE_YES;
  fields.force = REPRISE_TRISTATE_YES;
  fields.target_nodes = list;
  restore_request = reprise_restore_request_new (&fields);
  text[0] = 'X';
  words[0] = 'X';
  list[1] = NULL;

  g_assert_cmpstr (reprise_restore_request_get_provider (restore_request), ==, "provider");
  g_assert_cmpstr (reprise_restore_request_get_source_node_name (restore_request),
                   ==,
                   "source node name");
  assert_list (reprise_restore_request_get_repositories (restore_request));
  g_assert_cmpint (reprise_restore_request_get_recovery_type (restore_request),
                   ==,
                   REPRISE_RECOVERY_TYPE_TIME);
  g_assert_cmpstr (reprise_restore_request_get_target (restore_request), ==, "target");
  g_assert_cmpint (reprise_restore_request_get_target_exclusive (restore_request),
                   ==,
                   REPRISE_TRISTATE_YES);
  g_assert_cmpstr (reprise_restore_request_get_set (restore_request), ==, "set");
  g_assert_cmpint (reprise_restore_request_get_delta (restore_request), ==, REPRISE_TRISTATE_YES);
  g_assert_cmpint (reprise_restore_request_get_force (restore_request), ==, REPRISE_TRISTATE_YES);
  assert_list (reprise_restore_request_get_target_nodes (restore_request));
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_restore_request_unknown (void)
{
  const RepriseRestoreRequestFields fields = { 0 };
  g_autoptr (RepriseRestoreRequest) restore_request = reprise_restore_request_new (&fields);

  g_assert_null (reprise_restore_request_get_provider (restore_request));
  g_assert_null (reprise_restore_request_get_source_node_name (restore_request));
  g_assert_null (reprise_restore_request_get_repositories (restore_request));
  g_assert_cmpint (reprise_restore_request_get_recovery_type (restore_request),
                   ==,
                   REPRISE_RECOVERY_TYPE_UNSET);
  g_assert_null (reprise_restore_request_get_target (restore_request));
  g_assert_cmpint (reprise_restore_request_get_target_exclusive (restore_request),
                   ==,
                   REPRISE_TRISTATE_UNKNOWN);
  g_assert_null (reprise_restore_request_get_set (restore_request));
  g_assert_cmpint (reprise_restore_request_get_delta (restore_request),
                   ==,
                   REPRISE_TRISTATE_UNKNOWN);
  g_assert_cmpint (reprise_restore_request_get_force (restore_request),
                   ==,
                   REPRISE_TRISTATE_UNKNOWN);
  g_assert_null (reprise_restore_request_get_target_nodes (restore_request));
}

static const char *const repositories[] = { "r1", "r2", NULL };
static const char *const nodes[] = { "n1", "n2", NULL };

static const RepriseRestoreRequestFields complete = {
  .provider = "pgbackrest",
  .source_node_name = "n1",
  .repositories = repositories,
  .recovery_type = REPRISE_RECOVERY_TYPE_TIME,
  .target = "2024-06-19T20:30:00Z",
  .target_exclusive = REPRISE_TRISTATE_NO,
  .set = "20240619-195803F",
  .delta = REPRISE_TRISTATE_YES,
  .force = REPRISE_TRISTATE_UNKNOWN,
  .target_nodes = nodes,
};

static gboolean
equals_complete (const RepriseRestoreRequestFields *fields)
{
  g_autoptr (RepriseRestoreRequest) one = reprise_restore_request_new (&complete);
  g_autoptr (RepriseRestoreRequest) other = reprise_restore_request_new (fields);
  gboolean equal = reprise_restore_request_equal (one, other);

  g_assert_cmpint (reprise_restore_request_equal (other, one), ==, equal);
  return equal;
}

/* Any part that differs makes a different request, also where absent meets empty. */
static void
test_restore_request_differs (void)
{
  static const char *const swapped[] = { "r2", "r1", NULL };
  static const char *const fewer[] = { "n1", NULL };
  static const char *const none[] = { NULL };
  RepriseRestoreRequestFields cases[17];
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cases[i] = complete;
  cases[n++].provider = "pgdump";
  cases[n++].source_node_name = "n2";
  cases[n++].repositories = swapped;
  cases[n++].repositories = NULL;
  cases[n++].recovery_type = REPRISE_RECOVERY_TYPE_IMMEDIATE;
  cases[n++].recovery_type = REPRISE_RECOVERY_TYPE_UNSET;
  cases[n++].target = "2024-06-19T20:30:01Z";
  cases[n++].target = "2024-06-19T20:30:00+01:00";
  cases[n++].target = NULL;
  cases[n++].target_exclusive = REPRISE_TRISTATE_YES;
  cases[n++].set = "20240619-195804F";
  cases[n++].set = NULL;
  cases[n++].delta = REPRISE_TRISTATE_UNKNOWN;
  cases[n++].target_nodes = NULL;
  cases[n++].target_nodes = none;
  cases[n++].target_nodes = fewer;
  cases[n++].target_nodes = repositories;
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases));

  for (gsize i = 0; i < n; i++)
    g_assert_false (equals_complete (&cases[i]));
}

/* The same parts make the same request, in whatever order the nodes are named and however the
 * instant is spelled. */
static void
test_restore_request_equals (void)
{
  static const char *const swapped[] = { "n2", "n1", NULL };
  RepriseRestoreRequestFields fields = complete;

  g_assert_true (equals_complete (&complete));
  fields.target_nodes = swapped;
  g_assert_true (equals_complete (&fields));
  fields.target = "2024-06-19T22:30:00.000+02:00";
  g_assert_true (equals_complete (&fields));
  fields.target_exclusive = REPRISE_TRISTATE_UNKNOWN;
  fields.force = REPRISE_TRISTATE_NO;
  g_assert_true (equals_complete (&fields));
}

/* pgBackRest's default may be said. */
static void
test_restore_request_default (void)
{
  g_autoptr (RepriseRestoreRequest) said = reprise_restore_request_new (
      &(RepriseRestoreRequestFields){ .recovery_type = REPRISE_RECOVERY_TYPE_DEFAULT });
  g_autoptr (RepriseRestoreRequest) left_out =
                 reprise_restore_request_new (&(RepriseRestoreRequestFields){ 0 });

  g_assert_true (reprise_restore_request_equal (said, left_out));
  g_assert_true (reprise_restore_request_equal (left_out, said));
}

/* More may be said, but nothing else. */
static void
test_restore_request_includes (void)
{
  g_autoptr (RepriseRestoreRequest) one = reprise_restore_request_new (&complete);
  RepriseRestoreRequestFields less = complete;
  RepriseRestoreRequestFields cases[5];
  g_autoptr (RepriseRestoreRequest) left_to_it = NULL;
  gsize n = 0;

  less.set = NULL;
  less.target_nodes = NULL;
  less.target_exclusive = REPRISE_TRISTATE_UNKNOWN;
  less.delta = REPRISE_TRISTATE_UNKNOWN;
  left_to_it = reprise_restore_request_new (&less);
  g_assert_true (reprise_restore_request_includes (one, one));
  g_assert_true (reprise_restore_request_includes (one, left_to_it));
  g_assert_false (reprise_restore_request_includes (left_to_it, one));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cases[i] = less;
  cases[n++].source_node_name = "n2";
  cases[n++].repositories = nodes;
  cases[n++].recovery_type = REPRISE_RECOVERY_TYPE_IMMEDIATE;
  cases[n++].target = "2024-06-19T20:30:01Z";
  cases[n++].target_exclusive = REPRISE_TRISTATE_YES;
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases));
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (RepriseRestoreRequest) other = reprise_restore_request_new (&cases[i]);

      g_assert_false (reprise_restore_request_includes (one, other));
    }
}

/* The command is left out only where nothing of it is set; false is something. */
static void
test_restore_request_has_command (void)
{
  static const struct
  {
    RepriseRestoreRequestFields fields;
    gboolean has_command;
  } cases[] = {
    { { .provider = "pgbackrest", .source_node_name = "n1", .target_nodes = nodes }, FALSE },
    { { .recovery_type = REPRISE_RECOVERY_TYPE_DEFAULT }, TRUE },
    { { .target = "2024-06-19T20:30:00Z" }, TRUE },
    { { .set = "20240619-195803F" }, TRUE },
    { { .target_exclusive = REPRISE_TRISTATE_NO }, TRUE },
    { { .delta = REPRISE_TRISTATE_NO }, TRUE },
    { { .force = REPRISE_TRISTATE_NO }, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseRestoreRequest) request = reprise_restore_request_new (&cases[i].fields);

      g_assert_cmpint (reprise_restore_request_has_command (request), ==, cases[i].has_command);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/restore-request/keeps", test_restore_request_keeps);
  g_test_add_func ("/model/restore-request/unknown", test_restore_request_unknown);
  g_test_add_func ("/model/restore-request/differs", test_restore_request_differs);
  g_test_add_func ("/model/restore-request/equals", test_restore_request_equals);
  g_test_add_func ("/model/restore-request/default", test_restore_request_default);
  g_test_add_func ("/model/restore-request/includes", test_restore_request_includes);
  g_test_add_func ("/model/restore-request/has-command", test_restore_request_has_command);
  return g_test_run ();
}
