/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether what was shown of a restore is still true. */

#include "config.h"

#include "restore/reprise-restore-recheck.h"

#include "restore/reprise-restore-error.h"
#include "restore/reprise-restore-reader.h"

typedef struct
{
  RepriseRestorePlan *shown;
  GPtrArray *differences;
} Recheck;

static void
recheck_free (gpointer data)
{
  Recheck *recheck = data;

  g_clear_object (&recheck->shown);
  g_clear_pointer (&recheck->differences, g_ptr_array_unref);
  g_free (recheck);
}

/* Returns whether there is none; violations: (transfer full). */
static gboolean
accept_violations (GTask *task, GPtrArray *violations)
{
  g_autoptr (GPtrArray) owned = violations;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  if (owned->len == 0)
    return TRUE;
  for (guint i = 0; i < owned->len; i++)
    {
      const RepriseRestoreViolation *violation = g_ptr_array_index (owned, i);

      g_strv_builder_add (builder, violation->text);
    }
  lines = g_strv_builder_end (builder);
  text = g_strjoinv (" ", lines);
  g_task_return_new_error (task,
                           REPRISE_RESTORE_ERROR,
                           REPRISE_RESTORE_ERROR_VIOLATION,
                           "%s",
                           text);
  return FALSE;
}

static gboolean
has_same_body (RepriseRestorePlan *shown, RepriseRestorePlan *fresh)
{
  return g_bytes_equal (reprise_restore_plan_get_body (shown),
                        reprise_restore_plan_get_body (fresh));
}

/* What changed is shown before anything is asked for again, the confirmation too. */
static void
refresh_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Recheck *recheck = g_task_get_task_data (task);
  g_autoptr (RepriseRestoreForm) form = NULL;
  g_autoptr (RepriseRestorePlan) fresh = NULL;
  GError *error = NULL;

  form = reprise_restore_reader_refresh_finish (REPRISE_BACKEND (source), result, &error);
  if (form == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!accept_violations (task, reprise_restore_form_check_choices (form)))
    return;
  fresh = reprise_restore_plan_new (form);
  recheck->differences = reprise_restore_plan_compare (recheck->shown, fresh);
  if (recheck->differences->len == 0)
    {
      /* The request is one of the facts that are compared. */
      g_assert (has_same_body (recheck->shown, fresh));
      if (!accept_violations (task, reprise_restore_form_check (form)))
        return;
    }
  g_task_return_pointer (task, g_steal_pointer (&fresh), g_object_unref);
}

/**
 * reprise_restore_recheck_async:
 * @backend: the service
 * @shown: the plan that was shown and confirmed
 * @cancellable: (nullable): to stop
 * @callback: called when it is known
 * @user_data: given to @callback
 *
 * Reads everything again that @shown rests on, checks it, and plans anew.
 */
void
reprise_restore_recheck_async (RepriseBackend *backend,
                               RepriseRestorePlan *shown,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Recheck *recheck;

  g_return_if_fail (REPRISE_IS_BACKEND (backend));
  g_return_if_fail (REPRISE_IS_RESTORE_PLAN (shown));

  task = g_task_new (backend, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_restore_recheck_async);
  recheck = g_new0 (Recheck, 1);
  recheck->shown = g_object_ref (shown);
  g_task_set_task_data (task, recheck, recheck_free);
  reprise_restore_reader_refresh_async (backend,
                                        reprise_restore_plan_get_form (shown),
                                        cancellable,
                                        refresh_cb,
                                        g_steal_pointer (&task));
}

/**
 * reprise_restore_recheck_finish:
 * @backend: the service
 * @result: what the callback was given
 * @differences: (out) (transfer full) (element-type RepriseRestoreDifference): what differs from
 *   what was shown, but for figures that only grew; empty where nothing does, and then the plan
 * that was shown may be carried out
 * @error: return location for a %REPRISE_SERVICE_ERROR, a %REPRISE_RESTORE_ERROR_VIOLATION or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the plan as things are now
 */
RepriseRestorePlan *
reprise_restore_recheck_finish (RepriseBackend *backend,
                                GAsyncResult *result,
                                GPtrArray **differences,
                                GError **error)
{
  RepriseRestorePlan *fresh;
  Recheck *recheck;

  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_restore_recheck_async), NULL);

  *differences = NULL;
  recheck = g_task_get_task_data (G_TASK (result));
  fresh = g_task_propagate_pointer (G_TASK (result), error);
  if (fresh != NULL)
    *differences = g_ptr_array_ref (recheck->differences);
  return fresh;
}
