/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reading of a file on a thread of its own, told piece by piece where it was begun. */

#include "config.h"

#include "inventory/reprise-file-reading.h"

#define CHUNK_BYTES (256 * 1024)

/* Belongs to the thread while it runs; @object is only looked at on the context. */
typedef struct
{
  GFile *file;
  GInputStream *stream;
  GCancellable *cancellable;
  char *buffer;
  RepriseInstant modified_at;
  const RepriseFileReadingEvents *events;
  GMainContext *context;
  GWeakRef *object; /* reference-counted: events on their way outlive the reading */
} Reading;

/* Something that happened, on its way to the context. */
typedef struct
{
  const RepriseFileReadingEvents *events;
  GWeakRef *object;
  RepriseSavedAccount *account;
  RepriseSavedInventory *inventory;
  char *repository_id;
  char *node_name;
  RepriseInventory *page;
  guint n_backups;
} Event;

static void
clear_weak_ref (gpointer object)
{
  g_weak_ref_clear (object);
}

static GWeakRef *
weak_ref_new (GObject *object)
{
  GWeakRef *ref = g_atomic_rc_box_new0 (GWeakRef);

  g_weak_ref_init (ref, object);
  return ref;
}

static void
weak_ref_release (GWeakRef *ref)
{
  g_atomic_rc_box_release_full (ref, clear_weak_ref);
}

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->file);
  g_clear_object (&reading->stream);
  g_clear_object (&reading->cancellable);
  g_free (reading->buffer);
  g_main_context_unref (reading->context);
  weak_ref_release (reading->object);
  g_free (reading);
}

static void
event_free (gpointer data)
{
  Event *event = data;

  weak_ref_release (event->object);
  g_clear_pointer (&event->account, reprise_saved_account_free);
  g_clear_pointer (&event->inventory, reprise_saved_inventory_free);
  g_free (event->repository_id);
  g_free (event->node_name);
  g_clear_object (&event->page);
  g_free (event);
}

static gboolean
event_cb (gpointer user_data)
{
  Event *event = user_data;
  g_autoptr (GObject) object = g_weak_ref_get (event->object);

  if (object == NULL)
    return G_SOURCE_REMOVE;
  if (event->account != NULL)
    event->events->head (object, g_steal_pointer (&event->account));
  else if (event->inventory != NULL)
    event->events->inventory (object, g_steal_pointer (&event->inventory));
  else
    event->events->page (object,
                         event->repository_id,
                         event->node_name,
                         event->page,
                         event->n_backups);
  return G_SOURCE_REMOVE;
}

static Event *
event_new (Reading *reading)
{
  Event *event = g_new0 (Event, 1);

  event->events = reading->events;
  event->object = g_atomic_rc_box_acquire (reading->object);
  return event;
}

/* With the priority of the end of the task, so that they arrive in order. */
static void
send_event (Reading *reading, Event *event)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, event_cb, event, event_free);
  g_source_set_static_name (source, "[reprise] file reading");
  g_source_attach (source, reading->context);
}

static void
head_read_cb (RepriseSavedAccount *account, gpointer user_data)
{
  Event *event = event_new (user_data);

  event->account = account;
  send_event (user_data, event);
}

static void
page_read_cb (const char *repository_id,
              const char *node_name,
              RepriseInventory *page,
              guint n_backups,
              gpointer user_data)
{
  Event *event = event_new (user_data);

  event->repository_id = g_strdup (repository_id);
  event->node_name = g_strdup (node_name);
  event->page = g_object_ref (page);
  event->n_backups = n_backups;
  send_event (user_data, event);
}

static void
inventory_read_cb (const RepriseSavedInventory *saved, gpointer user_data)
{
  Event *event = event_new (user_data);

  event->inventory = reprise_saved_inventory_copy (saved);
  send_event (user_data, event);
}

static gssize
next_chunk (gpointer source, const char **chunk, GError **error)
{
  Reading *reading = source;

  *chunk = reading->buffer;
  return g_input_stream_read (reading->stream,
                              reading->buffer,
                              CHUNK_BYTES,
                              reading->cancellable,
                              error);
}

static gboolean
open_file (Reading *reading, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (reading->stream != NULL)
    return TRUE;
  stream = g_file_read (reading->file, reading->cancellable, error);
  if (stream == NULL)
    return FALSE;
  info = g_file_input_stream_query_info (stream,
                                         G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                         reading->cancellable,
                                         NULL);
  if (info != NULL)
    reading->modified_at = reprise_instant_from_unix (
        (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED));
  reading->stream = G_INPUT_STREAM (g_steal_pointer (&stream));
  return TRUE;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  const RepriseFileReadingEvents *events = reading->events;
  const RepriseDocumentWatcher watcher = {
    .head = events->head == NULL ? NULL : head_read_cb,
    .page = events->page == NULL ? NULL : page_read_cb,
    .inventory = events->inventory == NULL ? NULL : inventory_read_cb,
    .user_data = reading,
  };
  RepriseDocument *document = NULL;
  GError *error = NULL;

  if (open_file (reading, &error))
    document = reprise_document_read (next_chunk, reading, &watcher, &error);
  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) reprise_document_free);
  else
    g_task_return_error (task, error);
}

/**
 * reprise_file_reading_async:
 * @file: (nullable): what to read
 * @stream: (nullable): what to read instead
 * @events: (not nullable): what to call meanwhile; static
 * @object: given to @events, as long as it lives
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: given to @callback
 */
void
reprise_file_reading_async (GFile *file,
                            GInputStream *stream,
                            const RepriseFileReadingEvents *events,
                            GObject *object,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  /* No source object: the thread must not be the one that drops the last reference to it. */
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->file = file == NULL ? NULL : g_object_ref (file);
  reading->stream = stream == NULL ? NULL : g_object_ref (stream);
  reading->cancellable = cancellable == NULL ? NULL : g_object_ref (cancellable);
  reading->buffer = g_malloc (CHUNK_BYTES);
  reading->modified_at = REPRISE_INSTANT_NONE;
  reading->events = events;
  reading->context = g_main_context_ref_thread_default ();
  reading->object = weak_ref_new (object);
  g_task_set_source_tag (task, reprise_file_reading_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * reprise_file_reading_finish:
 * @result: what the callback was given
 * @modified_at: (out): when the file was last written to, or %REPRISE_INSTANT_NONE
 * @error: set to what the file system or reprise_document_read() says
 *
 * Returns: (transfer full): what the file holds, or %NULL on failure
 */
RepriseDocument *
reprise_file_reading_finish (GAsyncResult *result, RepriseInstant *modified_at, GError **error)
{
  Reading *reading;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_file_reading_async), NULL);

  reading = g_task_get_task_data (G_TASK (result));
  *modified_at = reading->modified_at;
  return g_task_propagate_pointer (G_TASK (result), error);
}
