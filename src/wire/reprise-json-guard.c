/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks that bytes are JSON of bearable size and depth before any parser sees them.
 *
 * json-glib runs out of stack on deep nesting, aborts on half a surrogate pair, wraps integers that
 * do not fit and accepts comments, octal numbers and several documents in a row. So the whole
 * grammar of RFC 8259 is checked here, and what passes is read alike by every parser. */

#include "config.h"

#include "wire/reprise-json-guard.h"

#include "wire/reprise-wire-error.h"

#include <string.h>

typedef struct
{
  const char *start;
  const char *cursor;
  const char *end;
  guint depth;
  guint max_depth;
  GError **error;
} Scan;

static gboolean scan_value (Scan *scan);

static gboolean
fail (Scan *scan, RepriseWireError code, const char *problem)
{
  g_set_error (scan->error,
               REPRISE_WIRE_ERROR,
               code,
               "%s at byte %" G_GSIZE_FORMAT,
               problem,
               (gsize) (scan->cursor - scan->start));
  return FALSE;
}

static gboolean
fail_syntax (Scan *scan, const char *expected)
{
  g_autofree char *problem = NULL;

  if (scan->cursor == scan->end)
    problem = g_strdup_printf ("expected %s, found the end", expected);
  else if (g_ascii_isprint (*scan->cursor))
    problem = g_strdup_printf ("expected %s, found ‘%c’", expected, *scan->cursor);
  else
    problem = g_strdup_printf ("expected %s, found 0x%02x", expected, (guchar) *scan->cursor);
  return fail (scan, REPRISE_WIRE_ERROR_SYNTAX, problem);
}

static gboolean
peek (const Scan *scan, char character)
{
  return scan->cursor < scan->end && *scan->cursor == character;
}

static gboolean
take (Scan *scan, char character)
{
  if (!peek (scan, character))
    return FALSE;
  scan->cursor++;
  return TRUE;
}

static void
skip_space (Scan *scan)
{
  while (peek (scan, ' ') || peek (scan, '\n') || peek (scan, '\r') || peek (scan, '\t'))
    scan->cursor++;
}

static gsize
skip_digits (Scan *scan)
{
  const char *first = scan->cursor;

  while (scan->cursor < scan->end && g_ascii_isdigit (*scan->cursor))
    scan->cursor++;
  return (gsize) (scan->cursor - first);
}

static gboolean
scan_literal (Scan *scan, const char *literal)
{
  gsize length = strlen (literal);

  if ((gsize) (scan->end - scan->cursor) < length || memcmp (scan->cursor, literal, length) != 0)
    return fail_syntax (scan, "a value");
  scan->cursor += length;
  return TRUE;
}

/* Integers are kept exact or refused: signed ones down to -2^63, others below 2^64. */
static gboolean
integer_fits (const char *digits, gsize length, gboolean negative)
{
  g_autofree char *text = NULL;
  guint64 most = negative ? (guint64) G_MAXINT64 + 1 : G_MAXUINT64;

  if (length < strlen (G_STRINGIFY (9223372036854775808)))
    return TRUE;
  text = g_strndup (digits, length);
  return g_ascii_string_to_unsigned (text, 10, 0, most, NULL, NULL);
}

static gboolean
scan_number (Scan *scan)
{
  const char *first = scan->cursor, *digits;
  gboolean negative = take (scan, '-'), whole = TRUE;
  gsize length;

  digits = scan->cursor;
  length = skip_digits (scan);
  if (length == 0)
    return fail_syntax (scan, "a digit");
  if (*digits == '0' && length > 1)
    {
      scan->cursor = digits + 1;
      return fail_syntax (scan, "no digit after a leading zero");
    }
  if (take (scan, '.'))
    {
      whole = FALSE;
      if (skip_digits (scan) == 0)
        return fail_syntax (scan, "a digit");
    }
  if (take (scan, 'e') || take (scan, 'E'))
    {
      whole = FALSE;
      if (!take (scan, '+'))
        take (scan, '-');
      if (skip_digits (scan) == 0)
        return fail_syntax (scan, "a digit");
    }
  if (!whole || integer_fits (digits, length, negative))
    return TRUE;
  scan->cursor = first;
  return fail (scan, REPRISE_WIRE_ERROR_RANGE, "integer too large");
}

static gboolean
scan_unit (Scan *scan, guint *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, scan->cursor++)
    {
      if (scan->cursor == scan->end || !g_ascii_isxdigit (*scan->cursor))
        return fail_syntax (scan, "a hexadecimal digit");
      *unit = *unit * 16 + (guint) g_ascii_xdigit_value (*scan->cursor);
    }
  return TRUE;
}

/* What follows `\u`. A NUL would cut a C string short, half a surrogate pair is no character. */
static gboolean
scan_escaped_character (Scan *scan)
{
  const char *first = scan->cursor;
  guint high, low = 0;

  if (!scan_unit (scan, &high))
    return FALSE;
  if (high != 0 && (high < 0xd800 || high > 0xdfff))
    return TRUE;
  if (high >= 0xd800 && high <= 0xdbff && take (scan, '\\') && take (scan, 'u'))
    {
      if (!scan_unit (scan, &low))
        return FALSE;
      if (low >= 0xdc00 && low <= 0xdfff)
        return TRUE;
    }
  scan->cursor = first;
  return fail (scan,
               REPRISE_WIRE_ERROR_SYNTAX,
               high == 0 ? "escaped NUL in a string" : "half a surrogate pair in a string");
}

static gboolean
scan_escape (Scan *scan)
{
  if (take (scan, 'u'))
    return scan_escaped_character (scan);
  if (scan->cursor == scan->end || strchr ("\"\\/bfnrt", *scan->cursor) == NULL)
    return fail_syntax (scan, "an escape");
  scan->cursor++;
  return TRUE;
}

static gboolean
scan_string (Scan *scan)
{
  if (!take (scan, '"'))
    return fail_syntax (scan, "a string");
  while (!take (scan, '"'))
    {
      if (scan->cursor == scan->end)
        return fail_syntax (scan, "the end of the string");
      if ((guchar) *scan->cursor < 0x20)
        return fail (scan, REPRISE_WIRE_ERROR_SYNTAX, "raw control character in a string");
      if (*scan->cursor++ == '\\' && !scan_escape (scan))
        return FALSE;
    }
  return TRUE;
}

static gboolean
scan_member (Scan *scan)
{
  skip_space (scan);
  if (!scan_string (scan))
    return FALSE;
  skip_space (scan);
  if (!take (scan, ':'))
    return fail_syntax (scan, "‘:’");
  return scan_value (scan);
}

static gboolean
scan_items (Scan *scan, gboolean (*scan_item) (Scan *), char close, const char *expected)
{
  skip_space (scan);
  if (take (scan, close))
    return TRUE;
  do
    {
      if (!scan_item (scan))
        return FALSE;
      skip_space (scan);
    }
  while (take (scan, ','));
  return take (scan, close) || fail_syntax (scan, expected);
}

static gboolean
scan_container (Scan *scan)
{
  gboolean ok;

  if (scan->depth == scan->max_depth)
    return fail (scan, REPRISE_WIRE_ERROR_TOO_DEEP, "nested too deeply");
  scan->depth++;
  if (take (scan, '['))
    ok = scan_items (scan, scan_value, ']', "‘,’ or ‘]’");
  else
    {
      scan->cursor++;
      ok = scan_items (scan, scan_member, '}', "‘,’ or ‘}’");
    }
  scan->depth--;
  return ok;
}

static gboolean
scan_value (Scan *scan)
{
  skip_space (scan);
  if (peek (scan, '[') || peek (scan, '{'))
    return scan_container (scan);
  if (peek (scan, '"'))
    return scan_string (scan);
  if (peek (scan, 't'))
    return scan_literal (scan, "true");
  if (peek (scan, 'f'))
    return scan_literal (scan, "false");
  if (peek (scan, 'n'))
    return scan_literal (scan, "null");
  if (peek (scan, '-') || (scan->cursor < scan->end && g_ascii_isdigit (*scan->cursor)))
    return scan_number (scan);
  return fail_syntax (scan, "a value");
}

/**
 * reprise_json_guard_check:
 * @bytes: what was received
 * @limits: how large and how deep it may be
 * @error: return location for a %REPRISE_WIRE_ERROR that names the offset in bytes: TOO_LARGE,
 *   TOO_DEEP, NOT_UTF8, SYNTAX, or RANGE for an integer that fits no 64 bits
 *
 * Recursion is bounded by @limits; a few thousand levels are safe.
 *
 * Returns: whether @bytes are exactly one JSON value, in UTF-8, without raw control characters,
 *   escaped NULs or unpaired surrogates
 */
gboolean
reprise_json_guard_check (GBytes *bytes, const RepriseJsonLimits *limits, GError **error)
{
  Scan scan = { .error = error };
  gsize size;

  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (limits != NULL, FALSE);

  scan.start = g_bytes_get_data (bytes, &size);
  if (size > limits->max_bytes)
    {
      g_set_error (error,
                   REPRISE_WIRE_ERROR,
                   REPRISE_WIRE_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes, more than the %" G_GSIZE_FORMAT " accepted",
                   size,
                   limits->max_bytes);
      return FALSE;
    }
  scan.start = size == 0 ? "" : scan.start;
  scan.cursor = scan.start;
  scan.end = scan.start + size;
  scan.max_depth = limits->max_depth;
  if (!g_utf8_validate_len (scan.start, size, &scan.cursor))
    return fail (&scan, REPRISE_WIRE_ERROR_NOT_UTF8, "not UTF-8");

  scan.cursor = scan.start;
  if (!scan_value (&scan))
    return FALSE;
  skip_space (&scan);
  return scan.cursor == scan.end || fail_syntax (&scan, "nothing more");
}
