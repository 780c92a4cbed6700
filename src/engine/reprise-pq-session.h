/* SPDX-License-Identifier: GPL-3.0-or-later
 * One open libpq connection. */

#pragma once

#include "engine/reprise-sql.h"

#include <libpq-fe.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_PQ_SESSION (reprise_pq_session_get_type ())
G_DECLARE_FINAL_TYPE (ReprisePqSession, reprise_pq_session, REPRISE, PQ_SESSION, GObject)

RepriseSqlSession *reprise_pq_session_new (PGconn *connection);

G_END_DECLS
