/* SPDX-License-Identifier: GPL-3.0-or-later
 * The directory of a lab: whether it is one, and what of it is ours to delete. */

#include "config.h"

#include "lab/reprise-lab-directory.h"

#include "engine/reprise-instance.h"
#include "lab/reprise-lab-error.h"
#include "lab/reprise-lab-lock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What a lab makes in its directory, in the order in which it is deleted, each with what was to
 * take its place when the lab ended. The state file, which says that the directory is a lab, goes
 * last. */
static const char *const own_entries[] = {
  "run", "nodes", "scratch", "backups", REPRISE_LAB_CREDENTIALS_FILE, REPRISE_LAB_STATE_FILE,
};

static gboolean
set_failure (GError **error, int saved_errno, const char *path)
{
  g_set_error (error,
               REPRISE_LAB_ERROR,
               REPRISE_LAB_ERROR_DIRECTORY,
               /* Translators: a directory, a user's name, and the system's reason. */
               _ ("‘%s’ cannot be used by the user %s: %s"),
               path,
               g_get_user_name (),
               g_strerror (saved_errno));
  return FALSE;
}

/* A file is written under its own name with a suffix before it takes its place (GLib's way). */
static gboolean
is_entry_or_unfinished (const char *name, const char *entry)
{
  gsize length = strlen (entry);

  return g_str_has_prefix (name, entry) && (name[length] == '\0' || name[length] == '.');
}

/* A lab that was ended before its state was written leaves these. */
static gboolean
is_made_before_state (const char *name)
{
  return g_str_equal (name, REPRISE_LAB_LOCK_FILE) ||
         is_entry_or_unfinished (name, REPRISE_LAB_STATE_FILE);
}

/**
 * reprise_lab_directory_check_path:
 * @path: absolute path of a lab's directory
 * @error: return location for a %REPRISE_LAB_ERROR_DIRECTORY
 *
 * Returns: whether PostgreSQL's sockets would have short enough names in it
 */
gboolean
reprise_lab_directory_check_path (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (reprise_instance_check_root (path, &local_error))
    return TRUE;
  g_set_error_literal (error, REPRISE_LAB_ERROR, REPRISE_LAB_ERROR_DIRECTORY, local_error->message);
  return FALSE;
}

/**
 * reprise_lab_directory_inspect:
 * @path: a directory that may be missing
 * @content: (out): what it holds
 * @error: return location for a %REPRISE_LAB_ERROR_DIRECTORY
 *
 * Changes nothing.
 *
 * Returns: whether the directory could be looked into, or is missing
 */
gboolean
reprise_lab_directory_inspect (const char *path,
                               RepriseLabDirectoryContent *content,
                               GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) directory = g_dir_open (path, 0, &local_error);
  const char *name;

  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      *content = REPRISE_LAB_DIRECTORY_MISSING;
      return TRUE;
    }
  if (directory == NULL)
    {
      g_set_error_literal (error,
                           REPRISE_LAB_ERROR,
                           REPRISE_LAB_ERROR_DIRECTORY,
                           local_error->message);
      return FALSE;
    }
  *content = REPRISE_LAB_DIRECTORY_EMPTY;
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      if (g_str_equal (name, REPRISE_LAB_STATE_FILE))
        {
          *content = REPRISE_LAB_DIRECTORY_LAB;
          return TRUE;
        }
      if (!is_made_before_state (name))
        *content = REPRISE_LAB_DIRECTORY_FOREIGN;
    }
  return TRUE;
}

static gboolean
check_owner (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return set_failure (error, errno, path);
  if (status.st_uid != geteuid ())
    return set_failure (error, EPERM, path);
  if (access (path, R_OK | W_OK | X_OK) != 0)
    return set_failure (error, errno, path);
  return TRUE;
}

/**
 * reprise_lab_directory_prepare:
 * @path: absolute path of the lab's directory
 * @content: (out): what it holds: nothing, or a lab
 * @error: return location for a %REPRISE_LAB_ERROR_DIRECTORY
 *
 * Creates the directory where it is missing. One that holds something else, belongs to another
 * user or lies too deep for PostgreSQL's sockets is refused, untouched.
 *
 * Returns: whether a lab can be there
 */
gboolean
reprise_lab_directory_prepare (const char *path,
                               RepriseLabDirectoryContent *content,
                               GError **error)
{
  if (!reprise_lab_directory_check_path (path, error) ||
      !reprise_lab_directory_inspect (path, content, error))
    return FALSE;

  switch (*content)
    {
    case REPRISE_LAB_DIRECTORY_MISSING:
      *content = REPRISE_LAB_DIRECTORY_EMPTY;
      if (g_mkdir_with_parents (path, 0700) != 0)
        return set_failure (error, errno, path);
      return check_owner (path, error);
    case REPRISE_LAB_DIRECTORY_EMPTY:
    case REPRISE_LAB_DIRECTORY_LAB:
      return check_owner (path, error);
    case REPRISE_LAB_DIRECTORY_FOREIGN:
    default:
      g_set_error (error,
                   REPRISE_LAB_ERROR,
                   REPRISE_LAB_ERROR_DIRECTORY,
                   /* Translators: %s is a directory. */
                   _ ("‘%s’ holds something that is not a lab; it was left as it is"),
                   path);
      return FALSE;
    }
}

/* Names first, deletions later: a directory that changes while it is read may be read wrongly. */
static gboolean
list_names (int fd, GPtrArray *names)
{
  int own_fd = openat (fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *stream = own_fd < 0 ? NULL : fdopendir (own_fd);
  struct dirent *entry;

  if (stream == NULL)
    return FALSE;
  while ((entry = readdir (stream)) != NULL)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (stream);
  return TRUE;
}

/* Deletes the entry name of the directory parent_fd, with all below it. Symbolic links are deleted,
 * never followed. */
static gboolean
delete_entry (int parent_fd, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean deleted = TRUE;
  int fd;

  if (unlinkat (parent_fd, name, 0) == 0 || errno == ENOENT)
    return TRUE;
  fd = openat (parent_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0 || !list_names (fd, names))
    deleted = FALSE;
  for (guint i = 0; deleted && i < names->len; i++)
    deleted = delete_entry (fd, g_ptr_array_index (names, i));
  if (fd >= 0)
    close (fd);
  return deleted && unlinkat (parent_fd, name, AT_REMOVEDIR) == 0;
}

static gboolean
delete_own (int fd, const char *entry)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!list_names (fd, names))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (is_entry_or_unfinished (g_ptr_array_index (names, i), entry) &&
        !delete_entry (fd, g_ptr_array_index (names, i)))
      return FALSE;
  return TRUE;
}

/**
 * reprise_lab_directory_wipe:
 * @path: a lab's directory, whose lock this process holds
 * @error: return location
 *
 * Deletes what a lab makes there and nothing else; the directory and the lock stay.
 *
 * Returns: whether all of it is gone
 */
gboolean
reprise_lab_directory_wipe (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean deleted = fd >= 0;

  for (gsize i = 0; deleted && i < G_N_ELEMENTS (own_entries); i++)
    deleted = delete_own (fd, own_entries[i]);
  if (!deleted)
    set_failure (error, errno, path);
  if (fd >= 0)
    close (fd);
  return deleted;
}
