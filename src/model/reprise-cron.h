/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cron expressions: when a schedule comes round next. */

#pragma once

#include "base/reprise-instant.h"

G_BEGIN_DECLS

#define REPRISE_CRON_ERROR (reprise_cron_error_quark ())

/**
 * RepriseCronError:
 * @REPRISE_CRON_ERROR_FIELDS: there are not five fields.
 * @REPRISE_CRON_ERROR_SYNTAX: a field cannot be read.
 * @REPRISE_CRON_ERROR_RANGE: a number does not belong into its field.
 */
typedef enum
{
  REPRISE_CRON_ERROR_FIELDS,
  REPRISE_CRON_ERROR_SYNTAX,
  REPRISE_CRON_ERROR_RANGE,
} RepriseCronError;

/**
 * RepriseCronKind:
 * @REPRISE_CRON_OTHER: none of those below.
 * @REPRISE_CRON_EVERY_N_MINUTES: every so many minutes from the full hour, dividing the hour
 * evenly.
 * @REPRISE_CRON_HOURLY: at one minute of every hour.
 * @REPRISE_CRON_EVERY_N_HOURS: every so many hours, dividing the day evenly.
 * @REPRISE_CRON_DAILY: at some times of every day.
 * @REPRISE_CRON_WEEKLY: at some times on some days of every week.
 * @REPRISE_CRON_MONTHLY: at one time on one day of the month, in every month that has it.
 */
typedef enum
{
  REPRISE_CRON_OTHER,
  REPRISE_CRON_EVERY_N_MINUTES,
  REPRISE_CRON_HOURLY,
  REPRISE_CRON_EVERY_N_HOURS,
  REPRISE_CRON_DAILY,
  REPRISE_CRON_WEEKLY,
  REPRISE_CRON_MONTHLY,
} RepriseCronKind;

/* More times of a day than this nobody reads. */
#define REPRISE_CRON_MAX_TIMES 6

/**
 * RepriseCronSummary:
 * @kind: which of the common patterns it is
 * @interval: how many minutes or hours, of %REPRISE_CRON_EVERY_N_MINUTES and
 *   %REPRISE_CRON_EVERY_N_HOURS
 * @n_times: how many times of the day; of %REPRISE_CRON_EVERY_N_HOURS only the first of all
 * @times: in minutes from midnight in UTC, in order; of %REPRISE_CRON_HOURLY within the first hour
 * @weekdays: of %REPRISE_CRON_WEEKLY, bit n set for the n-th day from Sunday
 * @day: the day of the month from 1, of %REPRISE_CRON_MONTHLY
 *
 * What it takes to put a schedule in words. What a kind does not use is 0.
 */
typedef struct
{
  RepriseCronKind kind;
  int interval;
  guint n_times;
  int times[REPRISE_CRON_MAX_TIMES];
  guint weekdays;
  int day;
} RepriseCronSummary;

/**
 * RepriseCron:
 *
 * A cron expression that was understood.
 */
typedef struct _RepriseCron RepriseCron;

GQuark reprise_cron_error_quark (void);
RepriseCron *reprise_cron_parse (const char *text, GError **error);
void reprise_cron_free (RepriseCron *self);
RepriseInstant reprise_cron_next (const RepriseCron *self, RepriseInstant after);
RepriseCronSummary reprise_cron_classify (const RepriseCron *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCron, reprise_cron_free)

G_END_DECLS
