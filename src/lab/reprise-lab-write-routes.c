/* SPDX-License-Identifier: GPL-3.0-or-later
 * Handlers: what changes something. */

#include "config.h"

#include "lab/reprise-lab-routes-private.h"

#include "lab/reprise-lab-query.h"
#include "lab/reprise-lab-service.h"
#include "wire/reprise-backup-request-codec.h"
#include "wire/reprise-restore-request-codec.h"

/* The service's empty success. */
static void
answer_null (RepriseLabRequest *request)
{
  reprise_lab_request_answer (request, SOUP_STATUS_OK, g_bytes_new_static ("null", 4));
}

/**
 * reprise_lab_routes_find_database:
 * @request: a request whose path names a database
 * @service: the service
 *
 * Returns: (transfer none) (nullable): the database; %NULL once the request is answered
 */
RepriseLabDatabase *
reprise_lab_routes_find_database (RepriseLabRequest *request, RepriseLabService *service)
{
  const char *id = reprise_lab_request_get_parameter (request, 0);
  RepriseLabDatabase *database;

  if (!reprise_lab_query_check_id (request, "id", id))
    return NULL;
  database = reprise_lab_state_get_database (reprise_lab_service_get_state (service), id);
  if (database == NULL)
    reprise_lab_request_refuse (request, SOUP_STATUS_NOT_FOUND, "database not found");
  return database;
}

void
reprise_lab_routes_back_up (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabService *service = REPRISE_LAB_SERVICE (service_data);
  RepriseLabDatabase *database = reprise_lab_routes_find_database (request, service);
  g_autoptr (GBytes) body = reprise_lab_request_dup_body (request);
  g_autoptr (RepriseBackupRequest) input = NULL;
  g_autoptr (GError) error = NULL;

  if (database == NULL)
    return;
  input = reprise_backup_request_decode (body, &error);
  if (input == NULL)
    reprise_lab_request_refuse (request, SOUP_STATUS_BAD_REQUEST, error->message);
  else if (!reprise_lab_operations_back_up (reprise_lab_service_get_operations (service),
                                            database,
                                            reprise_backup_request_get_target_nodes (input),
                                            reprise_backup_request_get_backup_type (input),
                                            reprise_backup_request_get_name (input),
                                            &error))
    reprise_lab_request_refuse_error (request, error);
  else
    answer_null (request);
}

static void
restore_begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepriseLabRequest *request = user_data; /* paused, and so alive */
  g_autoptr (GError) error = NULL;

  if (reprise_lab_operations_restore_finish (REPRISE_LAB_OPERATIONS (source), result, &error))
    answer_null (request);
  else
    reprise_lab_request_refuse_error (request, error);
}

/* Answered as soon as the restore's task is on disk. */
void
reprise_lab_routes_restore (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabService *service = REPRISE_LAB_SERVICE (service_data);
  RepriseLabDatabase *database = reprise_lab_routes_find_database (request, service);
  g_autoptr (GBytes) body = reprise_lab_request_dup_body (request);
  g_autoptr (RepriseRestoreRequest) input = NULL;
  g_autoptr (GError) error = NULL;

  if (database == NULL)
    return;
  input = reprise_restore_request_decode (body, &error);
  if (input == NULL)
    {
      reprise_lab_request_refuse (request, SOUP_STATUS_BAD_REQUEST, error->message);
      return;
    }
  reprise_lab_request_pause (request);
  reprise_lab_operations_restore_async (reprise_lab_service_get_operations (service),
                                        database,
                                        input,
                                        restore_begun_cb,
                                        request);
}
