/* SPDX-License-Identifier: GPL-3.0-or-later
 * Members that are texts of a certain form, and several texts at once. */

#include "config.h"

#include "wire/reprise-json-place-private.h"

#include "base/reprise-wal.h"

/**
 * reprise_json_place_get_word:
 * @self: an object
 * @member: the name of a member
 * @presence: whether it must be there
 * @accepted: (array zero-terminated=1): the words that it may be
 *
 * Returns: (transfer none) (nullable): one of @accepted
 */
const char *
reprise_json_place_get_word (const RepriseJsonPlace *self,
                             const char *member,
                             RepriseJsonPresence presence,
                             const char *const *accepted)
{
  const char *text = reprise_json_place_get_string (self, member, presence);
  g_autofree char *choice = NULL;

  if (text == NULL || g_strv_contains (accepted, text))
    return text;
  choice = g_strjoinv (", ", (char **) accepted);
  reprise_json_place_report (self, member, REPRISE_WIRE_ERROR_FORMAT, "must be one of: %s", choice);
  return NULL;
}

/**
 * reprise_json_place_dup_strv:
 * @self: an object
 * @member: the name of a member that is an array of strings
 * @presence: whether it must be there
 *
 * Returns: (transfer full) (nullable): the texts; %NULL where it is unset
 */
char **
reprise_json_place_dup_strv (const RepriseJsonPlace *self,
                             const char *member,
                             RepriseJsonPresence presence)
{
  RepriseJsonPlace array = reprise_json_place_array (self, member, presence);
  g_autoptr (GStrvBuilder) builder = NULL;

  if (array.node == NULL)
    return NULL;
  builder = g_strv_builder_new ();
  for (guint i = 0; i < reprise_json_place_get_length (&array); i++)
    {
      RepriseJsonPlace element = reprise_json_place_element (&array, i);

      if (element.node != NULL && JSON_NODE_HOLDS_VALUE (element.node) &&
          json_node_get_value_type (element.node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element.node));
      else
        reprise_json_place_report_type (&element, NULL, "a string", element.node);
    }
  return g_strv_builder_end (builder);
}

/**
 * reprise_json_place_dup_pairs:
 * @self: an object
 * @member: the name of a member that is an object of strings
 *
 * Returns: (transfer full) (nullable): keys and values in turn, in the document's order, without
 *   those that are unset; %NULL where there is no object
 */
char **
reprise_json_place_dup_pairs (const RepriseJsonPlace *self, const char *member)
{
  RepriseJsonPlace place = reprise_json_place_object (self, member, REPRISE_JSON_OPTIONAL);
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autoptr (GList) keys = NULL;

  if (place.node == NULL)
    return NULL;
  builder = g_strv_builder_new ();
  keys = json_object_get_members (json_node_get_object (place.node));
  for (GList *link = keys; link != NULL; link = link->next)
    {
      const char *value = reprise_json_place_get_string (&place, link->data, REPRISE_JSON_OPTIONAL);

      if (value == NULL)
        continue;
      g_strv_builder_add (builder, link->data);
      g_strv_builder_add (builder, value);
    }
  return g_strv_builder_end (builder);
}

static char *
describe_format (const char *text, const char *expected)
{
  g_autofree char *shown = NULL;

  shown = g_utf8_strlen (text, -1) > 40 ? g_utf8_substring (text, 0, 40) : g_strdup (text);
  return g_strdup_printf ("must be %s, found ‘%s’", expected, shown);
}

/**
 * reprise_json_place_get_instant:
 * @self: an object
 * @member: the name of a member that is an RFC 3339 time
 * @presence: whether it must be there
 *
 * An optional text that is no time counts as unset and is noted: it must not hide all else.
 *
 * Returns: the instant, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_json_place_get_instant (const RepriseJsonPlace *self,
                                const char *member,
                                RepriseJsonPresence presence)
{
  const char *text = reprise_json_place_get_string (self, member, presence);
  g_autofree char *problem = NULL;
  RepriseInstant instant = REPRISE_INSTANT_NONE;

  if (text == NULL || *text == '\0' || reprise_instant_parse (text, &instant))
    return instant;
  problem = describe_format (text, "an RFC 3339 time with an offset");
  if (presence == REPRISE_JSON_REQUIRED)
    reprise_json_place_report (self, member, REPRISE_WIRE_ERROR_FORMAT, "%s", problem);
  else
    reprise_json_place_note (self, member, "%s", problem);
  return REPRISE_INSTANT_NONE;
}

/**
 * reprise_json_place_get_lsn:
 * @self: an object
 * @member: the name of a member that is a WAL position such as `0/3000028`
 *
 * A text that is none counts as unset and is noted.
 *
 * Returns: the position, or 0
 */
guint64
reprise_json_place_get_lsn (const RepriseJsonPlace *self, const char *member)
{
  const char *text = reprise_json_place_get_string (self, member, REPRISE_JSON_OPTIONAL);
  g_autofree char *problem = NULL;
  guint64 lsn = 0;

  if (text == NULL || *text == '\0' || reprise_lsn_parse (text, &lsn))
    return lsn;
  problem = describe_format (text, "a WAL position");
  reprise_json_place_note (self, member, "%s", problem);
  return 0;
}
