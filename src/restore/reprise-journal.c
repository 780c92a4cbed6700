/* SPDX-License-Identifier: GPL-3.0-or-later
 * The journal of restores: what was asked for is on disk before it leaves.
 *
 * JSON lines, only ever appended. A line counts when its line feed is there; one that a crash has
 * cut short is left as it is, and the next one starts on a line of its own. */

#define _GNU_SOURCE

#include "config.h"

#include "restore/reprise-journal.h"

#include "wire/reprise-journal-codec.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _RepriseJournal
{
  GObject parent_instance;

  char *path;
};

G_DEFINE_FINAL_TYPE (RepriseJournal, reprise_journal, G_TYPE_OBJECT)

/* What a thread works on; touches nothing else. */
typedef struct
{
  char *path;
  GBytes *line;
} Job;

typedef struct
{
  GPtrArray *entries;
  GPtrArray *problems;
} Contents;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->line, g_bytes_unref);
  g_free (job);
}

static void
contents_free (gpointer data)
{
  Contents *contents = data;

  g_clear_pointer (&contents->entries, g_ptr_array_unref);
  g_clear_pointer (&contents->problems, g_ptr_array_unref);
  g_free (contents);
}

static void
entry_free (gpointer data)
{
  RepriseJournalEntry *entry = data;

  reprise_journal_record_free (entry->intent);
  reprise_journal_record_free (entry->answer);
  reprise_journal_record_free (entry->task);
  reprise_journal_record_free (entry->outcome);
  reprise_journal_record_free (entry->dismissed);
  g_free (entry);
}

static void
reprise_journal_finalize (GObject *object)
{
  g_free (REPRISE_JOURNAL (object)->path);
  G_OBJECT_CLASS (reprise_journal_parent_class)->finalize (object);
}

static void
reprise_journal_class_init (RepriseJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_journal_finalize;
}

static void
reprise_journal_init (RepriseJournal *self)
{
}

/**
 * reprise_journal_new:
 * @path: the file; its folder is made when the first line is written
 *
 * Returns: (transfer full): the journal in that file, which need not be there yet
 */
RepriseJournal *
reprise_journal_new (const char *path)
{
  RepriseJournal *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_JOURNAL, NULL);
  self->path = g_strdup (path);
  return self;
}

/**
 * reprise_journal_get_path:
 * @self: a journal
 *
 * Returns: its file
 */
const char *
reprise_journal_get_path (RepriseJournal *self)
{
  g_return_val_if_fail (REPRISE_IS_JOURNAL (self), NULL);
  return self->path;
}

static gboolean
fail (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (code),
               /* Translators: file, reason. */
               _ ("The journal ‘%s’ cannot be written: %s"),
               path,
               g_strerror (code));
  return FALSE;
}

/* A new file is on disk only when its folder is. */
static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int result;

  if (fd < 0)
    return FALSE;
  result = fsync (fd);
  close (fd);
  return result == 0;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      ssize_t written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static gboolean
ends_in_cut_line (int fd, off_t size)
{
  char last = '\n';

  return size > 0 && pread (fd, &last, 1, size - 1) == 1 && last != '\n';
}

/* Takes back what was written of a line that did not fit, so that it is not taken for one. */
static gboolean
append_line (int fd, GBytes *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  struct stat status;
  gsize length = 0;
  const char *data = g_bytes_get_data (line, &length);

  if (fstat (fd, &status) != 0)
    return FALSE;
  if (ends_in_cut_line (fd, status.st_size))
    g_string_append_c (text, '\n');
  g_string_append_len (text, data, (gssize) length);
  g_string_append_c (text, '\n');
  if (!write_all (fd, text->str, text->len) || fsync (fd) != 0)
    {
      int code = errno;

      if (ftruncate (fd, status.st_size) != 0)
        g_debug ("A line that was cut short stays in the journal");
      errno = code;
      return FALSE;
    }
  return TRUE;
}

static gboolean
append (const Job *job, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (job->path);
  gboolean done;
  int fd, code;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, job->path);
  fd = open (job->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail (error, job->path);
  done = flock (fd, LOCK_EX) == 0 && append_line (fd, job->line) && sync_folder (job->path);
  code = errno;
  close (fd);
  errno = code;
  return done || fail (error, job->path);
}

static void
append_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (append (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * reprise_journal_append_async:
 * @self: a journal
 * @record: what to write; copied
 * @cancellable: (nullable): to stop before it is begun
 * @callback: called when it is on disk, or cannot be
 * @user_data: given to @callback
 *
 * Writes a line and waits until the disk has it.
 */
void
reprise_journal_append_async (RepriseJournal *self,
                              const RepriseJournalRecord *record,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (REPRISE_IS_JOURNAL (self));
  g_return_if_fail (record != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_journal_append_async);
  /* Whoever is told that it was cancelled must be sure that it was not written. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->path);
  job->line = reprise_journal_record_encode (record);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, append_in_thread);
}

/**
 * reprise_journal_append_finish:
 * @self: a journal
 * @result: what the callback was given
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: whether the line is on disk
 */
gboolean
reprise_journal_append_finish (RepriseJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_journal_append_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static RepriseJournalEntry *
find_entry (GPtrArray *entries, const char *restore_id)
{
  for (guint i = entries->len; i > 0; i--)
    {
      RepriseJournalEntry *entry = g_ptr_array_index (entries, i - 1);

      if (g_strcmp0 (entry->intent->restore_id, restore_id) == 0)
        return entry;
    }
  return NULL;
}

static void
replace_record (RepriseJournalRecord **place, RepriseJournalRecord *record)
{
  reprise_journal_record_free (*place);
  *place = record;
}

static void
add_problem (Contents *contents, guint number, const char *text)
{
  /* Translators: number of a line, reason. */
  g_ptr_array_add (contents->problems,
                   g_strdup_printf (_ ("Line %u of the journal was left out: %s"), number, text));
}

/* record: (transfer full) */
static void
add_record (Contents *contents, guint number, RepriseJournalRecord *record)
{
  RepriseJournalEntry *entry = find_entry (contents->entries, record->restore_id);

  if ((record->kind == REPRISE_JOURNAL_KIND_INTENT) == (entry != NULL))
    {
      add_problem (contents, number, _ ("it belongs to no restore"));
      reprise_journal_record_free (record);
      return;
    }
  switch (record->kind)
    {
    case REPRISE_JOURNAL_KIND_ANSWER:
      replace_record (&entry->answer, record);
      break;
    case REPRISE_JOURNAL_KIND_TASK:
      replace_record (&entry->task, record);
      break;
    case REPRISE_JOURNAL_KIND_OUTCOME:
      replace_record (&entry->outcome, record);
      break;
    case REPRISE_JOURNAL_KIND_DISMISSED:
      replace_record (&entry->dismissed, record);
      break;
    case REPRISE_JOURNAL_KIND_INTENT:
    default:
      entry = g_new0 (RepriseJournalEntry, 1);
      entry->intent = record;
      g_ptr_array_add (contents->entries, entry);
      break;
    }
}

static void
add_line (Contents *contents, guint number, const char *text, gsize length)
{
  g_autoptr (GBytes) line = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  RepriseJournalRecord *record;

  if (length == 0)
    return;
  record = reprise_journal_record_decode (line, &error);
  if (record == NULL)
    add_problem (contents, number, error->message);
  else
    add_record (contents, number, record);
}

static Contents *
parse_lines (const char *text, gsize length)
{
  Contents *contents = g_new0 (Contents, 1);
  const char *end = text + length;
  guint number = 1;

  contents->entries = g_ptr_array_new_with_free_func (entry_free);
  contents->problems = g_ptr_array_new_with_free_func (g_free);
  for (; text < end; number++)
    {
      const char *feed = memchr (text, '\n', (gsize) (end - text));

      if (feed == NULL)
        {
          add_problem (contents, number, _ ("it is cut short"));
          break;
        }
      add_line (contents, number, text, (gsize) (feed - text));
      text = feed + 1;
    }
  return contents;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_file_get_contents (job->path, &text, &length, &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_task_return_new_error (task,
                               G_IO_ERROR,
                               G_IO_ERROR_FAILED,
                               /* Translators: reason. */
                               _ ("The journal cannot be read: %s"),
                               error->message);
      return;
    }
  g_task_return_pointer (task, parse_lines (text, length), contents_free);
}

/**
 * reprise_journal_read_async:
 * @self: a journal
 * @cancellable: (nullable): to stop
 * @callback: called when it is read
 * @user_data: given to @callback
 *
 * Reads what the journal tells; a journal that is not there tells of nothing.
 */
void
reprise_journal_read_async (RepriseJournal *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (REPRISE_IS_JOURNAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_journal_read_async);
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->path);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * reprise_journal_read_finish:
 * @self: a journal
 * @result: what the callback was given
 * @problems: (out) (optional) (transfer full) (element-type utf8): which lines were left out and
 * why
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (element-type RepriseJournalEntry): the restores it tells of, oldest
 * first
 */
GPtrArray *
reprise_journal_read_finish (RepriseJournal *self,
                             GAsyncResult *result,
                             GPtrArray **problems,
                             GError **error)
{
  Contents *contents;
  GPtrArray *entries;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_journal_read_async), NULL);

  contents = g_task_propagate_pointer (G_TASK (result), error);
  if (contents == NULL)
    return NULL;
  entries = g_steal_pointer (&contents->entries);
  if (problems != NULL)
    *problems = g_steal_pointer (&contents->problems);
  contents_free (contents);
  return entries;
}
