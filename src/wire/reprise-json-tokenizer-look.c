/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a tokenizer has read last, and how far it is. */

#include "config.h"

#include "wire/reprise-json-tokenizer-inside-private.h"

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
  return self->end_offset - (guint64) (self->end - self->cursor);
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
