/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two databases with backups, for tests of what a restore is put together from. */

#pragma once

#include "model/reprise-task.h"
#include "restore/reprise-restore-form.h"

G_BEGIN_DECLS

#define WORLD_EAST "27937dd4-e554-4d38-80f8-56f83559f60a"
#define WORLD_WEST "27937dd4-e554-4d38-80f8-56f83559f60b"
#define WORLD_CLUSTER "8d1f4c1e-0000-4000-8000-0000000000c1"
#define WORLD_OTHER_CLUSTER "8d1f4c1e-0000-4000-8000-0000000000c2"
#define WORLD_REPOSITORY "11111111-2222-4333-8444-555555555503"
#define WORLD_OLD_REPOSITORY "11111111-2222-4333-8444-555555555502"
#define WORLD_WEST_REPOSITORY "11111111-2222-4333-8444-555555555509"

/* When the backups ended, and what time it is, all on one day. */
#define WORLD_FULL "20240619-195803F"
#define WORLD_FULL_STOP "2024-06-19T20:01:12Z"
#define WORLD_INCR "20240619-195803F_20240619-210001I"
#define WORLD_INCR_STOP "2024-06-19T21:00:04Z"
#define WORLD_NOW "2024-06-19T23:30:00Z"

/* What differs from a database that is as it should be; NULL for what does not. */
typedef struct
{
  const char *id;
  const char *cluster_id;
  const char *name;
  const char *display_name;
  const char *status_word;
  const char *pg_version;
  const char *provider;
  const char *repository_id;
  const char *const *nodes;
  const char *const *options;
} WorldDatabase;

/* The same for a cluster. */
typedef struct
{
  const char *id;
  const char *status_word;
  const char *cloud_account_id;
  const char *const *store_ids;
} WorldCluster;

/* The same for a task of the database in the east. */
typedef struct
{
  const char *id;
  const char *name;
  const char *status_word;
  const char *subject_id;
  const char *created_at;
  const char *updated_at;
  const char *error;
  RepriseRestoreRequest *request;
} WorldTask;

RepriseInstant world_instant (const char *text);
RepriseDatabase *world_database (const WorldDatabase *difference);
RepriseCluster *world_cluster (const WorldCluster *difference);
RepriseTask *world_task (const WorldTask *difference);
RepriseRepository *
world_repository (const char *id, const char *database_id, const char *created_at);
RepriseInventory *world_inventory (const RepriseInventoryFields *difference,
                                   const RepriseBackupFields *backups,
                                   gsize n_backups);
RepriseRecoveryWindow *world_window (const char *earliest, const char *latest_exclusive);
const RepriseBackupFields *world_backups (void);

GPtrArray *world_list (gpointer first, ...) G_GNUC_NULL_TERMINATED;
RepriseRestoreContext *world_context (const RepriseRestoreContextFields *difference);
RepriseRestoreContext *world_read (RepriseRestoreContext *context, RepriseInventory *inventory);
RepriseRestoreForm *world_form (RepriseRecoveryWindow *window);

G_END_DECLS
