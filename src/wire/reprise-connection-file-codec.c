/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file that says how to reach a service, as the lab writes it. */

#include "config.h"

#include "wire/reprise-connection-file-codec.h"

#include "base/reprise-secret.h"
#include "wire/reprise-json-document-private.h"
#include "wire/reprise-json-place-private.h"

/**
 * reprise_connection_file_free:
 * @self: (nullable) (transfer full): what was read from a file
 */
void
reprise_connection_file_free (RepriseConnectionFile *self)
{
  if (self == NULL)
    return;
  g_free (self->api_url);
  g_free (self->client_id);
  reprise_secret_free (self->client_secret);
  g_free (self);
}

/**
 * reprise_connection_file_decode:
 * @json: the file: an object with `client_id`, `client_secret` and perhaps `api_url`
 * @error: return location for a %REPRISE_WIRE_ERROR, which repeats nothing of the file
 *
 * Returns: (transfer full) (nullable): what it says
 */
RepriseConnectionFile *
reprise_connection_file_decode (GBytes *json, GError **error)
{
  g_autoptr (RepriseConnectionFile) file = g_new0 (RepriseConnectionFile, 1);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root;

  g_return_val_if_fail (json != NULL, NULL);

  node = reprise_json_parse_bytes (json, &REPRISE_JSON_LIMITS_REQUEST, &problem);
  if (node == NULL)
    {
      /* The parser's own message may repeat a part of the file. */
      g_set_error_literal (error, REPRISE_WIRE_ERROR, (int) problem->code, "is not a JSON object");
      return NULL;
    }
  root = reprise_json_place_root (node, "", &problem);
  if (reprise_json_place_expect_object (&root))
    {
      file->api_url =
          g_strdup (reprise_json_place_get_string (&root, "api_url", REPRISE_JSON_OPTIONAL));
      file->client_id =
          g_strdup (reprise_json_place_get_string (&root, "client_id", REPRISE_JSON_REQUIRED));
      file->client_secret =
          g_strdup (reprise_json_place_get_string (&root, "client_secret", REPRISE_JSON_REQUIRED));
    }
  if (problem == NULL)
    return g_steal_pointer (&file);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
