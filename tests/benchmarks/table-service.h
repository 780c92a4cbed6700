/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scripted service with one database of very many backups. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *table_service_start (guint n_backups);
void table_service_stop (void);

G_END_DECLS
