/* SPDX-License-Identifier: GPL-3.0-or-later
 * The time zone that times are shown in. */

#include "config.h"

#include "ui/reprise-zone.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTE G_GUINT64_CONSTANT (60000000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Older than that a date says more than a number of days. */
#define MAX_RELATIVE_DAYS 30

#define SETTING_LOCAL "local"
#define SETTING_UTC "utc"

struct _RepriseZone
{
  GObject parent_instance;

  GTimeZone *time_zone;
  RepriseZoneKind kind;
};

G_DEFINE_FINAL_TYPE (RepriseZone, reprise_zone, G_TYPE_OBJECT)

static void
reprise_zone_finalize (GObject *object)
{
  RepriseZone *self = REPRISE_ZONE (object);

  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  G_OBJECT_CLASS (reprise_zone_parent_class)->finalize (object);
}

static void
reprise_zone_class_init (RepriseZoneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_zone_finalize;
}

static void
reprise_zone_init (RepriseZone *self)
{
}

static RepriseZone *
new_zone (RepriseZoneKind kind, GTimeZone *time_zone)
{
  RepriseZone *self = g_object_new (REPRISE_TYPE_ZONE, NULL);

  self->kind = kind;
  self->time_zone = time_zone;
  return self;
}

/**
 * reprise_zone_new_local:
 *
 * Returns: (transfer full): the zone of this machine
 */
RepriseZone *
reprise_zone_new_local (void)
{
  return new_zone (REPRISE_ZONE_LOCAL, g_time_zone_new_local ());
}

/**
 * reprise_zone_new_utc:
 *
 * Returns: (transfer full): universal time
 */
RepriseZone *
reprise_zone_new_utc (void)
{
  return new_zone (REPRISE_ZONE_UTC, g_time_zone_new_utc ());
}

/**
 * reprise_zone_new_named:
 * @name: (nullable): a name of the time zone database, such as `Asia/Tokyo`
 *
 * Returns: (transfer full) (nullable): that zone, or %NULL where the name is not known here
 */
RepriseZone *
reprise_zone_new_named (const char *name)
{
  GTimeZone *time_zone = name == NULL || *name == '\0' ? NULL : g_time_zone_new_identifier (name);

  return time_zone == NULL ? NULL : new_zone (REPRISE_ZONE_NAMED, time_zone);
}

/**
 * reprise_zone_new_from_setting:
 * @setting: (nullable): what reprise_zone_dup_setting() returned once
 *
 * Returns: (transfer full) (nullable): that zone, or %NULL where it is not known here
 */
RepriseZone *
reprise_zone_new_from_setting (const char *setting)
{
  if (g_strcmp0 (setting, SETTING_LOCAL) == 0)
    return reprise_zone_new_local ();
  if (g_strcmp0 (setting, SETTING_UTC) == 0)
    return reprise_zone_new_utc ();
  return reprise_zone_new_named (setting);
}

/**
 * reprise_zone_dup_setting:
 * @self: a zone
 *
 * Returns: (transfer full): what to remember it by: `local`, `utc` or a name
 */
char *
reprise_zone_dup_setting (RepriseZone *self)
{
  g_return_val_if_fail (REPRISE_IS_ZONE (self), NULL);

  switch (self->kind)
    {
    case REPRISE_ZONE_LOCAL:
      return g_strdup (SETTING_LOCAL);
    case REPRISE_ZONE_UTC:
      return g_strdup (SETTING_UTC);
    case REPRISE_ZONE_NAMED:
    default:
      return g_strdup (reprise_zone_get_name (self));
    }
}

/**
 * reprise_zone_equal:
 * @a: (nullable): a zone
 * @b: (nullable): a zone
 *
 * Returns: whether the same was chosen; the local zone and its own name are two choices
 */
gboolean
reprise_zone_equal (RepriseZone *a, RepriseZone *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->kind == b->kind &&
         g_strcmp0 (reprise_zone_get_name (a), reprise_zone_get_name (b)) == 0;
}

/**
 * reprise_zone_get_kind:
 * @self: a zone
 *
 * Returns: what was chosen
 */
RepriseZoneKind
reprise_zone_get_kind (RepriseZone *self)
{
  g_return_val_if_fail (REPRISE_IS_ZONE (self), REPRISE_ZONE_UTC);
  return self->kind;
}

/**
 * reprise_zone_get_name:
 * @self: a zone
 *
 * Returns: (transfer none): its name in the time zone database, `UTC` for universal time
 */
const char *
reprise_zone_get_name (RepriseZone *self)
{
  g_return_val_if_fail (REPRISE_IS_ZONE (self), NULL);
  return g_time_zone_get_identifier (self->time_zone);
}

/**
 * reprise_zone_get_time_zone:
 * @self: a zone
 *
 * Returns: (transfer none): the same for arithmetic
 */
GTimeZone *
reprise_zone_get_time_zone (RepriseZone *self)
{
  g_return_val_if_fail (REPRISE_IS_ZONE (self), NULL);
  return self->time_zone;
}

/**
 * reprise_zone_dup_label:
 * @self: a zone
 *
 * Returns: (transfer full): what a person calls it, such as `Local time (Europe/Berlin)`
 */
char *
reprise_zone_dup_label (RepriseZone *self)
{
  g_return_val_if_fail (REPRISE_IS_ZONE (self), NULL);

  if (self->kind == REPRISE_ZONE_LOCAL)
    /* Translators: the zone of this machine, with its name: "Local time (Europe/Berlin)". */
    return g_strdup_printf (_ ("Local time (%s)"), reprise_zone_get_name (self));
  return g_strdup (reprise_zone_get_name (self));
}

/**
 * reprise_zone_to_date_time:
 * @self: a zone
 * @instant: an instant
 *
 * Returns: (transfer full) (nullable): what calendar and clock show there, to the microsecond;
 * %NULL for %REPRISE_INSTANT_NONE and outside the years 1 to 9999
 */
GDateTime *
reprise_zone_to_date_time (RepriseZone *self, RepriseInstant instant)
{
  g_autoptr (GDateTime) seconds = NULL;
  g_autoptr (GDateTime) exact = NULL;

  g_return_val_if_fail (REPRISE_IS_ZONE (self), NULL);

  if (instant == REPRISE_INSTANT_NONE)
    return NULL;
  seconds = g_date_time_new_from_unix_utc (reprise_instant_to_unix (instant));
  if (seconds == NULL)
    return NULL;
  exact = g_date_time_add (seconds, instant - reprise_instant_floor_second (instant));
  return exact == NULL ? NULL : g_date_time_to_timezone (exact, self->time_zone);
}

/**
 * reprise_zone_get_offset:
 * @self: a zone
 * @instant: an instant
 *
 * Returns: how many seconds its clocks are ahead of UTC then; 0 where the instant is not known
 */
int
reprise_zone_get_offset (RepriseZone *self, RepriseInstant instant)
{
  g_autoptr (GDateTime) date = reprise_zone_to_date_time (self, instant);

  return date == NULL ? 0 : (int) (g_date_time_get_utc_offset (date) / G_TIME_SPAN_SECOND);
}

/**
 * reprise_zone_dup_abbreviation:
 * @self: a zone
 * @instant: an instant
 *
 * Returns: (transfer full) (nullable): what the zone is called in short then, such as `CEST`
 */
char *
reprise_zone_dup_abbreviation (RepriseZone *self, RepriseInstant instant)
{
  g_autoptr (GDateTime) date = reprise_zone_to_date_time (self, instant);

  return date == NULL ? NULL : g_strdup (g_date_time_get_timezone_abbreviation (date));
}

/**
 * reprise_zone_find_instants:
 * @self: a zone
 * @wall_seconds: a reading of calendar and clock there, in seconds since 1970-01-01 00:00:00 as if
 *   it were UTC
 * @instants: (out): when it is that time, oldest first
 *
 * Returns: how many there are: none in the hour that is left out when clocks are put forward, two
 * in the hour that comes again when they are put back, one at any other time
 */
guint
reprise_zone_find_instants (RepriseZone *self,
                            gint64 wall_seconds,
                            RepriseInstant instants[REPRISE_ZONE_MAX_INSTANTS])
{
  g_return_val_if_fail (REPRISE_IS_ZONE (self), 0);
  return reprise_wall_time_find_instants (self->time_zone, wall_seconds, instants);
}

static char *
format_with (RepriseZone *self, RepriseInstant instant, const char *pattern)
{
  g_autoptr (GDateTime) date = reprise_zone_to_date_time (self, instant);

  return date == NULL ? NULL : g_date_time_format (date, pattern);
}

/**
 * reprise_zone_format_date:
 * @self: a zone
 * @instant: an instant
 *
 * Returns: (transfer full) (nullable): the date there, such as `2026-08-05`; %NULL where it is not
 *   known
 */
char *
reprise_zone_format_date (RepriseZone *self, RepriseInstant instant)
{
  /* Translators: a date as g_date_time_format() takes it. Keep it free of doubt about day and
   * month. */
  return format_with (self, instant, C_ ("date", "%Y-%m-%d"));
}

/**
 * reprise_zone_format_time:
 * @self: a zone
 * @instant: an instant
 *
 * Returns: (transfer full) (nullable): the time there to the second, such as `02:14:07`; %NULL
 * where it is not known
 */
char *
reprise_zone_format_time (RepriseZone *self, RepriseInstant instant)
{
  /* Translators: a time of day as g_date_time_format() takes it. */
  return format_with (self, instant, C_ ("time", "%H:%M:%S"));
}

/**
 * reprise_zone_format_date_time:
 * @self: a zone
 * @instant: an instant
 *
 * Returns: (transfer full) (nullable): date, time to the second and zone, such as
 *   `2026-08-05 02:14:07 CEST`; %NULL where it is not known
 */
char *
reprise_zone_format_date_time (RepriseZone *self, RepriseInstant instant)
{
  /* Translators: a date, a time and the short name of its zone as g_date_time_format() takes it. */
  return format_with (self, instant, C_ ("date and time", "%Y-%m-%d %H:%M:%S %Z"));
}

/**
 * reprise_zone_format_exact:
 * @self: a zone
 * @instant: an instant
 *
 * Returns: (transfer full) (nullable): RFC 3339 with the offset of the zone and as many digits of a
 *   second as are not zero, such as `2026-08-05T02:14:07.25+02:00`; %NULL where it is not known
 */
char *
reprise_zone_format_exact (RepriseZone *self, RepriseInstant instant)
{
  int minutes = reprise_zone_get_offset (self, instant) / 60;
  g_autofree char *text = NULL;

  if (instant == REPRISE_INSTANT_NONE)
    return NULL;
  text = reprise_instant_format (instant + minutes * (gint64) MINUTE, REPRISE_INSTANT_AUTO);
  if (text == NULL || self->kind == REPRISE_ZONE_UTC)
    return g_steal_pointer (&text);
  text[strlen (text) - 1] = '\0';
  return g_strdup_printf ("%s%c%02d:%02d",
                          text,
                          minutes < 0 ? '-' : '+',
                          ABS (minutes) / 60,
                          ABS (minutes) % 60);
}

static char *
format_past (guint64 length)
{
  int count;

  if (length < MINUTE)
    return g_strdup (_ ("less than a minute ago"));
  if (length < HOUR)
    {
      count = (int) (length / MINUTE);
      return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", count), count);
    }
  if (length < DAY)
    {
      count = (int) (length / HOUR);
      return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", count), count);
    }
  count = (int) (length / DAY);
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", count), count);
}

static char *
format_future (guint64 length)
{
  int count;

  if (length < MINUTE)
    return g_strdup (_ ("in less than a minute"));
  if (length < HOUR)
    {
      count = (int) (length / MINUTE);
      return g_strdup_printf (ngettext ("in %d minute", "in %d minutes", count), count);
    }
  if (length < DAY)
    {
      count = (int) (length / HOUR);
      return g_strdup_printf (ngettext ("in %d hour", "in %d hours", count), count);
    }
  count = (int) (length / DAY);
  return g_strdup_printf (ngettext ("in %d day", "in %d days", count), count);
}

/**
 * reprise_zone_format_relative:
 * @self: a zone
 * @instant: an instant
 * @now: what it is compared with
 *
 * Cuts off what lies below the unit. From 30 days on it is the date in the zone.
 *
 * Returns: (transfer full) (nullable): text such as `5 minutes ago` or `in 2 hours`; %NULL where it
 *   is not known
 */
char *
reprise_zone_format_relative (RepriseZone *self, RepriseInstant instant, RepriseInstant now)
{
  guint64 length;

  g_return_val_if_fail (REPRISE_IS_ZONE (self), NULL);

  if (instant == REPRISE_INSTANT_NONE || now == REPRISE_INSTANT_NONE)
    return NULL;
  length = now >= instant ? (guint64) now - (guint64) instant : (guint64) instant - (guint64) now;
  if (length >= MAX_RELATIVE_DAYS * DAY)
    {
      g_autofree char *date = reprise_zone_format_date (self, instant);

      /* Translators: the day something happened or will happen, "on 2026-08-05". */
      return date == NULL ? NULL : g_strdup_printf (_ ("on %s"), date);
    }
  return now >= instant ? format_past (length) : format_future (length);
}
