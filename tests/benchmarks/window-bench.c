/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application's own window with very many backups, for measuring what a person would wait for.
 */

#include "config.h"

#include "window-bench.h"

#include "base/reprise-memory.h"
#include "ui/reprise-backup-index.h"
#include "ui/reprise-node-pane.h"

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#define RESOURCES "/io/github/reprisedb/Reprise"

/* So high that 15 rows are to be seen, as in the table that shows nothing. */
#define WIDTH 1200
#define HEIGHT 1400

/* How long to look for late work after an answer is there. */
#define LATE_FRAMES 5

static gint64
read_resident_bytes (void)
{
  long pages = 0;
  FILE *file;

  malloc_trim (0);
  file = fopen ("/proc/self/statm", "r");
  if (file == NULL || fscanf (file, "%*s %ld", &pages) != 1)
    pages = 0;
  if (file != NULL)
    fclose (file);
  return (gint64) pages * sysconf (_SC_PAGESIZE);
}

static void
painted_cb (GdkFrameClock *clock, guint *n_frames)
{
  (*n_frames)++;
}

static void
await_frames (WindowBench *self, guint n_wanted)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  guint n_frames = 0;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &n_frames);

  while (n_frames < n_wanted)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self->window));
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, id);
}

static RepriseBackupIndex *
get_index (WindowBench *self)
{
  return reprise_backup_rows_get_index (self->rows);
}

static guint
count_rows (WindowBench *self)
{
  GtkSelectionModel *told =
      self->view == NULL ? NULL : gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view));

  return told == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (told));
}

static gboolean
is_settled (WindowBench *self)
{
  return !reprise_backup_index_get_is_busy (get_index (self)) &&
         count_rows (self) == g_list_model_get_n_items (G_LIST_MODEL (get_index (self)));
}

/* The parts of the page come with the first answers. */
static void
find_parts (WindowBench *self)
{
  GtkWidget *pane = table_find_widget (GTK_WIDGET (self->window), REPRISE_TYPE_NODE_PANE);
  GtkWidget *rows = pane == NULL ? NULL : table_find_widget (pane, REPRISE_TYPE_BACKUP_ROWS);

  if (rows == NULL)
    return;
  self->node = reprise_node_pane_get_view (REPRISE_NODE_PANE (pane));
  self->view = table_find_widget (rows, GTK_TYPE_COLUMN_VIEW);
  self->rows = REPRISE_BACKUP_ROWS (rows);
}

/**
 * window_bench_open:
 * @self: all zero; has to stay where it is
 *
 * Opens a window without a service, and takes the measure of it.
 */
void
window_bench_open (WindowBench *self)
{
  AdwApplication *application =
      adw_application_new ("io.github.reprisedb.Benchmark", G_APPLICATION_NON_UNIQUE);

  reprise_memory_map_large_blocks ();
  g_application_set_resource_base_path (G_APPLICATION (application), RESOURCES);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  self->window = reprise_window_new (application, NULL, NULL, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (self->window));
  while (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  await_frames (self, LATE_FRAMES);
  self->empty_bytes = read_resident_bytes ();
  table_ticker_start (&self->ticker);
}

/**
 * window_bench_show:
 * @self: an open window
 * @backend: what it shows from now on
 */
void
window_bench_show (WindowBench *self, RepriseBackend *backend)
{
  reprise_window_set_service (self->window, backend, NULL);
}

/**
 * window_bench_await_request:
 * @self: a window with a backend
 *
 * Returns: when it asked for the backups, by the monotonic clock in microseconds
 */
gint64
window_bench_await_request (WindowBench *self)
{
  while (self->node == NULL || reprise_node_view_get_repository_id (self->node) == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      if (self->node == NULL)
        find_parts (self);
    }
  return g_get_monotonic_time ();
}

/**
 * window_bench_await_first_rows:
 * @self: a window that has asked for backups
 *
 * Returns: when the first of them were painted, by the monotonic clock in microseconds
 */
gint64
window_bench_await_first_rows (WindowBench *self)
{
  while (count_rows (self) == 0)
    g_main_context_iteration (NULL, TRUE);
  await_frames (self, 1);
  return g_get_monotonic_time ();
}

/**
 * window_bench_await_all_rows:
 * @self: a window that has asked for backups
 * @n_backups: how many have to be there in the end
 */
void
window_bench_await_all_rows (WindowBench *self, guint n_backups)
{
  while (reprise_node_view_get_state (self->node) == REPRISE_LOAD_STATE_LOADING ||
         !is_settled (self))
    g_main_context_iteration (NULL, TRUE);
  if (count_rows (self) != n_backups)
    g_error ("%u rows", count_rows (self));
}

/**
 * window_bench_ask:
 * @self: a window with all rows
 * @name: what that is called
 * @column: what to sort by
 * @search: (nullable): what to search for
 *
 * Prints how long the answer took, and how long the window did not react meanwhile.
 */
void
window_bench_ask (WindowBench *self,
                  const char *name,
                  RepriseBackupColumn column,
                  const char *search)
{
  RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
  g_autofree char *whole = g_strdup_printf ("%s, ms", name);
  gint64 start = g_get_monotonic_time ();

  table_ticker_reset (&self->ticker);
  query.column = column;
  query.search = search;
  reprise_backup_index_set_query (get_index (self), &query);
  while (!is_settled (self))
    g_main_context_iteration (NULL, TRUE);
  table_print_milliseconds (whole, g_get_monotonic_time () - start);
  await_frames (self, LATE_FRAMES);
  table_ticker_print (&self->ticker, name);
}

/**
 * window_bench_print_memory:
 * @self: an open window
 * @when: after what
 * @n_backups: how many it shows
 */
void
window_bench_print_memory (WindowBench *self, const char *when, guint n_backups)
{
  printf ("memory a backup %s, bytes: %.1f\n",
          when,
          (double) (read_resident_bytes () - self->empty_bytes) / n_backups);
}
