/* SPDX-License-Identifier: GPL-3.0-or-later
 * The state in which a restore finds a data directory. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean reprise_data_directory_is_recognised (const char *path);
gboolean reprise_data_directory_empty (const char *path, GError **error);
gboolean reprise_data_directory_drop_stale_lock (const char *path, GError **error);

G_END_DECLS
