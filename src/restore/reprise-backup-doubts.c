/* SPDX-License-Identifier: GPL-3.0-or-later
 * What speaks against restoring from each backup of an inventory. */

#include "config.h"

#include "restore/reprise-backup-doubts.h"

#include "base/reprise-wal.h"

#include <stdlib.h>

/* pgBackRest tells about page checksums since 2.36; a silence of an older one says nothing. */
#define FIRST_RELEASE_WITH_ERRORS 36

typedef enum
{
  CHAIN_UNKNOWN,
  CHAIN_BEING_WALKED,
  CHAIN_WHOLE,
  CHAIN_BROKEN,
} ChainState;

typedef struct
{
  RepriseInventory *inventory;
  GHashTable *positions; /* label to position + 1 */
  guint8 *chains;        /* ChainState, one a backup */
  RepriseWalSegment archive_min;
  RepriseWalSegment archive_max;
  gboolean has_archive;
  guint32 newest_timeline; /* 0 where it is not known */
} Judge;

static gboolean
is_readable (RepriseBackup *backup)
{
  const char *label = reprise_backup_get_label (backup);
  RepriseInstant started_at = reprise_backup_get_started_at (backup);
  RepriseInstant finished_at = reprise_backup_get_finished_at (backup);

  return label != NULL && *label != '\0' && finished_at != REPRISE_INSTANT_NONE &&
         (started_at == REPRISE_INSTANT_NONE || started_at <= finished_at);
}

static gboolean
find_position (Judge *judge, const char *label, guint *position)
{
  guint found =
      label == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (judge->positions, label));

  *position = found - 1;
  return found > 0;
}

static gboolean
has_references (Judge *judge, RepriseBackup *backup)
{
  const char *const *references = reprise_backup_get_references (backup);

  guint position;

  for (guint i = 0; references != NULL && references[i] != NULL; i++)
    if (!find_position (judge, references[i], &position))
      return FALSE;
  return TRUE;
}

static ChainState
settle (Judge *judge, const GArray *path, ChainState state)
{
  for (guint i = 0; i < path->len; i++)
    judge->chains[g_array_index (path, guint, i)] = (guint8) state;
  return state;
}

/* Walks from a backup to its full one along `prior`, without recursion and each backup once, so
 * that a chain of any length, and one that bites its own tail, ends. */
static ChainState
walk_chain (Judge *judge, guint position)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));

  for (;;)
    {
      g_autoptr (RepriseBackup) backup = NULL;

      if (judge->chains[position] == CHAIN_BEING_WALKED)
        return settle (judge, path, CHAIN_BROKEN);
      if (judge->chains[position] != CHAIN_UNKNOWN)
        return settle (judge, path, judge->chains[position]);
      judge->chains[position] = CHAIN_BEING_WALKED;
      g_array_append_val (path, position);

      backup = reprise_inventory_get_backup (judge->inventory, position);
      if (reprise_backup_get_backup_type (backup) == REPRISE_BACKUP_TYPE_FULL)
        return settle (judge, path, CHAIN_WHOLE);
      if (!has_references (judge, backup) ||
          !find_position (judge, reprise_backup_get_prior (backup), &position))
        return settle (judge, path, CHAIN_BROKEN);
    }
}

static guint8
judge_pages (RepriseBackup *backup)
{
  const char *version = reprise_backup_get_pgbackrest_version (backup);
  int minor = version != NULL && g_str_has_prefix (version, "2.") ? atoi (version + 2) : G_MAXINT;

  switch (reprise_backup_get_error (backup))
    {
    case REPRISE_TRISTATE_YES:
      return REPRISE_BACKUP_DOUBTS_PAGE_ERRORS;
    case REPRISE_TRISTATE_UNKNOWN:
      return minor < FIRST_RELEASE_WITH_ERRORS ? REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN : 0;
    case REPRISE_TRISTATE_NO:
    default:
      return 0;
    }
}

static gboolean
is_before (const RepriseWalSegment *a, const RepriseWalSegment *b)
{
  return a->timeline == b->timeline && reprise_wal_compare (a, b) < 0;
}

static guint8
judge_wal (Judge *judge, RepriseBackup *backup)
{
  RepriseWalSegment start, stop;
  guint8 doubts = 0;

  if (!reprise_wal_parse (reprise_backup_get_wal_start (backup), &start) ||
      !reprise_wal_parse (reprise_backup_get_wal_stop (backup), &stop))
    return REPRISE_BACKUP_DOUBTS_NO_WAL;
  if (judge->has_archive &&
      (is_before (&start, &judge->archive_min) || is_before (&judge->archive_max, &stop)))
    doubts |= REPRISE_BACKUP_DOUBTS_WAL_MISSING;
  if (start.timeline != stop.timeline || stop.timeline != judge->newest_timeline)
    doubts |= REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE;
  return doubts;
}

static guint8
judge_backup (Judge *judge, guint position)
{
  g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (judge->inventory, position);
  guint8 doubts = judge_pages (backup) | judge_wal (judge, backup);

  if (!is_readable (backup))
    doubts |= REPRISE_BACKUP_DOUBTS_UNREADABLE;
  /* Of an inventory that is not all there, a missing base says nothing. */
  if (walk_chain (judge, position) == CHAIN_BROKEN &&
      reprise_inventory_get_is_complete (judge->inventory))
    doubts |= REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN;
  return doubts;
}

static GHashTable *
index_labels (RepriseInventory *inventory)
{
  GHashTable *positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reprise_inventory_get_n_backups (inventory); i++)
    {
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, i);

      if (reprise_backup_get_label (backup) != NULL)
        g_hash_table_insert (positions,
                             g_strdup (reprise_backup_get_label (backup)),
                             GUINT_TO_POINTER (i + 1));
    }
  return positions;
}

static guint32
find_newest_timeline (RepriseInventory *inventory)
{
  RepriseInstant newest = REPRISE_INSTANT_NONE;
  guint32 timeline = 0;

  for (guint i = 0; i < reprise_inventory_get_n_backups (inventory); i++)
    {
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, i);
      RepriseWalSegment stop;

      if (reprise_backup_get_finished_at (backup) < newest ||
          !reprise_wal_parse (reprise_backup_get_wal_stop (backup), &stop))
        continue;
      newest = reprise_backup_get_finished_at (backup);
      timeline = stop.timeline;
    }
  return timeline;
}

/**
 * reprise_backup_doubts_judge:
 * @inventory: one node's inventory
 *
 * Looks at each backup as pgBackRest's info document lets one (its chain of `prior`, its WAL
 * against the archive's ends, page errors). A gap inside the archive cannot be seen here.
 *
 * Returns: (transfer full): #RepriseBackupDoubts, one a backup, in the inventory's order; free with
 * g_free()
 */
guint8 *
reprise_backup_doubts_judge (RepriseInventory *inventory)
{
  guint n_backups = reprise_inventory_get_n_backups (inventory);
  g_autofree guint8 *chains = g_new0 (guint8, n_backups);
  g_autoptr (GHashTable) positions = index_labels (inventory);
  guint8 *doubts = g_new0 (guint8, n_backups);
  Judge judge = {
    .inventory = inventory,
    .positions = positions,
    .chains = chains,
    .newest_timeline = find_newest_timeline (inventory),
  };

  judge.has_archive =
      reprise_wal_parse (reprise_inventory_get_archive_min_wal (inventory), &judge.archive_min) &&
      reprise_wal_parse (reprise_inventory_get_archive_max_wal (inventory), &judge.archive_max);
  for (guint i = 0; i < n_backups; i++)
    doubts[i] = judge_backup (&judge, i);
  return doubts;
}
