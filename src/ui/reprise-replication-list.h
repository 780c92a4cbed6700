/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of one group: those that replicate, that could, or that cannot. */

#pragma once

#include "restore/reprise-replication-entry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_REPLICATION_LIST (reprise_replication_list_get_type ())
G_DECLARE_FINAL_TYPE (RepriseReplicationList,
                      reprise_replication_list,
                      REPRISE,
                      REPLICATION_LIST,
                      AdwBin)

RepriseReplicationList *reprise_replication_list_new (RepriseReplicationGroup group);
guint reprise_replication_list_show (RepriseReplicationList *self, GPtrArray *entries);

G_END_DECLS
