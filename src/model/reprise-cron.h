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
 * @REPRISE_CRON_DAILY: at one time every day.
 * @REPRISE_CRON_WEEKLY: at one time on one day of every week.
 * @REPRISE_CRON_MONTHLY: at one time on one day of the month, in every month that has it.
 */
typedef enum
{
  REPRISE_CRON_OTHER,
  REPRISE_CRON_EVERY_N_MINUTES,
  REPRISE_CRON_HOURLY,
  REPRISE_CRON_DAILY,
  REPRISE_CRON_WEEKLY,
  REPRISE_CRON_MONTHLY,
} RepriseCronKind;

/**
 * RepriseCronSummary:
 * @kind: which of the common patterns it is
 * @interval_minutes: how many minutes, of %REPRISE_CRON_EVERY_N_MINUTES
 * @minute: the minute, of all other kinds but %REPRISE_CRON_OTHER
 * @hour: the hour in UTC, of %REPRISE_CRON_DAILY, %REPRISE_CRON_WEEKLY and %REPRISE_CRON_MONTHLY
 * @weekday: the day from 0 for Sunday, of %REPRISE_CRON_WEEKLY
 * @day: the day of the month from 1, of %REPRISE_CRON_MONTHLY
 *
 * What it takes to put a schedule in words. What a kind does not use is 0.
 */
typedef struct
{
  RepriseCronKind kind;
  int interval_minutes;
  int minute;
  int hour;
  int weekday;
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
