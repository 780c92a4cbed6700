/* SPDX-License-Identifier: GPL-3.0-or-later
 * The small parts of a large document as nodes, for the codecs that read these. */

#include "config.h"

#include "wire/reprise-json-token-node-private.h"

/* One database with all its tables stays far below it. */
#define MAX_BYTES (32 * 1024 * 1024)
#define MAX_VALUES (1000 * 1000)

typedef struct
{
  RepriseJsonTokenizer *tokenizer;
  guint64 end; /* where it becomes too large */
  guint n_values;
} Reading;

static JsonNode *
read_value (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place);

static void
note_repairs (Reading *reading, const RepriseJsonPlace *place)
{
  if (reprise_json_tokenizer_is_repaired (reading->tokenizer))
    reprise_json_place_note (place, NULL, "holds bytes that are no text");
}

static JsonNode *
read_integer (Reading *reading)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  gboolean is_negative;
  guint64 value = reprise_json_tokenizer_get_integer (reading->tokenizer, &is_negative);

  /* What passes 2^63 keeps its bits, as with json-glib's own parser. */
  json_node_set_int (node, (gint64) (is_negative ? 0 - value : value));
  return node;
}

/* An empty object takes more memory than its two bytes. */
static gboolean
is_full (const Reading *reading)
{
  return reading->n_values >= MAX_VALUES ||
         reprise_json_tokenizer_get_offset (reading->tokenizer) > reading->end;
}

/* Nothing is kept of what comes from here on. */
static void
refuse_more (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  reprise_json_place_report (place, NULL, REPRISE_WIRE_ERROR_TOO_LARGE, "is too large");
  reprise_json_tokenizer_skip (reading->tokenizer, token);
}

static JsonNode *
read_array (Reading *reading, const RepriseJsonPlace *place)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  RepriseJsonPlace element = { .parent = place, .problem = place->problem, .notes = place->notes };
  RepriseJsonToken token = reprise_json_tokenizer_next (reading->tokenizer);

  for (; token != REPRISE_JSON_TOKEN_ARRAY_END && token != REPRISE_JSON_TOKEN_ERROR;
       token = reprise_json_tokenizer_next (reading->tokenizer), element.index++)
    if (!is_full (reading))
      json_array_add_element (array, read_value (reading, token, &element));
    else
      refuse_more (reading, token, &element);
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
read_object (Reading *reading, const RepriseJsonPlace *place)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  while (reprise_json_tokenizer_next (reading->tokenizer) == REPRISE_JSON_TOKEN_NAME)
    {
      g_autofree char *name = NULL;
      RepriseJsonPlace member = { .parent = place,
                                  .problem = place->problem,
                                  .notes = place->notes };

      if (is_full (reading))
        {
          refuse_more (reading, REPRISE_JSON_TOKEN_NAME, place);
          continue;
        }
      name = g_strdup (reprise_json_tokenizer_get_text (reading->tokenizer, NULL));
      member.member = name;
      note_repairs (reading, &member);
      if (reprise_json_tokenizer_is_repeated (reading->tokenizer))
        reprise_json_place_report (&member,
                                   NULL,
                                   REPRISE_WIRE_ERROR_REPEATED_MEMBER,
                                   "is there more than once");
      json_object_set_member (object,
                              name,
                              read_value (reading,
                                          reprise_json_tokenizer_next (reading->tokenizer),
                                          &member));
    }
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
read_plain_value (Reading *reading, RepriseJsonToken token)
{
  if (token == REPRISE_JSON_TOKEN_INTEGER)
    return read_integer (reading);
  if (token == REPRISE_JSON_TOKEN_STRING)
    return json_node_init_string (json_node_alloc (),
                                  reprise_json_tokenizer_get_text (reading->tokenizer, NULL));
  if (token == REPRISE_JSON_TOKEN_DOUBLE)
    return json_node_init_double (json_node_alloc (),
                                  reprise_json_tokenizer_get_double (reading->tokenizer));
  if (token == REPRISE_JSON_TOKEN_TRUE || token == REPRISE_JSON_TOKEN_FALSE)
    return json_node_init_boolean (json_node_alloc (), token == REPRISE_JSON_TOKEN_TRUE);
  return json_node_init_null (json_node_alloc ());
}

/* Depth is bounded by the tokenizer. */
static JsonNode *
read_value (Reading *reading, RepriseJsonToken token, const RepriseJsonPlace *place)
{
  if (token == REPRISE_JSON_TOKEN_STRING)
    note_repairs (reading, place);
  if (is_full (reading))
    {
      refuse_more (reading, token, place);
      return json_node_init_null (json_node_alloc ());
    }
  reading->n_values++;
  if (token == REPRISE_JSON_TOKEN_OBJECT)
    return read_object (reading, place);
  if (token == REPRISE_JSON_TOKEN_ARRAY)
    return read_array (reading, place);
  if (token == REPRISE_JSON_TOKEN_HUGE)
    reprise_json_place_report (place, NULL, REPRISE_WIRE_ERROR_RANGE, "is too large a number");
  return read_plain_value (reading, token);
}

/**
 * reprise_json_tokenizer_read_node:
 * @self: a tokenizer
 * @token: what it returned last: the first token of a value
 * @place: where the value stands; a member that is repeated, a number that 64 bits do not hold, and
 *   a value of more than 32 megabytes or a million values are reported there, a text that is none
 * is noted
 *
 * Reads to the end of the value, or to where the document cannot be read any further.
 *
 * Returns: (transfer full): the value, as far as it goes
 */
JsonNode *
reprise_json_tokenizer_read_node (RepriseJsonTokenizer *self,
                                  RepriseJsonToken token,
                                  const RepriseJsonPlace *place)
{
  Reading reading = { .tokenizer = self,
                      .end = reprise_json_tokenizer_get_offset (self) + MAX_BYTES };

  return read_value (&reading, token, place);
}
