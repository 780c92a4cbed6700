/* SPDX-License-Identifier: GPL-3.0-or-later
 * A service that the application knows how to reach. */

#include "config.h"

#include "model/reprise-connection.h"

struct _RepriseConnection
{
  GObject parent_instance;

  char *id;
  char *title;
  char *base_address;
  char *client_id;
  RepriseConnectionOrigin origin;
  char *obstacle;
};

G_DEFINE_FINAL_TYPE (RepriseConnection, reprise_connection, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_BASE_ADDRESS,
  PROP_CLIENT_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
reprise_connection_finalize (GObject *object)
{
  RepriseConnection *self = REPRISE_CONNECTION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->base_address);
  g_free (self->client_id);
  g_free (self->obstacle);
  G_OBJECT_CLASS (reprise_connection_parent_class)->finalize (object);
}

static void
reprise_connection_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  RepriseConnection *self = REPRISE_CONNECTION (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_BASE_ADDRESS:
      g_value_set_string (value, self->base_address);
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, self->client_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_connection_class_init (RepriseConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_connection_finalize;
  object_class->get_property = reprise_connection_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_BASE_ADDRESS] = g_param_spec_string ("base-address", NULL, NULL, NULL, flags);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_connection_init (RepriseConnection *self)
{
}

/**
 * reprise_connection_new:
 * @fields: what it holds; copied
 *
 * The secret half of the credential is never part of it.
 *
 * Returns: (transfer full): a connection
 */
RepriseConnection *
reprise_connection_new (const RepriseConnectionFields *fields)
{
  RepriseConnection *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_CONNECTION, NULL);
  self->id = g_strdup (fields->id);
  self->title = g_strdup (fields->title);
  self->base_address = g_strdup (fields->base_address);
  self->client_id = g_strdup (fields->client_id);
  self->origin = fields->origin;
  self->obstacle = g_strdup (fields->obstacle);
  return self;
}

/**
 * reprise_connection_get_id:
 * @self: a connection
 *
 * Returns: (nullable): what tells it from other connections; never changes
 */
const char *
reprise_connection_get_id (RepriseConnection *self)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTION (self), NULL);
  return self->id;
}

/**
 * reprise_connection_get_title:
 * @self: a connection
 *
 * Returns: (nullable): what a person calls it
 */
const char *
reprise_connection_get_title (RepriseConnection *self)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTION (self), NULL);
  return self->title;
}

/**
 * reprise_connection_get_base_address:
 * @self: a connection
 *
 * Returns: (nullable): the address of the service, without a path
 */
const char *
reprise_connection_get_base_address (RepriseConnection *self)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTION (self), NULL);
  return self->base_address;
}

/**
 * reprise_connection_get_client_id:
 * @self: a connection
 *
 * Returns: (nullable): the public half of the credential
 */
const char *
reprise_connection_get_client_id (RepriseConnection *self)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTION (self), NULL);
  return self->client_id;
}

/**
 * reprise_connection_get_origin:
 * @self: a connection
 *
 * Returns: where it comes from
 */
RepriseConnectionOrigin
reprise_connection_get_origin (RepriseConnection *self)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTION (self), REPRISE_CONNECTION_SAVED);
  return self->origin;
}

/**
 * reprise_connection_get_obstacle:
 * @self: a connection
 *
 * Returns: (nullable): why it is not kept, as sentences
 */
const char *
reprise_connection_get_obstacle (RepriseConnection *self)
{
  g_return_val_if_fail (REPRISE_IS_CONNECTION (self), NULL);
  return self->obstacle;
}
