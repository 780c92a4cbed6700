/* SPDX-License-Identifier: GPL-3.0-or-later
 * One value of a JSON document and where it stands, read with checks.
 *
 * json-glib's own getters answer 0 for the text "12", a negative number for 2^63 and a critical
 * warning for a missing member; nothing here relies on them before the type is known. */

#include "config.h"

#include "wire/reprise-json-place-private.h"

/**
 * reprise_json_place_root:
 * @node: (nullable): the document
 * @name: what it is called in messages; may be empty
 * @problem: (inout): where to put what is wrong; must point to %NULL
 *
 * Returns: the place to start from
 */
RepriseJsonPlace
reprise_json_place_root (JsonNode *node, const char *name, GError **problem)
{
  gboolean unset = node == NULL || JSON_NODE_HOLDS_NULL (node);

  g_assert (problem != NULL && *problem == NULL);

  return (RepriseJsonPlace){ .member = name, .node = unset ? NULL : node, .problem = problem };
}

static void
append_path (const RepriseJsonPlace *self, GString *path)
{
  if (self->parent != NULL)
    append_path (self->parent, path);
  if (self->member == NULL)
    g_string_append_printf (path, "[%u]", self->index);
  else
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", self->member);
}

/**
 * reprise_json_place_dup_path:
 * @self: a place
 * @member: (nullable): a member of it, or %NULL for itself
 *
 * Returns: (transfer full): for example `databases[3].nodes[0].name`
 */
char *
reprise_json_place_dup_path (const RepriseJsonPlace *self, const char *member)
{
  GString *path = g_string_new (NULL);

  append_path (self, path);
  if (member != NULL)
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", member);
  return g_string_free (path, FALSE);
}

/**
 * reprise_json_place_report:
 * @self: a place
 * @member: (nullable): the member that is wrong, or %NULL for the place itself
 * @code: what is wrong with it
 * @format: the same in words, without the path
 *
 * Notes a problem unless an earlier one is known.
 */
void
reprise_json_place_report (const RepriseJsonPlace *self,
                           const char *member,
                           RepriseWireError code,
                           const char *format,
                           ...)
{
  g_autofree char *path = NULL, *text = NULL;
  va_list arguments;

  if (*self->problem != NULL)
    return;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  path = reprise_json_place_dup_path (self, member);
  g_set_error (self->problem,
               REPRISE_WIRE_ERROR,
               code,
               "%s%s%s",
               path,
               *path == '\0' ? "" : ": ",
               text);
}

/**
 * reprise_json_place_note:
 * @self: a place
 * @member: (nullable): the member that was left out, or %NULL for the place itself
 * @format: why, without the path
 *
 * Notes something that was wrong and is treated as if it were not there. Of very many such things
 * only the first are noted.
 */
void
reprise_json_place_note (const RepriseJsonPlace *self, const char *member, const char *format, ...)
{
  g_autofree char *path = NULL, *text = NULL;
  va_list arguments;

  if (self->notes == NULL || self->notes->len >= REPRISE_JSON_MAX_NOTES)
    return;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  path = reprise_json_place_dup_path (self, member);
  g_ptr_array_add (self->notes, g_strdup_printf ("%s: %s", path, text));
}

static const char *
name_kind (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return "null";
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "an object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "an array";
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return "a string";
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return "a boolean";
  return json_node_get_value_type (node) == G_TYPE_INT64 ? "an integer" : "a number";
}

/**
 * reprise_json_place_report_kind:
 * @self: a place
 * @member: (nullable): the member that is wrong, or %NULL for the place itself
 * @expected: what it should be, with an article
 * @found: what it is, with an article
 */
void
reprise_json_place_report_kind (const RepriseJsonPlace *self,
                                const char *member,
                                const char *expected,
                                const char *found)
{
  reprise_json_place_report (self,
                             member,
                             REPRISE_WIRE_ERROR_TYPE,
                             "expected %s, found %s",
                             expected,
                             found);
}

/**
 * reprise_json_place_report_type:
 * @self: a place
 * @member: (nullable): the member that is wrong, or %NULL for the place itself
 * @expected: what it should be, with an article
 * @node: (nullable): what it is
 */
void
reprise_json_place_report_type (const RepriseJsonPlace *self,
                                const char *member,
                                const char *expected,
                                JsonNode *node)
{
  reprise_json_place_report_kind (self, member, expected, name_kind (node));
}

/* The member's value, or NULL where it is absent or null. */
static JsonNode *
find (const RepriseJsonPlace *self, const char *member, RepriseJsonPresence presence)
{
  JsonNode *node = NULL;

  if (self->node != NULL && JSON_NODE_HOLDS_OBJECT (self->node))
    node = json_object_get_member (json_node_get_object (self->node), member);
  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return node;
  if (presence == REPRISE_JSON_REQUIRED)
    reprise_json_place_report (self, member, REPRISE_WIRE_ERROR_MISSING, "is required");
  return NULL;
}

static JsonNode *
find_value (const RepriseJsonPlace *self,
            const char *member,
            RepriseJsonPresence presence,
            GType type,
            const char *expected)
{
  JsonNode *node = find (self, member, presence);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type)
    return node;
  reprise_json_place_report_type (self, member, expected, node);
  return NULL;
}

/**
 * reprise_json_place_expect_object:
 * @self: a place
 *
 * Returns: whether it is an object; if not, that is reported
 */
gboolean
reprise_json_place_expect_object (const RepriseJsonPlace *self)
{
  if (self->node != NULL && JSON_NODE_HOLDS_OBJECT (self->node))
    return TRUE;
  reprise_json_place_report_type (self, NULL, "an object", self->node);
  return FALSE;
}

/**
 * reprise_json_place_expect_array:
 * @self: a place
 *
 * Returns: whether it is an array; if not, that is reported
 */
gboolean
reprise_json_place_expect_array (const RepriseJsonPlace *self)
{
  if (self->node != NULL && JSON_NODE_HOLDS_ARRAY (self->node))
    return TRUE;
  reprise_json_place_report_type (self, NULL, "an array", self->node);
  return FALSE;
}

/**
 * reprise_json_place_object:
 * @parent: an object; must outlive the result
 * @member: the name of a member that is an object
 * @presence: whether it must be there
 *
 * Returns: its place; the node is %NULL where it is unset or no object
 */
RepriseJsonPlace
reprise_json_place_object (const RepriseJsonPlace *parent,
                           const char *member,
                           RepriseJsonPresence presence)
{
  RepriseJsonPlace place = { .parent = parent,
                             .member = member,
                             .problem = parent->problem,
                             .notes = parent->notes };

  place.node = find (parent, member, presence);
  if (place.node != NULL && !reprise_json_place_expect_object (&place))
    place.node = NULL;
  return place;
}

/**
 * reprise_json_place_array:
 * @parent: an object; must outlive the result
 * @member: the name of a member that is an array
 * @presence: whether it must be there
 *
 * Returns: its place; the node is %NULL where it is unset or no array
 */
RepriseJsonPlace
reprise_json_place_array (const RepriseJsonPlace *parent,
                          const char *member,
                          RepriseJsonPresence presence)
{
  RepriseJsonPlace place = { .parent = parent,
                             .member = member,
                             .problem = parent->problem,
                             .notes = parent->notes };

  place.node = find (parent, member, presence);
  if (place.node != NULL && !reprise_json_place_expect_array (&place))
    place.node = NULL;
  return place;
}

/**
 * reprise_json_place_get_length:
 * @self: a place
 *
 * Returns: how many elements the array has; 0 where it is unset
 */
guint
reprise_json_place_get_length (const RepriseJsonPlace *self)
{
  if (self->node == NULL || !JSON_NODE_HOLDS_ARRAY (self->node))
    return 0;
  return json_array_get_length (json_node_get_array (self->node));
}

/**
 * reprise_json_place_element:
 * @self: an array; must outlive the result
 * @index: below its length
 *
 * Returns: the place of one element
 */
RepriseJsonPlace
reprise_json_place_element (const RepriseJsonPlace *self, guint index)
{
  JsonNode *node;

  g_assert (index < reprise_json_place_get_length (self));

  node = json_array_get_element (json_node_get_array (self->node), index);
  return (RepriseJsonPlace){ .parent = self,
                             .index = index,
                             .node = JSON_NODE_HOLDS_NULL (node) ? NULL : node,
                             .problem = self->problem,
                             .notes = self->notes };
}

/**
 * reprise_json_place_read_elements:
 * @self: an array, or an unset place
 * @read: makes an object of one element, which is an object
 * @tolerance: what becomes of an element that cannot be read
 *
 * Returns: (transfer full) (element-type GObject): the objects in the document's order
 */
GPtrArray *
reprise_json_place_read_elements (const RepriseJsonPlace *self,
                                  RepriseJsonReadFunc read,
                                  RepriseJsonTolerance tolerance)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < reprise_json_place_get_length (self); i++)
    {
      RepriseJsonPlace element = reprise_json_place_element (self, i);
      g_autoptr (GError) problem = NULL;
      g_autoptr (GObject) object = NULL;

      if (tolerance == REPRISE_JSON_KEEP_GOOD)
        element.problem = &problem;
      if (reprise_json_place_expect_object (&element))
        object = read (&element);
      if (object != NULL)
        g_ptr_array_add (objects, g_steal_pointer (&object));
      if (problem != NULL && self->notes != NULL)
        g_ptr_array_add (self->notes, g_strdup (problem->message));
    }
  return objects;
}

/**
 * reprise_json_place_read_objects:
 * @self: an object
 * @member: the name of a member that is an array
 * @read: makes an object of one element, which is an object
 * @tolerance: what becomes of an element that cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type GObject): the objects; %NULL where it is unset
 */
GPtrArray *
reprise_json_place_read_objects (const RepriseJsonPlace *self,
                                 const char *member,
                                 RepriseJsonReadFunc read,
                                 RepriseJsonTolerance tolerance)
{
  RepriseJsonPlace array = reprise_json_place_array (self, member, REPRISE_JSON_OPTIONAL);

  return array.node == NULL ? NULL : reprise_json_place_read_elements (&array, read, tolerance);
}

/**
 * reprise_json_place_has:
 * @self: a place
 * @member: the name of a member
 *
 * Returns: whether @member is set, to whatever value but null
 */
gboolean
reprise_json_place_has (const RepriseJsonPlace *self, const char *member)
{
  return find (self, member, REPRISE_JSON_OPTIONAL) != NULL;
}

/**
 * reprise_json_place_get_string:
 * @self: an object
 * @member: the name of a member
 * @presence: whether it must be there, and not be empty
 *
 * Returns: (transfer none) (nullable): the text, as long as the document lives
 */
const char *
reprise_json_place_get_string (const RepriseJsonPlace *self,
                               const char *member,
                               RepriseJsonPresence presence)
{
  JsonNode *node = find_value (self, member, presence, G_TYPE_STRING, "a string");
  const char *text = node == NULL ? NULL : json_node_get_string (node);

  if (presence == REPRISE_JSON_REQUIRED && text != NULL && *text == '\0')
    reprise_json_place_report (self, member, REPRISE_WIRE_ERROR_FORMAT, "must not be empty");
  return text;
}

/**
 * reprise_json_place_get_boolean:
 * @self: an object
 * @member: the name of a member
 * @presence: whether it must be there
 * @fallback: the answer where it is unset
 *
 * Returns: the value, or @fallback
 */
gboolean
reprise_json_place_get_boolean (const RepriseJsonPlace *self,
                                const char *member,
                                RepriseJsonPresence presence,
                                gboolean fallback)
{
  JsonNode *node = find_value (self, member, presence, G_TYPE_BOOLEAN, "a boolean");

  return node == NULL ? fallback : json_node_get_boolean (node);
}

/**
 * reprise_json_place_get_tristate:
 * @self: an object
 * @member: the name of a member that is a boolean
 *
 * Returns: what it says, or %REPRISE_TRISTATE_UNKNOWN
 */
RepriseTristate
reprise_json_place_get_tristate (const RepriseJsonPlace *self, const char *member)
{
  JsonNode *node = find_value (self, member, REPRISE_JSON_OPTIONAL, G_TYPE_BOOLEAN, "a boolean");

  if (node == NULL)
    return REPRISE_TRISTATE_UNKNOWN;
  return json_node_get_boolean (node) ? REPRISE_TRISTATE_YES : REPRISE_TRISTATE_NO;
}

/**
 * reprise_json_place_get_int64:
 * @self: an object
 * @member: the name of a member that is a whole number, not negative
 * @presence: whether it must be there
 * @most: the largest value accepted
 * @fallback: the answer where it is unset
 *
 * 2^63 - 1 is reported like what lies above it, whatever @most says: json-glib 1.6 hands over
 * numbers of 2^63 and more as negative ones, 1.10 cuts them down to this.
 *
 * Returns: the value from 0 to @most, or @fallback
 */
gint64
reprise_json_place_get_int64 (const RepriseJsonPlace *self,
                              const char *member,
                              RepriseJsonPresence presence,
                              gint64 most,
                              gint64 fallback)
{
  JsonNode *node = find_value (self, member, presence, G_TYPE_INT64, "an integer");
  gint64 value = node == NULL ? fallback : json_node_get_int (node);
  gint64 last = MIN (most, G_MAXINT64 - 1);

  if (node == NULL || (value >= 0 && value <= last))
    return value;
  reprise_json_place_report (self,
                             member,
                             REPRISE_WIRE_ERROR_RANGE,
                             "must lie between 0 and %" G_GINT64_FORMAT,
                             last);
  return fallback;
}

/**
 * reprise_json_place_get_uint64:
 * @self: an object
 * @member: the name of a member that is a 64-bit identifier
 * @presence: whether it must be there
 * @fallback: the answer where it is unset
 *
 * Meant for PostgreSQL's system identifiers, which some writers take for signed: a negative number
 * is read as the identifier with the same 64 bits.
 *
 * Returns: the value, exact, or @fallback
 */
guint64
reprise_json_place_get_uint64 (const RepriseJsonPlace *self,
                               const char *member,
                               RepriseJsonPresence presence,
                               guint64 fallback)
{
  JsonNode *node = find_value (self, member, presence, G_TYPE_INT64, "an integer");
  gint64 value = node == NULL ? 0 : json_node_get_int (node);

  /* json-glib 1.6 keeps the bits of what passes 2^63, 1.10 cuts it down to this. */
  if (value == G_MAXINT64)
    {
      reprise_json_place_report (self,
                                 member,
                                 REPRISE_WIRE_ERROR_RANGE,
                                 "must lie below %" G_GINT64_FORMAT,
                                 G_MAXINT64);
      return fallback;
    }
  return node == NULL ? fallback : (guint64) value;
}

/**
 * reprise_json_place_get_double:
 * @self: an object
 * @member: the name of a member that is any number
 * @presence: whether it must be there
 * @fallback: the answer where it is unset
 *
 * Returns: the value, or @fallback
 */
double
reprise_json_place_get_double (const RepriseJsonPlace *self,
                               const char *member,
                               RepriseJsonPresence presence,
                               double fallback)
{
  JsonNode *node = find (self, member, presence);

  if (node == NULL)
    return fallback;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return (double) json_node_get_int (node);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return json_node_get_double (node);
  reprise_json_place_report_type (self, member, "a number", node);
  return fallback;
}

/**
 * reprise_json_place_refuse_unknown:
 * @self: an object that the contract closes
 * @known: (array zero-terminated=1): the members it defines
 *
 * Reports the first member that is not among @known.
 */
void
reprise_json_place_refuse_unknown (const RepriseJsonPlace *self, const char *const *known)
{
  g_autoptr (GList) members = NULL;

  if (self->node == NULL || !JSON_NODE_HOLDS_OBJECT (self->node))
    return;
  members = json_object_get_members (json_node_get_object (self->node));
  for (GList *link = members; link != NULL; link = link->next)
    if (!g_strv_contains (known, link->data))
      {
        reprise_json_place_report (self,
                                   link->data,
                                   REPRISE_WIRE_ERROR_UNKNOWN_MEMBER,
                                   "is not known here");
        return;
      }
}
