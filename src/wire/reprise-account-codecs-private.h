/* SPDX-License-Identifier: GPL-3.0-or-later
 * The objects of an account as JSON, for files that hold several kinds of them. */

#pragma once

#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gpointer reprise_cluster_read (const RepriseJsonPlace *place);
JsonObject *reprise_cluster_write (gpointer cluster);
gpointer reprise_cluster_node_read (const RepriseJsonPlace *place);
JsonObject *reprise_cluster_node_write (gpointer node);
gpointer reprise_database_read (const RepriseJsonPlace *place);
JsonObject *reprise_database_write (gpointer database);
gpointer reprise_saved_part_read (const RepriseJsonPlace *place);
JsonObject *reprise_saved_part_write (gpointer part);
gpointer reprise_store_read (const RepriseJsonPlace *place);
JsonObject *reprise_store_write (gpointer store);
gpointer reprise_tenant_read (const RepriseJsonPlace *place);
JsonObject *reprise_tenant_write (gpointer tenant);

G_END_DECLS
