/* SPDX-License-Identifier: GPL-3.0-or-later
 * A scripted service with one database of very many backups: a full and 23 incremental ones a day.
 *
 * It is a process of its own, so that it does not hold up what is measured. */

#include "config.h"

#include "table-service.h"

#include "support/reprise-mock-service.h"

#include <signal.h>
#include <unistd.h>

#define DATABASE "11111111-2222-4333-8444-555555555501"
#define CLUSTER "11111111-2222-4333-8444-555555555502"
#define REPOSITORY "11111111-2222-4333-8444-555555555503"
#define PAGE_ROWS 1000
#define MAX_ADDRESS 256

#define CLUSTER_JSON "{\"id\":\"" CLUSTER "\",\"name\":\"benchmark\",\"status\":\"available\"}"
#define DATABASE_JSON                                                                              \
  "{\"id\":\"" DATABASE "\",\"cluster_id\":\"" CLUSTER "\",\"name\":\"benchmark\","                \
  "\"status\":\"available\",\"created_at\":\"2010-01-01T00:00:00Z\",\"pg_version\":\"16\","        \
  "\"nodes\":[{\"name\":\"n1\"}]}"
#define REPOSITORY_JSON                                                                            \
  "{\"id\":\"" REPOSITORY "\",\"database_id\":\"" DATABASE "\","                                   \
  "\"created_at\":\"2010-01-01T00:00:00Z\",\"type\":\"s3\"}"

static pid_t service_process;

#define PER_DAY 24
#define FIRST_DAY G_GINT64_CONSTANT (1262304000) /* 2010-01-01 */

static char *
format_time (guint number, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (FIRST_DAY + (gint64) number * 3600);

  return g_date_time_format (time, format);
}

static char *
name_backup (guint number)
{
  g_autofree char *full = format_time (number - number % PER_DAY, "%Y%m%d-%H%M%SF");
  g_autofree char *incremental = format_time (number, "_%Y%m%d-%H%M%SI");

  return g_strconcat (full, number % PER_DAY == 0 ? NULL : incremental, NULL);
}

/* Type, and what it builds on. */
static char *
describe_chain (guint number)
{
  g_autofree char *full = NULL;
  g_autofree char *prior = NULL;

  if (number % PER_DAY == 0)
    return g_strdup ("\"type\":\"full\"");
  full = name_backup (number - number % PER_DAY);
  prior = name_backup (number - 1);
  return g_strdup_printf ("\"type\":\"incr\",\"prior\":\"%s\",\"references\":[\"%s\"]",
                          prior,
                          full);
}

static void
append_backup (GString *json, guint number)
{
  g_autofree char *label = name_backup (number);
  g_autofree char *chain = describe_chain (number);
  g_autofree char *began_at = format_time (number, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *finished_at = format_time (number, "%Y-%m-%dT%H:05:12Z");

  g_string_append_printf (
      json,
      "{\"label\":\"%s\",%s,\"created_at\":\"%s\",\"finished_at\":\"%s\","
      "\"error\":false,\"annotations\":{\"name\":\"nightly %u\"},\"database_size\":%u,"
      "\"database_backup_size\":81920,\"backup_set_size\":5000000,\"backup_size\":%u,"
      "\"lsn_start\":\"0/%X\",\"lsn_stop\":\"0/%X\",\"wal_start\":\"0000000100000000%08X\","
      "\"wal_stop\":\"0000000100000000%08X\",\"pgbackrest_version\":\"2.54\","
      "\"pgbackrest_format\":5}",
      label,
      chain,
      began_at,
      finished_at,
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

static void
expect (RepriseMockService *service, const char *target, const char *body)
{
  reprise_mock_reply_set_repeated (reprise_mock_service_expect (service, "GET", target, 200, body));
}

/* What the window asks for before it asks for backups. */
static void
expect_account (RepriseMockService *service)
{
  reprise_mock_reply_set_repeated (reprise_mock_service_grant_token (service));
  expect (service,
          "/account/v1/tenants",
          "[{\"id\":\"t\",\"name\":\"Benchmark\",\"plan\":\"enterprise\"}]");
  expect (service, "/byoc/v1/clusters?limit=100&offset=0", "[" CLUSTER_JSON "]");
  expect (service, "/byoc/v1/clusters/" CLUSTER, CLUSTER_JSON);
  expect (service, "/byoc/v1/databases?limit=100&offset=0", "[" DATABASE_JSON "]");
  expect (service, "/byoc/v1/databases/" DATABASE, DATABASE_JSON);
  expect (service,
          "/byoc/v1/backup-repositories?database_id=" DATABASE "&limit=100&offset=0",
          "[" REPOSITORY_JSON "]");
  expect (service, "/byoc/v1/backup-stores?limit=100&offset=0", "[]");
  expect (service, "/byoc/v1/tasks?subject_id=" DATABASE "&limit=100&offset=0", "[]");
}

static void
serve (guint n_backups, int output)
{
  g_autoptr (RepriseMockService) service = reprise_mock_service_new (NULL);
  char address[MAX_ADDRESS] = { 0 };

  expect_account (service);
  for (guint offset = 0; offset <= n_backups; offset += PAGE_ROWS)
    {
      g_autofree char *target =
          g_strdup_printf ("/byoc/v1/backup-repositories/" REPOSITORY "/n1"
                           "?backup_limit=1000&backup_offset=%u&descending=true",
                           offset);
      g_autofree char *body = new_page (n_backups, offset);

      expect (service, target, body);
    }
  g_strlcpy (address, reprise_mock_service_get_address (service), sizeof address);
  if (write (output, address, sizeof address) != sizeof address)
    return;
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * table_service_start:
 * @n_backups: how many backups it has
 *
 * To be called before anything starts a thread.
 *
 * Returns: (transfer full): where it answers; %NULL where it could not be started
 */
char *
table_service_start (guint n_backups)
{
  char address[MAX_ADDRESS];
  int ends[2];

  if (pipe (ends) != 0 || (service_process = fork ()) < 0)
    return NULL;
  if (service_process == 0)
    {
      serve (n_backups, ends[1]);
      _exit (1);
    }
  if (read (ends[0], address, sizeof address) != sizeof address)
    return NULL;
  return g_strdup (address);
}

/**
 * table_service_stop:
 *
 * Ends it.
 */
void
table_service_stop (void)
{
  kill (service_process, SIGTERM);
}
