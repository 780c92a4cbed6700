/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a service said to a restore that it was asked for. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseRestoreAnswer:
 * @REPRISE_RESTORE_ANSWER_NONE: Nothing is known of an answer.
 * @REPRISE_RESTORE_ANSWER_ACCEPTED: The service said that it will do it.
 * @REPRISE_RESTORE_ANSWER_REFUSED: It said that it will not; nothing has begun.
 * @REPRISE_RESTORE_ANSWER_UNKNOWN: It was asked, and what it said is not known.
 * @REPRISE_RESTORE_ANSWER_NOT_SENT: It was never asked.
 *
 * What a service said to a restore.
 */
typedef enum
{
  REPRISE_RESTORE_ANSWER_NONE,
  REPRISE_RESTORE_ANSWER_ACCEPTED,
  REPRISE_RESTORE_ANSWER_REFUSED,
  REPRISE_RESTORE_ANSWER_UNKNOWN,
  REPRISE_RESTORE_ANSWER_NOT_SENT,
} RepriseRestoreAnswer;

RepriseRestoreAnswer reprise_restore_answer_from_error (const GError *error);
RepriseRestoreAnswer reprise_restore_answer_from_word (const char *word);
const char *reprise_restore_answer_to_word (RepriseRestoreAnswer answer);

G_END_DECLS
