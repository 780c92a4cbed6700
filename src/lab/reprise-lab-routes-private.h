/* SPDX-License-Identifier: GPL-3.0-or-later
 * The service's handlers, a family in each file. */

#pragma once

#include "lab/reprise-lab-request.h"
#include "lab/reprise-lab-service.h"

G_BEGIN_DECLS

/* service_data is the RepriseLabService. */

/* reprise-lab-account-routes.c */
void reprise_lab_routes_create_token (RepriseLabRequest *request, gpointer service_data);
void reprise_lab_routes_list_tenants (RepriseLabRequest *request, gpointer service_data);
void reprise_lab_routes_get_contract (RepriseLabRequest *request, gpointer service_data);

/* reprise-lab-cluster-routes.c */
void reprise_lab_routes_list_clusters (RepriseLabRequest *request, gpointer service_data);
void reprise_lab_routes_get_cluster (RepriseLabRequest *request, gpointer service_data);
void reprise_lab_routes_list_cluster_nodes (RepriseLabRequest *request, gpointer service_data);
void reprise_lab_routes_list_stores (RepriseLabRequest *request, gpointer service_data);

/* reprise-lab-database-routes.c */
void reprise_lab_routes_list_databases (RepriseLabRequest *request, gpointer service_data);
void reprise_lab_routes_get_database (RepriseLabRequest *request, gpointer service_data);

/* reprise-lab-repository-routes.c */
void reprise_lab_routes_list_repositories (RepriseLabRequest *request, gpointer service_data);
void reprise_lab_routes_get_inventory (RepriseLabRequest *request, gpointer service_data);

/* reprise-lab-task-routes.c */
void reprise_lab_routes_list_tasks (RepriseLabRequest *request, gpointer service_data);

/* reprise-lab-write-routes.c */
RepriseLabDatabase *reprise_lab_routes_find_database (RepriseLabRequest *request,
                                                      RepriseLabService *service);
void reprise_lab_routes_back_up (RepriseLabRequest *request, gpointer service_data);
void reprise_lab_routes_restore (RepriseLabRequest *request, gpointer service_data);

G_END_DECLS
