/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQL sessions, behind an interface so that tests need no server. */

#include "config.h"

#include "engine/reprise-sql.h"

#include <string.h>

G_DEFINE_INTERFACE (RepriseSqlSession, reprise_sql_session, G_TYPE_OBJECT)
G_DEFINE_INTERFACE (RepriseSql, reprise_sql, G_TYPE_OBJECT)

static void
reprise_sql_session_default_init (RepriseSqlSessionInterface *iface)
{
}

static void
reprise_sql_default_init (RepriseSqlInterface *iface)
{
}

/**
 * reprise_sql_session_query:
 * @statement: one statement with `$1`… for its parameters
 * @parameters: (nullable) (array length=n_parameters): values as text, %NULL for SQL null
 * @cancellable: (nullable): asks the server to end the statement
 *
 * A session is used by one thread at a time.
 *
 * Errors: %REPRISE_ENGINE_ERROR_SQL with PostgreSQL's message, detail and SQLSTATE;
 * %REPRISE_ENGINE_ERROR_UNREACHABLE when the connection is lost, and for everything after that;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): its rows, none for a statement that returns none
 */
RepriseSqlResult *
reprise_sql_session_query (RepriseSqlSession *self,
                           const char *statement,
                           const char *const *parameters,
                           guint n_parameters,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (REPRISE_IS_SQL_SESSION (self), NULL);
  g_return_val_if_fail (statement != NULL, NULL);
  g_return_val_if_fail (parameters != NULL || n_parameters == 0, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return REPRISE_SQL_SESSION_GET_IFACE (self)
      ->query (self, statement, parameters, n_parameters, cancellable, error);
}

/**
 * reprise_sql_session_execute:
 * @statements: one or several, separated by `;`; several are one transaction, unless they have
 *   their own
 * @cancellable: (nullable): asks the server to end them
 *
 * Runs statements whose rows are not wanted. Errors are those of reprise_sql_session_query().
 *
 * Returns: whether all succeeded
 */
gboolean
reprise_sql_session_execute (RepriseSqlSession *self,
                             const char *statements,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (REPRISE_IS_SQL_SESSION (self), FALSE);
  g_return_val_if_fail (statements != NULL, FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return REPRISE_SQL_SESSION_GET_IFACE (self)->execute (self, statements, cancellable, error);
}

/**
 * reprise_sql_session_query_text:
 *
 * Like reprise_sql_session_query(), for the first column of the first row.
 *
 * Returns: (transfer full) (nullable): that value; %NULL with @error set on failure, and without
 * where there is no row or the value is SQL null
 */
char *
reprise_sql_session_query_text (RepriseSqlSession *self,
                                const char *statement,
                                const char *const *parameters,
                                guint n_parameters,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (RepriseSqlResult) result =
          reprise_sql_session_query (self, statement, parameters, n_parameters, cancellable, error);

  if (result == NULL || reprise_sql_result_get_n_rows (result) == 0)
    return NULL;

  return g_strdup (reprise_sql_result_get (result, 0, 0));
}

/**
 * reprise_sql_connect:
 * @target: whom to connect to; the host is an absolute socket directory
 * @cancellable: (nullable): ends the attempt
 *
 * Errors: %REPRISE_ENGINE_ERROR_UNREACHABLE whatever the reason (nobody listens, still starting,
 * refused, no answer in time), and %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): a session, closed with its last reference
 */
RepriseSqlSession *
reprise_sql_connect (RepriseSql *self,
                     const RepriseSqlTarget *target,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (REPRISE_IS_SQL (self), NULL);
  g_return_val_if_fail (target != NULL && target->host != NULL, NULL);
  g_return_val_if_fail (g_path_is_absolute (target->host), NULL);
  g_return_val_if_fail (target->database != NULL && target->user != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return REPRISE_SQL_GET_IFACE (self)->connect (self, target, cancellable, error);
}

/**
 * reprise_sql_quote_identifier:
 *
 * Returns: (transfer full): @text in double quotes, as a name in a statement
 */
char *
reprise_sql_quote_identifier (const char *text)
{
  GString *quoted;

  g_return_val_if_fail (text != NULL, NULL);

  quoted = g_string_new ("\"");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (quoted, '"');
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}

/**
 * reprise_sql_quote_literal:
 *
 * Returns: (transfer full): @text as a string constant that means the same whatever
 * standard_conforming_strings is
 */
char *
reprise_sql_quote_literal (const char *text)
{
  GString *quoted;

  g_return_val_if_fail (text != NULL, NULL);

  /* The space keeps the E apart from a word before it, as in libpq's own quoting. */
  quoted = g_string_new (strchr (text, '\\') != NULL ? " E'" : "'");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        g_string_append_c (quoted, *c);
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '\'');

  return g_string_free (quoted, FALSE);
}
