/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lab's state as the objects of the API. */

#pragma once

#include "lab/reprise-lab-operations.h"
#include "model/reprise-cluster-node.h"
#include "model/reprise-cluster.h"
#include "model/reprise-credentials.h"
#include "model/reprise-database.h"
#include "model/reprise-store.h"
#include "model/reprise-tenant.h"

G_BEGIN_DECLS

RepriseTenant *reprise_lab_records_new_tenant (RepriseLabState *state);
RepriseCluster *reprise_lab_records_new_cluster (RepriseLabState *state);
GPtrArray *reprise_lab_records_new_cluster_nodes (RepriseLabState *state);
RepriseStore *reprise_lab_records_new_store (RepriseLabState *state);
RepriseDatabase *reprise_lab_records_new_database (RepriseLabOperations *operations,
                                                   RepriseLabDatabase *database,
                                                   GPtrArray *tables,
                                                   gint64 storage_used);
RepriseCredentials *reprise_lab_records_new_credentials (RepriseLabDatabase *database,
                                                         const char *node_name,
                                                         const char *user_type);

G_END_DECLS
