/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore that is being put together: the form, what is known, and what becomes of it.
 *
 * Widgets show it and hand in changed forms; only here anything is read or sent. */

#include "config.h"

#include "ui/reprise-restore-editor.h"

#include "restore/reprise-restore-reader.h"
#include "restore/reprise-time-choice.h"
#include "ui/reprise-zone-choice.h"

#include <glib/gi18n.h>

struct _RepriseRestoreEditor
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseJobManager *jobs; /* NULL where nothing can be sent */
  char *database_id;
  char *prefill_database_id;
  RepriseRestoreRequest *prefill; /* NULL where nothing was chosen before */
  char *zone_choice;
  RepriseZone *zone;
  GCancellable *cancellable; /* of what is being read or sent now */

  RepriseRestoreEditorState state;
  GError *error;
  RepriseRestoreContext *catalogue; /* the databases to choose from, as they were at first */
  RepriseRestoreForm *form;
  GPtrArray *violations;
  RepriseRestorePlan *plan; /* NULL where the form has a violation */
  GPtrArray *differences;   /* NULL where nothing has changed since it was shown */
  gboolean has_proposed;    /* a time to begin with */
};

G_DEFINE_FINAL_TYPE (RepriseRestoreEditor, reprise_restore_editor, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESET,
  SIGNAL_SUBMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_what_is_missing (RepriseRestoreEditor *self);

static void
tell (RepriseRestoreEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_state (RepriseRestoreEditor *self, RepriseRestoreEditorState state, GError *error)
{
  self->state = state;
  g_clear_error (&self->error);
  self->error = error;
}

/* A time is chosen from somewhere on: what is worth proposing, once. */
static RepriseRestoreForm *
propose_time (RepriseRestoreEditor *self, RepriseRestoreForm *form)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (form);
  g_autoptr (RepriseRestoreForm) plain = form;

  if (self->has_proposed || window == NULL ||
      reprise_restore_form_get_method (form) != REPRISE_RESTORE_METHOD_TIME)
    return g_steal_pointer (&plain);
  self->has_proposed = TRUE;
  if (reprise_restore_form_get_time (form) != REPRISE_INSTANT_NONE)
    return g_steal_pointer (&plain);
  return reprise_restore_form_with_time (form, reprise_time_choice_propose (window));
}

/* The plan is made anew whenever the form changes, so that what is shown is what is sent. */
static void
take_form (RepriseRestoreEditor *self, RepriseRestoreForm *form)
{
  g_autoptr (RepriseZone) zone = NULL;

  form = propose_time (self, form);
  g_clear_object (&self->form);
  self->form = form;
  g_clear_pointer (&self->violations, g_ptr_array_unref);
  self->violations = reprise_restore_form_check (form);
  g_clear_object (&self->plan);
  self->plan = reprise_restore_plan_new (form);
  zone = reprise_zone_choice_resolve (self->zone_choice,
                                      reprise_restore_editor_get_source_node (self));
  if (!reprise_zone_equal (zone, self->zone))
    g_set_object (&self->zone, zone);
}

/* Whatever was asked before is not waited for any more. */
static GCancellable *
begin (RepriseRestoreEditor *self, RepriseRestoreEditorState state)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_state (self, state, NULL);
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
    set_state (self, REPRISE_RESTORE_EDITOR_NOT_READ, g_steal_pointer (&error));
  else
    {
      /* What was chosen meanwhile is kept. */
      take_form (self,
                 reprise_restore_form_with_context (self->form,
                                                    reprise_restore_form_get_context (read)));
      set_state (self, REPRISE_RESTORE_EDITOR_READY, NULL);
      read_what_is_missing (self);
    }
  tell (self);
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

static void
read_what_is_missing (RepriseRestoreEditor *self)
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
    set_state (self, REPRISE_RESTORE_EDITOR_NOT_OPENED, g_steal_pointer (&error));
  else
    {
      g_set_object (&self->catalogue, context);
      take_form (self, new_form (self));
      set_state (self, REPRISE_RESTORE_EDITOR_READY, NULL);
      read_what_is_missing (self);
    }
  tell (self);
}

/* Things are not as they were shown: that is confirmed anew, or not at all. */
static void
ask_again (RepriseRestoreEditor *self, RepriseRestorePlan *fresh, GPtrArray *differences)
{
  self->differences = differences;
  take_form (self,
             reprise_restore_form_with_confirmation (reprise_restore_plan_get_form (fresh), NULL));
  set_state (self, REPRISE_RESTORE_EDITOR_READY, NULL);
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
    set_state (self, REPRISE_RESTORE_EDITOR_NOT_SENT, g_steal_pointer (&error));
  else if (job == NULL)
    ask_again (self, fresh, g_steal_pointer (&differences));
  else
    {
      g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0, job);
      return;
    }
  tell (self);
}

static void
reprise_restore_editor_finalize (GObject *object)
{
  RepriseRestoreEditor *self = REPRISE_RESTORE_EDITOR (object);

  g_clear_object (&self->backend);
  g_clear_object (&self->jobs);
  g_free (self->database_id);
  g_free (self->prefill_database_id);
  g_clear_object (&self->prefill);
  g_free (self->zone_choice);
  g_clear_object (&self->zone);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->form);
  g_clear_pointer (&self->violations, g_ptr_array_unref);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_restore_editor_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType argument)
{
  return g_signal_new (name,
                       REPRISE_TYPE_RESTORE_EDITOR,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       argument == G_TYPE_NONE ? 0 : 1,
                       argument);
}

static void
reprise_restore_editor_class_init (RepriseRestoreEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_restore_editor_finalize;

  /**
   * RepriseRestoreEditor::changed:
   *
   * Anything is to be shown anew.
   */
  signals[SIGNAL_CHANGED] = add_signal ("changed", G_TYPE_NONE);
  /**
   * RepriseRestoreEditor::reset:
   *
   * Whatever has been typed and is not part of the form is to be forgotten.
   */
  signals[SIGNAL_RESET] = add_signal ("reset", G_TYPE_NONE);
  /**
   * RepriseRestoreEditor::submitted:
   * @job: the restore that was asked for
   */
  signals[SIGNAL_SUBMITTED] = add_signal ("submitted", REPRISE_TYPE_RESTORE_JOB);
}

static void
reprise_restore_editor_init (RepriseRestoreEditor *self)
{
  self->zone_choice = g_strdup (REPRISE_ZONE_CHOICE_LOCAL);
  self->zone = reprise_zone_new_local ();
}

/**
 * reprise_restore_editor_new:
 * @backend: a service
 * @jobs: (nullable): through which restores are asked for; %NULL where they cannot be
 * @database_id: the database to be overwritten
 *
 * Returns: (transfer full): an editor that is still to be opened
 */
RepriseRestoreEditor *
reprise_restore_editor_new (RepriseBackend *backend,
                            RepriseJobManager *jobs,
                            const char *database_id)
{
  RepriseRestoreEditor *self;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);
  g_return_val_if_fail (database_id != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_EDITOR, NULL);
  self->backend = g_object_ref (backend);
  self->jobs = jobs == NULL ? NULL : g_object_ref (jobs);
  self->database_id = g_strdup (database_id);
  return self;
}

/**
 * reprise_restore_editor_prefill:
 * @self: an editor that is not open yet
 * @source_database_id: the database that the request's repository is of
 * @request: what is chosen at first, and what a reset goes back to
 */
void
reprise_restore_editor_prefill (RepriseRestoreEditor *self,
                                const char *source_database_id,
                                RepriseRestoreRequest *request)
{
  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));
  g_return_if_fail (REPRISE_IS_RESTORE_REQUEST (request));

  g_free (self->prefill_database_id);
  self->prefill_database_id = g_strdup (source_database_id);
  g_set_object (&self->prefill, request);
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
  reprise_restore_reader_open_async (self->backend,
                                     self->database_id,
                                     cancellable,
                                     opened_cb,
                                     g_object_ref (self));
  tell (self);
}

/**
 * reprise_restore_editor_get_state:
 * @self: an editor
 *
 * Returns: what goes on
 */
RepriseRestoreEditorState
reprise_restore_editor_get_state (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), REPRISE_RESTORE_EDITOR_OPENING);
  return self->state;
}

/**
 * reprise_restore_editor_get_error:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): why something could not be read or sent
 */
const GError *
reprise_restore_editor_get_error (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);
  return self->error;
}

/**
 * reprise_restore_editor_get_form:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what has been chosen; %NULL until it is open
 */
RepriseRestoreForm *
reprise_restore_editor_get_form (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);
  return self->form;
}

/**
 * reprise_restore_editor_get_catalogue:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what tells which databases can serve as a source; %NULL
 *   until it is open
 */
RepriseRestoreContext *
reprise_restore_editor_get_catalogue (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);
  return self->catalogue;
}

/**
 * reprise_restore_editor_get_plan:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what would be done; %NULL where something keeps it from
 *   being done
 */
RepriseRestorePlan *
reprise_restore_editor_get_plan (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);
  return self->plan;
}

/**
 * reprise_restore_editor_get_differences:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable) (element-type RepriseRestoreDifference): what was different
 *   from what had been shown when it was to be sent, so that it was not
 */
GPtrArray *
reprise_restore_editor_get_differences (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);
  return self->differences;
}

/**
 * reprise_restore_editor_get_source_node:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the node whose backups are read, where one is chosen
 */
RepriseNode *
reprise_restore_editor_get_source_node (RepriseRestoreEditor *self)
{
  RepriseDatabase *source =
      self->form == NULL ? NULL : reprise_restore_form_get_source_database (self->form);

  return source == NULL
             ? NULL
             : reprise_database_get_node (source,
                                          reprise_restore_form_get_source_node (self->form));
}

/**
 * reprise_restore_editor_get_zone_choice:
 * @self: an editor
 *
 * Returns: see reprise_zone_choice_resolve()
 */
const char *
reprise_restore_editor_get_zone_choice (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);
  return self->zone_choice;
}

/**
 * reprise_restore_editor_set_zone_choice:
 * @self: an editor
 * @zone_choice: see reprise_zone_choice_resolve()
 *
 * Changes how times are shown; an instant that has been chosen stays the same.
 */
void
reprise_restore_editor_set_zone_choice (RepriseRestoreEditor *self, const char *zone_choice)
{
  g_return_if_fail (REPRISE_IS_RESTORE_EDITOR (self));

  if (g_strcmp0 (self->zone_choice, zone_choice) == 0)
    return;
  g_free (self->zone_choice);
  self->zone_choice = g_strdup (zone_choice);
  g_clear_object (&self->zone);
  self->zone =
      reprise_zone_choice_resolve (zone_choice, reprise_restore_editor_get_source_node (self));
  tell (self);
}

/**
 * reprise_restore_editor_get_zone:
 * @self: an editor
 *
 * Returns: (transfer none): the zone that times are shown and chosen in
 */
RepriseZone *
reprise_restore_editor_get_zone (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);
  return self->zone;
}

/**
 * reprise_restore_editor_get_now:
 * @self: an editor
 *
 * Returns: the service's clock
 */
RepriseInstant
reprise_restore_editor_get_now (RepriseRestoreEditor *self)
{
  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), REPRISE_INSTANT_NONE);
  return reprise_backend_get_service_now (self->backend);
}

static gboolean
is_missing (const RepriseRestoreViolation *violation)
{
  return violation->problem == REPRISE_RESTORE_PROBLEM_MISSING ||
         violation->problem == REPRISE_RESTORE_PROBLEM_UNREAD ||
         violation->problem == REPRISE_RESTORE_PROBLEM_NOT_CONFIRMED;
}

/**
 * reprise_restore_editor_dup_problem:
 * @self: an editor
 * @field: a field of the form
 * @missing: (out): whether nothing is wrong there but that it is still to be filled in
 *
 * Returns: (transfer full) (nullable): what is to be said at that field, a line each; %NULL where
 *   it is all right
 */
char *
reprise_restore_editor_dup_problem (RepriseRestoreEditor *self,
                                    RepriseRestoreField field,
                                    gboolean *missing)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  g_return_val_if_fail (REPRISE_IS_RESTORE_EDITOR (self), NULL);

  *missing = TRUE;
  for (guint i = 0; self->violations != NULL && i < self->violations->len; i++)
    {
      const RepriseRestoreViolation *violation = g_ptr_array_index (self->violations, i);

      if (violation->field != field)
        continue;
      *missing = *missing && is_missing (violation);
      g_ptr_array_add (texts, violation->text);
    }
  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);
  return g_strjoinv ("\n", (char **) texts->pdata);
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
    return _ ("A saved file can be looked at and planned with, but no restore can be asked for.");
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
  take_form (self, g_steal_pointer (&changed));
  read_what_is_missing (self);
  tell (self);
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
  take_form (self, reprise_restore_form_with_confirmation (self->form, text));
  tell (self);
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
  g_signal_emit (self, signals[SIGNAL_RESET], 0);
  reprise_restore_editor_change (self, reprise_restore_form_reset (self->form));
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
    take_form (self, reprise_restore_form_with_confirmation (self->form, NULL));
  read_again (self);
  tell (self);
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
  tell (self);
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
}
