/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing members of JSON objects: what is not known is left out, never null. */

#include "config.h"

#include "wire/reprise-json-write-private.h"

#include "wire/reprise-json-document-private.h"

/**
 * reprise_json_put_string:
 * @self: an object
 * @member: a new member
 * @text: (nullable): its value; %NULL leaves it out
 */
void
reprise_json_put_string (JsonObject *self, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (self, member, text);
}

/**
 * reprise_json_put_strv:
 * @self: an object
 * @member: a new member
 * @texts: (nullable): its value; %NULL leaves it out
 */
void
reprise_json_put_strv (JsonObject *self, const char *member, const char *const *texts)
{
  if (texts != NULL)
    reprise_json_put_strv_or_empty (self, member, texts);
}

/**
 * reprise_json_put_strv_or_empty:
 * @self: an object
 * @member: a new member that the contract requires
 * @texts: (nullable): its value; %NULL is written like an array without elements
 */
void
reprise_json_put_strv_or_empty (JsonObject *self, const char *member, const char *const *texts)
{
  JsonArray *array = json_array_new ();

  for (; texts != NULL && *texts != NULL; texts++)
    json_array_add_string_element (array, *texts);
  json_object_set_array_member (self, member, array);
}

/**
 * reprise_json_put_count:
 * @self: an object
 * @member: a new member
 * @count: its value; a negative one leaves it out
 */
void
reprise_json_put_count (JsonObject *self, const char *member, gint64 count)
{
  if (count >= 0)
    json_object_set_int_member (self, member, count);
}

/**
 * reprise_json_put_tristate:
 * @self: an object
 * @member: a new member
 * @value: its value; %REPRISE_TRISTATE_UNKNOWN leaves it out
 */
void
reprise_json_put_tristate (JsonObject *self, const char *member, RepriseTristate value)
{
  if (value != REPRISE_TRISTATE_UNKNOWN)
    json_object_set_boolean_member (self, member, value == REPRISE_TRISTATE_YES);
}

/**
 * reprise_json_put_instant:
 * @self: an object
 * @member: a new member
 * @instant: its value; %REPRISE_INSTANT_NONE leaves it out
 * @precision: how much of a second's fraction is written
 */
void
reprise_json_put_instant (JsonObject *self,
                          const char *member,
                          RepriseInstant instant,
                          RepriseInstantPrecision precision)
{
  g_autofree char *text = reprise_instant_format (instant, precision);

  reprise_json_put_string (self, member, text);
}

/**
 * reprise_json_put_object:
 * @self: an object
 * @member: a new member
 * @object: (nullable) (transfer full): its value; %NULL leaves it out
 */
void
reprise_json_put_object (JsonObject *self, const char *member, JsonObject *object)
{
  if (object != NULL)
    json_object_set_object_member (self, member, object);
}

static JsonArray *
write_array (GPtrArray *objects, RepriseJsonWriteFunc write)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < objects->len; i++)
    json_array_add_object_element (array, write (objects->pdata[i]));
  return array;
}

/**
 * reprise_json_put_objects:
 * @self: an object
 * @member: a new member
 * @objects: (nullable): model objects; %NULL leaves it out
 * @write: writes one of them
 */
void
reprise_json_put_objects (JsonObject *self,
                          const char *member,
                          GPtrArray *objects,
                          RepriseJsonWriteFunc write)
{
  if (objects != NULL)
    json_object_set_array_member (self, member, write_array (objects, write));
}

/**
 * reprise_json_write_object:
 * @object: (transfer full): the root of a document
 *
 * Returns: (transfer full): the document in one line, without a line end
 */
GBytes *
reprise_json_write_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return reprise_json_write_bytes (node);
}

/**
 * reprise_json_write_objects:
 * @objects: model objects
 * @write: writes one of them
 *
 * Returns: (transfer full): a document that is an array, in one line, without a line end
 */
GBytes *
reprise_json_write_objects (GPtrArray *objects, RepriseJsonWriteFunc write)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, write_array (objects, write));
  return reprise_json_write_bytes (node);
}
