/* SPDX-License-Identifier: GPL-3.0-or-later
 * Chooses a time to restore to. */

#include "config.h"

#include "ui/reprise-restore-time-picker.h"

#include "ui/reprise-form-field.h"
#include "ui/reprise-restore-advanced.h"
#include "ui/reprise-restore-clock.h"
#include "ui/reprise-restore-ends.h"
#include "ui/reprise-restore-option.h"
#include "ui/reprise-restore-spellings.h"
#include "ui/reprise-restore-time-entry.h"
#include "ui/reprise-zone-choice.h"

#include <glib/gi18n.h>

struct _RepriseRestoreTimePicker
{
  AdwBin parent_instance;

  RepriseRestoreAdvanced *advanced;
  RepriseRestoreClock *clock;
  RepriseRestoreEnds *ends;
  RepriseRestoreTimeEntry *entry;
  RepriseRestoreSpellings *spellings;
  RepriseFormField *time_field;
  GtkDropDown *zone_chooser;

  RepriseRestoreEditor *editor;
  gboolean is_changing;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreTimePicker, reprise_restore_time_picker, ADW_TYPE_BIN)

static char *
describe_zone (const char *choice, RepriseNode *node)
{
  g_autoptr (RepriseZone) zone = reprise_zone_choice_resolve (choice, node);
  g_autofree char *label = reprise_zone_dup_label (zone);
  const char *title = node == NULL ? "–" : reprise_node_get_title (node);

  if (!g_str_equal (choice, REPRISE_ZONE_CHOICE_NODE))
    return g_steal_pointer (&label);
  if (reprise_zone_get_kind (zone) != REPRISE_ZONE_NAMED)
    /* Translators: a node, and the time zone that stands in for its own. */
    return g_strdup_printf (_ ("Node %s (zone not known: %s is used)"), title, label);
  /* Translators: a node, and its time zone. */
  return g_strdup_printf (_ ("Node %s (%s)"), title, label);
}

static void
add_zone (GListStore *options, const char *choice, RepriseNode *node)
{
  g_autofree char *text = describe_zone (choice, node);
  g_autoptr (RepriseRestoreOption) option = reprise_restore_option_new (choice, text, NULL, TRUE);

  g_list_store_append (options, option);
}

static void
show_zones (RepriseRestoreTimePicker *self)
{
  RepriseNode *node = reprise_restore_editor_get_source_node (self->editor);
  g_autoptr (GListStore) options = g_list_store_new (REPRISE_TYPE_RESTORE_OPTION);

  add_zone (options, REPRISE_ZONE_CHOICE_LOCAL, node);
  add_zone (options, REPRISE_ZONE_CHOICE_UTC, node);
  add_zone (options, REPRISE_ZONE_CHOICE_NODE, node);
  self->is_changing = TRUE;
  reprise_restore_options_show (self->zone_chooser,
                                G_LIST_MODEL (options),
                                reprise_restore_editor_get_zone_choice (self->editor));
  self->is_changing = FALSE;
}

static void
update (RepriseRestoreTimePicker *self)
{
  if (reprise_restore_editor_get_form (self->editor) == NULL)
    return;
  show_zones (self);
  reprise_form_field_show_problem (self->time_field, self->editor, REPRISE_RESTORE_FIELD_TIME);
}

static void
zone_selected_cb (RepriseRestoreTimePicker *self)
{
  const char *choice = reprise_restore_options_get_selected (self->zone_chooser);

  if (!self->is_changing && choice != NULL)
    reprise_restore_editor_set_zone_choice (self->editor, choice);
}

static void
reprise_restore_time_picker_dispose (GObject *object)
{
  RepriseRestoreTimePicker *self = REPRISE_RESTORE_TIME_PICKER (object);

  self->is_changing = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_TIME_PICKER);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_time_picker_parent_class)->dispose (object);
}

static void
reprise_restore_time_picker_class_init (RepriseRestoreTimePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_time_picker_dispose;

  g_type_ensure (REPRISE_TYPE_FORM_FIELD);
  g_type_ensure (REPRISE_TYPE_RESTORE_ADVANCED);
  g_type_ensure (REPRISE_TYPE_RESTORE_CLOCK);
  g_type_ensure (REPRISE_TYPE_RESTORE_ENDS);
  g_type_ensure (REPRISE_TYPE_RESTORE_SPELLINGS);
  g_type_ensure (REPRISE_TYPE_RESTORE_TIME_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-time-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimePicker, advanced);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimePicker, clock);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimePicker, ends);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimePicker, entry);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimePicker, spellings);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimePicker, time_field);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreTimePicker, zone_chooser);
  gtk_widget_class_bind_template_callback (widget_class, zone_selected_cb);
}

static void
reprise_restore_time_picker_init (RepriseRestoreTimePicker *self)
{
  self->is_changing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_restore_options_set_up (self->zone_chooser);
  self->is_changing = FALSE;
}

/**
 * reprise_restore_time_picker_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreTimePicker *
reprise_restore_time_picker_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_TIME_PICKER, NULL);
}

/**
 * reprise_restore_time_picker_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_time_picker_set_editor (RepriseRestoreTimePicker *self,
                                        RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_TIME_PICKER (self));

  g_set_object (&self->editor, editor);
  reprise_restore_advanced_set_editor (self->advanced, editor);
  reprise_restore_clock_set_editor (self->clock, editor);
  reprise_restore_ends_set_editor (self->ends, editor);
  reprise_restore_time_entry_set_editor (self->entry, editor);
  reprise_restore_spellings_set_editor (self->spellings, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
