/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore leaves to be done, and how much of it is done. */

#include "config.h"

#include "restore/reprise-restore-checklist.h"

#include "restore/reprise-checklist-tables.h"

#include <glib/gi18n-lib.h>

/* How far this machine's clock may be from the service's before a repository is taken for what it
 * is not. */
#define CLOCK_SLACK_USEC (15 * 60 * REPRISE_INSTANT_SECOND)

/* What a node's current repository is, as far as that is known. */
typedef enum
{
  REPOSITORY_MISSING,
  REPOSITORY_OLD,
  REPOSITORY_DOUBTFUL,
  REPOSITORY_NEW,
  N_REPOSITORY_KINDS,
} RepositoryKind;

static void
item_free (RepriseChecklistItem *item)
{
  g_free (item->text);
  g_free (item);
}

/* text: (transfer full) */
static RepriseChecklistItem *
new_item (RepriseChecklistKind kind,
          RepriseChecklistState state,
          RepriseChecklistAction action,
          char *text)
{
  RepriseChecklistItem *item = g_new (RepriseChecklistItem, 1);

  *item = (RepriseChecklistItem){ .kind = kind, .state = state, .action = action, .text = text };
  return item;
}

static RepriseStatus
get_status (const RepriseChecklistFacts *facts)
{
  return reprise_database_get_status (facts->database);
}

static RepriseChecklistItem *
check_database (const RepriseChecklistFacts *facts)
{
  const char *word = reprise_database_get_status_word (facts->database);

  switch (get_status (facts))
    {
    case REPRISE_STATUS_READY:
      return new_item (REPRISE_CHECKLIST_DATABASE,
                       REPRISE_CHECKLIST_DONE,
                       REPRISE_CHECKLIST_DO_NOTHING,
                       g_strdup (_ ("The service says that it can be used.")));
    case REPRISE_STATUS_WORKING:
      return new_item (REPRISE_CHECKLIST_DATABASE,
                       REPRISE_CHECKLIST_WAITING,
                       REPRISE_CHECKLIST_DO_NOTHING,
                       g_strdup_printf (_ ("The service works on it: it reads ‘%s’."), word));
    case REPRISE_STATUS_FAILED:
      return new_item (REPRISE_CHECKLIST_DATABASE,
                       REPRISE_CHECKLIST_ATTENTION,
                       REPRISE_CHECKLIST_DO_REFRESH,
                       g_strdup_printf (_ ("It reads ‘%s’ and does not recover by itself."), word));
    case REPRISE_STATUS_UNKNOWN:
    default:
      return new_item (REPRISE_CHECKLIST_DATABASE,
                       REPRISE_CHECKLIST_UNKNOWN,
                       REPRISE_CHECKLIST_DO_REFRESH,
                       g_strdup_printf (_ ("It reads ‘%s’, which may mean anything."),
                                        word == NULL ? "" : word));
    }
}

static RepriseRepository *
find_repository (const RepriseChecklistFacts *facts, const char *id)
{
  for (guint i = 0; i < facts->repositories->len; i++)
    {
      RepriseRepository *repository = g_ptr_array_index (facts->repositories, i);

      if (g_strcmp0 (reprise_repository_get_id (repository), id) == 0)
        return repository;
    }
  return NULL;
}

/* The task's time is by the clock that the repository's is by, in whole seconds. Without a task
 * there is only this machine's clock, which may be minutes off. */
static RepositoryKind
judge_age (const RepriseChecklistFacts *facts, RepriseInstant created_at)
{
  if (created_at == REPRISE_INSTANT_NONE)
    return REPOSITORY_DOUBTFUL;
  if (facts->began_at != REPRISE_INSTANT_NONE)
    return created_at >= reprise_instant_floor_second (facts->began_at) ? REPOSITORY_NEW
                                                                        : REPOSITORY_OLD;
  if (created_at >= facts->asked_at + CLOCK_SLACK_USEC)
    return REPOSITORY_NEW;
  return created_at < facts->asked_at - CLOCK_SLACK_USEC ? REPOSITORY_OLD : REPOSITORY_DOUBTFUL;
}

static RepositoryKind
judge_repository (const RepriseChecklistFacts *facts, const char *node_name)
{
  const char *id = reprise_database_get_current_repository_id (facts->database, node_name);
  const char *const *read_from = reprise_restore_request_get_repositories (facts->request);
  RepriseRepository *repository = id == NULL ? NULL : find_repository (facts, id);

  if (id == NULL)
    return REPOSITORY_MISSING;
  /* What was read from was there before, whatever its time. */
  if (read_from != NULL && g_strv_contains (read_from, id))
    return REPOSITORY_OLD;
  return judge_age (facts,
                    repository == NULL ? REPRISE_INSTANT_NONE
                                       : reprise_repository_get_created_at (repository));
}

static gboolean
was_restored (const RepriseChecklistFacts *facts, const char *node_name)
{
  const char *const *targets = reprise_restore_request_get_target_nodes (facts->request);

  return targets == NULL || g_strv_contains (targets, node_name);
}

static const char *
get_node_name (const RepriseChecklistFacts *facts, guint position)
{
  return reprise_node_get_name (
      g_ptr_array_index (reprise_database_get_nodes (facts->database), position));
}

static guint
count_nodes (const RepriseChecklistFacts *facts)
{
  return reprise_database_get_nodes (facts->database)->len;
}

/* The names of the nodes that were restored and whose repository is of that kind. */
static char *
list_nodes_with (const RepriseChecklistFacts *facts, RepositoryKind kind)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < count_nodes (facts); i++)
    {
      const char *name = get_node_name (facts, i);

      if (was_restored (facts, name) && judge_repository (facts, name) == kind)
        g_ptr_array_add (names, (gpointer) name);
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static RepriseChecklistItem *
new_missing_repository_item (const RepriseChecklistFacts *facts,
                             const char *without,
                             const char *old)
{
  char *text;

  if (get_status (facts) == REPRISE_STATUS_WORKING)
    return new_item (REPRISE_CHECKLIST_REPOSITORY,
                     REPRISE_CHECKLIST_WAITING,
                     REPRISE_CHECKLIST_DO_NOTHING,
                     g_strdup (_ ("The service opens it when the restore has ended.")));
  if (without != NULL)
    /* Translators: nodes. */
    text = g_strdup_printf (_ ("The service names no repository for %s, which may mean that no "
                               "backups are taken there."),
                            without);
  else
    /* Translators: nodes. */
    text =
        g_strdup_printf (_ ("%s: backups still go to a repository from before the restore."), old);
  return new_item (REPRISE_CHECKLIST_REPOSITORY,
                   REPRISE_CHECKLIST_ATTENTION,
                   REPRISE_CHECKLIST_DO_REFRESH,
                   text);
}

static RepriseChecklistItem *
check_repository (const RepriseChecklistFacts *facts)
{
  g_autofree char *without = list_nodes_with (facts, REPOSITORY_MISSING);
  g_autofree char *old = list_nodes_with (facts, REPOSITORY_OLD);
  g_autofree char *doubtful = list_nodes_with (facts, REPOSITORY_DOUBTFUL);

  if (without != NULL || old != NULL)
    return new_missing_repository_item (facts, without, old);
  if (doubtful != NULL)
    return new_item (REPRISE_CHECKLIST_REPOSITORY,
                     REPRISE_CHECKLIST_UNKNOWN,
                     REPRISE_CHECKLIST_DO_REFRESH,
                     /* Translators: nodes. */
                     g_strdup_printf (_ ("%s: whether the current repository was opened by this "
                                         "restore is not known."),
                                      doubtful));
  return new_item (REPRISE_CHECKLIST_REPOSITORY,
                   REPRISE_CHECKLIST_DONE,
                   REPRISE_CHECKLIST_DO_NOTHING,
                   g_strdup (_ ("Backups go to it from now on. Earlier repositories stay, and can "
                                "be restored from again.")));
}

static RepriseInventory *
find_inventory (const RepriseChecklistFacts *facts, const char *node_name)
{
  const char *id = reprise_database_get_current_repository_id (facts->database, node_name);

  for (guint i = 0; i < facts->inventories->len; i++)
    {
      RepriseInventory *inventory = g_ptr_array_index (facts->inventories, i);

      if (g_strcmp0 (reprise_inventory_get_node_name (inventory), node_name) == 0 &&
          g_strcmp0 (reprise_inventory_get_repository_id (inventory), id) == 0)
        return inventory;
    }
  return NULL;
}

/* In a repository that may be an earlier one only what came after the restore counts. */
static gboolean
counts_as_first (const RepriseChecklistFacts *facts, RepriseBackup *backup, RepositoryKind kind)
{
  RepriseInstant from = facts->began_at != REPRISE_INSTANT_NONE ? facts->began_at : facts->asked_at;

  if (reprise_backup_get_error (backup) == REPRISE_TRISTATE_YES)
    return FALSE;
  return kind == REPOSITORY_NEW ||
         (reprise_backup_get_started_at (backup) != REPRISE_INSTANT_NONE &&
          reprise_backup_get_started_at (backup) >= from);
}

static RepriseTristate
has_first_backup (const RepriseChecklistFacts *facts, const char *node_name, RepositoryKind kind)
{
  RepriseInventory *inventory = find_inventory (facts, node_name);

  if (inventory == NULL)
    return REPRISE_TRISTATE_UNKNOWN;
  for (guint i = reprise_inventory_get_n_backups (inventory); i > 0; i--)
    {
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, i - 1);

      if (counts_as_first (facts, backup, kind))
        return REPRISE_TRISTATE_YES;
    }
  return reprise_inventory_get_is_complete (inventory) ? REPRISE_TRISTATE_NO
                                                       : REPRISE_TRISTATE_UNKNOWN;
}

/* Which nodes have a first backup, by what is known of that; a node that keeps its repository has
 * its backups too. */
typedef struct
{
  GString *names[REPRISE_TRISTATE_YES + 1];
  guint n_looked_at;
} FirstBackups;

static void
look_for_backups (const RepriseChecklistFacts *facts, FirstBackups *found)
{
  for (guint i = 0; i < count_nodes (facts); i++)
    {
      const char *name = get_node_name (facts, i);
      RepositoryKind kind = judge_repository (facts, name);
      GString *names;

      if (kind != REPOSITORY_NEW && kind != REPOSITORY_DOUBTFUL)
        continue;
      names = found->names[has_first_backup (facts, name, kind)];
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
      found->n_looked_at++;
    }
}

/* Nodes that keep their repository are not spoken of. */
static char *
describe_done (const RepriseChecklistFacts *facts, const FirstBackups *found)
{
  if (found->n_looked_at == count_nodes (facts))
    return g_strdup (_ ("Every node has one in its new repository."));
  /* Translators: nodes. */
  return g_strdup_printf (_ ("%s: there is one in the new repository."),
                          found->names[REPRISE_TRISTATE_YES]->str);
}

static RepriseChecklistItem *
new_backup_item (const RepriseChecklistFacts *facts, const FirstBackups *found)
{
  const char *lacking = found->names[REPRISE_TRISTATE_NO]->str;
  const char *unknown = found->names[REPRISE_TRISTATE_UNKNOWN]->str;

  if (found->n_looked_at == 0)
    return new_item (REPRISE_CHECKLIST_BACKUP,
                     REPRISE_CHECKLIST_WAITING,
                     REPRISE_CHECKLIST_DO_NOTHING,
                     g_strdup (_ ("It can be taken once there is a new repository.")));
  if (*lacking != '\0')
    return new_item (REPRISE_CHECKLIST_BACKUP,
                     REPRISE_CHECKLIST_ATTENTION,
                     REPRISE_CHECKLIST_DO_BACKUP,
                     /* Translators: nodes. */
                     g_strdup_printf (_ ("%s: there is none yet. Until there is, what is written "
                                         "now cannot be restored."),
                                      lacking));
  if (*unknown != '\0')
    return new_item (REPRISE_CHECKLIST_BACKUP,
                     REPRISE_CHECKLIST_UNKNOWN,
                     REPRISE_CHECKLIST_DO_REFRESH,
                     /* Translators: nodes. */
                     g_strdup_printf (_ ("%s: what the new repository holds has not been read."),
                                      unknown));
  return new_item (REPRISE_CHECKLIST_BACKUP,
                   REPRISE_CHECKLIST_DONE,
                   REPRISE_CHECKLIST_DO_NOTHING,
                   describe_done (facts, found));
}

static RepriseChecklistItem *
check_backup (const RepriseChecklistFacts *facts)
{
  FirstBackups found = { .n_looked_at = 0 };
  RepriseChecklistItem *item;

  for (guint i = 0; i < G_N_ELEMENTS (found.names); i++)
    found.names[i] = g_string_new (NULL);
  look_for_backups (facts, &found);
  item = new_backup_item (facts, &found);
  for (guint i = 0; i < G_N_ELEMENTS (found.names); i++)
    g_string_free (found.names[i], TRUE);
  return item;
}

static void
add_replication (GPtrArray *items, const RepriseChecklistFacts *facts)
{
  static const RepriseChecklistKind kinds[] = { REPRISE_CHECKLIST_SETS, REPRISE_CHECKLIST_TABLES };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      RepriseChecklistItem found = { .kind = kinds[i] };

      reprise_checklist_tables_check (facts, &found);
      g_ptr_array_add (items, new_item (found.kind, found.state, found.action, found.text));
    }
}

/**
 * reprise_restore_checklist_make:
 * @facts: what is known, after the restore
 *
 * A database of one node has nothing to replicate with, and no items about that.
 *
 * Returns: (transfer full) (element-type RepriseChecklistItem): the list
 */
GPtrArray *
reprise_restore_checklist_make (const RepriseChecklistFacts *facts)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);

  g_return_val_if_fail (facts != NULL && facts->request != NULL && facts->database != NULL, items);

  g_ptr_array_add (items, check_database (facts));
  g_ptr_array_add (items, check_repository (facts));
  g_ptr_array_add (items, check_backup (facts));
  if (count_nodes (facts) > 1)
    add_replication (items, facts);
  return items;
}

/**
 * reprise_restore_checklist_is_done:
 * @items: (element-type RepriseChecklistItem): a list
 *
 * Returns: whether nothing is left to do
 */
gboolean
reprise_restore_checklist_is_done (GPtrArray *items)
{
  g_return_val_if_fail (items != NULL, FALSE);

  for (guint i = 0; i < items->len; i++)
    {
      const RepriseChecklistItem *item = g_ptr_array_index (items, i);

      if (item->state != REPRISE_CHECKLIST_DONE)
        return FALSE;
    }
  return TRUE;
}

/**
 * reprise_restore_checklist_equal:
 * @items: (element-type RepriseChecklistItem): a list
 * @other: (element-type RepriseChecklistItem): another one
 *
 * Returns: whether they say the same
 */
gboolean
reprise_restore_checklist_equal (GPtrArray *items, GPtrArray *other)
{
  if (items->len != other->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const RepriseChecklistItem *a = g_ptr_array_index (items, i);
      const RepriseChecklistItem *b = g_ptr_array_index (other, i);

      if (a->kind != b->kind || a->state != b->state || a->action != b->action ||
          g_strcmp0 (a->text, b->text) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * reprise_checklist_kind_get_title:
 * @kind: what is looked at
 *
 * Returns: what shall be so, in a few words
 */
const char *
reprise_checklist_kind_get_title (RepriseChecklistKind kind)
{
  switch (kind)
    {
    case REPRISE_CHECKLIST_DATABASE:
      return _ ("Database available");
    case REPRISE_CHECKLIST_REPOSITORY:
      return _ ("New repository in place");
    case REPRISE_CHECKLIST_BACKUP:
      return _ ("First backup in the new repository");
    case REPRISE_CHECKLIST_SETS:
      return _ ("Replication sets present");
    case REPRISE_CHECKLIST_TABLES:
    default:
      return _ ("Tables replicating on every node");
    }
}
