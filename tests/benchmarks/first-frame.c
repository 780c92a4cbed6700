/* SPDX-License-Identifier: GPL-3.0-or-later
 * Loaded into any GTK program before it starts: ends it when its first window has been painted, and
 * prints how many milliseconds that took and how many kilobytes of memory.
 *
 * FIRST_FRAME_START is the reading of CLOCK_BOOTTIME, in nanoseconds, to count from. */

#include "config.h"

#include <gtk/gtk.h>

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static long
read_peak_kilobytes (void)
{
  FILE *file = fopen ("/proc/self/status", "r");
  char line[256];
  long peak = 0;

  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    if (g_str_has_prefix (line, "VmHWM:"))
      peak = strtol (line + strlen ("VmHWM:"), NULL, 10);
  if (file != NULL)
    fclose (file);
  return peak;
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  const char *start = g_getenv ("FIRST_FRAME_START");
  struct timespec now;
  gint64 nanoseconds;

  gdk_display_sync (gtk_widget_get_display (GTK_WIDGET (user_data)));
  clock_gettime (CLOCK_BOOTTIME, &now);
  nanoseconds = (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
  if (start != NULL)
    nanoseconds -= g_ascii_strtoll (start, NULL, 10);
  printf ("%.2f %ld\n", (double) nanoseconds / 1e6, read_peak_kilobytes ());
  fflush (stdout);
  _exit (0);
}

static void
mapped_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window),
                    "after-paint",
                    G_CALLBACK (painted_cb),
                    window);
}

/* Stands in for GTK's own. */
G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), NULL);
  present (window);
}
