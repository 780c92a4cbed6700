/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reaches the nodes of a database over libpq. */

#pragma once

#include "restore/reprise-replicator.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_PQ_REPLICATOR (reprise_pq_replicator_get_type ())
G_DECLARE_FINAL_TYPE (ReprisePqReplicator, reprise_pq_replicator, REPRISE, PQ_REPLICATOR, GObject)

RepriseReplicator *reprise_pq_replicator_new (guint connect_seconds, guint statement_seconds);

G_END_DECLS
