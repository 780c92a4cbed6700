/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a task said about one of its steps. */

#pragma once

#include "base/reprise-instant.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseTaskMessageFields:
 * @time: when it was said, or %REPRISE_INSTANT_NONE
 * @level: how serious it is, such as info or error
 * @step: the step it is about
 * @text: what was said
 * @status_word: the state of the step in the service's own word
 * @progress: percent of the step, or -1
 *
 * What a message of a task is made from; reprise_task_message_new() copies all of it.
 */
typedef struct
{
  RepriseInstant time;
  const char *level;
  const char *step;
  const char *text;
  const char *status_word;
  int progress;
} RepriseTaskMessageFields;

/* Nothing known. */
#define REPRISE_TASK_MESSAGE_FIELDS_INIT                                                           \
  {                                                                                                \
    .time = REPRISE_INSTANT_NONE, .progress = -1,                                                  \
  }

#define REPRISE_TYPE_TASK_MESSAGE (reprise_task_message_get_type ())
G_DECLARE_FINAL_TYPE (RepriseTaskMessage, reprise_task_message, REPRISE, TASK_MESSAGE, GObject)

RepriseTaskMessage *reprise_task_message_new (const RepriseTaskMessageFields *fields);
RepriseInstant reprise_task_message_get_time (RepriseTaskMessage *self);
const char *reprise_task_message_get_level (RepriseTaskMessage *self);
const char *reprise_task_message_get_step (RepriseTaskMessage *self);
const char *reprise_task_message_get_text (RepriseTaskMessage *self);
const char *reprise_task_message_get_status_word (RepriseTaskMessage *self);
int reprise_task_message_get_progress (RepriseTaskMessage *self);

G_END_DECLS
