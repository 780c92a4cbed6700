/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a saved account answers to the questions that a backend is asked. */

#include "config.h"

#include "inventory/reprise-saved-answers.h"

#include "base/reprise-objects.h"
#include "model/reprise-cluster.h"
#include "model/reprise-database.h"
#include "model/reprise-repository.h"
#include "model/reprise-service-error.h"
#include "restore/reprise-backend-answer.h"

#include <glib/gi18n-lib.h>

/* One after the other, questions take this long. */
#define MAX_LAG (REPRISE_INSTANT_SECOND * 600)

static void
return_not_found (GTask *task, const char *message)
{
  g_task_return_new_error (task,
                           REPRISE_SERVICE_ERROR,
                           REPRISE_SERVICE_ERROR_NOT_FOUND,
                           "%s",
                           message);
}

/**
 * reprise_saved_answers_objects:
 * @objects: (element-type GObject): what was asked for
 * @task: (transfer full): the question
 */
void
reprise_saved_answers_objects (GPtrArray *objects, GTask *task)
{
  reprise_backend_return_objects (task, reprise_objects_copy (objects), NULL);
  g_object_unref (task);
}

/**
 * reprise_saved_answers_tenant:
 * @account: a saved account
 * @task: (transfer full): the question whose account it is
 *
 * pgBackRest knows no accounts; there the source stands for one.
 */
void
reprise_saved_answers_tenant (const RepriseSavedAccount *account, GTask *task)
{
  g_autoptr (GTask) owned = task;
  RepriseTenantFields fields = REPRISE_TENANT_FIELDS_INIT;

  if (account->tenant != NULL)
    {
      reprise_backend_return_object (owned, g_object_ref (account->tenant), NULL);
      return;
    }
  fields.id = "";
  fields.name = account->source_title != NULL ? account->source_title : "";
  reprise_backend_return_object (owned, reprise_tenant_new (&fields), NULL);
}

/**
 * reprise_saved_answers_cluster:
 * @account: a saved account
 * @cluster_id: a cluster
 * @task: (transfer full): the question what is known of it
 */
void
reprise_saved_answers_cluster (const RepriseSavedAccount *account,
                               const char *cluster_id,
                               GTask *task)
{
  g_autoptr (GTask) owned = task;

  for (guint i = 0; i < account->clusters->len; i++)
    if (g_strcmp0 (reprise_cluster_get_id (account->clusters->pdata[i]), cluster_id) == 0)
      {
        reprise_backend_return_object (owned, g_object_ref (account->clusters->pdata[i]), NULL);
        return;
      }
  return_not_found (owned, _ ("The cluster is not in this inventory."));
}

/**
 * reprise_saved_answers_cluster_nodes:
 * @account: a saved account
 * @cluster_id: a cluster
 * @task: (transfer full): the question for its machines
 */
void
reprise_saved_answers_cluster_nodes (const RepriseSavedAccount *account,
                                     const char *cluster_id,
                                     GTask *task)
{
  for (guint i = 0; i < account->cluster_nodes->len; i++)
    {
      const RepriseSavedNodes *saved = account->cluster_nodes->pdata[i];

      if (g_strcmp0 (saved->cluster_id, cluster_id) == 0)
        {
          reprise_saved_answers_objects (saved->nodes, task);
          return;
        }
    }
  return_not_found (task, _ ("The nodes of the cluster are not in this inventory."));
  g_object_unref (task);
}

/**
 * reprise_saved_answers_database:
 * @account: a saved account
 * @database_id: a database
 * @task: (transfer full): the question what is known of it
 */
void
reprise_saved_answers_database (const RepriseSavedAccount *account,
                                const char *database_id,
                                GTask *task)
{
  g_autoptr (GTask) owned = task;

  for (guint i = 0; i < account->databases->len; i++)
    if (g_strcmp0 (reprise_database_get_id (account->databases->pdata[i]), database_id) == 0)
      {
        reprise_backend_return_object (owned, g_object_ref (account->databases->pdata[i]), NULL);
        return;
      }
  return_not_found (owned, _ ("The database is not in this inventory."));
}

/**
 * reprise_saved_answers_repositories:
 * @account: a saved account
 * @database_id: (nullable): a database, or %NULL for all
 * @task: (transfer full): the question for its repositories
 */
void
reprise_saved_answers_repositories (const RepriseSavedAccount *account,
                                    const char *database_id,
                                    GTask *task)
{
  g_autoptr (GTask) owned = task;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < account->repositories->len; i++)
    {
      RepriseRepository *repository = account->repositories->pdata[i];

      if (database_id == NULL ||
          g_strcmp0 (reprise_repository_get_database_id (repository), database_id) == 0)
        g_ptr_array_add (found, g_object_ref (repository));
    }
  reprise_backend_return_objects (owned, found, NULL);
}

/**
 * reprise_saved_answers_find_inventory:
 * @inventories: (element-type RepriseSavedInventory): inventories
 * @repository_id: a repository
 * @node_name: a node
 *
 * Returns: (transfer none) (nullable): what that repository holds of that node
 */
const RepriseSavedInventory *
reprise_saved_answers_find_inventory (GPtrArray *inventories,
                                      const char *repository_id,
                                      const char *node_name)
{
  for (guint i = 0; i < inventories->len; i++)
    {
      const RepriseSavedInventory *saved = inventories->pdata[i];

      if (g_strcmp0 (saved->repository_id, repository_id) == 0 &&
          g_strcmp0 (saved->node_name, node_name) == 0)
        return saved;
    }
  return NULL;
}

/* What came earlier than the rest must not be taken for as new. */
static char *
describe_age (RepriseInstant captured_at)
{
  g_autofree char *text = reprise_instant_format (captured_at, REPRISE_INSTANT_SECONDS);

  /* Translators: a date and time. */
  return g_strdup_printf (_ ("These backups were read earlier than the rest, at %s."), text);
}

static GPtrArray *
collect_sentences (const RepriseSavedInventory *saved, RepriseInstant captured_at)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  if (saved->captured_at != REPRISE_INSTANT_NONE && captured_at != REPRISE_INSTANT_NONE &&
      saved->captured_at < captured_at - MAX_LAG)
    g_ptr_array_add (sentences, describe_age (saved->captured_at));
  /* A copy of a file says it already. */
  for (guint i = 0; i < saved->problems->len; i++)
    if (!g_ptr_array_find_with_equal_func (sentences, saved->problems->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (sentences, g_strdup (saved->problems->pdata[i]));
  if (sentences->len == 0)
    g_clear_pointer (&sentences, g_ptr_array_unref);
  return sentences;
}

/**
 * reprise_saved_answers_inventory:
 * @saved: (nullable): what was saved of it
 * @captured_at: as of when the rest is, or %REPRISE_INSTANT_NONE
 * @task: (transfer full): the question what a repository holds of a node
 */
void
reprise_saved_answers_inventory (const RepriseSavedInventory *saved,
                                 RepriseInstant captured_at,
                                 GTask *task)
{
  g_autoptr (GTask) owned = task;

  if (saved != NULL && saved->captured_at != REPRISE_INSTANT_NONE &&
      reprise_backend_answer_get_read_at (G_ASYNC_RESULT (task)) == REPRISE_INSTANT_NONE)
    reprise_backend_answer_set_read_at (task, saved->captured_at);
  if (saved == NULL)
    return_not_found (owned, _ ("The backups of this node are not in this inventory."));
  else if (saved->failure != NULL)
    return_not_found (owned, saved->failure);
  else
    reprise_backend_return_object (owned,
                                   saved->inventory == NULL ? NULL
                                                            : g_object_ref (saved->inventory),
                                   collect_sentences (saved, captured_at));
}
