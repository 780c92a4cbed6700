/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a server said before it ended. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gint64 reprise_postgres_log_get_end (const char *path);
char *reprise_postgres_log_find_words (const char *text);
char *reprise_postgres_log_read_words (const char *path, gint64 from);

G_END_DECLS
