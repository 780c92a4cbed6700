/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of what an archive is known to have. */

#include "config.h"

#include "engine/reprise-archive.h"

#include <string.h>

#define MIB (G_GUINT64_CONSTANT (1024) * 1024)
#define SHA1 "-24535f25fda6749e06052221d4bf7ebae7e2ec6a"

typedef struct
{
  const char *name;
  const char *segments; /* separated by spaces */
  const char *from;
  guint64 segment_bytes;
  const char *end;
  const char *first_missing;
} ContiguityCase;

static const ContiguityCase contiguity_cases[] = {
  { "whole",
    "000000010000000000000041 000000010000000000000042 000000010000000000000043",
    "000000010000000000000041",
    16 * MIB,
    "000000010000000000000043",
    NULL },
  { "gap",
    "000000010000000000000041 000000010000000000000042 000000010000000000000044 "
    "000000010000000000000046",
    "000000010000000000000041",
    16 * MIB,
    "000000010000000000000042",
    "000000010000000000000043" },
  { "behind-gap",
    "000000010000000000000041 000000010000000000000044 000000010000000000000045",
    "000000010000000000000044",
    16 * MIB,
    "000000010000000000000045",
    NULL },
  { "start-missing", "000000010000000000000041", "000000010000000000000042", 16 * MIB, NULL, NULL },
  { "log-rollover",
    "0000000100000000000000FE 0000000100000000000000FF 000000010000000100000000",
    "0000000100000000000000FE",
    16 * MIB,
    "000000010000000100000000",
    NULL },
  { "gap-at-rollover",
    "0000000100000000000000FF 000000010000000100000001",
    "0000000100000000000000FF",
    16 * MIB,
    "0000000100000000000000FF",
    "000000010000000100000000" },
  { "large-segments-roll-over-earlier",
    "00000001000000000000003F 000000010000000100000000",
    "00000001000000000000003F",
    64 * MIB,
    "000000010000000100000000",
    NULL },
  { "small-segments-roll-over-later",
    "0000000100000000000000FF 000000010000000100000000",
    "0000000100000000000000FF",
    1 * MIB,
    "0000000100000000000000FF",
    "000000010000000000000100" },
  { "one-gibibyte-segments",
    "000000010000000000000003 000000010000000100000000",
    "000000010000000000000003",
    1024 * MIB,
    "000000010000000100000000",
    NULL },
  { "own-timeline-only",
    "000000010000000000000041 000000010000000000000042 000000020000000000000042 "
    "000000020000000000000043",
    "000000010000000000000041",
    16 * MIB,
    "000000010000000000000042",
    NULL },
  { "newer-timeline",
    "000000010000000000000041 000000010000000000000043 000000020000000000000042 "
    "000000020000000000000043",
    "000000020000000000000042",
    16 * MIB,
    "000000020000000000000043",
    NULL },
  { "empty", "", "000000010000000000000041", 16 * MIB, NULL, NULL },
};

static GPtrArray *
split_names (const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);
  GPtrArray *segments = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (segments, g_strdup (parts[i]));
  return segments;
}

/* The row of segments ends at the first that is missing, counted as PostgreSQL counts. */
static void
test_contiguous_end (gconstpointer data)
{
  const ContiguityCase *test = data;
  g_autoptr (GPtrArray) segments = split_names (test->segments);
  g_autofree char *first_missing = NULL;
  g_autofree char *end =
      reprise_archive_contiguous_end (segments, test->from, test->segment_bytes, &first_missing);

  g_assert_cmpstr (end, ==, test->end);
  g_assert_cmpstr (first_missing, ==, test->first_missing);
}

/* A backup's own segments must all be there, on one timeline. */
static void
test_has_range (void)
{
  g_autoptr (GPtrArray) segments = split_names (
      "000000010000000000000041 000000010000000000000042 000000010000000000000044 "
      "000000020000000000000044 000000020000000000000045");

#define HAS(first, last) (reprise_archive_has_range (segments, first, last, 16 * MIB))
  g_assert_true (HAS ("000000010000000000000041", "000000010000000000000041"));
  g_assert_true (HAS ("000000010000000000000041", "000000010000000000000042"));
  g_assert_false (HAS ("000000010000000000000041", "000000010000000000000044"));
  g_assert_false (HAS ("000000010000000000000042", "000000010000000000000041"));
  g_assert_false (HAS ("000000010000000000000040", "000000010000000000000041"));
  g_assert_false (HAS ("000000010000000000000044", "000000020000000000000045"));
  g_assert_true (HAS ("000000020000000000000044", "000000020000000000000045"));
#undef HAS
}

static char *
join_names (GPtrArray *segments)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (segments, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Only whole segments of the newest archive count, each once, in order. */
static void
test_listing (void)
{
  static const char listing[] =
      "9-2\n"
      "9-2/0000000100000000\n"
      "9-2/0000000100000000/000000010000000000000077" SHA1 ".gz\n"
      "15-10\n"
      "15-10/0000000200000000\n"
      "15-10/0000000200000000/000000020000000000000044" SHA1 ".zst\n"
      "15-10/0000000100000000\n"
      "15-10/0000000100000000/000000010000000000000043" SHA1 ".lz4\n"
      "15-10/0000000100000000/000000010000000000000042" SHA1 "\n"
      "15-10/0000000100000000/000000010000000000000042" SHA1 ".zst\n"
      "15-10/0000000100000000/000000010000000000000042.00000028.backup\n"
      "15-10/0000000100000000/000000010000000000000045.partial" SHA1 ".zst\n"
      "15-10/0000000100000000/000000010000000000000046" SHA1 ".zst.pgbackrest.tmp\n"
      "15-10/0000000100000000/00000001000000000000004g" SHA1 ".zst\n"
      "15-10/00000002.history\n"
      "15-1\n"
      "15-1/0000000100000000/000000010000000000000099" SHA1 ".zst\n"
      "archive.info\n"
      "archive.info.copy\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (listing, strlen (listing));
  g_autoptr (GPtrArray) segments = reprise_archive_parse_listing (bytes, NULL);
  g_autoptr (GPtrArray) older = reprise_archive_parse_listing (bytes, "15-1");
  g_autofree char *names = join_names (segments);
  g_autofree char *older_names = join_names (older);

  g_assert_cmpstr (older_names, ==, "000000010000000000000099");
  g_assert_cmpstr (names,
                   ==,
                   "000000010000000000000042 000000010000000000000043 000000020000000000000044");
}

/* An archive without segments, and none at all, are empty lists. */
static void
test_listing_empty (void)
{
  g_autoptr (GBytes) fresh = g_bytes_new_static ("15-1\narchive.info\n", 18);
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  g_autoptr (GPtrArray) segments = reprise_archive_parse_listing (fresh, NULL);
  g_autoptr (GPtrArray) none = reprise_archive_parse_listing (nothing, NULL);

  g_assert_cmpuint (segments->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (contiguity_cases); i++)
    {
      g_autofree char *path =
          g_strconcat ("/engine/archive/contiguous-end/", contiguity_cases[i].name, NULL);

      g_test_add_data_func (path, &contiguity_cases[i], test_contiguous_end);
    }
  g_test_add_func ("/engine/archive/has-range", test_has_range);
  g_test_add_func ("/engine/archive/listing", test_listing);
  g_test_add_func ("/engine/archive/listing-empty", test_listing_empty);
  return g_test_run ();
}
