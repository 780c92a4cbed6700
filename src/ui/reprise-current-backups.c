/* SPDX-License-Identifier: GPL-3.0-or-later
 * A node's backups in its current repository, whichever one is looked at. */

#include "config.h"

#include "ui/reprise-current-backups.h"

struct _RepriseCurrentBackups
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseNodeView *shown;
  RepriseNodeView *apart; /* NULL while the current repository is looked at, or not asked about */
  char *repository_id;
  gboolean is_followed; /* nobody has chosen another one to look at */
  gboolean is_changing; /* what is looked at changes with the current one: that is no choice */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepriseCurrentBackups, reprise_current_backups, G_TYPE_OBJECT)

static gboolean
is_looked_at (RepriseCurrentBackups *self)
{
  return g_strcmp0 (self->repository_id, reprise_node_view_get_repository_id (self->shown)) == 0;
}

static void
view_changed_cb (RepriseCurrentBackups *self, GParamSpec *pspec, RepriseNodeView *view)
{
  if (self->repository_id != NULL && (view == self->apart || is_looked_at (self)))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
watch_view (RepriseCurrentBackups *self, RepriseNodeView *view)
{
  g_signal_connect_object (view,
                           "notify::state",
                           G_CALLBACK (view_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
drop_apart (RepriseCurrentBackups *self)
{
  if (self->apart != NULL)
    g_signal_handlers_disconnect_by_data (self->apart, self);
  g_clear_object (&self->apart);
}

/* Nothing is read twice: what is looked at is asked where it can answer. */
static void
choose_view (RepriseCurrentBackups *self)
{
  if (self->repository_id == NULL || is_looked_at (self))
    drop_apart (self);
  else if (self->apart != NULL)
    reprise_node_view_set_repository_id (self->apart, self->repository_id);
}

static void
repository_shown_cb (RepriseCurrentBackups *self)
{
  if (!self->is_changing)
    self->is_followed = is_looked_at (self);
  choose_view (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
reprise_current_backups_dispose (GObject *object)
{
  RepriseCurrentBackups *self = REPRISE_CURRENT_BACKUPS (object);

  drop_apart (self);
  g_clear_object (&self->shown);
  g_clear_object (&self->backend);
  G_OBJECT_CLASS (reprise_current_backups_parent_class)->dispose (object);
}

static void
reprise_current_backups_finalize (GObject *object)
{
  g_free (REPRISE_CURRENT_BACKUPS (object)->repository_id);
  G_OBJECT_CLASS (reprise_current_backups_parent_class)->finalize (object);
}

static void
reprise_current_backups_class_init (RepriseCurrentBackupsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_current_backups_dispose;
  G_OBJECT_CLASS (klass)->finalize = reprise_current_backups_finalize;

  /**
   * RepriseCurrentBackups::changed:
   *
   * There is another current repository, another view answers for it, or that view has another
   * state.
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
reprise_current_backups_init (RepriseCurrentBackups *self)
{
  self->is_followed = TRUE;
}

/**
 * reprise_current_backups_new:
 * @backend: what is read
 * @shown: the node, as it is looked at
 *
 * Returns: (transfer full): it, without a current repository yet
 */
RepriseCurrentBackups *
reprise_current_backups_new (RepriseBackend *backend, RepriseNodeView *shown)
{
  RepriseCurrentBackups *self = g_object_new (REPRISE_TYPE_CURRENT_BACKUPS, NULL);

  self->backend = g_object_ref (backend);
  self->shown = g_object_ref (shown);
  watch_view (self, shown);
  g_signal_connect_object (shown,
                           "notify::repository-id",
                           G_CALLBACK (repository_shown_cb),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * reprise_current_backups_get_shown:
 * @self: a node's current backups
 *
 * Returns: (transfer none): the node, as it is looked at
 */
RepriseNodeView *
reprise_current_backups_get_shown (RepriseCurrentBackups *self)
{
  g_return_val_if_fail (REPRISE_IS_CURRENT_BACKUPS (self), NULL);
  return self->shown;
}

/**
 * reprise_current_backups_get_view:
 * @self: a node's current backups
 *
 * Where another repository is looked at the current one is read from now on, too.
 *
 * Returns: (transfer none) (nullable): what is known of the current repository, be it the view that
 *   is looked at or another; %NULL where there is no current repository
 */
RepriseNodeView *
reprise_current_backups_get_view (RepriseCurrentBackups *self)
{
  g_return_val_if_fail (REPRISE_IS_CURRENT_BACKUPS (self), NULL);

  if (self->repository_id == NULL)
    return NULL;
  if (is_looked_at (self))
    return self->shown;
  if (self->apart == NULL)
    {
      self->apart = reprise_node_view_new (self->backend, reprise_node_view_get_node (self->shown));
      watch_view (self, self->apart);
      reprise_node_view_set_repository_id (self->apart, self->repository_id);
    }
  return self->apart;
}

/**
 * reprise_current_backups_get_repository_id:
 * @self: a node's current backups
 *
 * Returns: (nullable): the current repository
 */
const char *
reprise_current_backups_get_repository_id (RepriseCurrentBackups *self)
{
  g_return_val_if_fail (REPRISE_IS_CURRENT_BACKUPS (self), NULL);
  return self->repository_id;
}

/**
 * reprise_current_backups_set_repository_id:
 * @self: a node's current backups
 * @repository_id: (nullable): the repository that the node's backups go to
 *
 * Whoever looked at the current repository goes on looking at the current one; who chose an earlier
 * one keeps it.
 */
void
reprise_current_backups_set_repository_id (RepriseCurrentBackups *self, const char *repository_id)
{
  g_return_if_fail (REPRISE_IS_CURRENT_BACKUPS (self));

  if (g_strcmp0 (self->repository_id, repository_id) == 0)
    return;
  g_free (self->repository_id);
  self->repository_id = g_strdup (repository_id);
  self->is_changing = TRUE;
  if (self->is_followed && repository_id != NULL)
    reprise_node_view_set_repository_id (self->shown, repository_id);
  repository_shown_cb (self);
  self->is_changing = FALSE;
}

/**
 * reprise_current_backups_refresh:
 * @self: a node's current backups
 *
 * Reads what is looked at again, and the current repository where that is another one.
 */
void
reprise_current_backups_refresh (RepriseCurrentBackups *self)
{
  g_return_if_fail (REPRISE_IS_CURRENT_BACKUPS (self));

  reprise_node_view_refresh (self->shown);
  if (self->apart != NULL)
    reprise_node_view_refresh (self->apart);
}
