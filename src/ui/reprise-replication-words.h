/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far the start of replication is, for people. */

#pragma once

#include "restore/reprise-replication-starter.h"

G_BEGIN_DECLS

char *reprise_replication_words_dup_group (RepriseReplicationGroup group, guint n_tables);
char *reprise_replication_words_dup_target (RepriseReplicationTarget *target);
char *reprise_replication_words_dup_note (RepriseReplicationStarter *starter);
char *reprise_replication_words_dup_plan (RepriseReplicationStarter *starter);
char *reprise_replication_words_dup_statements_note (RepriseReplicationStarter *starter);
char *reprise_replication_words_dup_obstacle (RepriseBackend *backend, RepriseDatabase *database);

G_END_DECLS
