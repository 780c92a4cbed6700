/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reading of a file on a thread of its own, told piece by piece where it was begun. */

#include "config.h"

#include "inventory/reprise-file-reading.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>

#define CHUNK_BYTES (256 * 1024)

/* Between two tellings of how far it is. */
#define PROGRESS_USEC (100 * 1000)

/* Belongs to the thread while it runs; @object is only looked at on the context. */
typedef struct
{
  GFile *file;
  GInputStream *stream;
  GCancellable *cancellable;
  char *buffer;
  RepriseInstant modified_at;
  gint64 n_bytes; /* of the file, or -1 */
  gint64 n_read;
  gint64 told_at; /* when progress was told last, by the monotonic clock */
  const RepriseFileReadingEvents *events;
  GMainContext *context;
  GWeakRef *object; /* reference-counted: events on their way outlive the reading */
} Reading;

/* Something that happened, on its way to the context. */
typedef struct _Event Event;

struct _Event
{
  void (*tell) (Event *event, gpointer object);
  const RepriseFileReadingEvents *events;
  GWeakRef *object;
  RepriseSavedAccount *account;
  RepriseSavedInventory *inventory;
  char *repository_id;
  char *node_name;
  RepriseInventory *page;
  guint n_backups;
  ReprisePgBackRestStanza *stanza;
  guint number;
  guint repository_key;
  gint64 n_read;
  gint64 n_bytes;
  RepriseInstant modified_at;
};

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
  g_clear_pointer (&event->stanza, reprise_pgbackrest_stanza_unref);
  g_free (event);
}

static gboolean
event_cb (gpointer user_data)
{
  Event *event = user_data;
  g_autoptr (GObject) object = g_weak_ref_get (event->object);

  if (object != NULL)
    event->tell (event, object);
  return G_SOURCE_REMOVE;
}

static Event *
event_new (Reading *reading, void (*tell) (Event *event, gpointer object))
{
  Event *event = g_new0 (Event, 1);

  event->tell = tell;
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
tell_opened (Event *event, gpointer object)
{
  event->events->opened (object, event->modified_at);
}

static void
tell_progress (Event *event, gpointer object)
{
  event->events->progress (object, event->n_read, event->n_bytes);
}

static void
tell_head (Event *event, gpointer object)
{
  event->events->head (object, g_steal_pointer (&event->account));
}

static void
tell_page (Event *event, gpointer object)
{
  event->events->page (object,
                       event->repository_id,
                       event->node_name,
                       event->page,
                       event->n_backups);
}

static void
tell_inventory (Event *event, gpointer object)
{
  event->events->inventory (object, g_steal_pointer (&event->inventory));
}

static void
tell_stanza_page (Event *event, gpointer object)
{
  event->events->stanza_page (object,
                              event->number,
                              event->repository_key,
                              event->page,
                              event->n_backups);
}

static void
tell_stanza (Event *event, gpointer object)
{
  event->events->stanza (object, event->number, g_steal_pointer (&event->stanza));
}

static void
head_read_cb (RepriseSavedAccount *account, gpointer user_data)
{
  Event *event = event_new (user_data, tell_head);

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
  Event *event = event_new (user_data, tell_page);

  event->repository_id = g_strdup (repository_id);
  event->node_name = g_strdup (node_name);
  event->page = g_object_ref (page);
  event->n_backups = n_backups;
  send_event (user_data, event);
}

static void
inventory_read_cb (const RepriseSavedInventory *saved, gpointer user_data)
{
  Event *event = event_new (user_data, tell_inventory);

  event->inventory = reprise_saved_inventory_copy (saved);
  send_event (user_data, event);
}

static void
stanza_page_read_cb (guint number,
                     guint repository_key,
                     RepriseInventory *page,
                     guint n_backups,
                     gpointer user_data)
{
  Event *event = event_new (user_data, tell_stanza_page);

  event->number = number;
  event->repository_key = repository_key;
  event->page = g_object_ref (page);
  event->n_backups = n_backups;
  send_event (user_data, event);
}

static void
stanza_read_cb (guint number, ReprisePgBackRestStanza *stanza, gpointer user_data)
{
  Event *event = event_new (user_data, tell_stanza);

  event->number = number;
  event->stanza = reprise_pgbackrest_stanza_ref (stanza);
  send_event (user_data, event);
}

static void
send_progress (Reading *reading)
{
  gint64 now = g_get_monotonic_time ();
  Event *event;

  if (reading->events->progress == NULL || now - reading->told_at < PROGRESS_USEC)
    return;
  reading->told_at = now;
  event = event_new (reading, tell_progress);
  event->n_read = reading->n_read;
  event->n_bytes = reading->n_bytes;
  send_event (reading, event);
}

static gssize
next_chunk (gpointer source, const char **chunk, GError **error)
{
  Reading *reading = source;
  gssize length;

  *chunk = reading->buffer;
  length = g_input_stream_read (reading->stream,
                                reading->buffer,
                                CHUNK_BYTES,
                                reading->cancellable,
                                error);
  reading->n_read += MAX (length, 0);
  send_progress (reading);
  return length;
}

/* A named pipe that nobody writes to must not block where nothing can be cancelled. */
static gboolean
open_special (Reading *reading, const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);

  if (fd < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  reading->stream = g_unix_input_stream_new (fd, TRUE);
  return TRUE;
}

static gboolean
is_special (const char *path)
{
  GStatBuf status;

  return path != NULL && g_stat (path, &status) == 0 &&
         (S_ISFIFO (status.st_mode) || S_ISCHR (status.st_mode));
}

static gboolean
open_file (Reading *reading, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (reading->stream != NULL)
    return TRUE;
  if (is_special (g_file_peek_path (reading->file)))
    return open_special (reading, g_file_peek_path (reading->file), error);
  stream = g_file_read (reading->file, reading->cancellable, error);
  if (stream == NULL)
    return FALSE;
  info = g_file_input_stream_query_info (stream,
                                         G_FILE_ATTRIBUTE_TIME_MODIFIED
                                         "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                         reading->cancellable,
                                         NULL);
  if (info != NULL)
    reading->n_bytes = g_file_info_get_size (info);
  if (info != NULL)
    reading->modified_at = reprise_instant_from_unix (
        (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED));
  reading->stream = G_INPUT_STREAM (g_steal_pointer (&stream));
  return TRUE;
}

static void
send_opened (Reading *reading)
{
  Event *event;

  if (reading->events->opened == NULL)
    return;
  event = event_new (reading, tell_opened);
  event->modified_at = reading->modified_at;
  send_event (reading, event);
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
    .stanza_page = events->stanza_page == NULL ? NULL : stanza_page_read_cb,
    .stanza = events->stanza == NULL ? NULL : stanza_read_cb,
    .user_data = reading,
  };
  RepriseDocument *document = NULL;
  GError *error = NULL;

  if (open_file (reading, &error))
    send_opened (reading);
  if (error == NULL)
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
  reading->n_bytes = -1;
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
