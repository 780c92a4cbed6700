/* SPDX-License-Identifier: GPL-3.0-or-later
 * The state in which a restore finds a data directory. */

#include "config.h"

#include "engine/reprise-data-directory.h"

#include "engine/reprise-engine-error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
has_file (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * reprise_data_directory_is_recognised:
 * @path: a data directory
 *
 * Returns: whether pgBackRest takes it for one, so that a restore may keep what is unchanged
 * (`--delta`): it looks for PG_VERSION or the backup.manifest of an unfinished restore
 */
gboolean
reprise_data_directory_is_recognised (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return has_file (path, "PG_VERSION") || has_file (path, "backup.manifest");
}

static void
set_errno_error (GError **error, const char *doing, const char *path)
{
  const int saved = errno;

  g_set_error (error,
               G_FILE_ERROR,
               g_file_error_from_errno (saved),
               "Could not %s ‘%s’: %s",
               doing,
               path,
               g_strerror (saved));
}

static gboolean empty_descriptor (int descriptor, const char *path, GError **error);

static gboolean
remove_entry (int parent, const char *name, const char *parent_path, GError **error)
{
  g_autofree char *path = g_build_filename (parent_path, name, NULL);
  int descriptor;

  if (unlinkat (parent, name, 0) == 0 || errno == ENOENT)
    return TRUE;
  if (errno != EISDIR && errno != EPERM)
    {
      set_errno_error (error, "remove", path);
      return FALSE;
    }
  descriptor = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0)
    {
      set_errno_error (error, "open", path);
      return FALSE;
    }
  if (!empty_descriptor (descriptor, path, error))
    return FALSE;
  if (unlinkat (parent, name, AT_REMOVEDIR) == 0)
    return TRUE;
  set_errno_error (error, "remove", path);
  return FALSE;
}

/* Takes the descriptor. */
static gboolean
empty_descriptor (int descriptor, const char *path, GError **error)
{
  DIR *directory = fdopendir (descriptor);
  gboolean ok = TRUE;
  const struct dirent *entry;

  if (directory == NULL)
    {
      set_errno_error (error, "read", path);
      close (descriptor);
      return FALSE;
    }
  while (ok && (entry = readdir (directory)) != NULL)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      ok = remove_entry (dirfd (directory), entry->d_name, path, error);
  closedir (directory);
  return ok;
}

/**
 * reprise_data_directory_empty:
 * @path: a directory
 * @error: return location for a #GError
 *
 * Removes everything below a directory, but not the directory. Symbolic links are removed, never
 * followed: what a tablespace link names stays. A directory that is a link itself is refused; one
 * that does not exist is empty.
 *
 * Returns: whether it is empty now; an error of %G_FILE_ERROR otherwise
 */
gboolean
reprise_data_directory_empty (const char *path, GError **error)
{
  int descriptor;

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), FALSE);

  descriptor = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor >= 0)
    return empty_descriptor (descriptor, path, error);
  if (errno == ENOENT)
    return TRUE;
  set_errno_error (error, "open", path);
  return FALSE;
}

/* Whether a process works in a directory; a postmaster does in its data directory. */
static gboolean
works_in (gint64 pid, const char *path)
{
  g_autofree char *link = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/cwd", pid);
  struct stat working;
  struct stat expected;

  return stat (link, &working) == 0 && stat (path, &expected) == 0 &&
         working.st_dev == expected.st_dev && working.st_ino == expected.st_ino;
}

/**
 * reprise_data_directory_drop_stale_lock:
 * @path: a data directory
 * @error: return location for a #GError
 *
 * Removes the postmaster.pid that a killed PostgreSQL left behind: pgBackRest takes the file alone
 * for a running server. The process id in it may belong to someone else by now, so what counts is
 * whether that process works in this directory.
 *
 * Returns: whether nothing runs there; %REPRISE_ENGINE_ERROR_WRONG_STATE when something does
 */
gboolean
reprise_data_directory_drop_stale_lock (const char *path, GError **error)
{
  g_autofree char *lock = NULL;
  g_autofree char *text = NULL;
  gint64 pid;

  g_return_val_if_fail (path != NULL, FALSE);

  lock = g_build_filename (path, "postmaster.pid", NULL);
  if (!g_file_get_contents (lock, &text, NULL, NULL))
    return TRUE;
  pid = g_ascii_strtoll (text, NULL, 10);
  if (pid > 0 && works_in (pid, path))
    {
      g_set_error (error,
                   REPRISE_ENGINE_ERROR,
                   REPRISE_ENGINE_ERROR_WRONG_STATE,
                   "PostgreSQL is running in ‘%s’ as process %" G_GINT64_FORMAT,
                   path,
                   pid);
      return FALSE;
    }
  if (unlink (lock) == 0)
    return TRUE;
  set_errno_error (error, "remove", lock);
  return FALSE;
}
