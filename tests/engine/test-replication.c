/* SPDX-License-Identifier: GPL-3.0-or-later
 * The statements behind replication: what is quoted, what is left out, what is asked first. */

#include "config.h"

#include "engine/reprise-replication.h"
#include "support/reprise-fake-sql.h"

static const char *const yes[] = { "t" };
static const char *const no[] = { "f" };

static RepriseSqlSession *
connect_fake (RepriseFakeSql *sql)
{
  const RepriseSqlTarget target = { .host = "/run", .port = 5432, .database = "d", .user = "u" };
  g_autoptr (GError) error = NULL;
  RepriseSqlSession *session = reprise_sql_connect (REPRISE_SQL (sql), &target, NULL, &error);

  g_assert_no_error (error);
  return session;
}

static const RepriseFakeStatement *
get_last (RepriseFakeSql *sql)
{
  return reprise_fake_sql_get_statement (sql, reprise_fake_sql_get_n_statements (sql) - 1);
}

/* All subscriptions are one statement, without one to oneself, and a path with quotes stays one
 * value through pglogical's connection string and SQL. */
static void
test_replication_subscribes (void)
{
  g_autoptr (RepriseFakeSql) sql = reprise_fake_sql_new ();
  g_autoptr (RepriseSqlSession) session = connect_fake (sql);
  g_autoptr (GPtrArray) instances = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  const RepriseFakeStatement *statement = NULL;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);

      g_ptr_array_add (instances, reprise_instance_new ("/o'neil", "east_parts", name));
    }
  reprise_fake_sql_add_rows (sql, "SELECT pglogical.create_subscription", 0, NULL, 0);
  reprise_replication_subscribe (session,
                                 g_ptr_array_index (instances, 1),
                                 instances,
                                 NULL,
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_fake_sql_count (sql, "SELECT pglogical"), ==, 1);
  statement = get_last (sql);
  g_assert_nonnull (
      strstr (statement->text,
              "create_subscription ('sub_n1_n2',  E'host=''/o\\\\''neil/run/east_parts.n1'' "
              "port=''5432'' dbname=''east_parts'' user=''postgres''', "
              "ARRAY['default', 'lab_markers'], false, false, '{}')"));
  g_assert_nonnull (strstr (statement->text, "create_subscription ('sub_n3_n2', "));
  g_assert_null (strstr (statement->text, "sub_n2_n2"));
}

/* A copy without pglogical has nothing to drop, poke or wait for, and says so without an error. */
static void
test_replication_without_pglogical (void)
{
  g_autoptr (RepriseFakeSql) sql = reprise_fake_sql_new ();
  g_autoptr (RepriseSqlSession) session = connect_fake (sql);
  g_autoptr (GError) error = NULL;
  gboolean replicating = TRUE;

  reprise_fake_sql_add_rows (sql, "SELECT EXISTS (SELECT FROM pg_extension", 1, no, 1);
  g_assert_true (reprise_replication_unsubscribe (session, "n1", "n2", NULL, &error));
  g_assert_true (reprise_replication_drop_slot (session, "d", "n2", "n1", NULL, &error));
  g_assert_true (reprise_replication_poke (session, NULL, &error));
  g_assert_true (reprise_replication_is_replicating (session, 2, &replicating, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (replicating);
  g_assert_cmpuint (reprise_fake_sql_count (sql, "SELECT"), ==, 4);
}

/* A slot that is still read from is waited for until it is gone. */
static void
test_replication_drops_slot (void)
{
  g_autoptr (RepriseFakeSql) sql = reprise_fake_sql_new ();
  g_autoptr (RepriseSqlSession) session = connect_fake (sql);
  g_autoptr (GError) error = NULL;

  reprise_fake_sql_add_rows (sql, "SELECT EXISTS (SELECT FROM pg_extension", 1, yes, 1);
  reprise_fake_sql_add_rows (sql, "SELECT pg_terminate_backend", 1, NULL, 0);
  reprise_fake_sql_add_rows (sql, "SELECT pg_drop_replication_slot", 1, yes, 1);
  reprise_fake_sql_add_rows (sql, "SELECT true FROM pg_replication_slots", 1, NULL, 0);
  g_assert_true (reprise_replication_drop_slot (session, "east_parts", "n2", "n1", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (g_ptr_array_index (get_last (sql)->parameters, 0), ==, "east_parts");
  g_assert_cmpstr (g_ptr_array_index (get_last (sql)->parameters, 1), ==, "n2");
  g_assert_cmpstr (g_ptr_array_index (get_last (sql)->parameters, 2), ==, "sub_n2_n1");
  g_assert_cmpuint (reprise_fake_sql_count (sql, "SELECT pg_drop_replication_slot"), ==, 1);
}

/* What is sent is what is asked for, and each marker is another. */
static void
test_replication_sends_markers (void)
{
  g_autoptr (RepriseFakeSql) sql = reprise_fake_sql_new ();
  g_autoptr (RepriseSqlSession) session = connect_fake (sql);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gboolean arrived = TRUE;

  reprise_fake_sql_add_rows (sql, "WITH old AS", 1, NULL, 0);
  reprise_fake_sql_add_rows (sql, "SELECT true FROM lab.sync_marker", 1, NULL, 0);
  first = reprise_replication_send_marker (session, "n1", NULL, &error);
  g_assert_cmpstr (g_ptr_array_index (get_last (sql)->parameters, 0), ==, first);
  g_assert_cmpstr (g_ptr_array_index (get_last (sql)->parameters, 1), ==, "n1");
  second = reprise_replication_send_marker (session, "n1", NULL, &error);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (reprise_replication_has_marker (session, second, &arrived, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (arrived);
  g_assert_cmpstr (g_ptr_array_index (get_last (sql)->parameters, 0), ==, second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/replication/subscribes", test_replication_subscribes);
  g_test_add_func ("/engine/replication/without-pglogical", test_replication_without_pglogical);
  g_test_add_func ("/engine/replication/drops-slot", test_replication_drops_slot);
  g_test_add_func ("/engine/replication/sends-markers", test_replication_sends_markers);
  return g_test_run ();
}
