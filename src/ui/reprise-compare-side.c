/* SPDX-License-Identifier: GPL-3.0-or-later
 * One of two inventories that are compared: where it is from, and how far it is read. */

#include "config.h"

#include "ui/reprise-compare-side.h"

struct _RepriseCompareSide
{
  GObject parent_instance;

  char *title; /* what a person calls it */
  RepriseAccount *account;
  RepriseDatabaseWatch *watch;
  RepriseNodeView *view;
  gboolean is_opening; /* somebody else reads a file that becomes a backend */
  GError *error;       /* why that failed */
  char *notice;        /* what there is to be said about the file */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepriseCompareSide, reprise_compare_side, G_TYPE_OBJECT)

static void
tell_changed (RepriseCompareSide *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
watch_object (RepriseCompareSide *self, gpointer object, const char *signal)
{
  g_signal_connect_object (object, signal, G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
}

static void
forget_view (RepriseCompareSide *self)
{
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_func (self->view, tell_changed, self);
  g_clear_object (&self->view);
}

static void
forget_watch (RepriseCompareSide *self)
{
  forget_view (self);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_func (self->watch, tell_changed, self);
  g_clear_object (&self->watch);
}

static void
forget_all (RepriseCompareSide *self)
{
  forget_watch (self);
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_func (self->account, tell_changed, self);
  g_clear_object (&self->account);
  g_clear_error (&self->error);
  g_clear_pointer (&self->notice, g_free);
  self->is_opening = FALSE;
}

static void
reprise_compare_side_dispose (GObject *object)
{
  forget_all (REPRISE_COMPARE_SIDE (object));
  G_OBJECT_CLASS (reprise_compare_side_parent_class)->dispose (object);
}

static void
reprise_compare_side_finalize (GObject *object)
{
  g_free (REPRISE_COMPARE_SIDE (object)->title);
  G_OBJECT_CLASS (reprise_compare_side_parent_class)->finalize (object);
}

static void
reprise_compare_side_class_init (RepriseCompareSideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reprise_compare_side_dispose;
  object_class->finalize = reprise_compare_side_finalize;

  /**
   * RepriseCompareSide::changed:
   *
   * More of it has been read, or something else is to be.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
reprise_compare_side_init (RepriseCompareSide *self)
{
}

/**
 * reprise_compare_side_new:
 *
 * Returns: (transfer full): a side that nothing was chosen for
 */
RepriseCompareSide *
reprise_compare_side_new (void)
{
  return g_object_new (REPRISE_TYPE_COMPARE_SIDE, NULL);
}

/**
 * reprise_compare_side_open:
 * @self: a side
 * @title: what a person calls the file that is being opened
 *
 * Forgets what was there; reprise_compare_side_set_backend() or reprise_compare_side_fail()
 * follows.
 */
void
reprise_compare_side_open (RepriseCompareSide *self, const char *title)
{
  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (self));

  forget_all (self);
  g_free (self->title);
  self->title = g_strdup (title);
  self->is_opening = TRUE;
  tell_changed (self);
}

/**
 * reprise_compare_side_fail:
 * @self: a side that is being opened
 * @error: why it cannot be
 */
void
reprise_compare_side_fail (RepriseCompareSide *self, const GError *error)
{
  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (self));

  forget_all (self);
  self->error = g_error_copy (error);
  tell_changed (self);
}

/**
 * reprise_compare_side_set_backend:
 * @self: a side
 * @backend: where its inventory is from
 *
 * Reads which databases there are.
 */
void
reprise_compare_side_set_backend (RepriseCompareSide *self, RepriseBackend *backend)
{
  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (self));
  g_return_if_fail (REPRISE_IS_BACKEND (backend));

  forget_all (self);
  g_free (self->title);
  self->title = g_strdup (reprise_backend_get_title (backend));
  self->account = reprise_account_new (backend);
  watch_object (self, self->account, "notify::state");
  reprise_account_refresh (self->account);
  tell_changed (self);
}

/**
 * reprise_compare_side_set_notice:
 * @self: a side
 * @notice: (nullable): a reason to doubt what it shows
 */
void
reprise_compare_side_set_notice (RepriseCompareSide *self, const char *notice)
{
  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (self));

  if (g_strcmp0 (self->notice, notice) == 0)
    return;
  g_free (self->notice);
  self->notice = g_strdup (notice);
  tell_changed (self);
}

/**
 * reprise_compare_side_get_notice:
 * @self: a side
 *
 * Returns: (nullable): a reason to doubt what it shows
 */
const char *
reprise_compare_side_get_notice (RepriseCompareSide *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), NULL);
  return self->notice;
}

/**
 * reprise_compare_side_get_backend:
 * @self: a side
 *
 * Returns: (transfer none) (nullable): where its inventory is from
 */
RepriseBackend *
reprise_compare_side_get_backend (RepriseCompareSide *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), NULL);
  return self->account == NULL ? NULL : reprise_account_get_backend (self->account);
}

/**
 * reprise_compare_side_set_database:
 * @self: a side whose databases are known
 * @database_id: one of them
 *
 * Reads it, unless it is the one that is read already.
 */
void
reprise_compare_side_set_database (RepriseCompareSide *self, const char *database_id)
{
  g_autoptr (RepriseDatabaseEntry) entry = NULL;

  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (self));
  g_return_if_fail (self->account != NULL);

  if (self->watch != NULL &&
      g_strcmp0 (reprise_database_get_id (reprise_database_watch_get_database (self->watch)),
                 database_id) == 0)
    return;
  forget_watch (self);
  entry = reprise_account_find_entry (self->account, database_id);
  if (entry == NULL)
    return;
  self->watch = reprise_database_watch_new (reprise_account_get_backend (self->account),
                                            reprise_database_entry_get_database (entry),
                                            reprise_database_entry_get_cluster (entry));
  watch_object (self, self->watch, "changed");
  reprise_database_watch_refresh (self->watch);
}

static RepriseNodeView *
find_view (RepriseCompareSide *self, const char *node_name)
{
  GListModel *nodes = reprise_database_watch_get_nodes (self->watch);

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (RepriseNodeView) view = g_list_model_get_item (nodes, i);

      if (g_strcmp0 (reprise_node_view_get_name (view), node_name) == 0)
        return g_steal_pointer (&view);
    }
  return NULL;
}

/**
 * reprise_compare_side_set_node:
 * @self: a side whose database is known
 * @node_name: one of its nodes
 */
void
reprise_compare_side_set_node (RepriseCompareSide *self, const char *node_name)
{
  g_autoptr (RepriseNodeView) view = NULL;

  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (self));
  g_return_if_fail (self->watch != NULL);

  view = find_view (self, node_name);
  if (view == self->view)
    return;
  forget_view (self);
  self->view = g_steal_pointer (&view);
  if (self->view != NULL)
    watch_object (self, self->view, "notify::state");
}

/**
 * reprise_compare_side_set_repository:
 * @self: a side whose node is known
 * @repository_id: one of the database's repositories
 */
void
reprise_compare_side_set_repository (RepriseCompareSide *self, const char *repository_id)
{
  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (self));

  if (self->view != NULL)
    reprise_node_view_set_repository_id (self->view, repository_id);
}

/**
 * reprise_compare_side_retry:
 * @self: a side that could not be read
 *
 * Reads again. A file that could not be opened is another matter: it has to be chosen again.
 */
void
reprise_compare_side_retry (RepriseCompareSide *self)
{
  g_return_if_fail (REPRISE_IS_COMPARE_SIDE (self));

  if (self->account == NULL)
    return;
  if (self->watch == NULL)
    reprise_account_refresh (self->account);
  else
    reprise_database_watch_refresh (self->watch);
}

static RepriseCompareSideState
judge (RepriseLoadState state)
{
  switch (state)
    {
    case REPRISE_LOAD_STATE_LOADING:
      return REPRISE_COMPARE_SIDE_READING;
    case REPRISE_LOAD_STATE_FAILED:
      return REPRISE_COMPARE_SIDE_FAILED;
    case REPRISE_LOAD_STATE_READY:
    case REPRISE_LOAD_STATE_REFRESHING:
    case REPRISE_LOAD_STATE_STALE:
    default:
      return REPRISE_COMPARE_SIDE_READY;
    }
}

/* A node without a repository is not going to be read; but it may have one that is not known. */
static RepriseCompareSideState
judge_view (RepriseCompareSide *self)
{
  if (reprise_node_view_get_repository_id (self->view) != NULL)
    return judge (reprise_node_view_get_state (self->view));
  return reprise_database_watch_get_repositories_error (self->watch) == NULL
             ? REPRISE_COMPARE_SIDE_READY
             : REPRISE_COMPARE_SIDE_FAILED;
}

/**
 * reprise_compare_side_get_state:
 * @self: a side
 *
 * Returns: how far that is read which was asked for last
 */
RepriseCompareSideState
reprise_compare_side_get_state (RepriseCompareSide *self)
{
  RepriseCompareSideState state;

  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), REPRISE_COMPARE_SIDE_NONE);

  if (self->error != NULL)
    return REPRISE_COMPARE_SIDE_FAILED;
  if (self->account == NULL)
    return self->is_opening ? REPRISE_COMPARE_SIDE_READING : REPRISE_COMPARE_SIDE_NONE;
  state = judge (reprise_account_get_state (self->account));
  if (state == REPRISE_COMPARE_SIDE_READY && self->watch != NULL)
    state = judge (reprise_database_watch_get_state (self->watch));
  if (state == REPRISE_COMPARE_SIDE_READY && self->view != NULL)
    state = judge_view (self);
  return state;
}

/**
 * reprise_compare_side_get_error:
 * @self: a side
 *
 * Returns: (nullable): why it could not be read, where it could not
 */
const GError *
reprise_compare_side_get_error (RepriseCompareSide *self)
{
  const GError *error;

  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), NULL);

  error = self->error;
  if (error == NULL && self->view != NULL)
    error = reprise_node_view_get_error (self->view);
  if (error == NULL && self->watch != NULL)
    error = reprise_database_watch_get_error (self->watch);
  if (error == NULL && self->view != NULL &&
      reprise_node_view_get_repository_id (self->view) == NULL)
    error = reprise_database_watch_get_repositories_error (self->watch);
  if (error == NULL && self->account != NULL)
    error = reprise_account_get_error (self->account);
  return error;
}

/**
 * reprise_compare_side_get_title:
 * @self: a side
 *
 * Returns: (nullable): what a person calls where it is from; %NULL before that was chosen
 */
const char *
reprise_compare_side_get_title (RepriseCompareSide *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), NULL);
  return self->title;
}

/**
 * reprise_compare_side_get_as_of:
 * @self: a side
 *
 * Returns: when what it shows was read, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_compare_side_get_as_of (RepriseCompareSide *self)
{
  RepriseBackend *backend;
  RepriseInstant captured_at, loaded_at;

  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), REPRISE_INSTANT_NONE);

  if (self->account == NULL)
    return REPRISE_INSTANT_NONE;
  backend = reprise_account_get_backend (self->account);
  captured_at = reprise_backend_get_captured_at (backend);
  /* A file that does not say when it was written says nothing about its age. */
  if (reprise_backend_is_read_only (backend) && captured_at == REPRISE_INSTANT_NONE)
    return REPRISE_INSTANT_NONE;
  /* Parts of what was kept may be older than the rest of it. */
  loaded_at = self->view == NULL ? reprise_account_get_loaded_at (self->account)
                                 : reprise_node_view_get_loaded_at (self->view);
  return loaded_at != REPRISE_INSTANT_NONE ? loaded_at : captured_at;
}

/**
 * reprise_compare_side_get_entries:
 * @self: a side
 *
 * Returns: (transfer none) (nullable): #RepriseDatabaseEntry items; %NULL before they are read
 */
GListModel *
reprise_compare_side_get_entries (RepriseCompareSide *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), NULL);
  return self->account == NULL ? NULL : reprise_account_get_entries (self->account);
}

/**
 * reprise_compare_side_get_watch:
 * @self: a side
 *
 * Returns: (transfer none) (nullable): the database that is compared
 */
RepriseDatabaseWatch *
reprise_compare_side_get_watch (RepriseCompareSide *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), NULL);
  return self->watch;
}

/**
 * reprise_compare_side_get_view:
 * @self: a side
 *
 * Returns: (transfer none) (nullable): the node that is compared
 */
RepriseNodeView *
reprise_compare_side_get_view (RepriseCompareSide *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), NULL);
  return self->view;
}

/**
 * reprise_compare_side_get_inventory:
 * @self: a side
 *
 * Returns: (transfer none) (nullable): what is compared; %NULL before it is read, and where there
 *   is nothing of that node
 */
RepriseInventory *
reprise_compare_side_get_inventory (RepriseCompareSide *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARE_SIDE (self), NULL);
  return self->view == NULL ? NULL : reprise_node_view_get_inventory (self->view);
}
