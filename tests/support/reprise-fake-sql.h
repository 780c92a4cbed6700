/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQL without a server: it answers as programmed and remembers what it was asked. */

#pragma once

#include "engine/reprise-sql.h"

G_BEGIN_DECLS

/**
 * RepriseFakeStatement:
 * @host: of the session's target
 * @database: of the session's target
 * @text: as it came; `CONNECT` for a new session
 * @parameters: of char *, %NULL for SQL null
 */
typedef struct
{
  char *host;
  char *database;
  char *text;
  GPtrArray *parameters;
} RepriseFakeStatement;

/**
 * RepriseFakeSqlFunc:
 *
 * Called on the thread of the session, maybe on several at once; may wait for @cancellable.
 *
 * Returns: (transfer full): rows, or %NULL with @error
 */
typedef RepriseSqlResult *(*RepriseFakeSqlFunc) (const RepriseFakeStatement *statement,
                                                 GCancellable *cancellable,
                                                 gpointer user_data,
                                                 GError **error);

#define REPRISE_TYPE_FAKE_SQL (reprise_fake_sql_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFakeSql, reprise_fake_sql, REPRISE, FAKE_SQL, GObject)

RepriseFakeSql *reprise_fake_sql_new (void);
void reprise_fake_sql_add_rows (RepriseFakeSql *self,
                                const char *prefix,
                                guint n_columns,
                                const char *const *values,
                                guint n_rows);
void reprise_fake_sql_add_error (RepriseFakeSql *self,
                                 const char *prefix,
                                 int code,
                                 const char *message);
void reprise_fake_sql_add_func (RepriseFakeSql *self,
                                const char *prefix,
                                RepriseFakeSqlFunc func,
                                gpointer user_data);
void reprise_fake_sql_set_refuses (RepriseFakeSql *self, gboolean refuses);
guint reprise_fake_sql_get_n_statements (RepriseFakeSql *self);
const RepriseFakeStatement *reprise_fake_sql_get_statement (RepriseFakeSql *self, guint index);
guint reprise_fake_sql_count (RepriseFakeSql *self, const char *prefix);

RepriseSqlResult *
reprise_fake_sql_make_rows (guint n_columns, const char *const *values, guint n_rows);

G_END_DECLS
