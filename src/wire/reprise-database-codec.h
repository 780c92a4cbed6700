/* SPDX-License-Identifier: GPL-3.0-or-later
 * Databases as JSON. */

#pragma once

#include "model/reprise-credentials.h"
#include "model/reprise-database.h"

G_BEGIN_DECLS

/**
 * RepriseCredentialsFunc:
 * @database: a database that is being written
 * @node: (nullable): one of its nodes, or %NULL for the database itself
 * @user_data: what was given with the function
 *
 * Returns: (transfer full) (nullable): what its `connection` is to say; %NULL leaves it out
 */
typedef RepriseCredentials *(*RepriseCredentialsFunc) (RepriseDatabase *database,
                                                       RepriseNode *node,
                                                       gpointer user_data);

RepriseDatabase *reprise_database_decode (GBytes *body, GPtrArray *problems, GError **error);
GPtrArray *
reprise_database_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
RepriseCredentials *
reprise_database_decode_credentials (GBytes *body, const char *node_name, GError **error);
GBytes *reprise_database_encode (RepriseDatabase *database,
                                 RepriseCredentialsFunc get_credentials,
                                 gpointer user_data);
GBytes *reprise_database_list_encode (GPtrArray *databases,
                                      RepriseCredentialsFunc get_credentials,
                                      gpointer user_data);

G_END_DECLS
