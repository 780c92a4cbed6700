/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a process and all that it starts are marked as one lab's own. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int reprise_orphan_mark_open_input (const char *const *environment, GError **error);
gboolean reprise_orphan_mark_is_on (int pid, const char *marker);

G_END_DECLS
