/* SPDX-License-Identifier: GPL-3.0-or-later
 * The nodes of a database that is watched, and which repository of each is shown. */

#include "config.h"

#include "ui/reprise-watched-nodes.h"

struct _RepriseWatchedNodes
{
  GObject parent_instance;

  RepriseBackend *backend;
  GListStore *views;  /* of RepriseNodeView */
  GPtrArray *current; /* of RepriseCurrentBackups, one a view */
};

G_DEFINE_FINAL_TYPE (RepriseWatchedNodes, reprise_watched_nodes, G_TYPE_OBJECT)

static const char *
get_name (RepriseCurrentBackups *current)
{
  return reprise_node_view_get_name (reprise_current_backups_get_shown (current));
}

/* A node that is there already keeps its view, and what a person chose in it. */
static RepriseCurrentBackups *
dup_or_make (RepriseWatchedNodes *self, RepriseNode *node)
{
  RepriseCurrentBackups *known =
      reprise_watched_nodes_get_current (self, reprise_node_get_name (node));
  g_autoptr (RepriseNodeView) view = NULL;

  if (known != NULL)
    return g_object_ref (known);
  view = reprise_node_view_new (self->backend, node);
  return reprise_current_backups_new (self->backend, view);
}

static void
show_views (RepriseWatchedNodes *self)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new ();
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->views));
  gboolean same = self->current->len == n_before;

  for (guint i = 0; i < self->current->len; i++)
    {
      g_autoptr (RepriseNodeView) before = g_list_model_get_item (G_LIST_MODEL (self->views), i);
      RepriseNodeView *view =
          reprise_current_backups_get_shown (g_ptr_array_index (self->current, i));

      same = same && before == view;
      g_ptr_array_add (views, view);
    }
  if (!same)
    g_list_store_splice (self->views, 0, n_before, views->pdata, views->len);
}

/* Where the database names no repository, its newest one is the best guess. */
static const char *
find_newest (GPtrArray *repositories)
{
  RepriseRepository *newest = NULL;

  for (guint i = 0; i < repositories->len; i++)
    {
      RepriseRepository *repository = g_ptr_array_index (repositories, i);

      if (reprise_repository_get_id (repository) != NULL &&
          (newest == NULL || reprise_repository_get_created_at (repository) >
                                 reprise_repository_get_created_at (newest)))
        newest = repository;
    }
  return newest == NULL ? NULL : reprise_repository_get_id (newest);
}

static void
reprise_watched_nodes_dispose (GObject *object)
{
  RepriseWatchedNodes *self = REPRISE_WATCHED_NODES (object);

  g_clear_object (&self->backend);
  g_clear_object (&self->views);
  g_clear_pointer (&self->current, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_watched_nodes_parent_class)->dispose (object);
}

static void
reprise_watched_nodes_class_init (RepriseWatchedNodesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_watched_nodes_dispose;
}

static void
reprise_watched_nodes_init (RepriseWatchedNodes *self)
{
  self->views = g_list_store_new (REPRISE_TYPE_NODE_VIEW);
  self->current = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * reprise_watched_nodes_new:
 * @backend: what is read
 *
 * Returns: (transfer full): no nodes yet
 */
RepriseWatchedNodes *
reprise_watched_nodes_new (RepriseBackend *backend)
{
  RepriseWatchedNodes *self = g_object_new (REPRISE_TYPE_WATCHED_NODES, NULL);

  self->backend = g_object_ref (backend);
  return self;
}

/**
 * reprise_watched_nodes_get_views:
 * @self: the nodes
 *
 * Returns: (transfer none): #RepriseNodeView items, in the database's order
 */
GListModel *
reprise_watched_nodes_get_views (RepriseWatchedNodes *self)
{
  g_return_val_if_fail (REPRISE_IS_WATCHED_NODES (self), NULL);
  return G_LIST_MODEL (self->views);
}

/**
 * reprise_watched_nodes_get_current:
 * @self: the nodes
 * @node_name: a node's name
 *
 * Returns: (transfer none) (nullable): its current backups; %NULL where there is no such node
 */
RepriseCurrentBackups *
reprise_watched_nodes_get_current (RepriseWatchedNodes *self, const char *node_name)
{
  g_return_val_if_fail (REPRISE_IS_WATCHED_NODES (self), NULL);

  for (guint i = 0; i < self->current->len; i++)
    if (g_strcmp0 (get_name (g_ptr_array_index (self->current, i)), node_name) == 0)
      return g_ptr_array_index (self->current, i);
  return NULL;
}

/**
 * reprise_watched_nodes_take_database:
 * @self: the nodes
 * @database: as the service tells it now
 *
 * Takes over its nodes, and the current repositories that it names.
 */
void
reprise_watched_nodes_take_database (RepriseWatchedNodes *self, RepriseDatabase *database)
{
  GPtrArray *nodes = reprise_database_get_nodes (database);
  GPtrArray *current = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (REPRISE_IS_WATCHED_NODES (self));

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (current, dup_or_make (self, g_ptr_array_index (nodes, i)));
  g_ptr_array_unref (self->current);
  self->current = current;
  for (guint i = 0; i < current->len; i++)
    {
      RepriseCurrentBackups *each = g_ptr_array_index (current, i);
      const char *id = reprise_database_get_current_repository_id (database, get_name (each));

      if (id != NULL)
        reprise_current_backups_set_repository_id (each, id);
    }
  show_views (self);
}

/**
 * reprise_watched_nodes_guess_repositories:
 * @self: the nodes
 * @database: what was taken over
 * @repositories: (element-type RepriseRepository): all that it has
 *
 * Where the database names no current repository of a node, the newest one is taken for it: also
 * when a restore has made a newer one.
 */
void
reprise_watched_nodes_guess_repositories (RepriseWatchedNodes *self,
                                          RepriseDatabase *database,
                                          GPtrArray *repositories)
{
  const char *newest = find_newest (repositories);

  g_return_if_fail (REPRISE_IS_WATCHED_NODES (self));

  for (guint i = 0; i < self->current->len; i++)
    {
      RepriseCurrentBackups *each = g_ptr_array_index (self->current, i);

      if (reprise_database_get_current_repository_id (database, get_name (each)) == NULL)
        reprise_current_backups_set_repository_id (each, newest);
    }
}

/**
 * reprise_watched_nodes_refresh:
 * @self: the nodes
 *
 * Reads each one's inventory again: of the repository that is shown, and of the current one.
 */
void
reprise_watched_nodes_refresh (RepriseWatchedNodes *self)
{
  g_return_if_fail (REPRISE_IS_WATCHED_NODES (self));

  for (guint i = 0; i < self->current->len; i++)
    reprise_current_backups_refresh (g_ptr_array_index (self->current, i));
}
