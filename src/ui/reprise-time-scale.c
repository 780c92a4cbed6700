/* SPDX-License-Identifier: GPL-3.0-or-later
 * A stretch of time laid out over a width. */

#include "config.h"

#include "ui/reprise-time-scale.h"

#include <math.h>

static double
get_span (const RepriseTimeScale *self)
{
  return (double) (self->end - self->start);
}

/* Takes the place of @self with a span no longer than that of @limits, and inside them. */
static void
place (RepriseTimeScale *self, const RepriseTimeScale *limits, double start, double span)
{
  double lowest = (double) limits->start;
  double highest = (double) limits->end - span;

  start = CLAMP (start, lowest, MAX (lowest, highest));
  self->start = (RepriseInstant) start;
  self->end = (RepriseInstant) (start + span);
  if (span >= get_span (limits))
    {
      self->start = limits->start;
      self->end = limits->end;
    }
}

/**
 * reprise_time_scale_to_x:
 * @self: a scale
 * @instant: an instant
 *
 * Returns: how many pixels from the left it lies; may be beyond either edge
 */
double
reprise_time_scale_to_x (const RepriseTimeScale *self, RepriseInstant instant)
{
  return ((double) instant - (double) self->start) / get_span (self) * self->width;
}

/**
 * reprise_time_scale_get_step:
 * @self: a scale
 *
 * Returns: what one pixel stands for in microseconds, whole seconds where it is more than one
 */
gint64
reprise_time_scale_get_step (const RepriseTimeScale *self)
{
  gint64 step = (gint64) (get_span (self) / self->width);

  if (step >= REPRISE_INSTANT_SECOND)
    step -= step % REPRISE_INSTANT_SECOND;
  return MAX (1, step);
}

/**
 * reprise_time_scale_to_instant:
 * @self: a scale
 * @x: pixels from the left
 *
 * Returns: the instant there, a whole second where a pixel is longer than that; never beyond an
 * edge
 */
RepriseInstant
reprise_time_scale_to_instant (const RepriseTimeScale *self, double x)
{
  double share = CLAMP (x / self->width, 0.0, 1.0);
  RepriseInstant instant = self->start + (gint64) (share * get_span (self));

  if (reprise_time_scale_get_step (self) >= REPRISE_INSTANT_SECOND)
    instant = reprise_instant_floor_second (instant);
  return CLAMP (instant, self->start, self->end);
}

/**
 * reprise_time_scale_zoom:
 * @self: a scale
 * @limits: the whole stretch of time there is to see
 * @factor: how many times longer a pixel becomes; less than 1 looks closer
 * @anchor: the instant that stays where it is
 */
void
reprise_time_scale_zoom (RepriseTimeScale *self,
                         const RepriseTimeScale *limits,
                         double factor,
                         RepriseInstant anchor)
{
  double span = CLAMP (get_span (self) * factor,
                       MIN ((double) REPRISE_TIME_SCALE_MIN_SPAN, get_span (limits)),
                       get_span (limits));
  double share = CLAMP (((double) anchor - (double) self->start) / get_span (self), 0.0, 1.0);

  anchor = CLAMP (anchor, self->start, self->end);
  place (self, limits, (double) anchor - share * span, span);
}

/**
 * reprise_time_scale_move:
 * @self: a scale
 * @limits: the whole stretch of time there is to see
 * @pixels: how far to go towards what is later
 */
void
reprise_time_scale_move (RepriseTimeScale *self, const RepriseTimeScale *limits, double pixels)
{
  double span = get_span (self);

  place (self, limits, (double) self->start + pixels / self->width * span, span);
}

/**
 * reprise_time_scale_reveal:
 * @self: a scale
 * @limits: the whole stretch of time there is to see
 * @instant: what is to be seen
 *
 * Moves no more than needed, and not at all where the instant is seen already.
 */
void
reprise_time_scale_reveal (RepriseTimeScale *self,
                           const RepriseTimeScale *limits,
                           RepriseInstant instant)
{
  double span = get_span (self);

  if (instant < self->start)
    place (self, limits, (double) instant, span);
  else if (instant > self->end)
    place (self, limits, (double) instant - span, span);
}

/**
 * reprise_time_scale_is_all:
 * @self: a scale
 * @limits: the whole stretch of time there is to see
 *
 * Returns: whether all of it is seen
 */
gboolean
reprise_time_scale_is_all (const RepriseTimeScale *self, const RepriseTimeScale *limits)
{
  return self->start == limits->start && self->end == limits->end;
}
