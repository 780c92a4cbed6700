/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ids as the services want them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean reprise_uuid_is_canonical (const char *text);

G_END_DECLS
