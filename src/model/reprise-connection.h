/* SPDX-License-Identifier: GPL-3.0-or-later
 * A service that the application knows how to reach. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseConnectionFields:
 * @id: what tells it from other connections; never changes
 * @title: what a person calls it
 * @base_address: the address of the service, without a path
 * @client_id: the public half of the credential
 *
 * What a connection is made from; reprise_connection_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *base_address;
  const char *client_id;
} RepriseConnectionFields;

#define REPRISE_TYPE_CONNECTION (reprise_connection_get_type ())
G_DECLARE_FINAL_TYPE (RepriseConnection, reprise_connection, REPRISE, CONNECTION, GObject)

RepriseConnection *reprise_connection_new (const RepriseConnectionFields *fields);
const char *reprise_connection_get_id (RepriseConnection *self);
const char *reprise_connection_get_title (RepriseConnection *self);
const char *reprise_connection_get_base_address (RepriseConnection *self);
const char *reprise_connection_get_client_id (RepriseConnection *self);

G_END_DECLS
