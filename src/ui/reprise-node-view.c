/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node's backups as they are read: rows as they come, then the whole and what it can restore.
 */

#include "config.h"

#include "ui/reprise-node-view.h"

#include "restore/reprise-backend-answer.h"

#include <gtk/gtk.h>

struct _RepriseNodeView
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseNode *node;
  char *repository_id;
  RepriseLoadState state;
  RepriseInstant loaded_at;
  GError *error;
  GStrv problems;
  guint n_read;
  GListModel *backups; /* of RepriseBackup; grows while it is read for the first time */
  RepriseInventory *inventory;
  RepriseRestoreWindow *window;

  GCancellable *cancellable; /* of the reading that is under way */
  GListStore *pages;         /* what it has brought, behind backups when nothing was there before */
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_REPOSITORY_ID,
  PROP_BACKUPS,
  PROP_N_READ,
  PROP_WINDOW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RepriseNodeView, reprise_node_view, G_TYPE_OBJECT)

/* From here on what can be restored is worked out in a thread. */
#define MANY_BACKUPS 2000

/* What a progress callback needs; ends with the reading it belongs to. */
typedef struct
{
  GWeakRef view;
  GCancellable *cancellable;
  RepriseInventory *inventory; /* what was read in the end */
  GPtrArray *problems;
  RepriseInstant read_at; /* where that is not now */
  gboolean is_kept;       /* it was kept from earlier … */
  GError *kept_error;     /* … and why it could not be read again, where that is known */
} Reading;

/* What a thread works with, and nothing that anybody changes. */
typedef struct
{
  RepriseInventory *inventory;
  RepriseInstant service_now;
} Judging;

static Reading *
reading_new (RepriseNodeView *self)
{
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->view, self);
  reading->cancellable = g_object_ref (self->cancellable);
  return reading;
}

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->view);
  g_object_unref (reading->cancellable);
  g_clear_object (&reading->inventory);
  g_clear_pointer (&reading->problems, g_ptr_array_unref);
  g_clear_error (&reading->kept_error);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* The view, if it still waits for this reading and no other has taken its place. */
static RepriseNodeView *
dup_waiting_view (Reading *reading)
{
  g_autoptr (RepriseNodeView) self = g_weak_ref_get (&reading->view);

  if (self == NULL || self->cancellable != reading->cancellable)
    return NULL;
  return g_steal_pointer (&self);
}

static void
set_state (RepriseNodeView *self, RepriseLoadState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_backups (RepriseNodeView *self, GListModel *backups)
{
  if (g_set_object (&self->backups, backups))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKUPS]);
}

static void
set_window (RepriseNodeView *self, RepriseRestoreWindow *window)
{
  RepriseInventory *inventory =
      window == NULL ? NULL : reprise_restore_window_get_inventory (window);

  g_set_object (&self->inventory, inventory);
  g_set_object (&self->window, window);
  set_backups (self, inventory == NULL ? NULL : reprise_inventory_get_backups (inventory));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WINDOW]);
}

static void
set_n_read (RepriseNodeView *self, guint n_read)
{
  if (self->n_read == n_read)
    return;
  self->n_read = n_read;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_READ]);
}

/* Rows are shown as they come only where nothing stands there yet: a quiet refresh must not make
 * the table jump. */
static void
page_read_cb (RepriseInventory *page, guint n_backups, gpointer user_data)
{
  g_autoptr (RepriseNodeView) self = dup_waiting_view (user_data);

  if (self == NULL)
    return;
  /* The rows first: whoever hears of the number looks at them. */
  if (self->pages != NULL)
    g_list_store_append (self->pages, reprise_inventory_get_backups (page));
  set_n_read (self, n_backups);
}

static GStrv
copy_problems (GPtrArray *problems)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (problems, i));
  return g_strv_builder_end (builder);
}

static void
finish_reading (RepriseNodeView *self, GPtrArray *problems)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->pages);
  g_clear_error (&self->error);
  g_strfreev (self->problems);
  self->problems = copy_problems (problems);
}

static void
fail_reading (RepriseNodeView *self, GError *error)
{
  gboolean had_data = self->loaded_at != REPRISE_INSTANT_NONE;

  finish_reading (self, NULL);
  self->error = error;
  if (!had_data)
    set_backups (self, NULL);
  set_state (self, had_data ? REPRISE_LOAD_STATE_STALE : REPRISE_LOAD_STATE_FAILED);
}

static RepriseLoadState
judge_reading (const Reading *reading)
{
  if (!reading->is_kept)
    return REPRISE_LOAD_STATE_READY;
  return reading->kept_error == NULL ? REPRISE_LOAD_STATE_REFRESHING : REPRISE_LOAD_STATE_STALE;
}

static void
end_reading (RepriseNodeView *self, RepriseRestoreWindow *window, Reading *reading)
{
  finish_reading (self, reading->problems);
  self->loaded_at = reading->read_at != REPRISE_INSTANT_NONE
                        ? reading->read_at
                        : reprise_backend_get_service_now (self->backend);
  self->error = g_steal_pointer (&reading->kept_error);
  set_window (self, window);
  set_state (self, self->error != NULL ? REPRISE_LOAD_STATE_STALE : judge_reading (reading));
}

static void
note_kept (Reading *reading, GAsyncResult *result)
{
  RepriseInstant kept_at;
  const GError *error = NULL;

  reading->read_at = reprise_backend_answer_get_read_at (result);
  reading->is_kept = reprise_backend_answer_get_kept (result, &kept_at, &error);
  if (error != NULL)
    reading->kept_error = g_error_copy (error);
}

static void
judging_free (Judging *judging)
{
  g_object_unref (judging->inventory);
  g_free (judging);
}

static void
judge_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Judging *judging = task_data;

  g_task_return_pointer (task,
                         reprise_restore_window_new (judging->inventory, judging->service_now),
                         g_object_unref);
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (RepriseNodeView) self = dup_waiting_view (reading);
  g_autoptr (RepriseRestoreWindow) window = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self != NULL)
    end_reading (self, window, reading);
}

/* Takes the reading over. */
static void
judge (RepriseNodeView *self, Reading *reading)
{
  /* The reading keeps the inventory, so that it never goes on the thread. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, judged_cb, reading);
  Judging *judging = g_new0 (Judging, 1);

  judging->inventory = g_object_ref (reading->inventory);
  judging->service_now = reprise_backend_get_service_now (self->backend);
  g_task_set_source_tag (task, judge);
  g_task_set_task_data (task, judging, (GDestroyNotify) judging_free);
  g_task_run_in_thread (task, judge_in_thread);
}

static void
inventory_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (RepriseNodeView) self = dup_waiting_view (reading);
  g_autoptr (RepriseRestoreWindow) window = NULL;
  GError *error = NULL;

  note_kept (reading, result);
  reprise_backend_read_inventory_finish (REPRISE_BACKEND (source),
                                         result,
                                         &reading->inventory,
                                         &reading->problems,
                                         &error);
  if (self == NULL)
    {
      g_clear_error (&error);
      return;
    }
  if (error != NULL)
    {
      fail_reading (self, error);
      return;
    }
  if (reading->inventory != NULL &&
      reprise_inventory_get_n_backups (reading->inventory) >= MANY_BACKUPS)
    {
      judge (self, g_steal_pointer (&reading));
      return;
    }
  if (reading->inventory != NULL)
    window = reprise_restore_window_new (reading->inventory,
                                         reprise_backend_get_service_now (self->backend));
  end_reading (self, window, reading);
}

static void
stop_reading (RepriseNodeView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->pages);
}

static void
reprise_node_view_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  RepriseNodeView *self = REPRISE_NODE_VIEW (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_REPOSITORY_ID:
      g_value_set_string (value, self->repository_id);
      break;
    case PROP_BACKUPS:
      g_value_set_object (value, self->backups);
      break;
    case PROP_N_READ:
      g_value_set_uint (value, self->n_read);
      break;
    case PROP_WINDOW:
      g_value_set_object (value, self->window);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_node_view_dispose (GObject *object)
{
  RepriseNodeView *self = REPRISE_NODE_VIEW (object);

  stop_reading (self);
  g_clear_object (&self->backend);
  g_clear_object (&self->node);
  g_clear_object (&self->backups);
  g_clear_object (&self->inventory);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (reprise_node_view_parent_class)->dispose (object);
}

static void
reprise_node_view_finalize (GObject *object)
{
  RepriseNodeView *self = REPRISE_NODE_VIEW (object);

  g_free (self->repository_id);
  g_clear_error (&self->error);
  g_strfreev (self->problems);
  G_OBJECT_CLASS (reprise_node_view_parent_class)->finalize (object);
}

static void
reprise_node_view_class_init (RepriseNodeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = reprise_node_view_get_property;
  object_class->dispose = reprise_node_view_dispose;
  object_class->finalize = reprise_node_view_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state",
                                             NULL,
                                             NULL,
                                             REPRISE_LOAD_STATE_LOADING,
                                             REPRISE_LOAD_STATE_FAILED,
                                             REPRISE_LOAD_STATE_LOADING,
                                             flags);
  properties[PROP_REPOSITORY_ID] = g_param_spec_string ("repository-id", NULL, NULL, NULL, flags);
  properties[PROP_BACKUPS] = g_param_spec_object ("backups", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_N_READ] = g_param_spec_uint ("n-read", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WINDOW] =
      g_param_spec_object ("window", NULL, NULL, REPRISE_TYPE_RESTORE_WINDOW, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_node_view_init (RepriseNodeView *self)
{
  self->loaded_at = REPRISE_INSTANT_NONE;
  self->problems = g_new0 (char *, 1);
}

/**
 * reprise_node_view_new:
 * @backend: what is read
 * @node: a node of a database
 *
 * Returns: (transfer full): the view; nothing is read before it has a repository
 */
RepriseNodeView *
reprise_node_view_new (RepriseBackend *backend, RepriseNode *node)
{
  RepriseNodeView *self = g_object_new (REPRISE_TYPE_NODE_VIEW, NULL);

  self->backend = g_object_ref (backend);
  self->node = g_object_ref (node);
  return self;
}

/**
 * reprise_node_view_get_node:
 * @self: a view
 *
 * Returns: (transfer none): the node
 */
RepriseNode *
reprise_node_view_get_node (RepriseNodeView *self)
{
  return self->node;
}

/**
 * reprise_node_view_get_name:
 * @self: a view
 *
 * Returns: the node's internal name
 */
const char *
reprise_node_view_get_name (RepriseNodeView *self)
{
  return reprise_node_get_name (self->node);
}

/**
 * reprise_node_view_get_repository_id:
 * @self: a view
 *
 * Returns: (nullable): the repository that is shown; property `repository-id`
 */
const char *
reprise_node_view_get_repository_id (RepriseNodeView *self)
{
  return self->repository_id;
}

/**
 * reprise_node_view_set_repository_id:
 * @self: a view
 * @repository_id: (nullable): the repository to show
 *
 * Forgets what was shown of another one, and reads.
 */
void
reprise_node_view_set_repository_id (RepriseNodeView *self, const char *repository_id)
{
  g_return_if_fail (REPRISE_IS_NODE_VIEW (self));

  if (g_strcmp0 (self->repository_id, repository_id) == 0)
    return;
  stop_reading (self);
  g_free (self->repository_id);
  self->repository_id = g_strdup (repository_id);
  self->loaded_at = REPRISE_INSTANT_NONE;
  g_clear_error (&self->error);
  set_n_read (self, 0);
  set_window (self, NULL);
  set_state (self, REPRISE_LOAD_STATE_LOADING);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPOSITORY_ID]);
  reprise_node_view_refresh (self);
}

/**
 * reprise_node_view_get_state:
 * @self: a view
 *
 * Returns: how far it has been read; property `state`
 */
RepriseLoadState
reprise_node_view_get_state (RepriseNodeView *self)
{
  return self->state;
}

/**
 * reprise_node_view_get_error:
 * @self: a view
 *
 * Returns: (nullable): why the last reading failed, where it did
 */
const GError *
reprise_node_view_get_error (RepriseNodeView *self)
{
  return self->error;
}

/**
 * reprise_node_view_get_problems:
 * @self: a view
 *
 * Returns: what in the inventory could not be read, as sentences; empty where nothing was wrong
 */
const char *const *
reprise_node_view_get_problems (RepriseNodeView *self)
{
  return (const char *const *) self->problems;
}

/**
 * reprise_node_view_get_loaded_at:
 * @self: a view
 *
 * Returns: when what is shown was read, by the service's clock, or %REPRISE_INSTANT_NONE
 */
RepriseInstant
reprise_node_view_get_loaded_at (RepriseNodeView *self)
{
  return self->loaded_at;
}

/**
 * reprise_node_view_get_n_read:
 * @self: a view
 *
 * Returns: how many backups have arrived of the reading that is under way; property `n-read`
 */
guint
reprise_node_view_get_n_read (RepriseNodeView *self)
{
  return self->n_read;
}

/**
 * reprise_node_view_get_backups:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): #RepriseBackup items, in no order; property `backups`
 */
GListModel *
reprise_node_view_get_backups (RepriseNodeView *self)
{
  return self->backups;
}

/**
 * reprise_node_view_get_inventory:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the whole; %NULL before it is there, and where the
 * repository has nothing for this node
 */
RepriseInventory *
reprise_node_view_get_inventory (RepriseNodeView *self)
{
  return self->inventory;
}

/**
 * reprise_node_view_get_window:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what can be restored to; property `window`
 */
RepriseRestoreWindow *
reprise_node_view_get_window (RepriseNodeView *self)
{
  return self->window;
}

/**
 * reprise_node_view_refresh:
 * @self: a view
 *
 * Reads its repository; does nothing while that is under way, and where it has none.
 */
void
reprise_node_view_refresh (RepriseNodeView *self)
{
  RepriseInventoryRequest request = { .progress = page_read_cb };
  Reading *reading;

  g_return_if_fail (REPRISE_IS_NODE_VIEW (self));

  if (self->cancellable != NULL || self->repository_id == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  if (self->loaded_at == REPRISE_INSTANT_NONE)
    {
      g_autoptr (GListModel) rows = NULL;

      self->pages = g_list_store_new (G_TYPE_LIST_MODEL);
      rows = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->pages))));
      set_backups (self, rows);
    }
  set_n_read (self, 0);
  set_state (self,
             self->loaded_at == REPRISE_INSTANT_NONE ? REPRISE_LOAD_STATE_LOADING
                                                     : REPRISE_LOAD_STATE_REFRESHING);
  reading = reading_new (self);
  request.repository_id = self->repository_id;
  request.node_name = reprise_node_get_name (self->node);
  request.progress_data = reading;
  reprise_backend_read_inventory_async (self->backend,
                                        &request,
                                        self->cancellable,
                                        inventory_read_cb,
                                        reading);
}
