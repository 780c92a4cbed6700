/* SPDX-License-Identifier: GPL-3.0-or-later
 * Nodes that replicate to each other, without a server. */

#include "config.h"

#include "support/reprise-fake-replicator.h"

#include "restore/reprise-replication-sql.h"

/* A table on one node. */
typedef struct
{
  RepriseNodeTable table; /* its texts are owned, its sets are not used */
  gboolean is_in_set;
  char *failure; /* NULL where it can be added */
} Table;

typedef struct
{
  char *host;
  char *status; /* of its subscriptions; NULL where it has none */
  GPtrArray *tables;
  GError *failure;
  guint n_before_loss; /* statements; G_MAXUINT where it is not lost */
} Node;

struct _RepriseFakeReplicator
{
  GObject parent_instance;

  RepriseReplicationExtension extension;
  GPtrArray *nodes;
  gboolean is_held;
  GQueue held; /* of GTask */
  guint n_reads;
  guint n_runs;
  char *last_username;
};

/* What a task was asked; lives with it. */
typedef struct
{
  char *host;
  char **statements; /* NULL where the node is to be read */
  RepriseReplicatorProgress progress;
  gpointer progress_data;
} Question;

static void reprise_fake_replicator_iface_init (RepriseReplicatorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseFakeReplicator,
                               reprise_fake_replicator,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_REPLICATOR,
                                                      reprise_fake_replicator_iface_init))

static void
table_free (Table *table)
{
  g_free ((char *) table->table.schema);
  g_free ((char *) table->table.name);
  g_free ((char *) table->table.definition);
  g_free (table->failure);
  g_free (table);
}

static void
node_free (Node *node)
{
  g_free (node->host);
  g_free (node->status);
  g_ptr_array_unref (node->tables);
  g_clear_error (&node->failure);
  g_free (node);
}

static void
question_free (Question *question)
{
  g_free (question->host);
  g_strfreev (question->statements);
  g_free (question);
}

static Node *
find_node (RepriseFakeReplicator *self, const char *host)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = g_ptr_array_index (self->nodes, i);

      if (g_strcmp0 (node->host, host) == 0)
        return node;
    }
  g_assert_not_reached ();
}

static Table *
find_table (Node *node, const char *name)
{
  for (guint i = 0; i < node->tables->len; i++)
    {
      Table *table = g_ptr_array_index (node->tables, i);

      if (g_strcmp0 (table->table.name, name) == 0)
        return table;
    }
  return NULL;
}

static RepriseNodeReplication *
build (RepriseFakeReplicator *self, Node *node)
{
  static const char *const default_sets[] = { "default", NULL };
  g_autoptr (GArray) tables = g_array_new (FALSE, TRUE, sizeof (RepriseNodeTable));
  g_autoptr (GArray) subscriptions = g_array_new (FALSE, TRUE, sizeof (RepriseNodeSubscription));
  RepriseNodeReplicationFields fields = { .extension = self->extension, .name = node->host };

  for (guint i = 0; i < node->tables->len; i++)
    {
      Table *table = g_ptr_array_index (node->tables, i);
      RepriseNodeTable row = table->table;

      row.sets = table->is_in_set ? default_sets : NULL;
      g_array_append_val (tables, row);
    }
  for (guint i = 0; i < self->nodes->len && node->status != NULL; i++)
    {
      Node *other = g_ptr_array_index (self->nodes, i);
      const RepriseNodeSubscription row = { "sub", node->status, other->host, default_sets };

      if (other != node)
        g_array_append_val (subscriptions, row);
    }
  fields.tables = (const RepriseNodeTable *) (void *) tables->data;
  fields.n_tables = tables->len;
  fields.subscriptions = (const RepriseNodeSubscription *) (void *) subscriptions->data;
  fields.n_subscriptions = subscriptions->len;
  return reprise_node_replication_new (&fields);
}

/* Only the exact statement adds a table. */
static gboolean
run_statement (RepriseFakeReplicator *self, Node *node, const char *statement, GError **error)
{
  for (guint i = 0; i < node->tables->len; i++)
    {
      Table *table = g_ptr_array_index (node->tables, i);
      g_autofree char *expected = reprise_replication_sql_add_table (self->extension,
                                                                     table->table.schema,
                                                                     table->table.name);

      if (!g_str_equal (statement, expected))
        continue;
      if (table->failure != NULL)
        {
          g_set_error_literal (error,
                               REPRISE_REPLICATOR_ERROR,
                               REPRISE_REPLICATOR_ERROR_FAILED,
                               table->failure);
          return FALSE;
        }
      if (table->is_in_set)
        return FALSE;
      table->is_in_set = TRUE;
      return TRUE;
    }
  g_assert_not_reached ();
}

static void
answer_run (RepriseFakeReplicator *self, Node *node, GTask *task)
{
  const Question *question = g_task_get_task_data (task);

  self->n_runs++;
  for (guint i = 0; question->statements[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean changed;

      if (i == node->n_before_loss)
        {
          g_task_return_new_error (task,
                                   REPRISE_REPLICATOR_ERROR,
                                   REPRISE_REPLICATOR_ERROR_LOST,
                                   "The connection was lost");
          return;
        }
      changed = run_statement (self, node, question->statements[i], &error);
      question->progress (i, changed, error, question->progress_data);
    }
  g_task_return_boolean (task, TRUE);
}

static void
answer (RepriseFakeReplicator *self, GTask *task)
{
  const Question *question = g_task_get_task_data (task);
  Node *node = find_node (self, question->host);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (node->failure != NULL)
    g_task_return_error (task, g_error_copy (node->failure));
  else if (question->statements != NULL)
    answer_run (self, node, task);
  else
    {
      self->n_reads++;
      g_task_return_pointer (task, build (self, node), g_object_unref);
    }
}

static void
ask (RepriseReplicator *replicator,
     const RepriseCredentials *credentials,
     Question *question,
     GTask *task)
{
  RepriseFakeReplicator *self = REPRISE_FAKE_REPLICATOR (replicator);

  g_free (self->last_username);
  self->last_username = g_strdup (credentials->username);
  question->host = g_strdup (credentials->host);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  if (self->is_held)
    g_queue_push_tail (&self->held, g_object_ref (task));
  else
    answer (self, task);
}

static void
read_node (RepriseReplicator *replicator,
           const RepriseCredentials *credentials,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (replicator, cancellable, callback, user_data);

  g_task_set_source_tag (task, reprise_replicator_read_node_async);
  ask (replicator, credentials, g_new0 (Question, 1), task);
}

static void
run (RepriseReplicator *replicator,
     const RepriseCredentials *credentials,
     const char *const *statements,
     RepriseReplicatorProgress progress,
     gpointer progress_data,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (replicator, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, reprise_replicator_run_async);
  question->statements = g_strdupv ((char **) statements);
  question->progress = progress;
  question->progress_data = progress_data;
  ask (replicator, credentials, question, task);
}

static void
reprise_fake_replicator_iface_init (RepriseReplicatorInterface *iface)
{
  iface->read_node_async = read_node;
  iface->run_async = run;
}

static void
reprise_fake_replicator_finalize (GObject *object)
{
  RepriseFakeReplicator *self = REPRISE_FAKE_REPLICATOR (object);

  g_ptr_array_unref (self->nodes);
  g_queue_clear_full (&self->held, g_object_unref);
  g_free (self->last_username);
  G_OBJECT_CLASS (reprise_fake_replicator_parent_class)->finalize (object);
}

static void
reprise_fake_replicator_class_init (RepriseFakeReplicatorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_fake_replicator_finalize;
}

static void
reprise_fake_replicator_init (RepriseFakeReplicator *self)
{
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  g_queue_init (&self->held);
}

/**
 * reprise_fake_replicator_new:
 * @extension: what is installed on the nodes
 * @hosts: where they are; each takes from all the others
 *
 * Returns: (transfer full): nodes without tables that answer at once
 */
RepriseFakeReplicator *
reprise_fake_replicator_new (RepriseReplicationExtension extension, const char *const *hosts)
{
  RepriseFakeReplicator *self = g_object_new (REPRISE_TYPE_FAKE_REPLICATOR, NULL);

  self->extension = extension;
  for (guint i = 0; hosts[i] != NULL; i++)
    {
      Node *node = g_new0 (Node, 1);

      node->host = g_strdup (hosts[i]);
      node->status = g_strdup ("replicating");
      node->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_free);
      node->n_before_loss = G_MAXUINT;
      g_ptr_array_add (self->nodes, node);
    }
  return self;
}

/**
 * reprise_fake_replicator_add_table:
 * @host: (nullable): the node that has it; %NULL for all
 * @table: a table; in the set `default` where it has a set at all
 */
void
reprise_fake_replicator_add_table (RepriseFakeReplicator *self,
                                   const char *host,
                                   const RepriseNodeTable *table)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = g_ptr_array_index (self->nodes, i);
      Table *row;

      if (host != NULL && !g_str_equal (host, node->host))
        continue;
      row = g_new0 (Table, 1);
      row->table = *table;
      row->table.schema = g_strdup (table->schema == NULL ? "public" : table->schema);
      row->table.name = g_strdup (table->name);
      row->table.definition = g_strdup (table->definition == NULL ? "id int" : table->definition);
      row->table.sets = NULL;
      row->is_in_set = table->sets != NULL;
      g_ptr_array_add (node->tables, row);
    }
}

/** reprise_fake_replicator_set_subscriptions: All that @host takes is @status now; none if %NULL.
 */
void
reprise_fake_replicator_set_subscriptions (RepriseFakeReplicator *self,
                                           const char *host,
                                           const char *status)
{
  Node *node = find_node (self, host);

  g_free (node->status);
  node->status = g_strdup (status);
}

/** reprise_fake_replicator_fail_node: Whatever is asked of @host fails from now on. */
void
reprise_fake_replicator_fail_node (RepriseFakeReplicator *self,
                                   const char *host,
                                   RepriseReplicatorError code,
                                   const char *message)
{
  Node *node = find_node (self, host);

  g_clear_error (&node->failure);
  node->failure = g_error_new_literal (REPRISE_REPLICATOR_ERROR, (int) code, message);
}

/** reprise_fake_replicator_succeed_node: @host answers again. */
void
reprise_fake_replicator_succeed_node (RepriseFakeReplicator *self, const char *host)
{
  Node *node = find_node (self, host);

  g_clear_error (&node->failure);
  node->n_before_loss = G_MAXUINT;
}

/** reprise_fake_replicator_fail_table: @host does not add the table @name. */
void
reprise_fake_replicator_fail_table (RepriseFakeReplicator *self,
                                    const char *host,
                                    const char *name,
                                    const char *message)
{
  Table *table = find_table (find_node (self, host), name);

  g_free (table->failure);
  table->failure = g_strdup (message);
}

/** reprise_fake_replicator_lose: The connection to @host ends after so many statements. */
void
reprise_fake_replicator_lose (RepriseFakeReplicator *self, const char *host, guint n_after)
{
  find_node (self, host)->n_before_loss = n_after;
}

/** reprise_fake_replicator_hold: Nobody answers until reprise_fake_replicator_release(). */
void
reprise_fake_replicator_hold (RepriseFakeReplicator *self)
{
  self->is_held = TRUE;
}

/** reprise_fake_replicator_release: What was held is answered, and what comes now at once. */
void
reprise_fake_replicator_release (RepriseFakeReplicator *self)
{
  GTask *task;

  self->is_held = FALSE;
  while ((task = g_queue_pop_head (&self->held)) != NULL)
    {
      answer (self, task);
      g_object_unref (task);
    }
}

/** reprise_fake_replicator_count_reads: Returns: how many nodes were read. */
guint
reprise_fake_replicator_count_reads (RepriseFakeReplicator *self)
{
  return self->n_reads;
}

/** reprise_fake_replicator_count_runs: Returns: on how many nodes statements were run. */
guint
reprise_fake_replicator_count_runs (RepriseFakeReplicator *self)
{
  return self->n_runs;
}

/** reprise_fake_replicator_get_last_username: Returns: who came last. */
const char *
reprise_fake_replicator_get_last_username (RepriseFakeReplicator *self)
{
  return self->last_username;
}

/** reprise_fake_replicator_is_in_set: Returns: whether @host has the table in its set `default`. */
gboolean
reprise_fake_replicator_is_in_set (RepriseFakeReplicator *self, const char *host, const char *name)
{
  Table *table = find_table (find_node (self, host), name);

  return table != NULL && table->is_in_set;
}
