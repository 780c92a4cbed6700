/* SPDX-License-Identifier: GPL-3.0-or-later
 * What it takes to connect to a database. */

#define _DEFAULT_SOURCE

#include "config.h"

#include "model/reprise-credentials.h"

#include <string.h>

/**
 * reprise_credentials_new:
 * @host: (nullable): a host name or address
 * @port: a TCP port, or -1
 * @database: (nullable): the database's name
 * @username: (nullable): the role to connect as
 * @password: (nullable): its password
 *
 * Returns: (transfer full): the credentials, with copies of all texts
 */
RepriseCredentials *
reprise_credentials_new (const char *host,
                         int port,
                         const char *database,
                         const char *username,
                         const char *password)
{
  RepriseCredentials *self = g_new0 (RepriseCredentials, 1);

  self->host = g_strdup (host);
  self->port = port;
  self->database = g_strdup (database);
  self->username = g_strdup (username);
  self->password = g_strdup (password);
  return self;
}

/**
 * reprise_credentials_copy:
 * @self: (nullable): credentials
 *
 * Returns: (transfer full) (nullable): a deep copy; %NULL for %NULL
 */
RepriseCredentials *
reprise_credentials_copy (const RepriseCredentials *self)
{
  if (self == NULL)
    return NULL;
  return reprise_credentials_new (self->host,
                                  self->port,
                                  self->database,
                                  self->username,
                                  self->password);
}

/**
 * reprise_credentials_free:
 * @self: (nullable) (transfer full): credentials
 *
 * Overwrites the password before its memory goes back to the allocator.
 */
void
reprise_credentials_free (RepriseCredentials *self)
{
  if (self == NULL)
    return;
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->host);
  g_free (self->database);
  g_free (self->username);
  g_free (self->password);
  g_free (self);
}
