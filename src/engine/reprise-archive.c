/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which WAL segments an archive has, and where one is missing. */

#include "config.h"

#include "engine/reprise-archive.h"

#include "base/reprise-wal.h"

#include <string.h>

#define SEGMENT_NAME_LENGTH 24
#define TIMELINE_LENGTH 8
#define CHECKSUM_LENGTH 40

static gboolean
is_checksum (const char *text)
{
  for (guint i = 0; i < CHECKSUM_LENGTH; i++)
    if (!g_ascii_isdigit (text[i]) && !(text[i] >= 'a' && text[i] <= 'f'))
      return FALSE;
  return TRUE;
}

/* The segment's name in the name of an archived file (SEGMENT-SHA1, with an ending where it is
 * compressed), or NULL: history, backup, partial and half-written files are no segments. */
static char *
dup_segment_name (const char *file_name)
{
  static const char *const endings[] = { "", ".gz", ".lz4", ".zst", ".bz2", NULL };
  g_autofree char *name = g_strndup (file_name, SEGMENT_NAME_LENGTH);
  RepriseWalSegment segment;

  if (!reprise_wal_parse (name, &segment) || file_name[SEGMENT_NAME_LENGTH] != '-' ||
      strlen (file_name) < SEGMENT_NAME_LENGTH + 1 + CHECKSUM_LENGTH ||
      !is_checksum (file_name + SEGMENT_NAME_LENGTH + 1) ||
      !g_strv_contains (endings, file_name + SEGMENT_NAME_LENGTH + 1 + CHECKSUM_LENGTH))
    return NULL;
  return g_steal_pointer (&name);
}

/* The history id of an archive's directory, the number after the dash of `15-1`; 0 for none. */
static guint64
parse_history_id (const char *name)
{
  const char *dash = strchr (name, '-');
  guint64 id;

  if (dash == NULL || !g_ascii_isdigit (name[0]) ||
      !g_ascii_string_to_unsigned (dash + 1, 10, 1, G_MAXUINT32, &id, NULL))
    return 0;
  return id;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
sort_unique (GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
  for (guint i = names->len; i > 1; i--)
    if (g_str_equal (g_ptr_array_index (names, i - 1), g_ptr_array_index (names, i - 2)))
      g_ptr_array_remove_index (names, i - 1);
}

static const char *
find_newest_archive (char **lines)
{
  const char *newest = NULL;
  guint64 newest_id = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (strchr (lines[i], '/') == NULL && parse_history_id (lines[i]) > newest_id)
      {
        newest = lines[i];
        newest_id = parse_history_id (lines[i]);
      }
  return newest;
}

/**
 * reprise_archive_parse_listing:
 * @listing: what `repo-ls --recurse` writes of a stanza's archive: a path a line
 * @archive_id: (nullable): which archive, such as `15-1`; that of the newest database history id
 * where it is %NULL
 *
 * Returns: (transfer full) (element-type utf8): the names of the segments in that archive, sorted,
 * each once
 */
GPtrArray *
reprise_archive_parse_listing (GBytes *listing, const char *archive_id)
{
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length;
  const char *bytes;

  g_return_val_if_fail (listing != NULL, NULL);

  /* Empty bytes may have no address. */
  bytes = g_bytes_get_data (listing, &length);
  text = g_strndup (length == 0 ? "" : bytes, length);
  lines = g_strsplit (text, "\n", -1);
  if (archive_id == NULL)
    archive_id = find_newest_archive (lines);
  for (guint i = 0; archive_id != NULL && lines[i] != NULL; i++)
    {
      const char *slash = strrchr (lines[i], '/');
      g_autofree char *segment = slash == NULL ? NULL : dup_segment_name (slash + 1);

      if (segment != NULL && g_str_has_prefix (lines[i], archive_id) &&
          lines[i][strlen (archive_id)] == '/')
        g_ptr_array_add (segments, g_steal_pointer (&segment));
    }
  sort_unique (segments);
  return g_steal_pointer (&segments);
}

/**
 * reprise_archive_find:
 * @segments: (element-type utf8): sorted names
 * @segment: a name
 * @position: (out) (optional): where it is
 *
 * Returns: whether the archive has the segment
 */
gboolean
reprise_archive_find (GPtrArray *segments, const char *segment, guint *position)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (segments != NULL, FALSE);
  g_return_val_if_fail (segment != NULL, FALSE);

  high = segments->len;
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const int order = strcmp (g_ptr_array_index (segments, middle), segment);

      if (order == 0)
        {
          if (position != NULL)
            *position = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

/* Whether one name is of the segment right behind another. */
static gboolean
is_next (const char *name, const char *next_name, guint64 segment_bytes)
{
  RepriseWalSegment segment;
  RepriseWalSegment next;
  gint64 distance;

  return reprise_wal_parse (name, &segment) && reprise_wal_parse (next_name, &next) &&
         reprise_wal_distance (&segment, &next, segment_bytes, &distance) && distance == 1;
}

/* The name behind the end of a row, where the archive goes on after it on the same timeline. */
static char *
dup_first_missing (GPtrArray *segments, guint end, guint64 segment_bytes)
{
  const char *last = g_ptr_array_index (segments, end);
  RepriseWalSegment segment;

  if (end + 1 == segments->len ||
      strncmp (last, g_ptr_array_index (segments, end + 1), TIMELINE_LENGTH) != 0 ||
      !reprise_wal_parse (last, &segment) || !reprise_wal_next (&segment, segment_bytes, &segment))
    return NULL;
  return reprise_wal_format (&segment);
}

/**
 * reprise_archive_contiguous_end:
 * @segments: (element-type utf8): sorted names
 * @from: the name of the segment to start from
 * @segment_bytes: bytes of a segment, a power of two from 1 MiB to 1 GiB
 * @first_missing: (out) (optional) (transfer full) (nullable): the first segment that is missing
 * where the archive has later ones of the timeline (a gap), else %NULL
 *
 * Walks along one timeline: recovery of a backup stays on the backup's own
 * (`recovery_target_timeline = current`).
 *
 * Returns: (transfer full) (nullable): the last segment before the first that is missing, or %NULL
 * where @from itself is
 */
char *
reprise_archive_contiguous_end (GPtrArray *segments,
                                const char *from,
                                guint64 segment_bytes,
                                char **first_missing)
{
  guint end;

  g_return_val_if_fail (segments != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);

  if (first_missing != NULL)
    *first_missing = NULL;
  if (!reprise_archive_find (segments, from, &end))
    return NULL;
  while (end + 1 < segments->len && is_next (g_ptr_array_index (segments, end),
                                             g_ptr_array_index (segments, end + 1),
                                             segment_bytes))
    end++;
  if (first_missing != NULL)
    *first_missing = dup_first_missing (segments, end, segment_bytes);
  return g_strdup (g_ptr_array_index (segments, end));
}

/**
 * reprise_archive_has_range:
 * @segments: (element-type utf8): sorted names
 * @first: the first segment of a range
 * @last: its last, of the same timeline
 * @segment_bytes: bytes of a segment, a power of two from 1 MiB to 1 GiB
 *
 * Returns: whether every segment from @first to @last is there
 */
gboolean
reprise_archive_has_range (GPtrArray *segments,
                           const char *first,
                           const char *last,
                           guint64 segment_bytes)
{
  g_autofree char *end = NULL;

  g_return_val_if_fail (last != NULL, FALSE);

  end = reprise_archive_contiguous_end (segments, first, segment_bytes, NULL);
  return end != NULL && strcmp (first, last) <= 0 && strncmp (end, last, TIMELINE_LENGTH) == 0 &&
         strcmp (end, last) >= 0;
}
