/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows that a statement returned. */

#include "config.h"

#include "engine/reprise-sql.h"

struct _RepriseSqlResult
{
  GObject parent_instance;

  /* Of char **, each with n_columns strings that may be NULL. */
  GPtrArray *rows;
  guint n_columns;
};

G_DEFINE_FINAL_TYPE (RepriseSqlResult, reprise_sql_result, G_TYPE_OBJECT)

static void
free_row (char **row, guint n_columns)
{
  for (guint column = 0; column < n_columns; column++)
    g_free (row[column]);
  g_free (row);
}

static void
reprise_sql_result_finalize (GObject *object)
{
  RepriseSqlResult *self = REPRISE_SQL_RESULT (object);

  for (guint row = 0; self->rows != NULL && row < self->rows->len; row++)
    free_row (g_ptr_array_index (self->rows, row), self->n_columns);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (reprise_sql_result_parent_class)->finalize (object);
}

static void
reprise_sql_result_class_init (RepriseSqlResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_sql_result_finalize;
}

static void
reprise_sql_result_init (RepriseSqlResult *self)
{
}

/**
 * reprise_sql_result_new:
 * @n_columns: how many values each row has
 * @rows: (transfer full): an array without a free function, of `char **` allocated with g_new(),
 *   each with exactly @n_columns strings, %NULL for SQL null; all of it belongs to the result
 *
 * Returns: (transfer full): the result
 */
RepriseSqlResult *
reprise_sql_result_new (guint n_columns, GPtrArray *rows)
{
  RepriseSqlResult *self;

  g_return_val_if_fail (rows != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_SQL_RESULT, NULL);
  self->n_columns = n_columns;
  self->rows = rows;

  return self;
}

/** reprise_sql_result_get_n_rows: Returns: how many rows there are; 0 also for no rows at all. */
guint
reprise_sql_result_get_n_rows (RepriseSqlResult *self)
{
  g_return_val_if_fail (REPRISE_IS_SQL_RESULT (self), 0);

  return self->rows->len;
}

/**
 * reprise_sql_result_get:
 * @row: from 0, less than reprise_sql_result_get_n_rows()
 * @column: from 0, in the order of the statement
 *
 * Returns: (nullable): the value, %NULL for SQL null
 */
const char *
reprise_sql_result_get (RepriseSqlResult *self, guint row, guint column)
{
  char **values;

  g_return_val_if_fail (REPRISE_IS_SQL_RESULT (self), NULL);
  g_return_val_if_fail (row < self->rows->len, NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  values = g_ptr_array_index (self->rows, row);
  return values[column];
}
