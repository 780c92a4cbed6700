/* SPDX-License-Identifier: GPL-3.0-or-later
 * How backups are packed into bytes, for what writes and what reads them. */

#pragma once

#include "model/reprise-backup-records.h"

#include "base/reprise-instant.h"

G_BEGIN_DECLS

/* The first byte of a text that is not simply spelled out. */
enum
{
  TEXT_NONE,
  TEXT_SPELLED,
  TEXT_SHARED,  /* the position among the shared texts follows */
  TEXT_LABEL,   /* how many records ago it was the label follows */
  TEXT_LABELS,  /* the same of the first of several texts, and how many records in turn have them */
  TEXT_SEGMENT, /* the three parts of a WAL segment follow */
  TEXT_AGAIN,   /* the text before once more */
};

/* Beside whether there are errors: the sizes of block maps, which few backups have, are there. */
#define REPRISE_BACKUP_RECORD_HAS_MAPS 4

/* In place of a time in whole seconds. */
#define TIME_EXACT 1

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

static inline guint64
reprise_backup_record_take_uint (const guint8 **cursor)
{
  guint64 value = 0;
  int shift = 0;

  for (; **cursor >= 0x80; (*cursor)++, shift += 7)
    value |= (guint64) (**cursor & 0x7f) << shift;
  value |= (guint64) * *cursor << shift;
  (*cursor)++;
  return value;
}

static inline gint64
reprise_backup_record_take_int (const guint8 **cursor)
{
  guint64 value = reprise_backup_record_take_uint (cursor);

  return (gint64) ((value & 1) != 0 ? ~(value >> 1) : value >> 1);
}

static inline gint64
reprise_backup_record_take_time (const guint8 **cursor)
{
  if (**cursor != TIME_EXACT)
    return reprise_backup_record_take_int (cursor) / 2 * REPRISE_INSTANT_SECOND;
  (*cursor)++;
  return reprise_backup_record_take_int (cursor);
}

static inline const guint8 *
reprise_backup_records_at (RepriseBackupRecords *self, guint position)
{
  g_assert (position < self->n_records);
  if (self->bytes != NULL)
    return self->bytes->data + g_array_index (self->offsets, guint, position);
  return self->sealed_bytes + self->sealed_offsets[position];
}

/* The bytes of a text that is spelled out; %NULL for no text. */
static inline const char *
reprise_backup_record_take_spelled (const guint8 **cursor, gsize *length)
{
  const char *text;

  *length = 0;
  if (reprise_backup_record_take_uint (cursor) == TEXT_NONE)
    return NULL;
  *length = reprise_backup_record_take_uint (cursor);
  text = (const char *) *cursor;
  *cursor += *length + 1;
  return text;
}

G_END_DECLS
