/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lock that says which process serves a lab's directory. */

#include "config.h"

#include "lab/reprise-lab-lock.h"

#include "lab/reprise-lab-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <unistd.h>

struct _RepriseLabLock
{
  GObject parent_instance;

  /* Never opened a second time in this process: closing any descriptor of the file would let the
   * lock go. */
  int fd;
};

G_DEFINE_FINAL_TYPE (RepriseLabLock, reprise_lab_lock, G_TYPE_OBJECT)

static gboolean
set_errno_error (GError **error, const char *path)
{
  int saved_errno = errno;

  g_set_error (error,
               G_FILE_ERROR,
               g_file_error_from_errno (saved_errno),
               /* Translators: a file's path, and the system's reason. */
               _ ("Cannot open the lock ‘%s’: %s"),
               path,
               g_strerror (saved_errno));
  return FALSE;
}

/* Whether the locked file is still the one with this name: another process may have deleted it
 * between our opening and our locking it. */
static gboolean
is_current (int fd, const char *path)
{
  struct stat locked;
  struct stat named;

  return fstat (fd, &locked) == 0 && stat (path, &named) == 0 && locked.st_ino == named.st_ino &&
         locked.st_dev == named.st_dev;
}

/* Sets fd to -1 where another process holds the lock; a retry is needed where fd is not current. */
static gboolean
open_and_lock (const char *path, int *fd, GError **error)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  *fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (*fd < 0)
    return set_errno_error (error, path);
  if (fcntl (*fd, F_SETLK, &whole) == 0)
    return TRUE;
  close (*fd);
  *fd = -1;
  return TRUE;
}

static void
reprise_lab_lock_finalize (GObject *object)
{
  RepriseLabLock *self = REPRISE_LAB_LOCK (object);

  if (self->fd >= 0)
    close (self->fd);
  G_OBJECT_CLASS (reprise_lab_lock_parent_class)->finalize (object);
}

static void
reprise_lab_lock_class_init (RepriseLabLockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_lab_lock_finalize;
}

static void
reprise_lab_lock_init (RepriseLabLock *self)
{
  self->fd = -1;
}

/**
 * reprise_lab_lock_take:
 * @directory: the lab's directory
 * @error: return location; %REPRISE_LAB_ERROR_RUNNING where another process has the lock
 *
 * Returns: (transfer full) (nullable): the lock, held until the object or the process ends
 */
RepriseLabLock *
reprise_lab_lock_take (const char *directory, GError **error)
{
  g_autofree char *path = g_build_filename (directory, REPRISE_LAB_LOCK_FILE, NULL);
  g_autoptr (RepriseLabLock) self = g_object_new (REPRISE_TYPE_LAB_LOCK, NULL);
  pid_t owner = 0;

  do
    {
      if (self->fd >= 0)
        close (self->fd);
      if (!open_and_lock (path, &self->fd, error))
        return NULL;
    }
  while (self->fd >= 0 && !is_current (self->fd, path));

  if (self->fd >= 0)
    return g_steal_pointer (&self);
  if (!reprise_lab_lock_find_owner (directory, &owner, NULL))
    owner = 0;
  g_set_error (error,
               REPRISE_LAB_ERROR,
               REPRISE_LAB_ERROR_RUNNING,
               /* Translators: a directory, and the number of a process. */
               _ ("The lab in ‘%s’ is already being served, by process %d"),
               directory,
               (int) owner);
  return NULL;
}

/**
 * reprise_lab_lock_find_owner:
 * @directory: the lab's directory
 * @owner: (out): the process that serves it
 * @error: return location; %REPRISE_LAB_ERROR_NOT_RUNNING where there is none
 *
 * Not for the process that holds the lock: it would let it go.
 *
 * Returns: whether a process serves the directory
 */
gboolean
reprise_lab_lock_find_owner (const char *directory, pid_t *owner, GError **error)
{
  g_autofree char *path = g_build_filename (directory, REPRISE_LAB_LOCK_FILE, NULL);
  struct flock held = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean asked;

  if (fd < 0 && errno != ENOENT && errno != ENOTDIR)
    return set_errno_error (error, path);
  asked = fd >= 0 && fcntl (fd, F_GETLK, &held) == 0;
  if (fd >= 0)
    close (fd);
  if (asked && held.l_type != F_UNLCK && held.l_pid > 0)
    {
      *owner = held.l_pid;
      return TRUE;
    }
  g_set_error (error,
               REPRISE_LAB_ERROR,
               REPRISE_LAB_ERROR_NOT_RUNNING,
               /* Translators: %s is a directory. */
               _ ("No lab is being served from ‘%s’"),
               directory);
  return FALSE;
}

/* Pins the owner: a process number alone could be another process's by the time it is signalled. */
static int
pin_owner (const char *directory, GError **error)
{
  pid_t owner = 0;
  pid_t again = 0;
  int pidfd;

  if (!reprise_lab_lock_find_owner (directory, &owner, error))
    return -1;
  pidfd = pidfd_open (owner, 0);
  if (reprise_lab_lock_find_owner (directory, &again, error) && again == owner && pidfd >= 0)
    return pidfd;
  if (pidfd >= 0)
    close (pidfd);
  if (error != NULL && *error == NULL)
    g_set_error (error,
                 REPRISE_LAB_ERROR,
                 REPRISE_LAB_ERROR_FAILED,
                 _ ("Process %d, which serves the lab, cannot be reached"),
                 (int) owner);
  return -1;
}

/**
 * reprise_lab_lock_end_owner:
 * @directory: the lab's directory
 * @timeout_seconds: how long to wait for it
 * @error: return location; %REPRISE_LAB_ERROR_NOT_RUNNING where nothing serves the directory
 *
 * Asks the serving process to stop, as Ctrl+C does, and waits until it is gone. Nothing is forced:
 * where it takes longer, it goes on stopping.
 *
 * Returns: whether it is gone
 */
gboolean
reprise_lab_lock_end_owner (const char *directory, guint timeout_seconds, GError **error)
{
  int pidfd = pin_owner (directory, error);
  struct pollfd ended = { .fd = pidfd, .events = POLLIN };
  int n_ready = 0;
  gboolean signalled;

  if (pidfd < 0)
    return FALSE;
  signalled = pidfd_send_signal (pidfd, SIGTERM, NULL, 0) == 0;
  if (signalled)
    n_ready = poll (&ended, 1, (int) timeout_seconds * 1000);
  close (pidfd);
  if (!signalled || n_ready <= 0)
    {
      g_set_error (error,
                   REPRISE_LAB_ERROR,
                   REPRISE_LAB_ERROR_FAILED,
                   signalled ? _ ("The lab in ‘%s’ has not stopped yet")
                             : _ ("The lab in ‘%s’ cannot be stopped by this user"),
                   directory);
      return FALSE;
    }
  return TRUE;
}
