/* SPDX-License-Identifier: GPL-3.0-or-later
 * WAL segments and positions, at the borders of their numbers. */

#include "config.h"

#include "base/reprise-wal.h"

#define MIB G_GUINT64_CONSTANT (1048576)

static RepriseWalSegment
parsed (const char *name)
{
  RepriseWalSegment segment = { 0 };

  g_assert_true (reprise_wal_parse (name, &segment));
  return segment;
}

static void
assert_segment (const RepriseWalSegment *segment, const char *name)
{
  g_autofree char *formatted = reprise_wal_format (segment);

  g_assert_cmpstr (formatted, ==, name);
}

/* A name is read into its three parts, and written back as it was. */
static void
test_wal_parses (void)
{
  RepriseWalSegment segment = parsed ("0000000A000000FFFFFFFFFE");

  g_assert_cmpuint (segment.timeline, ==, 10);
  g_assert_cmpuint (segment.log, ==, 255);
  g_assert_cmpuint (segment.segment, ==, G_MAXUINT32 - 1);
  assert_segment (&segment, "0000000A000000FFFFFFFFFE");
}

/* What is not exactly a segment's name is refused: other files of the archive, other letters. */
static void
test_wal_refuses (void)
{
  static const char *const refused[] = {
    NULL,
    "",
    "00000001000000000000000",
    "0000000100000000000000010",
    "00000001000000000000000a",
    "00000001000000000000000G",
    " 0000000100000000000000 ",
    "000000010000000000000001.partial",
    "00000002.history",
    "000000000000000000000001",
    "0x0000010000000000000001",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      RepriseWalSegment segment = { 7, 8, 9 };

      g_assert_false (reprise_wal_parse (refused[i], &segment));
      g_assert_cmpuint (segment.timeline, ==, 7);
      g_assert_cmpuint (segment.log, ==, 8);
      g_assert_cmpuint (segment.segment, ==, 9);
    }
}

/* The next segment carries over into the log where the segment size says so. */
static void
test_wal_next (void)
{
  static const struct
  {
    const char *name;
    guint64 size;
    const char *next;
  } cases[] = {
    { "000000010000000000000001", 16 * MIB, "000000010000000000000002" },
    { "0000000100000000000000FE", 16 * MIB, "0000000100000000000000FF" },
    { "0000000100000000000000FF", 16 * MIB, "000000010000000100000000" },
    { "000000030000000000000FFF", MIB, "000000030000000100000000" },
    { "000000030000000000000003", 1024 * MIB, "000000030000000100000000" },
    { "00000001FFFFFFFE000000FF", 16 * MIB, "00000001FFFFFFFF00000000" },
    { "00000001FFFFFFFF000000FF", 16 * MIB, NULL },
    { "000000010000000000000100", 16 * MIB, NULL },
    { "00000001FFFFFFFFFFFFFFFF", 16 * MIB, NULL },
    { "000000010000000000000001", 0, NULL },
    { "000000010000000000000001", 16 * MIB + 1, NULL },
    { "000000010000000000000001", 24 * MIB, NULL },
    { "000000010000000000000001", MIB / 2, NULL },
    { "000000010000000000000001", 2048 * MIB, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseWalSegment segment = parsed (cases[i].name);

      g_assert_cmpint (reprise_wal_next (&segment, cases[i].size, &segment),
                       ==,
                       cases[i].next != NULL);
      assert_segment (&segment, cases[i].next == NULL ? cases[i].name : cases[i].next);
    }
}

/* Distances go both ways, over the whole timeline, and never from one timeline to another. */
static void
test_wal_distance (void)
{
  static const struct
  {
    const char *from, *to;
    guint64 size;
    gboolean is_known;
    gint64 distance;
  } cases[] = {
    { "000000010000000000000005", "000000010000000000000005", 16 * MIB, TRUE, 0 },
    { "0000000100000000000000FF", "000000010000000100000000", 16 * MIB, TRUE, 1 },
    { "000000010000000100000000", "0000000100000000000000FF", 16 * MIB, TRUE, -1 },
    { "000000010000000000000000", "00000001FFFFFFFF000000FF", 16 * MIB, TRUE, 0xFFFFFFFFFF },
    { "00000001FFFFFFFF00000FFF", "000000010000000000000000", MIB, TRUE, -0xFFFFFFFFFFF },
    { "000000010000000000000005", "000000020000000000000006", 16 * MIB, FALSE, 0 },
    { "000000010000000000000005", "000000010000000000000100", 16 * MIB, FALSE, 0 },
    { "000000010000000000000005", "000000010000000000000006", 3, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseWalSegment from = parsed (cases[i].from), to = parsed (cases[i].to);
      gint64 distance = 42;

      g_assert_cmpint (reprise_wal_distance (&from, &to, cases[i].size, &distance),
                       ==,
                       cases[i].is_known);
      g_assert_cmpint (distance, ==, cases[i].is_known ? cases[i].distance : 42);
    }
}

/* Segments sort as their names do, also where the sign bit of a part is set. */
static void
test_wal_compares (void)
{
  static const char *const sorted[] = {
    "000000010000000000000001", "0000000100000000000000FF", "000000010000000100000000",
    "00000001FFFFFFFF00000000", "000000020000000000000000", "FFFFFFFF0000000000000000",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        RepriseWalSegment a = parsed (sorted[i]), b = parsed (sorted[j]);

        g_assert_cmpint (reprise_wal_compare (&a, &b), ==, i < j ? -1 : i > j ? 1 : 0);
      }
}

/* A position lies in the segment PostgreSQL would look for it in, also the first and last byte. */
static void
test_wal_containing (void)
{
  static const struct
  {
    guint64 lsn;
    guint64 size;
    const char *name;
  } cases[] = {
    { 0, 16 * MIB, "000000010000000000000000" },
    { 16 * MIB - 1, 16 * MIB, "000000010000000000000000" },
    { 16 * MIB, 16 * MIB, "000000010000000000000001" },
    { 0x8000218, 16 * MIB, "000000010000000000000008" },
    { G_GUINT64_CONSTANT (0x100000000), 16 * MIB, "000000010000000100000000" },
    { G_MAXUINT64, 16 * MIB, "00000001FFFFFFFF000000FF" },
    { G_MAXUINT64, MIB, "00000001FFFFFFFF00000FFF" },
    { 5, 15 * MIB, NULL },
  };
  RepriseWalSegment untouched = { 7, 8, 9 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseWalSegment segment = { 0 };

      g_assert_cmpint (reprise_wal_containing (1, cases[i].lsn, cases[i].size, &segment),
                       ==,
                       cases[i].name != NULL);
      if (cases[i].name != NULL)
        assert_segment (&segment, cases[i].name);
    }
  g_assert_false (reprise_wal_containing (0, 5, 16 * MIB, &untouched));
  g_assert_cmpuint (untouched.timeline, ==, 7);
}

/* Positions are read in either case and written as PostgreSQL writes them. */
static void
test_wal_lsn (void)
{
  static const struct
  {
    const char *text;
    guint64 lsn;
    const char *written;
  } cases[] = {
    { "0/0", 0, "0/0" },
    { "0/4000028", 0x4000028, "0/4000028" },
    { "1a/00000bcd", G_GUINT64_CONSTANT (0x1A00000BCD), "1A/BCD" },
    { "FFFFFFFF/FFFFFFFF", G_MAXUINT64, "FFFFFFFF/FFFFFFFF" },
  };
  static const char *const refused[] = { NULL,  "",      "/",    "0/",          "/0",
                                         "0",   "0/0/0", "0/0 ", " 0/0",        "0x1/0",
                                         "0/G", "-1/0",  "0\\0", "000000000/0", "0/100000000" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 lsn = 42;
      g_autofree char *written = reprise_lsn_format (cases[i].lsn);

      g_assert_true (reprise_lsn_parse (cases[i].text, &lsn));
      g_assert_cmpuint (lsn, ==, cases[i].lsn);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      guint64 lsn = 42;

      g_assert_false (reprise_lsn_parse (refused[i], &lsn));
      g_assert_cmpuint (lsn, ==, 42);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/wal/parses", test_wal_parses);
  g_test_add_func ("/base/wal/refuses", test_wal_refuses);
  g_test_add_func ("/base/wal/next", test_wal_next);
  g_test_add_func ("/base/wal/distance", test_wal_distance);
  g_test_add_func ("/base/wal/compares", test_wal_compares);
  g_test_add_func ("/base/wal/containing", test_wal_containing);
  g_test_add_func ("/base/wal/lsn", test_wal_lsn);
  return g_test_run ();
}
