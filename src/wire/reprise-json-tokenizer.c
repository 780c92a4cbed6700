/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON of any length, read token by token from chunks.
 *
 * The grammar is that of RFC 8259, with one liberty: a byte order mark may come first. What is
 * kept does not grow with the document: one chunk, one token, and the names of the objects that
 * are open. */

#include "config.h"

#include "wire/reprise-json-tokenizer-private.h"

#include "wire/reprise-json-tokenizer-inside-private.h"

#include <math.h>

/* Digits and all; what is longer is no number that anybody meant. */
#define MAX_NUMBER 512

static guint64
get_place (const RepriseJsonTokenizer *self)
{
  return self->end_offset - (guint64) (self->end - self->cursor);
}

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
                 get_place (self),
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

static void
skip_space (RepriseJsonTokenizer *self)
{
  for (int byte = reprise_json_tokenizer_peek (self);
       byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
       byte = reprise_json_tokenizer_peek (self))
    {
      self->line += byte == '\n';
      self->cursor++;
    }
}

/* Returns how many digits there were. Only so many are kept that one sees it is too long. */
static guint64
take_digits (RepriseJsonTokenizer *self)
{
  guint64 count = 0;

  for (int byte = reprise_json_tokenizer_peek (self); byte >= '0' && byte <= '9';
       byte = reprise_json_tokenizer_peek (self))
    {
      if (self->text->len <= MAX_NUMBER)
        g_string_append_c (self->text, (char) byte);
      self->cursor++;
      count++;
    }
  return count;
}

static gboolean
take_sign (RepriseJsonTokenizer *self, int sign)
{
  if (!reprise_json_tokenizer_take (self, sign))
    return FALSE;
  g_string_append_c (self->text, (char) sign);
  return TRUE;
}

/* Returns whether it was well formed; sets @is_whole. */
static gboolean
take_fraction_and_exponent (RepriseJsonTokenizer *self, gboolean *is_whole)
{
  *is_whole = TRUE;
  if (take_sign (self, '.'))
    {
      *is_whole = FALSE;
      if (take_digits (self) == 0)
        return reprise_json_tokenizer_fail_syntax (self, "a digit");
    }
  if (take_sign (self, 'e') || take_sign (self, 'E'))
    {
      *is_whole = FALSE;
      if (!take_sign (self, '+'))
        take_sign (self, '-');
      if (take_digits (self) == 0)
        return reprise_json_tokenizer_fail_syntax (self, "a digit");
    }
  return TRUE;
}

static RepriseJsonToken
weigh_integer (RepriseJsonTokenizer *self)
{
  const char *digit = self->text->str + (self->is_negative ? 1 : 0);
  const guint64 most = self->is_negative ? (guint64) G_MAXINT64 + 1 : G_MAXUINT64;

  self->integer = 0;
  for (; *digit != '\0'; digit++)
    {
      guint64 value = (guint64) (*digit - '0');

      if (self->integer > (most - value) / 10)
        return REPRISE_JSON_TOKEN_HUGE;
      self->integer = self->integer * 10 + value;
    }
  return REPRISE_JSON_TOKEN_INTEGER;
}

static RepriseJsonToken
weigh_number (RepriseJsonTokenizer *self, gboolean is_whole)
{
  if (self->text->len > MAX_NUMBER)
    return REPRISE_JSON_TOKEN_HUGE;
  if (is_whole)
    return weigh_integer (self);
  self->number = g_ascii_strtod (self->text->str, NULL);
  return isfinite (self->number) ? REPRISE_JSON_TOKEN_DOUBLE : REPRISE_JSON_TOKEN_HUGE;
}

static RepriseJsonToken
take_number (RepriseJsonTokenizer *self)
{
  gboolean is_zero, is_whole;

  g_string_truncate (self->text, 0);
  self->is_negative = take_sign (self, '-');
  is_zero = take_sign (self, '0');
  if (is_zero && reprise_json_tokenizer_peek (self) >= '0' &&
      reprise_json_tokenizer_peek (self) <= '9')
    {
      reprise_json_tokenizer_fail_syntax (self, "no digit after a leading zero");
      return REPRISE_JSON_TOKEN_ERROR;
    }
  if (!is_zero && take_digits (self) == 0)
    {
      reprise_json_tokenizer_fail_syntax (self, "a digit");
      return REPRISE_JSON_TOKEN_ERROR;
    }
  if (!take_fraction_and_exponent (self, &is_whole))
    return REPRISE_JSON_TOKEN_ERROR;
  return weigh_number (self, is_whole);
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
        return take_number (self);
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
  skip_space (self);
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
  skip_space (self);
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
  skip_space (self);
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

/**
 * reprise_json_tokenizer_get_text:
 * @self: a tokenizer whose last token is a name, a string or a number
 * @length: (out) (optional): its length in bytes
 *
 * Returns: the text, which holds no NUL but the one that ends it; until the next token
 */
const char *
reprise_json_tokenizer_get_text (const RepriseJsonTokenizer *self, gsize *length)
{
  if (length != NULL)
    *length = self->text->len;
  return self->text->str;
}

/**
 * reprise_json_tokenizer_get_integer:
 * @self: a tokenizer whose last token is an integer
 * @is_negative: (out): whether it has a minus sign
 *
 * Returns: the number without its sign
 */
guint64
reprise_json_tokenizer_get_integer (const RepriseJsonTokenizer *self, gboolean *is_negative)
{
  *is_negative = self->is_negative;
  return self->integer;
}

/**
 * reprise_json_tokenizer_get_double:
 * @self: a tokenizer whose last token is a double
 *
 * Returns: the number nearest to it
 */
double
reprise_json_tokenizer_get_double (const RepriseJsonTokenizer *self)
{
  return self->number;
}

/**
 * reprise_json_tokenizer_is_repeated:
 * @self: a tokenizer whose last token is a name
 *
 * Returns: whether the object has had a member of that name before
 */
gboolean
reprise_json_tokenizer_is_repeated (const RepriseJsonTokenizer *self)
{
  return self->is_repeated;
}

/**
 * reprise_json_tokenizer_is_repaired:
 * @self: a tokenizer whose last token is a name or a string
 *
 * Returns: whether it was not as it should be
 */
gboolean
reprise_json_tokenizer_is_repaired (const RepriseJsonTokenizer *self)
{
  return self->is_repaired;
}

/**
 * reprise_json_tokenizer_get_depth:
 * @self: a tokenizer
 *
 * Returns: how many arrays and objects are open
 */
guint
reprise_json_tokenizer_get_depth (const RepriseJsonTokenizer *self)
{
  return self->depth;
}

/**
 * reprise_json_tokenizer_get_n_repaired:
 * @self: a tokenizer
 *
 * Returns: how many strings so far were not as they should be
 */
guint
reprise_json_tokenizer_get_n_repaired (const RepriseJsonTokenizer *self)
{
  return self->n_repaired;
}

/**
 * reprise_json_tokenizer_get_offset:
 * @self: a tokenizer
 *
 * Returns: how many bytes of the document have been read
 */
guint64
reprise_json_tokenizer_get_offset (const RepriseJsonTokenizer *self)
{
  return get_place (self);
}

/**
 * reprise_json_tokenizer_get_line:
 * @self: a tokenizer
 *
 * Returns: the line it is in, counted from 1
 */
guint64
reprise_json_tokenizer_get_line (const RepriseJsonTokenizer *self)
{
  return self->line;
}

/**
 * reprise_json_token_describe:
 * @token: a value, or what it begins with
 *
 * Returns: what it is, with an article, as in the problems of #RepriseJsonPlace
 */
const char *
reprise_json_token_describe (RepriseJsonToken token)
{
  switch (token)
    {
    case REPRISE_JSON_TOKEN_OBJECT:
      return "an object";
    case REPRISE_JSON_TOKEN_ARRAY:
      return "an array";
    case REPRISE_JSON_TOKEN_STRING:
    case REPRISE_JSON_TOKEN_NAME:
      return "a string";
    case REPRISE_JSON_TOKEN_INTEGER:
      return "an integer";
    case REPRISE_JSON_TOKEN_DOUBLE:
    case REPRISE_JSON_TOKEN_HUGE:
      return "a number";
    case REPRISE_JSON_TOKEN_TRUE:
    case REPRISE_JSON_TOKEN_FALSE:
      return "a boolean";
    case REPRISE_JSON_TOKEN_NULL:
      return "null";
    case REPRISE_JSON_TOKEN_OBJECT_END:
    case REPRISE_JSON_TOKEN_ARRAY_END:
    case REPRISE_JSON_TOKEN_END:
    case REPRISE_JSON_TOKEN_ERROR:
    default:
      return "nothing";
    }
}
