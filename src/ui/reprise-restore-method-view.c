/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses how far to restore, and the backup or the time that goes with it. */

#include "config.h"

#include "ui/reprise-restore-method-view.h"

#include "ui/reprise-form-field.h"
#include "ui/reprise-restore-backup-chooser.h"
#include "ui/reprise-restore-time-picker.h"

struct _RepriseRestoreMethodView
{
  AdwBin parent_instance;

  GtkCheckButton *backup_button;
  RepriseRestoreBackupChooser *backup_chooser;
  RepriseFormField *backup_field;
  GtkCheckButton *latest_button;
  GtkLabel *latest_label;
  RepriseFormField *method_field;
  GtkCheckButton *time_button;
  RepriseRestoreTimePicker *time_picker;

  RepriseRestoreEditor *editor;
  gboolean is_changing;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreMethodView, reprise_restore_method_view, ADW_TYPE_BIN)

static void
show_backups (RepriseRestoreMethodView *self, RepriseRestoreForm *form)
{
  const RepriseRestoreBackupChoice choice = {
    .window = reprise_restore_form_get_window (form),
    .before = REPRISE_INSTANT_NONE,
    .label = reprise_restore_form_get_backup_label (form),
    .zone = reprise_restore_editor_get_zone (self->editor),
    .now = reprise_restore_editor_get_now (self->editor),
  };

  reprise_restore_backup_chooser_update (self->backup_chooser, &choice);
}

static void
update (RepriseRestoreMethodView *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  RepriseRestoreMethod method;

  if (form == NULL)
    return;
  method = reprise_restore_form_get_method (form);
  self->is_changing = TRUE;
  gtk_check_button_set_active (method == REPRISE_RESTORE_METHOD_BACKUP   ? self->backup_button
                               : method == REPRISE_RESTORE_METHOD_LATEST ? self->latest_button
                                                                         : self->time_button,
                               TRUE);
  self->is_changing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->backup_field), method == REPRISE_RESTORE_METHOD_BACKUP);
  gtk_widget_set_visible (GTK_WIDGET (self->latest_label), method == REPRISE_RESTORE_METHOD_LATEST);
  gtk_widget_set_visible (GTK_WIDGET (self->time_picker), method == REPRISE_RESTORE_METHOD_TIME);
  show_backups (self, form);
  reprise_form_field_show_problem (self->method_field, self->editor, REPRISE_RESTORE_FIELD_METHOD);
  reprise_form_field_show_problem (self->backup_field, self->editor, REPRISE_RESTORE_FIELD_BACKUP);
}

/* Of two that change, one is switched off and tells nothing. */
static void
toggled_cb (RepriseRestoreMethodView *self, GtkCheckButton *button)
{
  RepriseRestoreMethod method = button == self->backup_button   ? REPRISE_RESTORE_METHOD_BACKUP
                                : button == self->latest_button ? REPRISE_RESTORE_METHOD_LATEST
                                                                : REPRISE_RESTORE_METHOD_TIME;

  if (self->is_changing || !gtk_check_button_get_active (button))
    return;
  reprise_restore_editor_change (self->editor,
                                 reprise_restore_form_with_method (reprise_restore_editor_get_form (
                                                                       self->editor),
                                                                   method));
}

static void
backup_chosen_cb (RepriseRestoreMethodView *self, const char *label)
{
  reprise_restore_editor_change (self->editor,
                                 reprise_restore_form_with_backup (reprise_restore_editor_get_form (
                                                                       self->editor),
                                                                   label));
}

static void
reprise_restore_method_view_dispose (GObject *object)
{
  RepriseRestoreMethodView *self = REPRISE_RESTORE_METHOD_VIEW (object);

  self->is_changing = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_METHOD_VIEW);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_method_view_parent_class)->dispose (object);
}

static void
reprise_restore_method_view_class_init (RepriseRestoreMethodViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_method_view_dispose;

  g_type_ensure (REPRISE_TYPE_FORM_FIELD);
  g_type_ensure (REPRISE_TYPE_RESTORE_BACKUP_CHOOSER);
  g_type_ensure (REPRISE_TYPE_RESTORE_TIME_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-method-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreMethodView, backup_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreMethodView, backup_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreMethodView, backup_field);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreMethodView, latest_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreMethodView, latest_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreMethodView, method_field);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreMethodView, time_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreMethodView, time_picker);
  gtk_widget_class_bind_template_callback (widget_class, backup_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
reprise_restore_method_view_init (RepriseRestoreMethodView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_form_field_set_mnemonic_widget (self->backup_field,
                                          GTK_WIDGET (reprise_restore_backup_chooser_get_drop_down (
                                              self->backup_chooser)));
}

/**
 * reprise_restore_method_view_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreMethodView *
reprise_restore_method_view_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_METHOD_VIEW, NULL);
}

/**
 * reprise_restore_method_view_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_method_view_set_editor (RepriseRestoreMethodView *self,
                                        RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_METHOD_VIEW (self));

  g_set_object (&self->editor, editor);
  reprise_restore_time_picker_set_editor (self->time_picker, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
