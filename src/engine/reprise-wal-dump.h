/* SPDX-License-Identifier: GPL-3.0-or-later
 * What pg_waldump says about the transactions in a WAL segment. */

#pragma once

#include "base/reprise-instant.h"

G_BEGIN_DECLS

gboolean
reprise_wal_dump_parse_line (const char *line, gsize length, guint64 *lsn, RepriseInstant *instant);
RepriseInstant reprise_wal_dump_find_newest (GBytes *dump, guint64 from_lsn);

G_END_DECLS
