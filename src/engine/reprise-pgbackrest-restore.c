/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restoring a data directory from a repository. */

#include "config.h"

#include "engine/reprise-data-directory.h"
#include "engine/reprise-pgbackrest-private.h"

/* Types that stop before the end of the archive; only they take an action to do then. */
static gboolean
has_target (const RepriseRestoreTarget *target)
{
  static const char *const types[] = { "immediate", "time", "lsn", "xid", "name", NULL };

  return g_strv_contains (types, target->type);
}

static void
add_target (GPtrArray *arguments, const RepriseRestoreTarget *target)
{
  g_ptr_array_add (arguments, g_strdup_printf ("--type=%s", target->type));
  if (target->target != NULL)
    g_ptr_array_add (arguments, g_strdup_printf ("--target=%s", target->target));
  if (target->exclusive)
    g_ptr_array_add (arguments, g_strdup ("--target-exclusive"));
  if (has_target (target))
    g_ptr_array_add (arguments, g_strdup ("--target-action=promote"));
  if (g_str_equal (target->type, "time") || g_str_equal (target->type, "default"))
    g_ptr_array_add (arguments, g_strdup ("--target-timeline=current"));
  if (target->set != NULL)
    g_ptr_array_add (arguments, g_strdup_printf ("--set=%s", target->set));
}

/* Readies the data directory; sets whether what is in it can be kept where it is unchanged. What
 * pgBackRest does not recognise it refuses to overwrite, and --delta is switched off then. */
static gboolean
prepare_directories (RepriseInstance *instance, gboolean *delta, GError **error)
{
  const char *data = reprise_instance_get_data_directory (instance);
  const char *tablespaces = reprise_instance_get_tablespace_directory (instance);

  if (!reprise_data_directory_drop_stale_lock (data, error))
    return FALSE;
  *delta = reprise_data_directory_is_recognised (data);
  return *delta || (reprise_data_directory_empty (data, error) &&
                    reprise_data_directory_empty (tablespaces, error));
}

/**
 * reprise_pgbackrest_restore:
 * @self: a #ReprisePgBackRest
 * @instance: does not run, and is configured with reprise_pgbackrest_configure_restore()
 * @target: how far to recover
 * @progress: (nullable): called with every line
 * @progress_data: for @progress
 * @cancellable: (nullable): a restore that is ended leaves a directory that PostgreSQL refuses to
 * start from, and that another restore repairs
 * @error: return location for a #GError
 *
 * Replaces the instance's data directory by the contents of a backup and says how far recovery is
 * to go, once PostgreSQL is started. Files that are unchanged are kept. Tablespaces go below the
 * instance, never to the places they had on the node that was backed up. Time and default targets
 * stay on the timeline of the backup: another that the repository holds would be followed
 * silently.
 *
 * Two restores into one directory do not exclude each other: the caller holds a lock.
 *
 * Returns: whether the files are there; %REPRISE_ENGINE_ERROR_WRONG_STATE where the instance
 * runs, %REPRISE_ENGINE_ERROR_COMMAND_FAILED, or an error of %G_FILE_ERROR
 */
gboolean
reprise_pgbackrest_restore (ReprisePgBackRest *self,
                            RepriseInstance *instance,
                            const RepriseRestoreTarget *target,
                            ReprisePgBackRestProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  const ReprisePgBackRestCall call = { "restore", arguments, TRUE, progress, progress_data };
  g_autoptr (GBytes) output = NULL;
  gboolean delta;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (self), FALSE);
  g_return_val_if_fail (REPRISE_IS_INSTANCE (instance), FALSE);
  g_return_val_if_fail (target != NULL && target->type != NULL, FALSE);

  if (!prepare_directories (instance, &delta, error))
    return FALSE;
  reprise_pgbackrest_add_config (arguments, reprise_instance_get_restore_conf (instance));
  reprise_pgbackrest_add_progress_logging (arguments);
  if (delta)
    g_ptr_array_add (arguments, g_strdup ("--delta"));
  g_ptr_array_add (arguments,
                   g_strdup_printf ("--tablespace-map-all=%s",
                                    reprise_instance_get_tablespace_directory (instance)));
  add_target (arguments, target);
  output = reprise_pgbackrest_run (self, &call, cancellable, error);
  return output != NULL;
}
