/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be asked of a backend and kept. */

#include "config.h"

#include "inventory/reprise-account-question.h"

#include "inventory/reprise-saved-answers.h"
#include "restore/reprise-backend-answer.h"

/**
 * reprise_account_question_new:
 * @kind: what is asked for
 * @id: (nullable): the id of what is asked for, or of what it belongs to
 *
 * Returns: (transfer full): a question
 */
RepriseAccountQuestion *
reprise_account_question_new (RepriseAccountQuestionKind kind, const char *id)
{
  RepriseAccountQuestion *self = g_new0 (RepriseAccountQuestion, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  return self;
}

/**
 * reprise_account_question_free:
 * @self: (transfer full): a question
 */
void
reprise_account_question_free (RepriseAccountQuestion *self)
{
  g_free (self->id);
  g_free (self->node_name);
  g_free (self);
}

/**
 * reprise_account_question_ask:
 * @self: a question
 * @backend: who is asked
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: given to @callback
 */
void
reprise_account_question_ask (const RepriseAccountQuestion *self,
                              RepriseBackend *backend,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const RepriseInventoryRequest request = { .repository_id = self->id,
                                            .node_name = self->node_name,
                                            .progress = self->progress,
                                            .progress_data = self->progress_data };

  switch (self->kind)
    {
    case REPRISE_ACCOUNT_QUESTION_TENANT:
      reprise_backend_get_tenant_async (backend, cancellable, callback, user_data);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTERS:
      reprise_backend_list_clusters_async (backend, cancellable, callback, user_data);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER:
      reprise_backend_get_cluster_async (backend, self->id, cancellable, callback, user_data);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES:
      reprise_backend_list_cluster_nodes_async (backend,
                                                self->id,
                                                cancellable,
                                                callback,
                                                user_data);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASES:
      reprise_backend_list_databases_async (backend, cancellable, callback, user_data);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASE:
      reprise_backend_get_database_async (backend, self->id, cancellable, callback, user_data);
      break;
    case REPRISE_ACCOUNT_QUESTION_REPOSITORIES:
      reprise_backend_list_repositories_async (backend, self->id, cancellable, callback, user_data);
      break;
    case REPRISE_ACCOUNT_QUESTION_STORES:
      reprise_backend_list_stores_async (backend, cancellable, callback, user_data);
      break;
    case REPRISE_ACCOUNT_QUESTION_INVENTORY:
      reprise_backend_read_inventory_async (backend, &request, cancellable, callback, user_data);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * reprise_account_question_is_about_one:
 * @self: a question
 *
 * Returns: whether the answer is one object that has to be there
 */
gboolean
reprise_account_question_is_about_one (const RepriseAccountQuestion *self)
{
  return self->kind == REPRISE_ACCOUNT_QUESTION_TENANT ||
         self->kind == REPRISE_ACCOUNT_QUESTION_CLUSTER ||
         self->kind == REPRISE_ACCOUNT_QUESTION_DATABASE;
}

static void
keep_inventory (const RepriseAccountQuestion *self,
                RepriseSavedAccount *account,
                RepriseInventory *inventory,
                GPtrArray *problems,
                RepriseInstant read_at)
{
  RepriseSavedInventory *saved = reprise_saved_inventory_new (self->id, self->node_name, inventory);

  saved->captured_at = read_at;
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (saved->problems, g_strdup (problems->pdata[i]));
  reprise_account_cache_put_inventory (account, saved);
}

/* The member of the file that the answer is in. */
static const char *
find_member (RepriseAccountQuestionKind kind)
{
  switch (kind)
    {
    case REPRISE_ACCOUNT_QUESTION_TENANT:
      return "tenant";
    case REPRISE_ACCOUNT_QUESTION_CLUSTERS:
    case REPRISE_ACCOUNT_QUESTION_CLUSTER:
      return "clusters";
    case REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES:
      return "cluster_nodes";
    case REPRISE_ACCOUNT_QUESTION_DATABASES:
    case REPRISE_ACCOUNT_QUESTION_DATABASE:
      return "databases";
    case REPRISE_ACCOUNT_QUESTION_REPOSITORIES:
      return "backup_repositories";
    case REPRISE_ACCOUNT_QUESTION_STORES:
      return "backup_stores";
    case REPRISE_ACCOUNT_QUESTION_INVENTORY:
    default:
      return "inventories";
    }
}

static void
keep_objects (const RepriseAccountQuestion *self, RepriseSavedAccount *account, GPtrArray *objects)
{
  switch (self->kind)
    {
    case REPRISE_ACCOUNT_QUESTION_TENANT:
      /* What only stands for an account has no id. */
      if (*reprise_tenant_get_id (objects->pdata[0]) != '\0')
        g_set_object (&account->tenant, objects->pdata[0]);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTERS:
      reprise_account_cache_put_list (&account->clusters, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER:
      reprise_account_cache_put_cluster (account, objects->pdata[0]);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES:
      reprise_account_cache_put_nodes (account, self->id, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASES:
      reprise_account_cache_put_list (&account->databases, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASE:
      reprise_account_cache_put_database (account, objects->pdata[0]);
      break;
    case REPRISE_ACCOUNT_QUESTION_REPOSITORIES:
      reprise_account_cache_put_repositories (account, self->id, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_STORES:
      reprise_account_cache_put_list (&account->stores, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_INVENTORY:
    default:
      g_assert_not_reached ();
    }
}

/**
 * reprise_account_question_keep:
 * @self: a question
 * @account: where to keep the answer
 * @objects: what was answered
 * @problems: (nullable): what was left out and why
 * @read_at: as of when it is, or %REPRISE_INSTANT_NONE where that is when the account was captured
 */
void
reprise_account_question_keep (const RepriseAccountQuestion *self,
                               RepriseSavedAccount *account,
                               GPtrArray *objects,
                               GPtrArray *problems,
                               RepriseInstant read_at)
{
  if (self->kind == REPRISE_ACCOUNT_QUESTION_INVENTORY)
    {
      keep_inventory (self,
                      account,
                      objects->len > 0 ? objects->pdata[0] : NULL,
                      problems,
                      read_at);
      return;
    }
  /* A service may have nothing, but only of backups is that worth knowing. */
  if (objects->len == 0 && reprise_account_question_is_about_one (self))
    return;
  keep_objects (self, account, objects);
  if (read_at != REPRISE_INSTANT_NONE)
    reprise_account_cache_set_read_at (account, find_member (self->kind), self->id, read_at);
}

static gboolean
has_object (GPtrArray *objects, const char *id, const char *(*get_id) (gpointer object))
{
  for (guint i = 0; i < objects->len; i++)
    if (g_strcmp0 (get_id (objects->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

static const char *
get_cluster_id (gpointer cluster)
{
  return reprise_cluster_get_id (cluster);
}

static const char *
get_database_id (gpointer database)
{
  return reprise_database_get_id (database);
}

/* One of a list may have been read with it or alone, whichever was later. */
static RepriseInstant
get_read_at_of_one (const RepriseAccountQuestion *self, const RepriseSavedAccount *account)
{
  const char *member = find_member (self->kind);

  return MAX (reprise_account_cache_get_read_at (account, member, self->id),
              reprise_account_cache_get_read_at (account, member, NULL));
}

/**
 * reprise_account_question_get_read_at:
 * @self: a question
 * @account: what was answered before
 *
 * Returns: when the answer that is there was read, or %REPRISE_INSTANT_NONE where there is none
 */
RepriseInstant
reprise_account_question_get_read_at (const RepriseAccountQuestion *self,
                                      const RepriseSavedAccount *account)
{
  const RepriseSavedInventory *saved;

  switch (self->kind)
    {
    case REPRISE_ACCOUNT_QUESTION_CLUSTER:
      return has_object (account->clusters, self->id, get_cluster_id)
                 ? get_read_at_of_one (self, account)
                 : REPRISE_INSTANT_NONE;
    case REPRISE_ACCOUNT_QUESTION_DATABASE:
      return has_object (account->databases, self->id, get_database_id)
                 ? get_read_at_of_one (self, account)
                 : REPRISE_INSTANT_NONE;
    case REPRISE_ACCOUNT_QUESTION_REPOSITORIES:
      return get_read_at_of_one (self, account);
    case REPRISE_ACCOUNT_QUESTION_INVENTORY:
      saved =
          reprise_saved_answers_find_inventory (account->inventories, self->id, self->node_name);
      return saved == NULL ? REPRISE_INSTANT_NONE : saved->captured_at;
    case REPRISE_ACCOUNT_QUESTION_TENANT:
    case REPRISE_ACCOUNT_QUESTION_CLUSTERS:
    case REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES:
    case REPRISE_ACCOUNT_QUESTION_DATABASES:
    case REPRISE_ACCOUNT_QUESTION_STORES:
    default:
      return reprise_account_cache_get_read_at (account, find_member (self->kind), self->id);
    }
}

/**
 * reprise_account_question_answer:
 * @self: a question whose answer is known
 * @account: what was answered before
 * @error: (nullable): why the service cannot be asked; %NULL where that is not known yet
 * @task: (transfer full): who asks
 *
 * Says of the answer that it was kept, and since when.
 */
void
reprise_account_question_answer (const RepriseAccountQuestion *self,
                                 const RepriseSavedAccount *account,
                                 const GError *error,
                                 GTask *task)
{
  reprise_backend_answer_set_kept (task,
                                   reprise_account_question_get_read_at (self, account),
                                   error);
  switch (self->kind)
    {
    case REPRISE_ACCOUNT_QUESTION_TENANT:
      reprise_saved_answers_tenant (account, task);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTERS:
      reprise_saved_answers_objects (account->clusters, task);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER:
      reprise_saved_answers_cluster (account, self->id, task);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES:
      reprise_saved_answers_cluster_nodes (account, self->id, task);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASES:
      reprise_saved_answers_objects (account->databases, task);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASE:
      reprise_saved_answers_database (account, self->id, task);
      break;
    case REPRISE_ACCOUNT_QUESTION_REPOSITORIES:
      reprise_saved_answers_repositories (account, self->id, task);
      break;
    case REPRISE_ACCOUNT_QUESTION_STORES:
      reprise_saved_answers_objects (account->stores, task);
      break;
    case REPRISE_ACCOUNT_QUESTION_INVENTORY:
      reprise_saved_answers_inventory (reprise_saved_answers_find_inventory (account->inventories,
                                                                             self->id,
                                                                             self->node_name),
                                       account->captured_at,
                                       task);
      break;
    default:
      g_assert_not_reached ();
    }
}
