/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks whether to close while restores run. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RepriseCloseAnswer:
 * @REPRISE_CLOSE_ANSWER_STAY: Go on following them.
 * @REPRISE_CLOSE_ANSWER_CLOSE: Close all the same.
 *
 * What a person wants.
 */
typedef enum
{
  REPRISE_CLOSE_ANSWER_STAY,
  REPRISE_CLOSE_ANSWER_CLOSE,
} RepriseCloseAnswer;

#define REPRISE_TYPE_CLOSE_QUESTION (reprise_close_question_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCloseQuestion,
                      reprise_close_question,
                      REPRISE,
                      CLOSE_QUESTION,
                      GObject)

RepriseCloseQuestion *reprise_close_question_new (guint n_running);
void reprise_close_question_ask_async (RepriseCloseQuestion *self,
                                       GtkWindow *parent,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
RepriseCloseAnswer reprise_close_question_ask_finish (RepriseCloseQuestion *self,
                                                      GAsyncResult *result);

G_END_DECLS
