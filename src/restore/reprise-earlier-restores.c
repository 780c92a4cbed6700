/* SPDX-License-Identifier: GPL-3.0-or-later
 * What earlier restores of a database tell. */

#include "config.h"

#include "restore/reprise-earlier-restores.h"

#include "base/reprise-duration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * reprise_task_is_restore:
 * @task: a task
 *
 * The service calls them `restore` or `restore-from-pgbackrest`; the list of names is open.
 *
 * Returns: whether it is called a restore
 */
gboolean
reprise_task_is_restore (RepriseTask *task)
{
  const char *name = reprise_task_get_name (task);

  return name != NULL && strstr (name, "restore") != NULL;
}

/**
 * reprise_earlier_restores_count:
 * @tasks: (nullable) (element-type RepriseTask): tasks of a database
 *
 * Returns: how many of them are restores, however they ended
 */
guint
reprise_earlier_restores_count (GPtrArray *tasks)
{
  guint n_restores = 0;

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (reprise_task_is_restore (g_ptr_array_index (tasks, i)))
      n_restores++;
  return n_restores;
}

/* How long a restore took that ended well, or -1. */
static RepriseDuration
get_duration (RepriseTask *task)
{
  RepriseInstant start = reprise_task_get_created_at (task);
  RepriseInstant end = reprise_task_get_updated_at (task);

  if (!reprise_task_is_restore (task) ||
      reprise_task_get_status (task) != REPRISE_TASK_STATUS_SUCCEEDED ||
      start == REPRISE_INSTANT_NONE || end == REPRISE_INSTANT_NONE || end < start)
    return -1;
  return end - start;
}

/**
 * reprise_earlier_restores_describe:
 * @tasks: (nullable) (element-type RepriseTask): tasks of a database
 *
 * Returns: (transfer full) (nullable): how long those restores took that ended well; %NULL where
 *   there was none
 */
char *
reprise_earlier_restores_describe (GPtrArray *tasks)
{
  RepriseDuration shortest = -1, longest = -1;
  guint n_restores = 0;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      RepriseDuration duration = get_duration (g_ptr_array_index (tasks, i));

      if (duration < 0)
        continue;
      n_restores++;
      longest = MAX (longest, duration);
      shortest = shortest < 0 ? duration : MIN (shortest, duration);
    }
  if (n_restores == 0)
    return NULL;
  least = reprise_duration_format (shortest);
  most = reprise_duration_format (longest);
  if (n_restores == 1)
    /* Translators: length of time. */
    return g_strdup_printf (_ ("The earlier restore of this database took %s"), most);
  /* Translators: number, length of time, length of time. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u earlier restore of this database took %s to %s",
                                       "%u earlier restores of this database took %s to %s",
                                       n_restores),
                          n_restores,
                          least,
                          most);
}
