/* SPDX-License-Identifier: GPL-3.0-or-later
 * Inventory files on disk, written whole or not at all. */

#include "config.h"

#include "inventory/reprise-inventory-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gfiledescriptorbased.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
} Sink;

static gboolean
write_to_stream (gpointer data, const char *bytes, gsize length, GError **error)
{
  Sink *sink = data;

  return g_output_stream_write_all (sink->stream, bytes, length, NULL, sink->cancellable, error);
}

static gboolean
fail_with_errno (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error,
               G_IO_ERROR,
               (int) g_io_error_from_errno (saved),
               "%s: %s",
               what,
               g_strerror (saved));
  return FALSE;
}

/* It must be on the disk before it takes the place of the old one. */
static gboolean
sync_stream (GOutputStream *stream, GError **error)
{
  if (!G_IS_FILE_DESCRIPTOR_BASED (stream) ||
      fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream))) == 0 ||
      errno == EINVAL)
    return TRUE;
  return fail_with_errno (error, "The file could not be brought to the disk");
}

/* So that its new name is on the disk as well. What cannot do this has done what it can. */
static void
sync_folder (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *path = folder == NULL ? NULL : g_file_get_path (folder);
  int fd = path == NULL ? -1 : open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* Whether it is such a name as make_temporary() gives. */
static gboolean
is_temporary (const char *name)
{
  const char *id = strrchr (name, '.');

  return *name == '.' && strstr (name, REPRISE_INVENTORY_FILE_SUFFIX ".") != NULL &&
         g_uuid_string_is_valid (id + 1);
}

/* All that can be removed, whatever cannot. */
static gboolean
remove_files (GFile *folder, gboolean (*is_wanted) (const char *), GError **error)
{
  g_autoptr (GFileEnumerator) children =
                 g_file_enumerate_children (folder,
                                            G_FILE_ATTRIBUTE_STANDARD_NAME,
                                            G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                            NULL,
                                            error);
  g_autoptr (GError) problem = NULL;
  GFileInfo *info = NULL;
  GFile *child = NULL;

  if (children == NULL)
    return FALSE;
  while (g_file_enumerator_iterate (children,
                                    &info,
                                    &child,
                                    NULL,
                                    problem == NULL ? &problem : NULL) &&
         child != NULL)
    if (is_wanted (g_file_info_get_name (info)))
      g_file_delete (child, NULL, problem == NULL ? &problem : NULL);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * reprise_inventory_file_tidy:
 * @folder: a folder where nothing is being saved
 *
 * Removes what savings have left that did not come to their end. Blocks.
 */
void
reprise_inventory_file_tidy (GFile *folder)
{
  remove_files (folder, is_temporary, NULL);
}

static gboolean
is_inventory (const char *name)
{
  return g_str_has_suffix (name, REPRISE_INVENTORY_FILE_SUFFIX) || is_temporary (name);
}

/**
 * reprise_inventory_file_forget:
 * @folder: a folder where nothing is being saved, and nobody else keeps anything
 * @error: return location for a #GIOErrorEnum
 *
 * Removes all inventories from it. Blocks.
 *
 * Returns: whether none is left
 */
gboolean
reprise_inventory_file_forget (GFile *folder, GError **error)
{
  return remove_files (folder, is_inventory, error);
}

/* A name beside the file that nobody else uses. */
static GFile *
make_temporary (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *temporary = g_strdup_printf (".%.100s.%s", name, id);

  return folder == NULL ? NULL : g_file_get_child (folder, temporary);
}

static gboolean
write_whole (GFile *file,
             const RepriseSavedAccount *account,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GFileOutputStream) stream =
                 g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);
  Sink sink = { .stream = (GOutputStream *) stream, .cancellable = cancellable };

  return stream != NULL && reprise_saved_account_write (account, write_to_stream, &sink, error) &&
         sync_stream (sink.stream, error) &&
         g_output_stream_close (sink.stream, cancellable, error);
}

/* Not by g_file_replace(): where there is no old file, that writes the new one in place. */
static gboolean
save (GFile *file, const RepriseSavedAccount *account, GCancellable *cancellable, GError **error)
{
  const GFileCopyFlags flags = G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE;
  g_autoptr (GFile) temporary = make_temporary (file);

  if (temporary == NULL)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_IS_DIRECTORY,
                           "The root folder is no file");
      return FALSE;
    }
  if (!write_whole (temporary, account, cancellable, error) ||
      !g_file_move (temporary, file, flags, cancellable, NULL, NULL, error))
    {
      g_file_delete (temporary, NULL, NULL);
      return FALSE;
    }
  sync_folder (file);
  return TRUE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save (source, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * reprise_inventory_file_save_async:
 * @file: where to save it; readable for its owner only
 * @account: (transfer full): what to save
 * @cancellable: (nullable): stops it
 * @callback: called when the file is on the disk, or when there is an error
 * @user_data: given to @callback
 */
void
reprise_inventory_file_save_async (GFile *file,
                                   RepriseSavedAccount *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (account != NULL);

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_inventory_file_save_async);
  g_task_set_task_data (task, account, (GDestroyNotify) reprise_saved_account_free);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * reprise_inventory_file_save_finish:
 * @file: where to save it
 * @result: what the callback was given
 * @error: set to a %G_IO_ERROR; the old file is then as it was
 *
 * Returns: whether it is saved
 */
gboolean
reprise_inventory_file_save_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_inventory_file_save_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
