/* SPDX-License-Identifier: GPL-3.0-or-later
 * Three real nodes that replicate to each other: rows, markers, and what happens when one is gone.
 */

#include "config.h"

#include "engine/reprise-catalogue.h"
#include "engine/reprise-parallel.h"
#include "engine/reprise-pause.h"
#include "engine/reprise-pq-sql.h"
#include "engine/reprise-replication.h"
#include "engine/reprise-sample.h"
#include "model/reprise-table.h"
#include "support/reprise-lab-support.h"

#define N_NODES 3
#define LIMIT_SECONDS 60

static const char *const node_names[N_NODES] = { "n1", "n2", "n3" };

typedef struct
{
  char *directory;
  RepriseRunner *runner;
  RepriseSql *sql;
  ReprisePostgres *postgres;
  GPtrArray *instances;
  RepriseSqlSession *sessions[N_NODES];
} Fixture;

static gboolean
create_instance (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = user_data;

  return reprise_postgres_create (fixture->postgres, item, cancellable, error) &&
         reprise_postgres_start (fixture->postgres, item, cancellable, error) &&
         reprise_postgres_create_database (fixture->postgres, item, cancellable, error);
}

static gboolean
stop_instance (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = user_data;

  return reprise_postgres_stop (fixture->postgres, item, cancellable, error);
}

static void
connect_node (Fixture *fixture, guint node)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->sessions[node]);
  fixture->sessions[node] = reprise_instance_connect (g_ptr_array_index (fixture->instances, node),
                                                      fixture->sql,
                                                      NULL,
                                                      FALSE,
                                                      NULL,
                                                      &error);
  g_assert_no_error (error);
}

static void
subscribe (Fixture *fixture, guint node)
{
  g_autoptr (GError) error = NULL;

  reprise_replication_subscribe (fixture->sessions[node],
                                 g_ptr_array_index (fixture->instances, node),
                                 fixture->instances,
                                 NULL,
                                 &error);
  g_assert_no_error (error);
}

static void
wait_until_replicating (Fixture *fixture, guint first, guint n_expected)
{
  ReprisePause pause;

  reprise_pause_init (&pause, 20, 200, LIMIT_SECONDS);
  for (guint node = first; node < N_NODES;)
    {
      g_autoptr (GError) error = NULL;
      gboolean replicating = FALSE;

      g_assert_false (reprise_pause_is_over (&pause));
      reprise_replication_is_replicating (fixture->sessions[node],
                                          n_expected,
                                          &replicating,
                                          NULL,
                                          &error);
      g_assert_no_error (error);
      if (replicating)
        {
          node++;
          continue;
        }
      reprise_replication_poke (fixture->sessions[node], NULL, &error);
      g_assert_no_error (error);
      reprise_pause_wait (&pause, NULL, NULL);
    }
}

static void
join (Fixture *fixture, guint node)
{
  g_autoptr (GError) error = NULL;

  connect_node (fixture, node);
  reprise_replication_create_node (fixture->sessions[node],
                                   g_ptr_array_index (fixture->instances, node),
                                   NULL,
                                   &error);
  g_assert_no_error (error);
  reprise_replication_add_tables (fixture->sessions[node], NULL, &error);
  g_assert_no_error (error);
}

static void
make_mesh (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  for (guint node = 0; node < N_NODES; node++)
    {
      connect_node (fixture, node);
      reprise_sample_create_schema (fixture->sessions[node], NULL, &error);
      g_assert_no_error (error);
      join (fixture, node);
    }
  for (guint node = 0; node < N_NODES; node++)
    subscribe (fixture, node);
  wait_until_replicating (fixture, 0, N_NODES - 1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = support_make_directory ();
  fixture->runner = support_new_runner ();
  fixture->sql = reprise_pq_sql_new (10);
  fixture->postgres = support_new_postgres (fixture->runner, fixture->sql);
  fixture->instances = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint node = 0; node < N_NODES; node++)
    g_ptr_array_add (fixture->instances,
                     reprise_instance_new (fixture->directory, "east_parts", node_names[node]));
  reprise_parallel_run (fixture->instances, create_instance, fixture, NULL, &error);
  g_assert_no_error (error);
  make_mesh (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint node = 0; node < N_NODES; node++)
    g_clear_object (&fixture->sessions[node]);
  reprise_parallel_run (fixture->instances, stop_instance, fixture, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (fixture->instances);
  g_object_unref (fixture->postgres);
  g_object_unref (fixture->sql);
  g_object_unref (fixture->runner);
  support_remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static char *
ask (Fixture *fixture, guint node, const char *question)
{
  g_autoptr (GError) error = NULL;
  char *answer =
      reprise_sql_session_query_text (fixture->sessions[node], question, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static void
execute (Fixture *fixture, guint node, const char *statements)
{
  g_autoptr (GError) error = NULL;

  reprise_sql_session_execute (fixture->sessions[node], statements, NULL, &error);
  g_assert_no_error (error);
}

/* Waits until to has all that from had committed before this call. */
static void
drain (Fixture *fixture, guint from, guint to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *marker =
      reprise_replication_send_marker (fixture->sessions[from], node_names[from], NULL, &error);
  gboolean arrived = FALSE;
  ReprisePause pause;

  g_assert_no_error (error);
  reprise_pause_init (&pause, 10, 100, LIMIT_SECONDS);
  while (TRUE)
    {
      reprise_replication_has_marker (fixture->sessions[to], marker, &arrived, NULL, &error);
      g_assert_no_error (error);
      if (arrived)
        return;
      g_assert_false (reprise_pause_is_over (&pause));
      reprise_pause_wait (&pause, NULL, NULL);
    }
}

static void
drain_all (Fixture *fixture)
{
  for (guint from = 0; from < N_NODES; from++)
    for (guint to = 0; to < N_NODES; to++)
      if (from != to)
        drain (fixture, from, to);
}

static void
assert_same (Fixture *fixture, guint first, const char *question)
{
  g_autofree char *expected = ask (fixture, first, question);

  for (guint node = first + 1; node < N_NODES; node++)
    {
      g_autofree char *answer = ask (fixture, node, question);

      g_assert_cmpstr (answer, ==, expected);
    }
}

#define ALL_ORDERS "SELECT md5 (string_agg (o::text, ',' ORDER BY id)) FROM orders o"
#define ALL_LINES                                                                                  \
  "SELECT md5 (string_agg (l::text, ',' ORDER BY order_id, line_number)) FROM order_lines l"
#define ALL_STOCK                                                                                  \
  "SELECT md5 (string_agg (s::text, ',' ORDER BY warehouse_id, part_id)) FROM stock s"

static void
write_everywhere (Fixture *fixture, guint n_rounds)
{
  g_autoptr (GError) error = NULL;

  for (guint round = 0; round < n_rounds; round++)
    for (guint node = 0; node < N_NODES; node++)
      {
        reprise_sample_write (fixture->sessions[node], NULL, &error);
        g_assert_no_error (error);
      }
}

/* What is seeded on one node and written on all of them is the same on all, once markers arrived:
 * no row is lost, overwritten or counted twice, and their keys tell the node. */
static void
test_replication_converges (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;
  g_autofree char *makers = NULL;

  g_assert_true (reprise_sample_seed (fixture->sessions[0], NULL, &error));
  drain (fixture, 0, 1);
  drain (fixture, 0, 2);
  assert_same (fixture, 0, ALL_ORDERS);
  write_everywhere (fixture, 20);
  drain_all (fixture);
  assert_same (fixture, 0, ALL_ORDERS);
  assert_same (fixture, 0, ALL_LINES);
  assert_same (fixture, 0, ALL_STOCK);
  count = ask (fixture, 2, "SELECT count (*) FROM orders");
  g_assert_cmpstr (count, ==, "2060");
  makers = ask (fixture,
                1,
                "SELECT string_agg (node || ':' || n, ',' ORDER BY node) FROM"
                " (SELECT id >> 12 & 1023 AS node, count (*) AS n FROM orders WHERE id > 2000"
                "  GROUP BY 1) made");
  g_assert_cmpstr (makers, ==, "1:20,2:20,3:20");
}

/* Markers go on arriving, after the rows before them, while no table of the users is in a set; the
 * tables themselves do not. */
static void
test_replication_markers_without_tables (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *there = NULL;
  g_autofree char *not_there = NULL;

  g_assert_true (reprise_replication_remove_tables (fixture->sessions[0], NULL, &error));
  g_assert_no_error (error);
  execute (fixture, 0, "INSERT INTO warehouses VALUES (1, 'W01', 'Baltimore', '2011-03-01')");
  drain (fixture, 0, 1);
  not_there = ask (fixture, 1, "SELECT count (*) FROM warehouses");
  g_assert_cmpstr (not_there, ==, "0");

  g_assert_true (reprise_replication_add_tables (fixture->sessions[0], NULL, &error));
  g_assert_no_error (error);
  execute (fixture, 0, "INSERT INTO warehouses VALUES (2, 'W02', 'Columbus', '2011-03-01')");
  drain (fixture, 0, 1);
  there = ask (fixture, 1, "SELECT string_agg (code, ',') FROM warehouses");
  g_assert_cmpstr (there, ==, "W02");
}

/* What a restored copy goes through: no sign of the node that it was is left. */
static void
strip (Fixture *fixture, guint node)
{
  RepriseInstance *instance = g_ptr_array_index (fixture->instances, node);
  RepriseRecoveryOutcome outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  reprise_postgres_recover (fixture->postgres, instance, NULL, NULL, &outcome, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->sessions[node]);
  fixture->sessions[node] =
      reprise_instance_connect (instance, fixture->sql, NULL, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (reprise_replication_strip (fixture->sessions[node], NULL, &error));
  g_assert_no_error (error);
  left = ask (fixture,
              node,
              "SELECT (SELECT count (*) FROM pg_replication_slots)"
              " + (SELECT count (*) FROM pg_replication_origin)"
              " + (SELECT count (*) FROM pg_namespace WHERE nspname = 'pglogical')");
  g_assert_cmpstr (left, ==, "0");
  reprise_postgres_stop (fixture->postgres, instance, NULL, &error);
  g_assert_no_error (error);
}

/* A dead node is taken out on the others, which keep no slot for it and go on; put back, it gets
 * and gives again. */
static void
test_replication_survives_dead_node (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepriseInstance *dead = g_ptr_array_index (fixture->instances, 0);
  g_autofree char *codes = NULL;
  g_autofree char *codes_of_others = NULL;

  reprise_postgres_stop (fixture->postgres, dead, NULL, &error);
  g_assert_no_error (error);
  for (guint node = 1; node < N_NODES; node++)
    {
      g_autofree char *slots = NULL;

      for (guint again = 0; again < 2; again++)
        {
          g_assert_true (reprise_replication_unsubscribe (fixture->sessions[node],
                                                          "n1",
                                                          node_names[node],
                                                          NULL,
                                                          &error));
          g_assert_true (reprise_replication_drop_slot (fixture->sessions[node],
                                                        "east_parts",
                                                        node_names[node],
                                                        "n1",
                                                        NULL,
                                                        &error));
        }
      g_assert_no_error (error);
      slots = ask (fixture, node, "SELECT count (*) FROM pg_replication_slots");
      g_assert_cmpstr (slots, ==, "1");
    }
  wait_until_replicating (fixture, 1, N_NODES - 2);
  execute (fixture, 1, "INSERT INTO warehouses VALUES (1, 'W01', 'Baltimore', '2011-03-01')");
  drain (fixture, 1, 2);
  assert_same (fixture, 1, "SELECT count (*) FROM warehouses");

  strip (fixture, 0);
  reprise_postgres_start (fixture->postgres, dead, NULL, &error);
  g_assert_no_error (error);
  join (fixture, 0);
  for (guint node = 0; node < N_NODES; node++)
    subscribe (fixture, node);
  wait_until_replicating (fixture, 0, N_NODES - 1);
  execute (fixture, 0, "INSERT INTO warehouses VALUES (2, 'W02', 'Columbus', '2011-03-01')");
  execute (fixture, 2, "INSERT INTO warehouses VALUES (3, 'W03', 'Denver', '2011-03-01')");
  drain_all (fixture);
  codes = ask (fixture, 0, "SELECT string_agg (code, ',' ORDER BY code) FROM warehouses");
  g_assert_cmpstr (codes, ==, "W02,W03");
  codes_of_others = ask (fixture, 1, "SELECT string_agg (code, ',' ORDER BY code) FROM warehouses");
  g_assert_cmpstr (codes_of_others, ==, "W01,W02,W03");
}

static RepriseTable *
find_table (GPtrArray *tables, const char *name)
{
  for (guint i = 0; i < tables->len; i++)
    if (strcmp (reprise_table_get_name (g_ptr_array_index (tables, i)), name) == 0)
      return g_ptr_array_index (tables, i);
  return NULL;
}

static GPtrArray *
read_catalogue (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tables = reprise_catalogue_read (fixture->sessions, node_names, N_NODES, NULL, &error);

  g_assert_no_error (error);
  return tables;
}

/* The catalogue tells what replicates, what cannot, and where definitions differ. */
static void
test_replication_catalogue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) whole = read_catalogue (fixture);
  g_autoptr (GPtrArray) torn = NULL;
  g_autoptr (GPtrArray) partial = NULL;
  RepriseTable *table = find_table (whole, "order_lines");
  const RepriseTableStatus *statuses = NULL;
  gsize n_statuses = 0;

  g_assert_cmpuint (whole->len, ==, 11);
  g_assert_cmpstr (reprise_table_get_primary_key (table)[0], ==, "order_id");
  g_assert_cmpstr (reprise_table_get_primary_key (table)[1], ==, "line_number");
  g_assert_null (reprise_table_get_primary_key (table)[2]);
  g_assert_cmpstr (reprise_table_get_replication_sets (table)[0], ==, "default");
  g_assert_true (reprise_table_is_aligned (table));
  g_assert_true (reprise_table_is_replicating (table));
  table = find_table (whole, "price_history");
  g_assert_false (reprise_table_has_primary_key (table));
  g_assert_null (reprise_table_get_replication_sets (table)[0]);
  g_assert_true (reprise_table_is_aligned (table));
  g_assert_false (reprise_table_is_replicating (table));

  execute (fixture, 1, "ALTER TABLE orders ADD note text");
  execute (fixture, 2, "DROP TABLE price_history");
  execute (fixture, 2, "SELECT pglogical.replication_set_remove_table ('default', 'returns')");
  torn = read_catalogue (fixture);
  statuses = reprise_table_get_statuses (find_table (torn, "orders"), &n_statuses);
  g_assert_cmpuint (n_statuses, ==, 3);
  g_assert_cmpstr (statuses[1].node_name, ==, "n2");
  g_assert_true (statuses[0].aligned && !statuses[1].aligned && statuses[2].aligned);
  statuses = reprise_table_get_statuses (find_table (torn, "price_history"), &n_statuses);
  g_assert_true (statuses[0].present && statuses[1].present && !statuses[2].present);
  statuses = reprise_table_get_statuses (find_table (torn, "returns"), &n_statuses);
  g_assert_true (statuses[0].replicating && statuses[1].replicating && !statuses[2].replicating);

  g_clear_object (&fixture->sessions[0]);
  partial = read_catalogue (fixture);
  statuses = reprise_table_get_statuses (find_table (partial, "orders"), &n_statuses);
  g_assert_cmpuint (n_statuses, ==, 2);
  g_assert_cmpstr (statuses[0].node_name, ==, "n2");
}

int
main (int argc, char *argv[])
{
  support_drop_root ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/engine/lab-replication/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("converges", test_replication_converges);
  ADD ("markers-without-tables", test_replication_markers_without_tables);
  ADD ("survives-dead-node", test_replication_survives_dead_node);
  ADD ("catalogue", test_replication_catalogue);
#undef ADD
  return g_test_run ();
}
