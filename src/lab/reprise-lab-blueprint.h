/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a new lab is made of, and what of it never changes. */

#pragma once

#include "model/reprise-location.h"
#include "wire/reprise-lab-document.h"

G_BEGIN_DECLS

#define REPRISE_LAB_TENANT_NAME "lab"
#define REPRISE_LAB_CLUSTER_NAME "lab"
#define REPRISE_LAB_STORE_NAME "lab-backups"
#define REPRISE_LAB_CLOUD_ACCOUNT_NAME "lab"
/* There is no cloud behind the lab; the contract wants a word. */
#define REPRISE_LAB_CLOUD "local"
#define REPRISE_LAB_STORAGE_TYPE "posix"

/**
 * RepriseLabSite:
 * @node_name: a node of the cluster
 * @region: code of its region
 * @region_name: what a person calls it
 *
 * Where a node pretends to stand, so that what depends on places has something to show.
 */
typedef struct
{
  const char *node_name;
  const char *region;
  const char *region_name;
} RepriseLabSite;

const RepriseLabSite *reprise_lab_blueprint_get_sites (gsize *n_sites);
gboolean reprise_lab_blueprint_has_node (const char *node_name);
RepriseLocation *reprise_lab_blueprint_new_location (const char *node_name);
RepriseLabDocument *reprise_lab_blueprint_new_document (void);

G_END_DECLS
