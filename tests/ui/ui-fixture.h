/* SPDX-License-Identifier: GPL-3.0-or-later
 * An account with databases to look at. */

#pragma once

#include "support/reprise-stub-backend.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What the service's clock says. */
#define UI_NOW "2026-08-05T12:00:00Z"

#define UI_DATABASE_ID "27937dd4-e554-4d38-80f8-56f83559f60a"
#define UI_OTHER_DATABASE_ID "5e1f0c11-0000-4000-8000-000000000002"
#define UI_CLUSTER_ID "b2c3d4e5-1111-4222-8333-444455556666"
#define UI_OTHER_CLUSTER_ID "c2c3d4e5-1111-4222-8333-444455556666"
#define UI_REPOSITORY_ID "11111111-2222-4333-8444-555555555503"
#define UI_OLD_REPOSITORY_ID "11111111-2222-4333-8444-555555555501"
#define UI_STORE_ID "eef541c5-78a6-4017-b472-e472422b0c4b"

/**
 * UiDatabase:
 * @id: (nullable): %UI_DATABASE_ID where it is %NULL
 * @cluster_id: (nullable): %UI_CLUSTER_ID where it is %NULL
 * @name: (nullable): `payables` where it is %NULL
 * @display_name: (nullable): its display name
 * @status: (nullable): `available` where it is %NULL
 * @without_configuration: whether nothing is said about its backups
 * @without_zones: whether the time zones of its nodes are not known
 * @n_nodes: 3 where it is 0, at most 9
 */
typedef struct
{
  const char *id;
  const char *cluster_id;
  const char *name;
  const char *display_name;
  const char *status;
  gboolean without_configuration;
  gboolean without_zones;
  guint n_nodes;
} UiDatabase;

RepriseInstant ui_instant (const char *text);
RepriseDatabase *ui_database_new (const UiDatabase *wanted);
RepriseCluster *ui_cluster_new (const char *id, const char *name, const char *status);
RepriseRepository *ui_repository_new (const char *id, const char *created_at);
RepriseInventory *ui_inventory_new (const char *repository_id,
                                    const char *node_name,
                                    const RepriseBackupFields *backups,
                                    gsize n_backups);
RepriseStubBackend *ui_fixture_new (void);
void ui_put_database (RepriseStubBackend *backend, const UiDatabase *wanted);
void ui_settle (void);

G_END_DECLS
