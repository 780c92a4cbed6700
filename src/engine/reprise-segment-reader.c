/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads archived WAL segments of any repository. */

#include "config.h"

#include "engine/reprise-segment-reader.h"

#include "engine/reprise-control-file.h"
#include "engine/reprise-data-directory.h"
#include "engine/reprise-engine-error.h"
#include "engine/reprise-wal-dump.h"

#include <errno.h>
#include <glib/gstdio.h>

/* What scratch directories are named like; those that a crash left behind are removed. */
#define SCRATCH_PREFIX "scan-"

#define TIMEOUT_SECONDS 60

struct _RepriseSegmentReader
{
  GObject parent_instance;

  ReprisePgBackRest *pgbackrest;
  RepriseRunner *runner;
  char *bin_directory;
  char *scratch_directory;
  char *template_path; /* the control file that copies are made from, kept for the next run */

  GMutex mutex;
  GBytes *template; /* NULL until it is needed; under mutex */
};

G_DEFINE_FINAL_TYPE (RepriseSegmentReader, reprise_segment_reader, G_TYPE_OBJECT)

static void
remove_directory (const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!reprise_data_directory_empty (path, &error))
    g_message ("A scratch directory stays behind: %s", error->message);
  else
    g_rmdir (path);
}

static void
remove_left_behind (const char *scratch_directory)
{
  g_autoptr (GDir) directory = g_dir_open (scratch_directory, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, SCRATCH_PREFIX))
      {
        g_autofree char *path = g_build_filename (scratch_directory, name, NULL);

        remove_directory (path);
      }
}

/* A new directory that only this user can read. */
static char *
make_scratch (RepriseSegmentReader *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->scratch_directory, SCRATCH_PREFIX "XXXXXX", NULL);

  if (g_mkdir_with_parents (self->scratch_directory, 0700) == 0 &&
      g_mkdtemp_full (path, 0700) != NULL)
    return g_steal_pointer (&path);
  g_set_error (error,
               G_FILE_ERROR,
               g_file_error_from_errno (errno),
               "Could not make a directory below ‘%s’: %s",
               self->scratch_directory,
               g_strerror (errno));
  return NULL;
}

static GBytes *
read_bytes (const char *path, GError **error)
{
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;
  return g_bytes_new_take (contents, length);
}

/* Makes a database system for its control file alone. */
static GBytes *
make_template (RepriseSegmentReader *self,
               const char *scratch,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *program = g_build_filename (self->bin_directory, "initdb", NULL);
  g_autofree char *data = g_build_filename (scratch, "data", NULL);
  g_autofree char *control_file = g_build_filename (data, "global", "pg_control", NULL);
  const char *argv[] = { program,
                         "-D",
                         data,
                         "--no-sync",
                         "--no-locale",
                         "--auth=reject",
                         "--username=" REPRISE_INSTANCE_SUPERUSER,
                         NULL };
  const RepriseCommand command = { .argv = argv, .timeout_seconds = TIMEOUT_SECONDS };
  g_autoptr (RepriseRunResult) result =
                 reprise_runner_run_checked (self->runner, &command, cancellable, error);

  return result == NULL ? NULL : read_bytes (control_file, error);
}

static GBytes *
ensure_template (RepriseSegmentReader *self,
                 const char *scratch,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  if (self->template == NULL)
    self->template = read_bytes (self->template_path, NULL);
  if (self->template != NULL)
    return g_bytes_ref (self->template);

  self->template = make_template (self, scratch, cancellable, error);
  if (self->template == NULL)
    {
      g_prefix_error (error, "Could not make a control file to read repositories with: ");
      return NULL;
    }
  if (!g_file_set_contents_full (self->template_path,
                                 g_bytes_get_data (self->template, NULL),
                                 (gssize) g_bytes_get_size (self->template),
                                 G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600,
                                 error))
    return NULL;
  return g_bytes_ref (self->template);
}

/* Makes scratch a directory that pgBackRest gives the system's WAL to. */
static gboolean
write_control_file (RepriseSegmentReader *self,
                    const char *scratch,
                    guint64 system_id,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *global = g_build_filename (scratch, "global", NULL);
  g_autofree char *path = g_build_filename (global, "pg_control", NULL);
  g_autoptr (GBytes) template = ensure_template (self, scratch, cancellable, error);
  g_autoptr (GBytes) copy = NULL;

  if (template == NULL)
    return FALSE;
  copy = reprise_control_file_with_system_id (template, system_id, error);
  if (copy == NULL)
    return FALSE;
  g_mkdir (global, 0700);
  return g_file_set_contents_full (path,
                                   g_bytes_get_data (copy, NULL),
                                   (gssize) g_bytes_get_size (copy),
                                   G_FILE_SET_CONTENTS_NONE,
                                   0600,
                                   error);
}

static gboolean
dump_segment (RepriseSegmentReader *self,
              const char *path,
              guint64 from_lsn,
              RepriseInstant *newest_end,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *program = g_build_filename (self->bin_directory, "pg_waldump", NULL);
  const char *argv[] = { program, "--rmgr=Transaction", path, NULL };
  const char *environment[] = { "TZ=UTC", NULL };
  const RepriseCommand command = {
    .argv = argv,
    .environment = environment,
    .timeout_seconds = TIMEOUT_SECONDS,
  };
  g_autoptr (RepriseRunResult) result =
                 reprise_runner_run (self->runner, &command, cancellable, error);

  if (result == NULL)
    return FALSE;
  /* It fails at the first record that is not valid, behind the last that is: what it wrote until
   * then holds. A segment filled by one record that began before it has nothing to write. */
  if (result->exit_status != 0)
    g_debug ("pg_waldump %s ended with %d: %s", path, result->exit_status, result->errors);
  *newest_end = reprise_wal_dump_find_newest (result->output, from_lsn);
  return TRUE;
}

/* PostgreSQL takes a segment that it is not given for the end of the archive. That is no error of
 * reading, then, but something to know. */
static gboolean
fail_readably (GError **error, GError *failure)
{
  if (!g_error_matches (failure, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_COMMAND_FAILED) &&
      !g_error_matches (failure, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_message ("A WAL segment cannot be read: %s", failure->message);
  g_error_free (failure);
  return TRUE;
}

static gboolean
read_in (RepriseSegmentReader *self,
         const RepriseSegmentRequest *request,
         const char *scratch,
         RepriseSegmentContents *contents,
         GCancellable *cancellable,
         GError **error)
{
  g_autofree char *path = g_build_filename (scratch, request->segment, NULL);
  GError *failure = NULL;
  GStatBuf status;

  if (!write_control_file (self, scratch, request->system_id, cancellable, error))
    return FALSE;
  if (!reprise_pgbackrest_get_segment (self->pgbackrest,
                                       request->repository_path,
                                       scratch,
                                       request->segment,
                                       path,
                                       cancellable,
                                       &failure))
    return fail_readably (error, failure);
  if (g_stat (path, &status) != 0)
    return TRUE;
  contents->is_readable = TRUE;
  contents->n_bytes = (guint64) status.st_size;
  return dump_segment (self, path, request->from_lsn, &contents->newest_end, cancellable, error);
}

static void
reprise_segment_reader_finalize (GObject *object)
{
  RepriseSegmentReader *self = REPRISE_SEGMENT_READER (object);

  g_clear_object (&self->pgbackrest);
  g_clear_object (&self->runner);
  g_free (self->bin_directory);
  g_free (self->scratch_directory);
  g_free (self->template_path);
  g_clear_pointer (&self->template, g_bytes_unref);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (reprise_segment_reader_parent_class)->finalize (object);
}

static void
reprise_segment_reader_class_init (RepriseSegmentReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = reprise_segment_reader_finalize;
}

static void
reprise_segment_reader_init (RepriseSegmentReader *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * reprise_segment_reader_new:
 * @pgbackrest: reads the repositories
 * @runner: runs pg_waldump
 * @bin_directory: PostgreSQL's programs, of the release that the repositories are of
 * @postgres_major: that release
 * @scratch_directory: where segments are put while they are read; this process alone uses it. What
 * a run that crashed left there is removed.
 *
 * Returns: (transfer full): the reader; any thread may call it
 */
RepriseSegmentReader *
reprise_segment_reader_new (ReprisePgBackRest *pgbackrest,
                            RepriseRunner *runner,
                            const char *bin_directory,
                            int postgres_major,
                            const char *scratch_directory)
{
  RepriseSegmentReader *self;

  g_return_val_if_fail (REPRISE_IS_PGBACKREST (pgbackrest), NULL);
  g_return_val_if_fail (REPRISE_IS_RUNNER (runner), NULL);
  g_return_val_if_fail (bin_directory != NULL, NULL);
  g_return_val_if_fail (scratch_directory != NULL && g_path_is_absolute (scratch_directory), NULL);

  self = g_object_new (REPRISE_TYPE_SEGMENT_READER, NULL);
  self->pgbackrest = g_object_ref (pgbackrest);
  self->runner = g_object_ref (runner);
  self->bin_directory = g_strdup (bin_directory);
  self->scratch_directory = g_strdup (scratch_directory);
  self->template_path = g_strdup_printf ("%s/pg_control-%d", scratch_directory, postgres_major);
  remove_left_behind (scratch_directory);
  return self;
}

/**
 * reprise_segment_reader_offer_control_file:
 * @self: a reader
 * @path: where a database system of the same release has its control file; it may be missing
 *
 * Spares the reader the second or two that it takes to make a database system only for such a
 * file. It is looked at no more once there is one.
 */
void
reprise_segment_reader_offer_control_file (RepriseSegmentReader *self, const char *path)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GBytes) offered = NULL;
  g_autoptr (GBytes) copy = NULL;

  g_return_if_fail (REPRISE_IS_SEGMENT_READER (self));
  g_return_if_fail (path != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (self->template != NULL)
    return;
  /* A file that is just being written may not be whole. */
  offered = read_bytes (path, NULL);
  copy = offered == NULL ? NULL : reprise_control_file_with_system_id (offered, 0, NULL);
  self->template = g_steal_pointer (&copy);
}

/**
 * reprise_segment_reader_read:
 * @self: a reader
 * @request: what to read
 * @contents: (out): what is in it
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Gets a segment out of the archive and looks through its transactions. A segment that pgBackRest
 * does not give out is a result, not an error.
 *
 * Returns: whether it could be looked at
 */
gboolean
reprise_segment_reader_read (RepriseSegmentReader *self,
                             const RepriseSegmentRequest *request,
                             RepriseSegmentContents *contents,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *scratch = NULL;
  gboolean ok;

  g_return_val_if_fail (REPRISE_IS_SEGMENT_READER (self), FALSE);
  g_return_val_if_fail (request != NULL && contents != NULL, FALSE);

  *contents = (RepriseSegmentContents){ FALSE, 0, REPRISE_INSTANT_NONE };
  scratch = make_scratch (self, error);
  if (scratch == NULL)
    return FALSE;
  ok = read_in (self, request, scratch, contents, cancellable, error);
  remove_directory (scratch);
  return ok;
}
