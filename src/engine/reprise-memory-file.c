/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that are nowhere but in memory. */

#include "config.h"

#include "engine/reprise-memory-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* Since Linux 6.3; some systems refuse memory files without it. */
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif

static int
create_file (const char *name)
{
  int descriptor = memfd_create (name, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);

  if (descriptor < 0 && errno == EINVAL)
    descriptor = memfd_create (name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

  return descriptor;
}

static gboolean
write_all (int descriptor, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (descriptor, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      length -= (gsize) written;
    }

  return TRUE;
}

/**
 * reprise_memory_file_open: (skip)
 * @name: what /proc/PID/fd shows for it, after `/memfd:`; at most 249 bytes
 * @bytes: what is in it
 *
 * Returns: a descriptor to close, at the file's beginning; nobody can change what is in it. -1 with
 * @error
 */
int
reprise_memory_file_open (const char *name, const char *bytes, gsize length, GError **error)
{
  int descriptor = create_file (name);

  if (descriptor >= 0 && write_all (descriptor, bytes, length) &&
      lseek (descriptor, 0, SEEK_SET) == 0 &&
      fcntl (descriptor, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) ==
          0)
    return descriptor;

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (errno),
               "The input for a program cannot be kept: %s",
               g_strerror (errno));
  if (descriptor >= 0)
    close (descriptor);
  return -1;
}
