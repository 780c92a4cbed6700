/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes what is kept for the next start, one file after the other.
 *
 * Two savings of the same file never overlap, so that the newer is what stays; one that waits gives
 * way to a newer one. What an earlier run left half-written goes before anything else is written.
 */

#include "config.h"

#include "inventory/reprise-cache-keeper.h"

#include "inventory/reprise-inventory-file.h"

#include <errno.h>
#include <glib/gstdio.h>

/* For nobody else's eyes: it names databases and machines. */
#define FOLDER_MODE 0700

struct _RepriseCacheKeeper
{
  GObject parent_instance;

  GFile *folder;  /* NULL where there can be none */
  GQueue waiting; /* of Job */
  gboolean is_busy;
  gboolean is_enabled;
  gboolean must_forget; /* what was kept before it was disabled */
  gboolean has_failed;  /* the last saving, and that was told */
};

typedef struct
{
  GFile *file;
  RepriseSavedAccount *account;
} Job;

enum
{
  PROP_0,
  PROP_ENABLED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepriseCacheKeeper, reprise_cache_keeper, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_clear_pointer (&job->account, reprise_saved_account_free);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* A disk that is full stays full for a while: once is enough. */
static void
note_failure (RepriseCacheKeeper *self, const GError *error)
{
  if (self->has_failed)
    return;
  self->has_failed = TRUE;
  g_message ("The cache could not be written: %s", error->message);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void start_next (RepriseCacheKeeper *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseCacheKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (reprise_inventory_file_save_finish (G_FILE (source), result, &error))
    self->has_failed = FALSE;
  else
    note_failure (self, error);
  self->is_busy = FALSE;
  start_next (self);
}

static void
folder_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseCacheKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_message ("What was kept could not be removed: %s", error->message);
  self->is_busy = FALSE;
  start_next (self);
}

static void
work_on_folder (RepriseCacheKeeper *self, GTaskThreadFunc work)
{
  /* No source object: the thread must not be the one that drops the last reference to it. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, folder_done_cb, g_object_ref (self));

  g_task_set_source_tag (task, work_on_folder);
  g_task_set_task_data (task, g_object_ref (self->folder), g_object_unref);
  self->is_busy = TRUE;
  g_task_run_in_thread (task, work);
}

static void
tidy_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  reprise_inventory_file_tidy (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
forget_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (reprise_inventory_file_forget (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_next (RepriseCacheKeeper *self)
{
  g_autoptr (Job) job = NULL;

  if (self->is_busy)
    return;
  if (self->must_forget)
    {
      self->must_forget = FALSE;
      work_on_folder (self, forget_in_thread);
      return;
    }
  if (g_queue_is_empty (&self->waiting))
    return;
  self->is_busy = TRUE;
  job = g_queue_pop_head (&self->waiting);
  reprise_inventory_file_save_async (job->file,
                                     g_steal_pointer (&job->account),
                                     NULL,
                                     saved_cb,
                                     g_object_ref (self));
}

static void
set_enabled (RepriseCacheKeeper *self, gboolean enabled)
{
  if (self->is_enabled == enabled)
    return;
  self->is_enabled = enabled;
  if (!enabled)
    {
      self->must_forget = self->folder != NULL;
      g_queue_clear_full (&self->waiting, job_free);
    }
  start_next (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

static void
reprise_cache_keeper_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  if (property_id == PROP_ENABLED)
    g_value_set_boolean (value, REPRISE_CACHE_KEEPER (object)->is_enabled);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
reprise_cache_keeper_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (property_id == PROP_ENABLED)
    set_enabled (REPRISE_CACHE_KEEPER (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
reprise_cache_keeper_finalize (GObject *object)
{
  RepriseCacheKeeper *self = REPRISE_CACHE_KEEPER (object);

  g_clear_object (&self->folder);
  g_queue_clear_full (&self->waiting, job_free);
  G_OBJECT_CLASS (reprise_cache_keeper_parent_class)->finalize (object);
}

static void
reprise_cache_keeper_class_init (RepriseCacheKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = reprise_cache_keeper_get_property;
  object_class->set_property = reprise_cache_keeper_set_property;
  object_class->finalize = reprise_cache_keeper_finalize;

  /**
   * RepriseCacheKeeper:enabled:
   *
   * Whether anything is kept. What was kept before goes when this becomes %FALSE.
   */
  properties[PROP_ENABLED] =
      g_param_spec_boolean ("enabled",
                            NULL,
                            NULL,
                            TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RepriseCacheKeeper::failed:
   * @error: why
   *
   * Something could not be written, for the first time since something could. What was there before
   * is as it was.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_ERROR);
}

static void
reprise_cache_keeper_init (RepriseCacheKeeper *self)
{
  g_queue_init (&self->waiting);
  self->is_enabled = TRUE;
}

/**
 * reprise_cache_keeper_new:
 * @path: the folder of what is kept; it is made where it is missing
 *
 * Returns: (transfer full): a keeper, the only one of that folder; where there can be none, it
 * keeps nothing
 */
RepriseCacheKeeper *
reprise_cache_keeper_new (const char *path)
{
  RepriseCacheKeeper *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_CACHE_KEEPER, NULL);
  if (g_mkdir_with_parents (path, FOLDER_MODE) != 0)
    {
      g_message ("Nothing is kept: “%s” cannot be made: %s", path, g_strerror (errno));
      return self;
    }
  self->folder = g_file_new_for_path (path);
  work_on_folder (self, tidy_in_thread);
  return self;
}

/**
 * reprise_cache_keeper_find_file:
 * @self: a keeper
 * @name: the name of a file
 *
 * Returns: (transfer full) (nullable): that file, to be read; %NULL where nothing is kept
 */
GFile *
reprise_cache_keeper_find_file (RepriseCacheKeeper *self, const char *name)
{
  g_return_val_if_fail (REPRISE_IS_CACHE_KEEPER (self), NULL);
  return self->folder == NULL ? NULL : g_file_get_child (self->folder, name);
}

/**
 * reprise_cache_keeper_get_enabled:
 * @self: a keeper
 *
 * Returns: whether what was kept may be used, and more is kept
 */
gboolean
reprise_cache_keeper_get_enabled (RepriseCacheKeeper *self)
{
  g_return_val_if_fail (REPRISE_IS_CACHE_KEEPER (self), FALSE);
  return self->is_enabled;
}

/**
 * reprise_cache_keeper_save:
 * @self: a keeper
 * @file: one of its files
 * @account: (transfer full): what to write there, after what is being written
 *
 * Does nothing while nothing is to be kept.
 */
void
reprise_cache_keeper_save (RepriseCacheKeeper *self, GFile *file, RepriseSavedAccount *account)
{
  Job *job;

  g_return_if_fail (REPRISE_IS_CACHE_KEEPER (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (account != NULL);

  if (!self->is_enabled)
    {
      reprise_saved_account_free (account);
      return;
    }
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      Job *other = link->data;

      if (g_file_equal (other->file, file))
        {
          reprise_saved_account_free (other->account);
          other->account = account;
          return;
        }
    }
  job = g_new0 (Job, 1);
  job->file = g_object_ref (file);
  job->account = account;
  g_queue_push_tail (&self->waiting, job);
  start_next (self);
}

static gboolean
late_cb (gpointer user_data)
{
  gboolean *is_late = user_data;

  *is_late = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * reprise_cache_keeper_finish:
 * @self: a keeper
 * @at_most_seconds: how long to wait
 *
 * Waits until all is written, as the last thing before the end: the main loop runs meanwhile. What
 * is not written by then is lost, and what was kept before stays.
 *
 * Returns: whether all is written, or could not be
 */
gboolean
reprise_cache_keeper_finish (RepriseCacheKeeper *self, guint at_most_seconds)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) source = g_timeout_source_new_seconds (at_most_seconds);
  gboolean is_late = FALSE;

  g_return_val_if_fail (REPRISE_IS_CACHE_KEEPER (self), FALSE);

  g_source_set_callback (source, late_cb, &is_late, NULL);
  g_source_attach (source, context);
  while (self->is_busy && !is_late)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (source);
  return !self->is_busy;
}
