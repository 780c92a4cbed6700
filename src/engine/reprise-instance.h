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

/* root: the lab's directory. Below it:
 * nodes/<database>/<node>/{data,conf,log,lock,spool,tablespaces}, socket directories
 * run/<database>.<node> (0700), the private ones run/<database>.<node>.isolated. */
RepriseInstance *
reprise_instance_new (const char *root, const char *database_name, const char *node_name);

const char *reprise_instance_get_database_name (RepriseInstance *self);
const char *reprise_instance_get_node_name (RepriseInstance *self);
const char *reprise_instance_get_data_directory (RepriseInstance *self);
const char *reprise_instance_get_conf_directory (RepriseInstance *self);
const char *reprise_instance_get_lock_directory (RepriseInstance *self);
const char *reprise_instance_get_spool_directory (RepriseInstance *self);
const char *reprise_instance_get_tablespace_directory (RepriseInstance *self);
const char *reprise_instance_get_socket_directory (RepriseInstance *self);
const char *reprise_instance_get_isolated_directory (RepriseInstance *self);
const char *reprise_instance_get_log_path (RepriseInstance *self);
/* conf/pgbackrest.conf: the node's own, current repository; archive_command uses it. */
const char *reprise_instance_get_pgbackrest_conf (RepriseInstance *self);
/* conf/pgbackrest-restore.conf: the repository a restore reads; restore_command goes on using it.
 */
const char *reprise_instance_get_restore_conf (RepriseInstance *self);
/* Creates the directories, 0700. */
gboolean reprise_instance_make_directories (RepriseInstance *self, GError **error);
/* Fails with NOT_FOUND-like text when a socket path of this root would not fit into a sockaddr_un
 * (107 bytes). */
gboolean reprise_instance_check_root (const char *root, GError **error);

/* The running postmaster, set by RepriseInstance's user reprise-postgres.c only; thread-safe. */
RepriseProcess *reprise_instance_dup_process (RepriseInstance *self);
void reprise_instance_set_process (RepriseInstance *self, RepriseProcess *process);
gboolean reprise_instance_is_running (RepriseInstance *self);

/* A superuser session to database (NULL: the instance's own) through the socket directory, or the
 * isolated one. */
RepriseSqlSession *reprise_instance_connect (RepriseInstance *self,
                                             RepriseSql *sql,
                                             const char *database,
                                             gboolean isolated,
                                             GCancellable *cancellable,
                                             GError **error);

G_END_DECLS
