/* SPDX-License-Identifier: GPL-3.0-or-later
 * Byte counts in words. */

#include "config.h"

#include "base/reprise-size.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#define GROUP_DIGITS 3
#define NARROW_SPACE "\xe2\x80\xaf"

/* The largest number of tenths that is still written in a unit: 1023.9. */
#define MAX_TENTHS 10239

static char *
format_unit (guint unit, double value, int digits)
{
  switch (unit)
    {
    case 1:
      /* Translators: 1024 bytes. */
      return g_strdup_printf (_ ("%.*f KB"), digits, value);
    case 2:
      /* Translators: 1024 KB. */
      return g_strdup_printf (_ ("%.*f MB"), digits, value);
    case 3:
      /* Translators: 1024 MB. */
      return g_strdup_printf (_ ("%.*f GB"), digits, value);
    case 4:
      /* Translators: 1024 GB. */
      return g_strdup_printf (_ ("%.*f TB"), digits, value);
    case 5:
      /* Translators: 1024 TB. */
      return g_strdup_printf (_ ("%.*f PB"), digits, value);
    default:
      /* Translators: 1024 PB. */
      return g_strdup_printf (_ ("%.*f EB"), digits, value);
    }
}

/**
 * reprise_size_format:
 * @bytes: a number of bytes, or a negative one where it is not known
 *
 * Counts as pgBackRest and the web console do: a KB is 1024 bytes, and there is one decimal unless
 * it is zero.
 *
 * Returns: (transfer full) (nullable): text such as `36.9 MB`; %NULL where the size is not known
 */
char *
reprise_size_format (gint64 bytes)
{
  double value = (double) bytes;
  guint unit = 0;
  gint64 tenths;

  if (bytes < 0)
    return NULL;
  if (bytes < 1024)
    return g_strdup_printf (_ ("%d B"), (int) bytes);
  do
    {
      value /= 1024.0;
      unit++;
      tenths = (gint64) (value * 10.0 + 0.5);
    }
  while (tenths > MAX_TENTHS);
  return format_unit (unit, (double) tenths / 10.0, tenths % 10 == 0 ? 0 : 1);
}

/**
 * reprise_size_format_exact:
 * @bytes: a number of bytes, or a negative one where it is not known
 *
 * Groups of digits are kept apart as the locale does it, or by a narrow space where it does not.
 *
 * Returns: (transfer full) (nullable): text such as `38,672,757 bytes`; %NULL where the size is not
 *   known
 */
char *
reprise_size_format_exact (gint64 bytes)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, bytes);
  g_autoptr (GString) grouped = g_string_new (NULL);
  const char *separator = localeconv ()->thousands_sep;
  gsize remaining = strlen (digits);

  if (bytes < 0)
    return NULL;
  if (*separator == '\0' || !g_utf8_validate (separator, -1, NULL))
    separator = NARROW_SPACE;
  for (const char *digit = digits; *digit != '\0'; digit++, remaining--)
    {
      if (digit != digits && remaining % GROUP_DIGITS == 0)
        g_string_append (grouped, separator);
      g_string_append_c (grouped, *digit);
    }
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s byte", "%s bytes", (gulong) bytes),
                          grouped->str);
}
