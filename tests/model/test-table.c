/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-table.h"

static void
assert_list (const char *const *list)
{
  g_assert_cmpuint (g_strv_length ((char **) list), ==, 2);
  g_assert_cmpstr (list[0], ==, "one");
  g_assert_cmpstr (list[1], ==, "two");
}

/* Each part comes back as it was given, from a copy of its own. */
static void
test_table_keeps (void)
{
  char words[] = "one";
  const char *list[] = { words, "two", NULL };
  char text[] = "schema";
  RepriseTableFields fields = { 0 };
  g_autoptr (RepriseTable) table = NULL;

  fields.schema = text;
  fields.name = "name";
  fields.primary_key = list;
  fields.replication_sets = list;
  table = reprise_table_new (&fields);
  text[0] = 'X';
  words[0] = 'X';
  list[1] = NULL;

  g_assert_cmpstr (reprise_table_get_schema (table), ==, "schema");
  g_assert_cmpstr (reprise_table_get_name (table), ==, "name");
  assert_list (reprise_table_get_primary_key (table));
  assert_list (reprise_table_get_replication_sets (table));
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_table_unknown (void)
{
  const RepriseTableFields fields = { 0 };
  g_autoptr (RepriseTable) table = reprise_table_new (&fields);

  g_assert_null (reprise_table_get_schema (table));
  g_assert_null (reprise_table_get_name (table));
  g_assert_null (reprise_table_get_primary_key (table));
  g_assert_null (reprise_table_get_replication_sets (table));
}

/* What widgets bind says the same as the functions. */
static void
test_table_properties (void)
{
  RepriseTableFields fields = { 0 };
  g_autoptr (RepriseTable) table = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *name = NULL;

  fields.schema = "schema";
  fields.name = "name";
  table = reprise_table_new (&fields);
  g_object_get (table, "schema", &schema, "name", &name, NULL);

  g_assert_cmpstr (schema, ==, "schema");
  g_assert_cmpstr (name, ==, "name");
}

static RepriseTable *
new_table (const RepriseTableStatus *statuses, gsize n_statuses)
{
  return reprise_table_new (
      &(RepriseTableFields){ .name = "orders", .statuses = statuses, .n_statuses = n_statuses });
}

/* What is known of each node is copied, names included. */
static void
test_table_statuses (void)
{
  char name[] = "n1";
  RepriseTableStatus given[] = { { name, TRUE, FALSE, TRUE }, { "n2", FALSE, TRUE, FALSE } };
  g_autoptr (RepriseTable) table = new_table (given, 2);
  const RepriseTableStatus *statuses;
  gsize n_statuses = 0;

  name[0] = 'X';
  given[1].aligned = FALSE;
  statuses = reprise_table_get_statuses (table, &n_statuses);

  g_assert_cmpuint (n_statuses, ==, 2);
  g_assert_cmpstr (statuses[0].node_name, ==, "n1");
  g_assert_true (statuses[0].present && !statuses[0].aligned && statuses[0].replicating);
  g_assert_cmpstr (statuses[1].node_name, ==, "n2");
  g_assert_true (!statuses[1].present && statuses[1].aligned && !statuses[1].replicating);
}

/* A table is aligned or replicating only where all nodes say so, and not where none does. */
static void
test_table_summary (void)
{
  static const struct
  {
    RepriseTableStatus statuses[2];
    gsize n_statuses;
    gboolean is_aligned;
    gboolean is_replicating;
  } cases[] = {
    { { { "n1", TRUE, TRUE, TRUE }, { "n2", TRUE, TRUE, TRUE } }, 2, TRUE, TRUE },
    { { { "n1", TRUE, TRUE, TRUE }, { "n2", TRUE, TRUE, FALSE } }, 2, TRUE, FALSE },
    { { { "n1", TRUE, TRUE, TRUE }, { "n2", TRUE, FALSE, TRUE } }, 2, FALSE, TRUE },
    { { { "n1", FALSE, TRUE, TRUE }, { "n2", TRUE, TRUE, TRUE } }, 2, FALSE, TRUE },
    { { { NULL, FALSE, FALSE, FALSE } }, 0, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseTable) table = new_table (cases[i].statuses, cases[i].n_statuses);

      g_assert_cmpint (reprise_table_is_aligned (table), ==, cases[i].is_aligned);
      g_assert_cmpint (reprise_table_is_replicating (table), ==, cases[i].is_replicating);
    }
}

/* A key without columns is none. */
static void
test_table_primary_key (void)
{
  static const char *const none[] = { NULL };
  static const char *const one[] = { "id", NULL };
  g_autoptr (RepriseTable) unknown = reprise_table_new (&(RepriseTableFields){ 0 });
  g_autoptr (RepriseTable) without =
                 reprise_table_new (&(RepriseTableFields){ .primary_key = none });
  g_autoptr (RepriseTable) with = reprise_table_new (&(RepriseTableFields){ .primary_key = one });

  g_assert_false (reprise_table_has_primary_key (unknown));
  g_assert_false (reprise_table_has_primary_key (without));
  g_assert_true (reprise_table_has_primary_key (with));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/table/keeps", test_table_keeps);
  g_test_add_func ("/model/table/unknown", test_table_unknown);
  g_test_add_func ("/model/table/properties", test_table_properties);
  g_test_add_func ("/model/table/statuses", test_table_statuses);
  g_test_add_func ("/model/table/summary", test_table_summary);
  g_test_add_func ("/model/table/primary-key", test_table_primary_key);
  return g_test_run ();
}
