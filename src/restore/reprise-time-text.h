/* SPDX-License-Identifier: GPL-3.0-or-later
 * Times as people paste and type them. */

#pragma once

#include "base/reprise-instant.h"

G_BEGIN_DECLS

/**
 * RepriseTimeTextKind:
 * @REPRISE_TIME_TEXT_INVALID: Not a time.
 * @REPRISE_TIME_TEXT_INSTANT: One instant.
 * @REPRISE_TIME_TEXT_NEEDS_ZONE: A time of day of some zone; which one has to be asked.
 * @REPRISE_TIME_TEXT_TWICE: In its zone clocks were put back: it was that time twice.
 * @REPRISE_TIME_TEXT_NEVER: In its zone clocks were put forward: it never was that time.
 *
 * What a text says.
 */
typedef enum
{
  REPRISE_TIME_TEXT_INVALID,
  REPRISE_TIME_TEXT_INSTANT,
  REPRISE_TIME_TEXT_NEEDS_ZONE,
  REPRISE_TIME_TEXT_TWICE,
  REPRISE_TIME_TEXT_NEVER,
} RepriseTimeTextKind;

/* Room for what PostgreSQL calls a zone in its log. */
#define REPRISE_TIME_TEXT_ABBREVIATION_SIZE 12

/**
 * RepriseTimeText:
 * @kind: what the text says
 * @instant: the instant; the earlier one of two
 * @later: the later one of two, else the same
 * @is_relative: whether it was counted back from now
 * @wall_seconds: the reading of calendar and clock, in seconds since 1970-01-01 00:00:00 as if it
 *   were UTC
 * @microseconds: the fraction of the second
 * @abbreviation: what the text calls the zone without saying which it is, such as `CST`; else empty
 *
 * A text that was read. @instant and @later are valid for %REPRISE_TIME_TEXT_INSTANT and
 * %REPRISE_TIME_TEXT_TWICE, @wall_seconds for all but invalid and relative ones.
 */
typedef struct
{
  RepriseTimeTextKind kind;
  RepriseInstant instant;
  RepriseInstant later;
  gboolean is_relative;
  gint64 wall_seconds;
  int microseconds;
  char abbreviation[REPRISE_TIME_TEXT_ABBREVIATION_SIZE];
} RepriseTimeText;

RepriseTimeTextKind
reprise_time_text_parse (const char *text, RepriseInstant now, RepriseTimeText *result);
RepriseTimeTextKind reprise_time_text_resolve (RepriseTimeText *self, GTimeZone *zone);

G_END_DECLS
