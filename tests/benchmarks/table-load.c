/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens a database with many backups in the window, over HTTP, and scrolls, sorts and searches it;
 * prints a figure a line. See tests/benchmarks/table.
 *
 * usage: table-load [BACKUPS] */

#include "config.h"

#include "cloud/reprise-cloud-backend.h"

#include "table-service.h"
#include "window-bench.h"

#include <stdlib.h>

static RepriseBackend *
connect_to (const char *address)
{
  RepriseCloudBackendFields fields = { .title = "benchmark",
                                       .address = address,
                                       .client_id = "benchmark",
                                       .client_secret = "benchmark" };
  g_autoptr (GError) error = NULL;
  RepriseBackend *backend = reprise_cloud_backend_new (&fields, &error);

  if (backend == NULL)
    g_error ("%s", error->message);
  return backend;
}

static void
load (WindowBench *bench, RepriseBackend *backend, guint n_backups)
{
  gint64 start;

  window_bench_show (bench, backend);
  start = window_bench_await_request (bench);
  table_ticker_reset (&bench->ticker);
  table_print_milliseconds ("request to first rows, ms",
                            window_bench_await_first_rows (bench) - start);
  window_bench_await_all_rows (bench, n_backups);
  table_print_milliseconds ("request to all rows, ms", g_get_monotonic_time () - start);
  table_ticker_print (&bench->ticker, "loading");
}

static void
measure (const char *address, guint n_backups)
{
  g_autoptr (RepriseBackend) backend = connect_to (address);
  WindowBench bench = { 0 };

  window_bench_open (&bench);
  load (&bench, backend, n_backups);
  window_bench_print_memory (&bench, "above the empty window", n_backups);
  table_scroll (bench.view, "scrolling 60 pixels a frame", 60);
  table_scroll (bench.view, "scrolling a page a frame", 600);
  window_bench_ask (&bench, "sorting by label", REPRISE_BACKUP_COLUMN_LABEL, NULL);
  window_bench_ask (&bench, "sorting by size", REPRISE_BACKUP_COLUMN_BACKUP_SIZE, NULL);
  window_bench_ask (&bench, "searching", REPRISE_BACKUP_COLUMN_CREATED_AT, "nightly 77");
}

int
main (int argc, char **argv)
{
  guint n_backups = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 100000;
  g_autofree char *address = table_service_start (n_backups);

  if (address == NULL)
    return EXIT_FAILURE;
  measure (address, n_backups);
  table_service_stop ();
  return EXIT_SUCCESS;
}
