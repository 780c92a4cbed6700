/* SPDX-License-Identifier: GPL-3.0-or-later
 * What tests need that run PostgreSQL for real. */

#pragma once

#include "engine/reprise-postgres.h"

G_BEGIN_DECLS

void support_drop_root (void);
char *support_make_directory (void);
void support_remove_directory (const char *path);
RepriseRunner *support_new_runner (void);
ReprisePostgres *support_new_postgres (RepriseRunner *runner, RepriseSql *sql);

G_END_DECLS
