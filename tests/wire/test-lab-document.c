/* SPDX-License-Identifier: GPL-3.0-or-later
 * A lab's state file: what is written is read again, and nothing else is taken for one. */

#include "config.h"

#include "wire/reprise-lab-document.h"

#include "model/reprise-repository.h"
#include "model/reprise-schedule.h"
#include "model/reprise-task.h"
#include "wire/reprise-wire-error.h"

#include <string.h>

#define ID "11111111-2222-4333-8444-55555555550"
#define CREATED_AT G_GINT64_CONSTANT (1718827083000000)

static RepriseLabDatabaseRecord *
new_record (void)
{
  static const char *const node_names[] = { "n1", "n2", NULL };
  RepriseLabDatabaseRecord *record = reprise_lab_database_record_new ();
  RepriseRepositoryFields repository = REPRISE_REPOSITORY_FIELDS_INIT;
  RepriseScheduleFields schedule = { "daily", REPRISE_BACKUP_TYPE_FULL, "0 6 * * ?" };

  record->id = g_strdup (ID "5");
  record->name = g_strdup ("parts");
  record->node_names = g_strdupv ((GStrv) node_names);
  record->automatic_ddl = TRUE;
  record->admin_password = g_strdup ("admin-secret");
  record->app_password = g_strdup ("app-secret");
  record->created_at = CREATED_AT;
  record->updated_at = CREATED_AT + REPRISE_INSTANT_SECOND;
  repository.id = ID "6";
  repository.created_at = CREATED_AT;
  repository.retention_full = 7;
  g_ptr_array_add (record->repositories, reprise_repository_new (&repository));
  g_ptr_array_add (record->schedules, reprise_schedule_new (&schedule));
  return record;
}

static RepriseLabDocument *
new_document (void)
{
  RepriseLabDocument *document = reprise_lab_document_new ();
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  RepriseTaskFields task = REPRISE_TASK_FIELDS_INIT;

  document->marker = g_strdup (ID "0");
  document->is_complete = TRUE;
  document->port = 4711;
  document->created_at = CREATED_AT;
  document->tenant_id = g_strdup (ID "1");
  document->cluster_id = g_strdup (ID "2");
  document->cloud_account_id = g_strdup (ID "3");
  document->store_id = g_strdup (ID "4");
  document->client_id = g_strdup ("client");
  document->client_secret = g_strdup ("secret");
  g_ptr_array_add (document->databases, new_record ());
  task.id = ID "7";
  task.name = "restore";
  task.status_word = "failed";
  task.error = "FATAL:  recovery ended\nat once";
  task.messages = messages;
  g_ptr_array_add (document->tasks, reprise_task_new (&task));
  return document;
}

/* Everything that is written is read again as it was. */
static void
test_lab_document_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseLabDocument) written = new_document ();
  g_autoptr (GBytes) json = reprise_lab_document_encode (written);
  g_autoptr (RepriseLabDocument) document = reprise_lab_document_parse (json, &error);
  g_autoptr (GBytes) again = NULL;
  const RepriseLabDatabaseRecord *record;

  g_assert_no_error (error);
  again = reprise_lab_document_encode (document);
  g_assert_true (g_bytes_equal (json, again));
  g_assert_true (document->is_complete);
  g_assert_cmpuint (document->port, ==, 4711);
  g_assert_cmpstr (document->client_secret, ==, "secret");
  record = g_ptr_array_index (document->databases, 0);
  g_assert_null (record->display_name);
  g_assert_true (record->automatic_ddl);
  g_assert_cmpstr (record->node_names[1], ==, "n2");
  g_assert_cmpstr (record->app_password, ==, "app-secret");
  g_assert_cmpint (record->updated_at, ==, CREATED_AT + REPRISE_INSTANT_SECOND);
  g_assert_cmpstr (reprise_repository_get_id (g_ptr_array_index (record->repositories, 0)),
                   ==,
                   ID "6");
  g_assert_cmpstr (reprise_schedule_get_cron_expression (g_ptr_array_index (record->schedules, 0)),
                   ==,
                   "0 6 * * ?");
  g_assert_cmpstr (reprise_task_get_error (g_ptr_array_index (document->tasks, 0)),
                   ==,
                   "FATAL:  recovery ended\nat once");
}

/* Other JSON, a damaged file and one with a later format are not taken for a lab's state. */
static void
test_lab_document_refuses (void)
{
  g_autoptr (RepriseLabDocument) written = new_document ();
  g_autoptr (GBytes) json = reprise_lab_document_encode (written);
  g_autofree char *whole = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  static const char *const changes[][2] = {
    { "reprise-lab 1", "reprise-lab 2" },
    { "\"is_complete\":true", "\"is_complete\":1" },
    { "\"port\":4711", "\"port\":65536" },
    { "\"marker\":\"" ID "0\"", "\"marker\":\"x\"" },
    { "\"client_secret\":\"secret\",", "" },
    { "\"databases\":[", "\"databases\":[7," },
    { "\"repositories\":[", "\"repositories\":[],\"r\":[" },
    { "}", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (whole);
      g_autoptr (GBytes) changed = NULL;

      g_assert_cmpuint (g_string_replace (text, changes[i][0], changes[i][1], 1), ==, 1);
      changed = g_bytes_new (text->str, text->len);
      g_assert_null (reprise_lab_document_parse (changed, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == REPRISE_WIRE_ERROR);
      g_assert_null (strstr (error->message, "app-secret"));
    }
}

/* A client is handed the address and its credentials, and nothing else of the lab. */
static void
test_lab_document_hands_out_credentials (void)
{
  g_autoptr (RepriseLabDocument) document = new_document ();
  g_autoptr (GBytes) json =
                 reprise_lab_document_encode_credentials (document, "http://127.0.0.1:1");
  static const char expected[] =
      "{\"api_url\":\"http://127.0.0.1:1\",\"client_id\":\"client\",\"client_secret\":\"secret\"}";

  g_assert_cmpmem (g_bytes_get_data (json, NULL),
                   g_bytes_get_size (json),
                   expected,
                   strlen (expected));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/lab-document/round-trip", test_lab_document_round_trip);
  g_test_add_func ("/wire/lab-document/refuses", test_lab_document_refuses);
  g_test_add_func ("/wire/lab-document/hands-out-credentials",
                   test_lab_document_hands_out_credentials);
  return g_test_run ();
}
