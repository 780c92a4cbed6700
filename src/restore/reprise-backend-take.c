/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the public functions of a backend answer. */

#include "config.h"

#include "restore/reprise-backend-private.h"

#include "restore/reprise-backend-answer.h"

#include <glib/gi18n-lib.h>

/**
 * reprise_backend_report_unsupported:
 * @self: a backend
 * @source_tag: the public function that it does not implement
 * @callback: who asked
 * @user_data: given to @callback
 */
void
reprise_backend_report_unsupported (RepriseBackend *self,
                                    gpointer source_tag,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_task_report_new_error (self,
                           callback,
                           user_data,
                           source_tag,
                           REPRISE_SERVICE_ERROR,
                           REPRISE_SERVICE_ERROR_UNSUPPORTED,
                           "%s cannot do this",
                           reprise_backend_get_title (self));
}

/**
 * reprise_backend_is_answer_of:
 * @self: a backend
 * @result: what a callback was given
 * @source_tag: the public function that was called
 *
 * Returns: whether that is the answer
 */
gboolean
reprise_backend_is_answer_of (RepriseBackend *self, GAsyncResult *result, gpointer source_tag)
{
  return REPRISE_IS_BACKEND (self) && g_task_is_valid (result, self) &&
         g_async_result_is_tagged (result, source_tag);
}

/**
 * reprise_backend_take_objects:
 * @result: what a callback was given
 * @problems: (out) (optional) (nullable) (transfer full): what was left out and why
 * @error: return location for the backend's error
 *
 * Returns: (transfer full) (nullable): what was read
 */
GPtrArray *
reprise_backend_take_objects (GAsyncResult *result, GPtrArray **problems, GError **error)
{
  g_autoptr (RepriseBackendAnswer) answer = reprise_backend_answer_take (result, error);

  if (answer == NULL)
    return NULL;
  if (problems != NULL)
    *problems = g_steal_pointer (&answer->problems);
  return g_steal_pointer (&answer->objects);
}

/**
 * reprise_backend_take_object:
 * @result: what a callback was given
 * @object: (out) (transfer full): what was read; untouched where there is none
 * @problems: (out) (optional) (nullable) (transfer full): what was left out and why
 * @error: return location for the backend's error
 *
 * For what may be missing without an error.
 *
 * Returns: whether there was an answer
 */
gboolean
reprise_backend_take_object (GAsyncResult *result,
                             gpointer *object,
                             GPtrArray **problems,
                             GError **error)
{
  g_autoptr (GPtrArray) objects = reprise_backend_take_objects (result, problems, error);

  if (objects == NULL)
    return FALSE;
  if (objects->len > 0)
    *object = g_object_ref (g_ptr_array_index (objects, 0));
  return TRUE;
}

/**
 * reprise_backend_take_required_object:
 * @result: what a callback was given
 * @error: return location for the backend's error; nothing is one as well
 *
 * Returns: (transfer full) (nullable): what was read
 */
gpointer
reprise_backend_take_required_object (GAsyncResult *result, GError **error)
{
  gpointer object = NULL;

  if (reprise_backend_take_object (result, &object, NULL, error) && object == NULL)
    g_set_error_literal (error,
                         REPRISE_SERVICE_ERROR,
                         REPRISE_SERVICE_ERROR_PROTOCOL,
                         _ ("The answer is empty"));
  return object;
}
