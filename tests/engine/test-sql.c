/* SPDX-License-Identifier: GPL-3.0-or-later
 * What SQL needs no server for: results and quoting. */

#include "config.h"

#include "engine/reprise-sql.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/sql-result/values", test_result_values);
  g_test_add_func ("/engine/sql-result/bounds", test_result_bounds);
  g_test_add_func ("/engine/sql/quoting", test_quoting);

  return g_test_run ();
}
