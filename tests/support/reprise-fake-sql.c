/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQL without a server: it answers as programmed and remembers what it was asked. */

#include "config.h"

#include "support/reprise-fake-sql.h"

#include "engine/reprise-engine-error.h"

#include <string.h>

#define REPRISE_TYPE_FAKE_SESSION (reprise_fake_session_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFakeSession, reprise_fake_session, REPRISE, FAKE_SESSION, GObject)

/* What is answered to statements that begin in a certain way: rows, a failure, or what a function
 * says. */
typedef struct
{
  char *prefix;
  RepriseSqlResult *rows;
  GError *failure;
  RepriseFakeSqlFunc func;
  gpointer user_data;
} Rule;

struct _RepriseFakeSql
{
  GObject parent_instance;

  /* Guards what follows; rules and statements are only added to. */
  GMutex mutex;
  GPtrArray *rules;
  GPtrArray *statements;
  gboolean refuses;
};

struct _RepriseFakeSession
{
  GObject parent_instance;

  RepriseFakeSql *sql;
  char *host;
  char *database;
};

static void reprise_fake_sql_sql_init (RepriseSqlInterface *iface);
static void reprise_fake_session_session_init (RepriseSqlSessionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseFakeSql,
                               reprise_fake_sql,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_SQL, reprise_fake_sql_sql_init))

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseFakeSession,
                               reprise_fake_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_SQL_SESSION,
                                                      reprise_fake_session_session_init))

static void
free_rule (gpointer data)
{
  Rule *rule = data;

  g_free (rule->prefix);
  g_clear_object (&rule->rows);
  g_clear_error (&rule->failure);
  g_free (rule);
}

static void
free_statement (gpointer data)
{
  RepriseFakeStatement *statement = data;

  g_free (statement->host);
  g_free (statement->database);
  g_free (statement->text);
  g_ptr_array_unref (statement->parameters);
  g_free (statement);
}

static Rule *
add_rule (RepriseFakeSql *self, const char *prefix)
{
  Rule *rule = g_new0 (Rule, 1);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  rule->prefix = g_strdup (prefix);
  g_ptr_array_add (self->rules, rule);

  return rule;
}

static gboolean
has_prefix (const char *text, const char *prefix)
{
  while (g_ascii_isspace (*text))
    text++;

  return g_str_has_prefix (text, prefix);
}

/* The newest rule for the statement, or NULL. */
static Rule *
find_rule (RepriseFakeSql *self, const char *text)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  for (guint i = self->rules->len; i > 0; i--)
    {
      Rule *rule = g_ptr_array_index (self->rules, i - 1);

      if (has_prefix (text, rule->prefix))
        return rule;
    }

  return NULL;
}

static const RepriseFakeStatement *
record_statement (RepriseFakeSession *session,
                  const char *text,
                  const char *const *parameters,
                  guint n_parameters)
{
  RepriseFakeSql *self = session->sql;
  RepriseFakeStatement *statement = g_new0 (RepriseFakeStatement, 1);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  statement->host = g_strdup (session->host);
  statement->database = g_strdup (session->database);
  statement->text = g_strdup (text);
  statement->parameters = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_parameters; i++)
    g_ptr_array_add (statement->parameters, g_strdup (parameters[i]));
  g_ptr_array_add (self->statements, statement);

  return statement;
}

static RepriseSqlResult *
follow_rule (const Rule *rule,
             const RepriseFakeStatement *statement,
             GCancellable *cancellable,
             GError **error)
{
  if (rule->func != NULL)
    return rule->func (statement, cancellable, rule->user_data, error);
  if (rule->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (rule->failure));
      return NULL;
    }

  return g_object_ref (rule->rows);
}

static RepriseSqlResult *
reprise_fake_session_query (RepriseSqlSession *session,
                            const char *text,
                            const char *const *parameters,
                            guint n_parameters,
                            GCancellable *cancellable,
                            GError **error)
{
  RepriseFakeSession *self = REPRISE_FAKE_SESSION (session);
  const RepriseFakeStatement *statement;
  Rule *rule;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  statement = record_statement (self, text, parameters, n_parameters);
  rule = find_rule (self->sql, text);
  if (rule != NULL)
    return follow_rule (rule, statement, cancellable, error);

  g_test_fail_printf ("Nobody expected the query: %s", text);
  g_set_error_literal (error,
                       REPRISE_ENGINE_ERROR,
                       REPRISE_ENGINE_ERROR_SQL,
                       "There is no answer to this query");
  return NULL;
}

/* What is executed succeeds unless a rule says otherwise. */
static gboolean
reprise_fake_session_execute (RepriseSqlSession *session,
                              const char *text,
                              GCancellable *cancellable,
                              GError **error)
{
  RepriseFakeSession *self = REPRISE_FAKE_SESSION (session);
  g_autoptr (RepriseSqlResult) result = NULL;
  const RepriseFakeStatement *statement;
  Rule *rule;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  statement = record_statement (self, text, NULL, 0);
  rule = find_rule (self->sql, text);
  if (rule == NULL)
    return TRUE;

  result = follow_rule (rule, statement, cancellable, error);
  return result != NULL;
}

static RepriseSqlSession *
reprise_fake_sql_connect (RepriseSql *sql,
                          const RepriseSqlTarget *target,
                          GCancellable *cancellable,
                          GError **error)
{
  RepriseFakeSql *self = REPRISE_FAKE_SQL (sql);
  g_autoptr (RepriseFakeSession) session = NULL;
  gboolean refuses;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  session = g_object_new (REPRISE_TYPE_FAKE_SESSION, NULL);
  session->sql = g_object_ref (self);
  session->host = g_strdup (target->host);
  session->database = g_strdup (target->database);
  record_statement (session, "CONNECT", NULL, 0);

  g_mutex_lock (&self->mutex);
  refuses = self->refuses;
  g_mutex_unlock (&self->mutex);
  if (!refuses)
    return REPRISE_SQL_SESSION (g_steal_pointer (&session));

  g_set_error (error,
               REPRISE_ENGINE_ERROR,
               REPRISE_ENGINE_ERROR_UNREACHABLE,
               "No connection to the database ‘%s’: nobody is there",
               target->database);
  return NULL;
}

static void
reprise_fake_session_finalize (GObject *object)
{
  RepriseFakeSession *self = REPRISE_FAKE_SESSION (object);

  g_clear_object (&self->sql);
  g_free (self->host);
  g_free (self->database);

  G_OBJECT_CLASS (reprise_fake_session_parent_class)->finalize (object);
}

static void
reprise_fake_session_session_init (RepriseSqlSessionInterface *iface)
{
  iface->query = reprise_fake_session_query;
  iface->execute = reprise_fake_session_execute;
}

static void
reprise_fake_session_class_init (RepriseFakeSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_fake_session_finalize;
}

static void
reprise_fake_session_init (RepriseFakeSession *self)
{
}

static void
reprise_fake_sql_finalize (GObject *object)
{
  RepriseFakeSql *self = REPRISE_FAKE_SQL (object);

  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->statements, g_ptr_array_unref);

  G_OBJECT_CLASS (reprise_fake_sql_parent_class)->finalize (object);
}

static void
reprise_fake_sql_sql_init (RepriseSqlInterface *iface)
{
  iface->connect = reprise_fake_sql_connect;
}

static void
reprise_fake_sql_class_init (RepriseFakeSqlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_fake_sql_finalize;
}

static void
reprise_fake_sql_init (RepriseFakeSql *self)
{
  g_mutex_init (&self->mutex);
  self->rules = g_ptr_array_new_with_free_func (free_rule);
  self->statements = g_ptr_array_new_with_free_func (free_statement);
}

/** reprise_fake_sql_new: Returns: (transfer full): one that connects and expects no query yet. */
RepriseFakeSql *
reprise_fake_sql_new (void)
{
  return g_object_new (REPRISE_TYPE_FAKE_SQL, NULL);
}

/**
 * reprise_fake_sql_add_rows:
 * @prefix: how the statement begins, white space before it aside; of several that match the one
 *   added last counts
 * @values: (nullable): row after row, %NULL for SQL null
 */
void
reprise_fake_sql_add_rows (RepriseFakeSql *self,
                           const char *prefix,
                           guint n_columns,
                           const char *const *values,
                           guint n_rows)
{
  Rule *rule = add_rule (self, prefix);

  rule->rows = reprise_fake_sql_make_rows (n_columns, values, n_rows);
}

/** reprise_fake_sql_add_error: Likewise, failing. @code: of REPRISE_ENGINE_ERROR. */
void
reprise_fake_sql_add_error (RepriseFakeSql *self, const char *prefix, int code, const char *message)
{
  Rule *rule = add_rule (self, prefix);

  rule->failure = g_error_new_literal (REPRISE_ENGINE_ERROR, code, message);
}

/** reprise_fake_sql_add_func: Likewise, with a function that answers. */
void
reprise_fake_sql_add_func (RepriseFakeSql *self,
                           const char *prefix,
                           RepriseFakeSqlFunc func,
                           gpointer user_data)
{
  Rule *rule = add_rule (self, prefix);

  rule->func = func;
  rule->user_data = user_data;
}

/** reprise_fake_sql_set_refuses: @refuses: whether new sessions are unreachable. */
void
reprise_fake_sql_set_refuses (RepriseFakeSql *self, gboolean refuses)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  self->refuses = refuses;
}

/** reprise_fake_sql_get_n_statements: Returns: how many it was asked, `CONNECT` included. */
guint
reprise_fake_sql_get_n_statements (RepriseFakeSql *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return self->statements->len;
}

/** reprise_fake_sql_get_statement: Returns: (transfer none): one of them, in the order they came.
 */
const RepriseFakeStatement *
reprise_fake_sql_get_statement (RepriseFakeSql *self, guint index)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  g_assert_cmpuint (index, <, self->statements->len);
  return g_ptr_array_index (self->statements, index);
}

/** reprise_fake_sql_count: Returns: how many of them begin like this. */
guint
reprise_fake_sql_count (RepriseFakeSql *self, const char *prefix)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  guint count = 0;

  for (guint i = 0; i < self->statements->len; i++)
    {
      const RepriseFakeStatement *statement = g_ptr_array_index (self->statements, i);

      if (has_prefix (statement->text, prefix))
        count++;
    }

  return count;
}

/** reprise_fake_sql_make_rows: Returns: (transfer full): a result of copied values, row after row.
 */
RepriseSqlResult *
reprise_fake_sql_make_rows (guint n_columns, const char *const *values, guint n_rows)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint row = 0; row < n_rows; row++)
    {
      char **copy = g_new0 (char *, n_columns + 1);

      for (guint column = 0; column < n_columns; column++)
        copy[column] = g_strdup (values[row * n_columns + column]);
      g_ptr_array_add (rows, copy);
    }

  return reprise_sql_result_new (n_columns, rows);
}
