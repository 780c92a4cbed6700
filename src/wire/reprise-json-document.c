/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole JSON documents: bytes to nodes and back. */

#include "config.h"

#include "wire/reprise-json-document-private.h"

#include "wire/reprise-wire-error.h"

#include <string.h>

/**
 * reprise_json_parse_bytes:
 * @bytes: what was received
 * @limits: how large and how deep it may be
 * @error: return location for a %REPRISE_WIRE_ERROR, see reprise_json_guard_check()
 *
 * Returns: (transfer full): the root, immutable
 */
JsonNode *
reprise_json_parse_bytes (GBytes *bytes, const RepriseJsonLimits *limits, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize size;
  const char *data;

  if (!reprise_json_guard_check (bytes, limits, error))
    return NULL;

  parser = json_parser_new_immutable ();
  data = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, data, (gssize) size, &local_error))
    {
      g_set_error_literal (error,
                           REPRISE_WIRE_ERROR,
                           REPRISE_WIRE_ERROR_SYNTAX,
                           local_error->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/**
 * reprise_json_write_bytes:
 * @node: the root of a document
 *
 * Members are written in the order in which they were set, so equal input gives equal bytes.
 *
 * Returns: (transfer full): the document in one line, without a line end
 */
GBytes *
reprise_json_write_bytes (JsonNode *node)
{
  char *text = json_to_string (node, FALSE);

  return g_bytes_new_take (text, strlen (text));
}
