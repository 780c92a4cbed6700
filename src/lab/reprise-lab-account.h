/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which user the lab runs as, where it lives by default, and the port file. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whom the work is given to where the program is started as root: PostgreSQL refuses root. */
#define REPRISE_LAB_UNPRIVILEGED_USER "postgres"

gboolean reprise_lab_account_settle (const char *port_file,
                                     char **directory,
                                     gboolean create,
                                     int *port_fd,
                                     GError **error);

G_END_DECLS
