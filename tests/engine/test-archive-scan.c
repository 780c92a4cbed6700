/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of how an archive is looked through. */

#include "config.h"

#include "engine/reprise-archive-scan.h"
#include "support/reprise-fake-archive.h"

#define SEGMENT(n) "0000000100000000000000" n
#define IDLE ""

typedef struct
{
  RepriseFakeArchive *archive;
  RepriseArchiveScan *scan;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->archive = reprise_fake_archive_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->scan, reprise_archive_scan_free);
  g_assert_true (reprise_fake_archive_is_clean (fixture->archive));
  reprise_fake_archive_free (fixture->archive);
}

static void
start (Fixture *fixture, GHashTable *known)
{
  g_autoptr (GHashTable) kept = known == NULL ? NULL : g_hash_table_ref (known);

  g_clear_pointer (&fixture->scan, reprise_archive_scan_free);
  fixture->scan = reprise_archive_scan_new (reprise_fake_archive_get_reader (fixture->archive),
                                            "/backups/n1",
                                            G_GUINT64_CONSTANT (7312345678901234567),
                                            reprise_fake_archive_get_segments (fixture->archive),
                                            kept);
}

/* Looks from a position to the end of the archive. */
static void
assert_newest (Fixture *fixture,
               guint first,
               guint64 from_lsn,
               const char *expected,
               guint expected_end)
{
  g_autoptr (GError) error = NULL;
  guint end = reprise_fake_archive_get_segments (fixture->archive)->len;
  RepriseInstant newest;
  g_autofree char *text = NULL;

  reprise_archive_scan_find_newest (fixture->scan, first, from_lsn, &end, &newest, NULL, &error);
  g_assert_no_error (error);
  text = newest == REPRISE_INSTANT_NONE
             ? NULL
             : reprise_instant_format (newest, REPRISE_INSTANT_MICROSECONDS);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (end, ==, expected_end);
}

static void
assert_n_read (Fixture *fixture, guint expected)
{
  RepriseFakeRunner *runner = reprise_fake_archive_get_runner (fixture->archive);

  g_assert_cmpuint (reprise_fake_runner_count (runner, "*archive-get*"), ==, expected);
}

/* Where the last segment has a transaction, no other is read. */
static void
test_last_segment (Fixture *fixture, gconstpointer data)
{
  RepriseFakeRunner *runner = reprise_fake_archive_get_runner (fixture->archive);
  const RepriseFakeCall *dump;

  reprise_fake_archive_add (fixture->archive,
                            SEGMENT ("41"),
                            REPRISE_FAKE_COMMIT ("0/41000100", "10:00:00.000001"));
  reprise_fake_archive_add (fixture->archive,
                            SEGMENT ("42"),
                            REPRISE_FAKE_COMMIT ("0/42000100", "10:00:00.000003")
                                REPRISE_FAKE_COMMIT ("0/42000200", "10:00:00.000002"));
  start (fixture, NULL);
  assert_newest (fixture, 0, 0, "2026-11-23T10:00:00.000003Z", 2);
  g_assert_cmpuint (reprise_fake_runner_get_n_calls (runner), ==, 2);
  dump = reprise_fake_runner_get_call (runner, 1);
  g_assert_cmpstr (dump->argv[0], ==, "/x/bin/pg_waldump");
  g_assert_cmpstr (dump->argv[1], ==, "--rmgr=Transaction");
  g_assert_cmpstr (dump->environment[0], ==, "TZ=UTC");
}

/* Segments of an idle time are passed over, some at once, but not those before the first. */
static void
test_idle_segments (Fixture *fixture, gconstpointer data)
{
  reprise_fake_archive_add (fixture->archive,
                            SEGMENT ("40"),
                            REPRISE_FAKE_COMMIT ("0/40000100", "09:00:00.000001"));
  reprise_fake_archive_add (fixture->archive,
                            SEGMENT ("41"),
                            REPRISE_FAKE_COMMIT ("0/41000100", "10:00:00.000001"));
  reprise_fake_archive_add (fixture->archive, SEGMENT ("42"), IDLE);
  reprise_fake_archive_add (fixture->archive, SEGMENT ("43"), IDLE);
  reprise_fake_archive_add (fixture->archive, SEGMENT ("44"), IDLE);
  reprise_fake_archive_add (fixture->archive, SEGMENT ("45"), IDLE);
  start (fixture, NULL);
  assert_newest (fixture, 1, 0, "2026-11-23T10:00:00.000001Z", 6);
  assert_n_read (fixture, 5);
  start (fixture, NULL);
  assert_newest (fixture, 2, 0, NULL, 6);
}

/* In the segment that a backup ended in, only what came after counts. */
static void
test_from_position (Fixture *fixture, gconstpointer data)
{
  reprise_fake_archive_add (fixture->archive,
                            SEGMENT ("41"),
                            REPRISE_FAKE_COMMIT ("0/41000100", "10:00:00.000009")
                                REPRISE_FAKE_COMMIT ("0/41000200", "10:00:00.000002"));
  reprise_fake_archive_add (fixture->archive, SEGMENT ("42"), IDLE);
  start (fixture, NULL);
  assert_newest (fixture, 0, 0x41000200, "2026-11-23T10:00:00.000002Z", 2);
  assert_newest (fixture, 0, 0x41000201, NULL, 2);
  assert_newest (fixture, 0, 0, "2026-11-23T10:00:00.000009Z", 2);
}

/* What lies behind a segment that cannot be read is never reached. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  reprise_fake_archive_add (fixture->archive,
                            SEGMENT ("41"),
                            REPRISE_FAKE_COMMIT ("0/41000100", "10:00:00.000001"));
  reprise_fake_archive_add (fixture->archive, SEGMENT ("42"), NULL);
  reprise_fake_archive_add (fixture->archive, SEGMENT ("43"), IDLE);
  start (fixture, NULL);
  g_test_expect_message ("reprise-engine", G_LOG_LEVEL_MESSAGE, "*cannot be read*[042]*");
  assert_newest (fixture, 0, 0, "2026-11-23T10:00:00.000001Z", 1);
  g_test_assert_expected_messages ();
  g_assert_true (reprise_archive_scan_has_unreadable (fixture->scan));
}

/* A segment that was read is known to the next look; one that could not be is tried again. */
static void
test_known (Fixture *fixture, gconstpointer data)
{
  reprise_fake_archive_add (fixture->archive,
                            SEGMENT ("41"),
                            REPRISE_FAKE_COMMIT ("0/41000100", "10:00:00.000001"));
  reprise_fake_archive_add (fixture->archive, SEGMENT ("42"), NULL);
  start (fixture, NULL);
  g_test_expect_message ("reprise-engine", G_LOG_LEVEL_MESSAGE, "*cannot be read*");
  assert_newest (fixture, 0, 0, "2026-11-23T10:00:00.000001Z", 1);
  assert_n_read (fixture, 2);
  start (fixture, reprise_archive_scan_get_contents (fixture->scan));
  g_test_expect_message ("reprise-engine", G_LOG_LEVEL_MESSAGE, "*cannot be read*");
  assert_newest (fixture, 0, 0, "2026-11-23T10:00:00.000001Z", 1);
  assert_n_read (fixture, 3);
  g_test_assert_expected_messages ();
}

/* The size of a segment is read once. */
static void
test_segment_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  reprise_fake_archive_add (fixture->archive, SEGMENT ("41"), IDLE);
  reprise_fake_archive_add (fixture->archive, SEGMENT ("42"), IDLE);
  start (fixture, NULL);
  g_assert_cmpuint (reprise_archive_scan_read_segment_bytes (fixture->scan, NULL, &error),
                    ==,
                    16 * 1024 * 1024);
  g_assert_no_error (error);
  start (fixture, reprise_archive_scan_get_contents (fixture->scan));
  g_assert_cmpuint (reprise_archive_scan_read_segment_bytes (fixture->scan, NULL, &error),
                    ==,
                    16 * 1024 * 1024);
  assert_n_read (fixture, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/engine/archive-scan/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("last-segment", test_last_segment);
  ADD ("idle-segments", test_idle_segments);
  ADD ("from-position", test_from_position);
  ADD ("unreadable", test_unreadable);
  ADD ("known", test_known);
  ADD ("segment-bytes", test_segment_bytes);
#undef ADD
  return g_test_run ();
}
