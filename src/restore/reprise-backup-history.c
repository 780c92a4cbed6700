/* SPDX-License-Identifier: GPL-3.0-or-later
 * When backups were taken, as far as inventories show it. */

#include "config.h"

#include "restore/reprise-backup-history.h"

struct _RepriseBackupHistory
{
  GArray *moments; /* RepriseBackupMoment, at the end by their begin */
  GArray *spans;   /* RepriseHistorySpan, at the end merged, oldest first */
};

/**
 * reprise_backup_history_new:
 *
 * Returns: (transfer full): a history without backups
 */
RepriseBackupHistory *
reprise_backup_history_new (void)
{
  RepriseBackupHistory *self = g_new0 (RepriseBackupHistory, 1);

  self->moments = g_array_new (FALSE, FALSE, sizeof (RepriseBackupMoment));
  self->spans = g_array_new (FALSE, FALSE, sizeof (RepriseHistorySpan));
  return self;
}

/**
 * reprise_backup_history_free:
 * @self: (nullable) (transfer full): a history
 */
void
reprise_backup_history_free (RepriseBackupHistory *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->moments);
  g_array_unref (self->spans);
  g_free (self);
}

/**
 * reprise_backup_history_add:
 * @self: a history that has not ended
 * @backup: a backup; one without times is left out
 */
void
reprise_backup_history_add (RepriseBackupHistory *self, const RepriseBackupFields *backup)
{
  RepriseBackupMoment moment = { backup->started_at, backup->finished_at, backup->backup_type };

  if (moment.finished_at == REPRISE_INSTANT_NONE)
    moment.finished_at = moment.started_at;
  if (moment.started_at == REPRISE_INSTANT_NONE)
    moment.started_at = moment.finished_at;
  if (moment.started_at == REPRISE_INSTANT_NONE)
    return;
  moment.finished_at = MAX (moment.started_at, moment.finished_at);
  g_array_append_val (self->moments, moment);
}

/**
 * reprise_backup_history_add_span:
 * @self: a history that has not ended
 * @from: the begin of the oldest backup of an inventory
 * @until: when the inventory was read
 *
 * Says for what time an inventory speaks.
 */
void
reprise_backup_history_add_span (RepriseBackupHistory *self,
                                 RepriseInstant from,
                                 RepriseInstant until)
{
  RepriseHistorySpan span = { from, until };

  if (from != REPRISE_INSTANT_NONE && until != REPRISE_INSTANT_NONE && from <= until)
    g_array_append_val (self->spans, span);
}

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  const RepriseBackupMoment *first = a, *second = b;

  if (first->started_at != second->started_at)
    return first->started_at < second->started_at ? -1 : 1;
  if (first->finished_at != second->finished_at)
    return first->finished_at < second->finished_at ? -1 : 1;
  return (int) first->backup_type - (int) second->backup_type;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const RepriseHistorySpan *first = a, *second = b;

  return (first->from > second->from) - (first->from < second->from);
}

static void
merge_spans (GArray *spans)
{
  guint n_merged = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      RepriseHistorySpan *span = &g_array_index (spans, RepriseHistorySpan, i);
      RepriseHistorySpan *last =
          n_merged == 0 ? NULL : &g_array_index (spans, RepriseHistorySpan, n_merged - 1);

      if (last != NULL && span->from <= last->until)
        last->until = MAX (last->until, span->until);
      else
        g_array_index (spans, RepriseHistorySpan, n_merged++) = *span;
    }
  g_array_set_size (spans, n_merged);
}

/**
 * reprise_backup_history_end:
 * @self: a history that everything was added to
 */
void
reprise_backup_history_end (RepriseBackupHistory *self)
{
  g_array_sort (self->moments, compare_moments);
  merge_spans (self->spans);
}

/**
 * reprise_backup_history_get_moments:
 * @self: a history that has ended
 * @n_moments: (out): how many
 *
 * Returns: (transfer none) (array length=n_moments): its backups by their begin
 */
const RepriseBackupMoment *
reprise_backup_history_get_moments (RepriseBackupHistory *self, guint *n_moments)
{
  *n_moments = self->moments->len;
  return (const RepriseBackupMoment *) self->moments->data;
}

/**
 * reprise_backup_history_get_spans:
 * @self: a history that has ended
 * @n_spans: (out): how many
 *
 * Returns: (transfer none) (array length=n_spans): the times it speaks for, oldest first, apart
 *   from each other
 */
const RepriseHistorySpan *
reprise_backup_history_get_spans (RepriseBackupHistory *self, guint *n_spans)
{
  *n_spans = self->spans->len;
  return (const RepriseHistorySpan *) self->spans->data;
}

static int
compare_instants (gconstpointer a, gconstpointer b)
{
  const RepriseInstant *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

static GArray *
collect_ends (RepriseBackupHistory *self)
{
  GArray *ends = g_array_sized_new (FALSE, FALSE, sizeof (RepriseInstant), self->moments->len);

  for (guint i = 0; i < self->moments->len; i++)
    g_array_append_val (ends, g_array_index (self->moments, RepriseBackupMoment, i).finished_at);
  g_array_sort (ends, compare_instants);
  return ends;
}

/* Unsigned, as the distance of two instants may not fit otherwise. */
static guint64
get_length (const RepriseBackupGap *gap)
{
  return (guint64) gap->until - (guint64) gap->from;
}

static void
take_longer (RepriseBackupGap *longest, RepriseInstant from, RepriseInstant until, gboolean is_open)
{
  RepriseBackupGap gap = { from, until, is_open };

  if (get_length (&gap) > get_length (longest))
    *longest = gap;
}

/**
 * reprise_backup_history_find_gap:
 * @self: a history that has ended
 * @gap: (out): the longest time without a backup, the older one of two; untouched where none is
 *   known
 *
 * From the end of one backup to that of the next, and from that of the last to when the inventory
 * was read. Times that no inventory speaks for are not counted.
 *
 * Returns: whether there is one
 */
gboolean
reprise_backup_history_find_gap (RepriseBackupHistory *self, RepriseBackupGap *gap)
{
  g_autoptr (GArray) ends = collect_ends (self);
  RepriseBackupGap longest = { 0, 0, FALSE };
  guint next = 0;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const RepriseHistorySpan *span = &g_array_index (self->spans, RepriseHistorySpan, i);
      RepriseInstant last = REPRISE_INSTANT_NONE;

      for (; next < ends->len; next++)
        {
          RepriseInstant end = g_array_index (ends, RepriseInstant, next);

          if (end > span->until)
            break;
          if (last != REPRISE_INSTANT_NONE)
            take_longer (&longest, last, end, FALSE);
          if (end >= span->from)
            last = end;
        }
      if (last != REPRISE_INSTANT_NONE)
        take_longer (&longest, last, span->until, TRUE);
    }
  if (get_length (&longest) == 0)
    return FALSE;
  *gap = longest;
  return TRUE;
}
