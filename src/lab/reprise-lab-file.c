/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file that is replaced as a whole, again and again, in order. */

#include "config.h"

#include "lab/reprise-lab-file.h"

struct _RepriseLabFile
{
  GObject parent_instance;

  char *path;
  GBytes *next;       /* nullable: the newest content that no write has begun for */
  GPtrArray *waiting; /* GTask: want at least what was newest when they came */
  GPtrArray *written; /* GTask: are served by the write that is going on */
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (RepriseLabFile, reprise_lab_file, G_TYPE_OBJECT)

static void begin_write (RepriseLabFile *self);

/* Readable by this user only, as all that a lab keeps. */
static gboolean
replace_content (const char *path, GBytes *content, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  return g_file_set_contents_full (path,
                                   data,
                                   (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}

/* On a thread: the disk may take its time. It has the path and the content and nothing else. */
static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  const char *path = g_object_get_data (G_OBJECT (task), "path");

  if (replace_content (path, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepriseLabFile *self = REPRISE_LAB_FILE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) written = g_steal_pointer (&self->written);

  g_task_propagate_boolean (G_TASK (result), &error);
  self->is_writing = FALSE;
  if (self->next != NULL)
    begin_write (self);
  for (guint i = 0; i < written->len; i++)
    {
      GTask *task = g_ptr_array_index (written, i);

      if (error == NULL)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

static void
begin_write (RepriseLabFile *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, write_done_cb, NULL);

  g_task_set_source_tag (task, begin_write);
  g_task_set_task_data (task, g_steal_pointer (&self->next), (GDestroyNotify) g_bytes_unref);
  g_object_set_data_full (G_OBJECT (task), "path", g_strdup (self->path), g_free);
  self->written = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_writing = TRUE;
  g_task_run_in_thread (task, write_in_thread);
}

static void
reprise_lab_file_finalize (GObject *object)
{
  RepriseLabFile *self = REPRISE_LAB_FILE (object);

  g_free (self->path);
  g_clear_pointer (&self->next, g_bytes_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_lab_file_parent_class)->finalize (object);
}

static void
reprise_lab_file_class_init (RepriseLabFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_file_finalize;
}

static void
reprise_lab_file_init (RepriseLabFile *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * reprise_lab_file_new:
 * @path: the file, which may not exist yet
 */
RepriseLabFile *
reprise_lab_file_new (const char *path)
{
  RepriseLabFile *self = g_object_new (REPRISE_TYPE_LAB_FILE, NULL);

  self->path = g_strdup (path);
  return self;
}

/**
 * reprise_lab_file_write_async:
 * @self: a file
 * @content: (transfer full): what it shall hold
 * @source_object: (nullable): whom @callback is given as the source
 * @callback: called when @content, or what came after it, is on disk
 * @user_data: for @callback
 *
 * One write at a time; what comes while one is going on is written once, with its newest content.
 */
void
reprise_lab_file_write_async (RepriseLabFile *self,
                              GBytes *content,
                              gpointer source_object,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (REPRISE_IS_LAB_FILE (self));

  task = g_task_new (source_object, NULL, callback, user_data);
  g_task_set_source_tag (task, reprise_lab_file_write_async);
  g_clear_pointer (&self->next, g_bytes_unref);
  self->next = content;
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (!self->is_writing)
    begin_write (self);
}

gboolean
reprise_lab_file_write_finish (RepriseLabFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_FILE (self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_lab_file_write_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_lab_file_write_now:
 * @self: a file that nothing is being written to
 * @content: what it shall hold
 * @error: return location for a #GFileError
 *
 * Blocks.
 *
 * Returns: whether it is on disk
 */
gboolean
reprise_lab_file_write_now (RepriseLabFile *self, GBytes *content, GError **error)
{
  g_return_val_if_fail (REPRISE_IS_LAB_FILE (self), FALSE);
  g_return_val_if_fail (!self->is_writing, FALSE);

  return replace_content (self->path, content, error);
}
