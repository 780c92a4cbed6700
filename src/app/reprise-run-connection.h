/* SPDX-License-Identifier: GPL-3.0-or-later
 * The connection that was given for this run alone. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseRunConnectionSources:
 * @api_url: (nullable): the address of the option `--api-url`
 * @file_name: (nullable): the file of the option `--connect`
 * @file: (nullable): what it holds
 * @client_id: (nullable): the variable `PGEDGE_CLIENT_ID`; an empty one is none
 * @client_secret: (nullable): the variable `PGEDGE_CLIENT_SECRET`; an empty one is none
 *
 * Where a connection may come from.
 */
typedef struct
{
  const char *api_url;
  const char *file_name;
  GBytes *file;
  const char *client_id;
  const char *client_secret;
} RepriseRunConnectionSources;

/**
 * RepriseRunConnection:
 * @address: the base address of the service
 * @client_id: the public half of the credential
 * @client_secret: its secret half; overwritten in memory when freed
 */
typedef struct
{
  char *address;
  char *client_id;
  char *client_secret;
} RepriseRunConnection;

void reprise_run_connection_free (RepriseRunConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseRunConnection, reprise_run_connection_free)

gboolean reprise_run_connection_resolve (const RepriseRunConnectionSources *sources,
                                         RepriseRunConnection **connection,
                                         GError **error);
gboolean reprise_run_connection_read (GVariantDict *given,
                                      RepriseRunConnection **connection,
                                      GError **error);

G_END_DECLS
