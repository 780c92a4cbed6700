/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database beside the cluster it runs on. */

#pragma once

#include "model/reprise-cluster.h"
#include "model/reprise-database.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_DATABASE_ENTRY (reprise_database_entry_get_type ())
G_DECLARE_FINAL_TYPE (RepriseDatabaseEntry,
                      reprise_database_entry,
                      REPRISE,
                      DATABASE_ENTRY,
                      GObject)

RepriseDatabaseEntry *reprise_database_entry_new (RepriseDatabase *database,
                                                  RepriseCluster *cluster);
gboolean reprise_database_entry_renew (RepriseDatabaseEntry *self,
                                       RepriseDatabase *database,
                                       RepriseCluster *cluster);
RepriseDatabase *reprise_database_entry_get_database (RepriseDatabaseEntry *self);
RepriseCluster *reprise_database_entry_get_cluster (RepriseDatabaseEntry *self);
const char *reprise_database_entry_get_id (RepriseDatabaseEntry *self);
const char *reprise_database_entry_get_cluster_name (RepriseDatabaseEntry *self);
char *reprise_database_entry_dup_subtitle (RepriseDatabaseEntry *self, GListModel *among);
char *reprise_database_entry_dup_section (RepriseDatabaseEntry *self, GListModel *among);
gboolean reprise_database_entry_matches (RepriseDatabaseEntry *self, const char *text);
int reprise_database_entry_compare (gconstpointer a, gconstpointer b, gpointer user_data);

G_END_DECLS
