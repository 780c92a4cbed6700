/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a whole account, or one database of it, from any backend.
 *
 * One question after the other, so that a service is not pressed; what it cannot answer is named in
 * the file and to who asked, and does not keep the rest from being saved. */

#include "config.h"

#include "inventory/reprise-inventory-saver.h"

#include "inventory/reprise-inventory-file.h"
#include "inventory/reprise-inventory-origin.h"
#include "inventory/reprise-inventory-steps.h"
#include "model/reprise-repository.h"
#include "model/reprise-store.h"
#include "restore/reprise-backend-answer.h"

#include <glib/gi18n-lib.h>

struct _RepriseInventorySaver
{
  GObject parent_instance;

  RepriseBackend *backend;
  char *database_id;

  /* While it runs. */
  RepriseSavedAccount *account;
  RepriseInventorySteps steps;
  gulong reading_id; /* while the end of the file is waited for that is saved */
  guint n_done;
  char *words;
  GPtrArray *problems;
};

enum
{
  PROP_0,
  PROP_FRACTION,
  PROP_STEP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RepriseInventorySaver, reprise_inventory_saver, G_TYPE_OBJECT)

static void
add_problem (RepriseInventorySaver *self, const char *words, const char *problem)
{
  /* Translators: what was done, and why it failed or what was left out. */
  g_ptr_array_add (self->problems, g_strdup_printf (_ ("%s: %s"), words, problem));
}

static void
add_problems (RepriseInventorySaver *self, const RepriseInventoryStep *step, GPtrArray *problems)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    add_problem (self, step->words, problems->pdata[i]);
}

/* What is older than the rest must not become newer by being saved. */
static RepriseInstant
get_read_at (RepriseInventorySaver *self, GAsyncResult *result)
{
  RepriseInstant read_at = reprise_backend_answer_get_read_at (result);

  return read_at == self->account->captured_at ? REPRISE_INSTANT_NONE : read_at;
}

/* Returns whether there was an answer. */
static gboolean
finish_step (RepriseInventorySaver *self,
             const RepriseInventoryStep *step,
             GAsyncResult *result,
             GError **error)
{
  const RepriseAccountQuestion *question = step->question;
  g_autoptr (RepriseBackendAnswer) answer = reprise_backend_answer_take (result, error);

  if (answer == NULL)
    return FALSE;
  if (answer->objects->len == 0 && reprise_account_question_is_about_one (question))
    {
      g_set_error_literal (error,
                           REPRISE_SERVICE_ERROR,
                           REPRISE_SERVICE_ERROR_PROTOCOL,
                           _ ("The answer is empty"));
      return FALSE;
    }
  reprise_account_question_keep (question,
                                 self->account,
                                 answer->objects,
                                 answer->problems,
                                 get_read_at (self, result));
  for (guint i = 0; i < answer->objects->len; i++)
    reprise_inventory_steps_add_after (&self->steps,
                                       question,
                                       answer->objects->pdata[i],
                                       self->account);
  add_problems (self, step, answer->problems);
  return TRUE;
}

/* Without the databases there is nothing to save. */
static gboolean
is_needed (RepriseInventorySaver *self, const RepriseInventoryStep *step)
{
  return step->question->kind == REPRISE_ACCOUNT_QUESTION_DATABASES ||
         (step->question->kind == REPRISE_ACCOUNT_QUESTION_DATABASE && self->database_id != NULL);
}

/* What failed is named; the failure of an inventory also in its place in the file. */
static void
note_failure (RepriseInventorySaver *self, const RepriseInventoryStep *step, const GError *error)
{
  const RepriseAccountQuestion *question = step->question;

  add_problem (self, step->words, error->message);
  if (question->kind == REPRISE_ACCOUNT_QUESTION_INVENTORY)
    {
      RepriseSavedInventory *saved =
          reprise_saved_inventory_new (question->id, question->node_name, NULL);

      saved->failure = g_strdup (error->message);
      g_ptr_array_add (self->account->inventories, saved);
    }
  for (guint i = 0;
       question->kind == REPRISE_ACCOUNT_QUESTION_DATABASE && i < self->account->databases->len;
       i++)
    {
      RepriseDatabase *database = self->account->databases->pdata[i];

      if (g_strcmp0 (reprise_database_get_id (database), question->id) == 0)
        reprise_inventory_steps_add_database (&self->steps, database);
    }
}

static void next_step (GTask *task);

static void
step_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseInventorySaver *self = g_task_get_source_object (task);
  g_autoptr (RepriseInventoryStep) step = g_queue_pop_head (&self->steps.queue);
  GError *error = NULL;

  if (!finish_step (self, step, result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || is_needed (self, step))
        {
          g_task_return_error (task, error);
          return;
        }
      note_failure (self, step, error);
      g_error_free (error);
    }
  self->n_done++;
  next_step (g_steal_pointer (&task));
}

/* A file of one database says nothing of the stores of others. */
static void
drop_other_stores (RepriseSavedAccount *account)
{
  for (guint i = account->stores->len; i > 0; i--)
    {
      const char *id = reprise_store_get_id (account->stores->pdata[i - 1]);
      gboolean is_used = FALSE;

      for (guint j = 0; j < account->repositories->len; j++)
        is_used |=
            g_strcmp0 (reprise_repository_get_backup_store_id (account->repositories->pdata[j]),
                       id) == 0;
      if (!is_used)
        g_ptr_array_remove_index (account->stores, i - 1);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (reprise_inventory_file_save_finish (G_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes the task over. */
static void
save (GTask *task)
{
  RepriseInventorySaver *self = g_task_get_source_object (task);
  RepriseSavedAccount *account = g_steal_pointer (&self->account);

  if (self->database_id != NULL)
    drop_other_stores (account);
  reprise_inventory_origin_add_problems (self->backend, account);
  for (guint i = 0; i < self->problems->len; i++)
    g_ptr_array_add (account->problems, g_strdup (self->problems->pdata[i]));
  reprise_inventory_file_save_async (g_task_get_task_data (task),
                                     account,
                                     g_task_get_cancellable (task),
                                     saved_cb,
                                     task);
}

static void
tell_progress (RepriseInventorySaver *self, const char *words)
{
  g_free (self->words);
  self->words = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/* Returns whether there is nothing more to do. */
static gboolean
end_early (GTask *task)
{
  RepriseInventorySaver *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  if (reprise_inventory_origin_check (self->backend, &error))
    return FALSE;
  g_task_return_error (task, error);
  return TRUE;
}

static void
read_to_end_cb (RepriseBackend *backend, GParamSpec *pspec, GTask *task)
{
  RepriseInventorySaver *self = g_task_get_source_object (task);

  g_clear_signal_handler (&self->reading_id, backend);
  next_step (task);
}

/* Takes the task over. */
static void
next_step (GTask *task)
{
  RepriseInventorySaver *self = g_task_get_source_object (task);
  const RepriseInventoryStep *step = g_queue_peek_head (&self->steps.queue);

  if (end_early (task))
    {
      g_object_unref (task);
      return;
    }
  /* Only its end tells whether a file is as it was written. */
  if (step == NULL && reprise_inventory_origin_is_reading (self->backend))
    {
      self->reading_id =
          g_signal_connect (self->backend, "notify::loading", G_CALLBACK (read_to_end_cb), task);
      return;
    }
  tell_progress (self, step == NULL ? _ ("Writing the file") : step->words);
  if (step == NULL)
    save (task);
  else
    reprise_account_question_ask (step->question,
                                  self->backend,
                                  g_task_get_cancellable (task),
                                  step_done_cb,
                                  task);
}

static void
reprise_inventory_saver_finalize (GObject *object)
{
  RepriseInventorySaver *self = REPRISE_INVENTORY_SAVER (object);

  g_object_unref (self->backend);
  g_free (self->database_id);
  g_clear_pointer (&self->account, reprise_saved_account_free);
  g_queue_clear_full (&self->steps.queue, (GDestroyNotify) reprise_inventory_step_free);
  g_free (self->words);
  g_ptr_array_unref (self->problems);
  G_OBJECT_CLASS (reprise_inventory_saver_parent_class)->finalize (object);
}

static void
reprise_inventory_saver_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  RepriseInventorySaver *self = REPRISE_INVENTORY_SAVER (object);

  switch (property_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, reprise_inventory_saver_get_fraction (self));
      break;
    case PROP_STEP:
      g_value_set_string (value, self->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_inventory_saver_class_init (RepriseInventorySaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = reprise_inventory_saver_finalize;
  object_class->get_property = reprise_inventory_saver_get_property;

  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
reprise_inventory_saver_init (RepriseInventorySaver *self)
{
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

/**
 * reprise_inventory_saver_new:
 * @backend: what to read from
 * @database_id: (nullable): the database to save, or %NULL for the whole account
 *
 * Returns: (transfer full): a saver, good for one file
 */
RepriseInventorySaver *
reprise_inventory_saver_new (RepriseBackend *backend, const char *database_id)
{
  RepriseInventorySaver *self;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);

  self = g_object_new (REPRISE_TYPE_INVENTORY_SAVER, NULL);
  self->backend = g_object_ref (backend);
  self->database_id = g_strdup (database_id);
  reprise_inventory_steps_init (&self->steps, self->database_id);
  return self;
}

/**
 * reprise_inventory_saver_save_async:
 * @self: a saver that has not saved anything yet
 * @file: where to save it
 * @cancellable: (nullable): stops it; an old file is then as it was
 * @callback: called when the file is on the disk, or when there is an error
 * @user_data: given to @callback
 *
 * Meanwhile "fraction" and "step" tell how far it is.
 */
void
reprise_inventory_saver_save_async (RepriseInventorySaver *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;

  g_return_if_fail (REPRISE_IS_INVENTORY_SAVER (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->account == NULL && self->n_done == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_inventory_saver_save_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  self->account = reprise_saved_account_new ();
  reprise_inventory_origin_describe (self->backend, self->account);
  self->account->database_id = g_strdup (self->database_id);
  next_step (task);
}

/**
 * reprise_inventory_saver_save_finish:
 * @self: a saver
 * @result: what the callback was given
 * @problems: (out) (optional) (transfer full) (element-type utf8): what could not be read, as
 *   sentences; the file holds them as well
 * @error: set to what the backend says of the databases, or a %G_IO_ERROR; %G_IO_ERROR_INVALID_DATA
 *   where a file is saved that was altered or is not whole
 *
 * Returns: whether the file is saved
 */
gboolean
reprise_inventory_saver_save_finish (RepriseInventorySaver *self,
                                     GAsyncResult *result,
                                     GPtrArray **problems,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_inventory_saver_save_async),
                        FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (problems != NULL)
    *problems = g_ptr_array_ref (self->problems);
  return TRUE;
}

/**
 * reprise_inventory_saver_get_fraction:
 * @self: a saver
 *
 * Returns: how much of what is known to be to do is done, from 0 to 1; may go back
 */
double
reprise_inventory_saver_get_fraction (RepriseInventorySaver *self)
{
  guint n_steps;

  g_return_val_if_fail (REPRISE_IS_INVENTORY_SAVER (self), 0);
  n_steps = self->n_done + self->steps.queue.length;
  return n_steps == 0 ? 0 : (double) self->n_done / n_steps;
}

/**
 * reprise_inventory_saver_get_step:
 * @self: a saver
 *
 * Returns: (nullable): what it does now, in words
 */
const char *
reprise_inventory_saver_get_step (RepriseInventorySaver *self)
{
  g_return_val_if_fail (REPRISE_IS_INVENTORY_SAVER (self), NULL);
  return self->words;
}
