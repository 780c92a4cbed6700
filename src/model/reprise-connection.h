/* SPDX-License-Identifier: GPL-3.0-or-later
 * A service that the application knows how to reach. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseConnectionOrigin:
 * @REPRISE_CONNECTION_SAVED: it is there at the next start too
 * @REPRISE_CONNECTION_FOR_RUN: it is there until the application ends
 * @REPRISE_CONNECTION_PROFILE: a profile of the `pgedge` command line, which alone may change it
 *
 * Where a connection comes from, and so what can be done to it.
 */
typedef enum
{
  REPRISE_CONNECTION_SAVED,
  REPRISE_CONNECTION_FOR_RUN,
  REPRISE_CONNECTION_PROFILE,
} RepriseConnectionOrigin;

/**
 * RepriseConnectionFields:
 * @id: what tells it from other connections; never changes
 * @title: what a person calls it
 * @base_address: the address of the service, without a path
 * @client_id: the public half of the credential
 * @origin: where it comes from
 * @obstacle: (nullable): why it is not kept, as sentences
 *
 * What a connection is made from; reprise_connection_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *base_address;
  const char *client_id;
  RepriseConnectionOrigin origin;
  const char *obstacle;
} RepriseConnectionFields;

#define REPRISE_TYPE_CONNECTION (reprise_connection_get_type ())
G_DECLARE_FINAL_TYPE (RepriseConnection, reprise_connection, REPRISE, CONNECTION, GObject)

RepriseConnection *reprise_connection_new (const RepriseConnectionFields *fields);
const char *reprise_connection_get_id (RepriseConnection *self);
const char *reprise_connection_get_title (RepriseConnection *self);
const char *reprise_connection_get_base_address (RepriseConnection *self);
const char *reprise_connection_get_client_id (RepriseConnection *self);
RepriseConnectionOrigin reprise_connection_get_origin (RepriseConnection *self);
const char *reprise_connection_get_obstacle (RepriseConnection *self);

G_END_DECLS
