/* SPDX-License-Identifier: GPL-3.0-or-later
 * The numbers of a JSON document, weighed as to what holds them. */

#include "config.h"

#include "wire/reprise-json-tokenizer-inside-private.h"

#include <math.h>

/* Digits and all; what is longer is no number that anybody meant. */
#define MAX_NUMBER 512

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

/**
 * reprise_json_tokenizer_take_number:
 * @self: a tokenizer that is at a minus sign or a digit
 *
 * Returns: what kind of number it is, or %REPRISE_JSON_TOKEN_ERROR where it is none
 */
RepriseJsonToken
reprise_json_tokenizer_take_number (RepriseJsonTokenizer *self)
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
