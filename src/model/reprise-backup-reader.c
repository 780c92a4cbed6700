/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads backups that are packed into bytes. */

#include "config.h"

#include "model/reprise-backup-records-private.h"

#include "base/reprise-wal.h"

/* Room for the texts of one record, usually. */
#define SCRATCH_BYTES 1024

struct _RepriseBackupReader
{
  RepriseBackupRecords *records;
  const guint8 *cursor;
  guint position;
  GStringChunk *texts;
  GPtrArray *lists;
  RepriseBackupFields fields;
};

static const char *
take_label_of (RepriseBackupReader *reader, guint records_ago)
{
  const guint8 *cursor =
      reprise_backup_records_at (reader->records, reader->position - records_ago);
  gsize length;

  return reprise_backup_record_take_spelled (&cursor, &length);
}

static const char *
take_segment (RepriseBackupReader *reader)
{
  RepriseWalSegment segment;
  g_autofree char *name = NULL;

  segment.timeline = (guint32) reprise_backup_record_take_uint (&reader->cursor);
  segment.log = (guint32) reprise_backup_record_take_uint (&reader->cursor);
  segment.segment = (guint32) reprise_backup_record_take_uint (&reader->cursor);
  name = reprise_wal_format (&segment);
  return g_string_chunk_insert (reader->texts, name);
}

static const char *
take_text (RepriseBackupReader *reader)
{
  gsize length;

  switch (*reader->cursor)
    {
    case TEXT_SHARED:
      reader->cursor++;
      return g_ptr_array_index (reader->records->shared_texts,
                                reprise_backup_record_take_uint (&reader->cursor));
    case TEXT_LABEL:
      reader->cursor++;
      return take_label_of (reader, (guint) reprise_backup_record_take_uint (&reader->cursor));
    case TEXT_SEGMENT:
      reader->cursor++;
      return take_segment (reader);
    default:
      return reprise_backup_record_take_spelled (&reader->cursor, &length);
    }
}

static void
take_labels (RepriseBackupReader *reader, const char **list, guint64 *length)
{
  guint records_ago = (guint) reprise_backup_record_take_uint (&reader->cursor);
  guint n = (guint) reprise_backup_record_take_uint (&reader->cursor);

  for (guint i = 0; i < n; i++)
    list[(*length)++] = take_label_of (reader, records_ago - i);
}

static const char *const *
take_list (RepriseBackupReader *reader)
{
  guint64 length = reprise_backup_record_take_uint (&reader->cursor);
  const char **list;

  if (length == 0)
    return NULL;
  list = g_new0 (const char *, length);
  for (guint64 i = 0; i < length - 1;)
    if (*reader->cursor == TEXT_LABELS)
      {
        reader->cursor++;
        take_labels (reader, list, &i);
      }
    else
      list[i++] = take_text (reader);
  g_ptr_array_add (reader->lists, list);
  return list;
}

static const char *
take_wal_stop (RepriseBackupReader *reader, const char *wal_start)
{
  if (*reader->cursor != TEXT_AGAIN)
    return take_text (reader);
  reader->cursor++;
  return wal_start;
}

static void
read_fields (RepriseBackupReader *reader, RepriseBackupFields *fields)
{
  const guint8 **cursor = &reader->cursor;
  guint flags;

  fields->label = take_text (reader);
  fields->backup_type = (RepriseBackupType) reprise_backup_record_take_uint (cursor);
  fields->prior = take_text (reader);
  fields->references = take_list (reader);
  fields->started_at = reprise_backup_record_take_time (cursor);
  fields->finished_at =
      (gint64) ((guint64) fields->started_at + (guint64) reprise_backup_record_take_time (cursor));
  flags = (guint) reprise_backup_record_take_uint (cursor);
  fields->error = (RepriseTristate) (flags & ~(guint) REPRISE_BACKUP_RECORD_HAS_MAPS);
  fields->error_list = take_list (reader);
  fields->annotations = take_list (reader);
  fields->database_size = reprise_backup_record_take_int (cursor);
  fields->database_backup_size = reprise_backup_record_take_int (cursor);
  fields->backup_set_size = reprise_backup_record_take_int (cursor);
  fields->backup_size = reprise_backup_record_take_int (cursor);
  fields->backup_set_map_size = fields->backup_map_size = -1;
  if ((flags & REPRISE_BACKUP_RECORD_HAS_MAPS) != 0)
    {
      fields->backup_set_map_size = reprise_backup_record_take_int (cursor);
      fields->backup_map_size = reprise_backup_record_take_int (cursor);
    }
  fields->lsn_start = reprise_backup_record_take_uint (cursor);
  fields->lsn_stop = fields->lsn_start + (guint64) reprise_backup_record_take_int (cursor);
  fields->wal_start = take_text (reader);
  fields->wal_stop = take_wal_stop (reader, fields->wal_start);
  fields->pgbackrest_format = (int) reprise_backup_record_take_int (cursor);
  fields->pgbackrest_version = take_text (reader);
}

/**
 * reprise_backup_reader_new:
 * @records: sealed records, which must outlive the reader
 *
 * Returns: (transfer full): what reads them; each thread needs its own
 */
RepriseBackupReader *
reprise_backup_reader_new (RepriseBackupRecords *records)
{
  RepriseBackupReader *self = g_new0 (RepriseBackupReader, 1);

  self->records = records;
  self->texts = g_string_chunk_new (SCRATCH_BYTES);
  self->lists = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * reprise_backup_reader_free:
 * @self: (transfer full): a reader
 */
void
reprise_backup_reader_free (RepriseBackupReader *self)
{
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

/**
 * reprise_backup_reader_read:
 * @self: a reader
 * @position: a position below the number of records
 *
 * Returns: (transfer none): the backup there, until the next is read
 */
const RepriseBackupFields *
reprise_backup_reader_read (RepriseBackupReader *self, guint position)
{
  g_string_chunk_clear (self->texts);
  g_ptr_array_set_size (self->lists, 0);
  self->cursor = reprise_backup_records_at (self->records, position);
  self->position = position;
  read_fields (self, &self->fields);
  return &self->fields;
}

/**
 * reprise_backup_records_get:
 * @self: records
 * @position: a position below their number
 *
 * Returns: (transfer full): the backup there, as an object that stands for itself
 */
RepriseBackup *
reprise_backup_records_get (RepriseBackupRecords *self, guint position)
{
  g_autoptr (RepriseBackupReader) reader = reprise_backup_reader_new (self);

  return reprise_backup_new (reprise_backup_reader_read (reader, position));
}
