/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long the main loop is kept from its work, and how long frames take while a list scrolls. */

#include "config.h"

#include "table-timing.h"

#include <stdio.h>
#include <time.h>

#define N_FRAMES 300

typedef struct
{
  GtkAdjustment *adjustment;
  GArray *walls; /* gint64: of each frame */
  GArray *works; /* gint64: of each frame */
  TableTime frame_start;
  double step;
} Scrolling;

static TableTime
read_clocks (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (TableTime){ .wall = g_get_monotonic_time (),
                      .work = (gint64) work.tv_sec * 1000000 + work.tv_nsec / 1000 };
}

static gboolean
tick_cb (gpointer user_data)
{
  TableTicker *self = user_data;
  TableTime now = read_clocks ();

  self->longest.wall = MAX (self->longest.wall, now.wall - self->last.wall);
  self->longest.work = MAX (self->longest.work, now.work - self->last.work);
  self->last = now;
  return G_SOURCE_CONTINUE;
}

/**
 * table_ticker_start:
 * @self: a ticker, which has to stay where it is
 *
 * Goes on until the program ends.
 */
void
table_ticker_start (TableTicker *self)
{
  table_ticker_reset (self);
  g_timeout_add (1, tick_cb, self);
}

/**
 * table_ticker_reset:
 * @self: a ticker
 *
 * Forgets what was.
 */
void
table_ticker_reset (TableTicker *self)
{
  self->longest = (TableTime){ 0 };
  self->last = read_clocks ();
}

/**
 * table_print_milliseconds:
 * @name: what took so long
 * @microseconds: how long
 */
void
table_print_milliseconds (const char *name, gint64 microseconds)
{
  printf ("%s: %.2f\n", name, (double) microseconds / 1000);
}

/**
 * table_ticker_print:
 * @self: a ticker
 * @name: what went on
 */
void
table_ticker_print (TableTicker *self, const char *name)
{
  g_autofree char *wall = g_strdup_printf ("%s, longest stall, ms", name);
  g_autofree char *work = g_strdup_printf ("%s, longest stall, ms of work", name);

  table_print_milliseconds (wall, self->longest.wall);
  table_print_milliseconds (work, self->longest.work);
}

static void
before_paint_cb (GdkFrameClock *clock, Scrolling *scrolling)
{
  double value = gtk_adjustment_get_value (scrolling->adjustment) + scrolling->step;
  double end = gtk_adjustment_get_upper (scrolling->adjustment) -
               gtk_adjustment_get_page_size (scrolling->adjustment);

  scrolling->frame_start = read_clocks ();
  gtk_adjustment_set_value (scrolling->adjustment, value < end ? value : 0);
}

static void
after_paint_cb (GdkFrameClock *clock, Scrolling *scrolling)
{
  TableTime now = read_clocks ();

  now.wall -= scrolling->frame_start.wall;
  now.work -= scrolling->frame_start.work;
  g_array_append_val (scrolling->walls, now.wall);
  g_array_append_val (scrolling->works, now.work);
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
print_percentile (GArray *frames, guint percent, const char *name, const char *what)
{
  g_autofree char *label = g_strdup_printf ("%s, %s", name, what);

  g_array_sort (frames, compare_frames);
  table_print_milliseconds (label,
                            g_array_index (frames, gint64, (frames->len - 1) * percent / 100));
}

/**
 * table_scroll:
 * @view: what scrolls
 * @name: how it does
 * @pixels_a_frame: how far it moves with each frame of the clock, as with a finger or a wheel
 *
 * Begins at the top, and prints how long the frames took.
 */
void
table_scroll (GtkWidget *view, const char *name, double pixels_a_frame)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view);
  g_autoptr (GArray) walls = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) works = g_array_new (FALSE, FALSE, sizeof (gint64));
  Scrolling scrolling = { .adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)),
                          .walls = walls,
                          .works = works,
                          .step = pixels_a_frame };
  gulong before =
      g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &scrolling);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &scrolling);

  gtk_adjustment_set_value (scrolling.adjustment, 0);
  gdk_frame_clock_begin_updating (clock);
  while (walls->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  print_percentile (walls, 50, name, "median, ms");
  print_percentile (walls, 99, name, "99th percentile, ms");
  print_percentile (works, 50, name, "median, ms of work");
  print_percentile (works, 99, name, "99th percentile, ms of work");
}

/**
 * table_find_widget:
 * @widget: where to look
 * @type: what to look for
 *
 * Returns: (nullable): the first of it
 */
GtkWidget *
table_find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = table_find_widget (child, type);
  return found;
}
