/* SPDX-License-Identifier: GPL-3.0-or-later
 * A connection from a file with credentials, such as a lab writes. */

#include "config.h"

#include "restore/reprise-credentials-file.h"

#include "wire/reprise-connection-file-codec.h"

#define CLOUD_ADDRESS "https://api.pgedge.com"

/**
 * reprise_connection_dup_address_title:
 * @address: the address of a service
 *
 * Returns: (transfer full): what to call it while nobody has named it
 */
char *
reprise_connection_dup_address_title (const char *address)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  if (g_str_equal (address, CLOUD_ADDRESS))
    return g_strdup ("pgEdge Cloud");
  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_port (uri) < 0)
    return g_strdup (uri == NULL || g_uri_get_host (uri) == NULL ? address : g_uri_get_host (uri));
  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

/**
 * reprise_credentials_file_decode:
 * @json: an object with `client_id`, `client_secret` and perhaps `api_url`
 * @client_secret: (out) (transfer full): its secret half; for reprise_secret_free()
 * @error: a #RepriseWireError, which repeats nothing of the file
 *
 * Returns: (transfer full) (nullable): a connection without an id
 */
RepriseConnection *
reprise_credentials_file_decode (GBytes *json, char **client_secret, GError **error)
{
  g_autoptr (RepriseConnectionFile) file = NULL;
  g_autofree char *title = NULL;
  RepriseConnectionFields fields = { .origin = REPRISE_CONNECTION_FOR_RUN };

  g_return_val_if_fail (json != NULL && client_secret != NULL, NULL);

  file = reprise_connection_file_decode (json, error);
  if (file == NULL)
    return NULL;
  fields.base_address = file->api_url != NULL ? file->api_url : CLOUD_ADDRESS;
  fields.client_id = file->client_id;
  fields.title = title = reprise_connection_dup_address_title (fields.base_address);
  *client_secret = g_steal_pointer (&file->client_secret);
  return reprise_connection_new (&fields);
}
