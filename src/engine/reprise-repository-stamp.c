/* SPDX-License-Identifier: GPL-3.0-or-later
 * A cheap look at a repository on disk that tells whether anything in it has changed. */

#include "config.h"

#include "engine/reprise-repository-stamp.h"

#include "engine/reprise-instance.h"

#include <string.h>
#include <sys/stat.h>

/* File systems keep times of modification to a tick of some milliseconds, a few to two seconds. */
#define SETTLING_TIME (2 * REPRISE_INSTANT_SECOND)

/* Below archive/db: the archive of each database, and in it a directory for each 4 GiB of WAL. */
#define ARCHIVE_DEPTH 2

typedef struct
{
  GString *text;
  RepriseInstant newest;
} Stamp;

/* Adds one file's name, identity and time of modification; whether it is a directory. */
static gboolean
add_file (Stamp *stamp, const char *path)
{
  struct stat status;
  RepriseInstant modified;

  if (lstat (path, &status) != 0)
    {
      g_string_append_printf (stamp->text, "%s -\n", path);
      return FALSE;
    }
  modified = reprise_instant_from_unix (status.st_mtim.tv_sec) + status.st_mtim.tv_nsec / 1000;
  stamp->newest = MAX (stamp->newest, modified);
  g_string_append_printf (stamp->text,
                          "%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld\n",
                          path,
                          (guint64) status.st_ino,
                          (gint64) status.st_mtim.tv_sec,
                          status.st_mtim.tv_nsec);
  return S_ISDIR (status.st_mode);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_directory (Stamp *stamp, const char *path, guint depth)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = NULL;
  const char *name;

  if (!add_file (stamp, path) || depth == 0)
    return;
  directory = g_dir_open (path, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_directory (stamp, g_ptr_array_index (names, i), depth - 1);
}

/**
 * reprise_repository_stamp:
 * @repository_path: a repository's directory
 * @now: the time
 * @is_settled: (out): whether any change after this look will change the stamp: where something
 * was modified just now, another change may fall into the same tick of the file system's clock
 *
 * Two stamps that are the same mean that pgBackRest would say the same. It never writes into a
 * file that others read: it puts a new backup.info into the place of the old, and a WAL segment
 * into its directory, under a name of its own that is then changed. Both change the time of
 * modification of a file or directory looked at here, as removing a segment does. Damage done to a
 * file in its place goes unnoticed.
 *
 * Returns: (transfer full): the stamp
 */
char *
reprise_repository_stamp (const char *repository_path, RepriseInstant now, gboolean *is_settled)
{
  Stamp stamp = { g_string_new (NULL), G_MININT64 };
  g_autofree char *backup_info = NULL;
  g_autofree char *archive = NULL;

  g_return_val_if_fail (repository_path != NULL, NULL);
  g_return_val_if_fail (is_settled != NULL, NULL);

  backup_info =
      g_build_filename (repository_path, "backup", REPRISE_INSTANCE_STANZA, "backup.info", NULL);
  archive = g_build_filename (repository_path, "archive", REPRISE_INSTANCE_STANZA, NULL);
  add_file (&stamp, backup_info);
  add_directory (&stamp, archive, ARCHIVE_DEPTH);
  *is_settled = stamp.newest < now - SETTLING_TIME;
  return g_string_free (stamp.text, FALSE);
}
