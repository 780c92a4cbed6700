/* SPDX-License-Identifier: GPL-3.0-or-later
 * Handlers: the cluster, its nodes, its backup store. */

#include "config.h"

#include "lab/reprise-lab-routes-private.h"

#include "lab/reprise-lab-query.h"
#include "lab/reprise-lab-records.h"
#include "lab/reprise-lab-service.h"
#include "wire/reprise-cluster-codec.h"
#include "wire/reprise-cluster-node-codec.h"
#include "wire/reprise-store-codec.h"

static RepriseInstant
get_cluster_created_at (gpointer row)
{
  return reprise_cluster_get_created_at (row);
}

static RepriseInstant
get_store_created_at (gpointer row)
{
  return reprise_store_get_created_at (row);
}

/* Answers the request where the id in its path is not the cluster's. */
static gboolean
check_cluster (RepriseLabRequest *request, RepriseLabState *state)
{
  const char *id = reprise_lab_request_get_parameter (request, 0);

  if (!reprise_lab_query_check_id (request, "id", id))
    return FALSE;
  if (g_str_equal (id, reprise_lab_state_get_document (state)->cluster_id))
    return TRUE;
  reprise_lab_request_refuse (request, SOUP_STATUS_NOT_FOUND, "cluster not found");
  return FALSE;
}

void
reprise_lab_routes_list_clusters (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabState *state = reprise_lab_service_get_state (REPRISE_LAB_SERVICE (service_data));
  g_autoptr (GPtrArray) clusters = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) selected = NULL;
  RepriseLabPage page;

  if (!reprise_lab_query_read_page (request, REPRISE_LAB_PAGE_RULES, &page))
    return;
  g_ptr_array_add (clusters, reprise_lab_records_new_cluster (state));
  selected = reprise_lab_page_select (&page, clusters, get_cluster_created_at);
  reprise_lab_request_answer (request, SOUP_STATUS_OK, reprise_cluster_list_encode (selected));
}

void
reprise_lab_routes_get_cluster (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabState *state = reprise_lab_service_get_state (REPRISE_LAB_SERVICE (service_data));
  g_autoptr (RepriseCluster) cluster = NULL;

  if (!check_cluster (request, state))
    return;
  cluster = reprise_lab_records_new_cluster (state);
  reprise_lab_request_answer (request, SOUP_STATUS_OK, reprise_cluster_encode (cluster));
}

void
reprise_lab_routes_list_cluster_nodes (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabState *state = reprise_lab_service_get_state (REPRISE_LAB_SERVICE (service_data));
  g_autoptr (GPtrArray) nodes = NULL;

  if (!check_cluster (request, state))
    return;
  nodes = reprise_lab_records_new_cluster_nodes (state);
  reprise_lab_request_answer (request, SOUP_STATUS_OK, reprise_cluster_node_list_encode (nodes));
}

void
reprise_lab_routes_list_stores (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabState *state = reprise_lab_service_get_state (REPRISE_LAB_SERVICE (service_data));
  g_autoptr (GPtrArray) stores = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) selected = NULL;
  RepriseLabPage page;

  if (!reprise_lab_query_read_page (request, REPRISE_LAB_PAGE_RULES, &page))
    return;
  g_ptr_array_add (stores, reprise_lab_records_new_store (state));
  selected = reprise_lab_page_select (&page, stores, get_store_created_at);
  reprise_lab_request_answer (request, SOUP_STATUS_OK, reprise_store_list_encode (selected));
}
