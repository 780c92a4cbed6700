/* SPDX-License-Identifier: GPL-3.0-or-later
 * The base address of a service: which ones are accepted. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where pgEdge Cloud itself is. */
#define REPRISE_CLOUD_DEFAULT_ADDRESS "https://api.pgedge.com"

GUri *reprise_cloud_address_parse (const char *text, GError **error);
gboolean reprise_cloud_address_is_loopback (const char *host);

G_END_DECLS
