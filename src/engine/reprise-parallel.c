/* SPDX-License-Identifier: GPL-3.0-or-later
 * The same work on several instances at once. */

#include "config.h"

#include "engine/reprise-parallel.h"

typedef struct
{
  RepriseParallelFunc func;
  gpointer user_data;
  GCancellable *cancellable;
  GMutex mutex;
  GError *first_error;
} Group;

typedef struct
{
  Group *group;
  gpointer item;
} Member;

static void
cancel_group_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Only the first failure tells why: those after it are mostly echoes of the cancelling that it
 * brings. */
static void
keep_error (Group *group, GError *error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&group->mutex);

  if (group->first_error == NULL)
    group->first_error = error;
  else
    g_error_free (error);
  g_cancellable_cancel (group->cancellable);
}

static gpointer
run_member (gpointer data)
{
  Member *member = data;
  g_autoptr (GError) error = NULL;

  if (!member->group->func (member->item,
                            member->group->user_data,
                            member->group->cancellable,
                            &error))
    keep_error (member->group, g_steal_pointer (&error));
  return NULL;
}

/**
 * reprise_parallel_run:
 * @items: what is worked on, a thread each
 * @func: the work; must set its error when it fails
 * @user_data: for @func
 * @cancellable: (nullable): cancels all
 * @error: the first failure
 *
 * Returns: whether all succeeded; by then none is running any more
 */
gboolean
reprise_parallel_run (GPtrArray *items,
                      RepriseParallelFunc func,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GCancellable) group_cancellable = g_cancellable_new ();
  Group group = { .func = func, .user_data = user_data, .cancellable = group_cancellable };
  g_autofree Member *members = g_new0 (Member, items->len);
  g_autofree GThread **threads = g_new0 (GThread *, items->len);
  gulong handler = 0;

  g_mutex_init (&group.mutex);
  if (cancellable != NULL)
    handler =
        g_cancellable_connect (cancellable, G_CALLBACK (cancel_group_cb), group_cancellable, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      members[i] = (Member){ .group = &group, .item = g_ptr_array_index (items, i) };
      threads[i] = g_thread_new ("instance", run_member, &members[i]);
    }
  for (guint i = 0; i < items->len; i++)
    g_thread_join (threads[i]);
  g_cancellable_disconnect (cancellable, handler);
  g_mutex_clear (&group.mutex);

  if (group.first_error == NULL)
    return TRUE;
  g_propagate_error (error, group.first_error);
  return FALSE;
}
