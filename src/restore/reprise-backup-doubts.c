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

/* What is known of one backup. */
typedef struct
{
  guint prior;      /* the position of what it builds on + 1, or 0 where that is missing */
  guint32 timeline; /* the one that its WAL ends on */
  guint8 chain;     /* ChainState */
  guint8 doubts;    /* those that need no other backup */
} Verdict;

struct _RepriseBackupJudge
{
  RepriseInventory *inventory;
  GHashTable *positions; /* label to position + 1 */
  GArray *verdicts;      /* Verdict, one a backup */
  GArray *unresolved;    /* guint: backups that name one not seen before */
  RepriseWalSegment archive_min;
  RepriseWalSegment archive_max;
  gboolean has_archive;
  RepriseInstant newest_stop;
  guint32 newest_timeline; /* 0 where it is not known */
};

static gboolean
is_readable (const RepriseBackupFields *backup)
{
  return backup->label != NULL && *backup->label != '\0' &&
         backup->finished_at != REPRISE_INSTANT_NONE &&
         (backup->started_at == REPRISE_INSTANT_NONE || backup->started_at <= backup->finished_at);
}

/* The position + 1 of the backup with that label, or 0. */
static guint
find_position (RepriseBackupJudge *self, const char *label)
{
  return label == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, label));
}

/* Of a backup without all that it refers to, nothing can be restored either. */
static guint
find_prior (RepriseBackupJudge *self, const RepriseBackupFields *backup)
{
  const char *const *references = backup->references;

  for (guint i = 0; references != NULL && references[i] != NULL; i++)
    if (find_position (self, references[i]) == 0)
      return 0;
  return find_position (self, backup->prior);
}

static Verdict *
get_verdict (RepriseBackupJudge *self, guint position)
{
  return &g_array_index (self->verdicts, Verdict, position);
}

static ChainState
settle (RepriseBackupJudge *self, const GArray *path, ChainState state)
{
  for (guint i = 0; i < path->len; i++)
    get_verdict (self, g_array_index (path, guint, i))->chain = (guint8) state;
  return state;
}

/* Walks from a backup to its full one along `prior`, without recursion and each backup once, so
 * that a chain of any length, and one that bites its own tail, ends. */
static ChainState
walk_chain (RepriseBackupJudge *self, guint position)
{
  g_autoptr (GArray) path = NULL;

  if (get_verdict (self, position)->chain == CHAIN_WHOLE)
    return CHAIN_WHOLE;
  path = g_array_new (FALSE, FALSE, sizeof (guint));
  for (;;)
    {
      Verdict *verdict = get_verdict (self, position);

      if (verdict->chain == CHAIN_BEING_WALKED)
        return settle (self, path, CHAIN_BROKEN);
      if (verdict->chain != CHAIN_UNKNOWN)
        return settle (self, path, verdict->chain);
      verdict->chain = CHAIN_BEING_WALKED;
      g_array_append_val (path, position);
      if (verdict->prior == 0)
        return settle (self, path, CHAIN_BROKEN);
      position = verdict->prior - 1;
    }
}

static guint8
judge_pages (const RepriseBackupFields *backup)
{
  const char *version = backup->pgbackrest_version;
  int minor = version != NULL && g_str_has_prefix (version, "2.") ? atoi (version + 2) : G_MAXINT;

  switch (backup->error)
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

/* Which timeline is the newest is only known at the end. */
static void
judge_wal (RepriseBackupJudge *self, const RepriseBackupFields *backup, Verdict *verdict)
{
  RepriseWalSegment start, stop;

  if (!reprise_wal_parse (backup->wal_stop, &stop))
    {
      verdict->doubts |= REPRISE_BACKUP_DOUBTS_NO_WAL;
      return;
    }
  verdict->timeline = stop.timeline;
  if (backup->finished_at >= self->newest_stop)
    {
      self->newest_stop = backup->finished_at;
      self->newest_timeline = stop.timeline;
    }
  if (!reprise_wal_parse (backup->wal_start, &start))
    {
      verdict->doubts |= REPRISE_BACKUP_DOUBTS_NO_WAL;
      return;
    }
  if (self->has_archive &&
      (is_before (&start, &self->archive_min) || is_before (&self->archive_max, &stop)))
    verdict->doubts |= REPRISE_BACKUP_DOUBTS_WAL_MISSING;
  if (start.timeline != stop.timeline)
    verdict->doubts |= REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE;
}

/**
 * reprise_backup_judge_new:
 * @inventory: one node's inventory
 *
 * Looks at each backup as pgBackRest's info document lets one (its chain of `prior`, its WAL
 * against the archive's ends, page errors). A gap inside the archive cannot be seen here.
 *
 * Returns: (transfer full): a judge that has seen no backup yet
 */
RepriseBackupJudge *
reprise_backup_judge_new (RepriseInventory *inventory)
{
  RepriseBackupJudge *self;

  g_return_val_if_fail (REPRISE_IS_INVENTORY (inventory), NULL);

  self = g_new0 (RepriseBackupJudge, 1);
  self->inventory = g_object_ref (inventory);
  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->verdicts = g_array_sized_new (FALSE,
                                      FALSE,
                                      sizeof (Verdict),
                                      reprise_inventory_get_n_backups (inventory));
  self->unresolved = g_array_new (FALSE, FALSE, sizeof (guint));
  self->newest_stop = REPRISE_INSTANT_NONE;
  self->has_archive =
      reprise_wal_parse (reprise_inventory_get_archive_min_wal (inventory), &self->archive_min) &&
      reprise_wal_parse (reprise_inventory_get_archive_max_wal (inventory), &self->archive_max);
  return self;
}

/**
 * reprise_backup_judge_add:
 * @self: a judge
 * @backup: the next backup in the inventory's order
 */
void
reprise_backup_judge_add (RepriseBackupJudge *self, const RepriseBackupFields *backup)
{
  gboolean full = backup->backup_type == REPRISE_BACKUP_TYPE_FULL;
  Verdict verdict = { .chain = full ? CHAIN_WHOLE : CHAIN_UNKNOWN, .doubts = judge_pages (backup) };
  guint position = self->verdicts->len;

  if (backup->label != NULL)
    g_hash_table_insert (self->positions,
                         g_strdup (backup->label),
                         GUINT_TO_POINTER (position + 1));
  judge_wal (self, backup, &verdict);
  if (!is_readable (backup))
    verdict.doubts |= REPRISE_BACKUP_DOUBTS_UNREADABLE;
  if (!full)
    verdict.prior = find_prior (self, backup);
  if (!full && verdict.prior == 0)
    g_array_append_val (self->unresolved, position);
  g_array_append_val (self->verdicts, verdict);
}

/* What a backup builds on may come after it. */
static void
resolve (RepriseBackupJudge *self)
{
  GListModel *backups = reprise_inventory_get_backups (self->inventory);
  g_autoptr (RepriseBackupReader) reader = reprise_backup_list_read (REPRISE_BACKUP_LIST (backups));

  for (guint i = 0; i < self->unresolved->len; i++)
    {
      guint position = g_array_index (self->unresolved, guint, i);

      get_verdict (self, position)->prior =
          find_prior (self, reprise_backup_reader_read (reader, position));
    }
}

static guint8
conclude (RepriseBackupJudge *self, guint position)
{
  const Verdict *verdict = get_verdict (self, position);
  guint8 doubts = verdict->doubts;

  if ((doubts & REPRISE_BACKUP_DOUBTS_NO_WAL) == 0 && verdict->timeline != self->newest_timeline)
    doubts |= REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE;
  /* Of an inventory that is not all there, a missing base says nothing. */
  if (reprise_inventory_get_is_complete (self->inventory) &&
      walk_chain (self, position) == CHAIN_BROKEN)
    doubts |= REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN;
  return doubts;
}

/**
 * reprise_backup_judge_end:
 * @self: (transfer full): a judge that has seen all backups; gone afterwards
 *
 * Returns: (transfer full): #RepriseBackupDoubts, one a backup, in the inventory's order; free with
 * g_free()
 */
guint8 *
reprise_backup_judge_end (RepriseBackupJudge *self)
{
  guint8 *doubts = g_new0 (guint8, self->verdicts->len);

  resolve (self);
  for (guint i = 0; i < self->verdicts->len; i++)
    doubts[i] = conclude (self, i);
  g_hash_table_unref (self->positions);
  g_array_unref (self->verdicts);
  g_array_unref (self->unresolved);
  g_object_unref (self->inventory);
  g_free (self);
  return doubts;
}
