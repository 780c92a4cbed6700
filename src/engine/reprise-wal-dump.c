/* SPDX-License-Identifier: GPL-3.0-or-later
 * What pg_waldump says about the transactions in a WAL segment. */

#include "config.h"

#include "engine/reprise-wal-dump.h"

#include <string.h>

/* 2026-11-23 13:18:14.187728 */
#define TIME_LENGTH 26

/* The part of a line after a mark, or NULL. */
static const char *
find_after (const char *text, const char *end, const char *mark)
{
  const char *found = g_strstr_len (text, end - text, mark);

  return found == NULL ? NULL : found + strlen (mark);
}

static gboolean
parse_lsn (const char *text, const char *end, guint64 *lsn)
{
  char *slash;
  char *rest;
  guint64 high;
  guint64 low;

  if (text == end || !g_ascii_isxdigit (*text))
    return FALSE;
  high = g_ascii_strtoull (text, &slash, 16);
  if (slash >= end || *slash != '/' || high > G_MAXUINT32 || !g_ascii_isxdigit (slash[1]))
    return FALSE;
  low = g_ascii_strtoull (slash + 1, &rest, 16);
  if (rest > end || low > G_MAXUINT32)
    return FALSE;
  *lsn = high << 32 | low;
  return TRUE;
}

/* Where the time of a record stands: after the word, and for a prepared transaction after its id
 * (`COMMIT_PREPARED 730: `). NULL for records that recovery does not stop at. */
static const char *
find_time (const char *description, const char *end)
{
  static const char *const words[] = { "COMMIT ", "ABORT ", "COMMIT_PREPARED ", "ABORT_PREPARED " };
  const char *time = NULL;
  const char *colon;

  for (guint i = 0; i < G_N_ELEMENTS (words) && time == NULL; i++)
    if (g_str_has_prefix (description, words[i]))
      time = description + strlen (words[i]);
  if (time == NULL)
    return NULL;
  for (colon = time; colon < end && g_ascii_isdigit (*colon); colon++)
    ;
  if (colon > time && end - colon > 2 && colon[0] == ':' && colon[1] == ' ')
    return colon + 2;
  return time;
}

/* Whether a time of fixed width in UTC stands there: such times sort as texts do. */
static gboolean
is_time (const char *text, const char *end)
{
  static const char shape[] = "0000-00-00 00:00:00.000000 UTC";

  if (end - text < (gssize) strlen (shape))
    return FALSE;
  for (guint i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  return TRUE;
}

/* The time of a record that recovery stops at, or NULL. */
static const char *
parse_record (const char *line, const char *end, guint64 *lsn)
{
  const char *position = find_after (line, end, ", lsn: ");
  const char *description = position == NULL ? NULL : find_after (position, end, ", desc: ");
  const char *time = description == NULL ? NULL : find_time (description, end);

  return time != NULL && is_time (time, end) && parse_lsn (position, end, lsn) ? time : NULL;
}

/* PostgreSQL's spelling is RFC 3339 but for the space and the zone. */
static gboolean
parse_time (const char *text, RepriseInstant *instant)
{
  char rfc3339[TIME_LENGTH + 2];

  memcpy (rfc3339, text, TIME_LENGTH);
  rfc3339[10] = 'T';
  rfc3339[TIME_LENGTH] = 'Z';
  rfc3339[TIME_LENGTH + 1] = '\0';
  return reprise_instant_parse (rfc3339, instant);
}

/**
 * reprise_wal_dump_parse_line:
 * @line: a line of `pg_waldump -r Transaction`, run with `TZ=UTC`; a NUL or a line end follows it
 * @length: its bytes
 * @lsn: (out): where the record starts
 * @instant: (out): the time of the transaction's end
 *
 * Reads the records that recovery compares with a time target: COMMIT, ABORT and those of prepared
 * transactions. A replicated commit has a second time, that of its origin, at the end of the
 * line: PostgreSQL compares the first.
 *
 * Returns: whether the line is of such a record
 */
gboolean
reprise_wal_dump_parse_line (const char *line, gsize length, guint64 *lsn, RepriseInstant *instant)
{
  const char *time;

  g_return_val_if_fail (line != NULL, FALSE);
  g_return_val_if_fail (lsn != NULL && instant != NULL, FALSE);

  time = parse_record (line, line + length, lsn);
  return time != NULL && parse_time (time, instant);
}

/**
 * reprise_wal_dump_find_newest:
 * @dump: what `pg_waldump -r Transaction` wrote of one segment
 * @from_lsn: records that start before it do not count
 *
 * A record that goes on in the next segment is not in the dump of either. Nothing is promised
 * because of it, then, although it may be complete.
 *
 * Returns: the latest time of the transactions that ended, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_wal_dump_find_newest (GBytes *dump, guint64 from_lsn)
{
  const char *newest = NULL;
  RepriseInstant instant;
  gsize length;
  const char *line;
  const char *end;

  g_return_val_if_fail (dump != NULL, REPRISE_INSTANT_NONE);

  /* A busy segment has hundreds of thousands of lines: they are compared as texts. */
  line = g_bytes_get_data (dump, &length);
  end = line + length;
  while (line < end)
    {
      const char *line_end = memchr (line, '\n', (gsize) (end - line));
      const char *time;
      guint64 lsn;

      /* A last line without its end was cut off, and its time may be too. */
      if (line_end == NULL)
        break;
      time = parse_record (line, line_end, &lsn);
      if (time != NULL && lsn >= from_lsn &&
          (newest == NULL || memcmp (time, newest, TIME_LENGTH) > 0))
        newest = time;
      line = line_end + 1;
    }
  return newest != NULL && parse_time (newest, &instant) ? instant : REPRISE_INSTANT_NONE;
}
