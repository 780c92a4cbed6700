/* SPDX-License-Identifier: GPL-3.0-or-later
 * The time zone that times are shown in. */

#pragma once

#include "base/reprise-wall-time.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseZoneKind:
 * @REPRISE_ZONE_LOCAL: the zone of this machine.
 * @REPRISE_ZONE_UTC: universal time.
 * @REPRISE_ZONE_NAMED: a zone of the time zone database.
 *
 * What was chosen.
 */
typedef enum
{
  REPRISE_ZONE_LOCAL,
  REPRISE_ZONE_UTC,
  REPRISE_ZONE_NAMED,
} RepriseZoneKind;

#define REPRISE_ZONE_MAX_INSTANTS REPRISE_WALL_TIME_MAX_INSTANTS

#define REPRISE_TYPE_ZONE (reprise_zone_get_type ())
G_DECLARE_FINAL_TYPE (RepriseZone, reprise_zone, REPRISE, ZONE, GObject)

RepriseZone *reprise_zone_new_local (void);
RepriseZone *reprise_zone_new_utc (void);
RepriseZone *reprise_zone_new_named (const char *name);
RepriseZone *reprise_zone_new_from_setting (const char *setting);
char *reprise_zone_dup_setting (RepriseZone *self);
gboolean reprise_zone_equal (RepriseZone *a, RepriseZone *b);
RepriseZoneKind reprise_zone_get_kind (RepriseZone *self);
const char *reprise_zone_get_name (RepriseZone *self);
GTimeZone *reprise_zone_get_time_zone (RepriseZone *self);
char *reprise_zone_dup_label (RepriseZone *self);
int reprise_zone_get_offset (RepriseZone *self, RepriseInstant instant);
char *reprise_zone_dup_abbreviation (RepriseZone *self, RepriseInstant instant);
GDateTime *reprise_zone_to_date_time (RepriseZone *self, RepriseInstant instant);
guint reprise_zone_find_instants (RepriseZone *self,
                                  gint64 wall_seconds,
                                  RepriseInstant instants[REPRISE_ZONE_MAX_INSTANTS]);
char *reprise_zone_format_date (RepriseZone *self, RepriseInstant instant);
char *reprise_zone_format_time (RepriseZone *self, RepriseInstant instant);
char *reprise_zone_format_date_time (RepriseZone *self, RepriseInstant instant);
char *reprise_zone_format_exact (RepriseZone *self, RepriseInstant instant);
char *reprise_zone_format_relative (RepriseZone *self, RepriseInstant instant, RepriseInstant now);

G_END_DECLS
