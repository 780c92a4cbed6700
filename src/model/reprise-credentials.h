/* SPDX-License-Identifier: GPL-3.0-or-later
 * What it takes to connect to a database. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseCredentials:
 * @host: (nullable): a host name or address
 * @port: a TCP port, or -1
 * @database: (nullable): the database's name
 * @username: (nullable): the role to connect as
 * @password: (nullable): its password; overwritten in memory by reprise_credentials_free()
 *
 * Kept out of every object that may be shown, stored or logged.
 */
typedef struct
{
  char *host;
  int port;
  char *database;
  char *username;
  char *password;
} RepriseCredentials;

RepriseCredentials *reprise_credentials_new (const char *host,
                                             int port,
                                             const char *database,
                                             const char *username,
                                             const char *password);
RepriseCredentials *reprise_credentials_copy (const RepriseCredentials *self);
void reprise_credentials_free (RepriseCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCredentials, reprise_credentials_free)

G_END_DECLS
