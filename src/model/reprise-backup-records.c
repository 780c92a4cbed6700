/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups packed into bytes, for lists of a million of them. */

#include "config.h"

#include "model/reprise-backup-records.h"

#include "base/reprise-wal.h"

#include <string.h>

/* How many different texts are kept once for all records, and how many labels are remembered while
 * records are added. Both bound what an odd document can make of them. */
#define MAX_SHARED_TEXTS 250
#define MAX_KNOWN_LABELS 4096

/* Room for the texts of one record, usually. */
#define SCRATCH_BYTES 1024

/* The first byte of a text that is not simply spelled out. */
enum
{
  TEXT_NONE,
  TEXT_SPELLED,
  TEXT_SHARED,  /* the position among the shared texts follows */
  TEXT_LABEL,   /* how many records ago it was the label follows */
  TEXT_SEGMENT, /* the three parts of a WAL segment follow */
};

struct _RepriseBackupRecords
{
  GPtrArray *shared_texts; /* char *: annotation keys, versions */
  guint n_records;

  /* Only once sealed. */
  guint8 *sealed_bytes;
  gsize n_sealed_bytes;
  guint *sealed_offsets;

  /* Only until sealed. */
  GByteArray *bytes;
  GArray *offsets;              /* guint: where in @bytes each record begins */
  GHashTable *shared_positions; /* text → position in @shared_texts + 1 */
  GHashTable *known_labels;     /* label → position of its record + 1 */
};

struct _RepriseBackupReader
{
  RepriseBackupRecords *records;
  const guint8 *cursor;
  guint position;
  GStringChunk *texts;
  GPtrArray *lists;
  RepriseBackupFields fields;
};

static void
put_uint (RepriseBackupRecords *self, guint64 value)
{
  guint8 encoded[10];
  guint n = 0;

  for (; value >= 0x80; value >>= 7)
    encoded[n++] = (guint8) (value | 0x80);
  encoded[n++] = (guint8) value;
  g_byte_array_append (self->bytes, encoded, n);
}

static guint64
take_uint (const guint8 **cursor)
{
  guint64 value = 0;
  int shift = 0;

  for (; **cursor >= 0x80; (*cursor)++, shift += 7)
    value |= (guint64) (**cursor & 0x7f) << shift;
  value |= (guint64) * *cursor << shift;
  (*cursor)++;
  return value;
}

/* Small numbers of either sign stay short: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
static void
put_int (RepriseBackupRecords *self, gint64 value)
{
  put_uint (self, value < 0 ? ~((guint64) value << 1) : (guint64) value << 1);
}

static gint64
take_int (const guint8 **cursor)
{
  guint64 value = take_uint (cursor);

  return (gint64) ((value & 1) != 0 ? ~(value >> 1) : value >> 1);
}

static void
put_spelled (RepriseBackupRecords *self, const char *text)
{
  gsize length = strlen (text);

  put_uint (self, TEXT_SPELLED);
  put_uint (self, length);
  g_byte_array_append (self->bytes, (const guint8 *) text, (guint) length);
}

static void
put_text (RepriseBackupRecords *self, const char *text)
{
  if (text == NULL)
    put_uint (self, TEXT_NONE);
  else
    put_spelled (self, text);
}

/* For the few texts that nearly every record repeats. */
static void
put_shared (RepriseBackupRecords *self, const char *text)
{
  guint number;

  if (text == NULL)
    {
      put_uint (self, TEXT_NONE);
      return;
    }
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->shared_positions, text));
  if (number == 0 && self->shared_texts->len == MAX_SHARED_TEXTS)
    {
      put_spelled (self, text);
      return;
    }
  if (number == 0)
    {
      g_ptr_array_add (self->shared_texts, g_strdup (text));
      number = self->shared_texts->len;
      g_hash_table_insert (self->shared_positions, g_strdup (text), GUINT_TO_POINTER (number));
    }
  put_uint (self, TEXT_SHARED);
  put_uint (self, number - 1);
}

/* For labels of other backups, which normally came shortly before. */
static void
put_label (RepriseBackupRecords *self, const char *label)
{
  guint number = 0;

  if (label != NULL)
    number = GPOINTER_TO_UINT (g_hash_table_lookup (self->known_labels, label));
  if (number == 0)
    {
      put_text (self, label);
      return;
    }
  put_uint (self, TEXT_LABEL);
  put_uint (self, self->n_records - (number - 1));
}

static void
put_segment (RepriseBackupRecords *self, const char *name)
{
  RepriseWalSegment segment;

  if (!reprise_wal_parse (name, &segment))
    {
      put_text (self, name);
      return;
    }
  put_uint (self, TEXT_SEGMENT);
  put_uint (self, segment.timeline);
  put_uint (self, segment.log);
  put_uint (self, segment.segment);
}

/* No list is 0, a list of none is 1. */
static void
put_list (RepriseBackupRecords *self,
          const char *const *list,
          void (*put_item) (RepriseBackupRecords *, const char *))
{
  if (list == NULL)
    {
      put_uint (self, 0);
      return;
    }
  put_uint (self, (guint64) g_strv_length ((char **) list) + 1);
  for (; *list != NULL; list++)
    put_item (self, *list);
}

/* Keys and values in turn. */
static void
put_annotations (RepriseBackupRecords *self, const char *const *annotations)
{
  if (annotations == NULL)
    {
      put_uint (self, 0);
      return;
    }
  put_uint (self, (guint64) g_strv_length ((char **) annotations) + 1);
  for (guint i = 0; annotations[i] != NULL; i++)
    if (i % 2 == 0)
      put_shared (self, annotations[i]);
    else
      put_spelled (self, annotations[i]);
}

static void
remember_label (RepriseBackupRecords *self, const char *label)
{
  if (label == NULL)
    return;
  if (g_hash_table_size (self->known_labels) == MAX_KNOWN_LABELS)
    g_hash_table_remove_all (self->known_labels);
  g_hash_table_insert (self->known_labels, g_strdup (label), GUINT_TO_POINTER (self->n_records));
}

/**
 * reprise_backup_records_new:
 *
 * Returns: (transfer full): no records yet
 */
RepriseBackupRecords *
reprise_backup_records_new (void)
{
  RepriseBackupRecords *self = g_new0 (RepriseBackupRecords, 1);

  self->bytes = g_byte_array_new ();
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shared_texts = g_ptr_array_new_with_free_func (g_free);
  self->shared_positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->known_labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * reprise_backup_records_free:
 * @self: (transfer full): records
 */
void
reprise_backup_records_free (RepriseBackupRecords *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->offsets, g_array_unref);
  g_free (self->sealed_bytes);
  g_free (self->sealed_offsets);
  g_ptr_array_unref (self->shared_texts);
  g_clear_pointer (&self->shared_positions, g_hash_table_unref);
  g_clear_pointer (&self->known_labels, g_hash_table_unref);
  g_free (self);
}

/**
 * reprise_backup_records_add:
 * @self: records, not sealed
 * @fields: the next backup; copied
 */
void
reprise_backup_records_add (RepriseBackupRecords *self, const RepriseBackupFields *fields)
{
  guint offset = self->bytes->len;

  g_return_if_fail (self->bytes != NULL);

  /* The label comes first, so that it is found without reading the rest. */
  put_text (self, fields->label);
  put_uint (self, fields->backup_type);
  put_label (self, fields->prior);
  put_list (self, fields->references, put_label);
  /* Wraps around where one of them is not known, and back when it is read. */
  put_int (self, fields->started_at);
  put_int (self, (gint64) ((guint64) fields->finished_at - (guint64) fields->started_at));
  put_uint (self, fields->error);
  put_list (self, fields->error_list, put_text);
  put_annotations (self, fields->annotations);
  put_int (self, fields->database_size);
  put_int (self, fields->database_backup_size);
  put_int (self, fields->backup_set_size);
  put_int (self, fields->backup_size);
  put_uint (self, fields->lsn_start);
  put_int (self, (gint64) (fields->lsn_stop - fields->lsn_start));
  put_segment (self, fields->wal_start);
  put_segment (self, fields->wal_stop);
  put_int (self, fields->pgbackrest_format);
  put_shared (self, fields->pgbackrest_version);

  g_array_append_val (self->offsets, offset);
  self->n_records++;
  remember_label (self, fields->label);
}

/**
 * reprise_backup_records_seal:
 * @self: records
 *
 * Gives back what only adding needs, and what was allocated ahead.
 */
void
reprise_backup_records_seal (RepriseBackupRecords *self)
{
  g_return_if_fail (self->bytes != NULL);

  g_clear_pointer (&self->shared_positions, g_hash_table_unref);
  g_clear_pointer (&self->known_labels, g_hash_table_unref);
  self->sealed_bytes = g_byte_array_steal (self->bytes, &self->n_sealed_bytes);
  self->sealed_bytes = g_realloc (self->sealed_bytes, self->n_sealed_bytes);
  self->sealed_offsets = (guint *) g_array_steal (self->offsets, NULL);
  self->sealed_offsets = g_renew (guint, self->sealed_offsets, self->n_records);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->offsets, g_array_unref);
}

/**
 * reprise_backup_records_get_length:
 * @self: records
 *
 * Returns: how many there are
 */
guint
reprise_backup_records_get_length (RepriseBackupRecords *self)
{
  return self->n_records;
}

/**
 * reprise_backup_records_get_memory:
 * @self: sealed records
 *
 * Returns: how many bytes they take, but for the few texts that are kept once for all
 */
gsize
reprise_backup_records_get_memory (RepriseBackupRecords *self)
{
  return self->n_sealed_bytes + self->n_records * sizeof *self->sealed_offsets;
}

static const guint8 *
record_at (RepriseBackupRecords *self, guint position)
{
  g_assert (position < self->n_records);
  if (self->bytes != NULL)
    return self->bytes->data + g_array_index (self->offsets, guint, position);
  return self->sealed_bytes + self->sealed_offsets[position];
}

/* The bytes of a text that is spelled out; %NULL for no text. */
static const char *
take_spelled (const guint8 **cursor, gsize *length)
{
  const char *text;

  *length = 0;
  if (take_uint (cursor) == TEXT_NONE)
    return NULL;
  *length = take_uint (cursor);
  text = (const char *) *cursor;
  *cursor += *length;
  return text;
}

static const char *
keep_spelled (RepriseBackupReader *reader, const guint8 **cursor)
{
  gsize length;
  const char *text = take_spelled (cursor, &length);

  return text == NULL ? NULL : g_string_chunk_insert_len (reader->texts, text, (gssize) length);
}

static const char *
take_label_of (RepriseBackupReader *reader, guint records_ago)
{
  const guint8 *cursor = record_at (reader->records, reader->position - records_ago);

  return keep_spelled (reader, &cursor);
}

static const char *
take_segment (RepriseBackupReader *reader)
{
  RepriseWalSegment segment;
  g_autofree char *name = NULL;

  segment.timeline = (guint32) take_uint (&reader->cursor);
  segment.log = (guint32) take_uint (&reader->cursor);
  segment.segment = (guint32) take_uint (&reader->cursor);
  name = reprise_wal_format (&segment);
  return g_string_chunk_insert (reader->texts, name);
}

static const char *
take_text (RepriseBackupReader *reader)
{
  switch (*reader->cursor)
    {
    case TEXT_SHARED:
      reader->cursor++;
      return g_ptr_array_index (reader->records->shared_texts, take_uint (&reader->cursor));
    case TEXT_LABEL:
      reader->cursor++;
      return take_label_of (reader, (guint) take_uint (&reader->cursor));
    case TEXT_SEGMENT:
      reader->cursor++;
      return take_segment (reader);
    default:
      return keep_spelled (reader, &reader->cursor);
    }
}

static const char *const *
take_list (RepriseBackupReader *reader)
{
  guint64 length = take_uint (&reader->cursor);
  const char **list;

  if (length == 0)
    return NULL;
  list = g_new0 (const char *, length);
  for (guint64 i = 0; i < length - 1; i++)
    list[i] = take_text (reader);
  g_ptr_array_add (reader->lists, list);
  return list;
}

static void
read_fields (RepriseBackupReader *reader, RepriseBackupFields *fields)
{
  const guint8 **cursor = &reader->cursor;

  fields->label = take_text (reader);
  fields->backup_type = (RepriseBackupType) take_uint (cursor);
  fields->prior = take_text (reader);
  fields->references = take_list (reader);
  fields->started_at = take_int (cursor);
  fields->finished_at = (gint64) ((guint64) fields->started_at + (guint64) take_int (cursor));
  fields->error = (RepriseTristate) take_uint (cursor);
  fields->error_list = take_list (reader);
  fields->annotations = take_list (reader);
  fields->database_size = take_int (cursor);
  fields->database_backup_size = take_int (cursor);
  fields->backup_set_size = take_int (cursor);
  fields->backup_size = take_int (cursor);
  fields->lsn_start = take_uint (cursor);
  fields->lsn_stop = fields->lsn_start + (guint64) take_int (cursor);
  fields->wal_start = take_text (reader);
  fields->wal_stop = take_text (reader);
  fields->pgbackrest_format = (int) take_int (cursor);
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
  self->cursor = record_at (self->records, position);
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

/**
 * reprise_backup_records_get_prior:
 * @self: records
 * @position: a position below their number
 * @prior_position: (out): where the backup is that the one there builds on, if that is known
 *   without a search
 *
 * Reads no more than it must.
 *
 * Returns: (transfer full) (nullable): the label of that backup, if it must be searched for
 */
char *
reprise_backup_records_get_prior (RepriseBackupRecords *self, guint position, guint *prior_position)
{
  const guint8 *cursor = record_at (self, position);
  const char *label;
  gsize length;

  *prior_position = REPRISE_BACKUP_RECORDS_NO_POSITION;
  take_spelled (&cursor, &length);
  take_uint (&cursor);
  if (*cursor == TEXT_LABEL)
    {
      cursor++;
      *prior_position = position - (guint) take_uint (&cursor);
      return NULL;
    }
  label = take_spelled (&cursor, &length);
  return label == NULL ? NULL : g_strndup (label, length);
}

static int
compare_texts (const char *a, gsize a_length, const char *b, gsize b_length)
{
  int order;

  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  order = memcmp (a, b, MIN (a_length, b_length));
  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/**
 * reprise_backup_records_compare_label:
 * @self: records
 * @position: a position below their number
 * @label: a label
 *
 * Returns: less than, equal to or greater than 0, as the label there sorts before, as or after
 *   @label; a backup without a label sorts first
 */
int
reprise_backup_records_compare_label (RepriseBackupRecords *self, guint position, const char *label)
{
  const guint8 *cursor = record_at (self, position);
  gsize length;
  const char *own = take_spelled (&cursor, &length);

  return compare_texts (own, length, label, strlen (label));
}

/**
 * reprise_backup_records_compare:
 * @self: records
 * @a: a position below their number
 * @b: another
 *
 * Returns: less than, equal to or greater than 0, as the label at @a sorts before, as or after that
 *   at @b
 */
int
reprise_backup_records_compare (RepriseBackupRecords *self, guint a, guint b)
{
  const guint8 *a_cursor = record_at (self, a), *b_cursor = record_at (self, b);
  gsize a_length, b_length;
  const char *a_label = take_spelled (&a_cursor, &a_length);
  const char *b_label = take_spelled (&b_cursor, &b_length);

  return compare_texts (a_label, a_length, b_label, b_length);
}
