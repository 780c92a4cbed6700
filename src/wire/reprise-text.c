/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text from outside, made fit to be shown. */

#include "config.h"

#include "wire/reprise-text-private.h"

#define REPLACEMENT 0xfffd

/**
 * reprise_text_sanitize:
 * @bytes: (array length=length): what was received, in whatever encoding
 * @length: how many bytes
 * @most_bytes: how many bytes the result may have
 *
 * Returns: (transfer full): one line of UTF-8 without control characters; runs of what is
 *   no UTF-8 become one U+FFFD, runs of white space and control characters one space
 */
char *
reprise_text_sanitize (const char *bytes, gsize length, gsize most_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, (gssize) MIN (length, most_bytes * 2));
  GString *text = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *cursor = valid; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    {
      gunichar character = g_utf8_get_char (cursor);
      gsize size = (gsize) (g_utf8_next_char (cursor) - cursor);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          gap = text->len > 0;
          continue;
        }
      if (character == REPLACEMENT && g_str_has_suffix (text->str, "\xef\xbf\xbd"))
        continue;
      if (text->len + (gap ? 1 : 0) + size > most_bytes)
        break;
      if (gap)
        g_string_append_c (text, ' ');
      gap = FALSE;
      g_string_append_unichar (text, character);
    }
  return g_string_free (text, FALSE);
}
