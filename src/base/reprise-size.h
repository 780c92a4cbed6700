/* SPDX-License-Identifier: GPL-3.0-or-later
 * Byte counts in words. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *reprise_size_format (gint64 bytes);
char *reprise_size_format_exact (gint64 bytes);

G_END_DECLS
