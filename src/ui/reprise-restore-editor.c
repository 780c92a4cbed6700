/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore that is being put together: the form, what is known, and what becomes of it.
 *
 * Widgets show it and hand in changed forms; only here anything is read or sent. */

#include "config.h"

#include "ui/reprise-restore-editor-private.h"

#include "restore/reprise-time-choice.h"
#include "ui/reprise-zone-choice.h"

G_DEFINE_FINAL_TYPE (RepriseRestoreEditor, reprise_restore_editor, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESET,
  SIGNAL_SUBMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Anything is to be shown anew. */
void
reprise_restore_editor_tell (RepriseRestoreEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What was typed is to be forgotten. */
void
reprise_restore_editor_tell_reset (RepriseRestoreEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_RESET], 0);
}

/* The service may have been asked for a restore. */
void
reprise_restore_editor_tell_submitted (RepriseRestoreEditor *self, RepriseRestoreJob *job)
{
  g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0, job);
}

/* error: (transfer full) (nullable) */
void
reprise_restore_editor_set_state (RepriseRestoreEditor *self,
                                  RepriseRestoreEditorState state,
                                  GError *error)
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

/* Whether anything was typed for the time, where one is chosen, that is not in the form. */
gboolean
reprise_restore_editor_has_pending (RepriseRestoreEditor *self)
{
  if (self->form == NULL ||
      reprise_restore_form_get_method (self->form) != REPRISE_RESTORE_METHOD_TIME)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (self->pending); i++)
    if (self->pending[i].text != NULL)
      return TRUE;
  return FALSE;
}

static void
add_pending (RepriseRestoreEditor *self)
{
  if (!reprise_restore_editor_has_pending (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->pending); i++)
    if (self->pending[i].text != NULL)
      reprise_restore_violations_add (self->violations,
                                      i == REPRISE_RESTORE_INPUT_TEXT
                                          ? REPRISE_RESTORE_FIELD_TIME_TEXT
                                          : REPRISE_RESTORE_FIELD_TIME,
                                      self->pending[i].problem,
                                      self->pending[i].text);
}

/* What is wrong, and what would be done if nothing were. While something else stands where a time
 * is typed there is no plan: it would be one for another time. */
void
reprise_restore_editor_judge (RepriseRestoreEditor *self)
{
  g_clear_pointer (&self->violations, g_ptr_array_unref);
  self->violations = reprise_restore_form_check (self->form);
  add_pending (self);
  g_clear_object (&self->plan);
  if (!reprise_restore_editor_has_pending (self))
    self->plan = reprise_restore_plan_new (self->form);
}

/* The plan is made anew whenever the form changes, so that what is shown is what is sent. */
void
reprise_restore_editor_take_form (RepriseRestoreEditor *self, RepriseRestoreForm *form)
{
  g_autoptr (RepriseZone) zone = NULL;

  form = propose_time (self, form);
  g_clear_object (&self->form);
  self->form = form;
  reprise_restore_editor_judge (self);
  zone = reprise_zone_choice_resolve (self->zone_choice,
                                      reprise_restore_editor_get_source_node (self));
  if (!reprise_zone_equal (zone, self->zone))
    g_set_object (&self->zone, zone);
}

static void
reprise_restore_editor_finalize (GObject *object)
{
  RepriseRestoreEditor *self = REPRISE_RESTORE_EDITOR (object);

  g_clear_object (&self->backend);
  g_clear_object (&self->jobs);
  reprise_clear_timer (&self->minute);
  g_clear_object (&self->clock);
  g_free (self->database_id);
  g_free (self->prefill_database_id);
  g_clear_object (&self->prefill);
  g_free (self->zone_choice);
  g_clear_object (&self->zone);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->form);
  for (guint i = 0; i < G_N_ELEMENTS (self->pending); i++)
    g_free (self->pending[i].text);
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
 * @clock: what minutes are timed by
 *
 * Returns: (transfer full): an editor that is still to be opened
 */
RepriseRestoreEditor *
reprise_restore_editor_new (RepriseBackend *backend,
                            RepriseJobManager *jobs,
                            const char *database_id,
                            RepriseClock *clock)
{
  RepriseRestoreEditor *self;

  g_return_val_if_fail (REPRISE_IS_BACKEND (backend), NULL);
  g_return_val_if_fail (database_id != NULL, NULL);
  g_return_val_if_fail (REPRISE_IS_CLOCK (clock), NULL);

  self = g_object_new (REPRISE_TYPE_RESTORE_EDITOR, NULL);
  self->backend = g_object_ref (backend);
  self->jobs = jobs == NULL ? NULL : g_object_ref (jobs);
  self->clock = g_object_ref (clock);
  self->database_id = g_strdup (database_id);
  return self;
}

/**
 * reprise_restore_editor_prefill:
 * @self: an editor that is not open yet
 * @source_database_id: (nullable): the database that the request's repository is of; the one to be
 *   overwritten where nobody has noted it
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
  self->prefill_database_id =
      g_strdup (source_database_id != NULL ? source_database_id : self->database_id);
  g_set_object (&self->prefill, request);
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
  reprise_restore_editor_tell (self);
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
         violation->problem == REPRISE_RESTORE_PROBLEM_NOT_TAKEN ||
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
