/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore will do, as it is put together. */

#include "config.h"

#include "ui/reprise-restore-plan-view.h"

#include "restore/reprise-text-export.h"
#include "ui/reprise-export-question.h"
#include "ui/reprise-message-dialog.h"

#include <glib/gi18n.h>

struct _RepriseRestorePlanView
{
  AdwBin parent_instance;

  GtkMenuButton *copy_button;
  GtkLabel *empty_label;
  GtkBox *sections_box;

  RepriseRestoreEditor *editor;
  GtkLabel *section_labels[REPRISE_RESTORE_PLAN_N_SECTIONS]; /* borrowed: headings and lines */
};

G_DEFINE_FINAL_TYPE (RepriseRestorePlanView, reprise_restore_plan_view, ADW_TYPE_BIN)

static GtkLabel *
append_label (GtkBox *box, const char *style_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_selectable (label, TRUE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  if (style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), style_class);
  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

/* A heading with its lines below; each is read out with the other. */
static void
add_section (RepriseRestorePlanView *self, RepriseRestorePlanSection section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkLabel *heading = append_label (GTK_BOX (box), "heading");
  gboolean is_grave = section == REPRISE_RESTORE_PLAN_WARNINGS;

  gtk_label_set_selectable (heading, FALSE);
  gtk_label_set_label (heading, reprise_restore_plan_section_get_title (section));
  self->section_labels[section] = append_label (GTK_BOX (box), is_grave ? "warning" : NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->section_labels[section]),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  heading,
                                  NULL,
                                  -1);
  gtk_box_append (self->sections_box, box);
}

static void
show_section (RepriseRestorePlanView *self,
              RepriseRestorePlan *plan,
              RepriseRestorePlanSection section)
{
  GtkWidget *label = GTK_WIDGET (self->section_labels[section]);
  const char *const *lines = plan == NULL ? NULL : reprise_restore_plan_get_lines (plan, section);
  gboolean is_empty = lines == NULL || lines[0] == NULL;
  g_autofree char *text = is_empty ? NULL : g_strjoinv ("\n", (char **) lines);

  gtk_label_set_label (GTK_LABEL (label), text == NULL ? "" : text);
  gtk_widget_set_visible (gtk_widget_get_parent (label), !is_empty);
}

static void
update (RepriseRestorePlanView *self)
{
  static const char *const actions[] = { "plan.copy-json",
                                         "plan.copy-pgedge",
                                         "plan.copy-pgbackrest",
                                         "plan.save-request" };
  RepriseRestorePlan *plan = reprise_restore_editor_get_plan (self->editor);

  for (guint i = 0; i < REPRISE_RESTORE_PLAN_N_SECTIONS; i++)
    show_section (self, plan, i);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), plan == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), plan != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], plan != NULL);
}

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseRestorePlanView *self = REPRISE_RESTORE_PLAN_VIEW (widget);
  RepriseRestorePlan *plan = reprise_restore_editor_get_plan (self->editor);
  g_autofree char *text = NULL;

  if (plan == NULL)
    return;
  if (g_str_equal (action_name, "plan.copy-json"))
    text = reprise_restore_plan_dup_json (plan);
  else if (g_str_equal (action_name, "plan.copy-pgedge"))
    text = reprise_restore_plan_dup_pgedge_command (plan);
  else
    text = reprise_restore_plan_dup_pgbackrest_command (plan);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
request_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepriseRestorePlanView) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (!reprise_export_question_ask_finish (REPRISE_EXPORT_QUESTION (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && GTK_IS_WINDOW (root))
    reprise_message_dialog_tell (GTK_WINDOW (root),
                                 _ ("The Request Could Not Be Saved"),
                                 error->message);
}

/* To the byte what would be sent. */
static void
save_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseRestorePlanView *self = REPRISE_RESTORE_PLAN_VIEW (widget);
  RepriseRestorePlan *plan = reprise_restore_editor_get_plan (self->editor);
  GtkRoot *root = gtk_widget_get_root (widget);
  RepriseDatabase *target;
  g_autoptr (RepriseTextExport) text = NULL;
  g_autoptr (RepriseExportQuestion) question = NULL;
  g_autofree char *file_name = NULL;

  if (plan == NULL)
    return;
  target = reprise_restore_context_get_target (
      reprise_restore_form_get_context (reprise_restore_plan_get_form (plan)));
  text = reprise_text_export_new (reprise_restore_plan_dup_json (plan));
  /* Translators: the name of a file; %s is a database’s. */
  file_name = g_strdup_printf (_ ("Restore of %s.json"), reprise_database_get_title (target));
  question = reprise_export_question_new (REPRISE_EXPORT (text), file_name);
  reprise_export_question_set_title (question, _ ("Save Request"));
  reprise_export_question_ask_async (question,
                                     GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     NULL,
                                     request_saved_cb,
                                     g_object_ref (self));
}

static void
reprise_restore_plan_view_dispose (GObject *object)
{
  RepriseRestorePlanView *self = REPRISE_RESTORE_PLAN_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_PLAN_VIEW);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_plan_view_parent_class)->dispose (object);
}

static void
reprise_restore_plan_view_class_init (RepriseRestorePlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_plan_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-plan-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestorePlanView, copy_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestorePlanView, empty_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestorePlanView, sections_box);
  gtk_widget_class_install_action (widget_class, "plan.copy-json", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "plan.copy-pgbackrest", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "plan.copy-pgedge", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "plan.save-request", NULL, save_cb);
}

static void
reprise_restore_plan_view_init (RepriseRestorePlanView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < REPRISE_RESTORE_PLAN_N_SECTIONS; i++)
    add_section (self, i);
}

/**
 * reprise_restore_plan_view_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestorePlanView *
reprise_restore_plan_view_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_PLAN_VIEW, NULL);
}

/**
 * reprise_restore_plan_view_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_plan_view_set_editor (RepriseRestorePlanView *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_PLAN_VIEW (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
