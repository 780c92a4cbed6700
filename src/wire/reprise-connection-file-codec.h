/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file that says how to reach a service, as the lab writes it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseConnectionFile:
 * @api_url: (nullable): the base address of the service
 * @client_id: the public half of the credential
 * @client_secret: its secret half; overwritten in memory when freed
 */
typedef struct
{
  char *api_url;
  char *client_id;
  char *client_secret;
} RepriseConnectionFile;

void reprise_connection_file_free (RepriseConnectionFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseConnectionFile, reprise_connection_file_free)

RepriseConnectionFile *reprise_connection_file_decode (GBytes *json, GError **error);

G_END_DECLS
