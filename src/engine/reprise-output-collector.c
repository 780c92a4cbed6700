/* SPDX-License-Identifier: GPL-3.0-or-later
 * One output stream of a program: kept within a bound, and cut into lines. */

#include "config.h"

#include "engine/reprise-output-collector.h"

#include <string.h>

/* A line longer than this is handed over in pieces. */
#define LINE_LIMIT_BYTES (64 * 1024)

struct _RepriseOutputCollector
{
  RepriseOutputBound bound;
  gsize limit_bytes;
  GByteArray *kept;
  GString *line;
  RepriseRunnerLineFunc line_func;
  gpointer line_data;
};

static void
hand_over_line (RepriseOutputCollector *self)
{
  g_autofree char *text = NULL;

  if (self->line->len > 0 && self->line->str[self->line->len - 1] == '\r')
    g_string_truncate (self->line, self->line->len - 1);
  text = g_utf8_make_valid (self->line->str, (gssize) self->line->len);
  g_string_truncate (self->line, 0);
  self->line_func (text, self->line_data);
}

static void
cut_lines (RepriseOutputCollector *self, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gsize room = LINE_LIMIT_BYTES - self->line->len;
      const char *end = memchr (bytes, '\n', MIN (length, room));
      gsize piece = end != NULL ? (gsize) (end - bytes) : MIN (length, room);

      g_string_append_len (self->line, bytes, (gssize) piece);
      if (end != NULL || self->line->len >= LINE_LIMIT_BYTES)
        hand_over_line (self);
      if (end != NULL)
        piece++;
      bytes += piece;
      length -= piece;
    }
}

/* How many bytes at the front do not belong to the tail: what is over the limit, and the rest of a
 * character that was cut. */
static gsize
count_bytes_before_tail (RepriseOutputCollector *self)
{
  gsize start = 0;

  if (self->kept->len <= self->limit_bytes)
    return 0;

  start = self->kept->len - self->limit_bytes;
  while (start < self->kept->len && (self->kept->data[start] & 0xc0) == 0x80)
    start++;
  return start;
}

/**
 * reprise_output_collector_new: (skip)
 * @bound: what to do about more than @limit_bytes
 * @line_func: (nullable): gets each line when it is complete
 */
RepriseOutputCollector *
reprise_output_collector_new (RepriseOutputBound bound,
                              gsize limit_bytes,
                              RepriseRunnerLineFunc line_func,
                              gpointer line_data)
{
  RepriseOutputCollector *self = g_new0 (RepriseOutputCollector, 1);

  self->bound = bound;
  self->limit_bytes = limit_bytes;
  self->kept = g_byte_array_new ();
  self->line = g_string_new (NULL);
  self->line_func = line_func;
  self->line_data = line_data;

  return self;
}

/**
 * reprise_output_collector_free: (skip)
 * @self: (transfer full): the collector
 */
void
reprise_output_collector_free (RepriseOutputCollector *self)
{
  g_clear_pointer (&self->kept, g_byte_array_unref);
  g_string_free (self->line, TRUE);
  g_free (self);
}

/**
 * reprise_output_collector_add: (skip)
 *
 * Takes what was read. Returns: %FALSE when a whole output would exceed its limit; nothing of it is
 * kept then
 */
gboolean
reprise_output_collector_add (RepriseOutputCollector *self, const char *bytes, gsize length)
{
  if (self->bound == REPRISE_OUTPUT_WHOLE && length > self->limit_bytes - self->kept->len)
    return FALSE;

  g_byte_array_append (self->kept, (const guint8 *) bytes, (guint) length);
  /* Cut only now and then, so that a chatty program does not move the tail with every read. */
  if (self->bound == REPRISE_OUTPUT_TAIL && self->kept->len > 2 * self->limit_bytes)
    g_byte_array_remove_range (self->kept, 0, (guint) count_bytes_before_tail (self));
  if (self->line_func != NULL)
    cut_lines (self, bytes, length);

  return TRUE;
}

/**
 * reprise_output_collector_finish: (skip)
 *
 * Hands over a last line that has no end.
 */
void
reprise_output_collector_finish (RepriseOutputCollector *self)
{
  if (self->line->len > 0)
    hand_over_line (self);
}

/**
 * reprise_output_collector_steal_bytes: (skip)
 *
 * Returns: (transfer full): what was kept; the collector is empty afterwards
 */
GBytes *
reprise_output_collector_steal_bytes (RepriseOutputCollector *self)
{
  GByteArray *kept = self->kept;

  /* Never without data, so that a reader may take it for a string of that length. */
  if (kept->len == 0)
    return g_bytes_new_static ("", 0);

  self->kept = g_byte_array_new ();
  return g_byte_array_free_to_bytes (kept);
}

/**
 * reprise_output_collector_dup_text: (skip)
 *
 * Returns: (transfer full): the last bytes within the limit, as valid UTF-8
 */
char *
reprise_output_collector_dup_text (RepriseOutputCollector *self)
{
  gsize start = count_bytes_before_tail (self);

  /* An empty array has no data, and that is not an empty string. */
  if (self->kept->len == start)
    return g_strdup ("");

  return g_utf8_make_valid ((const char *) self->kept->data + start,
                            (gssize) (self->kept->len - start));
}
