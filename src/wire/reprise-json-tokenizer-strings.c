/* SPDX-License-Identifier: GPL-3.0-or-later
 * The strings of a JSON document: UTF-8, escapes, and what to do about what is neither. */

#include "config.h"

#include "wire/reprise-json-tokenizer-inside-private.h"

#include <string.h>

#define REPLACEMENT 0xfffd

/* For bytes that mean nothing special in a string: ASCII but control characters, quote, backslash.
 */
static const gboolean *
get_plain_bytes (void)
{
  static gboolean is_plain[256];
  static gsize is_made = 0;

  if (g_once_init_enter (&is_made))
    {
      for (guint byte = 0x20; byte < 0x80; byte++)
        is_plain[byte] = byte != '"' && byte != '\\';
      g_once_init_leave (&is_made, 1);
    }
  return is_plain;
}

/* Fails on a string that is longer than accepted. */
static gboolean
append (RepriseJsonTokenizer *self, const guchar *bytes, gsize length)
{
  if (self->text->len + length > REPRISE_JSON_TOKENIZER_MAX_TEXT)
    return reprise_json_tokenizer_fail (self,
                                        REPRISE_WIRE_ERROR_TOO_LARGE,
                                        "a string longer than is accepted");
  g_string_append_len (self->text, (const char *) bytes, (gssize) length);
  return TRUE;
}

static gboolean
append_character (RepriseJsonTokenizer *self, gunichar character)
{
  char utf8[6];
  int length = g_unichar_to_utf8 (character, utf8);

  return append (self, (const guchar *) utf8, (gsize) length);
}

static gboolean
repair (RepriseJsonTokenizer *self, gunichar character, RepriseWireError code, const char *problem)
{
  if (self->strictness == REPRISE_JSON_STRICT)
    return reprise_json_tokenizer_fail (self, code, problem);
  self->is_repaired = TRUE;
  return append_character (self, character);
}

static gboolean
take_plain_run (RepriseJsonTokenizer *self, const gboolean *is_plain)
{
  const guchar *first = self->cursor;

  while (self->cursor < self->end && is_plain[*self->cursor])
    self->cursor++;
  return append (self, first, (gsize) (self->cursor - first));
}

/* How many bytes follow the first of a character, and between which bounds the next one lies; the
 * bounds rule out overlong forms, surrogates and what is beyond U+10FFFF. */
static int
look_up_lead (int lead, int *lowest, int *highest)
{
  *lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  *highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (lead >= 0xc2 && lead <= 0xdf)
    return 1;
  if (lead >= 0xe0 && lead <= 0xef)
    return 2;
  return lead >= 0xf0 && lead <= 0xf4 ? 3 : -1;
}

/* A character of several bytes, which may lie across chunks. */
static gboolean
take_character (RepriseJsonTokenizer *self)
{
  guchar bytes[4] = { (guchar) reprise_json_tokenizer_peek (self) };
  int lowest, highest, n_more = look_up_lead (bytes[0], &lowest, &highest);

  if (n_more < 0)
    {
      if (!repair (self, REPLACEMENT, REPRISE_WIRE_ERROR_NOT_UTF8, "not UTF-8"))
        return FALSE;
      self->cursor++;
      return TRUE;
    }
  self->cursor++;
  for (int i = 1; i <= n_more; i++)
    {
      int byte = reprise_json_tokenizer_peek (self);

      if (byte < lowest || byte > highest)
        return repair (self, REPLACEMENT, REPRISE_WIRE_ERROR_NOT_UTF8, "not UTF-8");
      bytes[i] = (guchar) byte;
      self->cursor++;
      lowest = 0x80;
      highest = 0xbf;
    }
  return append (self, bytes, (gsize) n_more + 1);
}

/* The four digits of `\u`. */
static gboolean
take_unit (RepriseJsonTokenizer *self, guint *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, self->cursor++)
    {
      int byte = reprise_json_tokenizer_peek (self);

      if (byte == REPRISE_JSON_END_OF_INPUT || !g_ascii_isxdigit (byte))
        return reprise_json_tokenizer_fail_syntax (self, "a hexadecimal digit");
      *unit = *unit * 16 + (guint) g_ascii_xdigit_value ((char) byte);
    }
  return TRUE;
}

static gboolean
append_half (RepriseJsonTokenizer *self)
{
  return repair (self, REPLACEMENT, REPRISE_WIRE_ERROR_SYNTAX, "half a surrogate pair in a string");
}

/* A NUL would cut a C string short, half a surrogate pair is no character. */
static gboolean
append_unit (RepriseJsonTokenizer *self, guint unit)
{
  if (unit == 0)
    return repair (self, ' ', REPRISE_WIRE_ERROR_SYNTAX, "escaped NUL in a string");
  if (unit >= 0xd800 && unit <= 0xdfff)
    return append_half (self);
  return append_character (self, unit);
}

static gboolean take_escape (RepriseJsonTokenizer *self);

/* What follows the first half of a surrogate pair. */
static gboolean
take_second_half (RepriseJsonTokenizer *self, guint high)
{
  guint low;

  if (!reprise_json_tokenizer_take (self, '\\'))
    return append_half (self);
  if (!reprise_json_tokenizer_take (self, 'u'))
    return append_half (self) && take_escape (self);
  if (!take_unit (self, &low))
    return FALSE;
  if (low >= 0xdc00 && low <= 0xdfff)
    return append_character (self, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
  return append_half (self) && append_unit (self, low);
}

/* What follows `\u`. */
static gboolean
take_escaped_character (RepriseJsonTokenizer *self)
{
  guint unit;

  if (!take_unit (self, &unit))
    return FALSE;
  if (unit >= 0xd800 && unit <= 0xdbff)
    return take_second_half (self, unit);
  return append_unit (self, unit);
}

/* What follows a backslash. */
static gboolean
take_escape (RepriseJsonTokenizer *self)
{
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  int byte = reprise_json_tokenizer_peek (self);
  const char *letter;

  if (byte == 'u')
    {
      self->cursor++;
      return take_escaped_character (self);
    }
  letter = byte <= 0 ? NULL : strchr (letters, byte);
  if (letter == NULL &&
      (self->strictness == REPRISE_JSON_STRICT || byte == REPRISE_JSON_END_OF_INPUT))
    return reprise_json_tokenizer_fail_syntax (self, "an escape");
  /* The byte itself is read as if there had been no backslash. */
  if (letter == NULL)
    return repair (self, REPLACEMENT, REPRISE_WIRE_ERROR_SYNTAX, "no escape");
  self->cursor++;
  return append_character (self, (gunichar) meanings[letter - letters]);
}

static gboolean
take_control_character (RepriseJsonTokenizer *self)
{
  if (!repair (self, ' ', REPRISE_WIRE_ERROR_SYNTAX, "raw control character in a string"))
    return FALSE;
  self->line += *self->cursor == '\n';
  self->cursor++;
  return TRUE;
}

/* Whatever stands in a string but plain bytes and its end. */
static gboolean
take_special (RepriseJsonTokenizer *self, int byte)
{
  if (byte == REPRISE_JSON_END_OF_INPUT)
    return reprise_json_tokenizer_fail_syntax (self, "the end of the string");
  if (byte == '\\')
    {
      self->cursor++;
      return take_escape (self);
    }
  return byte < 0x20 ? take_control_character (self) : take_character (self);
}

/**
 * reprise_json_tokenizer_take_string:
 * @self: a tokenizer behind an opening quote
 *
 * Reads to behind the closing quote.
 *
 * Returns: whether there is a string to be had from get_text()
 */
gboolean
reprise_json_tokenizer_take_string (RepriseJsonTokenizer *self)
{
  const gboolean *is_plain = get_plain_bytes ();

  g_string_truncate (self->text, 0);
  self->is_repaired = FALSE;
  for (;;)
    {
      int byte;

      if (!take_plain_run (self, is_plain))
        return FALSE;
      byte = reprise_json_tokenizer_peek (self);
      if (byte == '"')
        break;
      if (byte != REPRISE_JSON_END_OF_INPUT && is_plain[byte])
        continue;
      if (!take_special (self, byte))
        return FALSE;
    }
  self->cursor++;
  self->n_repaired += self->is_repaired ? 1 : 0;
  return TRUE;
}
