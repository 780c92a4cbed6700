/* SPDX-License-Identifier: GPL-3.0-or-later
 * A postmaster's life, for ReprisePostgres alone. */

#pragma once

#include "engine/reprise-postgres.h"

G_BEGIN_DECLS

gboolean reprise_postgres_server_start (RepriseRunner *runner,
                                        RepriseSql *sql,
                                        const char *bin_directory,
                                        RepriseInstance *instance,
                                        gboolean isolated,
                                        ReprisePostgresStartedFunc started_func,
                                        gpointer started_data,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean
reprise_postgres_server_stop (RepriseInstance *instance, GCancellable *cancellable, GError **error);
void reprise_postgres_server_abandon (RepriseInstance *instance);

G_END_DECLS
