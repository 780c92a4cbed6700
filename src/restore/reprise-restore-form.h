/* SPDX-License-Identifier: GPL-3.0-or-later
 * What has been chosen for a restore so far, as a value. */

#pragma once

#include "model/reprise-restore-request.h"
#include "restore/reprise-restore-context.h"

G_BEGIN_DECLS

/**
 * RepriseRestoreMethod:
 * @REPRISE_RESTORE_METHOD_BACKUP: To the state of one backup.
 * @REPRISE_RESTORE_METHOD_LATEST: To the end of the archived WAL.
 * @REPRISE_RESTORE_METHOD_TIME: To an instant.
 *
 * How far a restore goes.
 */
typedef enum
{
  REPRISE_RESTORE_METHOD_BACKUP,
  REPRISE_RESTORE_METHOD_LATEST,
  REPRISE_RESTORE_METHOD_TIME,
} RepriseRestoreMethod;

#define REPRISE_TYPE_RESTORE_FORM (reprise_restore_form_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRestoreForm, reprise_restore_form, REPRISE, RESTORE_FORM, GObject)

RepriseRestoreForm *reprise_restore_form_new (RepriseRestoreContext *context);
RepriseRestoreForm *reprise_restore_form_with_context (RepriseRestoreForm *self,
                                                       RepriseRestoreContext *context);
RepriseRestoreForm *reprise_restore_form_with_source_database (RepriseRestoreForm *self,
                                                               const char *database_id);
RepriseRestoreForm *reprise_restore_form_with_source_node (RepriseRestoreForm *self,
                                                           const char *node_name);
RepriseRestoreForm *reprise_restore_form_with_repository (RepriseRestoreForm *self,
                                                          const char *repository_id);
RepriseRestoreForm *reprise_restore_form_with_target_nodes (RepriseRestoreForm *self,
                                                            const char *const *node_names);
RepriseRestoreForm *reprise_restore_form_with_method (RepriseRestoreForm *self,
                                                      RepriseRestoreMethod method);
RepriseRestoreForm *reprise_restore_form_with_backup (RepriseRestoreForm *self, const char *label);
RepriseRestoreForm *reprise_restore_form_with_time (RepriseRestoreForm *self, RepriseInstant time);
RepriseRestoreForm *reprise_restore_form_with_exclusive (RepriseRestoreForm *self,
                                                         gboolean exclusive);
RepriseRestoreForm *reprise_restore_form_with_base (RepriseRestoreForm *self, const char *label);
RepriseRestoreForm *reprise_restore_form_with_confirmation (RepriseRestoreForm *self,
                                                            const char *text);
RepriseRestoreForm *reprise_restore_form_with_request (RepriseRestoreForm *self,
                                                       const char *source_database_id,
                                                       RepriseRestoreRequest *request);
RepriseRestoreForm *reprise_restore_form_as_original (RepriseRestoreForm *self);
RepriseRestoreForm *reprise_restore_form_reset (RepriseRestoreForm *self);

RepriseRestoreContext *reprise_restore_form_get_context (RepriseRestoreForm *self);
const char *reprise_restore_form_get_source_database_id (RepriseRestoreForm *self);
RepriseDatabase *reprise_restore_form_get_source_database (RepriseRestoreForm *self);
gboolean reprise_restore_form_is_from_other_database (RepriseRestoreForm *self);
const char *reprise_restore_form_get_source_node (RepriseRestoreForm *self);
const char *reprise_restore_form_get_repository_id (RepriseRestoreForm *self);
const char *const *reprise_restore_form_get_target_nodes (RepriseRestoreForm *self);
gboolean reprise_restore_form_has_all_target_nodes (RepriseRestoreForm *self);
RepriseRestoreMethod reprise_restore_form_get_method (RepriseRestoreForm *self);
const char *reprise_restore_form_get_backup_label (RepriseRestoreForm *self);
RepriseInstant reprise_restore_form_get_time (RepriseRestoreForm *self);
gboolean reprise_restore_form_get_exclusive (RepriseRestoreForm *self);
const char *reprise_restore_form_get_base_label (RepriseRestoreForm *self);
const char *reprise_restore_form_get_confirmation (RepriseRestoreForm *self);
const char *reprise_restore_form_get_expected_confirmation (RepriseRestoreForm *self);
gboolean reprise_restore_form_is_changed (RepriseRestoreForm *self);
RepriseRestoreWindow *reprise_restore_form_get_window (RepriseRestoreForm *self);
RepriseReach reprise_restore_form_judge_time (RepriseRestoreForm *self);
RepriseBackup *reprise_restore_form_dup_start (RepriseRestoreForm *self, guint *position);
RepriseBackup *reprise_restore_form_dup_proposed_base (RepriseRestoreForm *self);

G_END_DECLS
