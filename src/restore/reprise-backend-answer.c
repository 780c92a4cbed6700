/* SPDX-License-Identifier: GPL-3.0-or-later
 * How an implementation of a backend hands back what it has read. */

#include "config.h"

#include "restore/reprise-backend-answer.h"

/* Where a task keeps that what it answers is not of now. */
#define KEPT_KEY "reprise-backend-kept"

typedef struct
{
  RepriseInstant read_at;
  gboolean is_final; /* nobody is going to read it again */
  GError *error;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_error (&kept->error);
  g_free (kept);
}

/**
 * reprise_backend_answer_free:
 * @self: (transfer full): an answer that is not needed any more
 */
void
reprise_backend_answer_free (RepriseBackendAnswer *self)
{
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

/**
 * reprise_backend_answer_begin:
 * @backend: the #RepriseBackend that is asked
 * @source_tag: the public function by which it is
 * @cancellable: (nullable): what stops it
 * @callback: called with the answer
 * @user_data: given to @callback
 *
 * Returns: (transfer full): a task to answer through
 */
GTask *
reprise_backend_answer_begin (gpointer backend,
                              gpointer source_tag,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  return task;
}

/**
 * reprise_backend_return_objects:
 * @task: a task of one of the functions of #RepriseBackend that list something
 * @objects: (transfer full): the objects, freed by g_object_unref()
 * @problems: (nullable) (transfer full) (element-type utf8): what was left out and why, freed by
 *   g_free()
 *
 * Ends @task with success.
 */
void
reprise_backend_return_objects (GTask *task, GPtrArray *objects, GPtrArray *problems)
{
  RepriseBackendAnswer *answer;

  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (objects != NULL);

  answer = g_new0 (RepriseBackendAnswer, 1);
  answer->objects = objects;
  answer->problems = problems;
  g_task_return_pointer (task, answer, (GDestroyNotify) reprise_backend_answer_free);
}

/**
 * reprise_backend_return_object:
 * @task: a task of one of the functions of #RepriseBackend that read one thing
 * @object: (nullable) (transfer full): what was read, or %NULL where the service has none
 * @problems: (nullable) (transfer full) (element-type utf8): what was left out of it and why
 *
 * Ends @task with success.
 */
void
reprise_backend_return_object (GTask *task, gpointer object, GPtrArray *problems)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);

  if (object != NULL)
    g_ptr_array_add (objects, object);
  reprise_backend_return_objects (task, objects, problems);
}

/**
 * reprise_backend_answer_take:
 * @result: what the callback of a reading function was given
 * @error: return location for the backend's error
 *
 * For backends that pass on what others answer; everybody else takes the function's own `_finish`.
 *
 * Returns: (transfer full) (nullable): the answer
 */
RepriseBackendAnswer *
reprise_backend_answer_take (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
set_kept (GTask *task, RepriseInstant read_at, gboolean is_final, const GError *error)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->read_at = read_at;
  kept->is_final = is_final;
  kept->error = error == NULL ? NULL : g_error_copy (error);
  g_object_set_data_full (G_OBJECT (task), KEPT_KEY, kept, kept_free);
}

/**
 * reprise_backend_answer_set_read_at:
 * @task: a task of a reading function, before it ends
 * @read_at: when what it is going to answer was read
 *
 * Says so of an answer that is older than the rest of a saved file.
 */
void
reprise_backend_answer_set_read_at (GTask *task, RepriseInstant read_at)
{
  set_kept (task, read_at, TRUE, NULL);
}

/**
 * reprise_backend_answer_get_read_at:
 * @result: what the callback of a reading function was given
 *
 * Returns: when what it answers was read, or %REPRISE_INSTANT_NONE where that is what the backend
 *   calls now
 */
RepriseInstant
reprise_backend_answer_get_read_at (GAsyncResult *result)
{
  const Kept *kept = g_object_get_data (G_OBJECT (result), KEPT_KEY);

  return kept == NULL ? REPRISE_INSTANT_NONE : kept->read_at;
}

/**
 * reprise_backend_answer_set_kept:
 * @task: a task of a reading function, before it ends
 * @read_at: when what it is going to answer was read
 * @error: (nullable): why it could not be read again; %NULL where that is being tried
 *
 * Says that the answer was kept from earlier and is not of now.
 */
void
reprise_backend_answer_set_kept (GTask *task, RepriseInstant read_at, const GError *error)
{
  set_kept (task, read_at, FALSE, error);
}

/**
 * reprise_backend_answer_get_kept:
 * @result: what the callback of a reading function was given
 * @read_at: (out): when what it answers was read; untouched where it is of now
 * @error: (out) (transfer none) (nullable): why it could not be read again; untouched where it is
 * of now
 *
 * Returns: whether the answer was kept from earlier, and is going to be read again
 */
gboolean
reprise_backend_answer_get_kept (GAsyncResult *result,
                                 RepriseInstant *read_at,
                                 const GError **error)
{
  const Kept *kept = g_object_get_data (G_OBJECT (result), KEPT_KEY);

  if (kept == NULL || kept->is_final)
    return FALSE;
  *read_at = kept->read_at;
  *error = kept->error;
  return TRUE;
}
