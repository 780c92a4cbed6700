/* SPDX-License-Identifier: GPL-3.0-or-later
 * One PostgreSQL instance of the lab: where its parts are and whether it runs. */

#pragma once

#include "engine/reprise-runner.h"
#include "engine/reprise-sql.h"

G_BEGIN_DECLS

/* The bootstrap superuser; this operating system user reaches it without a password (peer). */
#define REPRISE_INSTANCE_SUPERUSER "postgres"
#define REPRISE_INSTANCE_PORT 5432
/* The stanza in every repository. */
#define REPRISE_INSTANCE_STANZA "db"

#define REPRISE_TYPE_INSTANCE (reprise_instance_get_type ())
G_DECLARE_FINAL_TYPE (RepriseInstance, reprise_instance, REPRISE, INSTANCE, GObject)

RepriseInstance *
reprise_instance_new (const char *root, const char *database_name, const char *node_name);

const char *reprise_instance_get_database_name (RepriseInstance *self);
const char *reprise_instance_get_node_name (RepriseInstance *self);
guint reprise_instance_get_node_number (RepriseInstance *self);
const char *reprise_instance_get_data_directory (RepriseInstance *self);
const char *reprise_instance_get_conf_directory (RepriseInstance *self);
const char *reprise_instance_get_lock_directory (RepriseInstance *self);
const char *reprise_instance_get_spool_directory (RepriseInstance *self);
const char *reprise_instance_get_tablespace_directory (RepriseInstance *self);
const char *reprise_instance_get_socket_directory (RepriseInstance *self);
const char *reprise_instance_get_isolated_directory (RepriseInstance *self);
const char *reprise_instance_get_log_path (RepriseInstance *self);
const char *reprise_instance_get_pgbackrest_conf (RepriseInstance *self);
const char *reprise_instance_get_restore_conf (RepriseInstance *self);

gboolean reprise_instance_make_directories (RepriseInstance *self, GError **error);
gboolean reprise_instance_check_root (const char *root, GError **error);

RepriseProcess *reprise_instance_dup_process (RepriseInstance *self);
void reprise_instance_set_process (RepriseInstance *self, RepriseProcess *process);
gboolean reprise_instance_is_running (RepriseInstance *self);

RepriseSqlSession *reprise_instance_connect (RepriseInstance *self,
                                             RepriseSql *sql,
                                             const char *database,
                                             gboolean isolated,
                                             GCancellable *cancellable,
                                             GError **error);

G_END_DECLS
