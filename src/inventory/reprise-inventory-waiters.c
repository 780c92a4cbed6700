/* SPDX-License-Identifier: GPL-3.0-or-later
 * Those who asked for an inventory that is still being read. */

#include "config.h"

#include "inventory/reprise-inventory-waiters.h"

#include "inventory/reprise-saved-answers.h"

struct _RepriseInventoryWaiters
{
  GPtrArray *waiters; /* Waiter */
  GPtrArray *pages;   /* Page of the inventory that is being read */
};

typedef struct
{
  char *repository_id;
  char *node_name;
  RepriseInventory *page;
  guint n_backups;
} Page;

typedef struct
{
  RepriseInventoryWaiters *waiters; /* not owned */
  GTask *task;
  char *repository_id;
  char *node_name;
  RepriseInventoryProgress progress;
  gpointer progress_data;
  guint n_seen; /* pages that have been handed over */
  GSource *hand_over;
  GSource *cancelled;
} Waiter;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->repository_id);
  g_free (page->node_name);
  g_object_unref (page->page);
  g_free (page);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  clear_source (&waiter->hand_over);
  clear_source (&waiter->cancelled);
  g_clear_object (&waiter->task);
  g_free (waiter->repository_id);
  g_free (waiter->node_name);
  g_free (waiter);
}

static gboolean
is_about (const Waiter *waiter, const char *repository_id, const char *node_name)
{
  return g_strcmp0 (waiter->repository_id, repository_id) == 0 &&
         g_strcmp0 (waiter->node_name, node_name) == 0;
}

/* Hands over what this one has not seen yet. */
static void
hand_over_pages (Waiter *waiter)
{
  GPtrArray *pages = waiter->waiters->pages;

  while (waiter->n_seen < pages->len)
    {
      const Page *page = pages->pdata[waiter->n_seen++];

      if (waiter->progress != NULL && is_about (waiter, page->repository_id, page->node_name))
        waiter->progress (page->page, page->n_backups, waiter->progress_data);
    }
}

static gboolean
hand_over_cb (gpointer user_data)
{
  Waiter *waiter = user_data;

  clear_source (&waiter->hand_over);
  hand_over_pages (waiter);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove (waiter->waiters->waiters, waiter);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static GSource *
attach (Waiter *waiter, GSource *source, GSourceFunc callback)
{
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, callback, waiter, NULL);
  g_source_attach (source, g_task_get_context (waiter->task));
  return source;
}

/**
 * reprise_inventory_waiters_new:
 *
 * Returns: (transfer full): nobody yet
 */
RepriseInventoryWaiters *
reprise_inventory_waiters_new (void)
{
  RepriseInventoryWaiters *self = g_new0 (RepriseInventoryWaiters, 1);

  self->waiters = g_ptr_array_new_with_free_func (waiter_free);
  self->pages = g_ptr_array_new_with_free_func (page_free);
  return self;
}

/**
 * reprise_inventory_waiters_free:
 * @self: (transfer full): nobody any more
 */
void
reprise_inventory_waiters_free (RepriseInventoryWaiters *self)
{
  g_ptr_array_unref (self->waiters);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

/**
 * reprise_inventory_waiters_add:
 * @self: those who wait
 * @request: what @task asks for; copied
 * @task: (transfer full): one more
 *
 * What was read of it before is handed over as if it had just been read; a cancelled task ends at
 * once.
 */
void
reprise_inventory_waiters_add (RepriseInventoryWaiters *self,
                               const RepriseInventoryRequest *request,
                               GTask *task)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiter->waiters = self;
  waiter->task = task;
  waiter->repository_id = g_strdup (request->repository_id);
  waiter->node_name = g_strdup (request->node_name);
  waiter->progress = request->progress;
  waiter->progress_data = request->progress_data;
  waiter->hand_over = attach (waiter, g_idle_source_new (), hand_over_cb);
  if (cancellable != NULL)
    waiter->cancelled =
        attach (waiter, g_cancellable_source_new (cancellable), G_SOURCE_FUNC (cancelled_cb));
  g_ptr_array_add (self->waiters, waiter);
}

/**
 * reprise_inventory_waiters_tell_page:
 * @self: those who wait
 * @repository_id: a repository
 * @node_name: a node
 * @inventory: backups of it that have just been read
 * @n_backups: how many have been read so far
 */
void
reprise_inventory_waiters_tell_page (RepriseInventoryWaiters *self,
                                     const char *repository_id,
                                     const char *node_name,
                                     RepriseInventory *inventory,
                                     guint n_backups)
{
  Page *page = g_new0 (Page, 1);

  page->repository_id = g_strdup (repository_id);
  page->node_name = g_strdup (node_name);
  page->page = g_object_ref (inventory);
  page->n_backups = n_backups;
  g_ptr_array_add (self->pages, page);
  for (guint i = 0; i < self->waiters->len; i++)
    hand_over_pages (self->waiters->pdata[i]);
}

static void
forget_pages (RepriseInventoryWaiters *self)
{
  g_ptr_array_set_size (self->pages, 0);
  for (guint i = 0; i < self->waiters->len; i++)
    ((Waiter *) self->waiters->pdata[i])->n_seen = 0;
}

/* Takes the place @index out, and ends its task. */
static void
answer_at (RepriseInventoryWaiters *self, guint index, const RepriseSavedInventory *saved)
{
  Waiter *waiter = g_ptr_array_steal_index (self->waiters, index);
  g_autoptr (GTask) task = g_steal_pointer (&waiter->task);

  waiter_free (waiter);
  if (!g_task_return_error_if_cancelled (task))
    reprise_saved_answers_inventory (saved, REPRISE_INSTANT_NONE, g_steal_pointer (&task));
}

/**
 * reprise_inventory_waiters_answer:
 * @self: those who wait
 * @saved: an inventory that has been read to its end
 *
 * Ends the tasks that asked for it, and forgets its pages.
 */
void
reprise_inventory_waiters_answer (RepriseInventoryWaiters *self, const RepriseSavedInventory *saved)
{
  forget_pages (self);
  for (guint i = 0; i < self->waiters->len;)
    if (is_about (self->waiters->pdata[i], saved->repository_id, saved->node_name))
      answer_at (self, i, saved);
    else
      i++;
}

/**
 * reprise_inventory_waiters_answer_all:
 * @self: those who wait
 * @inventories: (element-type RepriseSavedInventory): all there will be
 *
 * Ends all tasks.
 */
void
reprise_inventory_waiters_answer_all (RepriseInventoryWaiters *self, GPtrArray *inventories)
{
  forget_pages (self);
  while (self->waiters->len > 0)
    {
      const Waiter *waiter = self->waiters->pdata[0];

      answer_at (self,
                 0,
                 reprise_saved_answers_find_inventory (inventories,
                                                       waiter->repository_id,
                                                       waiter->node_name));
    }
}
