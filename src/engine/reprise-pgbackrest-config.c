/* SPDX-License-Identifier: GPL-3.0-or-later
 * The configuration files that pgBackRest reads. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-pgbackrest-private.h"

#include <string.h>

/* Newest first: zst at level 3 is smaller than gz and several times faster. */
static const char *const compress_types[] = { "zst", "lz4", "gz" };

/* pgBackRest copies paths into restore_command, which PostgreSQL's configuration quotes with ' and
 * a shell reads; it escapes nothing. Its own files are lines, stripped of space at both ends. */
static gboolean
check_path (const char *path, GError **error)
{
  for (const char *c = path; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) || strchr ("'\"\\$`%", *c) != NULL)
      {
        g_autofree char *shown = g_strescape (path, NULL);

        g_set_error (error,
                     REPRISE_ENGINE_ERROR,
                     REPRISE_ENGINE_ERROR_WRONG_STATE,
                     "pgBackRest cannot use the path ‘%s’: quotes, backslashes, $, %% and control "
                     "characters have a meaning where it writes the path",
                     shown);
        return FALSE;
      }
  if (!g_path_is_absolute (path) || g_str_has_suffix (path, " "))
    {
      g_set_error (error,
                   REPRISE_ENGINE_ERROR,
                   REPRISE_ENGINE_ERROR_WRONG_STATE,
                   "pgBackRest cannot use the path ‘%s’: it must be absolute and not end in a "
                   "space",
                   path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_path (GString *text, const char *key, const char *path, GError **error)
{
  if (!check_path (path, error))
    return FALSE;
  g_string_append_printf (text, "%s=%s\n", key, path);
  return TRUE;
}

/* Whether this pgBackRest was built with a compression. It says so as soon as it has read its
 * options, so a command without its argument is enough to ask, and does nothing. */
static gboolean
supports_compress_type (ReprisePgBackRest *self, const char *compress_type)
{
  g_autofree char *option = g_strdup_printf ("--compress-type=%s", compress_type);
  const char *argv[] = { self->program,
                         "--no-config",
                         "--stanza=" REPRISE_INSTANCE_STANZA,
                         "--pg1-path=/nonexistent",
                         "--repo1-path=/nonexistent",
                         "--log-level-file=off",
                         "--log-level-console=off",
                         "--log-level-stderr=error",
                         option,
                         "archive-push",
                         NULL };
  const RepriseCommand command = { .argv = argv, .timeout_seconds = 10 };
  g_autoptr (RepriseRunResult) result = reprise_runner_run (self->runner, &command, NULL, NULL);

  return result != NULL && result->exit_status > 0 &&
         strstr (result->errors, "WAL segment to push required") != NULL;
}

/* The best compression of this pgBackRest; asked once. */
static const char *
find_compress_type (ReprisePgBackRest *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; self->compress_type == NULL; i++)
    if (i == G_N_ELEMENTS (compress_types) - 1 || supports_compress_type (self, compress_types[i]))
      self->compress_type = compress_types[i];
  return self->compress_type;
}

/* What both configurations of an instance share. */
static gboolean
add_common (GString *text, RepriseInstance *instance, const char *repository_path, GError **error)
{
  g_string_append (text, "[global]\n");
  if (!add_path (text, "repo1-path", repository_path, error) ||
      !add_path (text, "lock-path", reprise_instance_get_lock_directory (instance), error) ||
      !add_path (text, "spool-path", reprise_instance_get_spool_directory (instance), error))
    return FALSE;
  g_string_append (text, "log-level-file=off\nprocess-max=2\n");
  return TRUE;
}

static gboolean
add_stanza (GString *text, RepriseInstance *instance, GError **error)
{
  g_string_append (text, "\n[" REPRISE_INSTANCE_STANZA "]\n");
  if (!add_path (text, "pg1-path", reprise_instance_get_data_directory (instance), error) ||
      !add_path (text, "pg1-socket-path", reprise_instance_get_socket_directory (instance), error))
    return FALSE;
  g_string_append_printf (text,
                          "pg1-port=%d\npg1-user=%s\n",
                          REPRISE_INSTANCE_PORT,
                          REPRISE_INSTANCE_SUPERUSER);
  return TRUE;
}

static gboolean
write_config (const char *path, GString *text, GError **error)
{
  if (g_file_set_contents_full (path,
                                text->str,
                                (gssize) text->len,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600,
                                error))
    return TRUE;
  g_prefix_error (error, "Could not write the configuration ‘%s’: ", path);
  return FALSE;
}

/**
 * reprise_pgbackrest_configure:
 * @self: a #ReprisePgBackRest
 * @instance: whose directories exist
 * @repository_path: the directory of the instance's own repository; it need not exist
 * @retention_full: how many full backups are kept, at least 1
 * @error: return location for a #GError
 *
 * Writes the instance's pgbackrest.conf, which archive_command reads too, in one step: a reader
 * sees the old file or the new one.
 *
 * Returns: whether it was written; %REPRISE_ENGINE_ERROR_WRONG_STATE for a path that cannot be
 * written down, or an error of %G_FILE_ERROR
 */
gboolean
reprise_pgbackrest_configure (ReprisePgBackRest *self,
                              RepriseInstance *instance,
                              const char *repository_path,
                              guint retention_full,
                              GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *compress_type;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (self), FALSE);
  g_return_val_if_fail (REPRISE_IS_INSTANCE (instance), FALSE);
  g_return_val_if_fail (repository_path != NULL, FALSE);
  g_return_val_if_fail (retention_full > 0, FALSE);

  if (!add_common (text, instance, repository_path, error))
    return FALSE;
  compress_type = find_compress_type (self);
  g_string_append_printf (text,
                          "repo1-retention-full-type=count\n"
                          "repo1-retention-full=%u\n"
                          "compress-type=%s\n"
                          "compress-level=%d\n"
                          "start-fast=y\n",
                          retention_full,
                          compress_type,
                          g_str_equal (compress_type, "lz4") ? 1 : 3);
  if (!add_stanza (text, instance, error))
    return FALSE;
  return write_config (reprise_instance_get_pgbackrest_conf (instance), text, error);
}

/**
 * reprise_pgbackrest_configure_restore:
 * @self: a #ReprisePgBackRest
 * @instance: whose directories exist
 * @repository_path: the repository that a restore reads, of any node
 * @error: return location for a #GError
 *
 * Writes the instance's pgbackrest-restore.conf. It stays as it is after the restore, because the
 * restore_command goes on reading it while the instance's own configuration names a new
 * repository. Without retention: nothing is ever written through it.
 *
 * Returns: whether it was written; errors as reprise_pgbackrest_configure() has them
 */
gboolean
reprise_pgbackrest_configure_restore (ReprisePgBackRest *self,
                                      RepriseInstance *instance,
                                      const char *repository_path,
                                      GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (self), FALSE);
  g_return_val_if_fail (REPRISE_IS_INSTANCE (instance), FALSE);
  g_return_val_if_fail (repository_path != NULL, FALSE);

  if (!add_common (text, instance, repository_path, error) || !add_stanza (text, instance, error))
    return FALSE;
  return write_config (reprise_instance_get_restore_conf (instance), text, error);
}
