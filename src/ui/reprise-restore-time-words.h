/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is said where a time is chosen. */

#pragma once

#include "restore/reprise-time-choice.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

char *reprise_time_words_spell (RepriseZone *zone, RepriseInstant instant);
char *
reprise_time_words_refused (RepriseReach reach, RepriseRestoreWindow *window, RepriseZone *zone);
char *reprise_time_words_never (const RepriseTimeChoice *choice, RepriseZone *zone);
char *reprise_time_words_turn (RepriseTimeTurn turn, RepriseZone *zone, RepriseInstant instant);
char *reprise_time_words_ranges (RepriseRestoreWindow *window, RepriseZone *zone);
char *reprise_time_words_fraction (int microseconds);
gboolean reprise_time_words_parse_fraction (const char *text, int *microseconds);

G_END_DECLS
