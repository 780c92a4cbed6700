/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is chosen while a restore is put together, what is read for it, and the asking for it. */

#include "config.h"

#include "ui/reprise-restore-editor-private.h"

#include "restore/reprise-restore-reader.h"

#include <glib/gi18n.h>

#define MINUTE_USEC (60 * REPRISE_INSTANT_SECOND)

static gboolean minute_passed_cb (gpointer user_data);

static void
await_minute (RepriseRestoreEditor *self)
{
  reprise_clear_timer (&self->minute);
  self->minute = reprise_clock_start_timer (self->clock, MINUTE_USEC, minute_passed_cb, self);
}

/* The plan tells how much is lost, and that grows while somebody thinks about it; and what lay in
 * the future does not any more. */
static RepriseRestoreForm *
bring_up_to_date (RepriseRestoreEditor *self, RepriseRestoreForm *form)
{
  g_autoptr (RepriseRestoreContext) context =
                 reprise_restore_context_with_service_now (reprise_restore_form_get_context (form),
                                                           reprise_restore_editor_get_now (self));

  return reprise_restore_form_with_context (form, context);
}

static void
renew_words (RepriseRestoreEditor *self)
{
  reprise_restore_editor_take_form (self, bring_up_to_date (self, self->form));
  reprise_restore_editor_tell (self);
}

/* What is being sent stays as it was confirmed. */
static gboolean
minute_passed_cb (gpointer user_data)
{
  RepriseRestoreEditor *self = user_data;

  if (self->form != NULL && self->state != REPRISE_RESTORE_EDITOR_SENDING &&
      self->state != REPRISE_RESTORE_EDITOR_NOT_SENT)
    renew_words (self);
  await_minute (self);
  return G_SOURCE_REMOVE;
}

/* Whatever was asked before is not waited for any more. */
static GCancellable *
begin (RepriseRestoreEditor *self, RepriseRestoreEditorState state)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  reprise_restore_editor_set_state (self, state, NULL);
  return self->cancellable;
}

static gboolean
is_unread (RepriseRestoreForm *form)
{
  RepriseRestoreContext *context = reprise_restore_form_get_context (form);
  const char *database_id = reprise_restore_form_get_source_database_id (form);
  const char *repository_id = reprise_restore_form_get_repository_id (form);
  const char *node_name = reprise_restore_form_get_source_node (form);

  if (!reprise_restore_context_has_repositories (context, database_id))
    return TRUE;
  return repository_id != NULL && node_name != NULL &&
         reprise_restore_context_get_stock (context, repository_id, node_name, NULL, NULL) ==
             REPRISE_STOCK_STATE_UNREAD;
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRestoreForm) read =
                 reprise_restore_reader_refresh_finish (REPRISE_BACKEND (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (read == NULL)
    reprise_restore_editor_set_state (self,
                                      REPRISE_RESTORE_EDITOR_NOT_READ,
                                      g_steal_pointer (&error));
  else
    {
      /* What was chosen meanwhile is kept. */
      reprise_restore_editor_take_form (
          self,
          reprise_restore_form_with_context (self->form, reprise_restore_form_get_context (read)));
      reprise_restore_editor_set_state (self, REPRISE_RESTORE_EDITOR_READY, NULL);
      reprise_restore_editor_read_missing (self);
    }
  reprise_restore_editor_tell (self);
}

static void
read_again (RepriseRestoreEditor *self)
{
  GCancellable *cancellable = begin (self, REPRISE_RESTORE_EDITOR_READING);

  reprise_restore_reader_refresh_async (self->backend,
                                        self->form,
                                        cancellable,
                                        refreshed_cb,
                                        g_object_ref (self));
}

/* Reads what became of interest. */
void
reprise_restore_editor_read_missing (RepriseRestoreEditor *self)
{
  if (is_unread (self->form))
    read_again (self);
}

static RepriseRestoreForm *
new_form (RepriseRestoreEditor *self)
{
  g_autoptr (RepriseRestoreForm) plain = reprise_restore_form_new (self->catalogue);
  g_autoptr (RepriseRestoreForm) filled = NULL;

  if (self->prefill == NULL)
    return g_steal_pointer (&plain);
  filled = reprise_restore_form_with_request (plain, self->prefill_database_id, self->prefill);
  return reprise_restore_form_as_original (filled);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseRestoreContext) context =
                 reprise_restore_reader_open_finish (REPRISE_BACKEND (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (context == NULL)
    reprise_restore_editor_set_state (self,
                                      REPRISE_RESTORE_EDITOR_NOT_OPENED,
                                      g_steal_pointer (&error));
  else
    {
      g_set_object (&self->catalogue, context);
      reprise_restore_editor_take_form (self, new_form (self));
      reprise_restore_editor_set_state (self, REPRISE_RESTORE_EDITOR_READY, NULL);
      reprise_restore_editor_read_missing (self);
    }
  reprise_restore_editor_tell (self);
}

/* Things are not as they were shown: that is confirmed anew, or not at all. */
static void
ask_again (RepriseRestoreEditor *self, RepriseRestorePlan *fresh, GPtrArray *differences)
{
  self->differences = differences;
  reprise_restore_editor_take_form (
      self,
      reprise_restore_form_with_confirmation (reprise_restore_plan_get_form (fresh), NULL));
  reprise_restore_editor_set_state (self, REPRISE_RESTORE_EDITOR_READY, NULL);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestoreEditor) self = user_data;
  g_autoptr (RepriseRestorePlan) fresh = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (RepriseRestoreJob) job = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = reprise_job_manager_submit_finish (REPRISE_JOB_MANAGER (source),
                                                     result,
                                                     &fresh,
                                                     &differences,
                                                     &job,
                                                     &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!done)
    reprise_restore_editor_set_state (self,
                                      REPRISE_RESTORE_EDITOR_NOT_SENT,
                                      g_steal_pointer (&error));
  else if (job == NULL)
    ask_again (self, fresh, g_steal_pointer (&differences));
  else
    {
      reprise_restore_editor_tell_submitted (self, job);
      return;
    }
  reprise_restore_editor_tell (self);
}

/**
 * reprise_restore_editor_get_obstacle:
 * @self: an editor
 *
 * Returns: (nullable): why nothing can be sent at all, whatever is chosen
 */
const char *
reprise_restore_editor_get_obstacle (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);

  if (reprise_backend_is_read_only (self->backend))
    return _ ("What is shown is saved: it can be planned with, but no restore can be asked for.");
  if (self->jobs == NULL)
    return _ ("No restore can be asked for, as there is nowhere to write it down.");
  return NULL;
}

/**
 * reprise_restore_editor_is_complete:
 * @self: an editor
 *
 * Returns: whether it can be sent
 */
gboolean
reprise_restore_editor_is_complete (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), FALSE);
  return self->state == REPRISE_RESTORE_EDITOR_READY && self->plan != NULL &&
         self->violations->len == 0 && reprise_restore_editor_get_obstacle (self) == NULL;
}

/**
 * reprise_restore_editor_is_changed:
 * @self: an editor
 *
 * Returns: whether reprise_restore_editor_reset() would change anything
 */
gboolean
reprise_restore_editor_is_changed (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), FALSE);
  return self->form != NULL && (reprise_restore_form_is_changed (self->form) ||
                                reprise_restore_editor_has_pending (self));
}

static gboolean
can_change (RepriseRestoreEditor *self)
{
  return self->form != NULL && self->state != REPRISE_RESTORE_EDITOR_SENDING;
}

/**
 * reprise_restore_editor_change:
 * @self: an editor
 * @form: (transfer full): what is chosen now
 *
 * Reads what became of interest with that.
 */
void
reprise_restore_editor_change (RepriseRestoreEditor *self, RepriseRestoreForm *form)
{
  g_autoptr (RepriseRestoreForm) changed = form;

  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));

  if (!can_change (self))
    return;
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  reprise_restore_editor_take_form (self, bring_up_to_date (self, changed));
  reprise_restore_editor_read_missing (self);
  reprise_restore_editor_tell (self);
}

/**
 * reprise_restore_editor_set_pending:
 * @self: an editor
 * @input: where something is typed for the time
 * @problem: what is the matter with it
 * @text: (nullable): the same as a sentence; %NULL where what is typed there has been taken, or
 *   there is nothing
 *
 * Nothing can be sent while something else stands there than in the form.
 */
void
reprise_restore_editor_set_pending (RepriseRestoreEditor *self,
                                    RepriseRestoreInput input,
                                    RepriseRestoreProblem problem,
                                    const char *text)
{
  RepriseRestorePending *pending;

  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));
  g_return_if_fail (input < REPRISE_RESTORE_N_INPUTS);

  pending = &self->pending[input];
  if (g_strcmp0 (pending->text, text) == 0 && (text == NULL || pending->problem == problem))
    return;
  pending->problem = problem;
  g_free (pending->text);
  pending->text = g_strdup (text);
  if (self->form == NULL)
    return;
  reprise_restore_editor_judge (self);
  reprise_restore_editor_tell (self);
}

/**
 * reprise_restore_editor_confirm:
 * @self: an editor
 * @text: what is typed to confirm
 */
void
reprise_restore_editor_confirm (RepriseRestoreEditor *self, const char *text)
{
  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));

  if (!can_change (self))
    return;
  reprise_restore_editor_take_form (self,
                                    reprise_restore_form_with_confirmation (self->form, text));
  reprise_restore_editor_tell (self);
}

/**
 * reprise_restore_editor_reset:
 * @self: an editor
 *
 * Goes back to what was chosen at first.
 */
void
reprise_restore_editor_reset (RepriseRestoreEditor *self)
{
  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));

  if (!can_change (self))
    return;
  self->has_proposed = FALSE;
  reprise_restore_editor_tell_reset (self);
  reprise_restore_editor_change (self, reprise_restore_form_reset (self->form));
}

/**
 * reprise_restore_editor_open:
 * @self: an editor
 *
 * Reads what there is to choose from.
 */
void
reprise_restore_editor_open (RepriseRestoreEditor *self)
{
  GCancellable *cancellable;

  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));

  cancellable = begin (self, REPRISE_RESTORE_EDITOR_OPENING);
  await_minute (self);
  reprise_restore_reader_open_async (self->backend,
                                     self->database_id,
                                     cancellable,
                                     opened_cb,
                                     g_object_ref (self));
  reprise_restore_editor_tell (self);
}

/**
 * reprise_restore_editor_retry:
 * @self: an editor
 *
 * Reads again what could not be read, or what may be different by now. Never sends anything.
 */
void
reprise_restore_editor_retry (RepriseRestoreEditor *self)
{
  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));

  if (self->form == NULL)
    {
      reprise_restore_editor_open (self);
      return;
    }
  if (self->state == REPRISE_RESTORE_EDITOR_NOT_SENT)
    reprise_restore_editor_take_form (self,
                                      reprise_restore_form_with_confirmation (self->form, NULL));
  read_again (self);
  reprise_restore_editor_tell (self);
}

/**
 * reprise_restore_editor_send:
 * @self: an editor
 *
 * Asks for what is shown; does nothing where it is not complete.
 */
void
reprise_restore_editor_send (RepriseRestoreEditor *self)
{
  GCancellable *cancellable;

  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));

  if (!reprise_restore_editor_is_complete (self))
    return;
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  cancellable = begin (self, REPRISE_RESTORE_EDITOR_SENDING);
  reprise_job_manager_submit_async (self->jobs,
                                    self->plan,
                                    cancellable,
                                    submitted_cb,
                                    g_object_ref (self));
  reprise_restore_editor_tell (self);
}

/**
 * reprise_restore_editor_stop:
 * @self: an editor
 *
 * Nobody waits for an answer any more. What the service is being asked for already goes on.
 */
void
reprise_restore_editor_stop (RepriseRestoreEditor *self)
{
  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));
  g_cancellable_cancel (self->cancellable);
  reprise_clear_timer (&self->minute);
}
