/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two looks at the same database, half a day apart. */

#pragma once

#include "support/reprise-stub-backend.h"

G_BEGIN_DECLS

/* When the older look was. */
#define COMPARE_THEN "2026-08-05T00:30:00Z"

RepriseBackupFields compare_backup (const char *label, const char *finished_at, gint64 size);
RepriseStubBackend *compare_fixture_new_then (void);
RepriseStubBackend *compare_fixture_new_now (void);

G_END_DECLS
