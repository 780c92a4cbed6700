/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQL sessions, behind an interface so that tests need no server. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseSqlTarget:
 * @host: an absolute socket directory
 * @port: the port number in the socket's name
 * @database: database to connect to
 * @user: role
 * @password: (nullable): its password
 */
typedef struct
{
  const char *host;
  guint port;
  const char *database;
  const char *user;
  const char *password;
} RepriseSqlTarget;

/**
 * RepriseSqlResult:
 *
 * The rows of one statement; every value as text, %NULL for SQL null.
 */
#define REPRISE_TYPE_SQL_RESULT (reprise_sql_result_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSqlResult, reprise_sql_result, REPRISE, SQL_RESULT, GObject)

RepriseSqlResult *reprise_sql_result_new (guint n_columns, GPtrArray *rows);
guint reprise_sql_result_get_n_rows (RepriseSqlResult *self);
const char *reprise_sql_result_get (RepriseSqlResult *self, guint row, guint column);

#define REPRISE_TYPE_SQL_SESSION (reprise_sql_session_get_type ())
G_DECLARE_INTERFACE (RepriseSqlSession, reprise_sql_session, REPRISE, SQL_SESSION, GObject)

struct _RepriseSqlSessionInterface
{
  GTypeInterface parent_iface;

  RepriseSqlResult *(*query) (RepriseSqlSession *self,
                              const char *statement,
                              const char *const *parameters,
                              guint n_parameters,
                              GCancellable *cancellable,
                              GError **error);
  gboolean (*execute) (RepriseSqlSession *self,
                       const char *statements,
                       GCancellable *cancellable,
                       GError **error);
};

/* One statement with $1… parameters (NULL for SQL null). Errors: REPRISE_ENGINE_ERROR_SQL with
 * PostgreSQL's primary message, detail and SQLSTATE; REPRISE_ENGINE_ERROR_UNREACHABLE when the
 * connection is lost. Cancelling sends a cancel request to the server. */
RepriseSqlResult *reprise_sql_session_query (RepriseSqlSession *self,
                                             const char *statement,
                                             const char *const *parameters,
                                             guint n_parameters,
                                             GCancellable *cancellable,
                                             GError **error);

/* Without parameters, several statements separated by ; are one transaction (simple protocol); rows
 * are dropped. */
gboolean reprise_sql_session_execute (RepriseSqlSession *self,
                                      const char *statements,
                                      GCancellable *cancellable,
                                      GError **error);

/* The first column of the first row, or NULL (no row, SQL null: not an error). */
char *reprise_sql_session_query_text (RepriseSqlSession *self,
                                      const char *statement,
                                      const char *const *parameters,
                                      guint n_parameters,
                                      GCancellable *cancellable,
                                      GError **error);

#define REPRISE_TYPE_SQL (reprise_sql_get_type ())
G_DECLARE_INTERFACE (RepriseSql, reprise_sql, REPRISE, SQL, GObject)

struct _RepriseSqlInterface
{
  GTypeInterface parent_iface;

  RepriseSqlSession *(*connect) (RepriseSql *self,
                                 const RepriseSqlTarget *target,
                                 GCancellable *cancellable,
                                 GError **error);
};

RepriseSqlSession *reprise_sql_connect (RepriseSql *self,
                                        const RepriseSqlTarget *target,
                                        GCancellable *cancellable,
                                        GError **error);

/* Quoting for the statements that take no parameters (CREATE ROLE, ALTER DATABASE…): pure
 * functions. */
char *reprise_sql_quote_identifier (const char *text);
char *reprise_sql_quote_literal (const char *text);

G_END_DECLS
