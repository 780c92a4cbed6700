/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups that a schedule asked for and nobody took. */

#include "config.h"

#include "restore/reprise-missed-schedules.h"

#include "base/reprise-wall-time.h"
#include "model/reprise-cron.h"

/* One schedule being followed through one span. */
typedef struct
{
  const RepriseCron *cron;
  GTimeZone *zone;
  RepriseInstant wall; /* the reading of the clock that was looked at last, as if it were UTC */
  GArray *moments;     /* RepriseBackupMoment: those that are enough for the schedule */
  guint next;          /* the first of them that is not too early for the moment looked at */
  RepriseInstant busy; /* up to when those before it ran */
} Walk;

/* A larger backup than was asked for is as good. Of one whose type is not known nothing is said to
 * be missing. */
static gboolean
is_enough (RepriseBackupType taken, RepriseBackupType asked)
{
  if (taken == REPRISE_BACKUP_TYPE_UNKNOWN || asked == REPRISE_BACKUP_TYPE_UNKNOWN)
    return TRUE;
  /* Full comes first, incremental last. */
  return taken <= asked;
}

static GArray *
collect_moments (RepriseBackupHistory *history, RepriseBackupType asked)
{
  GArray *enough = g_array_new (FALSE, FALSE, sizeof (RepriseBackupMoment));
  guint n_moments;
  const RepriseBackupMoment *moments = reprise_backup_history_get_moments (history, &n_moments);

  for (guint i = 0; i < n_moments; i++)
    if (is_enough (moments[i].backup_type, asked))
      g_array_append_val (enough, moments[i]);
  return enough;
}

static RepriseInstant
to_wall (GTimeZone *zone, RepriseInstant instant)
{
  int interval;

  if (zone == NULL)
    return instant;
  interval =
      g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, reprise_instant_to_unix (instant));
  return instant + g_time_zone_get_offset (zone, interval) * REPRISE_INSTANT_SECOND;
}

/* The next moment of the schedule, or none. In the hour that is left out when clocks are put
 * forward it has none, and in the one that comes twice the first is it. */
static RepriseInstant
find_next (Walk *walk)
{
  RepriseInstant instants[REPRISE_WALL_TIME_MAX_INSTANTS];

  while (walk->wall != REPRISE_INSTANT_NONE)
    {
      walk->wall = reprise_cron_next (walk->cron, walk->wall);
      if (walk->wall == REPRISE_INSTANT_NONE || walk->zone == NULL)
        return walk->wall;
      if (reprise_wall_time_find_instants (walk->zone,
                                           reprise_instant_to_unix (walk->wall),
                                           instants) > 0)
        return instants[0];
    }
  return REPRISE_INSTANT_NONE;
}

static const RepriseBackupMoment *
get_moment (const Walk *walk, guint position)
{
  return position < walk->moments->len
             ? &g_array_index (walk->moments, RepriseBackupMoment, position)
             : NULL;
}

/* Kept is a moment if a backup began around it, or was still running then: pgBackRest takes one at
 * a time. */
static gboolean
is_kept (Walk *walk, RepriseInstant due, RepriseInstant latest)
{
  const RepriseBackupMoment *moment = get_moment (walk, walk->next);

  while (moment != NULL && moment->started_at < due - REPRISE_SCHEDULE_EARLY)
    {
      walk->busy = MAX (walk->busy, moment->finished_at);
      moment = get_moment (walk, ++walk->next);
    }
  return walk->busy >= due || (moment != NULL && moment->started_at <= latest);
}

static void
add_missed (GArray *runs, guint schedule, RepriseInstant due, gboolean *is_running)
{
  RepriseMissedRun run = { schedule, due, due, 1 };
  RepriseMissedRun *last;

  if (!*is_running)
    {
      g_array_append_val (runs, run);
      *is_running = TRUE;
      return;
    }
  last = &g_array_index (runs, RepriseMissedRun, runs->len - 1);
  last->last = due;
  last->n_missed++;
}

/* A moment is only judged once the time for its backup was over. */
static void
follow (Walk *walk, const RepriseHistorySpan *span, guint schedule, GArray *runs)
{
  gboolean is_running = FALSE;
  RepriseInstant due, next;

  walk->wall = to_wall (walk->zone, span->from) - REPRISE_INSTANT_SECOND;
  for (due = find_next (walk); due != REPRISE_INSTANT_NONE && due <= span->until; due = next)
    {
      RepriseInstant latest = due + REPRISE_SCHEDULE_LATE;

      next = find_next (walk);
      if (next != REPRISE_INSTANT_NONE)
        latest = MIN (latest, due + (next - due) / 2);
      if (due < span->from)
        continue;
      if (latest > span->until)
        return;
      if (is_kept (walk, due, latest))
        is_running = FALSE;
      else
        add_missed (runs, schedule, due, &is_running);
    }
}

static gboolean
is_far_back (RepriseInstant instant, RepriseInstant end)
{
  return instant < end && (guint64) end - (guint64) instant > REPRISE_SCHEDULE_LOOK_BACK;
}

static void
follow_schedule (RepriseMissedSchedules *self,
                 RepriseBackupHistory *history,
                 const RepriseCron *cron,
                 GTimeZone *zone,
                 RepriseBackupType backup_type,
                 guint schedule)
{
  g_autoptr (GArray) moments = collect_moments (history, backup_type);
  guint n_spans;
  const RepriseHistorySpan *spans = reprise_backup_history_get_spans (history, &n_spans);
  RepriseInstant end = n_spans == 0 ? 0 : spans[n_spans - 1].until;

  for (guint i = 0; i < n_spans; i++)
    {
      RepriseHistorySpan span = spans[i];
      Walk walk = { cron, zone, 0, moments, 0, REPRISE_INSTANT_NONE };

      if (is_far_back (span.from, end))
        {
          self->is_cut = TRUE;
          if (is_far_back (span.until, end))
            continue;
          span.from = end - REPRISE_SCHEDULE_LOOK_BACK;
        }
      follow (&walk, &span, schedule, self->runs);
    }
}

/**
 * reprise_missed_schedules_find:
 * @history: a history that has ended
 * @schedules: (element-type RepriseSchedule): schedules of the node
 * @zone: (nullable): the zone that the expressions are in; %NULL for UTC, as the service has them
 *
 * Looks for the moments of each schedule for which there is no backup of its type or a larger one,
 * within the times that the history speaks for. See %REPRISE_SCHEDULE_EARLY and
 * %REPRISE_SCHEDULE_LATE for what counts as on time.
 *
 * Returns: (transfer full): what was missed
 */
RepriseMissedSchedules *
reprise_missed_schedules_find (RepriseBackupHistory *history, GPtrArray *schedules, GTimeZone *zone)
{
  RepriseMissedSchedules *self = g_new0 (RepriseMissedSchedules, 1);

  self->runs = g_array_new (FALSE, FALSE, sizeof (RepriseMissedRun));
  self->unreadable = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < schedules->len; i++)
    {
      RepriseSchedule *schedule = g_ptr_array_index (schedules, i);
      const char *expression = reprise_schedule_get_cron_expression (schedule);
      g_autoptr (RepriseCron) cron =
                     expression == NULL ? NULL : reprise_cron_parse (expression, NULL);

      if (cron == NULL)
        g_array_append_val (self->unreadable, i);
      else
        follow_schedule (self, history, cron, zone, reprise_schedule_get_backup_type (schedule), i);
    }
  return self;
}

/**
 * reprise_missed_schedules_free:
 * @self: (nullable) (transfer full): what was missed
 */
void
reprise_missed_schedules_free (RepriseMissedSchedules *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->runs);
  g_array_unref (self->unreadable);
  g_free (self);
}
