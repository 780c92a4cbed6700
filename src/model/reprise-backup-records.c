/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups packed into bytes, for lists of a million of them. */

#include "config.h"

#include "model/reprise-backup-records-private.h"

#include "base/reprise-wal.h"

#include <string.h>

/* How many different texts are kept once for all records, and how many labels are remembered while
 * records are added. Both bound what an odd document can make of them. */
#define MAX_SHARED_TEXTS 250
#define MAX_KNOWN_LABELS 4096

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

/* Small numbers of either sign stay short: 0, -1, 1, -2, … become 0, 1, 2, 3, … */
static void
put_int (RepriseBackupRecords *self, gint64 value)
{
  put_uint (self, value < 0 ? ~((guint64) value << 1) : (guint64) value << 1);
}

/* Times and durations are nearly always of whole seconds. */
static void
put_time (RepriseBackupRecords *self, gint64 time)
{
  gint64 seconds = time / REPRISE_INSTANT_SECOND;

  if (time % REPRISE_INSTANT_SECOND == 0)
    {
      put_int (self, seconds * 2);
      return;
    }
  put_uint (self, TIME_EXACT);
  put_int (self, time);
}

/* With the zero at its end, so that it can be read in place. */
static void
put_spelled (RepriseBackupRecords *self, const char *text)
{
  gsize length = strlen (text);

  put_uint (self, TEXT_SPELLED);
  put_uint (self, length);
  g_byte_array_append (self->bytes, (const guint8 *) text, (guint) length + 1);
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

/* The position + 1 of the record that has a label, where that came shortly before. */
static guint
find_label (RepriseBackupRecords *self, const char *label)
{
  return label == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->known_labels, label));
}

/* For labels of other backups, which normally came shortly before. */
static void
put_label (RepriseBackupRecords *self, const char *label)
{
  guint number = find_label (self, label);

  if (number == 0)
    {
      put_text (self, label);
      return;
    }
  put_uint (self, TEXT_LABEL);
  put_uint (self, self->n_records - (number - 1));
}

/* How many of the labels are those of records in turn, from one on. */
static guint
count_in_turn (RepriseBackupRecords *self, const char *const *labels, guint number)
{
  guint n = 1;

  while (labels[n] != NULL && find_label (self, labels[n]) == number + n)
    n++;
  return n;
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

/* An incremental backup refers to what the one before it refers to, and to that. */
static void
put_references (RepriseBackupRecords *self, const char *const *labels)
{
  if (labels == NULL)
    {
      put_uint (self, 0);
      return;
    }
  put_uint (self, (guint64) g_strv_length ((char **) labels) + 1);
  while (*labels != NULL)
    {
      guint number = find_label (self, *labels);
      guint n = number == 0 ? 1 : count_in_turn (self, labels, number);

      if (n == 1)
        put_label (self, *labels);
      else
        {
          put_uint (self, TEXT_LABELS);
          put_uint (self, self->n_records - (number - 1));
          put_uint (self, n);
        }
      labels += n;
    }
}

static void
put_wal (RepriseBackupRecords *self, const char *wal_start, const char *wal_stop)
{
  put_segment (self, wal_start);
  if (wal_start != NULL && g_strcmp0 (wal_start, wal_stop) == 0)
    put_uint (self, TEXT_AGAIN);
  else
    put_segment (self, wal_stop);
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
  gboolean has_maps = fields->backup_set_map_size != -1 || fields->backup_map_size != -1;
  guint offset = self->bytes->len;

  g_return_if_fail (self->bytes != NULL);

  /* The label comes first, so that it is found without reading the rest. */
  put_text (self, fields->label);
  put_uint (self, fields->backup_type);
  put_label (self, fields->prior);
  put_references (self, fields->references);
  /* Wraps around where one of them is not known, and back when it is read. */
  put_time (self, fields->started_at);
  put_time (self, (gint64) ((guint64) fields->finished_at - (guint64) fields->started_at));
  put_uint (self, fields->error | (has_maps ? REPRISE_BACKUP_RECORD_HAS_MAPS : 0));
  put_list (self, fields->error_list, put_text);
  put_annotations (self, fields->annotations);
  put_int (self, fields->database_size);
  put_int (self, fields->database_backup_size);
  put_int (self, fields->backup_set_size);
  put_int (self, fields->backup_size);
  if (has_maps)
    {
      put_int (self, fields->backup_set_map_size);
      put_int (self, fields->backup_map_size);
    }
  put_uint (self, fields->lsn_start);
  put_int (self, (gint64) (fields->lsn_stop - fields->lsn_start));
  put_wal (self, fields->wal_start, fields->wal_stop);
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
  const guint8 *cursor = reprise_backup_records_at (self, position);
  const char *label;
  gsize length;

  *prior_position = REPRISE_BACKUP_RECORDS_NO_POSITION;
  reprise_backup_record_take_spelled (&cursor, &length);
  reprise_backup_record_take_uint (&cursor);
  if (*cursor == TEXT_LABEL)
    {
      cursor++;
      *prior_position = position - (guint) reprise_backup_record_take_uint (&cursor);
      return NULL;
    }
  label = reprise_backup_record_take_spelled (&cursor, &length);
  return g_strdup (label);
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
  const guint8 *cursor = reprise_backup_records_at (self, position);
  gsize length;
  const char *own = reprise_backup_record_take_spelled (&cursor, &length);

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
  const guint8 *a_cursor = reprise_backup_records_at (self, a),
               *b_cursor = reprise_backup_records_at (self, b);
  gsize a_length, b_length;
  const char *a_label = reprise_backup_record_take_spelled (&a_cursor, &a_length);
  const char *b_label = reprise_backup_record_take_spelled (&b_cursor, &b_length);

  return compare_texts (a_label, a_length, b_label, b_length);
}
