/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database, and what the service knows of it. */

#pragma once

#include "base/reprise-instant.h"
#include "base/reprise-tristate.h"
#include "model/reprise-backup-config.h"
#include "model/reprise-component.h"
#include "model/reprise-node.h"
#include "model/reprise-status.h"
#include "model/reprise-table.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseDatabaseFields:
 * @id: the service's id
 * @cluster_id: the id of the cluster it runs on
 * @name: its name in PostgreSQL; not unique across clusters
 * @display_name: what a person calls it
 * @status_word: its status in the service's own word
 * @created_at: when it was created, or %REPRISE_INSTANT_NONE
 * @updated_at: when it last changed, or %REPRISE_INSTANT_NONE
 * @pg_version: the version of PostgreSQL, normally its major number alone
 * @config_version: the version of the image it runs, unrelated to that of PostgreSQL
 * @storage_used: bytes it takes, or -1
 * @domain: its domain name
 * @deletion_protection: whether it is protected from being deleted
 * @options: tokens such as `autoddl:enabled`; see reprise_database_has_option()
 * @nodes: its #RepriseNode objects
 * @backup_provider: what takes its backups, normally pgbackrest
 * @backup_configs: its #RepriseBackupConfig objects
 * @tables: its #RepriseTable objects; %NULL where not known
 * @components: its #RepriseComponent objects
 * @extensions_auto_manage: whether the service looks after its extensions
 * @extensions_available: the extensions it could have
 * @extensions_requested: the extensions asked for
 *
 * What a database is made from; reprise_database_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *cluster_id;
  const char *name;
  const char *display_name;
  const char *status_word;
  RepriseInstant created_at;
  RepriseInstant updated_at;
  const char *pg_version;
  const char *config_version;
  gint64 storage_used;
  const char *domain;
  RepriseTristate deletion_protection;
  const char *const *options;
  GPtrArray *nodes;
  const char *backup_provider;
  GPtrArray *backup_configs;
  GPtrArray *tables;
  GPtrArray *components;
  RepriseTristate extensions_auto_manage;
  const char *const *extensions_available;
  const char *const *extensions_requested;
} RepriseDatabaseFields;

/* Nothing known. */
#define REPRISE_DATABASE_FIELDS_INIT                                                               \
  {                                                                                                \
    .created_at = REPRISE_INSTANT_NONE, .updated_at = REPRISE_INSTANT_NONE, .storage_used = -1,    \
  }

#define REPRISE_TYPE_DATABASE (reprise_database_get_type ())
G_DECLARE_FINAL_TYPE (RepriseDatabase, reprise_database, REPRISE, DATABASE, GObject)

RepriseDatabase *reprise_database_new (const RepriseDatabaseFields *fields);
const char *reprise_database_get_id (RepriseDatabase *self);
const char *reprise_database_get_cluster_id (RepriseDatabase *self);
const char *reprise_database_get_name (RepriseDatabase *self);
const char *reprise_database_get_display_name (RepriseDatabase *self);
const char *reprise_database_get_status_word (RepriseDatabase *self);
RepriseInstant reprise_database_get_created_at (RepriseDatabase *self);
RepriseInstant reprise_database_get_updated_at (RepriseDatabase *self);
const char *reprise_database_get_pg_version (RepriseDatabase *self);
const char *reprise_database_get_config_version (RepriseDatabase *self);
gint64 reprise_database_get_storage_used (RepriseDatabase *self);
const char *reprise_database_get_domain (RepriseDatabase *self);
RepriseTristate reprise_database_get_deletion_protection (RepriseDatabase *self);
const char *const *reprise_database_get_options (RepriseDatabase *self);
GPtrArray *reprise_database_get_nodes (RepriseDatabase *self);
const char *reprise_database_get_backup_provider (RepriseDatabase *self);
GPtrArray *reprise_database_get_backup_configs (RepriseDatabase *self);
GPtrArray *reprise_database_get_tables (RepriseDatabase *self);
GPtrArray *reprise_database_get_components (RepriseDatabase *self);
RepriseTristate reprise_database_get_extensions_auto_manage (RepriseDatabase *self);
const char *const *reprise_database_get_extensions_available (RepriseDatabase *self);
const char *const *reprise_database_get_extensions_requested (RepriseDatabase *self);
RepriseStatus reprise_database_get_status (RepriseDatabase *self);
const char *reprise_database_get_title (RepriseDatabase *self);
RepriseNode *reprise_database_get_node (RepriseDatabase *self, const char *name);
gboolean reprise_database_has_option (RepriseDatabase *self, const char *option);
RepriseBackupConfig *reprise_database_get_config_for_node (RepriseDatabase *self,
                                                           const char *node_name);
const char *reprise_database_get_current_repository_id (RepriseDatabase *self,
                                                        const char *node_name);

G_END_DECLS
