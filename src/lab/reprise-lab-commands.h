/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands of the program, but for `serve`. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean reprise_lab_commands_status (const char *directory, GError **error);
gboolean reprise_lab_commands_stop (const char *directory, GError **error);
gboolean reprise_lab_commands_destroy (const char *directory, GError **error);

G_END_DECLS
