/* SPDX-License-Identifier: GPL-3.0-or-later
 * What there is to read of an account, one thing after the other. */

#include "config.h"

#include "inventory/reprise-inventory-steps.h"

#include "model/reprise-repository.h"

#include <glib/gi18n-lib.h>

/**
 * reprise_inventory_step_free:
 * @step: (transfer full): a step
 */
void
reprise_inventory_step_free (RepriseInventoryStep *step)
{
  reprise_account_question_free (step->question);
  g_free (step->words);
  g_free (step);
}

/* Takes @words over. */
static RepriseInventoryStep *
add_step (RepriseInventorySteps *self, RepriseAccountQuestionKind kind, const char *id, char *words)
{
  RepriseInventoryStep *step = g_new0 (RepriseInventoryStep, 1);

  step->question = reprise_account_question_new (kind, id);
  step->words = words;
  g_queue_push_tail (&self->queue, step);
  return step;
}

/**
 * reprise_inventory_steps_add_database:
 * @self: steps
 * @database: a database, as far as it is known
 *
 * Adds what is to be read of it.
 */
void
reprise_inventory_steps_add_database (RepriseInventorySteps *self, RepriseDatabase *database)
{
  const char *cluster_id = reprise_database_get_cluster_id (database);

  if (self->database_id != NULL && cluster_id != NULL)
    add_step (self,
              REPRISE_ACCOUNT_QUESTION_CLUSTER,
              cluster_id,
              g_strdup (_ ("Reading the cluster")));
  add_step (self,
            REPRISE_ACCOUNT_QUESTION_REPOSITORIES,
            reprise_database_get_id (database),
            /* Translators: the name of a database. */
            g_strdup_printf (_ ("Reading the repositories of ‘%s’"),
                             reprise_database_get_title (database)));
}

static RepriseDatabase *
find_database (const RepriseSavedAccount *account, const char *id)
{
  for (guint i = 0; i < account->databases->len; i++)
    if (g_strcmp0 (reprise_database_get_id (account->databases->pdata[i]), id) == 0)
      return account->databases->pdata[i];
  return NULL;
}

static void
add_inventory_steps (RepriseInventorySteps *self,
                     const RepriseSavedAccount *account,
                     const char *database_id,
                     RepriseRepository *repository)
{
  RepriseDatabase *database = find_database (account, database_id);
  GPtrArray *nodes = database == NULL ? NULL : reprise_database_get_nodes (database);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      RepriseInventoryStep *step =
          add_step (self,
                    REPRISE_ACCOUNT_QUESTION_INVENTORY,
                    reprise_repository_get_id (repository),
                    /* Translators: the name of a node, the name of a database. */
                    g_strdup_printf (_ ("Reading the backups of ‘%s’ of ‘%s’"),
                                     reprise_node_get_title (nodes->pdata[i]),
                                     reprise_database_get_title (database)));

      step->question->node_name = g_strdup (reprise_node_get_name (nodes->pdata[i]));
    }
}

static void
add_cluster_nodes_step (RepriseInventorySteps *self, RepriseCluster *cluster)
{
  add_step (self,
            REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES,
            reprise_cluster_get_id (cluster),
            /* Translators: the name of a cluster. */
            g_strdup_printf (_ ("Reading the nodes of ‘%s’"), reprise_cluster_get_name (cluster)));
}

/**
 * reprise_inventory_steps_add_after:
 * @self: steps
 * @question: what was asked
 * @object: something of the answer
 * @account: what has been read so far
 *
 * Adds what is to be read of what has been read.
 */
void
reprise_inventory_steps_add_after (RepriseInventorySteps *self,
                                   const RepriseAccountQuestion *question,
                                   gpointer object,
                                   const RepriseSavedAccount *account)
{
  switch (question->kind)
    {
    case REPRISE_ACCOUNT_QUESTION_CLUSTERS:
    case REPRISE_ACCOUNT_QUESTION_CLUSTER:
      add_cluster_nodes_step (self, object);
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASES:
      add_step (self,
                REPRISE_ACCOUNT_QUESTION_DATABASE,
                reprise_database_get_id (object),
                /* Translators: the name of a database. */
                g_strdup_printf (_ ("Reading database ‘%s’"), reprise_database_get_title (object)));
      break;
    case REPRISE_ACCOUNT_QUESTION_DATABASE:
      reprise_inventory_steps_add_database (self, object);
      break;
    case REPRISE_ACCOUNT_QUESTION_REPOSITORIES:
      add_inventory_steps (self, account, question->id, object);
      break;
    case REPRISE_ACCOUNT_QUESTION_TENANT:
    case REPRISE_ACCOUNT_QUESTION_CLUSTER_NODES:
    case REPRISE_ACCOUNT_QUESTION_STORES:
    case REPRISE_ACCOUNT_QUESTION_INVENTORY:
    default:
      break;
    }
}

/**
 * reprise_inventory_steps_init:
 * @self: memory for steps
 * @database_id: (nullable): the database to read, or %NULL for the whole account
 */
void
reprise_inventory_steps_init (RepriseInventorySteps *self, const char *database_id)
{
  g_queue_init (&self->queue);
  self->database_id = database_id;
  add_step (self, REPRISE_ACCOUNT_QUESTION_TENANT, NULL, g_strdup (_ ("Reading the account")));
  if (self->database_id == NULL)
    {
      add_step (self,
                REPRISE_ACCOUNT_QUESTION_DATABASES,
                NULL,
                g_strdup (_ ("Reading the databases")));
      add_step (self,
                REPRISE_ACCOUNT_QUESTION_CLUSTERS,
                NULL,
                g_strdup (_ ("Reading the clusters")));
    }
  else
    add_step (self,
              REPRISE_ACCOUNT_QUESTION_DATABASE,
              self->database_id,
              g_strdup (_ ("Reading the database")));
  add_step (self,
            REPRISE_ACCOUNT_QUESTION_STORES,
            NULL,
            g_strdup (_ ("Reading the backup stores")));
}
