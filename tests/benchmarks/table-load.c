/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads many backups over HTTP into the table, and scrolls, sorts and searches it; prints a figure
 * a line. See tests/benchmarks/table. */

#include "config.h"

#include "cloud/reprise-cloud-backend.h"
#include "support/reprise-mock-service.h"
#include "ui/reprise-backup-index.h"
#include "ui/reprise-backup-table.h"
#include "ui/reprise-node-view.h"

#include "table-timing.h"

#include <adwaita.h>

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define REPOSITORY "11111111-2222-4333-8444-555555555503"
#define PATH "/byoc/v1/backup-repositories/" REPOSITORY "/n1"
#define PAGE_ROWS 1000
#define MAX_ADDRESS 256

typedef struct
{
  RepriseNodeView *view;
  RepriseBackupTable *table;
  GtkWindow *window;
  GtkColumnView *column_view;
  TableTicker ticker;
} Bench;

static void
append_backup (GString *json, guint number)
{
  guint full = number - number % 24;
  g_autofree char *reference = NULL;
  g_autofree char *started_at = NULL;

  if (number % 24 == 0)
    reference = g_strdup ("\"type\":\"full\"");
  else
    reference = g_strdup_printf ("\"type\":\"incr\",\"prior\":\"%08uF_%08uI\","
                                 "\"references\":[\"%08uF\"]",
                                 full,
                                 number - 1,
                                 full);
  started_at = g_strdup_printf ("20%02u-%02u-%02uT%02u:00:00Z",
                                10 + number / (24 * 28 * 12),
                                1 + number / (24 * 28) % 12,
                                1 + number / 24 % 28,
                                number % 24);
  g_string_append_printf (
      json,
      "{\"label\":\"%08uF%s%0*u%s\",%s,\"created_at\":\"%s\",\"finished_at\":\"%.14s5:12Z\","
      "\"error\":false,\"annotations\":{\"name\":\"nightly %u\"},\"database_size\":%u,"
      "\"database_backup_size\":81920,\"backup_set_size\":5000000,\"backup_size\":%u,"
      "\"lsn_start\":\"0/%X\",\"lsn_stop\":\"0/%X\",\"wal_start\":\"0000000100000000%08X\","
      "\"wal_stop\":\"0000000100000000%08X\",\"pgbackrest_version\":\"2.54\","
      "\"pgbackrest_format\":5}",
      full,
      number % 24 == 0 ? "" : "_",
      number % 24 == 0 ? 0 : 8,
      number % 24 == 0 ? 0 : number,
      number % 24 == 0 ? "" : "I",
      reference,
      started_at,
      started_at,
      number,
      38000000 + number,
      500 + number * 7 % 1000,
      0x2000000 + number * 0x100,
      0x2000000 + number * 0x100 + 0x80,
      number % 255,
      number % 255);
}

static char *
new_page (guint n_backups, guint offset)
{
  GString *json = g_string_new ("{\"backup_repository_id\":\"" REPOSITORY "\",\"node_name\":\"n1\","
                                "\"status\":\"ok\",\"status_code\":0,"
                                "\"archive_min_wal\":\"000000010000000000000000\","
                                "\"archive_max_wal\":\"0000000100000000000000FF\",\"backups\":[");

  for (guint i = offset; i < MIN (offset + PAGE_ROWS, n_backups); i++)
    {
      if (i > offset)
        g_string_append_c (json, ',');
      append_backup (json, n_backups - 1 - i);
    }
  return g_string_free (g_string_append (json, "]}"), FALSE);
}

/* The service is a process of its own, so that it does not hold up what is measured. */
static void
serve (guint n_backups, int output)
{
  g_autoptr (RepriseMockService) service = reprise_mock_service_new (NULL);
  char address[MAX_ADDRESS] = { 0 };

  reprise_mock_service_grant_token (service);
  for (guint offset = 0; offset <= n_backups; offset += PAGE_ROWS)
    {
      g_autofree char *target =
          g_strdup_printf (PATH "?backup_limit=1000&backup_offset=%u&descending=true", offset);
      g_autofree char *body = new_page (n_backups, offset);

      reprise_mock_service_expect (service, "GET", target, 200, body);
    }
  g_strlcpy (address, reprise_mock_service_get_address (service), sizeof address);
  if (write (output, address, sizeof address) != sizeof address)
    return;
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

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

static RepriseBackupIndex *
get_index (Bench *bench)
{
  return REPRISE_BACKUP_INDEX (gtk_column_view_get_model (bench->column_view));
}

static guint
count_rows (Bench *bench)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_index (bench)));
}

static void
settle (Bench *bench)
{
  while (reprise_backup_index_get_is_busy (get_index (bench)))
    g_main_context_iteration (NULL, TRUE);
}

static void
load (Bench *bench, guint n_backups)
{
  gint64 start = g_get_monotonic_time ();

  table_ticker_reset (&bench->ticker);
  reprise_node_view_set_repository_id (bench->view, REPOSITORY);
  while (count_rows (bench) == 0)
    g_main_context_iteration (NULL, TRUE);
  table_print_milliseconds ("request to first rows, ms", g_get_monotonic_time () - start);
  while (reprise_node_view_get_state (bench->view) == REPRISE_LOAD_STATE_LOADING)
    g_main_context_iteration (NULL, TRUE);
  settle (bench);
  table_print_milliseconds ("request to all rows, ms", g_get_monotonic_time () - start);
  table_ticker_print (&bench->ticker, "loading");
  if (count_rows (bench) != n_backups)
    g_error ("%u rows", count_rows (bench));
}

static void
ask (Bench *bench, const char *name, RepriseBackupColumn column, const char *search)
{
  RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
  g_autofree char *whole = g_strdup_printf ("%s, ms", name);
  gint64 start = g_get_monotonic_time ();

  table_ticker_reset (&bench->ticker);
  query.column = column;
  query.search = search;
  reprise_backup_index_set_query (get_index (bench), &query);
  settle (bench);
  table_print_milliseconds (whole, g_get_monotonic_time () - start);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  table_ticker_print (&bench->ticker, name);
}

static void
open_window (Bench *bench)
{
  bench->table = reprise_backup_table_new ();
  bench->column_view =
      GTK_COLUMN_VIEW (table_find_widget (GTK_WIDGET (bench->table), GTK_TYPE_COLUMN_VIEW));
  bench->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (bench->window, 900, 600);
  adw_window_set_content (ADW_WINDOW (bench->window), GTK_WIDGET (bench->table));
  g_object_bind_property (bench->view, "backups", bench->table, "backups", G_BINDING_SYNC_CREATE);
  g_object_bind_property (bench->view, "window", bench->table, "window", G_BINDING_SYNC_CREATE);
  gtk_window_present (bench->window);
  for (guint i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
}

static RepriseNodeView *
new_view (const char *address)
{
  RepriseCloudBackendFields fields = { .title = "benchmark",
                                       .address = address,
                                       .client_id = "benchmark",
                                       .client_secret = "benchmark" };
  RepriseNodeFields node_fields = { .name = "n1" };
  g_autoptr (RepriseNode) node = reprise_node_new (&node_fields);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseBackend) backend = reprise_cloud_backend_new (&fields, &error);

  if (backend == NULL)
    g_error ("%s", error->message);
  return reprise_node_view_new (backend, node);
}

static void
measure (const char *address, guint n_backups)
{
  Bench bench = { .view = new_view (address) };
  gint64 resident;

  gtk_init ();
  adw_init ();
  open_window (&bench);
  table_ticker_start (&bench.ticker);
  resident = read_resident_bytes ();
  load (&bench, n_backups);
  printf ("memory a backup, bytes: %.0f\n",
          (double) (read_resident_bytes () - resident) / n_backups);
  table_scroll (GTK_WIDGET (bench.column_view), "scrolling 60 pixels a frame", 60);
  table_scroll (GTK_WIDGET (bench.column_view), "scrolling a page a frame", 600);
  ask (&bench, "sorting by label", REPRISE_BACKUP_COLUMN_LABEL, NULL);
  ask (&bench, "sorting by size", REPRISE_BACKUP_COLUMN_BACKUP_SIZE, NULL);
  ask (&bench, "searching", REPRISE_BACKUP_COLUMN_CREATED_AT, "nightly 77");
}

int
main (int argc, char **argv)
{
  guint n_backups = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 100000;
  char address[MAX_ADDRESS];
  int ends[2];
  pid_t service;

  if (pipe (ends) != 0 || (service = fork ()) < 0)
    return 1;
  if (service == 0)
    {
      serve (n_backups, ends[1]);
      return 1;
    }
  if (read (ends[0], address, sizeof address) == sizeof address)
    measure (address, n_backups);
  kill (service, SIGTERM);
  return 0;
}
