/* SPDX-License-Identifier: GPL-3.0-or-later
 * pgBackRest: repositories, backups, restores, as argument lists and documents. */

#include "config.h"

#include "engine/reprise-pgbackrest.h"

#include "engine/reprise-archive.h"
#include "engine/reprise-engine-error.h"
#include "engine/reprise-pgbackrest-output.h"
#include "engine/reprise-pgbackrest-private.h"

G_DEFINE_FINAL_TYPE (ReprisePgBackRest, reprise_pgbackrest, G_TYPE_OBJECT)

/* A stuck repository must not hold a reader for ever; real answers take some 20 ms, and making a
 * stanza half a second. */
#define SHORT_TIMEOUT_SECONDS 60

/* What archive-get returns, without a word, where the archive has no such segment. */
#define ARCHIVE_GET_MISSING 1

typedef struct
{
  const ReprisePgBackRestCall *call;
  GString *log; /* the end of what was written, for the error */
  double percent;
} Listener;

static void
line_written_cb (const char *line, gpointer user_data)
{
  Listener *listener = user_data;
  double percent;
  gboolean known = reprise_pgbackrest_parse_progress (line, &percent);

  if (!known)
    g_string_append_printf (listener->log, "%s\n", line);
  if (listener->log->len > 64 * 1024)
    g_string_erase (listener->log, 0, (gssize) listener->log->len / 2);
  if (known)
    listener->percent = MAX (listener->percent, percent);
  if (listener->call->progress != NULL)
    listener->call->progress (known ? listener->percent : -1.0,
                              line,
                              listener->call->progress_data);
}

static void
set_command_error (GError **error,
                   const char *command,
                   const RepriseRunResult *result,
                   const char *log)
{
  g_autofree char *errors = reprise_pgbackrest_dup_errors (log);

  if (errors == NULL)
    errors = reprise_pgbackrest_dup_errors (result->errors);
  if (result->signal != 0)
    g_set_error (error,
                 REPRISE_ENGINE_ERROR,
                 REPRISE_ENGINE_ERROR_COMMAND_FAILED,
                 "pgBackRest %s was ended by signal %d",
                 command,
                 result->signal);
  else if (errors == NULL)
    g_set_error (error,
                 REPRISE_ENGINE_ERROR,
                 REPRISE_ENGINE_ERROR_COMMAND_FAILED,
                 "pgBackRest %s failed with status %d",
                 command,
                 result->exit_status);
  else
    g_set_error (error,
                 REPRISE_ENGINE_ERROR,
                 REPRISE_ENGINE_ERROR_COMMAND_FAILED,
                 "pgBackRest %s failed: %s",
                 command,
                 errors);
}

static GPtrArray *
build_argv (ReprisePgBackRest *self, const ReprisePgBackRestCall *call)
{
  GPtrArray *argv = g_ptr_array_new ();

  g_ptr_array_add (argv, self->program);
  g_ptr_array_add (argv, (char *) call->command);
  for (guint i = 0; i < call->arguments->len; i++)
    g_ptr_array_add (argv, g_ptr_array_index (call->arguments, i));
  g_ptr_array_add (argv, NULL);
  return argv;
}

/* Runs one command. Any end of it is a result; log gets the words of a long one. */
static RepriseRunResult *
run_command (ReprisePgBackRest *self,
             const ReprisePgBackRestCall *call,
             GString *log,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) argv = build_argv (self, call);
  Listener listener = { call, log, 0.0 };
  const RepriseCommand command = {
    .argv = (const char *const *) argv->pdata,
    .line_func = call->is_long ? line_written_cb : NULL,
    .line_data = &listener,
    .timeout_seconds = call->is_long ? 0 : SHORT_TIMEOUT_SECONDS,
  };

  return reprise_runner_run (self->runner, &command, cancellable, error);
}

/**
 * reprise_pgbackrest_run:
 * @self: a #ReprisePgBackRest
 * @call: what to run
 * @cancellable: (nullable): ends the command with all its processes
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the command's standard output, or %NULL;
 * %REPRISE_ENGINE_ERROR_COMMAND_FAILED with pgBackRest's words where it failed
 */
GBytes *
reprise_pgbackrest_run (ReprisePgBackRest *self,
                        const ReprisePgBackRestCall *call,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (RepriseRunResult) result = run_command (self, call, log, cancellable, error);

  if (result == NULL)
    return NULL;
  if (result->exit_status != 0)
    {
      set_command_error (error, call->command, result, log->str);
      return NULL;
    }
  return g_bytes_ref (result->output);
}

/* Adds the configuration and the stanza; config_path is absolute. */
void
reprise_pgbackrest_add_config (GPtrArray *arguments, const char *config_path)
{
  g_ptr_array_add (arguments, g_strdup_printf ("--config=%s", config_path));
  g_ptr_array_add (arguments, g_strdup ("--stanza=" REPRISE_INSTANCE_STANZA));
  g_ptr_array_add (arguments, g_strdup ("--log-level-file=off"));
}

/* Everything on standard output, one line for each finished file. */
void
reprise_pgbackrest_add_progress_logging (GPtrArray *arguments)
{
  g_ptr_array_add (arguments, g_strdup ("--log-level-console=detail"));
  g_ptr_array_add (arguments, g_strdup ("--log-level-stderr=off"));
  g_ptr_array_add (arguments, g_strdup ("--no-log-timestamp"));
}

/* Standard output holds the document alone; where warnings go by default depends on the release. */
void
reprise_pgbackrest_add_quiet_logging (GPtrArray *arguments)
{
  g_ptr_array_add (arguments, g_strdup ("--log-level-console=off"));
  g_ptr_array_add (arguments, g_strdup ("--log-level-stderr=error"));
}

/* Reading a repository needs no configuration file: only where it is. */
static GPtrArray *
new_repository_arguments (const char *repository_path)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup ("--no-config"));
  g_ptr_array_add (arguments, g_strdup ("--stanza=" REPRISE_INSTANCE_STANZA));
  g_ptr_array_add (arguments, g_strdup_printf ("--repo1-path=%s", repository_path));
  g_ptr_array_add (arguments, g_strdup ("--log-level-file=off"));
  reprise_pgbackrest_add_quiet_logging (arguments);
  return arguments;
}

static void
reprise_pgbackrest_finalize (GObject *object)
{
  ReprisePgBackRest *self = REPRISE_PGBACKREST (object);

  g_clear_object (&self->runner);
  g_free (self->program);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (reprise_pgbackrest_parent_class)->finalize (object);
}

static void
reprise_pgbackrest_class_init (ReprisePgBackRestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_pgbackrest_finalize;
}

static void
reprise_pgbackrest_init (ReprisePgBackRest *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * reprise_pgbackrest_new:
 * @runner: runs the commands
 * @program: absolute path of pgbackrest
 *
 * The object holds nothing that changes: any thread may call it.
 *
 * Returns: (transfer full): the new object
 */
ReprisePgBackRest *
reprise_pgbackrest_new (RepriseRunner *runner, const char *program)
{
  ReprisePgBackRest *self;

  g_return_val_if_fail (REPRISE_IS_RUNNER (runner), NULL);
  g_return_val_if_fail (program != NULL && g_path_is_absolute (program), NULL);

  self = g_object_new (REPRISE_TYPE_PGBACKREST, NULL);
  self->runner = g_object_ref (runner);
  self->program = g_strdup (program);
  return self;
}

/**
 * reprise_pgbackrest_find_program:
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the absolute path of pgbackrest on PATH, or %NULL;
 * %REPRISE_ENGINE_ERROR_NOT_FOUND names the package
 */
char *
reprise_pgbackrest_find_program (GError **error)
{
  g_autofree char *program = g_find_program_in_path ("pgbackrest");

  if (program == NULL)
    {
      g_set_error (error,
                   REPRISE_ENGINE_ERROR,
                   REPRISE_ENGINE_ERROR_NOT_FOUND,
                   "pgBackRest is not installed: no program ‘pgbackrest’ on PATH (package "
                   "pgbackrest)");
      return NULL;
    }
  return g_canonicalize_filename (program, NULL);
}

/**
 * reprise_pgbackrest_create_stanza:
 * @self: a #ReprisePgBackRest
 * @instance: configured with reprise_pgbackrest_configure()
 * @online: whether the instance runs; offline, pgBackRest reads pg_control alone
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Makes the instance's repository ready to be archived and backed up to.
 *
 * Returns: whether it is; %REPRISE_ENGINE_ERROR_COMMAND_FAILED
 */
gboolean
reprise_pgbackrest_create_stanza (ReprisePgBackRest *self,
                                  RepriseInstance *instance,
                                  gboolean online,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  const ReprisePgBackRestCall call = { "stanza-create", arguments };
  g_autoptr (GBytes) output = NULL;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (self), FALSE);
  g_return_val_if_fail (REPRISE_IS_INSTANCE (instance), FALSE);

  reprise_pgbackrest_add_config (arguments, reprise_instance_get_pgbackrest_conf (instance));
  reprise_pgbackrest_add_quiet_logging (arguments);
  if (!online)
    g_ptr_array_add (arguments, g_strdup ("--no-online"));
  output = reprise_pgbackrest_run (self, &call, cancellable, error);
  return output != NULL;
}

/**
 * reprise_pgbackrest_backup:
 * @self: a #ReprisePgBackRest
 * @instance: runs, and its stanza exists
 * @type: what kind of backup; one without a base becomes a full backup
 * @name: (nullable): kept as the annotation `name`
 * @progress: (nullable): called with every line
 * @progress_data: for @progress
 * @cancellable: (nullable): a backup that is ended leaves nothing that could be restored
 * @error: return location for a #GError
 *
 * Takes a backup and expires what retention no longer keeps. Damaged pages are warnings of a
 * backup that succeeds; they are in the lines and in the inventory.
 *
 * Returns: whether the backup is there; %REPRISE_ENGINE_ERROR_COMMAND_FAILED
 */
gboolean
reprise_pgbackrest_backup (ReprisePgBackRest *self,
                           RepriseInstance *instance,
                           RepriseBackupType type,
                           const char *name,
                           ReprisePgBackRestProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  const ReprisePgBackRestCall call = { "backup", arguments, TRUE, progress, progress_data };
  g_autoptr (GBytes) output = NULL;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (self), FALSE);
  g_return_val_if_fail (REPRISE_IS_INSTANCE (instance), FALSE);
  g_return_val_if_fail (type != REPRISE_BACKUP_TYPE_UNKNOWN, FALSE);

  reprise_pgbackrest_add_config (arguments, reprise_instance_get_pgbackrest_conf (instance));
  reprise_pgbackrest_add_progress_logging (arguments);
  g_ptr_array_add (arguments, g_strdup_printf ("--type=%s", reprise_backup_type_to_word (type)));
  if (name != NULL && *name != '\0')
    g_ptr_array_add (arguments, g_strdup_printf ("--annotation=name=%s", name));
  output = reprise_pgbackrest_run (self, &call, cancellable, error);
  return output != NULL;
}

/**
 * reprise_pgbackrest_info:
 * @self: a #ReprisePgBackRest
 * @repository_path: the repository's directory
 * @instance: (nullable): whose locks tell whether a backup runs now
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Asks for everything that pgBackRest says about a repository. What is wrong with the repository
 * is in the document and no error here; and the document may be invalid JSON, for example where
 * the repository cannot be decrypted.
 *
 * Returns: (transfer full): the document as it was written, or %NULL
 */
GBytes *
reprise_pgbackrest_info (ReprisePgBackRest *self,
                         const char *repository_path,
                         RepriseInstance *instance,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GPtrArray) arguments = NULL;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (self), NULL);
  g_return_val_if_fail (repository_path != NULL, NULL);
  g_return_val_if_fail (instance == NULL || REPRISE_IS_INSTANCE (instance), NULL);

  arguments = new_repository_arguments (repository_path);
  g_ptr_array_add (arguments, g_strdup ("--output=json"));
  if (instance != NULL)
    g_ptr_array_add (arguments,
                     g_strdup_printf ("--lock-path=%s",
                                      reprise_instance_get_lock_directory (instance)));
  return reprise_pgbackrest_run (self,
                                 &(ReprisePgBackRestCall){ "info", arguments },
                                 cancellable,
                                 error);
}

/**
 * reprise_pgbackrest_list_archive:
 * @self: a #ReprisePgBackRest
 * @repository_path: the repository's directory
 * @archive_id: (nullable): which archive, such as `15-1`; that of the newest database history id
 * where it is %NULL
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Lists the WAL segments of that archive. Partial segments and history files are none.
 *
 * Returns: (transfer full) (element-type utf8): their names, sorted, each once; empty where
 * nothing is archived; or %NULL
 */
GPtrArray *
reprise_pgbackrest_list_archive (ReprisePgBackRest *self,
                                 const char *repository_path,
                                 const char *archive_id,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GBytes) output = NULL;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (self), NULL);
  g_return_val_if_fail (repository_path != NULL, NULL);

  arguments = new_repository_arguments (repository_path);
  g_ptr_array_add (arguments, g_strdup ("--recurse"));
  g_ptr_array_add (arguments, g_strdup ("archive/" REPRISE_INSTANCE_STANZA));
  output = reprise_pgbackrest_run (self,
                                   &(ReprisePgBackRestCall){ "repo-ls", arguments },
                                   cancellable,
                                   error);
  if (output == NULL)
    return NULL;
  return reprise_archive_parse_listing (output, archive_id);
}

/**
 * reprise_pgbackrest_get_segment:
 * @self: a #ReprisePgBackRest
 * @repository_path: the repository's directory
 * @data_directory: one whose global/pg_control belongs to the database system of the repository;
 * nothing else in it is read
 * @segment: the name of an archived segment
 * @destination: absolute path of the file to write, whose last part is @segment
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Gets one segment out of the archive, decompressed.
 *
 * Returns: whether it is there; %REPRISE_ENGINE_ERROR_NOT_FOUND where the archive has no such
 * segment
 */
gboolean
reprise_pgbackrest_get_segment (ReprisePgBackRest *self,
                                const char *repository_path,
                                const char *data_directory,
                                const char *segment,
                                const char *destination,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (RepriseRunResult) result = NULL;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (self), FALSE);
  g_return_val_if_fail (repository_path != NULL, FALSE);
  g_return_val_if_fail (data_directory != NULL, FALSE);
  g_return_val_if_fail (segment != NULL, FALSE);
  g_return_val_if_fail (destination != NULL && g_path_is_absolute (destination), FALSE);

  arguments = new_repository_arguments (repository_path);
  g_ptr_array_add (arguments, g_strdup_printf ("--pg1-path=%s", data_directory));
  g_ptr_array_add (arguments, g_strdup (segment));
  g_ptr_array_add (arguments, g_strdup (destination));
  result = run_command (self,
                        &(ReprisePgBackRestCall){ "archive-get", arguments },
                        NULL,
                        cancellable,
                        error);
  if (result == NULL)
    return FALSE;
  if (result->exit_status == ARCHIVE_GET_MISSING)
    g_set_error (error,
                 REPRISE_ENGINE_ERROR,
                 REPRISE_ENGINE_ERROR_NOT_FOUND,
                 "the archive has no segment %s",
                 segment);
  else if (result->exit_status != 0)
    set_command_error (error, "archive-get", result, "");
  return result->exit_status == 0;
}
