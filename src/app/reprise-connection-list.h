/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of a person's connections, in a file without secrets. */

#pragma once

#include "model/reprise-connection.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* All of these block: they are for a thread. */
GPtrArray *reprise_connection_list_read (const char *path, GError **error);
GPtrArray *
reprise_connection_list_put (const char *path, RepriseConnection *connection, GError **error);
GPtrArray *reprise_connection_list_remove (const char *path, const char *id, GError **error);

G_END_DECLS
