/* SPDX-License-Identifier: GPL-3.0-or-later
 * One look through the segments of an archive, from the end back. */

#include "config.h"

#include "engine/reprise-archive-scan.h"

#include "base/reprise-wal.h"
#include "engine/reprise-parallel.h"

/* A busy segment's dump takes some 50 MB while it is looked through. */
#define MAX_PARALLEL 3

struct _RepriseArchiveScan
{
  RepriseSegmentReader *reader;
  char *repository_path;
  guint64 system_id;
  GPtrArray *segments;

  GMutex mutex;         /* over what follows */
  GHashTable *known;    /* of an earlier look: SEGMENT@LSN to RepriseSegmentContents */
  GHashTable *contents; /* what this look asked for */
  gboolean has_unreadable;
  guint n_read;
};

/* One segment of a scan. */
typedef struct
{
  guint position;
  guint64 from_lsn;
} Place;

static char *
dup_key (RepriseArchiveScan *self, const Place *place)
{
  return g_strdup_printf ("%s@%" G_GINT64_MODIFIER "X",
                          (const char *) g_ptr_array_index (self->segments, place->position),
                          place->from_lsn);
}

static void
keep (RepriseArchiveScan *self, const char *key, const RepriseSegmentContents *contents)
{
  g_hash_table_replace (self->contents, g_strdup (key), g_memdup2 (contents, sizeof *contents));
}

/* What is in a segment, where it is known; an archived segment never changes. */
static gboolean
look_up (RepriseArchiveScan *self, const char *key, RepriseSegmentContents *contents)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);
  const RepriseSegmentContents *found = g_hash_table_lookup (self->contents, key);

  if (found == NULL && self->known != NULL)
    found = g_hash_table_lookup (self->known, key);
  if (found == NULL)
    return FALSE;
  *contents = *found;
  keep (self, key, contents);
  return TRUE;
}

static gboolean
read_place (gpointer item, gpointer user_data, GCancellable *cancellable, GError **error)
{
  RepriseArchiveScan *self = user_data;
  const Place *place = item;
  const RepriseSegmentRequest request = {
    .repository_path = self->repository_path,
    .system_id = self->system_id,
    .segment = g_ptr_array_index (self->segments, place->position),
    .from_lsn = place->from_lsn,
  };
  g_autofree char *key = dup_key (self, place);
  RepriseSegmentContents contents;

  if (look_up (self, key, &contents))
    return TRUE;
  if (!reprise_segment_reader_read (self->reader, &request, &contents, cancellable, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  keep (self, key, &contents);
  self->has_unreadable |= !contents.is_readable;
  self->n_read++;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/* Reads the segments from low to high at once; in the first of the whole scan only what starts at
 * from_lsn or later counts. */
static gboolean
read_batch (RepriseArchiveScan *self,
            const Place *first,
            guint low,
            guint high,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = low; i <= high; i++)
    {
      Place *place = g_new (Place, 1);

      *place = (Place){ i, i == first->position ? first->from_lsn : 0 };
      g_ptr_array_add (places, place);
    }
  if (places->len == 1)
    return read_place (g_ptr_array_index (places, 0), self, cancellable, error);
  return reprise_parallel_run (places, read_place, self, cancellable, error);
}

/* Looks through a batch that was read, from its end back; whether the newest was found. Nothing
 * behind a segment that cannot be read is ever reached. */
static gboolean
find_in_batch (RepriseArchiveScan *self,
               const Place *first,
               guint low,
               guint high,
               guint *end,
               RepriseInstant *newest)
{
  for (guint i = high + 1; i > low; i--)
    {
      const Place place = { i - 1, i - 1 == first->position ? first->from_lsn : 0 };
      g_autofree char *key = dup_key (self, &place);
      RepriseSegmentContents contents;

      if (!look_up (self, key, &contents) || !contents.is_readable)
        *end = i - 1;
      else if (contents.newest_end != REPRISE_INSTANT_NONE)
        {
          *newest = contents.newest_end;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * reprise_archive_scan_new:
 * @reader: reads segments
 * @repository_path: the repository's directory
 * @system_id: the database system that the repository is of
 * @segments: (element-type utf8): the sorted names of all segments in the archive
 * @known: (nullable): what an earlier look at the same repository found, from
 * reprise_archive_scan_get_contents()
 *
 * Returns: (transfer full): a look at the archive
 */
RepriseArchiveScan *
reprise_archive_scan_new (RepriseSegmentReader *reader,
                          const char *repository_path,
                          guint64 system_id,
                          GPtrArray *segments,
                          GHashTable *known)
{
  RepriseArchiveScan *self;

  g_return_val_if_fail (REPRISE_IS_SEGMENT_READER (reader), NULL);
  g_return_val_if_fail (repository_path != NULL, NULL);
  g_return_val_if_fail (segments != NULL, NULL);

  self = g_new0 (RepriseArchiveScan, 1);
  self->reader = g_object_ref (reader);
  self->repository_path = g_strdup (repository_path);
  self->system_id = system_id;
  self->segments = g_ptr_array_ref (segments);
  self->known = known == NULL ? NULL : g_hash_table_ref (known);
  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&self->mutex);
  return self;
}

/**
 * reprise_archive_scan_free:
 * @self: (transfer full): a look at an archive
 */
void
reprise_archive_scan_free (RepriseArchiveScan *self)
{
  g_object_unref (self->reader);
  g_free (self->repository_path);
  g_ptr_array_unref (self->segments);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_hash_table_unref (self->contents);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* The size of a segment that is known. */
static guint64
find_known_bytes (RepriseArchiveScan *self)
{
  GHashTableIter iter;
  RepriseSegmentContents *contents;

  if (self->known == NULL)
    return 0;
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &contents))
    if (contents->is_readable)
      return contents->n_bytes;
  return 0;
}

/**
 * reprise_archive_scan_read_segment_bytes:
 * @self: a look at an archive
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * The size of segments is chosen when a database system is made. The archive's files are
 * compressed, so one segment has to be read: the newest, which is asked for most likely anyway.
 *
 * Returns: the bytes of a segment; PostgreSQL's default where that cannot be read, and 0 where
 * looking failed
 */
guint64
reprise_archive_scan_read_segment_bytes (RepriseArchiveScan *self,
                                         GCancellable *cancellable,
                                         GError **error)
{
  const guint64 known = find_known_bytes (self);
  Place newest = { self->segments->len - 1, 0 };
  RepriseSegmentContents contents;
  g_autofree char *key = NULL;

  if (known != 0)
    return known;
  if (self->segments->len == 0)
    return REPRISE_WAL_DEFAULT_SEGMENT_SIZE;
  if (!read_place (&newest, self, cancellable, error))
    return 0;
  key = dup_key (self, &newest);
  if (!look_up (self, key, &contents) || !contents.is_readable)
    return REPRISE_WAL_DEFAULT_SEGMENT_SIZE;
  return contents.n_bytes;
}

/**
 * reprise_archive_scan_find_newest:
 * @self: a look at an archive
 * @first: the position of the first segment that counts
 * @from_lsn: records of that segment that start before it do not count
 * @end: (inout): the position behind the last segment that counts; changed to that of the first
 * segment that cannot be read, where one was met
 * @newest: (out): the latest time at which a transaction ended, or %REPRISE_INSTANT_NONE
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Goes back from the end to the first segment in which a transaction ended: an idle database fills
 * segments without any. Times in earlier segments can be later by what passes between taking the
 * time and writing the record; the one that is found is never too late.
 *
 * Returns: whether it could be looked at
 */
gboolean
reprise_archive_scan_find_newest (RepriseArchiveScan *self,
                                  guint first,
                                  guint64 from_lsn,
                                  guint *end,
                                  RepriseInstant *newest,
                                  GCancellable *cancellable,
                                  GError **error)
{
  const Place start = { first, from_lsn };
  guint high = *end - 1;
  guint n_parallel = 1;

  g_return_val_if_fail (first < *end && *end <= self->segments->len, FALSE);

  *newest = REPRISE_INSTANT_NONE;
  while (TRUE)
    {
      const guint low = high - MIN (high - first, n_parallel - 1);

      if (!read_batch (self, &start, low, high, cancellable, error))
        return FALSE;
      if (find_in_batch (self, &start, low, high, end, newest) || low == first)
        return TRUE;
      high = low - 1;
      n_parallel = MAX_PARALLEL;
    }
}

/**
 * reprise_archive_scan_has_unreadable:
 *
 * Returns: whether a segment was met that the archive did not give out; it may another time
 */
gboolean
reprise_archive_scan_has_unreadable (RepriseArchiveScan *self)
{
  return self->has_unreadable;
}

static gboolean
is_unreadable (gpointer key, gpointer value, gpointer user_data)
{
  const RepriseSegmentContents *contents = value;

  return !contents->is_readable;
}

/**
 * reprise_archive_scan_get_contents:
 *
 * Returns: (transfer none): what this look learned or took from the earlier one, for the next
 */
GHashTable *
reprise_archive_scan_get_contents (RepriseArchiveScan *self)
{
  g_hash_table_foreach_remove (self->contents, is_unreadable, NULL);
  return self->contents;
}

/**
 * reprise_archive_scan_get_n_read:
 *
 * Returns: how many segments were read, rather than known
 */
guint
reprise_archive_scan_get_n_read (RepriseArchiveScan *self)
{
  return self->n_read;
}
