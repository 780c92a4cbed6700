/* SPDX-License-Identifier: GPL-3.0-or-later
 * What pgBackRest writes while it works: how far it is, and what went wrong. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean reprise_pgbackrest_parse_progress (const char *line, double *percent);
char *reprise_pgbackrest_dup_errors (const char *text);

G_END_DECLS
