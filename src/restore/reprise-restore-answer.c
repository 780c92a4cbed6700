/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a service said to a restore that it was asked for. */

#include "config.h"

#include "restore/reprise-restore-answer.h"

#include "restore/reprise-send-outcome.h"

static const char *const words[] = {
  [REPRISE_RESTORE_ANSWER_ACCEPTED] = "accepted",
  [REPRISE_RESTORE_ANSWER_REFUSED] = "refused",
  [REPRISE_RESTORE_ANSWER_UNKNOWN] = "unknown",
  [REPRISE_RESTORE_ANSWER_NOT_SENT] = "not-sent",
};

/**
 * reprise_restore_answer_from_error:
 * @error: (nullable): why reprise_backend_send_restore_finish() failed; %NULL where it did not
 *
 * Returns: what the service said
 */
RepriseRestoreAnswer
reprise_restore_answer_from_error (const GError *error)
{
  if (error == NULL)
    return REPRISE_RESTORE_ANSWER_ACCEPTED;
  switch (reprise_send_outcome_from_error (error))
    {
    case REPRISE_SEND_OUTCOME_NOT_SENT:
      return REPRISE_RESTORE_ANSWER_NOT_SENT;
    case REPRISE_SEND_OUTCOME_REFUSED:
      return REPRISE_RESTORE_ANSWER_REFUSED;
    case REPRISE_SEND_OUTCOME_UNKNOWN:
    default:
      return REPRISE_RESTORE_ANSWER_UNKNOWN;
    }
}

/**
 * reprise_restore_answer_from_word:
 * @word: (nullable): a word from the journal
 *
 * Returns: the answer; where in doubt, that it is not known
 */
RepriseRestoreAnswer
reprise_restore_answer_from_word (const char *word)
{
  for (guint i = REPRISE_RESTORE_ANSWER_ACCEPTED; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return i;
  return REPRISE_RESTORE_ANSWER_UNKNOWN;
}

/**
 * reprise_restore_answer_to_word:
 * @answer: what the service said
 *
 * Returns: (nullable): the same as a word for the journal; %NULL for none
 */
const char *
reprise_restore_answer_to_word (RepriseRestoreAnswer answer)
{
  g_return_val_if_fail (answer < G_N_ELEMENTS (words), NULL);
  return words[answer];
}
