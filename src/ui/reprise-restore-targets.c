/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses which nodes are to be overwritten. */

#include "config.h"

#include "ui/reprise-restore-targets.h"

#include "restore/reprise-restore-plan-words.h"
#include "ui/reprise-form-field.h"
#include "ui/reprise-node-label.h"

struct _RepriseRestoreTargets
{
  AdwBin parent_instance;

  RepriseFormField *field;
  GtkBox *nodes_box;
  GtkLabel *subset_label;

  RepriseRestoreEditor *editor;
  GPtrArray *checks; /* of borrowed GtkCheckButton, one a node */
  GPtrArray *names;  /* of the nodes, beside them */
  gboolean is_changing;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreTargets, reprise_restore_targets, ADW_TYPE_BIN)

static void
toggled_cb (RepriseRestoreTargets *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  if (self->is_changing)
    return;
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_strv_builder_add (builder, g_ptr_array_index (self->names, i));
  chosen = g_strv_builder_end (builder);
  reprise_restore_editor_change (
      self->editor,
      reprise_restore_form_with_target_nodes (reprise_restore_editor_get_form (self->editor),
                                              (const char *const *) chosen));
}

static void
add_node (RepriseRestoreTargets *self, RepriseNode *node)
{
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *words = reprise_node_dup_words (node);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), reprise_node_label_new (node, TRUE));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->nodes_box, check);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->names, g_strdup (reprise_node_get_name (node)));
}

static gboolean
are_shown (RepriseRestoreTargets *self, GPtrArray *nodes)
{
  if (nodes->len != self->names->len)
    return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    if (g_strcmp0 (reprise_node_get_name (g_ptr_array_index (nodes, i)),
                   g_ptr_array_index (self->names, i)) != 0)
      return FALSE;
  return TRUE;
}

static void
show_nodes (RepriseRestoreTargets *self, GPtrArray *nodes)
{
  if (are_shown (self, nodes))
    return;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_box_remove (self->nodes_box, g_ptr_array_index (self->checks, i));
  g_ptr_array_set_size (self->checks, 0);
  g_ptr_array_set_size (self->names, 0);
  for (guint i = 0; i < nodes->len; i++)
    add_node (self, g_ptr_array_index (nodes, i));
  if (self->checks->len == 0)
    return;
  reprise_form_field_set_mnemonic_widget (self->field, g_ptr_array_index (self->checks, 0));
  /* It is called after its node: newer releases of GTK let the title go before that. */
  gtk_accessible_reset_relation (g_ptr_array_index (self->checks, 0),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
update (RepriseRestoreTargets *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);
  const char *const *chosen;
  g_autofree char *subset = NULL;

  if (form == NULL)
    return;
  chosen = reprise_restore_form_get_target_nodes (form);
  self->is_changing = TRUE;
  show_nodes (self,
              reprise_database_get_nodes (
                  reprise_restore_context_get_target (reprise_restore_form_get_context (form))));
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i),
                                 g_strv_contains (chosen, g_ptr_array_index (self->names, i)));
  self->is_changing = FALSE;
  subset = reprise_restore_form_describe_subset (form);
  gtk_label_set_label (self->subset_label, subset == NULL ? "" : subset);
  gtk_widget_set_visible (GTK_WIDGET (self->subset_label), subset != NULL);
  reprise_form_field_show_problem (self->field, self->editor, REPRISE_RESTORE_FIELD_TARGET_NODES);
}

static void
reprise_restore_targets_dispose (GObject *object)
{
  RepriseRestoreTargets *self = REPRISE_RESTORE_TARGETS (object);

  self->is_changing = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_TARGETS);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_targets_parent_class)->dispose (object);
}

static void
reprise_restore_targets_class_init (RepriseRestoreTargetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_targets_dispose;

  g_type_ensure (REPRISE_TYPE_FORM_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-targets.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTargets, field);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTargets, nodes_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTargets, subset_label);
}

static void
reprise_restore_targets_init (RepriseRestoreTargets *self)
{
  self->checks = g_ptr_array_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_restore_targets_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreTargets *
reprise_restore_targets_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_TARGETS, NULL);
}

/**
 * reprise_restore_targets_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_targets_set_editor (RepriseRestoreTargets *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_TARGETS (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
