/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inventory of one node in one repository, read page by page. */

#include "config.h"

#include "cloud/reprise-cloud-inventory.h"

#include "cloud/reprise-cloud-error.h"
#include "cloud/reprise-cloud-inventory-pages.h"
#include "model/reprise-service-error.h"
#include "restore/reprise-backend-answer.h"
#include "wire/reprise-answer.h"
#include "wire/reprise-inventory-codec.h"

#include <glib/gi18n.h>

typedef struct
{
  char *repository_id;
  char *node_name;
  RepriseInventoryProgress progress;
  gpointer progress_data;
  /* With the thread while a page is decoded. */
  RepriseCloudInventoryPages *pages;
  GPtrArray *problems;
  gboolean is_whole;
  gboolean has_data;
  guint offset;
  guint n_pages;
} Reading;

/* What the thread is given, and what it gives back; it touches nothing else. */
typedef struct
{
  char *repository_id;
  char *node_name;
  GBytes *body;
  RepriseCloudInventoryPages *pages;
  GPtrArray *problems;
  RepriseInventory *page;
  guint n_rows;
  guint n_readable;
} Page;

typedef struct
{
  RepriseCloudInventoryPages *pages;
  gboolean is_complete;
} Joining;

static void
reading_free (Reading *reading)
{
  g_free (reading->repository_id);
  g_free (reading->node_name);
  g_clear_pointer (&reading->pages, reprise_cloud_inventory_pages_free);
  g_clear_pointer (&reading->problems, g_ptr_array_unref);
  g_free (reading);
}

static void
page_free (Page *page)
{
  g_free (page->repository_id);
  g_free (page->node_name);
  g_clear_pointer (&page->body, g_bytes_unref);
  g_clear_pointer (&page->pages, reprise_cloud_inventory_pages_free);
  g_clear_pointer (&page->problems, g_ptr_array_unref);
  g_clear_object (&page->page);
  g_free (page);
}

static void
joining_free (Joining *joining)
{
  g_clear_pointer (&joining->pages, reprise_cloud_inventory_pages_free);
  g_free (joining);
}

/* An answer that names something else must not be taken for what was asked. */
static gboolean
is_as_asked (const Page *page, RepriseInventory *inventory)
{
  const char *repository_id = reprise_inventory_get_repository_id (inventory);
  const char *node_name = reprise_inventory_get_node_name (inventory);

  return (repository_id == NULL || g_ascii_strcasecmp (repository_id, page->repository_id) == 0) &&
         (node_name == NULL || g_str_equal (node_name, page->node_name));
}

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Page *page = task_data;
  GError *problem = NULL;
  GError *error = NULL;
  g_autoptr (RepriseInventory) inventory =
          reprise_inventory_decode (page->body, FALSE, &page->n_rows, page->problems, &problem);

  if (inventory == NULL)
    {
      reprise_cloud_error_take_wire (&error, _ ("The inventory cannot be read"), problem);
      g_task_return_error (task, error);
    }
  else if (!is_as_asked (page, inventory))
    g_task_return_new_error (task,
                             REPRISE_SERVICE_ERROR,
                             REPRISE_SERVICE_ERROR_PROTOCOL,
                             _ ("The inventory is that of another repository or node"));
  else
    {
      page->n_readable = reprise_inventory_get_n_backups (inventory);
      page->page = reprise_cloud_inventory_pages_add (page->pages, inventory);
      g_task_return_boolean (task, TRUE);
    }
}

static void
join_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Joining *joining = task_data;

  g_task_return_pointer (task,
                         reprise_cloud_inventory_pages_join (joining->pages, joining->is_complete),
                         g_object_unref);
}

static void
end_reading (GTask *task, RepriseInventory *inventory)
{
  Reading *reading = g_task_get_task_data (task);

  if (reading->problems->len == 0)
    g_clear_pointer (&reading->problems, g_ptr_array_unref);
  reprise_backend_return_object (task, inventory, g_steal_pointer (&reading->problems));
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  end_reading (task, g_task_propagate_pointer (G_TASK (result), NULL));
}

/* Takes the task over. */
static void
join (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GTask) joining_task = NULL;
  Joining *joining;

  if (!reading->has_data)
    {
      end_reading (task, NULL);
      g_object_unref (task);
      return;
    }
  joining = g_new0 (Joining, 1);
  joining->pages = g_steal_pointer (&reading->pages);
  joining->is_complete = reading->is_whole;
  joining_task = g_task_new (NULL, NULL, joined_cb, task);
  g_task_set_source_tag (joining_task, join);
  g_task_set_task_data (joining_task, joining, (GDestroyNotify) joining_free);
  g_task_run_in_thread (joining_task, join_in_thread);
}

static void read_page (GTask *task);

static gboolean
is_last (Reading *reading, const Page *page, guint n_new)
{
  if (page->n_rows < REPRISE_CLOUD_INVENTORY_SHORT_ROWS)
    return TRUE;
  /* A service that does not look at the offset would go on for ever. */
  if (page->n_readable > 0 && n_new == 0)
    return TRUE;
  if (reading->n_pages < REPRISE_CLOUD_INVENTORY_MAX_PAGES)
    return FALSE;
  reading->is_whole = FALSE;
  g_ptr_array_add (reading->problems,
                   g_strdup_printf (_ ("The inventory is longer than %u backups; the rest was not "
                                       "read"),
                                    reading->offset));
  return TRUE;
}

static void
page_decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  Page *page = g_task_get_task_data (G_TASK (result));
  /* Must not go away with the thread's data, on whichever thread that does: others may have it now.
   */
  g_autoptr (RepriseInventory) shown = g_steal_pointer (&page->page);
  GError *error = NULL;
  gboolean is_read = g_task_propagate_boolean (G_TASK (result), &error);
  guint n_new;

  reading->pages = g_steal_pointer (&page->pages);
  reading->problems = g_steal_pointer (&page->problems);
  if (!is_read)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  reading->has_data = TRUE;
  reading->offset += page->n_rows;
  if (page->n_readable < page->n_rows)
    reading->is_whole = FALSE;
  n_new = reprise_inventory_get_n_backups (shown);
  if (reading->progress != NULL && n_new > 0)
    reading->progress (shown,
                       reprise_cloud_inventory_pages_get_n_backups (reading->pages),
                       reading->progress_data);
  if (is_last (reading, page, n_new))
    join (g_steal_pointer (&task));
  else
    read_page (g_steal_pointer (&task));
}

/* Takes both over. */
static void
decode (GTask *task, GBytes *body)
{
  Reading *reading = g_task_get_task_data (task);
  /* No source object: the thread must not be the one that drops the last reference to it. */
  g_autoptr (GTask) decoding = g_task_new (NULL, NULL, page_decoded_cb, task);
  Page *page = g_new0 (Page, 1);

  page->repository_id = g_strdup (reading->repository_id);
  page->node_name = g_strdup (reading->node_name);
  page->body = body;
  page->pages = g_steal_pointer (&reading->pages);
  page->problems = g_steal_pointer (&reading->problems);
  g_task_set_source_tag (decoding, decode);
  g_task_set_task_data (decoding, page, (GDestroyNotify) page_free);
  g_task_run_in_thread (decoding, decode_in_thread);
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) body =
                 reprise_cloud_session_read_finish (REPRISE_CLOUD_SESSION (source), result, &error);

  if (body == NULL)
    g_task_return_error (task, error);
  /* No data for that node, or none from here on. */
  else if (reprise_answer_is_empty (body))
    join (g_steal_pointer (&task));
  else
    decode (g_steal_pointer (&task), g_steal_pointer (&body));
}

/* Takes the task over. The newest come first: what ends meanwhile then pushes rows onto the next
 * page, where they are seen twice, and what expires is at the end, so that no row is ever missed.
 */
static void
read_page (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autofree char *node_name = g_uri_escape_string (reading->node_name, NULL, FALSE);
  g_autofree char *target = g_strdup_printf ("/byoc/v1/backup-repositories/%s/%s"
                                             "?backup_limit=%d&backup_offset=%u&descending=true",
                                             reading->repository_id,
                                             node_name,
                                             REPRISE_CLOUD_INVENTORY_PAGE_ROWS,
                                             reading->offset);

  reading->n_pages++;
  reprise_cloud_session_read_async (g_task_get_source_object (task),
                                    target,
                                    REPRISE_CLOUD_INVENTORY_TIMEOUT_USEC,
                                    g_task_get_cancellable (task),
                                    page_read_cb,
                                    task);
}

/**
 * reprise_cloud_inventory_async:
 * @session: what to read over
 * @request: what to read, the repository by a canonical id; copied
 * @cancellable: (nullable): stops it
 * @callback: called with all of it
 * @user_data: given to @callback
 */
void
reprise_cloud_inventory_async (RepriseCloudSession *session,
                               const RepriseInventoryRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, reprise_cloud_inventory_async);
  reading->repository_id = g_strdup (request->repository_id);
  reading->node_name = g_strdup (request->node_name);
  reading->progress = request->progress;
  reading->progress_data = request->progress_data;
  reading->pages = reprise_cloud_inventory_pages_new ();
  reading->problems = g_ptr_array_new_with_free_func (g_free);
  reading->is_whole = TRUE;
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  read_page (task);
}

/**
 * reprise_cloud_inventory_finish:
 * @session: what was read over
 * @result: what the callback was given
 * @inventory: (out) (nullable) (transfer full): the oldest backup first; %NULL for no data
 * @problems: (out) (nullable) (transfer full) (element-type utf8): what was left out and why
 * @error: set to %G_IO_ERROR_CANCELLED or a %REPRISE_SERVICE_ERROR
 *
 * Returns: whether there was an answer
 */
gboolean
reprise_cloud_inventory_finish (RepriseCloudSession *session,
                                GAsyncResult *result,
                                RepriseInventory **inventory,
                                GPtrArray **problems,
                                GError **error)
{
  g_autoptr (RepriseBackendAnswer) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_cloud_inventory_async), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;
  *inventory =
      answer->objects->len > 0 ? g_object_ref (g_ptr_array_index (answer->objects, 0)) : NULL;
  *problems = g_steal_pointer (&answer->problems);
  return TRUE;
}
