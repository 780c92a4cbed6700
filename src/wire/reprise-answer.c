/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies of answers, whatever they are about. */

#include "config.h"

#include "wire/reprise-answer.h"

#include "wire/reprise-answer-private.h"
#include "wire/reprise-json-document-private.h"

/**
 * reprise_answer_is_empty:
 * @body: (nullable): the body of an answer that is a success
 *
 * Where the contract says that an answer is empty, the service sends all of these.
 *
 * Returns: whether there is nothing but white space in it, or `null`, or `{}`
 */
gboolean
reprise_answer_is_empty (GBytes *body)
{
  static const RepriseJsonLimits limits = { 1024, 1 };
  g_autoptr (JsonNode) node = NULL;
  const char *data;
  gsize size, i;

  if (body == NULL)
    return TRUE;
  data = g_bytes_get_data (body, &size);
  for (i = 0; i < size && g_ascii_isspace (data[i]);)
    i++;
  if (i == size)
    return TRUE;
  node = reprise_json_parse_bytes (body, &limits, NULL);
  if (node == NULL)
    return FALSE;
  return JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) == 0);
}

/**
 * reprise_answer_decode_object:
 * @body: the body of an answer
 * @name: what it is, for messages
 * @read: makes an object of the root
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR
 *
 * Returns: (transfer full): what @read made
 */
gpointer
reprise_answer_decode_object (GBytes *body,
                              const char *name,
                              RepriseJsonReadFunc read,
                              GPtrArray *problems,
                              GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GObject) object = NULL;
  RepriseJsonPlace root;

  g_return_val_if_fail (body != NULL, NULL);

  node = reprise_json_parse_bytes (body, &REPRISE_JSON_LIMITS_ANSWER, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, name, &problem);
  root.notes = problems;
  if (reprise_json_place_expect_object (&root))
    object = read (&root);
  if (problem == NULL)
    return g_steal_pointer (&object);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * reprise_answer_decode_list:
 * @body: the body of an answer
 * @name: what it is, for messages
 * @read: makes an object of one element
 * @n_rows: (out) (optional): how many elements there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: not JSON, or no array
 *
 * Returns: (transfer full) (element-type GObject): what could be read, in order
 */
GPtrArray *
reprise_answer_decode_list (GBytes *body,
                            const char *name,
                            RepriseJsonReadFunc read,
                            guint *n_rows,
                            GPtrArray *problems,
                            GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root;

  g_return_val_if_fail (body != NULL, NULL);

  node = reprise_json_parse_bytes (body, &REPRISE_JSON_LIMITS_ANSWER, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, name, &problem);
  root.notes = problems;
  if (!reprise_json_place_expect_array (&root))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (n_rows != NULL)
    *n_rows = reprise_json_place_get_length (&root);
  return reprise_json_place_read_elements (&root, read, REPRISE_JSON_KEEP_GOOD);
}
