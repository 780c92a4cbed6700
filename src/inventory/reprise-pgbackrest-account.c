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
  char *database_id;
  const char *name;
} Making;

static char *
make_repository_id (const Making *making, const ReprisePgBackRestRepository *repository)
{
  return g_strdup_printf ("%s/repo%u", making->database_id, repository->key);
}

static RepriseRepository *
make_repository (const Making *making, const ReprisePgBackRestRepository *repository)
{
  RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;
  g_autofree char *id = make_repository_id (making, repository);

  fields.id = id;
  fields.database_id = making->database_id;
  return reprise_repository_new (&fields);
}

static char *
describe_backup (const ReprisePgBackRestLock *lock)
{
  g_autofree char *size = NULL, *complete = NULL;

  if (lock->size <= 0 || lock->size_complete < 0)
    return g_strdup (_ ("A backup, or the removal of old ones, was running on the host that was "
                        "asked."));
  size = reprise_size_format (lock->size);
  complete = reprise_size_format (lock->size_complete);
  /* Translators: percent, then two sizes: copied so far, and to be copied. */
  return g_strdup_printf (_ ("A backup was running on the host that was asked: %d %% done, %s of "
                             "%s."),
                          (int) (100.0 * (double) MIN (lock->size_complete, lock->size) /
                                 (double) lock->size),
                          complete,
                          size);
}

static void
tell_locks (const Making *making, GPtrArray *sentences)
{
  const ReprisePgBackRestStanza *stanza = making->stanza;

  if (stanza->backup_lock.held == REPRISE_TRISTATE_YES)
    g_ptr_array_add (sentences, describe_backup (&stanza->backup_lock));
  if (stanza->restore_lock.held == REPRISE_TRISTATE_YES)
    g_ptr_array_add (sentences, g_strdup (_ ("A restore was running on the host that was asked.")));
}

static guint
count_backups (const ReprisePgBackRestRepository *repository, guint history_id)
{
  guint n_backups = 0;

  for (guint i = 0; i < repository->backup_history_ids->len; i++)
    n_backups += g_array_index (repository->backup_history_ids, guint, i) == history_id;
  return n_backups;
}

/* A backup of an earlier database looks like any other, but a time target does not reach over. */
static void
tell_history (const ReprisePgBackRestRepository *repository,
              const ReprisePgBackRestHistory *history,
              GPtrArray *sentences)
{
  guint n_backups = count_backups (repository, history->id);
  g_autofree char *system_id = g_strdup_printf ("%" G_GUINT64_FORMAT, history->system_id);

  if (n_backups == 0)
    return;
  /* Translators: a number of backups, PostgreSQL's version, its system identifier. */
  g_ptr_array_add (
      sentences,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u backup is of an earlier database in this "
                                    "repository (PostgreSQL %s, system identifier %s).",
                                    "%u backups are of an earlier database in this "
                                    "repository (PostgreSQL %s, system identifier %s).",
                                    n_backups),
                       n_backups,
                       history->version != NULL ? history->version : "?",
                       system_id));
}

static void
tell_histories (const ReprisePgBackRestRepository *repository, GPtrArray *sentences)
{
  for (guint i = 0; i + 1 < repository->histories->len; i++)
    tell_history (repository, repository->histories->pdata[i], sentences);
}

static void
add_inventory (const Making *making, const ReprisePgBackRestRepository *repository)
{
  g_autofree char *id = make_repository_id (making, repository);
  g_autoptr (RepriseInventory) inventory =
                 reprise_pgbackrest_info_make_inventory (repository,
                                                         id,
                                                         making->database_id,
                                                         making->name,
                                                         NULL);
  RepriseSavedInventory *saved = reprise_saved_inventory_new (id, making->name, inventory);

  tell_locks (making, saved->problems);
  tell_histories (repository, saved->problems);
  g_ptr_array_add (making->account->inventories, saved);
}

static GPtrArray *
list_of (gpointer object)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (list, object);
  return list;
}

static GPtrArray *
make_configs (const Making *making, GPtrArray *repositories)
{
  RepriseBackupConfigFields fields = { .node_name = making->name, .repositories = repositories };

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
add_database (const Making *making, GPtrArray *repositories)
{
  RepriseNodeFields node = { .name = making->name };
  g_autoptr (GPtrArray) nodes = list_of (reprise_node_new (&node));
  g_autoptr (GPtrArray) configs = make_configs (making, repositories);
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;

  fields.id = making->database_id;
  fields.name = making->name;
  fields.pg_version = get_version (making->stanza);
  fields.nodes = nodes;
  fields.backup_provider = "pgbackrest";
  fields.backup_configs = configs;
  g_ptr_array_add (making->account->databases, reprise_database_new (&fields));
}

/* What is wrong with a stanza as a whole, where no repository says it. */
static void
tell_status (const Making *making)
{
  const ReprisePgBackRestStanza *stanza = making->stanza;

  if (stanza->status_code <= 0 && stanza->repositories->len > 0)
    return;
  if (stanza->status_message == NULL)
    return;
  /* Translators: the name of a stanza, and what pgBackRest says of it. */
  g_ptr_array_add (making->account->problems,
                   g_strdup_printf (_ ("Stanza ‘%s’: %s"), making->name, stanza->status_message));
}

static void
add_stanza (RepriseSavedAccount *account, const ReprisePgBackRestStanza *stanza, guint index)
{
  Making making = { .account = account, .stanza = stanza };
  g_autoptr (GPtrArray) repositories = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *id = g_strdup_printf ("%u:%s", index, stanza->name != NULL ? stanza->name : "");

  making.database_id = id;
  /* Translators: stands for the name of a stanza that a damaged document does not tell. */
  making.name = stanza->name != NULL ? stanza->name : _ ("(no name)");
  for (guint i = 0; i < stanza->repositories->len; i++)
    {
      const ReprisePgBackRestRepository *repository = stanza->repositories->pdata[i];
      RepriseRepository *object = make_repository (&making, repository);

      g_ptr_array_add (repositories, object);
      g_ptr_array_add (account->repositories, g_object_ref (object));
      add_inventory (&making, repository);
    }
  add_database (&making, repositories);
  tell_status (&making);
}

/**
 * reprise_pgbackrest_account_new:
 * @stanzas: (element-type ReprisePgBackRestStanza): what the document holds
 * @title: what a person calls it
 * @address: where it is from
 * @captured_at: as of when it is
 *
 * What an account cannot hold is told in sentences: running work, and which backups are of earlier
 * databases.
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

  account->captured_at = captured_at;
  account->source_title = g_strdup (title);
  account->source_address = g_strdup (address);
  for (guint i = 0; i < stanzas->len; i++)
    add_stanza (account, stanzas->pdata[i], i);
  return account;
}
