/* SPDX-License-Identifier: GPL-3.0-or-later
 * An archive of WAL segments whose transactions are made up. */

#include "config.h"

#include "support/reprise-fake-archive.h"

#include "engine/reprise-data-directory.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SEGMENT_BYTES (16 * 1024 * 1024)

struct _RepriseFakeArchive
{
  char *scratch;
  GHashTable *dumps; /* of each segment; NULL for one that cannot be read */
  GPtrArray *segments;
  RepriseFakeRunner *runner;
  ReprisePgBackRest *pgbackrest;
  RepriseSegmentReader *reader;
};

/* pgbackrest archive-get … SEGMENT DESTINATION */
static gboolean
get_segment_cb (const RepriseCommand *command,
                RepriseRunResult *result,
                GCancellable *cancellable,
                gpointer user_data,
                GError **error)
{
  RepriseFakeArchive *self = user_data;
  const guint n_arguments = g_strv_length ((GStrv) command->argv);
  const char *segment = command->argv[n_arguments - 2];
  const char *destination = command->argv[n_arguments - 1];

  if (!g_hash_table_contains (self->dumps, segment))
    result->exit_status = 1;
  else if (g_hash_table_lookup (self->dumps, segment) == NULL)
    {
      result->exit_status = 42;
      reprise_fake_result_set_errors (result, "ERROR: [042]: unable to decompress\n");
    }
  else
    {
      g_assert_true (g_file_set_contents (destination, "", 0, NULL));
      g_assert_cmpint (truncate (destination, SEGMENT_BYTES), ==, 0);
    }
  return TRUE;
}

/* pg_waldump --rmgr=Transaction PATH */
static gboolean
dump_segment_cb (const RepriseCommand *command,
                 RepriseRunResult *result,
                 GCancellable *cancellable,
                 gpointer user_data,
                 GError **error)
{
  RepriseFakeArchive *self = user_data;
  g_autofree char *segment = g_path_get_basename (command->argv[2]);

  g_assert_true (g_file_test (command->argv[2], G_FILE_TEST_EXISTS));
  reprise_fake_result_set_output (result, g_hash_table_lookup (self->dumps, segment));
  /* As for a segment that is not full. */
  result->exit_status = 1;
  return TRUE;
}

/* A control file as small as can be: an identifier, something, and their CRC-32C. */
static void
write_template (const char *scratch)
{
  static const guint8 contents[] = {
    1, 0, 0, 0, 0, 0, 0, 0, 0x14, 5, 0, 0, 0xc7, 0xd7, 0xc8, 0xb3
  };
  g_autofree char *path = g_build_filename (scratch, "pg_control-15", NULL);

  g_assert_true (g_file_set_contents (path, (const char *) contents, sizeof contents, NULL));
}

/** reprise_fake_archive_new: Returns: (transfer full): an archive without segments. */
RepriseFakeArchive *
reprise_fake_archive_new (void)
{
  RepriseFakeArchive *self = g_new0 (RepriseFakeArchive, 1);

  self->scratch = g_dir_make_tmp ("reprise-archive-XXXXXX", NULL);
  g_assert_nonnull (self->scratch);
  write_template (self->scratch);
  self->dumps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->segments = g_ptr_array_new_with_free_func (g_free);
  self->runner = reprise_fake_runner_new ();
  reprise_fake_runner_add_func (self->runner, "*/pgbackrest archive-get *", get_segment_cb, self);
  reprise_fake_runner_add_func (self->runner, "*/pg_waldump *", dump_segment_cb, self);
  self->pgbackrest = reprise_pgbackrest_new (REPRISE_RUNNER (self->runner), "/x/pgbackrest");
  self->reader = reprise_segment_reader_new (self->pgbackrest,
                                             REPRISE_RUNNER (self->runner),
                                             "/x/bin",
                                             15,
                                             self->scratch);
  return self;
}

/**
 * reprise_fake_archive_free:
 * @self: (transfer full): an archive
 */
void
reprise_fake_archive_free (RepriseFakeArchive *self)
{
  g_assert_finalize_object (self->reader);
  g_assert_finalize_object (self->pgbackrest);
  g_assert_finalize_object (self->runner);
  g_assert_true (reprise_data_directory_empty (self->scratch, NULL));
  g_rmdir (self->scratch);
  g_hash_table_unref (self->dumps);
  g_ptr_array_unref (self->segments);
  g_free (self->scratch);
  g_free (self);
}

/**
 * reprise_fake_archive_add:
 * @segment: the name of a segment, behind those that are there
 * @dump: (nullable): what pg_waldump says of its transactions; %NULL for one that cannot be read
 */
void
reprise_fake_archive_add (RepriseFakeArchive *self, const char *segment, const char *dump)
{
  g_hash_table_insert (self->dumps, g_strdup (segment), g_strdup (dump));
  g_ptr_array_add (self->segments, g_strdup (segment));
}

/** reprise_fake_archive_get_runner: Returns: (transfer none): what runs the programs. */
RepriseFakeRunner *
reprise_fake_archive_get_runner (RepriseFakeArchive *self)
{
  return self->runner;
}

/** reprise_fake_archive_get_reader: Returns: (transfer none): what reads segments. */
RepriseSegmentReader *
reprise_fake_archive_get_reader (RepriseFakeArchive *self)
{
  return self->reader;
}

/** reprise_fake_archive_get_segments: Returns: (transfer none): the names of all segments. */
GPtrArray *
reprise_fake_archive_get_segments (RepriseFakeArchive *self)
{
  return self->segments;
}

/** reprise_fake_archive_is_clean: Returns: whether nothing but the template is left behind. */
gboolean
reprise_fake_archive_is_clean (RepriseFakeArchive *self)
{
  g_autoptr (GDir) directory = g_dir_open (self->scratch, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    if (!g_str_equal (name, "pg_control-15"))
      return FALSE;
  return TRUE;
}
