/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies of requests, which the contract closes. */

#include "config.h"

#include "wire/reprise-request-private.h"

#include "wire/reprise-json-document-private.h"

#include <string.h>

/**
 * reprise_request_decode:
 * @body: the body of a request
 * @read: makes an object of the root
 * @error: return location for a %REPRISE_WIRE_ERROR whose message fits into a refusal
 *
 * Returns: (transfer full): what @read made
 */
gpointer
reprise_request_decode (GBytes *body, RepriseJsonReadFunc read, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GObject) object = NULL;
  RepriseJsonPlace root;

  g_return_val_if_fail (body != NULL, NULL);

  node = reprise_json_parse_bytes (body, &REPRISE_JSON_LIMITS_REQUEST, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, "", &problem);
  if (reprise_json_place_expect_object (&root))
    object = read (&root);
  if (problem == NULL)
    return g_steal_pointer (&object);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static gboolean
has_control_character (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return TRUE;
  return FALSE;
}

/**
 * reprise_request_get_text:
 * @place: an object
 * @member: the name of a member
 * @presence: whether it must be there
 *
 * Returns: (transfer none) (nullable): a text that is not empty and has no control characters;
 *   anything else is reported
 */
const char *
reprise_request_get_text (const RepriseJsonPlace *place,
                          const char *member,
                          RepriseJsonPresence presence)
{
  const char *text = reprise_json_place_get_string (place, member, presence);

  if (text == NULL)
    return NULL;
  if (*text == '\0')
    reprise_json_place_report (place, member, REPRISE_WIRE_ERROR_FORMAT, "must not be empty");
  else if (has_control_character (text))
    reprise_json_place_report (place,
                               member,
                               REPRISE_WIRE_ERROR_FORMAT,
                               "must not contain control characters");
  return text;
}

/**
 * reprise_request_get_plain_text:
 * @place: an object
 * @member: the name of a member
 * @presence: whether it must be there
 *
 * For what ends up in PostgreSQL's configuration, where pgBackRest escapes nothing.
 *
 * Returns: (transfer none) (nullable): a text as reprise_request_get_text() returns it that has
 *   neither quotes nor backslashes; anything else is reported
 */
const char *
reprise_request_get_plain_text (const RepriseJsonPlace *place,
                                const char *member,
                                RepriseJsonPresence presence)
{
  const char *text = reprise_request_get_text (place, member, presence);

  if (text != NULL && strpbrk (text, "'\"\\") != NULL)
    reprise_json_place_report (place,
                               member,
                               REPRISE_WIRE_ERROR_FORMAT,
                               "must not contain quotes or backslashes");
  return text;
}

/**
 * reprise_request_dup_names:
 * @place: an object
 * @member: the name of a member that is an array of strings
 * @presence: whether it must be there
 *
 * Returns: (transfer full) (nullable): at least one name, none empty; anything else is reported
 */
char **
reprise_request_dup_names (const RepriseJsonPlace *place,
                           const char *member,
                           RepriseJsonPresence presence)
{
  g_auto (GStrv) names = reprise_json_place_dup_strv (place, member, presence);

  if (names == NULL)
    return NULL;
  if (names[0] == NULL)
    reprise_json_place_report (place, member, REPRISE_WIRE_ERROR_RANGE, "must name at least one");
  for (char **name = names; *name != NULL; name++)
    if (**name == '\0')
      reprise_json_place_report (place,
                                 member,
                                 REPRISE_WIRE_ERROR_FORMAT,
                                 "must not have empty names");
  return g_steal_pointer (&names);
}
