/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says something that must not be overlooked, and takes an answer.
 *
 * AdwMessageDialog does the same, but that of libadwaita 1.7 complains of any longer heading. */

#include "config.h"

#include "ui/reprise-message-dialog.h"

#include <glib/gi18n.h>

struct _RepriseMessageDialog
{
  AdwWindow parent_instance;

  GtkLabel *heading_label;
  GtkLabel *body_label;
  GtkBox *responses_box;
};

G_DEFINE_FINAL_TYPE (RepriseMessageDialog, reprise_message_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_RESPONSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  g_autoptr (RepriseMessageDialog) self = g_object_ref (REPRISE_MESSAGE_DIALOG (user_data));

  g_signal_emit (self, signals[SIGNAL_RESPONSE], 0, gtk_widget_get_name (GTK_WIDGET (button)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
reprise_message_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_MESSAGE_DIALOG);
  G_OBJECT_CLASS (reprise_message_dialog_parent_class)->dispose (object);
}

static void
reprise_message_dialog_class_init (RepriseMessageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_message_dialog_dispose;

  /**
   * RepriseMessageDialog::response:
   * @id: which answer was given; a dialog that is closed otherwise gives none
   */
  signals[SIGNAL_RESPONSE] = g_signal_new ("response",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-message-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseMessageDialog, body_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseMessageDialog, heading_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseMessageDialog, responses_box);
}

static void
reprise_message_dialog_init (RepriseMessageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_message_dialog_new:
 * @parent: (nullable): the window it is about
 * @heading: what is wrong or asked
 * @body: the same in sentences; plain text
 *
 * Returns: (transfer none): a dialog without answers, to be presented; it closes itself
 */
RepriseMessageDialog *
reprise_message_dialog_new (GtkWindow *parent, const char *heading, const char *body)
{
  RepriseMessageDialog *self =
      g_object_new (REPRISE_TYPE_MESSAGE_DIALOG, "transient-for", parent, "title", heading, NULL);

  gtk_label_set_label (self->heading_label, heading);
  gtk_label_set_label (self->body_label, body);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  body,
                                  -1);
  return self;
}

/**
 * reprise_message_dialog_get_heading:
 * @self: a dialog
 *
 * Returns: what is wrong or asked
 */
const char *
reprise_message_dialog_get_heading (RepriseMessageDialog *self)
{
  g_return_val_if_fail (REPRISE_IS_MESSAGE_DIALOG (self), NULL);
  return gtk_label_get_label (self->heading_label);
}

/**
 * reprise_message_dialog_get_body:
 * @self: a dialog
 *
 * Returns: the same in sentences
 */
const char *
reprise_message_dialog_get_body (RepriseMessageDialog *self)
{
  g_return_val_if_fail (REPRISE_IS_MESSAGE_DIALOG (self), NULL);
  return gtk_label_get_label (self->body_label);
}

static GtkWidget *
add_button (RepriseMessageDialog *self, const char *id, const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkLabel *text = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap (text, TRUE);
  gtk_label_set_justify (text, GTK_JUSTIFY_CENTER);
  gtk_widget_set_name (button, id);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  gtk_box_append (self->responses_box, button);
  if (gtk_widget_get_prev_sibling (button) == NULL)
    {
      gtk_window_set_default_widget (GTK_WINDOW (self), button);
      gtk_window_set_focus (GTK_WINDOW (self), button);
    }
  return button;
}

/**
 * reprise_message_dialog_add_response:
 * @self: a dialog
 * @id: what the answer is called in #RepriseMessageDialog::response
 * @label: what it is called on its button, with a mnemonic
 *
 * The first that is added is the harmless one: it has the focus, and Enter gives it.
 */
void
reprise_message_dialog_add_response (RepriseMessageDialog *self, const char *id, const char *label)
{
  g_return_if_fail (REPRISE_IS_MESSAGE_DIALOG (self));
  g_return_if_fail (id != NULL);

  add_button (self, id, label);
}

/**
 * reprise_message_dialog_add_destructive_response:
 * @self: a dialog that has its harmless answer
 * @id: what the answer is called in #RepriseMessageDialog::response
 * @label: what it is called on its button, with a mnemonic
 *
 * Adds an answer that takes something away; its button looks like it.
 */
void
reprise_message_dialog_add_destructive_response (RepriseMessageDialog *self,
                                                 const char *id,
                                                 const char *label)
{
  g_return_if_fail (REPRISE_IS_MESSAGE_DIALOG (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (gtk_window_get_default_widget (GTK_WINDOW (self)) != NULL);

  gtk_widget_add_css_class (add_button (self, id, label), "destructive-action");
}

/**
 * reprise_message_dialog_tell:
 * @parent: (nullable): the window it is about
 * @heading: what is wrong
 * @body: the same in sentences; plain text
 *
 * Shows it in a dialog that can only be closed.
 *
 * Returns: (transfer none): the dialog
 */
RepriseMessageDialog *
reprise_message_dialog_tell (GtkWindow *parent, const char *heading, const char *body)
{
  RepriseMessageDialog *self = reprise_message_dialog_new (parent, heading, body);

  reprise_message_dialog_add_response (self, "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
