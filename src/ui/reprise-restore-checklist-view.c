/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore leaves to be done, with what helps. */

#include "config.h"

#include "ui/reprise-restore-checklist-view.h"

#include "restore/reprise-restore-checklist.h"
#include "ui/reprise-status-dot.h"

#include <glib/gi18n.h>

struct _RepriseRestoreChecklistView
{
  GtkBox parent_instance;

  GPtrArray *items; /* of RepriseChecklistItem; NULL before it shows any */
};

G_DEFINE_FINAL_TYPE (RepriseRestoreChecklistView, reprise_restore_checklist_view, GTK_TYPE_BOX)

/* In the order of RepriseChecklistState. */
static const struct
{
  RepriseStatus status;
  const char *word;
} states[] = {
  { REPRISE_STATUS_WORKING, NC_ ("checklist", "Waiting") },
  { REPRISE_STATUS_READY, NC_ ("checklist", "Done") },
  { REPRISE_STATUS_FAILED, NC_ ("checklist", "To do") },
  { REPRISE_STATUS_UNKNOWN, NC_ ("checklist", "Not known") },
};

/* In the order of RepriseChecklistAction. */
static const struct
{
  const char *name;
  const char *label;
} actions[] = {
  { NULL, NULL },
  { "win.refresh", N_ ("_Refresh") },
  { "backup.create", N_ ("_Backup…") },
  { "replication.start", N_ ("_Start Replication…") },
};

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_dot (RepriseChecklistState state)
{
  RepriseStatusDot *dot = reprise_status_dot_new ();

  reprise_status_dot_set_status (dot, states[state].status);
  reprise_status_dot_set_text (dot, g_dpgettext2 (NULL, "checklist", states[state].word));
  gtk_widget_set_valign (GTK_WIDGET (dot), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (dot), 4);
  return GTK_WIDGET (dot);
}

static GtkWidget *
new_button (RepriseChecklistAction action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ (actions[action].label));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), actions[action].name);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

static GtkWidget *
new_row (const RepriseChecklistItem *item)
{
  const char *title = reprise_checklist_kind_get_title (item->kind);
  GtkWidget *row = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                 "spacing",
                                 9,
                                 NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *name = NULL;

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (row), new_dot (item->state));
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (box), new_label (title, NULL));
  gtk_box_append (GTK_BOX (box), new_label (item->text, "dim-label"));
  if (item->action != REPRISE_CHECKLIST_DO_NOTHING)
    gtk_box_append (GTK_BOX (box), new_button (item->action));
  /* Translators: what shall be so, and whether it is. */
  name = g_strdup_printf (_ ("%s: %s"),
                          title,
                          g_dpgettext2 (NULL, "checklist", states[item->state].word));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static GtkWidget *
new_heading (GPtrArray *items)
{
  const char *text = reprise_restore_checklist_is_done (items) ? _ ("Nothing is left to do")
                                                               : _ ("What is left to do");

  return new_label (text, "heading");
}

static void
reprise_restore_checklist_view_finalize (GObject *object)
{
  g_clear_pointer (&REPRISE_RESTORE_CHECKLIST_VIEW (object)->items, g_ptr_array_unref);
  G_OBJECT_CLASS (reprise_restore_checklist_view_parent_class)->finalize (object);
}

static void
reprise_restore_checklist_view_class_init (RepriseRestoreChecklistViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_restore_checklist_view_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);
}

static void
reprise_restore_checklist_view_init (RepriseRestoreChecklistView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is left to do"),
                                  -1);
}

/**
 * reprise_restore_checklist_view_new:
 *
 * Returns: (transfer floating): a list, empty
 */
RepriseRestoreChecklistView *
reprise_restore_checklist_view_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_CHECKLIST_VIEW, NULL);
}

/**
 * reprise_restore_checklist_view_show:
 * @self: a list
 * @items: (element-type RepriseChecklistItem): what to show
 *
 * What says the same as before is left alone, and with it the keyboard's focus.
 */
void
reprise_restore_checklist_view_show (RepriseRestoreChecklistView *self, GPtrArray *items)
{
  GtkWidget *child;

  g_return_if_fail (REPRISE_IS_RESTORE_CHECKLIST_VIEW (self));
  g_return_if_fail (items != NULL);

  if (self->items != NULL && reprise_restore_checklist_equal (self->items, items))
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_ptr_array_ref (items);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  gtk_box_append (GTK_BOX (self), new_heading (items));
  for (guint i = 0; i < items->len; i++)
    gtk_box_append (GTK_BOX (self), new_row (g_ptr_array_index (items, i)));
}
