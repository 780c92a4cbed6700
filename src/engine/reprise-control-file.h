/* SPDX-License-Identifier: GPL-3.0-or-later
 * PostgreSQL's control file, as far as pgBackRest asks it which system a directory is of. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *
reprise_control_file_with_system_id (GBytes *control_file, guint64 system_id, GError **error);

G_END_DECLS
