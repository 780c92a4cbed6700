/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of a stanza, sorted by repository and by the database that they are of. */

#include "config.h"

#include "wire/reprise-pgbackrest-sorter-private.h"

#include "wire/reprise-backup-pager-private.h"

/* Repositories times databases; pgBackRest has 256 repositories at most, and few databases each. */
#define MAX_PARTS 1024

/* Those of one database in one repository. */
typedef struct
{
  guint key;
  guint history_id;
  RepriseBackupListBuilder *builder; /* NULL once a repository has them */
  RepriseBackupPager pager;
  gboolean begins_late; /* with one that builds on another */
} Part;

/* The newest database of a repository, as far as anybody has said. */
typedef struct
{
  guint key;
  guint history_id;
} Expectation;

struct _ReprisePgBackRestSorter
{
  GPtrArray *parts; /* Part */
  Part *last;       /* the one that was added to last */
  GArray *expected; /* Expectation */
  ReprisePgBackRestPageFunc page;
  gpointer page_data;
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->builder, reprise_backup_list_builder_free);
  reprise_backup_pager_clear (&part->pager);
  g_free (part);
}

/**
 * reprise_pgbackrest_sorter_new:
 * @page: (nullable): called with the first backups of each repository while the rest is read
 * @user_data: given to @page
 *
 * Returns: (transfer full): a sorter of nothing yet
 */
ReprisePgBackRestSorter *
reprise_pgbackrest_sorter_new (ReprisePgBackRestPageFunc page, gpointer user_data)
{
  ReprisePgBackRestSorter *self = g_new0 (ReprisePgBackRestSorter, 1);

  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->expected = g_array_new (FALSE, FALSE, sizeof (Expectation));
  self->page = page;
  self->page_data = user_data;
  return self;
}

/**
 * reprise_pgbackrest_sorter_free:
 * @self: (transfer full): a sorter
 */
void
reprise_pgbackrest_sorter_free (ReprisePgBackRestSorter *self)
{
  g_ptr_array_unref (self->parts);
  g_array_unref (self->expected);
  g_free (self);
}

static gboolean
holds (const Part *part, const RepriseScannedBackup *backup)
{
  return part->key == backup->repository_key && part->history_id == backup->history_id;
}

static Part *
find_part (ReprisePgBackRestSorter *self, const RepriseScannedBackup *backup)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (holds (self->parts->pdata[i], backup))
      return self->parts->pdata[i];
  return NULL;
}

static guint
find_expected (ReprisePgBackRestSorter *self, guint key)
{
  guint history_id = 0;

  for (guint i = 0; i < self->expected->len; i++)
    {
      const Expectation *expectation = &g_array_index (self->expected, Expectation, i);

      if (expectation->key == key)
        history_id = MAX (history_id, expectation->history_id);
    }
  return history_id;
}

/**
 * reprise_pgbackrest_sorter_expect:
 * @self: a sorter
 * @repository_key: a repository
 * @history_id: a database that it holds
 *
 * Says before the backups come which databases there are: pages are of the newest only.
 */
void
reprise_pgbackrest_sorter_expect (ReprisePgBackRestSorter *self,
                                  guint repository_key,
                                  guint history_id)
{
  Expectation expectation = { .key = repository_key, .history_id = history_id };

  if (self->expected->len < MAX_PARTS)
    g_array_append_val (self->expected, expectation);
}

static Part *
add_part (ReprisePgBackRestSorter *self, const RepriseScannedBackup *backup)
{
  Part *part;

  if (self->parts->len == MAX_PARTS)
    return NULL;
  part = g_new0 (Part, 1);
  part->key = backup->repository_key;
  part->history_id = backup->history_id;
  part->builder = reprise_backup_list_builder_new ();
  part->begins_late = backup->fields.backup_type == REPRISE_BACKUP_TYPE_DIFF ||
                      backup->fields.backup_type == REPRISE_BACKUP_TYPE_INCR;
  if (self->page != NULL &&
      (part->history_id == 0 || part->history_id >= find_expected (self, part->key)))
    reprise_backup_pager_start (&part->pager);
  g_ptr_array_add (self->parts, part);
  return part;
}

/**
 * reprise_pgbackrest_sorter_add:
 * @self: a sorter
 * @backup: the next backup of the document
 *
 * Returns: %FALSE where the document has more repositories and databases than anybody can have
 */
gboolean
reprise_pgbackrest_sorter_add (ReprisePgBackRestSorter *self, const RepriseScannedBackup *backup)
{
  g_autoptr (RepriseBackupList) page = NULL;

  if (self->last == NULL || !holds (self->last, backup))
    self->last = find_part (self, backup);
  if (self->last == NULL)
    self->last = add_part (self, backup);
  if (self->last == NULL)
    return FALSE;
  reprise_backup_list_builder_add (self->last->builder, &backup->fields);
  page = reprise_backup_pager_add (&self->last->pager, &backup->fields);
  if (page != NULL)
    self->page (self->last->key, page, self->last->pager.n_backups, self->page_data);
  return TRUE;
}

/**
 * reprise_pgbackrest_sorter_list_keys:
 * @self: a sorter
 *
 * Returns: (transfer full) (element-type guint): the keys of the repositories that have backups
 */
GArray *
reprise_pgbackrest_sorter_list_keys (ReprisePgBackRestSorter *self)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = self->parts->pdata[i];
      gboolean is_known = FALSE;

      for (guint j = 0; j < keys->len; j++)
        is_known |= g_array_index (keys, guint, j) == part->key;
      if (!is_known)
        g_array_append_val (keys, part->key);
    }
  return keys;
}

/* The database that backups of @id are of: the current one where they do not say. One that the
 * document does not list is an earlier one. */
static ReprisePgBackRestHistory *
ensure_history (ReprisePgBackRestRepository *repository, guint id)
{
  ReprisePgBackRestHistory *history;
  guint n_unlisted = 0;

  for (guint i = 0; i < repository->histories->len; i++)
    {
      history = repository->histories->pdata[i];
      if (history->id == id || (id == 0 && i + 1 == repository->histories->len))
        return history;
      n_unlisted += !history->is_listed && history->id < id;
    }
  history = g_new0 (ReprisePgBackRestHistory, 1);
  history->id = id;
  g_ptr_array_insert (repository->histories, (int) n_unlisted, history);
  return history;
}

static RepriseBackupList *
join (RepriseBackupList *first, RepriseBackupList *second)
{
  RepriseBackupListBuilder *builder = reprise_backup_list_builder_new ();
  RepriseBackupList *lists[] = { first, second };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (RepriseBackupReader) reader = reprise_backup_list_read (lists[i]);
      guint n_backups = g_list_model_get_n_items (G_LIST_MODEL (lists[i]));

      for (guint j = 0; j < n_backups; j++)
        reprise_backup_list_builder_add (builder, reprise_backup_reader_read (reader, j));
    }
  return reprise_backup_list_builder_end (builder);
}

/* Takes @list over. */
static void
take_backups (ReprisePgBackRestHistory *history, RepriseBackupList *list)
{
  RepriseBackupList *before = history->backups;

  if (before == NULL)
    {
      history->backups = list;
      return;
    }
  history->backups = join (before, list);
  g_object_unref (before);
  g_object_unref (list);
}

/* Almost always there is one database only, whose list then is that of the repository as well. */
static void
collect_backups (ReprisePgBackRestRepository *repository)
{
  for (guint i = 0; i < repository->histories->len; i++)
    {
      ReprisePgBackRestHistory *history = repository->histories->pdata[i];
      g_autoptr (RepriseBackupList) before = g_steal_pointer (&repository->backups);

      if (history->backups == NULL)
        history->backups = reprise_backup_list_new (NULL, 0);
      if (before == NULL || g_list_model_get_n_items (G_LIST_MODEL (before)) == 0)
        repository->backups = g_object_ref (history->backups);
      else if (g_list_model_get_n_items (G_LIST_MODEL (history->backups)) == 0)
        repository->backups = g_steal_pointer (&before);
      else
        repository->backups = join (before, history->backups);
    }
  if (repository->backups == NULL)
    repository->backups = reprise_backup_list_new (NULL, 0);
}

/**
 * reprise_pgbackrest_sorter_fill:
 * @self: a sorter
 * @repository: a repository that knows its key and the databases that the document lists of it
 *
 * Gives it and its databases their backups. A repository that is listed twice has them the first
 * time. One whose first backup builds on another is not complete: pgBackRest removes backups with
 * all that build on them, so the document was written with a filter.
 */
void
reprise_pgbackrest_sorter_fill (ReprisePgBackRestSorter *self,
                                ReprisePgBackRestRepository *repository)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];

      if (part->key != repository->key || part->builder == NULL)
        continue;
      take_backups (ensure_history (repository, part->history_id),
                    reprise_backup_list_builder_end (g_steal_pointer (&part->builder)));
      repository->is_filtered |= part->begins_late;
    }
  collect_backups (repository);
}
