/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore that is being put together: the form, what is known, and what becomes of it. */

#pragma once

#include "base/reprise-clock.h"
#include "restore/reprise-job-manager.h"
#include "restore/reprise-restore-plan.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

/**
 * RepriseRestoreEditorState:
 * @REPRISE_RESTORE_EDITOR_OPENING: Nothing is known yet.
 * @REPRISE_RESTORE_EDITOR_NOT_OPENED: That could not be read; there is no form.
 * @REPRISE_RESTORE_EDITOR_READING: What was chosen last is being read.
 * @REPRISE_RESTORE_EDITOR_NOT_READ: That could not be read.
 * @REPRISE_RESTORE_EDITOR_READY: All is known.
 * @REPRISE_RESTORE_EDITOR_SENDING: It is being asked for.
 * @REPRISE_RESTORE_EDITOR_NOT_SENT: It could not be asked for.
 *
 * What goes on.
 */
typedef enum
{
  REPRISE_RESTORE_EDITOR_OPENING,
  REPRISE_RESTORE_EDITOR_NOT_OPENED,
  REPRISE_RESTORE_EDITOR_READING,
  REPRISE_RESTORE_EDITOR_NOT_READ,
  REPRISE_RESTORE_EDITOR_READY,
  REPRISE_RESTORE_EDITOR_SENDING,
  REPRISE_RESTORE_EDITOR_NOT_SENT,
} RepriseRestoreEditorState;

/**
 * RepriseRestoreInput:
 * @REPRISE_RESTORE_INPUT_CLOCK: Hour, minute or second.
 * @REPRISE_RESTORE_INPUT_FRACTION: The fraction of a second.
 * @REPRISE_RESTORE_INPUT_TEXT: A time as text.
 *
 * Where something can be typed for the time to restore to that is not in the form before it is
 * taken.
 */
typedef enum
{
  REPRISE_RESTORE_INPUT_CLOCK,
  REPRISE_RESTORE_INPUT_FRACTION,
  REPRISE_RESTORE_INPUT_TEXT,
} RepriseRestoreInput;

#define REPRISE_RESTORE_N_INPUTS (REPRISE_RESTORE_INPUT_TEXT + 1)

#define REPRISE_TYPE_RESTORE_EDITOR (reprise_restore_editor_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreEditor,
                      reprise_restore_editor,
                      REPRISE,
                      RESTORE_EDITOR,
                      GObject)

RepriseRestoreEditor *reprise_restore_editor_new (RepriseBackend *backend,
                                                  RepriseJobManager *jobs,
                                                  const char *database_id,
                                                  RepriseClock *clock);
void reprise_restore_editor_set_zone_choice (RepriseRestoreEditor *self, const char *zone_choice);
void reprise_restore_editor_prefill (RepriseRestoreEditor *self,
                                     const char *source_database_id,
                                     RepriseRestoreRequest *request);
void reprise_restore_editor_open (RepriseRestoreEditor *self);

RepriseRestoreEditorState reprise_restore_editor_get_state (RepriseRestoreEditor *self);
const GError *reprise_restore_editor_get_error (RepriseRestoreEditor *self);
RepriseRestoreForm *reprise_restore_editor_get_form (RepriseRestoreEditor *self);
RepriseRestoreContext *reprise_restore_editor_get_catalogue (RepriseRestoreEditor *self);
RepriseRestorePlan *reprise_restore_editor_get_plan (RepriseRestoreEditor *self);
GPtrArray *reprise_restore_editor_get_differences (RepriseRestoreEditor *self);
RepriseNode *reprise_restore_editor_get_source_node (RepriseRestoreEditor *self);
const char *reprise_restore_editor_get_zone_choice (RepriseRestoreEditor *self);
RepriseZone *reprise_restore_editor_get_zone (RepriseRestoreEditor *self);
RepriseInstant reprise_restore_editor_get_now (RepriseRestoreEditor *self);
char *reprise_restore_editor_dup_problem (RepriseRestoreEditor *self,
                                          RepriseRestoreField field,
                                          gboolean *is_missing);
const char *reprise_restore_editor_get_obstacle (RepriseRestoreEditor *self);
gboolean reprise_restore_editor_is_complete (RepriseRestoreEditor *self);
gboolean reprise_restore_editor_is_changed (RepriseRestoreEditor *self);

void reprise_restore_editor_change (RepriseRestoreEditor *self, RepriseRestoreForm *form);
void reprise_restore_editor_set_pending (RepriseRestoreEditor *self,
                                         RepriseRestoreInput input,
                                         RepriseRestoreProblem problem,
                                         const char *text);
void reprise_restore_editor_confirm (RepriseRestoreEditor *self, const char *text);
void reprise_restore_editor_reset (RepriseRestoreEditor *self);
void reprise_restore_editor_retry (RepriseRestoreEditor *self);
void reprise_restore_editor_send (RepriseRestoreEditor *self);
void reprise_restore_editor_stop (RepriseRestoreEditor *self);

G_END_DECLS
