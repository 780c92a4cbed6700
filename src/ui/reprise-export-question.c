/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for a file, and saves an export there. */

#include "config.h"

#include "ui/reprise-export-question.h"

#include "ui/reprise-chooser.h"
#include "ui/reprise-message-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RepriseExportQuestion
{
  GObject parent_instance;

  RepriseExport *export;
  char *file_name;
  char *title;             /* NULL for an export */
  GtkNativeDialog *dialog; /* while it is open */
};

G_DEFINE_FINAL_TYPE (RepriseExportQuestion, reprise_export_question, G_TYPE_OBJECT)

static void
reprise_export_question_finalize (GObject *object)
{
  RepriseExportQuestion *self = REPRISE_EXPORT_QUESTION (object);

  g_clear_object (&self->dialog);
  g_clear_object (&self->export);
  g_free (self->file_name);
  g_free (self->title);
  G_OBJECT_CLASS (reprise_export_question_parent_class)->finalize (object);
}

static void
reprise_export_question_class_init (RepriseExportQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_export_question_finalize;
}

static void
reprise_export_question_init (RepriseExportQuestion *self)
{
}

/**
 * reprise_export_question_new:
 * @export: an export that nothing has been read of
 * @file_name: the name that is proposed
 *
 * Returns: (transfer full): the question
 */
RepriseExportQuestion *
reprise_export_question_new (RepriseExport *export, const char *file_name)
{
  RepriseExportQuestion *self;

  g_return_val_if_fail (REPRISE_IS_EXPORT (export), NULL);
  g_return_val_if_fail (file_name != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_EXPORT_QUESTION, NULL);
  self->export = g_object_ref (export);
  /* A name from outside may hold what separates folders. */
  self->file_name = g_strdelimit (g_strdup (file_name), "/", '-');
  return self;
}

/**
 * reprise_export_question_set_title:
 * @self: a question that has not been asked yet
 * @title: what is done, where that is not called an export
 */
void
reprise_export_question_set_title (RepriseExportQuestion *self, const char *title)
{
  g_return_if_fail (REPRISE_IS_EXPORT_QUESTION (self));
  g_return_if_fail (title != NULL);

  g_free (self->title);
  self->title = g_strdup (title);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (reprise_export_save_finish (REPRISE_EXPORT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save (RepriseExportQuestion *self, GTask *task, GFile *file)
{
  reprise_export_save_async (self->export,
                             file,
                             g_task_get_cancellable (task),
                             saved_cb,
                             g_object_ref (task));
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RepriseExportQuestion *self = g_task_get_source_object (task);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_signal_handlers_disconnect_by_func (dialog, response_cb, user_data);
  reprise_chooser_release (g_steal_pointer (&self->dialog));
  if (file == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
  else
    save (self, task, file);
}

/**
 * reprise_export_question_ask_async:
 * @self: a question that has not been asked yet
 * @parent: (nullable): the window it is about
 * @cancellable: (nullable): to give up saving
 * @callback: called when it is saved, or not
 * @user_data: given to @callback
 */
void
reprise_export_question_ask_async (RepriseExportQuestion *self,
                                   GtkWindow *parent,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (REPRISE_IS_EXPORT_QUESTION (self));
  g_return_if_fail (self->dialog == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, reprise_export_question_ask_async);
  self->dialog = GTK_NATIVE_DIALOG (
      gtk_file_chooser_native_new (self->title == NULL ? _ ("Export") : self->title,
                                   parent,
                                   GTK_FILE_CHOOSER_ACTION_SAVE,
                                   self->title == NULL ? _ ("_Export") : _ ("_Save"),
                                   _ ("_Cancel")));
  gtk_native_dialog_set_modal (self->dialog, TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->dialog), self->file_name);
  g_signal_connect (self->dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (self->dialog);
}

/**
 * reprise_export_question_ask_finish:
 * @self: a question
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is saved; %G_IO_ERROR_CANCELLED is set where nobody wanted it, another
 *   #G_IO_ERROR where that failed
 */
gboolean
reprise_export_question_ask_finish (RepriseExportQuestion *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result,
                                                  (gpointer) reprise_export_question_ask_async),
                        FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * reprise_export_question_tell:
 * @parent: the window that the question was about
 * @error: why an export could not be saved
 *
 * Tells the person who wanted it.
 */
void
reprise_export_question_tell (GtkWindow *parent, const GError *error)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (error != NULL);

  reprise_message_dialog_tell (parent, _ ("The Export Failed"), error->message);
}
