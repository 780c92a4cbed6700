/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQL sessions over libpq. */

#pragma once

#include "engine/reprise-sql.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_PQ_SQL (reprise_pq_sql_get_type ())
G_DECLARE_FINAL_TYPE (ReprisePqSql, reprise_pq_sql, REPRISE, PQ_SQL, GObject)

/* connect_timeout_seconds bounds each connection attempt. */
RepriseSql *reprise_pq_sql_new (guint connect_timeout_seconds);

G_END_DECLS
