/* SPDX-License-Identifier: GPL-3.0-or-later
 * All fields of a restore, from the source to the confirmation. */

#include "config.h"

#include "ui/reprise-restore-form-view.h"

#include "ui/reprise-error-words.h"
#include "ui/reprise-restore-confirm.h"
#include "ui/reprise-restore-method-view.h"
#include "ui/reprise-restore-source.h"
#include "ui/reprise-restore-targets.h"

#include <glib/gi18n.h>

struct _RepriseRestoreFormView
{
  AdwBin parent_instance;

  RepriseRestoreConfirm *confirm;
  RepriseRestoreMethodView *method;
  GtkLabel *obstacle_label;
  AdwBin *plan_bin;
  GtkButton *retry_button;
  RepriseRestoreSource *source;
  GtkLabel *target_label;
  RepriseRestoreTargets *targets;
  GtkBox *unread_box;
  GtkLabel *unread_label;

  RepriseRestoreEditor *editor;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreFormView, reprise_restore_form_view, ADW_TYPE_BIN)

/* What can be read again: what could not be read, and what keeps the target from being restored. */
static char *
dup_unread (RepriseRestoreFormView *self)
{
  const GError *error = reprise_restore_editor_get_error (self->editor);
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  const GError *stock_error = NULL;
  RepriseErrorWords words;

  if (reprise_restore_editor_get_state (self->editor) != REPRISE_RESTORE_EDITOR_NOT_READ)
    error = NULL;
  if (error == NULL &&
      reprise_restore_context_get_stock (reprise_restore_form_get_context (form),
                                         reprise_restore_form_get_repository_id (form),
                                         reprise_restore_form_get_source_node (form),
                                         NULL,
                                         &stock_error) == REPRISE_STOCK_STATE_FAILED)
    error = stock_error;
  if (error == NULL)
    return NULL;
  words = reprise_error_words_get (error);
  /* Translators: what happened, what can be done, and the error in the words of the service. */
  return g_strdup_printf (_ ("%s. %s\n\n%s"), words.what, words.advice, error->message);
}

static void
show_unread (RepriseRestoreFormView *self)
{
  gboolean is_missing;
  g_autofree char *target =
      reprise_restore_editor_dup_problem (self->editor, REPRISE_RESTORE_FIELD_TARGET, &is_missing);
  g_autofree char *unread = dup_unread (self);

  gtk_label_set_label (self->unread_label, unread == NULL ? "" : unread);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_label), unread != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_box), unread != NULL || target != NULL);
  gtk_label_set_label (self->target_label, target == NULL ? "" : target);
  gtk_widget_set_visible (GTK_WIDGET (self->target_label), target != NULL);
}

static void
update (RepriseRestoreFormView *self)
{
  const char *obstacle = reprise_restore_editor_get_obstacle (self->editor);

  gtk_label_set_label (self->obstacle_label, obstacle == NULL ? "" : obstacle);
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle_label), obstacle != NULL);
  if (reprise_restore_editor_get_form (self->editor) != NULL)
    show_unread (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self),
                            reprise_restore_editor_get_state (self->editor) !=
                                REPRISE_RESTORE_EDITOR_SENDING);
}

static void
retry_clicked_cb (RepriseRestoreFormView *self)
{
  reprise_restore_editor_retry (self->editor);
}

static void
reprise_restore_form_view_dispose (GObject *object)
{
  RepriseRestoreFormView *self = REPRISE_RESTORE_FORM_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_FORM_VIEW);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_form_view_parent_class)->dispose (object);
}

static void
reprise_restore_form_view_class_init (RepriseRestoreFormViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_form_view_dispose;

  g_type_ensure (REPRISE_TYPE_RESTORE_CONFIRM);
  g_type_ensure (REPRISE_TYPE_RESTORE_METHOD_VIEW);
  g_type_ensure (REPRISE_TYPE_RESTORE_SOURCE);
  g_type_ensure (REPRISE_TYPE_RESTORE_TARGETS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-form-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, confirm);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, method);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, obstacle_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, plan_bin);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, source);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, target_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, targets);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, unread_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreFormView, unread_label);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
reprise_restore_form_view_init (RepriseRestoreFormView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_restore_form_view_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreFormView *
reprise_restore_form_view_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_FORM_VIEW, NULL);
}

/**
 * reprise_restore_form_view_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_form_view_set_editor (RepriseRestoreFormView *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_FORM_VIEW (self));

  g_set_object (&self->editor, editor);
  reprise_restore_source_set_editor (self->source, editor);
  reprise_restore_targets_set_editor (self->targets, editor);
  reprise_restore_method_view_set_editor (self->method, editor);
  reprise_restore_confirm_set_editor (self->confirm, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * reprise_restore_form_view_set_plan:
 * @self: a form
 * @plan: (nullable): what is shown between the choices and their confirmation
 */
void
reprise_restore_form_view_set_plan (RepriseRestoreFormView *self, GtkWidget *plan)
{
  g_return_if_fail (REPRISE_IS_RESTORE_FORM_VIEW (self));
  adw_bin_set_child (self->plan_bin, plan);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_bin), plan != NULL);
}
