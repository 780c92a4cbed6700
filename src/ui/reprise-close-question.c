/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks whether to close while restores run. */

#include "config.h"

#include "ui/reprise-close-question.h"

#include "ui/reprise-message-dialog.h"

#include <glib/gi18n.h>

struct _RepriseCloseQuestion
{
  GObject parent_instance;

  guint n_running;
  RepriseCloseAnswer answer;
};

G_DEFINE_FINAL_TYPE (RepriseCloseQuestion, reprise_close_question, G_TYPE_OBJECT)

static void
response_cb (RepriseCloseQuestion *self, const char *response)
{
  if (g_strcmp0 (response, "close") == 0)
    self->answer = REPRISE_CLOSE_ANSWER_CLOSE;
}

/* Also where the dialog goes without an answer, together with its parent. */
static void
destroyed_cb (GtkWidget *dialog, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseCloseQuestion *self = g_task_get_source_object (task);

  g_task_return_int (task, self->answer);
}

static void
reprise_close_question_class_init (RepriseCloseQuestionClass *klass)
{
}

static void
reprise_close_question_init (RepriseCloseQuestion *self)
{
}

/**
 * reprise_close_question_new:
 * @n_running: how many restores run
 *
 * Returns: (transfer full): the question
 */
RepriseCloseQuestion *
reprise_close_question_new (guint n_running)
{
  RepriseCloseQuestion *self = g_object_new (REPRISE_TYPE_CLOSE_QUESTION, NULL);

  self->n_running = n_running;
  return self;
}

static RepriseMessageDialog *
new_dialog (RepriseCloseQuestion *self, GtkWindow *parent)
{
  RepriseMessageDialog *dialog =
      reprise_message_dialog_new (parent,
                                  ngettext ("A Restore Is Running",
                                            "Restores Are Running",
                                            self->n_running),
                                  ngettext ("The service goes on with it when Reprise is closed. "
                                            "Reprise finds it again when it is next started.",
                                            "The service goes on with them when Reprise is closed. "
                                            "Reprise finds them again when it is next started.",
                                            self->n_running));

  reprise_message_dialog_add_response (dialog, "stay", _ ("_Keep Open"));
  reprise_message_dialog_add_response (dialog, "close", _ ("_Close"));
  return dialog;
}

/**
 * reprise_close_question_ask_async:
 * @self: a question that has not been asked yet
 * @parent: (nullable): the window it is about
 * @cancellable: (nullable): not looked at before the answer
 * @callback: called with the answer
 * @user_data: given to @callback
 */
void
reprise_close_question_ask_async (RepriseCloseQuestion *self,
                                  GtkWindow *parent,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RepriseMessageDialog *dialog;

  g_return_if_fail (REPRISE_IS_CLOSE_QUESTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_close_question_ask_async);
  dialog = new_dialog (self, parent);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (dialog, "destroy", G_CALLBACK (destroyed_cb), g_steal_pointer (&task));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * reprise_close_question_ask_finish:
 * @self: a question
 * @result: what the callback was given
 *
 * Returns: the answer; %REPRISE_CLOSE_ANSWER_STAY where there was none
 */
RepriseCloseAnswer
reprise_close_question_ask_finish (RepriseCloseQuestion *self, GAsyncResult *result)
{
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, self), REPRISE_CLOSE_ANSWER_STAY);
  g_return_val_if_fail (g_async_result_is_tagged (result, reprise_close_question_ask_async),
                        REPRISE_CLOSE_ANSWER_STAY);

  answer = g_task_propagate_int (G_TASK (result), NULL);
  return answer == REPRISE_CLOSE_ANSWER_CLOSE ? REPRISE_CLOSE_ANSWER_CLOSE
                                              : REPRISE_CLOSE_ANSWER_STAY;
}
