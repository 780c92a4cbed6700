/* SPDX-License-Identifier: GPL-3.0-or-later
 * How an implementation of a backend hands back what it has read. */

#include "config.h"

#include "restore/reprise-backend-answer.h"

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
