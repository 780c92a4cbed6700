/* SPDX-License-Identifier: GPL-3.0-or-later
 * Handlers: databases. */

#include "config.h"

#include "lab/reprise-lab-routes-private.h"

#include "lab/reprise-lab-query.h"
#include "lab/reprise-lab-records.h"
#include "lab/reprise-lab-service.h"
#include "wire/reprise-database-codec.h"

/* Whose credentials are shown where nobody says. */
#define DEFAULT_USER_TYPE "admin"

typedef struct
{
  RepriseLabService *service;
  RepriseLabRequest *request; /* paused, and so alive */
  RepriseLabDatabase *database;
  GPtrArray *tables; /* nullable */
  char *user_type;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->service);
  g_object_unref (reading->database);
  g_clear_pointer (&reading->tables, g_ptr_array_unref);
  g_free (reading->user_type);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static RepriseInstant
get_created_at (gpointer row)
{
  return reprise_lab_database_get_record (row)->created_at;
}

/* Whose credentials are shown. */
typedef struct
{
  RepriseLabState *state;
  const char *user_type;
} Showing;

static RepriseCredentials *
get_credentials (RepriseDatabase *database, RepriseNode *node, gpointer user_data)
{
  const Showing *showing = user_data;

  if (node == NULL)
    return NULL;
  return reprise_lab_records_new_credentials (
      reprise_lab_state_get_database (showing->state, reprise_database_get_id (database)),
      reprise_node_get_name (node),
      showing->user_type);
}

static void
answer (RepriseLabRequest *request,
        RepriseLabService *service,
        RepriseLabDatabase *database,
        const char *user_type,
        GPtrArray *tables,
        gint64 storage_used)
{
  g_autoptr (RepriseDatabase) record =
                 reprise_lab_records_new_database (reprise_lab_service_get_operations (service),
                                                   database,
                                                   tables,
                                                   storage_used);
  Showing showing = { reprise_lab_service_get_state (service), user_type };

  reprise_lab_request_answer (request,
                              SOUP_STATUS_OK,
                              reprise_database_encode (record, get_credentials, &showing));
}

static void
size_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  RepriseLabEngine *engine = reprise_lab_service_get_engine (reading->service);
  gint64 size = reprise_lab_engine_read_size_finish (engine, result, NULL);

  answer (reading->request,
          reading->service,
          reading->database,
          reading->user_type,
          reading->tables,
          size);
}

/* Tables and size are optional: what cannot be read is left out. */
static void
tables_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  RepriseLabEngine *engine = reprise_lab_service_get_engine (reading->service);
  RepriseEngineDatabase *database = reprise_lab_database_get_engine_database (reading->database);

  reading->tables = reprise_lab_engine_read_tables_finish (engine, result, NULL);
  reprise_lab_engine_read_size_async (engine,
                                      database,
                                      NULL,
                                      size_read_cb,
                                      g_steal_pointer (&reading));
}

void
reprise_lab_routes_list_databases (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabService *service = REPRISE_LAB_SERVICE (service_data);
  RepriseLabState *state = reprise_lab_service_get_state (service);
  const char *cluster_id = reprise_lab_request_get_query (request, "cluster_id");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) selected = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Showing showing = { state, DEFAULT_USER_TYPE };
  gboolean is_ours = cluster_id == NULL ||
                     g_str_equal (cluster_id, reprise_lab_state_get_document (state)->cluster_id);
  RepriseLabPage page;

  if (!reprise_lab_query_check_id (request, "cluster_id", cluster_id) ||
      !reprise_lab_query_read_page (request, REPRISE_LAB_PAGE_RULES, &page))
    return;
  selected = reprise_lab_page_select (&page,
                                      is_ours ? reprise_lab_state_get_databases (state) : none,
                                      get_created_at);
  for (guint i = 0; i < selected->len; i++)
    g_ptr_array_add (records,
                     reprise_lab_records_new_database (reprise_lab_service_get_operations (service),
                                                       g_ptr_array_index (selected, i),
                                                       NULL,
                                                       -1));
  reprise_lab_request_answer (request,
                              SOUP_STATUS_OK,
                              reprise_database_list_encode (records, get_credentials, &showing));
}

void
reprise_lab_routes_get_database (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabService *service = REPRISE_LAB_SERVICE (service_data);
  RepriseLabDatabase *database = reprise_lab_routes_find_database (request, service);
  const char *user_type = reprise_lab_request_get_query (request, "user_type");
  Reading *reading;

  if (database == NULL)
    return;
  if (user_type == NULL)
    user_type = DEFAULT_USER_TYPE;
  if (!g_str_equal (user_type, "admin") && !g_str_equal (user_type, "app"))
    {
      reprise_lab_request_refuse (request,
                                  SOUP_STATUS_BAD_REQUEST,
                                  "user_type must be admin or app");
      return;
    }
  /* A copy that is being made is not asked anything. */
  if (reprise_lab_database_get_activity (database) == REPRISE_LAB_ACTIVITY_RESTORE)
    {
      answer (request, service, database, user_type, NULL, -1);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->service = g_object_ref (service);
  reading->request = request;
  reading->database = g_object_ref (database);
  reading->user_type = g_strdup (user_type);
  reprise_lab_request_pause (request);
  reprise_lab_engine_read_tables_async (reprise_lab_service_get_engine (service),
                                        reprise_lab_database_get_engine_database (database),
                                        NULL,
                                        tables_read_cb,
                                        reading);
}
