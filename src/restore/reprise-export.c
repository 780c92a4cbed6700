/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text that is made piece by piece and goes into a file. */

#include "config.h"

#include "restore/reprise-export.h"

typedef struct
{
  GFile *file;
  GOutputStream *stream;
  GString *text;
  gboolean has_more;
  gboolean is_new; /* whether the file was not there before */
  GError *error;   /* why it is being given up */
} Saving;

G_DEFINE_INTERFACE (RepriseExport, reprise_export, G_TYPE_OBJECT)

static void write_next (GTask *task);

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->file);
  g_clear_object (&saving->stream);
  g_string_free (saving->text, TRUE);
  g_clear_error (&saving->error);
  g_free (saving);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);

  g_file_delete_finish (G_FILE (source), result, NULL);
  g_task_return_error (task, g_steal_pointer (&saving->error));
}

static void
delete_new (GTask *task)
{
  Saving *saving = g_task_get_task_data (task);

  g_file_delete_async (saving->file, G_PRIORITY_DEFAULT, NULL, deleted_cb, g_object_ref (task));
}

static void
gave_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);

  g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, NULL);
  if (saving->is_new)
    delete_new (task);
  else
    g_task_return_error (task, g_steal_pointer (&saving->error));
}

/* A stream that replaces a file, closed under a cancelled cancellable, leaves the file as it was.
 */
static void
give_up (GTask *task, GError *error)
{
  Saving *saving = g_task_get_task_data (task);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  saving->error = error;
  g_cancellable_cancel (cancelled);
  g_output_stream_close_async (saving->stream,
                               G_PRIORITY_DEFAULT,
                               cancelled,
                               gave_up_cb,
                               g_object_ref (task));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!saving->is_new)
    {
      g_task_return_error (task, error);
      return;
    }
  saving->error = error;
  delete_new (task);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      give_up (task, error);
      return;
    }
  if (saving->has_more)
    {
      write_next (task);
      return;
    }
  g_output_stream_close_async (saving->stream,
                               G_PRIORITY_DEFAULT,
                               g_task_get_cancellable (task),
                               closed_cb,
                               g_object_ref (task));
}

static void
write_next (GTask *task)
{
  Saving *saving = g_task_get_task_data (task);

  g_string_truncate (saving->text, 0);
  saving->has_more = reprise_export_read (g_task_get_source_object (task), saving->text);
  g_output_stream_write_all_async (saving->stream,
                                   saving->text->str,
                                   saving->text->len,
                                   G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task),
                                   written_cb,
                                   g_object_ref (task));
}

static void
take_stream (GTask *task, GFileOutputStream *stream, GError *error)
{
  Saving *saving = g_task_get_task_data (task);

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  saving->stream = G_OUTPUT_STREAM (stream);
  write_next (task);
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFileOutputStream *stream = g_file_replace_finish (G_FILE (source), result, &error);

  take_stream (task, stream, error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);
  GError *error = NULL;
  GFileOutputStream *stream = g_file_create_finish (G_FILE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      saving->is_new = stream != NULL;
      take_stream (task, stream, error);
      return;
    }
  g_error_free (error);
  g_file_replace_async (saving->file,
                        NULL,
                        FALSE,
                        G_FILE_CREATE_NONE,
                        G_PRIORITY_DEFAULT,
                        g_task_get_cancellable (task),
                        replaced_cb,
                        g_object_ref (task));
}

/**
 * reprise_export_read:
 * @self: an export
 * @text: what the next piece is appended to; it may be empty even if there is more
 *
 * Takes a few milliseconds at most.
 *
 * Returns: whether there is more
 */
gboolean
reprise_export_read (RepriseExport *self, GString *text)
{
  g_return_val_if_fail (REPRISE_IS_EXPORT (self), FALSE);
  return REPRISE_EXPORT_GET_IFACE (self)->read (self, text);
}

/**
 * reprise_export_read_all:
 * @self: an export
 *
 * For what is known to be short.
 *
 * Returns: (transfer full): all that has not been read yet
 */
char *
reprise_export_read_all (RepriseExport *self)
{
  GString *text = g_string_new (NULL);

  while (reprise_export_read (self, text))
    continue;
  return g_string_free (text, FALSE);
}

/**
 * reprise_export_save_async:
 * @self: an export that nothing has been read of
 * @file: where to
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes piece by piece while the main loop runs. A file that is there is replaced when all is
 * written: after an error, and where it was cancelled, it is what it was before, or not there.
 */
void
reprise_export_save_async (RepriseExport *self,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (REPRISE_IS_EXPORT (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  saving = g_new0 (Saving, 1);
  g_task_set_source_tag (task, reprise_export_save_async);
  saving->file = g_object_ref (file);
  saving->text = g_string_new (NULL);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  g_file_create_async (file,
                       G_FILE_CREATE_NONE,
                       G_PRIORITY_DEFAULT,
                       cancellable,
                       created_cb,
                       g_steal_pointer (&task));
}

/**
 * reprise_export_save_finish:
 * @self: an export
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether all of it is in the file; an error is one of #G_IO_ERROR
 */
gboolean
reprise_export_save_finish (RepriseExport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) reprise_export_save_async),
                        FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
reprise_export_default_init (RepriseExportInterface *iface)
{
}
