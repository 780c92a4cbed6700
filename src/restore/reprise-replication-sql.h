/* SPDX-License-Identifier: GPL-3.0-or-later
 * The statements that start replication. */

#pragma once

#include "model/reprise-node-replication.h"

G_BEGIN_DECLS

#define REPRISE_REPLICATION_DEFAULT_SET "default"

char *reprise_replication_sql_add_table (RepriseReplicationExtension extension,
                                         const char *schema,
                                         const char *name);

G_END_DECLS
