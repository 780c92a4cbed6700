/* SPDX-License-Identifier: GPL-3.0-or-later
 * The statements that start replication, to the letter. */

#include "config.h"

#include "restore/reprise-replication-sql.h"

static void
assert_names (const char *schema, const char *name, const char *expected)
{
  g_autofree char *statement =
      reprise_replication_sql_add_table (REPRISE_REPLICATION_EXTENSION_PGLOGICAL, schema, name);
  g_autofree char *whole =
      g_strdup_printf ("SELECT pglogical.replication_set_add_table('default', %s, false)\n"
                       "  WHERE NOT EXISTS (SELECT FROM pglogical.tables\n"
                       "    WHERE relid = %s AND set_name = 'default');",
                       expected,
                       expected);

  g_assert_cmpstr (statement, ==, whole);
}

/* Spock has functions and views of its own. */
static void
test_replication_sql_spock (void)
{
  g_autofree char *statement =
      reprise_replication_sql_add_table (REPRISE_REPLICATION_EXTENSION_SPOCK, "public", "orders");

  g_assert_cmpstr (statement,
                   ==,
                   "SELECT spock.repset_add_table('default', 'public.orders'::regclass, false)\n"
                   "  WHERE NOT EXISTS (SELECT FROM spock.tables\n"
                   "    WHERE relid = 'public.orders'::regclass AND set_name = 'default');");
}

/* Names that PostgreSQL would fold or take apart are quoted, and no name ends the statement. */
static void
test_replication_sql_names (void)
{
  assert_names ("public", "order_lines_2", "'public.order_lines_2'::regclass");
  /* A reserved word is a name like others there. */
  assert_names ("public", "order", "'public.order'::regclass");
  assert_names ("public", "_x", "'public._x'::regclass");
  assert_names ("public", "Orders", "'public.\"Orders\"'::regclass");
  assert_names ("public", "2orders", "'public.\"2orders\"'::regclass");
  assert_names ("a.b", "c d", "'\"a.b\".\"c d\"'::regclass");
  assert_names ("public", "it's", "'public.\"it''s\"'::regclass");
  assert_names ("public", "say \"hi\"", "'public.\"say \"\"hi\"\"\"'::regclass");
  assert_names ("public", "back\\slash", "E'public.\"back\\\\slash\"'::regclass");
  assert_names ("public", "bücher", "'public.\"bücher\"'::regclass");
  assert_names ("public", "", "'public.\"\"'::regclass");
  assert_names ("public",
                "x'::regclass); DROP TABLE y; --",
                "'public.\"x''::regclass); DROP TABLE y; --\"'::regclass");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/replication-sql/spock", test_replication_sql_spock);
  g_test_add_func ("/restore/replication-sql/names", test_replication_sql_names);
  return g_test_run ();
}
