/* SPDX-License-Identifier: GPL-3.0-or-later
 * What SQL needs no server for: results and quoting. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-sql.h"
#include "support/reprise-fake-sql.h"

/* Values come back by row and column, and an SQL null is not an empty string. */
static void
test_result_values (void)
{
  static const char *const values[2][2] = { { "1", NULL }, { "", "four" } };
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (RepriseSqlResult) result = NULL;

  for (guint row = 0; row < 2; row++)
    {
      char **copy = g_new0 (char *, 2);

      for (guint column = 0; column < 2; column++)
        copy[column] = g_strdup (values[row][column]);
      g_ptr_array_add (rows, copy);
    }
  result = reprise_sql_result_new (2, rows);

  g_assert_cmpuint (reprise_sql_result_get_n_rows (result), ==, 2);
  for (guint row = 0; row < 2; row++)
    for (guint column = 0; column < 2; column++)
      g_assert_cmpstr (reprise_sql_result_get (result, row, column), ==, values[row][column]);
  g_assert_finalize_object (g_steal_pointer (&result));
}

/* A place outside of the result is refused. */
static void
test_result_bounds (void)
{
  g_autoptr (RepriseSqlResult) empty = reprise_sql_result_new (1, g_ptr_array_new ());

  g_assert_cmpuint (reprise_sql_result_get_n_rows (empty), ==, 0);
  g_test_expect_message ("reprise-engine", G_LOG_LEVEL_CRITICAL, "*row < self->rows->len*");
  g_assert_null (reprise_sql_result_get (empty, 0, 0));
  g_test_assert_expected_messages ();
}

/* Names and constants stay one name and one constant, whatever is in them. */
static void
test_quoting (void)
{
  static const struct
  {
    const char *text;
    const char *identifier;
    const char *literal;
  } quotings[] = {
    { "", "\"\"", "''" },
    { "app", "\"app\"", "'app'" },
    { "Größe", "\"Größe\"", "'Größe'" },
    { "it's", "\"it's\"", "'it''s'" },
    { "a\"; DROP", "\"a\"\"; DROP\"", "'a\"; DROP'" },
    { "\\'", "\"\\'\"", " E'\\\\'''" },
    { "'; --", "\"'; --\"", "'''; --'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (quotings); i++)
    {
      g_autofree char *identifier = reprise_sql_quote_identifier (quotings[i].text);
      g_autofree char *literal = reprise_sql_quote_literal (quotings[i].text);

      g_assert_cmpstr (identifier, ==, quotings[i].identifier);
      g_assert_cmpstr (literal, ==, quotings[i].literal);
    }
}

static RepriseSqlResult *
repeat_parameter_cb (const RepriseFakeStatement *statement,
                     GCancellable *cancellable,
                     gpointer user_data,
                     GError **error)
{
  return reprise_fake_sql_make_rows (1, (const char *const *) statement->parameters->pdata, 1);
}

/* The fake answers by how a statement begins, the newest answer first, and remembers all of them.
 */
static void
test_fake (void)
{
  static const RepriseSqlTarget target = { .host = "/run/n1",
                                           .port = 5432,
                                           .database = "app",
                                           .user = "postgres" };
  static const char *const values[] = { "n1", NULL };
  g_autoptr (RepriseFakeSql) fake = reprise_fake_sql_new ();
  g_autoptr (RepriseSqlSession) session =
                 reprise_sql_connect (REPRISE_SQL (fake), &target, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *repeated = NULL;
  const RepriseFakeStatement *last;

  reprise_fake_sql_add_rows (fake, "SELECT name", 2, values, 1);
  reprise_fake_sql_add_error (fake, "SELECT broken", REPRISE_ENGINE_ERROR_SQL, "no");
  reprise_fake_sql_add_func (fake, "SELECT $1", repeat_parameter_cb, NULL);

  name = reprise_sql_session_query_text (session, "\n SELECT name FROM t", NULL, 0, NULL, NULL);
  g_assert_cmpstr (name, ==, "n1");
  g_assert_null (reprise_sql_session_query_text (session, "SELECT broken", NULL, 0, NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_SQL);
  g_assert_true (reprise_sql_session_execute (session, "CHECKPOINT", NULL, NULL));
  repeated = reprise_sql_session_query_text (session, "SELECT $1", values, 2, NULL, NULL);
  g_assert_cmpstr (repeated, ==, "n1");

  g_assert_cmpuint (reprise_fake_sql_get_n_statements (fake), ==, 5);
  g_assert_cmpuint (reprise_fake_sql_count (fake, "SELECT"), ==, 3);
  last = reprise_fake_sql_get_statement (fake, 4);
  g_assert_cmpstr (last->host, ==, "/run/n1");
  g_assert_cmpstr (last->database, ==, "app");
  g_assert_cmpuint (last->parameters->len, ==, 2);
  g_assert_null (g_ptr_array_index (last->parameters, 1));
}

/* Refusing, the fake is as unreachable as a server that is down. */
static void
test_fake_refuses (void)
{
  static const RepriseSqlTarget target = { .host = "/run/n1",
                                           .port = 5432,
                                           .database = "app",
                                           .user = "postgres" };
  g_autoptr (RepriseFakeSql) fake = reprise_fake_sql_new ();
  g_autoptr (GError) error = NULL;

  reprise_fake_sql_set_refuses (fake, TRUE);
  g_assert_null (reprise_sql_connect (REPRISE_SQL (fake), &target, NULL, &error));
  g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_UNREACHABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/sql-result/values", test_result_values);
  g_test_add_func ("/engine/sql-result/bounds", test_result_bounds);
  g_test_add_func ("/engine/sql/quoting", test_quoting);
  g_test_add_func ("/engine/fake-sql/answers", test_fake);
  g_test_add_func ("/engine/fake-sql/refuses", test_fake_refuses);

  return g_test_run ();
}
