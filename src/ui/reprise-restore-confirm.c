/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for a restore to be confirmed, and says what is lost. */

#include "config.h"

#include "ui/reprise-restore-confirm.h"

#include "ui/reprise-form-field.h"

#include <glib/gi18n.h>

struct _RepriseRestoreConfirm
{
  AdwBin parent_instance;

  GtkBox *differences_box;
  GtkLabel *differences_label;
  GtkEntry *entry;
  RepriseFormField *field;
  GtkLabel *loss_label;

  RepriseRestoreEditor *editor;
  gboolean is_changing;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreConfirm, reprise_restore_confirm, ADW_TYPE_BIN)

static char *
dup_differences (GPtrArray *differences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const RepriseRestoreDifference *difference = g_ptr_array_index (differences, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      /* Translators: what differs, how it was shown, and how it is now. */
      g_string_append_printf (text,
                              _ ("%s: it was “%s”, it is “%s” now"),
                              difference->title,
                              difference->before,
                              difference->now);
    }
  return g_string_free (text, FALSE);
}

static void
show_differences (RepriseRestoreConfirm *self)
{
  GPtrArray *differences = reprise_restore_editor_get_differences (self->editor);
  gboolean was_shown = gtk_widget_get_visible (GTK_WIDGET (self->differences_box));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->differences_box), differences != NULL);
  if (differences == NULL)
    return;
  text = dup_differences (differences);
  gtk_label_set_label (self->differences_label, text);
  if (!was_shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->differences_label));
}

static void
show_loss (RepriseRestoreConfirm *self)
{
  RepriseRestorePlan *plan = reprise_restore_editor_get_plan (self->editor);
  g_autofree char *text = plan == NULL ? NULL : reprise_restore_plan_dup_confirmation (plan);

  gtk_label_set_label (self->loss_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->loss_label), text != NULL);
}

static void
update (RepriseRestoreConfirm *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  const char *typed;

  if (form == NULL)
    return;
  typed = reprise_restore_form_get_confirmation (form);
  if (typed == NULL)
    typed = "";
  self->is_changing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), typed) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), typed);
  self->is_changing = FALSE;
  show_differences (self);
  show_loss (self);
  reprise_form_field_show_problem (self->field, self->editor, REPRISE_RESTORE_FIELD_CONFIRMATION);
}

static void
entry_changed_cb (RepriseRestoreConfirm *self)
{
  if (!self->is_changing)
    reprise_restore_editor_confirm (self->editor,
                                    gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
reprise_restore_confirm_dispose (GObject *object)
{
  RepriseRestoreConfirm *self = REPRISE_RESTORE_CONFIRM (object);

  self->is_changing = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_CONFIRM);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_confirm_parent_class)->dispose (object);
}

static void
reprise_restore_confirm_class_init (RepriseRestoreConfirmClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_confirm_dispose;

  g_type_ensure (REPRISE_TYPE_FORM_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-confirm.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreConfirm, differences_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreConfirm, differences_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreConfirm, entry);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreConfirm, field);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreConfirm, loss_label);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
reprise_restore_confirm_init (RepriseRestoreConfirm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_restore_confirm_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreConfirm *
reprise_restore_confirm_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_CONFIRM, NULL);
}

/**
 * reprise_restore_confirm_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_confirm_set_editor (RepriseRestoreConfirm *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_CONFIRM (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
