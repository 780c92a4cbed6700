/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the restore editor share. */

#pragma once

#include "ui/reprise-restore-editor.h"

G_BEGIN_DECLS

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

void reprise_restore_editor_tell (RepriseRestoreEditor *self);
void reprise_restore_editor_tell_reset (RepriseRestoreEditor *self);
void reprise_restore_editor_tell_submitted (RepriseRestoreEditor *self, RepriseRestoreJob *job);
void reprise_restore_editor_set_state (RepriseRestoreEditor *self,
                                       RepriseRestoreEditorState state,
                                       GError *error);
void reprise_restore_editor_take_form (RepriseRestoreEditor *self, RepriseRestoreForm *form);
void reprise_restore_editor_read_missing (RepriseRestoreEditor *self);

G_END_DECLS
