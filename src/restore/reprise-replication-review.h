/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which tables of a database replicate, could, and cannot. */

#pragma once

#include "model/reprise-database.h"
#include "model/reprise-node-replication.h"
#include "restore/reprise-replication-entry.h"

G_BEGIN_DECLS

GPtrArray *reprise_replication_review (RepriseDatabase *database,
                                       RepriseNodeReplication *const *nodes);
RepriseReplicationExtension
reprise_replication_review_get_extension (RepriseDatabase *database,
                                          RepriseNodeReplication *const *nodes);

G_END_DECLS
