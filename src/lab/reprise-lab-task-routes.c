/* SPDX-License-Identifier: GPL-3.0-or-later
 * Handlers: tasks. */

#include "config.h"

#include "lab/reprise-lab-routes-private.h"

#include "base/reprise-uuid.h"
#include "lab/reprise-lab-query.h"
#include "lab/reprise-lab-service.h"
#include "wire/reprise-service-error-table.h"
#include "wire/reprise-task-codec.h"

/* Ids are not typed here: the service fails instead of refusing. */
static gboolean
check_untyped_id (RepriseLabRequest *request, const char *name)
{
  const char *id = reprise_lab_request_get_query (request, name);

  if (id == NULL || reprise_uuid_is_canonical (id))
    return TRUE;
  reprise_lab_request_refuse (request,
                              SOUP_STATUS_INTERNAL_SERVER_ERROR,
                              REPRISE_PHRASE_LIST_TASKS_FAILED);
  return FALSE;
}

static gboolean
check_status (RepriseLabRequest *request)
{
  const char *status = reprise_lab_request_get_query (request, "status");

  if (status == NULL || reprise_task_status_from_word (status) != REPRISE_TASK_STATUS_UNKNOWN)
    return TRUE;
  reprise_lab_request_refuse (request,
                              SOUP_STATUS_BAD_REQUEST,
                              "status must be queued, running, succeeded or failed");
  return FALSE;
}

static gboolean
is_wanted (RepriseLabRequest *request, const char *name, const char *value)
{
  const char *wanted = reprise_lab_request_get_query (request, name);

  return wanted == NULL || g_strcmp0 (wanted, value) == 0;
}

void
reprise_lab_routes_list_tasks (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabState *state = reprise_lab_service_get_state (REPRISE_LAB_SERVICE (service_data));
  GPtrArray *tasks = reprise_lab_state_get_tasks (state);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) selected = NULL;
  RepriseLabPage page;

  if (!check_untyped_id (request, "subject_id") || !check_untyped_id (request, "id") ||
      !check_status (request) ||
      !reprise_lab_query_read_page (request, REPRISE_LAB_PAGE_RULES_TASKS, &page))
    return;
  for (guint i = 0; i < tasks->len; i++)
    {
      RepriseTask *task = g_ptr_array_index (tasks, i);

      if (is_wanted (request, "subject_id", reprise_task_get_subject_id (task)) &&
          is_wanted (request, "subject_kind", reprise_task_get_subject_kind (task)) &&
          is_wanted (request, "id", reprise_task_get_id (task)) &&
          is_wanted (request, "name", reprise_task_get_name (task)) &&
          is_wanted (request, "status", reprise_task_get_status_word (task)))
        g_ptr_array_add (wanted, task);
    }
  /* Newest first always: this list takes no other order. */
  page.descending = FALSE;
  selected = reprise_lab_page_select (&page, wanted, NULL);
  reprise_lab_request_answer (request, SOUP_STATUS_OK, reprise_task_list_encode (selected));
}
