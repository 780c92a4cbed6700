/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of one group: those that replicate, that could, or that cannot. */

#include "config.h"

#include "ui/reprise-replication-list.h"

#include "ui/reprise-replication-words.h"

struct _RepriseReplicationList
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkListView *view;

  RepriseReplicationGroup group;
  GListStore *entries;
};

G_DEFINE_FINAL_TYPE (RepriseReplicationList, reprise_replication_list, ADW_TYPE_BIN)

/* By shape first, and by colour as well. */
static const struct
{
  const char *icon_name;
  const char *style;
} looks[REPRISE_REPLICATION_N_GROUPS] = {
  [REPRISE_REPLICATION_GROUP_INCOMPATIBLE] = { "dialog-warning-symbolic", "warning" },
  [REPRISE_REPLICATION_GROUP_READY] = { "view-grid-symbolic", "dim-label" },
  [REPRISE_REPLICATION_GROUP_REPLICATING] = { "object-select-symbolic", "success" },
};

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen would be taken for a part of the name. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RepriseReplicationList *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[self->group].icon_name);

  gtk_widget_add_css_class (icon, looks[self->group].style);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), new_label (NULL));
  gtk_box_append (GTK_BOX (texts), new_label ("caption"));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RepriseReplicationList *self)
{
  RepriseReplicationEntry *entry = gtk_list_item_get_item (item);
  GtkWidget *texts = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  GtkWidget *words_label = gtk_widget_get_last_child (texts);
  g_autofree char *words = reprise_replication_entry_dup_words (entry);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (texts)),
                       reprise_replication_entry_get_title (entry));
  gtk_label_set_label (GTK_LABEL (words_label), words == NULL ? "" : words);
  gtk_widget_set_visible (words_label, words != NULL);
  /* A row is GTK's own widget, and what a screen reader stops at. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_widget_get_parent (gtk_list_item_get_child (item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reprise_replication_entry_get_title (entry),
                                  -1);
}

static void
reprise_replication_list_dispose (GObject *object)
{
  RepriseReplicationList *self = REPRISE_REPLICATION_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_REPLICATION_LIST);
  g_clear_object (&self->entries);
  G_OBJECT_CLASS (reprise_replication_list_parent_class)->dispose (object);
}

static void
reprise_replication_list_class_init (RepriseReplicationListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_replication_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-replication-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationList, title_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseReplicationList, view);
}

static void
reprise_replication_list_init (RepriseReplicationList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_list_store_new (REPRISE_TYPE_REPLICATION_ENTRY);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->entries)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

/**
 * reprise_replication_list_new:
 * @group: whose tables it shows
 *
 * Returns: (transfer floating): a list, empty
 */
RepriseReplicationList *
reprise_replication_list_new (RepriseReplicationGroup group)
{
  RepriseReplicationList *self = g_object_new (REPRISE_TYPE_REPLICATION_LIST, NULL);

  self->group = group;
  return self;
}

/**
 * reprise_replication_list_show:
 * @entries: (element-type RepriseReplicationEntry): the tables of all groups
 *
 * Shows those of its group.
 *
 * Returns: how many they are
 */
guint
reprise_replication_list_show (RepriseReplicationList *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autofree char *title = NULL;

  g_return_val_if_fail (REPRISE_IS_REPLICATION_LIST (self), 0);

  for (guint i = 0; i < entries->len; i++)
    if (reprise_replication_entry_get_group (g_ptr_array_index (entries, i)) == self->group)
      g_ptr_array_add (shown, g_ptr_array_index (entries, i));
  title = reprise_replication_words_dup_group (self->group, shown->len);
  gtk_label_set_label (self->title_label, title);
  g_list_store_splice (self->entries,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->entries)),
                       shown->pdata,
                       shown->len);
  return shown->len;
}
