/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is chosen for a time on purpose only: whether it is included, and the backup to start from.
 */

#include "config.h"

#include "ui/reprise-restore-advanced.h"

#include "ui/reprise-form-field.h"
#include "ui/reprise-restore-backup-chooser.h"

#include <glib/gi18n.h>

struct _RepriseRestoreAdvanced
{
  AdwBin parent_instance;

  RepriseRestoreBackupChooser *base_chooser;
  RepriseFormField *base_field;
  GtkCheckButton *exclusive_button;
  GtkExpander *expander;
  GtkCheckButton *inclusive_button;
  GtkButton *propose_button;

  RepriseRestoreEditor *editor;
  gboolean is_changing;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreAdvanced, reprise_restore_advanced, ADW_TYPE_BIN)

static char *
dup_predicted (RepriseRestoreForm *form, RepriseRestoreWindow *window)
{
  RepriseInstant time = reprise_restore_form_get_time (form);
  g_autoptr (RepriseBackup) backup = NULL;
  guint position;

  if (window == NULL || time == REPRISE_INSTANT_NONE ||
      !reprise_restore_window_find_base (window, time, &position))
    return g_strdup (_ ("Left to pgBackRest"));
  backup = reprise_inventory_get_backup (reprise_restore_window_get_inventory (window), position);
  /* Translators: the label of the backup that it will choose. */
  return g_strdup_printf (_ ("Left to pgBackRest: %s"), reprise_backup_get_label (backup));
}

static void
show_base (RepriseRestoreAdvanced *self, RepriseRestoreForm *form)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (form);
  g_autofree char *predicted = dup_predicted (form, window);
  const RepriseRestoreBackupChoice choice = {
    .window = window,
    .before = reprise_restore_form_get_time (form),
    .none = predicted,
    .label = reprise_restore_form_get_base_label (form),
    .zone = reprise_restore_editor_get_zone (self->editor),
    .now = reprise_restore_editor_get_now (self->editor),
  };

  reprise_restore_backup_chooser_update (self->base_chooser, &choice);
}

/* Where pgBackRest would take a backup that cannot be used, another one is offered. */
static void
show_proposal (RepriseRestoreAdvanced *self, RepriseRestoreForm *form)
{
  g_autoptr (RepriseBackup) proposed = reprise_restore_form_dup_proposed_base (form);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->propose_button), proposed != NULL);
  if (proposed == NULL)
    return;
  /* Translators: the label of a backup. */
  text = g_strdup_printf (_ ("Start from %s"), reprise_backup_get_label (proposed));
  gtk_button_set_label (self->propose_button, text);
}

static void
update (RepriseRestoreAdvanced *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  gboolean is_exclusive;

  if (form == NULL)
    return;
  is_exclusive = reprise_restore_form_get_exclusive (form);
  self->is_changing = TRUE;
  gtk_check_button_set_active (is_exclusive ? self->exclusive_button : self->inclusive_button,
                               TRUE);
  self->is_changing = FALSE;
  show_base (self, form);
  show_proposal (self, form);
  reprise_form_field_show_problem (self->base_field, self->editor, REPRISE_RESTORE_FIELD_BASE);
  if (reprise_form_field_get_problem (self->base_field) != NULL)
    gtk_expander_set_expanded (self->expander, TRUE);
}

static void
exclusive_toggled_cb (RepriseRestoreAdvanced *self)
{
  if (self->is_changing)
    return;
  reprise_restore_editor_change (
      self->editor,
      reprise_restore_form_with_exclusive (reprise_restore_editor_get_form (self->editor),
                                           gtk_check_button_get_active (self->exclusive_button)));
}

static void
base_chosen_cb (RepriseRestoreAdvanced *self, const char *label)
{
  reprise_restore_editor_change (self->editor,
                                 reprise_restore_form_with_base (reprise_restore_editor_get_form (
                                                                     self->editor),
                                                                 label));
}

static void
propose_clicked_cb (RepriseRestoreAdvanced *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  g_autoptr (RepriseBackup) proposed = reprise_restore_form_dup_proposed_base (form);

  if (proposed != NULL)
    base_chosen_cb (self, reprise_backup_get_label (proposed));
}

static void
reprise_restore_advanced_dispose (GObject *object)
{
  RepriseRestoreAdvanced *self = REPRISE_RESTORE_ADVANCED (object);

  self->is_changing = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_ADVANCED);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_advanced_parent_class)->dispose (object);
}

static void
reprise_restore_advanced_class_init (RepriseRestoreAdvancedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_advanced_dispose;

  g_type_ensure (REPRISE_TYPE_FORM_FIELD);
  g_type_ensure (REPRISE_TYPE_RESTORE_BACKUP_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-advanced.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreAdvanced, base_chooser);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreAdvanced, base_field);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreAdvanced, exclusive_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreAdvanced, expander);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreAdvanced, inclusive_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreAdvanced, propose_button);
  gtk_widget_class_bind_template_callback (widget_class, base_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, exclusive_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, propose_clicked_cb);
}

static void
reprise_restore_advanced_init (RepriseRestoreAdvanced *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_restore_advanced_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreAdvanced *
reprise_restore_advanced_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_ADVANCED, NULL);
}

/**
 * reprise_restore_advanced_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_advanced_set_editor (RepriseRestoreAdvanced *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_ADVANCED (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
