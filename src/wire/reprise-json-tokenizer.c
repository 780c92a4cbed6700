/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON of any length, read token by token from chunks.
 *
 * The grammar is that of RFC 8259, with one liberty: a byte order mark may come first. What is
 * kept does not grow with the document: one chunk, one token, and the names of the objects that
 * are open. */

#include "config.h"

#include "wire/reprise-json-tokenizer-private.h"

#include "wire/reprise-json-tokenizer-inside-private.h"

/**
 * reprise_json_tokenizer_fail:
 * @self: a tokenizer
 * @code: what is wrong
 * @problem: the same in words
 *
 * Stops at the current place, unless it is stopped already.
 *
 * Returns: %FALSE
 */
gboolean
reprise_json_tokenizer_fail (RepriseJsonTokenizer *self, RepriseWireError code, const char *problem)
{
  if (self->error == NULL)
    g_set_error (&self->error,
                 REPRISE_WIRE_ERROR,
                 code,
                 "%s at byte %" G_GUINT64_FORMAT ", line %" G_GUINT64_FORMAT,
                 problem,
                 reprise_json_tokenizer_get_offset (self),
                 self->line);
  return FALSE;
}

/**
 * reprise_json_tokenizer_refill:
 * @self: a tokenizer whose chunk is used up
 *
 * Returns: whether there is another byte
 */
gboolean
reprise_json_tokenizer_refill (RepriseJsonTokenizer *self)
{
  const char *chunk = NULL;
  gssize length;

  if (self->at_end || self->error != NULL)
    return FALSE;
  length = self->fill (self->source, &chunk, &self->error);
  if (length <= 0)
    {
      self->at_end = TRUE;
      return FALSE;
    }
  self->cursor = (const guchar *) chunk;
  self->end = self->cursor + length;
  self->end_offset += (guint64) length;
  return TRUE;
}

/**
 * reprise_json_tokenizer_fail_syntax:
 * @self: a tokenizer
 * @expected: what should be at the current place
 *
 * Returns: %FALSE
 */
gboolean
reprise_json_tokenizer_fail_syntax (RepriseJsonTokenizer *self, const char *expected)
{
  int byte = reprise_json_tokenizer_peek (self);
  g_autofree char *problem = NULL;

  if (byte == REPRISE_JSON_END_OF_INPUT)
    problem = g_strdup_printf ("expected %s, found the end", expected);
  else if (g_ascii_isprint (byte))
    problem = g_strdup_printf ("expected %s, found ‘%c’", expected, byte);
  else
    problem = g_strdup_printf ("expected %s, found 0x%02x", expected, byte);
  return reprise_json_tokenizer_fail (self, REPRISE_WIRE_ERROR_SYNTAX, problem);
}

/* Fails on more blanks in a row than anybody writes: they may have no end. */
static gboolean
skip_space (RepriseJsonTokenizer *self)
{
  guint n_blanks = 0;

  for (int byte = reprise_json_tokenizer_peek (self);
       byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
       byte = reprise_json_tokenizer_peek (self))
    {
      if (n_blanks++ == REPRISE_JSON_TOKENIZER_MAX_BLANKS)
        return reprise_json_tokenizer_fail (self,
                                            REPRISE_WIRE_ERROR_TOO_LARGE,
                                            "nothing but blanks for a megabyte");
      self->line += byte == '\n';
      self->cursor++;
    }
  return TRUE;
}

static RepriseJsonToken
take_literal (RepriseJsonTokenizer *self, const char *literal, RepriseJsonToken token)
{
  for (; *literal != '\0'; literal++)
    if (!reprise_json_tokenizer_take (self, *literal))
      {
        reprise_json_tokenizer_fail_syntax (self, "a value");
        return REPRISE_JSON_TOKEN_ERROR;
      }
  return token;
}

static RepriseJsonToken
open_level (RepriseJsonTokenizer *self, gboolean is_object)
{
  RepriseJsonLevel *level;

  if (self->depth == REPRISE_JSON_TOKENIZER_MAX_DEPTH)
    {
      reprise_json_tokenizer_fail (self, REPRISE_WIRE_ERROR_TOO_DEEP, "nested too deeply");
      return REPRISE_JSON_TOKEN_ERROR;
    }
  self->cursor++;
  level = &self->levels[self->depth];
  level->is_object = is_object;
  if (self->depth == self->n_levels)
    {
      reprise_json_names_init (&level->names);
      self->n_levels++;
    }
  reprise_json_names_reset (&level->names);
  self->depth++;
  self->expectation =
      is_object ? REPRISE_JSON_EXPECT_FIRST_NAME : REPRISE_JSON_EXPECT_FIRST_ELEMENT;
  return is_object ? REPRISE_JSON_TOKEN_OBJECT : REPRISE_JSON_TOKEN_ARRAY;
}

static void
expect_more (RepriseJsonTokenizer *self)
{
  self->expectation = self->depth == 0 ? REPRISE_JSON_EXPECT_NOTHING : REPRISE_JSON_EXPECT_MORE;
}

static RepriseJsonToken
close_level (RepriseJsonTokenizer *self)
{
  gboolean is_object = self->levels[self->depth - 1].is_object;

  self->cursor++;
  self->depth--;
  expect_more (self);
  return is_object ? REPRISE_JSON_TOKEN_OBJECT_END : REPRISE_JSON_TOKEN_ARRAY_END;
}

static RepriseJsonToken
take_plain_value (RepriseJsonTokenizer *self, int byte)
{
  switch (byte)
    {
    case '"':
      self->cursor++;
      return reprise_json_tokenizer_take_string (self) ? REPRISE_JSON_TOKEN_STRING
                                                       : REPRISE_JSON_TOKEN_ERROR;
    case 't':
      return take_literal (self, "true", REPRISE_JSON_TOKEN_TRUE);
    case 'f':
      return take_literal (self, "false", REPRISE_JSON_TOKEN_FALSE);
    case 'n':
      return take_literal (self, "null", REPRISE_JSON_TOKEN_NULL);
    default:
      if (byte == '-' || (byte >= '0' && byte <= '9'))
        return reprise_json_tokenizer_take_number (self);
      reprise_json_tokenizer_fail_syntax (self, "a value");
      return REPRISE_JSON_TOKEN_ERROR;
    }
}

static RepriseJsonToken
take_value (RepriseJsonTokenizer *self)
{
  int byte = reprise_json_tokenizer_peek (self);

  if (byte == '{' || byte == '[')
    return open_level (self, byte == '{');
  expect_more (self);
  return take_plain_value (self, byte);
}

static RepriseJsonToken
take_name (RepriseJsonTokenizer *self)
{
  if (!reprise_json_tokenizer_take (self, '"'))
    {
      reprise_json_tokenizer_fail_syntax (self, "a name in quotes");
      return REPRISE_JSON_TOKEN_ERROR;
    }
  if (!reprise_json_tokenizer_take_string (self))
    return REPRISE_JSON_TOKEN_ERROR;
  self->expectation = REPRISE_JSON_EXPECT_COLON;
  self->is_repeated = !reprise_json_names_add (&self->levels[self->depth - 1].names,
                                               self->text->str,
                                               self->text->len);
  return REPRISE_JSON_TOKEN_NAME;
}

/* After a value in an array or an object. */
static RepriseJsonToken
take_next (RepriseJsonTokenizer *self)
{
  gboolean is_object = self->levels[self->depth - 1].is_object;

  if (reprise_json_tokenizer_peek (self) == (is_object ? '}' : ']'))
    return close_level (self);
  if (!reprise_json_tokenizer_take (self, ','))
    {
      reprise_json_tokenizer_fail_syntax (self, is_object ? "‘,’ or ‘}’" : "‘,’ or ‘]’");
      return REPRISE_JSON_TOKEN_ERROR;
    }
  if (!skip_space (self))
    return REPRISE_JSON_TOKEN_ERROR;
  return is_object ? take_name (self) : take_value (self);
}

static RepriseJsonToken
take_after_colon (RepriseJsonTokenizer *self)
{
  if (!reprise_json_tokenizer_take (self, ':'))
    {
      reprise_json_tokenizer_fail_syntax (self, "‘:’");
      return REPRISE_JSON_TOKEN_ERROR;
    }
  if (!skip_space (self))
    return REPRISE_JSON_TOKEN_ERROR;
  return take_value (self);
}

static RepriseJsonToken
take_end (RepriseJsonTokenizer *self)
{
  if (reprise_json_tokenizer_peek (self) == REPRISE_JSON_END_OF_INPUT)
    return REPRISE_JSON_TOKEN_END;
  reprise_json_tokenizer_fail_syntax (self, "nothing more");
  return REPRISE_JSON_TOKEN_ERROR;
}

static RepriseJsonToken
take_token (RepriseJsonTokenizer *self)
{
  switch (self->expectation)
    {
    case REPRISE_JSON_EXPECT_VALUE:
      return take_value (self);
    case REPRISE_JSON_EXPECT_FIRST_ELEMENT:
      return reprise_json_tokenizer_peek (self) == ']' ? close_level (self) : take_value (self);
    case REPRISE_JSON_EXPECT_FIRST_NAME:
      return reprise_json_tokenizer_peek (self) == '}' ? close_level (self) : take_name (self);
    case REPRISE_JSON_EXPECT_COLON:
      return take_after_colon (self);
    case REPRISE_JSON_EXPECT_MORE:
      return take_next (self);
    case REPRISE_JSON_EXPECT_NOTHING:
      return take_end (self);
    default:
      g_assert_not_reached ();
    }
}

/* Notepad and others put it before UTF-8, where it means nothing. */
static gboolean
skip_byte_order_mark (RepriseJsonTokenizer *self)
{
  static const guchar mark[] = { 0xef, 0xbb, 0xbf };

  if (reprise_json_tokenizer_peek (self) == 0xfe || reprise_json_tokenizer_peek (self) == 0xff)
    return reprise_json_tokenizer_fail (self, REPRISE_WIRE_ERROR_NOT_UTF8, "UTF-16, not UTF-8,");
  if (reprise_json_tokenizer_peek (self) != mark[0])
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (mark); i++)
    if (!reprise_json_tokenizer_take (self, mark[i]))
      return reprise_json_tokenizer_fail (self, REPRISE_WIRE_ERROR_NOT_UTF8, "not UTF-8");
  return TRUE;
}

/**
 * reprise_json_tokenizer_new:
 * @fill: what hands over the document chunk by chunk
 * @source: given to @fill
 * @strictness: what becomes of strings that are none
 *
 * Returns: (transfer full): a tokenizer that has read nothing yet
 */
RepriseJsonTokenizer *
reprise_json_tokenizer_new (RepriseJsonFillFunc fill,
                            gpointer source,
                            RepriseJsonStrictness strictness)
{
  RepriseJsonTokenizer *self = g_new0 (RepriseJsonTokenizer, 1);

  self->fill = fill;
  self->source = source;
  self->strictness = strictness;
  self->line = 1;
  self->text = g_string_sized_new (256);
  return self;
}

static gssize
fill_from_bytes (gpointer source, const char **chunk, GError **error)
{
  RepriseJsonTokenizer *self = source;
  gsize size = 0;

  if (!self->has_given_bytes)
    *chunk = g_bytes_get_data (self->bytes, &size);
  self->has_given_bytes = TRUE;
  return (gssize) size;
}

/**
 * reprise_json_tokenizer_new_for_bytes:
 * @bytes: a whole document
 * @strictness: what becomes of strings that are none
 *
 * Returns: (transfer full): a tokenizer that has read nothing yet
 */
RepriseJsonTokenizer *
reprise_json_tokenizer_new_for_bytes (GBytes *bytes, RepriseJsonStrictness strictness)
{
  RepriseJsonTokenizer *self = reprise_json_tokenizer_new (fill_from_bytes, NULL, strictness);

  self->source = self;
  self->bytes = g_bytes_ref (bytes);
  return self;
}

/**
 * reprise_json_tokenizer_free:
 * @self: (transfer full): a tokenizer
 */
void
reprise_json_tokenizer_free (RepriseJsonTokenizer *self)
{
  for (guint i = 0; i < self->n_levels; i++)
    reprise_json_names_clear (&self->levels[i].names);
  g_clear_error (&self->error);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * reprise_json_tokenizer_next:
 * @self: a tokenizer
 *
 * Reads as many chunks as it takes. After an error and after the end the same comes again.
 *
 * Returns: what comes next
 */
RepriseJsonToken
reprise_json_tokenizer_next (RepriseJsonTokenizer *self)
{
  RepriseJsonToken token;

  if (self->error != NULL)
    return REPRISE_JSON_TOKEN_ERROR;
  if (self->end_offset == 0 && !skip_byte_order_mark (self))
    return REPRISE_JSON_TOKEN_ERROR;
  if (!skip_space (self))
    return REPRISE_JSON_TOKEN_ERROR;
  token = self->error == NULL ? take_token (self) : REPRISE_JSON_TOKEN_ERROR;
  return self->error == NULL ? token : REPRISE_JSON_TOKEN_ERROR;
}

/**
 * reprise_json_tokenizer_skip:
 * @self: a tokenizer
 * @token: what it returned last: a name, or the first token of a value
 *
 * Reads on to the end of that value.
 *
 * Returns: whether it came to that end
 */
gboolean
reprise_json_tokenizer_skip (RepriseJsonTokenizer *self, RepriseJsonToken token)
{
  guint depth;

  if (token == REPRISE_JSON_TOKEN_NAME)
    token = reprise_json_tokenizer_next (self);
  if (token != REPRISE_JSON_TOKEN_OBJECT && token != REPRISE_JSON_TOKEN_ARRAY)
    return token != REPRISE_JSON_TOKEN_ERROR;
  depth = self->depth;
  while (token != REPRISE_JSON_TOKEN_ERROR && self->depth >= depth)
    token = reprise_json_tokenizer_next (self);
  return token != REPRISE_JSON_TOKEN_ERROR;
}

/**
 * reprise_json_tokenizer_get_error:
 * @self: a tokenizer
 *
 * Returns: (nullable): what stopped it: a %REPRISE_WIRE_ERROR that names byte and line, or what the
 *   source said
 */
const GError *
reprise_json_tokenizer_get_error (const RepriseJsonTokenizer *self)
{
  return self->error;
}
