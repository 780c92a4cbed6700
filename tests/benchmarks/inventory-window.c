/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens an inventory file in the window; sorts and searches it; prints a figure a line. See
 * tests/benchmarks/inventory.
 *
 * usage: inventory-window FILE BACKUPS */

#include "config.h"

#include "inventory/reprise-file-backend.h"

#include "window-bench.h"

#include <stdlib.h>

typedef struct
{
  WindowBench bench;
  RepriseFileBackend *backend;
} Opening;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;

  opening->backend = reprise_file_backend_open_finish (result, &error);
  if (opening->backend == NULL)
    g_error ("%s", error->message);
  window_bench_show (&opening->bench, REPRISE_BACKEND (opening->backend));
}

static void
open_file (Opening *opening, const char *path, guint n_backups)
{
  WindowBench *bench = &opening->bench;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gint64 start = g_get_monotonic_time ();

  table_ticker_reset (&bench->ticker);
  reprise_file_backend_open_async (file, NULL, NULL, opened_cb, opening);
  window_bench_await_request (bench);
  table_ticker_print (&bench->ticker, "making the page");
  table_ticker_reset (&bench->ticker);
  table_print_milliseconds ("first rows, ms", window_bench_await_first_rows (bench) - start);
  window_bench_await_all_rows (bench, n_backups);
  while (reprise_file_backend_is_loading (opening->backend))
    g_main_context_iteration (NULL, TRUE);
  table_print_milliseconds ("all rows, ms", g_get_monotonic_time () - start);
  table_ticker_print (&bench->ticker, "reading");
}

int
main (int argc, char **argv)
{
  Opening opening = { 0 };
  WindowBench *bench = &opening.bench;
  guint n_backups = argc == 3 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 0;

  if (n_backups == 0)
    return EXIT_FAILURE;
  window_bench_open (bench);
  open_file (&opening, argv[1], n_backups);
  window_bench_print_memory (bench, "after opening", n_backups);
  window_bench_ask (bench, "sorting by label", REPRISE_BACKUP_COLUMN_LABEL, NULL);
  window_bench_ask (bench, "sorting by size", REPRISE_BACKUP_COLUMN_BACKUP_SIZE, NULL);
  window_bench_print_memory (bench, "after sorting", n_backups);
  window_bench_ask (bench, "searching for one letter", REPRISE_BACKUP_COLUMN_CREATED_AT, "F");
  window_bench_ask (bench, "searching for a day", REPRISE_BACKUP_COLUMN_CREATED_AT, "20110607");
  window_bench_ask (bench, "searching for nothing", REPRISE_BACKUP_COLUMN_CREATED_AT, NULL);
  window_bench_print_memory (bench, "after searching", n_backups);
  table_scroll (bench->view, "scrolling a page a frame", 600);
  return EXIT_SUCCESS;
}
