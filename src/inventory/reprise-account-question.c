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

static gboolean
is_about_one (RepriseAccountQuestionKind kind)
{
  return kind == REPRISE_ACCOUNT_QUESTION_TENANT || kind == REPRISE_ACCOUNT_QUESTION_CLUSTER ||
         kind == REPRISE_ACCOUNT_QUESTION_DATABASE;
}

static void
keep_inventory (const RepriseAccountQuestion *self,
                RepriseAccountCache *cache,
                GPtrArray *objects,
                GPtrArray *problems)
{
  RepriseSavedInventory *saved =
      reprise_saved_inventory_new (self->id,
                                   self->node_name,
                                   objects->len > 0 ? objects->pdata[0] : NULL);

  saved->captured_at = cache->account->captured_at;
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (saved->problems, g_strdup (problems->pdata[i]));
  reprise_account_cache_put_inventory (cache, saved);
}

/**
 * reprise_account_question_keep:
 * @self: a question
 * @cache: where to keep the answer
 * @objects: what was answered
 * @problems: (nullable): what was left out and why
 */
void
reprise_account_question_keep (const RepriseAccountQuestion *self,
                               RepriseAccountCache *cache,
                               GPtrArray *objects,
                               GPtrArray *problems)
{
  /* A service may have nothing, but only of backups is that worth knowing. */
  if (objects->len == 0 && is_about_one (self->kind))
    return;
  switch (self->kind)
    {
    case REPRISE_ACCOUNT_QUESTION_TENANT:
      g_set_object (&cache->account->tenant, objects->pdata[0]);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTERS:
      cache->has_clusters = TRUE;
      reprise_account_cache_put_list (&cache->account->clusters, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER:
      reprise_account_cache_put_cluster (cache, objects->pdata[0]);
      break;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES:
      reprise_account_cache_put_nodes (cache, self->id, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASES:
      cache->has_databases = TRUE;
      reprise_account_cache_put_list (&cache->account->databases, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASE:
      reprise_account_cache_put_database (cache, objects->pdata[0]);
      break;
    case REPRISE_ACCOUNT_QUESTION_REPOSITORIES:
      reprise_account_cache_put_repositories (cache, self->id, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_STORES:
      cache->has_stores = TRUE;
      reprise_account_cache_put_list (&cache->account->stores, objects);
      break;
    case REPRISE_ACCOUNT_QUESTION_INVENTORY:
      keep_inventory (self, cache, objects, problems);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
has_repositories (const RepriseAccountCache *cache, const char *database_id)
{
  for (guint i = 0; i < cache->account->databases->len; i++)
    if (database_id == NULL ||
        g_strcmp0 (reprise_database_get_id (cache->account->databases->pdata[i]), database_id) == 0)
      return cache->account->repositories->len > 0;
  return FALSE;
}

static gboolean
has_cluster (const RepriseAccountCache *cache, const char *cluster_id)
{
  for (guint i = 0; i < cache->account->clusters->len; i++)
    if (g_strcmp0 (reprise_cluster_get_id (cache->account->clusters->pdata[i]), cluster_id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_nodes (const RepriseAccountCache *cache, const char *cluster_id)
{
  for (guint i = 0; i < cache->account->cluster_nodes->len; i++)
    {
      const RepriseSavedNodes *saved = cache->account->cluster_nodes->pdata[i];

      if (g_strcmp0 (saved->cluster_id, cluster_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_database (const RepriseAccountCache *cache, const char *database_id)
{
  for (guint i = 0; i < cache->account->databases->len; i++)
    if (g_strcmp0 (reprise_database_get_id (cache->account->databases->pdata[i]), database_id) == 0)
      return TRUE;
  return FALSE;
}

/**
 * reprise_account_question_is_known:
 * @self: a question
 * @cache: what was answered before
 *
 * Returns: whether the answer is there
 */
gboolean
reprise_account_question_is_known (const RepriseAccountQuestion *self,
                                   const RepriseAccountCache *cache)
{
  switch (self->kind)
    {
    case REPRISE_ACCOUNT_QUESTION_TENANT:
      return cache->account->tenant != NULL;
    case REPRISE_ACCOUNT_QUESTION_CLUSTERS:
      return cache->has_clusters;
    case REPRISE_ACCOUNT_QUESTION_CLUSTER:
      return has_cluster (cache, self->id);
    case REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES:
      return has_nodes (cache, self->id);
    case REPRISE_ACCOUNT_QUESTION_DATABASES:
      return cache->has_databases;
    case REPRISE_ACCOUNT_QUESTION_DATABASE:
      return has_database (cache, self->id);
    case REPRISE_ACCOUNT_QUESTION_REPOSITORIES:
      return has_repositories (cache, self->id);
    case REPRISE_ACCOUNT_QUESTION_STORES:
      return cache->has_stores;
    case REPRISE_ACCOUNT_QUESTION_INVENTORY:
      return reprise_saved_answers_find_inventory (cache->account->inventories,
                                                   self->id,
                                                   self->node_name) != NULL;
    default:
      g_assert_not_reached ();
    }
}

static RepriseInstant
get_read_at (const RepriseAccountQuestion *self, const RepriseSavedAccount *account)
{
  const RepriseSavedInventory *saved = NULL;

  if (self->kind == REPRISE_ACCOUNT_QUESTION_INVENTORY)
    saved = reprise_saved_answers_find_inventory (account->inventories, self->id, self->node_name);
  return saved != NULL && saved->captured_at != REPRISE_INSTANT_NONE ? saved->captured_at
                                                                     : account->captured_at;
}

/**
 * reprise_account_question_answer:
 * @self: a question whose answer is known
 * @cache: what was answered before
 * @error: (nullable): why the service cannot be asked; %NULL where that is not known yet
 * @task: (transfer full): who asks
 *
 * Says of the answer that it was kept, and since when.
 */
void
reprise_account_question_answer (const RepriseAccountQuestion *self,
                                 const RepriseAccountCache *cache,
                                 const GError *error,
                                 GTask *task)
{
  const RepriseSavedAccount *account = cache->account;

  reprise_backend_answer_set_kept (task, get_read_at (self, account), error);
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
