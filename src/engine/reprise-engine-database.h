/* SPDX-License-Identifier: GPL-3.0-or-later
 * One replicated database of the lab, as the engine knows it. */

#pragma once

#include "engine/reprise-instance.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_ENGINE_DATABASE (reprise_engine_database_get_type ())
G_DECLARE_FINAL_TYPE (RepriseEngineDatabase,
                      reprise_engine_database,
                      REPRISE,
                      ENGINE_DATABASE,
                      GObject)

/**
 * RepriseEngineDatabaseFields:
 * @id: UUID
 * @name: PostgreSQL's name of the database
 * @node_names: %NULL-terminated, in order
 * @automatic_ddl: whether a restore puts the tables back into replication by itself
 * @admin_password: of the superuser role `admin`
 * @app_password: of the role `app`
 * @repository_id: UUID of the current repository
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *const *node_names;
  gboolean automatic_ddl;
  const char *admin_password;
  const char *app_password;
  const char *repository_id;
} RepriseEngineDatabaseFields;

RepriseEngineDatabase *reprise_engine_database_new (const char *root,
                                                    const RepriseEngineDatabaseFields *fields);

const char *reprise_engine_database_get_id (RepriseEngineDatabase *self);
const char *reprise_engine_database_get_name (RepriseEngineDatabase *self);
gboolean reprise_engine_database_has_automatic_ddl (RepriseEngineDatabase *self);
const char *reprise_engine_database_get_admin_password (RepriseEngineDatabase *self);
const char *reprise_engine_database_get_app_password (RepriseEngineDatabase *self);
char *reprise_engine_database_dup_repository_id (RepriseEngineDatabase *self);
GPtrArray *reprise_engine_database_get_instances (RepriseEngineDatabase *self);
RepriseInstance *reprise_engine_database_get_instance (RepriseEngineDatabase *self,
                                                       const char *node_name);

GStrv reprise_engine_database_dup_broken_nodes (RepriseEngineDatabase *self);
gboolean reprise_engine_database_commit (RepriseEngineDatabase *self,
                                         const char *repository_id,
                                         const char *const *broken_nodes,
                                         GError **error);

G_END_DECLS
