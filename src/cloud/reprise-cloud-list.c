/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists of the service, page by page, without rows that came twice. */

#include "config.h"

#include "cloud/reprise-cloud-list.h"

#include "base/reprise-secret.h"
#include "cloud/reprise-cloud-error.h"
#include "restore/reprise-backend-answer.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const RepriseCloudListKind *kind;
  char *target;
  guint at_most;
  guint offset;
  guint n_asked;
  guint n_pages;
  GPtrArray *objects;
  GPtrArray *problems;
  /* The ids of what is in objects. */
  GHashTable *seen;
} Listing;

/* What the thread is given, and what it gives back; it touches nothing else. */
typedef struct
{
  const RepriseCloudListKind *kind;
  GBytes *body;
  GPtrArray *objects;
  GPtrArray *problems;
  guint n_rows;
} Page;

static void
listing_free (Listing *listing)
{
  g_free (listing->target);
  g_clear_pointer (&listing->objects, g_ptr_array_unref);
  g_clear_pointer (&listing->problems, g_ptr_array_unref);
  g_hash_table_unref (listing->seen);
  g_free (listing);
}

static void
page_free (Page *page)
{
  g_clear_pointer (&page->body, reprise_secret_unref_bytes);
  g_clear_pointer (&page->objects, g_ptr_array_unref);
  g_clear_pointer (&page->problems, g_ptr_array_unref);
  g_free (page);
}

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Page *page = task_data;
  GError *problem = NULL;
  GError *error = NULL;

  page->problems = g_ptr_array_new_with_free_func (g_free);
  page->objects = page->kind->decode (page->body, &page->n_rows, page->problems, &problem);
  /* Rows may hold passwords that were left out of the objects. */
  g_clear_pointer (&page->body, reprise_secret_unref_bytes);
  if (page->objects != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  reprise_cloud_error_take_wire (&error, _ (page->kind->what), problem);
  g_task_return_error (task, error);
}

static void
append_all (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (g_ptr_array_index (from, i)));
}

/* While something is created or removed, rows move from one page to the next. */
static guint
append_new (Listing *listing, GPtrArray *objects)
{
  guint before = listing->objects->len;

  for (guint i = 0; i < objects->len; i++)
    {
      gpointer object = g_ptr_array_index (objects, i);

      if (g_hash_table_add (listing->seen, g_strdup (listing->kind->get_id (object))))
        g_ptr_array_add (listing->objects, g_object_ref (object));
    }
  return listing->objects->len - before;
}

static gboolean
has_enough (const Listing *listing)
{
  return listing->at_most != 0 && listing->objects->len >= listing->at_most;
}

static void
finish_listing (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);

  if (has_enough (listing))
    g_ptr_array_set_size (listing->objects, (int) listing->at_most);
  if (listing->problems->len == 0)
    g_clear_pointer (&listing->problems, g_ptr_array_unref);
  reprise_backend_return_objects (task,
                                  g_steal_pointer (&listing->objects),
                                  g_steal_pointer (&listing->problems));
}

static void read_page (GTask *task);

/* The service says neither how many there are nor that there are no more: a short page is the only
 * sign, and a page is short by what can have been given, not by what was asked for. */
static void
go_on_or_finish (GTask *task, guint n_rows, gboolean is_repeated)
{
  Listing *listing = g_task_get_task_data (task);

  if (!listing->kind->is_paged || n_rows < listing->n_asked || is_repeated || has_enough (listing))
    finish_listing (task);
  else if (listing->n_pages >= REPRISE_CLOUD_MAX_PAGES)
    {
      g_ptr_array_add (listing->problems,
                       g_strdup_printf (_ ("A list is longer than %u rows; the rest was not read"),
                                        listing->offset));
      finish_listing (task);
    }
  else
    {
      read_page (task);
      return;
    }
  g_object_unref (task);
}

static void
page_decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  Page *page = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gboolean is_repeated;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  append_all (listing->problems, page->problems);
  /* A service that does not look at the offset would go on for ever. */
  is_repeated = append_new (listing, page->objects) == 0 && page->objects->len > 0;
  listing->offset += page->n_rows;
  go_on_or_finish (g_steal_pointer (&task), page->n_rows, is_repeated);
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *body = reprise_cloud_session_read_finish (REPRISE_CLOUD_SESSION (source), result, &error);
  g_autoptr (GTask) decoding = NULL;
  Page *page;

  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  page = g_new0 (Page, 1);
  page->kind = listing->kind;
  page->body = body;
  /* No source object: the thread must not be the one that drops the last reference to it. */
  decoding = g_task_new (NULL, NULL, page_decoded_cb, g_steal_pointer (&task));
  g_task_set_source_tag (decoding, page_read_cb);
  g_task_set_task_data (decoding, page, (GDestroyNotify) page_free);
  g_task_run_in_thread (decoding, decode_in_thread);
}

static char *
dup_page_target (Listing *listing)
{
  if (!listing->kind->is_paged)
    return g_strdup (listing->target);
  return g_strdup_printf ("%s%climit=%u&offset=%u",
                          listing->target,
                          strchr (listing->target, '?') != NULL ? '&' : '?',
                          listing->n_asked,
                          listing->offset);
}

/* Takes the task over. */
static void
read_page (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);
  g_autofree char *target = dup_page_target (listing);

  listing->n_pages++;
  reprise_cloud_session_read_async (g_task_get_source_object (task),
                                    target,
                                    REPRISE_CLOUD_TIMEOUT_USEC,
                                    g_task_get_cancellable (task),
                                    page_read_cb,
                                    task);
}

/**
 * reprise_cloud_list_async:
 * @session: what to read over
 * @kind: what is listed; must not go away
 * @target: the path, perhaps with a query
 * @at_most: how many rows are wanted; 0 for all
 * @cancellable: (nullable): stops it
 * @callback: called with all of them
 * @user_data: given to @callback
 */
void
reprise_cloud_list_async (RepriseCloudSession *session,
                          const RepriseCloudListKind *kind,
                          const char *target,
                          guint at_most,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  g_task_set_source_tag (task, reprise_cloud_list_async);
  listing->kind = kind;
  listing->target = g_strdup (target);
  listing->at_most = at_most;
  listing->n_asked =
      at_most == 0 ? REPRISE_CLOUD_PAGE_ROWS : MIN (at_most, REPRISE_CLOUD_PAGE_ROWS);
  listing->objects = g_ptr_array_new_with_free_func (g_object_unref);
  listing->problems = g_ptr_array_new_with_free_func (g_free);
  listing->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  read_page (task);
}

/**
 * reprise_cloud_list_finish:
 * @session: what was read over
 * @result: what the callback was given
 * @problems: (out) (nullable) (transfer full) (element-type utf8): what was left out and why
 * @error: set to %G_IO_ERROR_CANCELLED or a %REPRISE_SERVICE_ERROR
 *
 * Returns: (transfer full) (element-type GObject): the rows in the service's order, or %NULL on
 *   failure
 */
GPtrArray *
reprise_cloud_list_finish (RepriseCloudSession *session,
                           GAsyncResult *result,
                           GPtrArray **problems,
                           GError **error)
{
  g_autoptr (RepriseBackendAnswer) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_cloud_list_async), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return NULL;
  *problems = g_steal_pointer (&answer->problems);
  return g_steal_pointer (&answer->objects);
}
