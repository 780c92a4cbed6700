/* SPDX-License-Identifier: GPL-3.0-or-later
 * A real PostgreSQL in a temporary directory, for the suite `lab`. */

#pragma once

#include "engine/reprise-runner.h"
#include "engine/reprise-sql.h"

G_BEGIN_DECLS

typedef struct _RepriseTemporaryPostgres RepriseTemporaryPostgres;

gboolean reprise_become_ordinary_user (const char **reason);
RepriseTemporaryPostgres *reprise_temporary_postgres_new (RepriseRunner *runner,
                                                          const char **reason);
void reprise_temporary_postgres_free (RepriseTemporaryPostgres *self);
const RepriseSqlTarget *reprise_temporary_postgres_get_target (RepriseTemporaryPostgres *self);
RepriseProcess *reprise_temporary_postgres_get_process (RepriseTemporaryPostgres *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseTemporaryPostgres, reprise_temporary_postgres_free)

G_END_DECLS
