/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which user the lab runs as, where it lives by default, and the port file. */

#include "config.h"

#include "lab/reprise-lab-account.h"

#include "lab/reprise-lab-directory.h"
#include "lab/reprise-lab-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#define ROOT_DEFAULT_DIRECTORY "/var/lib/reprise-lab"
#define DIRECTORY_NAME "reprise-lab"

G_GNUC_PRINTF (3, 4)
static gboolean
set_failure (GError **error, RepriseLabError code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (REPRISE_LAB_ERROR, (int) code, format, arguments));
  va_end (arguments);
  return FALSE;
}

static gboolean
open_port_file (const char *path, int *fd, GError **error)
{
  int saved_errno;

  *fd = -1;
  if (path == NULL)
    return TRUE;
  *fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (*fd >= 0)
    return TRUE;
  saved_errno = errno;
  return set_failure (error,
                      REPRISE_LAB_ERROR_FAILED,
                      /* Translators: a file's path, and the system's reason. */
                      _ ("Cannot write the port file ‘%s’: %s"),
                      path,
                      g_strerror (saved_errno));
}

/* Whether user can enter the directory, or its parent where it does not exist yet. The effective
 * identity is changed for the question and changed back. */
static gboolean
can_enter (const char *directory, const struct passwd *user, gboolean *exists)
{
  g_autofree char *parent = g_path_get_dirname (directory);
  gboolean entered = FALSE;

  *exists = g_file_test (directory, G_FILE_TEST_EXISTS);
  if (setegid (user->pw_gid) == 0 && seteuid (user->pw_uid) == 0)
    entered = faccessat (AT_FDCWD, *exists ? directory : parent, X_OK, AT_EACCESS) == 0;
  if (seteuid (0) != 0 || setegid (0) != 0)
    return FALSE;
  return entered;
}

/* Only the last component is made; whoever owns the directories above has to have allowed us in. */
static gboolean
prepare_directory (const char *directory,
                   const struct passwd *user,
                   gboolean create,
                   GError **error)
{
  gboolean exists = FALSE;

  if (!can_enter (directory, user, &exists))
    return set_failure (error,
                        REPRISE_LAB_ERROR_DIRECTORY,
                        /* Translators: a user's name, twice, and a directory. */
                        _ ("PostgreSQL refuses root, so the user ‘%s’ runs the lab; ‘%s’ cannot "
                           "enter the directory ‘%s’"),
                        user->pw_name,
                        user->pw_name,
                        directory);
  if (exists || !create)
    return TRUE;
  if (!reprise_lab_directory_check_path (directory, error))
    return FALSE;
  if (g_mkdir (directory, 0700) != 0 || chown (directory, user->pw_uid, user->pw_gid) != 0)
    {
      int saved_errno = errno;

      return set_failure (error,
                          REPRISE_LAB_ERROR_DIRECTORY,
                          /* Translators: a directory, and the system's reason. */
                          _ ("Cannot create the directory ‘%s’: %s"),
                          directory,
                          g_strerror (saved_errno));
    }
  return TRUE;
}

static gboolean
become (const struct passwd *user, GError **error)
{
  if (setgid (user->pw_gid) != 0 || setuid (user->pw_uid) != 0 || setuid (0) == 0)
    return set_failure (error,
                        REPRISE_LAB_ERROR_FAILED,
                        /* Translators: %s is a user's name. */
                        _ ("Cannot give up root for the user ‘%s’"),
                        user->pw_name);
  g_setenv ("HOME", user->pw_dir, TRUE);
  g_setenv ("USER", user->pw_name, TRUE);
  g_setenv ("LOGNAME", user->pw_name, TRUE);
  return TRUE;
}

static gboolean
settle_root (const char *port_file, char **directory, gboolean create, int *port_fd, GError **error)
{
  const struct passwd *user = getpwnam (REPRISE_LAB_UNPRIVILEGED_USER);

  if (user == NULL || user->pw_uid == 0)
    return set_failure (error,
                        REPRISE_LAB_ERROR_FAILED,
                        /* Translators: %s is a user's name. */
                        _ ("PostgreSQL refuses root, and there is no user ‘%s’ to run it"),
                        REPRISE_LAB_UNPRIVILEGED_USER);
  if (*directory == NULL)
    *directory = g_strdup (ROOT_DEFAULT_DIRECTORY);
  if (initgroups (user->pw_name, user->pw_gid) != 0)
    return set_failure (error,
                        REPRISE_LAB_ERROR_FAILED,
                        _ ("Cannot give up root for the user ‘%s’"),
                        user->pw_name);
  if (!prepare_directory (*directory, user, create, error) ||
      !open_port_file (port_file, port_fd, error) || !become (user, error))
    return FALSE;
  if (create)
    /* Translators: a user's name, and a directory. */
    g_printerr (_ ("PostgreSQL refuses root: the user ‘%s’ runs the lab, in ‘%s’\n"),
                user->pw_name,
                *directory);
  return TRUE;
}

/**
 * reprise_lab_account_settle:
 * @port_file: (nullable): where the port is to be written
 * @directory: (inout) (nullable): the lab's directory; the default one is filled in
 * @create: whether the directory may be made
 * @port_fd: (out): the port file, open and empty, or -1
 * @error: return location for a %REPRISE_LAB_ERROR
 *
 * Started as root, this makes the directory and opens the port file while it still can, and then
 * gives the whole process to %REPRISE_LAB_UNPRIVILEGED_USER. What is made from here on is for its
 * user only.
 *
 * Returns: whether the process runs as an ordinary user
 */
gboolean
reprise_lab_account_settle (const char *port_file,
                            char **directory,
                            gboolean create,
                            int *port_fd,
                            GError **error)
{
  gboolean settled;

  if (geteuid () == 0)
    {
      settled = settle_root (port_file, directory, create, port_fd, error);
    }
  else
    {
      if (*directory == NULL)
        *directory = g_build_filename (g_get_user_data_dir (), DIRECTORY_NAME, NULL);
      settled = open_port_file (port_file, port_fd, error);
    }
  umask (0077);
  return settled;
}
