/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names of WAL segments and positions in the WAL. */

#include "config.h"

#include "base/reprise-wal.h"

#include <string.h>

#define NAME_LENGTH 24
#define PART_DIGITS 8
#define LOG_SIZE G_GUINT64_CONSTANT (0x100000000)
#define MIN_SEGMENT_SIZE G_GUINT64_CONSTANT (0x100000)
#define MAX_SEGMENT_SIZE G_GUINT64_CONSTANT (0x40000000)

/* PostgreSQL allows powers of two from 1 MiB to 1 GiB. */
static gboolean
is_segment_size (guint64 size)
{
  return size >= MIN_SEGMENT_SIZE && size <= MAX_SEGMENT_SIZE && (size & (size - 1)) == 0;
}

static gboolean
is_upper_hex (char character)
{
  return g_ascii_isdigit (character) || (character >= 'A' && character <= 'F');
}

static guint32
read_part (const char *digits)
{
  guint32 value = 0;

  for (int i = 0; i < PART_DIGITS; i++)
    value = value << 4 | (guint32) g_ascii_xdigit_value (digits[i]);
  return value;
}

/* The number of a segment counted from the start of its timeline, at most 2^44. */
static gboolean
get_number (const RepriseWalSegment *segment, guint64 segment_size, guint64 *number)
{
  guint64 per_log;

  if (!is_segment_size (segment_size))
    return FALSE;
  per_log = LOG_SIZE / segment_size;
  if (segment->segment >= per_log)
    return FALSE;
  *number = segment->log * per_log + segment->segment;
  return TRUE;
}

static gboolean
set_number (RepriseWalSegment *segment, guint32 timeline, guint64 segment_size, guint64 number)
{
  guint64 per_log = LOG_SIZE / segment_size;

  if (number / per_log > G_MAXUINT32)
    return FALSE;
  segment->timeline = timeline;
  segment->log = (guint32) (number / per_log);
  segment->segment = (guint32) (number % per_log);
  return TRUE;
}

/**
 * reprise_wal_parse:
 * @name: (nullable): the name of a WAL segment
 * @segment: (out): the segment; untouched on failure
 *
 * Returns: whether @name is 24 upper-case hexadecimal digits and nothing else, of a timeline that
 *   is not 0
 */
gboolean
reprise_wal_parse (const char *name, RepriseWalSegment *segment)
{
  g_return_val_if_fail (segment != NULL, FALSE);

  if (name == NULL || strlen (name) != NAME_LENGTH)
    return FALSE;
  for (const char *cursor = name; *cursor != '\0'; cursor++)
    if (!is_upper_hex (*cursor))
      return FALSE;
  if (read_part (name) == 0)
    return FALSE;
  segment->timeline = read_part (name);
  segment->log = read_part (name + PART_DIGITS);
  segment->segment = read_part (name + 2 * PART_DIGITS);
  return TRUE;
}

/* printf() would be most of what it takes to unpack a backup. */
static void
write_hex (char *text, guint32 value)
{
  for (int i = PART_DIGITS - 1; i >= 0; i--, value >>= 4)
    text[i] = "0123456789ABCDEF"[value & 0xf];
}

/**
 * reprise_wal_format:
 * @segment: a segment
 *
 * Returns: (transfer full): its name
 */
char *
reprise_wal_format (const RepriseWalSegment *segment)
{
  char *name;

  g_return_val_if_fail (segment != NULL, NULL);

  name = g_new0 (char, NAME_LENGTH + 1);
  write_hex (name, segment->timeline);
  write_hex (name + PART_DIGITS, segment->log);
  write_hex (name + 2 * PART_DIGITS, segment->segment);
  return name;
}

/**
 * reprise_wal_compare:
 * @a: a segment
 * @b: another
 *
 * Orders as the names do. Of two timelines that says which is the later one, not which of the
 * segments was written first.
 *
 * Returns: less than, equal to or greater than 0
 */
int
reprise_wal_compare (const RepriseWalSegment *a, const RepriseWalSegment *b)
{
  if (a->timeline != b->timeline)
    return a->timeline < b->timeline ? -1 : 1;
  if (a->log != b->log)
    return a->log < b->log ? -1 : 1;
  if (a->segment != b->segment)
    return a->segment < b->segment ? -1 : 1;
  return 0;
}

/**
 * reprise_wal_next:
 * @segment: a segment
 * @segment_size: bytes of a segment
 * @next: (out): the one after it on the same timeline, may be @segment itself; untouched on failure
 *
 * Returns: whether there is one: not after the last, nor where @segment_size is none that
 * PostgreSQL allows or too large for @segment to exist
 */
gboolean
reprise_wal_next (const RepriseWalSegment *segment, guint64 segment_size, RepriseWalSegment *next)
{
  guint64 number;

  g_return_val_if_fail (segment != NULL, FALSE);
  g_return_val_if_fail (next != NULL, FALSE);

  return get_number (segment, segment_size, &number) &&
         set_number (next, segment->timeline, segment_size, number + 1);
}

/**
 * reprise_wal_distance:
 * @from: a segment
 * @to: another
 * @segment_size: bytes of a segment
 * @n_segments: (out): how many steps lead from @from to @to, negative where @to comes first;
 *   untouched on failure
 *
 * Returns: whether that can be said: not across timelines, nor for a wrong @segment_size
 */
gboolean
reprise_wal_distance (const RepriseWalSegment *from,
                      const RepriseWalSegment *to,
                      guint64 segment_size,
                      gint64 *n_segments)
{
  guint64 first, last;

  g_return_val_if_fail (from != NULL, FALSE);
  g_return_val_if_fail (to != NULL, FALSE);
  g_return_val_if_fail (n_segments != NULL, FALSE);

  if (from->timeline != to->timeline || !get_number (from, segment_size, &first) ||
      !get_number (to, segment_size, &last))
    return FALSE;
  *n_segments = (gint64) last - (gint64) first;
  return TRUE;
}

/**
 * reprise_wal_containing:
 * @timeline: a timeline, not 0
 * @lsn: a position
 * @segment_size: bytes of a segment
 * @segment: (out): the segment that holds the byte at @lsn; untouched on failure
 *
 * A position at the very end of a segment is the first byte of the next one.
 *
 * Returns: whether @timeline and @segment_size are such as PostgreSQL allows
 */
gboolean
reprise_wal_containing (guint32 timeline,
                        guint64 lsn,
                        guint64 segment_size,
                        RepriseWalSegment *segment)
{
  g_return_val_if_fail (segment != NULL, FALSE);

  return timeline != 0 && is_segment_size (segment_size) &&
         set_number (segment, timeline, segment_size, lsn / segment_size);
}

static gboolean
take_half (const char **cursor, guint64 *half)
{
  int digits = 0;

  for (*half = 0; g_ascii_isxdigit (**cursor); (*cursor)++)
    {
      if (++digits > PART_DIGITS)
        return FALSE;
      *half = *half << 4 | (guint64) g_ascii_xdigit_value (**cursor);
    }
  return digits > 0;
}

/**
 * reprise_lsn_parse:
 * @text: (nullable): a position as PostgreSQL writes it, such as `0/4000028`
 * @lsn: (out): the position in bytes; untouched on failure
 *
 * Returns: whether @text is one to eight hexadecimal digits on either side of a slash
 */
gboolean
reprise_lsn_parse (const char *text, guint64 *lsn)
{
  const char *cursor = text;
  guint64 high, low;

  g_return_val_if_fail (lsn != NULL, FALSE);

  if (text == NULL || !take_half (&cursor, &high) || *cursor++ != '/' ||
      !take_half (&cursor, &low) || *cursor != '\0')
    return FALSE;
  *lsn = high << 32 | low;
  return TRUE;
}

/**
 * reprise_lsn_format:
 * @lsn: a position in bytes
 *
 * Returns: (transfer full): the position as PostgreSQL writes it
 */
char *
reprise_lsn_format (guint64 lsn)
{
  return g_strdup_printf ("%X/%X", (guint32) (lsn >> 32), (guint32) (lsn & G_MAXUINT32));
}
