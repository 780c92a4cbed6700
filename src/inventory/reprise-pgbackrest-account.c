/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a document of `pgbackrest info` holds, as an account.
 *
 * A stanza is a database with one node: pgBackRest does not know which stanzas are nodes of one
 * database, and to guess it from names would be a statement that nobody made. */

#include "config.h"

#include "inventory/reprise-pgbackrest-account.h"

#include "base/reprise-size.h"
#include "model/reprise-database.h"
#include "model/reprise-repository.h"
#include "wire/reprise-pgbackrest-info-codec.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RepriseSavedAccount *account;
  const ReprisePgBackRestStanza *stanza;
  const char *database_id;
  const char *name;
  GPtrArray *current; /* RepriseRepository: those that backups go to */
} Making;

static void
add_sentence (GPtrArray *sentences, char *sentence)
{
  g_ptr_array_add (sentences, sentence);
}

/* As pgBackRest itself calls them; an earlier database of a repository by its archive. */
static char *
make_repository_id (const Making *making,
                    const ReprisePgBackRestRepository *repository,
                    const ReprisePgBackRestHistory *history)
{
  if (history == NULL || history == reprise_pgbackrest_repository_get_current (repository))
    return g_strdup_printf ("%s/repo%u", making->database_id, repository->key);
  return g_strdup_printf ("%s/repo%u/%s-%u",
                          making->database_id,
                          repository->key,
                          history->version != NULL ? history->version : "?",
                          history->id);
}

static RepriseRepository *
add_repository (const Making *making, const char *id)
{
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;
  RepriseRepository *repository;

  fields.id = id;
  fields.database_id = making->database_id;
  repository = reprise_repository_new (&fields);
  g_ptr_array_add (making->account->repositories, repository);
  return repository;
}

static gboolean
has_progress (const ReprisePgBackRestLock *lock)
{
  return lock->size > 0 && lock->size_complete >= 0;
}

static int
calculate_percent (const ReprisePgBackRestLock *lock)
{
  return (int) (100.0 * (double) MIN (lock->size_complete, lock->size) / (double) lock->size);
}

static char *
describe_backup (const ReprisePgBackRestLock *lock)
{
  g_autofree char *size = NULL, *complete = NULL;

  if (!has_progress (lock))
    return g_strdup (_ ("A backup, or the removal of old ones, was running on the host that was "
                        "asked."));
  size = reprise_size_format (lock->size);
  complete = reprise_size_format (lock->size_complete);
  /* Translators: percent, then two sizes: copied so far, and to be copied. */
  return g_strdup_printf (_ ("A backup was running on the host that was asked: %d %% done, %s of "
                             "%s."),
                          calculate_percent (lock),
                          complete,
                          size);
}

static char *
describe_restore (const ReprisePgBackRestLock *lock)
{
  g_autofree char *size = NULL, *complete = NULL;

  if (!has_progress (lock))
    return g_strdup (_ ("A restore was running on the host that was asked."));
  size = reprise_size_format (lock->size);
  complete = reprise_size_format (lock->size_complete);
  /* Translators: percent, then two sizes: restored so far, and to be restored. */
  return g_strdup_printf (_ ("A restore was running on the host that was asked: %d %% done, %s of "
                             "%s."),
                          calculate_percent (lock),
                          complete,
                          size);
}

/* How far it is in the repository itself, where the document says so; @repository may be NULL. */
static void
tell_locks (const Making *making,
            const ReprisePgBackRestRepository *repository,
            GPtrArray *sentences)
{
  const ReprisePgBackRestLock *backup = &making->stanza->backup_lock;

  if (repository != NULL && repository->backup_lock.held == REPRISE_TRISTATE_YES)
    backup = &repository->backup_lock;
  if (backup->held == REPRISE_TRISTATE_YES)
    add_sentence (sentences, describe_backup (backup));
  if (making->stanza->restore_lock.held == REPRISE_TRISTATE_YES)
    add_sentence (sentences, describe_restore (&making->stanza->restore_lock));
}

static char *
describe_history (const ReprisePgBackRestHistory *history)
{
  const char *version = history->version != NULL ? history->version : "?";
  g_autofree char *system_id = g_strdup_printf ("%" G_GUINT64_FORMAT, history->system_id);

  if (history->system_id == 0)
    return g_strdup_printf ("PostgreSQL %s", version);
  /* Translators: PostgreSQL's version, and its system identifier. */
  return g_strdup_printf (_ ("PostgreSQL %s, system identifier %s"), version, system_id);
}

/* What a time target of the current database does not reach is listed apart. */
static void
tell_earlier (const ReprisePgBackRestHistory *history, const char *id, GPtrArray *sentences)
{
  guint n_backups = g_list_model_get_n_items (G_LIST_MODEL (history->backups));
  g_autofree char *database = describe_history (history);

  /* Translators: a number of backups, PostgreSQL's version and system identifier, and the name that
   * the repository has in the list of repositories. */
  add_sentence (sentences,
                g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                              "%u backup is of an earlier database in this "
                                              "repository (%s), and listed apart as “%s”.",
                                              "%u backups are of an earlier database in this "
                                              "repository (%s), and listed apart as “%s”.",
                                              n_backups),
                                 n_backups,
                                 database,
                                 id));
}

/* What is left when the last backup of it has expired, or when it was never backed up. */
static void
tell_earlier_wal (const ReprisePgBackRestHistory *history, GPtrArray *sentences)
{
  g_autofree char *database = describe_history (history);

  /* Translators: PostgreSQL's version and system identifier, then the first and the last segment.
   */
  add_sentence (sentences,
                g_strdup_printf (_ ("WAL of an earlier database is still in this repository (%s), "
                                    "from %s to %s, without any backup to replay it from."),
                                 database,
                                 history->archive_min_wal,
                                 history->archive_max_wal));
}

static void
tell_earlier_ones (const Making *making,
                   const ReprisePgBackRestRepository *repository,
                   GPtrArray *sentences)
{
  for (guint i = 0; i + 1 < repository->histories->len; i++)
    {
      const ReprisePgBackRestHistory *history = repository->histories->pdata[i];
      g_autofree char *id = make_repository_id (making, repository, history);

      if (g_list_model_get_n_items (G_LIST_MODEL (history->backups)) > 0)
        tell_earlier (history, id, sentences);
      else if (history->archive_min_wal != NULL && history->archive_max_wal != NULL)
        tell_earlier_wal (history, sentences);
    }
}

static void
tell_filter (const ReprisePgBackRestRepository *repository, GPtrArray *sentences)
{
  if (repository->is_filtered)
    add_sentence (sentences,
                  g_strdup (_ ("The document was written for some of the backups only, with --set "
                               "or --type: others are not in it.")));
}

static RepriseSavedInventory *
add_inventory (const Making *making,
               const ReprisePgBackRestRepository *repository,
               const ReprisePgBackRestHistory *history,
               const char *id)
{
  g_autoptr (RepriseInventory) inventory =
                 reprise_pgbackrest_info_make_inventory (repository,
                                                         history,
                                                         id,
                                                         making->database_id,
                                                         making->name,
                                                         NULL);
  RepriseSavedInventory *saved = reprise_saved_inventory_new (id, making->name, inventory);

  g_ptr_array_add (making->account->inventories, saved);
  return saved;
}

static void
add_current (Making *making, const ReprisePgBackRestRepository *repository)
{
  const ReprisePgBackRestHistory *current = reprise_pgbackrest_repository_get_current (repository);
  g_autofree char *id = make_repository_id (making, repository, NULL);
  RepriseSavedInventory *saved = add_inventory (making, repository, current, id);

  g_ptr_array_add (making->current, g_object_ref (add_repository (making, id)));
  tell_locks (making, repository, saved->problems);
  tell_filter (repository, saved->problems);
  tell_earlier_ones (making, repository, saved->problems);
}

/* Its backups look like any other, but are of other data. */
static void
add_earlier (Making *making,
             const ReprisePgBackRestRepository *repository,
             const ReprisePgBackRestHistory *history)
{
  g_autofree char *id = NULL, *database = NULL;
  RepriseSavedInventory *saved;

  if (g_list_model_get_n_items (G_LIST_MODEL (history->backups)) == 0)
    return;
  id = make_repository_id (making, repository, history);
  database = describe_history (history);
  add_repository (making, id);
  saved = add_inventory (making, repository, history, id);
  /* Translators: PostgreSQL's version and system identifier. */
  add_sentence (saved->problems,
                g_strdup_printf (_ ("These backups are of an earlier database in this repository "
                                    "(%s). No more are added to them."),
                                 database));
}

static void
add_repositories (Making *making)
{
  GPtrArray *repositories = making->stanza->repositories;

  for (guint i = 0; i < repositories->len; i++)
    {
      const ReprisePgBackRestRepository *repository = repositories->pdata[i];

      add_current (making, repository);
      for (guint j = repository->histories->len; j > 1; j--)
        add_earlier (making, repository, repository->histories->pdata[j - 2]);
    }
}

/* A document of progress says nothing of repositories, and that all is ok where it is not. */
static void
add_progress (Making *making)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseInventory) inventory = NULL;
  RepriseSavedInventory *saved;

  fields.database_id = making->database_id;
  fields.repository_id = making->database_id;
  fields.node_name = making->name;
  inventory = reprise_inventory_new (&fields);
  saved = reprise_saved_inventory_new (making->database_id, making->name, inventory);
  tell_locks (making, NULL, saved->problems);
  add_sentence (saved->problems,
                g_strdup (_ ("The document tells what is running, and nothing of repositories and "
                             "backups.")));
  g_ptr_array_add (making->account->inventories, saved);
  g_ptr_array_add (making->current, g_object_ref (add_repository (making, making->database_id)));
}

static GPtrArray *
list_of (gpointer object)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (list, object);
  return list;
}

static GPtrArray *
make_configs (const Making *making)
{
  RepriseBackupConfigFields fields = { .node_name = making->name, .repositories = making->current };

  return list_of (reprise_backup_config_new (&fields));
}

static const char *
get_version (const ReprisePgBackRestStanza *stanza)
{
  const ReprisePgBackRestRepository *first = reprise_pgbackrest_stanza_get_repository (stanza, 0);
  const ReprisePgBackRestHistory *current =
      first == NULL ? NULL : reprise_pgbackrest_repository_get_current (first);

  return current == NULL ? NULL : current->version;
}

static void
add_database (const Making *making)
{
  RepriseNodeFields node = { .name = making->name };
  g_autoptr (GPtrArray) nodes = list_of (reprise_node_new (&node));
  g_autoptr (GPtrArray) configs = make_configs (making);
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;

  fields.id = making->database_id;
  fields.name = making->name;
  fields.pg_version = get_version (making->stanza);
  fields.nodes = nodes;
  fields.backup_provider = "pgbackrest";
  fields.backup_configs = configs;
  g_ptr_array_add (making->account->databases, reprise_database_new (&fields));
}

/* What is wrong with a stanza as a whole; what is wrong with a repository its inventory says. */
static void
tell_status (const Making *making)
{
  const ReprisePgBackRestStanza *stanza = making->stanza;

  if (stanza->status_code <= 0 || stanza->status_message == NULL)
    return;
  /* Translators: the name of a stanza, and what pgBackRest says of it. */
  add_sentence (making->account->problems,
                g_strdup_printf (_ ("Stanza ‘%s’: %s"), making->name, stanza->status_message));
}

static void
add_stanza (RepriseSavedAccount *account, const ReprisePgBackRestStanza *stanza, const char *id)
{
  g_autoptr (GPtrArray) current = g_ptr_array_new_with_free_func (g_object_unref);
  Making making = { .account = account, .stanza = stanza, .database_id = id, .current = current };

  /* Translators: stands for the name of a stanza that a damaged document does not tell. */
  making.name = stanza->name != NULL ? stanza->name : _ ("(no name)");
  if (stanza->repositories->len > 0)
    add_repositories (&making);
  else
    add_progress (&making);
  add_database (&making);
  tell_status (&making);
}

/* The name tells stanzas apart, in other documents as well; where it comes again it is numbered. */
static char *
make_database_id (GHashTable *taken, const ReprisePgBackRestStanza *stanza)
{
  const char *name = stanza->name != NULL && *stanza->name != '\0' ? stanza->name : "?";
  char *id = g_strdup (name);

  for (guint number = 2; g_hash_table_contains (taken, id); number++)
    {
      g_free (id);
      id = g_strdup_printf ("%s#%u", name, number);
    }
  g_hash_table_add (taken, g_strdup (id));
  return id;
}

/**
 * reprise_pgbackrest_account_add:
 * @account: an account that stanzas are added to
 * @taken: (element-type utf8 utf8): the ids of those that were added before
 * @stanza: another one
 */
void
reprise_pgbackrest_account_add (RepriseSavedAccount *account,
                                GHashTable *taken,
                                const ReprisePgBackRestStanza *stanza)
{
  g_autofree char *id = make_database_id (taken, stanza);

  add_stanza (account, stanza, id);
}

/* No name of pgBackRest's has brackets. */
static char *
make_begun_id (guint number)
{
  return g_strdup_printf ("(%u)", number + 1);
}

/* The one that was begun is the last, and the only one without a name. */
static gboolean
is_begun (const RepriseSavedAccount *account)
{
  guint n = account->databases->len;

  return n > 0 && reprise_database_get_id (account->databases->pdata[n - 1])[0] == '(';
}

/**
 * reprise_pgbackrest_account_get_begun_node:
 *
 * Returns: the name of the node of a stanza that has no name yet
 */
const char *
reprise_pgbackrest_account_get_begun_node (void)
{
  /* Translators: stands for the name of a stanza, which comes after its backups. */
  return _ ("(name not read yet)");
}

/**
 * reprise_pgbackrest_account_begin:
 * @account: an account that stanzas are added to
 * @number: a stanza that is being read
 * @repository_key: one of its repositories
 *
 * A stanza tells its name last; until then it stands in the account without one, with the
 * repository that was read of first.
 *
 * Returns: (transfer full): the id of the repository
 */
char *
reprise_pgbackrest_account_begin (RepriseSavedAccount *account, guint number, guint repository_key)
{
  g_autoptr (GPtrArray) current = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *id = make_begun_id (number);
  char *repository_id = g_strdup_printf ("%s/repo%u", id, repository_key);
  g_autoptr (ReprisePgBackRestStanza) stanza = NULL;
  Making making = { .account = account, .database_id = id, .current = current };

  if (is_begun (account))
    return repository_id;
  stanza = reprise_pgbackrest_stanza_new ();
  stanza->repositories = g_ptr_array_new ();
  making.stanza = stanza;
  making.name = reprise_pgbackrest_account_get_begun_node ();
  g_ptr_array_add (current, g_object_ref (add_repository (&making, repository_id)));
  add_database (&making);
  return repository_id;
}

/**
 * reprise_pgbackrest_account_forget_begun:
 * @account: an account that stanzas are added to
 *
 * The stanza that was begun last is about to be added, or is none.
 */
void
reprise_pgbackrest_account_forget_begun (RepriseSavedAccount *account)
{
  if (!is_begun (account))
    return;
  g_ptr_array_set_size (account->databases, (int) account->databases->len - 1);
  g_ptr_array_set_size (account->repositories, (int) account->repositories->len - 1);
}

/**
 * reprise_pgbackrest_account_new:
 * @stanzas: (element-type ReprisePgBackRestStanza): what the document holds
 * @title: what a person calls it
 * @address: where it is from
 * @captured_at: as of when it is
 *
 * Each repository is one of the stanza's database; the backups of earlier databases are listed
 * apart, as repositories that are not in use any more. What an account cannot hold is told in
 * sentences: running work, and what the document leaves out.
 *
 * Returns: (transfer full): the account
 */
RepriseSavedAccount *
reprise_pgbackrest_account_new (GPtrArray *stanzas,
                                const char *title,
                                const char *address,
                                RepriseInstant captured_at)
{
  RepriseSavedAccount *account = reprise_saved_account_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  account->captured_at = captured_at;
  account->source_title = g_strdup (title);
  account->source_address = g_strdup (address);
  for (guint i = 0; i < stanzas->len; i++)
    reprise_pgbackrest_account_add (account, taken, stanzas->pdata[i]);
  return account;
}
