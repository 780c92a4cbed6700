/* SPDX-License-Identifier: GPL-3.0-or-later
 * Byte counts, where units and digits change. */

#include "config.h"

#include "base/reprise-size.h"

#define NARROW_SPACE "\xe2\x80\xaf"

/* The unit changes where 1024 of the smaller one are reached, after rounding. */
static void
test_size_formats (void)
{
  static const struct
  {
    gint64 bytes;
    const char *text;
  } cases[] = {
    { -1, NULL },
    { G_MININT64, NULL },
    { 0, "0 B" },
    { 1, "1 B" },
    { 1023, "1023 B" },
    { 1024, "1 KB" },
    { 1536, "1.5 KB" },
    { 62464, "61 KB" },
    { 1048524, "1023.9 KB" },
    { 1048525, "1 MB" },
    { 1048576, "1 MB" },
    { 38672757, "36.9 MB" },
    { G_GINT64_CONSTANT (1) << 30, "1 GB" },
    { G_GINT64_CONSTANT (1) << 40, "1 TB" },
    { G_GINT64_CONSTANT (1) << 50, "1 PB" },
    { G_MAXINT64, "8 EB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = reprise_size_format (cases[i].bytes);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Every digit is shown, in threes from the right. */
static void
test_size_formats_exact (void)
{
  static const struct
  {
    gint64 bytes;
    const char *text;
  } cases[] = {
    { -1, NULL },
    { 0, "0 bytes" },
    { 1, "1 byte" },
    { 999, "999 bytes" },
    { 1000, "1" NARROW_SPACE "000 bytes" },
    { 38672757, "38" NARROW_SPACE "672" NARROW_SPACE "757 bytes" },
    { 100000, "100" NARROW_SPACE "000 bytes" },
    { G_MAXINT64,
      "9" NARROW_SPACE "223" NARROW_SPACE "372" NARROW_SPACE "036" NARROW_SPACE "854" NARROW_SPACE
      "775" NARROW_SPACE "807 bytes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = reprise_size_format_exact (cases[i].bytes);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/size/formats", test_size_formats);
  g_test_add_func ("/base/size/formats-exact", test_size_formats_exact);
  return g_test_run ();
}
