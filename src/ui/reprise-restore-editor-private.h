/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the restore editor share. */

#pragma once

#include "ui/reprise-restore-editor.h"

G_BEGIN_DECLS

/* What has been typed somewhere and is not in the form. */
typedef struct
{
  RepriseRestoreProblem problem;
  char *text; /* NULL where there is nothing of the kind */
} RepriseRestorePending;

struct _RepriseRestoreEditor
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseJobManager *jobs; /* NULL where nothing can be sent */
  RepriseClock *clock;
  char *database_id;
  char *prefill_database_id;
  RepriseRestoreRequest *prefill; /* NULL where nothing was chosen before */
  char *zone_choice;
  RepriseZone *zone;
  GCancellable *cancellable; /* of what is being read or sent now */
  GSource *minute;           /* runs when the words of the plan are out of date */

  RepriseRestoreEditorState state;
  GError *error;
  RepriseRestoreContext *catalogue; /* the databases to choose from, as they were at first */
  RepriseRestoreForm *form;
  RepriseRestorePending pending[REPRISE_RESTORE_N_INPUTS];
  GPtrArray *violations;    /* of the form, and what is pending */
  RepriseRestorePlan *plan; /* NULL where there is a violation */
  GPtrArray *differences;   /* NULL where nothing has changed since it was shown */
  gboolean has_proposed;    /* a time to begin with */
};

void reprise_restore_editor_tell (RepriseRestoreEditor *self);
void reprise_restore_editor_tell_reset (RepriseRestoreEditor *self);
void reprise_restore_editor_tell_submitted (RepriseRestoreEditor *self, RepriseRestoreJob *job);
void reprise_restore_editor_set_state (RepriseRestoreEditor *self,
                                       RepriseRestoreEditorState state,
                                       GError *error);
gboolean reprise_restore_editor_has_pending (RepriseRestoreEditor *self);
void reprise_restore_editor_judge (RepriseRestoreEditor *self);
void reprise_restore_editor_take_form (RepriseRestoreEditor *self, RepriseRestoreForm *form);
void reprise_restore_editor_read_missing (RepriseRestoreEditor *self);

G_END_DECLS
