/* SPDX-License-Identifier: GPL-3.0-or-later
 * PostgreSQL's control file, as far as pgBackRest asks it which system a directory is of. */

#include "config.h"

#include "engine/reprise-control-file.h"

#include "engine/reprise-engine-error.h"

#include <string.h>

/* The contents end with their checksum; PostgreSQL keeps them in one sector. */
#define MAX_CONTENTS 512

/* CRC-32C (Castagnoli), one byte further. */
static guint32
add_to_checksum (guint32 checksum, guint8 byte)
{
  checksum ^= byte;
  for (guint bit = 0; bit < 8; bit++)
    checksum = (checksum >> 1) ^ (checksum & 1 ? 0x82F63B78u : 0);
  return checksum;
}

/* Where the checksum of the contents before it stands: that differs between releases, but it can
 * be recognised. 0 where there is none. */
static gsize
find_checksum (const guint8 *bytes, gsize length)
{
  guint32 running = G_MAXUINT32;

  for (gsize i = 0; i + sizeof running <= MIN (length, MAX_CONTENTS); i++)
    {
      guint32 stored;

      memcpy (&stored, bytes + i, sizeof stored);
      if (i > sizeof (guint64) && i % sizeof stored == 0 && stored == (running ^ G_MAXUINT32))
        return i;
      running = add_to_checksum (running, bytes[i]);
    }
  return 0;
}

static guint32
compute_checksum (const guint8 *bytes, gsize length)
{
  guint32 checksum = G_MAXUINT32;

  for (gsize i = 0; i < length; i++)
    checksum = add_to_checksum (checksum, bytes[i]);
  return checksum ^ G_MAXUINT32;
}

/**
 * reprise_control_file_with_system_id:
 * @control_file: the contents of a global/pg_control of the same PostgreSQL release on this machine
 * @system_id: the identifier that the copy is to have
 * @error: return location for a #GError
 *
 * pgBackRest gives out WAL only to a directory whose control file names the system that the WAL is
 * of. The system may be gone, or its directory be in the middle of a restore; its repository can be
 * read all the same with such a copy, which is good for nothing else.
 *
 * Returns: (transfer full): the copy, with a valid checksum; or %NULL and
 * %REPRISE_ENGINE_ERROR_WRONG_STATE where @control_file is none
 */
GBytes *
reprise_control_file_with_system_id (GBytes *control_file, guint64 system_id, GError **error)
{
  g_autofree guint8 *copy = NULL;
  gsize length;
  gsize position;
  guint32 checksum;

  g_return_val_if_fail (control_file != NULL, NULL);

  copy = g_memdup2 (g_bytes_get_data (control_file, NULL), g_bytes_get_size (control_file));
  length = g_bytes_get_size (control_file);
  position = find_checksum (copy, length);
  if (position == 0)
    {
      g_set_error (error,
                   REPRISE_ENGINE_ERROR,
                   REPRISE_ENGINE_ERROR_WRONG_STATE,
                   "the control file has no valid checksum");
      return NULL;
    }
  memcpy (copy, &system_id, sizeof system_id);
  checksum = compute_checksum (copy, position);
  memcpy (copy + position, &checksum, sizeof checksum);
  return g_bytes_new_take (g_steal_pointer (&copy), length);
}
