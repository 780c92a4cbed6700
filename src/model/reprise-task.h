/* SPDX-License-Identifier: GPL-3.0-or-later
 * Work that a service does or did. */

#pragma once

#include "base/reprise-instant.h"
#include "model/reprise-restore-request.h"
#include "model/reprise-status.h"
#include "model/reprise-task-message.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseTaskFields:
 * @id: the service's id
 * @name: the kind of work, such as restore-from-pgbackrest
 * @status_word: its status in the service's own word
 * @subject_kind: what kind of thing is worked on, such as database
 * @subject_id: the id of what is worked on
 * @created_at: when it was created, or %REPRISE_INSTANT_NONE
 * @updated_at: when it last changed, or %REPRISE_INSTANT_NONE
 * @error: why it failed; may have several lines
 * @request: the request behind it, where that was a restore
 * @messages: its #RepriseTaskMessage objects, oldest first
 *
 * What a task is made from; reprise_task_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *status_word;
  const char *subject_kind;
  const char *subject_id;
  RepriseInstant created_at;
  RepriseInstant updated_at;
  const char *error;
  RepriseRestoreRequest *request;
  GPtrArray *messages;
} RepriseTaskFields;

/* Nothing known. */
#define REPRISE_TASK_FIELDS_INIT                                                                   \
  {                                                                                                \
    .created_at = REPRISE_INSTANT_NONE, .updated_at = REPRISE_INSTANT_NONE,                        \
  }

#define REPRISE_TYPE_TASK (reprise_task_get_type ())
G_DECLARE_FINAL_TYPE (RepriseTask, reprise_task, REPRISE, TASK, GObject)

RepriseTask *reprise_task_new (const RepriseTaskFields *fields);
const char *reprise_task_get_id (RepriseTask *self);
const char *reprise_task_get_name (RepriseTask *self);
const char *reprise_task_get_status_word (RepriseTask *self);
const char *reprise_task_get_subject_kind (RepriseTask *self);
const char *reprise_task_get_subject_id (RepriseTask *self);
RepriseInstant reprise_task_get_created_at (RepriseTask *self);
RepriseInstant reprise_task_get_updated_at (RepriseTask *self);
const char *reprise_task_get_error (RepriseTask *self);
RepriseRestoreRequest *reprise_task_get_request (RepriseTask *self);
GPtrArray *reprise_task_get_messages (RepriseTask *self);
RepriseTaskStatus reprise_task_get_status (RepriseTask *self);
gboolean reprise_task_has_ended (RepriseTask *self);

G_END_DECLS
