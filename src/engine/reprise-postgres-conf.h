/* SPDX-License-Identifier: GPL-3.0-or-later
 * The configuration files of an instance. */

#pragma once

#include "engine/reprise-instance.h"

G_BEGIN_DECLS

/**
 * ReprisePostgresConf:
 * @pgbackrest: absolute path of pgBackRest, for archive_command
 * @major: PostgreSQL's major version
 * @known_settings: what `postgres --describe-config` printed; settings that not every release has
 * are written only where it names them, because a server does not start with one it does not know
 * @system_user: the operating system user who becomes the superuser
 */
typedef struct
{
  const char *pgbackrest;
  int major;
  const char *known_settings;
  const char *system_user;
} ReprisePostgresConf;

char *reprise_postgres_conf_format (const ReprisePostgresConf *self, RepriseInstance *instance);
char *reprise_postgres_conf_format_access (void);
char *reprise_postgres_conf_format_users (const ReprisePostgresConf *self);
char *reprise_postgres_conf_dup_path (RepriseInstance *instance);
char *reprise_postgres_conf_quote_directory (const char *directory);
gboolean reprise_postgres_conf_write (const ReprisePostgresConf *self,
                                      RepriseInstance *instance,
                                      GError **error);

G_END_DECLS
