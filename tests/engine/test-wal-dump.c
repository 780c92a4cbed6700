/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of what is read out of pg_waldump's lines. */

#include "config.h"

#include "engine/reprise-wal-dump.h"

#include <string.h>

#define LINE(tx, lsn, description)                                                                 \
  "rmgr: Transaction len (rec/tot):     54/    54, tx:        " tx ", lsn: " lsn                   \
  ", prev 0/020000B0, desc: " description

typedef struct
{
  const char *line;
  guint64 lsn;
  const char *time; /* NULL: no record that recovery stops at */
} LineCase;

/* Lines that PostgreSQL 15 wrote, one of each kind. */
static void
test_line (void)
{
  static const LineCase cases[] = {
    { LINE ("725", "0/02000100", "COMMIT 2026-11-23 13:35:40.408797 UTC; subxacts: 726"),
      0x2000100,
      "2026-11-23T13:35:40.408797Z" },
    { LINE ("727", "0/02000180", "ABORT 2026-11-23 13:35:40.433637 UTC"),
      0x2000180,
      "2026-11-23T13:35:40.433637Z" },
    { LINE ("728", "0/020001F0", "PREPARE gid g1 it's: 2026-11-23 13:35:40.433736 UTC"), 0, NULL },
    { LINE ("  0", "0/02000428", "COMMIT_PREPARED 728: 2026-11-23 13:35:40.434342 UTC"),
      0x2000428,
      "2026-11-23T13:35:40.434342Z" },
    { LINE ("  0", "A/02000468", "ABORT_PREPARED 729: 2026-11-23 13:35:40.434598 UTC"),
      G_GUINT64_CONSTANT (0xA02000468),
      "2026-11-23T13:35:40.434598Z" },
    { LINE ("730", "0/02000660", "INVALIDATION ; inval msgs: catcache 57 catcache 56"), 0, NULL },
    { LINE ("732",
            "0/02001EC8",
            "COMMIT 2026-11-23 13:35:40.436262 UTC; inval msgs: catcache 7 relcache 16384; origin: "
            "node 1, lsn 0/1234, at 2020-01-01 00:00:00.500000 UTC"),
      0x2001EC8,
      "2026-11-23T13:35:40.436262Z" },
    { LINE ("732", "0/02001EC8", "COMMIT 2026-11-23 13:35:40.436262 CET"), 0, NULL },
    { LINE ("732", "0/02001EC8", "COMMIT 2026-11-23 13:3"), 0, NULL },
    { LINE ("732", "02001EC8", "COMMIT 2026-11-23 13:35:40.436262 UTC"), 0, NULL },
    { "rmgr: XLOG        len (rec/tot):     24/    24, tx:          0, lsn: 0/040000A0, prev "
      "0/04000070, desc: SWITCH ",
      0,
      NULL },
    { "first record is after 0/2000000, at 0/2000028, skipping over 40 bytes", 0, NULL },
    { "", 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 lsn = 0;
      RepriseInstant instant = REPRISE_INSTANT_NONE;
      g_autofree char *time = NULL;

      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (reprise_wal_dump_parse_line (cases[i].line,
                                                    strlen (cases[i].line),
                                                    &lsn,
                                                    &instant),
                       ==,
                       cases[i].time != NULL);
      if (cases[i].time == NULL)
        continue;
      time = reprise_instant_format (instant, REPRISE_INSTANT_MICROSECONDS);
      g_assert_cmpstr (time, ==, cases[i].time);
      g_assert_cmphex (lsn, ==, cases[i].lsn);
    }
}

static char *
dup_newest (const char *dump, guint64 from_lsn)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (dump, strlen (dump));
  RepriseInstant newest = reprise_wal_dump_find_newest (bytes, from_lsn);

  return newest == REPRISE_INSTANT_NONE
             ? NULL
             : reprise_instant_format (newest, REPRISE_INSTANT_MICROSECONDS);
}

/* The latest time counts, not the last line, and only from the position asked for. */
static void
test_newest (void)
{
  static const char dump[] =
      LINE ("1", "0/02000100", "COMMIT 2026-11-23 13:35:40.500000 UTC") "\n" LINE (
          "2",
          "0/02000180",
          "COMMIT 2026-11-23 13:35:42.000001 UTC") "\n" LINE ("3",
                                                              "0/02000200",
                                                              "ABORT 2026-11-23 13:35:42.000000 "
                                                              "UTC") "\n";
  g_autofree char *all = dup_newest (dump, 0);
  g_autofree char *at = dup_newest (dump, 0x2000180);
  g_autofree char *after = dup_newest (dump, 0x2000181);
  g_autofree char *none = dup_newest (dump, 0x2000201);
  g_autofree char *empty = dup_newest ("", 0);

  g_assert_cmpstr (all, ==, "2026-11-23T13:35:42.000001Z");
  g_assert_cmpstr (at, ==, "2026-11-23T13:35:42.000001Z");
  g_assert_cmpstr (after, ==, "2026-11-23T13:35:42.000000Z");
  g_assert_null (none);
  g_assert_null (empty);
}

/* A line that is cut off proves nothing. */
static void
test_newest_cut (void)
{
  static const char dump[] =
      LINE ("1", "0/02000100", "COMMIT 2026-11-23 13:35:40.500000 UTC") "\n" LINE (
          "2",
          "0/02000180",
          "COMMIT 2026-11-23 13:35:42.000001 UTC");
  g_autofree char *newest = dup_newest (dump, 0);

  g_assert_cmpstr (newest, ==, "2026-11-23T13:35:40.500000Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/wal-dump/line", test_line);
  g_test_add_func ("/engine/wal-dump/newest", test_newest);
  g_test_add_func ("/engine/wal-dump/newest-cut", test_newest_cut);
  return g_test_run ();
}
