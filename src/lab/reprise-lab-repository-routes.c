/* SPDX-License-Identifier: GPL-3.0-or-later
 * Handlers: backup repositories and what is in them. */

#include "config.h"

#include "lab/reprise-lab-routes-private.h"

#include "lab/reprise-lab-blueprint.h"
#include "lab/reprise-lab-inventory.h"
#include "lab/reprise-lab-query.h"
#include "lab/reprise-lab-service.h"
#include "wire/reprise-inventory-codec.h"
#include "wire/reprise-repository-codec.h"
#include "wire/reprise-service-error-table.h"

typedef struct
{
  RepriseLabService *service;
  RepriseLabRequest *request; /* paused, and so alive */
  RepriseBackupType backup_type;
  RepriseLabPage page;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->service);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static RepriseInstant
get_created_at (gpointer row)
{
  return reprise_repository_get_created_at (row);
}

static int
compare_created_at (gconstpointer a, gconstpointer b)
{
  RepriseInstant first = get_created_at (*(gpointer *) a);
  RepriseInstant second = get_created_at (*(gpointer *) b);

  return first < second ? -1 : first > second;
}

static GPtrArray *
collect_repositories (RepriseLabState *state, const char *database_id, const char *storage_type)
{
  GPtrArray *collected = g_ptr_array_new ();
  GPtrArray *databases = reprise_lab_state_get_databases (state);

  for (guint i = 0; i < databases->len; i++)
    {
      const RepriseLabDatabaseRecord *record =
          reprise_lab_database_get_record (g_ptr_array_index (databases, i));

      if ((database_id != NULL && !g_str_equal (database_id, record->id)) ||
          (storage_type != NULL && !g_str_equal (storage_type, REPRISE_LAB_STORAGE_TYPE)))
        continue;
      for (guint j = 0; j < record->repositories->len; j++)
        g_ptr_array_add (collected, g_ptr_array_index (record->repositories, j));
    }
  g_ptr_array_sort (collected, compare_created_at);
  return collected;
}

void
reprise_lab_routes_list_repositories (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabState *state = reprise_lab_service_get_state (REPRISE_LAB_SERVICE (service_data));
  const char *database_id = reprise_lab_request_get_query (request, "database_id");
  g_autoptr (GPtrArray) repositories = NULL;
  g_autoptr (GPtrArray) selected = NULL;
  RepriseLabPage page;

  if (!reprise_lab_query_check_id (request, "database_id", database_id) ||
      !reprise_lab_query_read_page (request, REPRISE_LAB_PAGE_RULES, &page))
    return;
  repositories =
      collect_repositories (state, database_id, reprise_lab_request_get_query (request, "type"));
  selected = reprise_lab_page_select (&page, repositories, get_created_at);
  reprise_lab_request_answer (request, SOUP_STATUS_OK, reprise_repository_list_encode (selected));
}

static gboolean
read_backup_type (RepriseLabRequest *request, RepriseBackupType *type)
{
  const char *word = reprise_lab_request_get_query (request, "backup_type");

  *type = reprise_backup_type_from_word (word);
  if (word == NULL || *type != REPRISE_BACKUP_TYPE_UNKNOWN)
    return TRUE;
  reprise_lab_request_refuse (request,
                              SOUP_STATUS_BAD_REQUEST,
                              "backup_type must be full, diff or incr");
  return FALSE;
}

static void
inventory_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseInventory) inventory =
                 reprise_lab_engine_read_inventory_finish (reprise_lab_service_get_engine (
                                                               reading->service),
                                                           result,
                                                           &error);
  g_autoptr (GPtrArray) backups = NULL;

  if (error != NULL)
    {
      g_message ("%s", error->message);
      reprise_lab_request_refuse (reading->request,
                                  SOUP_STATUS_INTERNAL_SERVER_ERROR,
                                  REPRISE_PHRASE_REPOSITORY_UNREACHABLE);
      return;
    }
  if (inventory == NULL)
    {
      reprise_lab_request_answer (reading->request, SOUP_STATUS_NO_CONTENT, NULL);
      return;
    }
  backups = reprise_lab_inventory_select (inventory, reading->backup_type, &reading->page);
  reprise_lab_request_answer (reading->request,
                              SOUP_STATUS_OK,
                              reprise_inventory_encode (inventory, backups));
}

/* Answers the request where there is no such repository or no such node. */
static RepriseLabDatabase *
find_owner (RepriseLabRequest *request, RepriseLabState *state)
{
  const char *repository_id = reprise_lab_request_get_parameter (request, 0);
  RepriseLabDatabase *owner;

  if (!reprise_lab_query_check_id (request, "id", repository_id))
    return NULL;
  owner = reprise_lab_state_get_repository_owner (state, repository_id);
  if (owner == NULL)
    {
      reprise_lab_request_refuse (request, SOUP_STATUS_NOT_FOUND, "backup repository not found");
      return NULL;
    }
  if (!reprise_lab_blueprint_has_node (reprise_lab_request_get_parameter (request, 1)))
    {
      reprise_lab_request_refuse (request, SOUP_STATUS_NOT_FOUND, "node not found");
      return NULL;
    }
  return owner;
}

void
reprise_lab_routes_get_inventory (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabService *service = REPRISE_LAB_SERVICE (service_data);
  RepriseLabDatabase *owner = find_owner (request, reprise_lab_service_get_state (service));
  const char *node_name = reprise_lab_request_get_parameter (request, 1);
  Reading reading = { .service = service, .request = request };

  if (owner == NULL || !read_backup_type (request, &reading.backup_type) ||
      !reprise_lab_query_read_page (request, REPRISE_LAB_PAGE_RULES_BACKUPS, &reading.page))
    return;
  /* A node of the cluster that this database is not on. */
  if (!reprise_lab_database_has_node (owner, node_name))
    {
      reprise_lab_request_answer (request, SOUP_STATUS_NO_CONTENT, NULL);
      return;
    }
  g_object_ref (service);
  reprise_lab_request_pause (request);
  reprise_lab_engine_read_inventory_async (reprise_lab_service_get_engine (service),
                                           reprise_lab_database_get_record (owner)->id,
                                           reprise_lab_request_get_parameter (request, 0),
                                           node_name,
                                           NULL,
                                           inventory_read_cb,
                                           g_memdup2 (&reading, sizeof reading));
}
