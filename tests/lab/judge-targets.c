/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says what the application would say about times to restore to.
 *
 * usage: judge-targets CONNECTION-FILE DATABASE-ID NODE REPOSITORY-ID
 *
 * Asks the service that the connection file names, once; prints what the window shows as a line of
 * JSON, then a line for each line of standard input: MICROSECONDS-SINCE-1970 at|before
 * [BASE-LABEL]. A word `unreported` takes away, for all lines after it, what the service says it
 * found in the archive, and prints what is left of the window.
 */

#include "config.h"

#include "cloud/reprise-cloud-backend.h"
#include "restore/reprise-restore-plan.h"
#include "restore/reprise-restore-reader.h"
#include "wire/reprise-connection-file-codec.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

static const char *const reach_words[] = {
  [REPRISE_REACH_NO_BACKUP] = "no backup", [REPRISE_REACH_TOO_EARLY] = "too early",
  [REPRISE_REACH_TOO_LATE] = "too late",   [REPRISE_REACH_NOT_ARCHIVED] = "not archived",
  [REPRISE_REACH_POSSIBLE] = "possible",   [REPRISE_REACH_LIKELY] = "likely",
  [REPRISE_REACH_PROVEN] = "proven",
};

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
await (GAsyncResult **kept)
{
  while (*kept == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static RepriseBackend *
connect_to (const char *path, GError **error)
{
  g_autoptr (RepriseConnectionFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *contents = NULL;
  RepriseCloudBackendFields fields = { .title = "The lab" };
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;
  bytes = g_bytes_new (contents, length);
  file = reprise_connection_file_decode (bytes, error);
  if (file == NULL)
    return NULL;
  fields.address = file->api_url;
  fields.client_id = file->client_id;
  fields.client_secret = file->client_secret;
  return reprise_cloud_backend_new (&fields, error);
}

/* A form as the dialog has it once source node and repository are chosen. */
static RepriseRestoreForm *
read_form (RepriseBackend *backend, char *const *choices, GError **error)
{
  g_autoptr (RepriseRestoreContext) context = NULL;
  g_autoptr (RepriseRestoreForm) form = NULL;
  g_autoptr (RepriseRestoreForm) with_node = NULL;
  g_autoptr (RepriseRestoreForm) with_repository = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) refreshed = NULL;

  reprise_restore_reader_open_async (backend, choices[0], NULL, keep_cb, &opened);
  await (&opened);
  context = reprise_restore_reader_open_finish (backend, opened, error);
  if (context == NULL)
    return NULL;
  form = reprise_restore_form_new (context);
  with_node = reprise_restore_form_with_source_node (form, choices[1]);
  with_repository = reprise_restore_form_with_repository (with_node, choices[2]);
  reprise_restore_reader_refresh_async (backend, with_repository, NULL, keep_cb, &refreshed);
  await (&refreshed);
  return reprise_restore_reader_refresh_finish (backend, refreshed, error);
}

/* The same from a service that does not look into archives. */
static RepriseRestoreForm *
without_report (RepriseRestoreForm *form)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (form);
  RepriseInventory *inventory = reprise_restore_window_get_inventory (window);
  g_autoptr (RepriseInventory) bare = reprise_inventory_new (&(RepriseInventoryFields){
      .database_id = reprise_inventory_get_database_id (inventory),
      .repository_id = reprise_inventory_get_repository_id (inventory),
      .node_name = reprise_inventory_get_node_name (inventory),
      .status_word = reprise_inventory_get_status_word (inventory),
      .status_code = reprise_inventory_get_status_code (inventory),
      .status_message = reprise_inventory_get_status_message (inventory),
      .pg_version = reprise_inventory_get_pg_version (inventory),
      .pg_system_id = reprise_inventory_get_pg_system_id (inventory),
      .archive_min_wal = reprise_inventory_get_archive_min_wal (inventory),
      .archive_max_wal = reprise_inventory_get_archive_max_wal (inventory),
      .backups = REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory)),
      .is_complete = reprise_inventory_get_is_complete (inventory),
  });
  g_autoptr (RepriseRestoreContext) context =
          reprise_restore_context_with_inventory (reprise_restore_form_get_context (form),
                                                  reprise_restore_form_get_repository_id (form),
                                                  reprise_restore_form_get_source_node (form),
                                                  bare,
                                                  reprise_restore_window_get_service_now (window));

  return reprise_restore_form_with_context (form, context);
}

static void
print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  puts (text);
  fflush (stdout);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, value);
}

static void
add_ranges (JsonBuilder *builder, RepriseRestoreWindow *window)
{
  gsize n_ranges;
  const RepriseWindowRange *ranges = reprise_restore_window_get_ranges (window, &n_ranges);

  json_builder_set_member_name (builder, "ranges");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n_ranges; i++)
    {
      json_builder_begin_object (builder);
      add_integer (builder, "start", ranges[i].start);
      add_integer (builder, "end", ranges[i].end);
      add_string (builder, "reach", reach_words[ranges[i].reach]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_stops (JsonBuilder *builder, RepriseRestoreWindow *window)
{
  gsize n_stops;
  const RepriseWindowStop *stops = reprise_restore_window_get_stops (window, &n_stops);

  json_builder_set_member_name (builder, "stops");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n_stops; i++)
    json_builder_add_int_value (builder, stops[i].stop);
  json_builder_end_array (builder);
}

static void
print_window (RepriseRestoreForm *form)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (form);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  RepriseReach reach;
  RepriseInstant latest;

  json_builder_begin_object (builder);
  add_integer (builder, "now", reprise_restore_window_get_service_now (window));
  add_integer (builder, "earliest", reprise_restore_window_get_earliest (window));
  if (reprise_restore_window_get_latest (window, &latest, &reach))
    {
      add_integer (builder, "latest", latest);
      add_string (builder, "latest_reach", reach_words[reach]);
    }
  add_ranges (builder, window);
  add_stops (builder, window);
  json_builder_end_object (builder);
  print (builder);
}

static void
add_violations (JsonBuilder *builder, RepriseRestoreForm *form)
{
  g_autoptr (GPtrArray) violations = reprise_restore_form_check_choices (form);

  json_builder_set_member_name (builder, "violations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < violations->len; i++)
    {
      const RepriseRestoreViolation *violation = g_ptr_array_index (violations, i);

      json_builder_add_string_value (builder, violation->text);
    }
  json_builder_end_array (builder);
}

static void
add_plan (JsonBuilder *builder, RepriseRestoreForm *form)
{
  g_autoptr (RepriseRestorePlan) plan = reprise_restore_plan_new (form);
  g_autoptr (RepriseBackup) base = reprise_restore_form_dup_start (form, NULL);
  g_autofree char *command = NULL;
  g_autofree char *request = NULL;

  if (plan != NULL)
    {
      command = reprise_restore_plan_dup_pgbackrest_command (plan);
      request = reprise_restore_plan_dup_json (plan);
    }
  add_string (builder, "base", base == NULL ? NULL : reprise_backup_get_label (base));
  add_string (builder, "command", command);
  add_string (builder, "request", request);
}

static void
judge (RepriseRestoreForm *form, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  const guint n_words = g_strv_length (words);
  g_autoptr (RepriseRestoreForm) by_time =
                 reprise_restore_form_with_method (form, REPRISE_RESTORE_METHOD_TIME);
  g_autoptr (RepriseRestoreForm) to = NULL;
  g_autoptr (RepriseRestoreForm) edged = NULL;
  g_autoptr (RepriseRestoreForm) based = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_assert_cmpuint (n_words, >=, 2);
  to = reprise_restore_form_with_time (by_time, g_ascii_strtoll (words[0], NULL, 10));
  edged = reprise_restore_form_with_exclusive (to, g_str_equal (words[1], "before"));
  based = reprise_restore_form_with_base (edged, n_words > 2 ? words[2] : NULL);
  json_builder_begin_object (builder);
  add_string (builder, "reach", reach_words[reprise_restore_form_judge_time (based)]);
  add_violations (builder, based);
  add_plan (builder, based);
  json_builder_end_object (builder);
  print (builder);
}

static void
judge_all (RepriseRestoreForm *form)
{
  g_autoptr (RepriseRestoreForm) bare = NULL;
  char line[256];

  print_window (form);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_strchomp (line);
      if (!g_str_equal (line, "unreported"))
        {
          judge (bare != NULL ? bare : form, line);
          continue;
        }
      bare = without_report (form);
      print_window (bare);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (RepriseBackend) backend = NULL;
  g_autoptr (RepriseRestoreForm) form = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 5)
    {
      g_printerr ("usage: judge-targets CONNECTION-FILE DATABASE-ID NODE REPOSITORY-ID\n");
      return 2;
    }
  backend = connect_to (argv[1], &error);
  if (backend != NULL)
    form = read_form (backend, argv + 2, &error);
  if (form == NULL || reprise_restore_form_get_window (form) == NULL)
    {
      g_printerr ("judge-targets: %s\n", error != NULL ? error->message : "no backups are known");
      return 1;
    }
  judge_all (form);
  return 0;
}
