/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sample database: its tables, its rows, its roles and its everyday work. */

#pragma once

#include "engine/reprise-sql.h"

G_BEGIN_DECLS

/* The superuser whose password the service gives out, and the ordinary user. */
#define REPRISE_SAMPLE_ADMIN "admin"
#define REPRISE_SAMPLE_APP "app"

gboolean reprise_sample_create_schema (RepriseSqlSession *session,
                                       GCancellable *cancellable,
                                       GError **error);
gboolean
reprise_sample_seed (RepriseSqlSession *session, GCancellable *cancellable, GError **error);
gboolean reprise_sample_set_roles (RepriseSqlSession *session,
                                   const char *admin_password,
                                   const char *app_password,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean
reprise_sample_write (RepriseSqlSession *session, GCancellable *cancellable, GError **error);

G_END_DECLS
