/* SPDX-License-Identifier: GPL-3.0-or-later
 * Points in time, exact to the microsecond. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseInstant:
 *
 * Microseconds since 1970-01-01T00:00:00Z, or %REPRISE_INSTANT_NONE where the time is not known.
 */
typedef gint64 RepriseInstant;

#define REPRISE_INSTANT_NONE G_MININT64
#define REPRISE_INSTANT_SECOND G_GINT64_CONSTANT (1000000)

/**
 * RepriseInstantPrecision:
 * @REPRISE_INSTANT_SECONDS: whole seconds; a fraction is cut off, never rounded up.
 * @REPRISE_INSTANT_AUTO: as many digits of a second as are not zero.
 * @REPRISE_INSTANT_MICROSECONDS: always six digits.
 */
typedef enum
{
  REPRISE_INSTANT_SECONDS,
  REPRISE_INSTANT_AUTO,
  REPRISE_INSTANT_MICROSECONDS,
} RepriseInstantPrecision;

RepriseInstant reprise_instant_now (void);
RepriseInstant reprise_instant_floor_second (RepriseInstant instant);
gint64 reprise_instant_to_unix (RepriseInstant instant);
RepriseInstant reprise_instant_from_unix (gint64 seconds);
gboolean reprise_instant_parse (const char *text, RepriseInstant *instant);
char *reprise_instant_format (RepriseInstant instant, RepriseInstantPrecision precision);
char *reprise_instant_format_postgres (RepriseInstant instant);

G_END_DECLS
