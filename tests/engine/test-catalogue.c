/* SPDX-License-Identifier: GPL-3.0-or-later
 * The catalogue: what several nodes say of their tables, put together. */

#include "config.h"

#include "engine/reprise-catalogue.h"
#include "model/reprise-table.h"
#include "support/reprise-fake-sql.h"

#define N_COLUMNS 6

/* A session whose node answers with these rows; without rows it has no pglogical either. */
static RepriseSqlSession *
connect_node (RepriseFakeSql *sql, const char *const *values, guint n_rows)
{
  const RepriseSqlTarget target = { .host = "/run", .port = 5432, .database = "d", .user = "u" };
  static const char *const view[] = { "pglogical.tables" };

  reprise_fake_sql_add_rows (sql, "SELECT to_regclass", 1, view, n_rows > 0 ? 1 : 0);
  reprise_fake_sql_add_rows (sql, "SELECT n.nspname", N_COLUMNS, values, n_rows);
  return reprise_sql_connect (REPRISE_SQL (sql), &target, NULL, NULL);
}

/* The first node that has a table says what it should be like; nodes that cannot be asked are left
 * out; sets are the union of all nodes', each once. */
static void
test_catalogue_compares (void)
{
  static const char *const first[] = {
    "public", "orders", "id", "id bigint", "default\001audit", "t",
  };
  static const char *const third[] = {
    "public", "lines",      "order_id\001line", "line integer\001order_id bigint",
    "",       "f",          "public",           "orders",
    "id",     "id integer", "default",          "t",
  };
  static const char *const names[] = { "n1", "n2", "n3" };
  g_autoptr (RepriseFakeSql) sql_1 = reprise_fake_sql_new ();
  g_autoptr (RepriseFakeSql) sql_3 = reprise_fake_sql_new ();
  g_autoptr (RepriseSqlSession) session_1 = connect_node (sql_1, first, 1);
  g_autoptr (RepriseSqlSession) session_3 = connect_node (sql_3, third, 2);
  RepriseSqlSession *sessions[] = { session_1, NULL, session_3 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = reprise_catalogue_read (sessions, names, 3, NULL, &error);
  const RepriseTableStatus *statuses = NULL;
  gsize n_statuses = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, ==, 2);
  g_assert_cmpstr (reprise_table_get_name (tables->pdata[0]), ==, "lines");
  g_assert_cmpstr (reprise_table_get_primary_key (tables->pdata[0])[0], ==, "order_id");
  g_assert_cmpstr (reprise_table_get_primary_key (tables->pdata[0])[1], ==, "line");
  statuses = reprise_table_get_statuses (tables->pdata[0], &n_statuses);
  g_assert_cmpuint (n_statuses, ==, 2);
  g_assert_cmpstr (statuses[0].node_name, ==, "n1");
  g_assert_true (!statuses[0].present && !statuses[0].aligned && !statuses[0].replicating);
  g_assert_cmpstr (statuses[1].node_name, ==, "n3");
  g_assert_true (statuses[1].present && statuses[1].aligned && !statuses[1].replicating);

  g_assert_cmpstr (reprise_table_get_name (tables->pdata[1]), ==, "orders");
  g_assert_cmpstr (reprise_table_get_replication_sets (tables->pdata[1])[0], ==, "audit");
  g_assert_cmpstr (reprise_table_get_replication_sets (tables->pdata[1])[1], ==, "default");
  g_assert_null (reprise_table_get_replication_sets (tables->pdata[1])[2]);
  statuses = reprise_table_get_statuses (tables->pdata[1], &n_statuses);
  g_assert_true (statuses[0].aligned && statuses[0].replicating);
  g_assert_true (!statuses[1].aligned && statuses[1].replicating);
}

/* A node without pglogical is not asked for its sets, and its tables do not replicate. */
static void
test_catalogue_without_pglogical (void)
{
  static const char *const names[] = { "n1" };
  g_autoptr (RepriseFakeSql) sql = reprise_fake_sql_new ();
  g_autoptr (RepriseSqlSession) session = connect_node (sql, NULL, 0);
  RepriseSqlSession *sessions[] = { session };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = reprise_catalogue_read (sessions, names, 1, NULL, &error);
  const RepriseFakeStatement *statement =
      reprise_fake_sql_get_statement (sql, reprise_fake_sql_get_n_statements (sql) - 1);

  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, ==, 0);
  g_assert_null (strstr (statement->text, "pglogical.tables"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/catalogue/compares", test_catalogue_compares);
  g_test_add_func ("/engine/catalogue/without-pglogical", test_catalogue_without_pglogical);
  return g_test_run ();
}
