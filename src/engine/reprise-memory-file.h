/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that are nowhere but in memory. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int reprise_memory_file_open (const char *name, const char *bytes, gsize length, GError **error);

G_END_DECLS
