/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database in the list of databases. */

#include "config.h"

#include "ui/reprise-database-row.h"

#include "ui/reprise-closures.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-status-dot.h"

#include <glib/gi18n.h>

struct _RepriseDatabaseRow
{
  GtkListBoxRow parent_instance;

  RepriseStatusDot *status_dot;
  GtkLabel *status_label; /* seen where it is out of the ordinary */
  GtkLabel *subtitle_label;
  GtkLabel *title_label;

  RepriseDatabaseEntry *entry;
};

G_DEFINE_FINAL_TYPE (RepriseDatabaseRow, reprise_database_row, GTK_TYPE_LIST_BOX_ROW)

static void
reprise_database_row_dispose (GObject *object)
{
  RepriseDatabaseRow *self = REPRISE_DATABASE_ROW (object);

  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_DATABASE_ROW);
  G_OBJECT_CLASS (reprise_database_row_parent_class)->dispose (object);
}

static void
reprise_database_row_class_init (RepriseDatabaseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_database_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-database-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabaseRow, status_dot);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabaseRow, status_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabaseRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseDatabaseRow, title_label);

  g_type_ensure (REPRISE_TYPE_STATUS_DOT);
}

static void
reprise_database_row_init (RepriseDatabaseRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_full_text_offer (self->subtitle_label);
  reprise_full_text_offer (self->title_label);
}

static char *
dup_status (RepriseDatabaseRow *self)
{
  RepriseDatabase *database = reprise_database_entry_get_database (self->entry);

  return reprise_closure_status_text (NULL, reprise_database_get_status_word (database));
}

/* What a screen reader says of the row, which has no text of its own. */
static void
update_accessible_name (RepriseDatabaseRow *self, const char *subtitle)
{
  const char *title = gtk_label_get_label (self->title_label);
  g_autofree char *status = dup_status (self);
  g_autofree char *name = NULL;

  if (subtitle == NULL)
    /* Translators: a database's name and its status. */
    name = g_strdup_printf (_ ("%s, %s"), title, status);
  else
    /* Translators: a database's name, what tells it from others, and its status. */
    name = g_strdup_printf (_ ("%s, %s, %s"), title, subtitle, status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
renewed_cb (RepriseDatabaseRow *self)
{
  RepriseDatabase *database = reprise_database_entry_get_database (self->entry);
  g_autofree char *status = dup_status (self);
  const char *subtitle = gtk_label_get_label (self->subtitle_label);

  reprise_status_dot_set_status (self->status_dot, reprise_database_get_status (database));
  reprise_status_dot_set_text (self->status_dot, status);
  gtk_label_set_label (self->status_label, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label),
                          reprise_database_get_status (database) != REPRISE_STATUS_READY);
  update_accessible_name (self, *subtitle == '\0' ? NULL : subtitle);
}

/**
 * reprise_database_row_new:
 * @entry: a database
 * @subtitle: (nullable): what tells it from others of its title
 *
 * Returns: (transfer floating): a row for it
 */
RepriseDatabaseRow *
reprise_database_row_new (RepriseDatabaseEntry *entry, const char *subtitle)
{
  RepriseDatabaseRow *self = g_object_new (REPRISE_TYPE_DATABASE_ROW, NULL);
  RepriseDatabase *database = reprise_database_entry_get_database (entry);

  self->entry = g_object_ref (entry);
  gtk_label_set_label (self->title_label, reprise_database_get_title (database));
  reprise_database_row_set_subtitle (self, subtitle);
  g_signal_connect_object (entry, "renewed", G_CALLBACK (renewed_cb), self, G_CONNECT_SWAPPED);
  renewed_cb (self);
  return self;
}

/**
 * reprise_database_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): the database
 */
RepriseDatabaseEntry *
reprise_database_row_get_entry (RepriseDatabaseRow *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE_ROW (self), NULL);
  return self->entry;
}

/**
 * reprise_database_row_get_subtitle:
 * @self: a row
 *
 * Returns: what tells it from others of its title; empty where nothing has to
 */
const char *
reprise_database_row_get_subtitle (RepriseDatabaseRow *self)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE_ROW (self), NULL);
  return gtk_label_get_label (self->subtitle_label);
}

/**
 * reprise_database_row_set_subtitle:
 * @self: a row
 * @subtitle: (nullable): what tells it from others of its title, as they are now
 */
void
reprise_database_row_set_subtitle (RepriseDatabaseRow *self, const char *subtitle)
{
  g_return_if_fail (REPRISE_IS_DATABASE_ROW (self));

  gtk_label_set_label (self->subtitle_label, subtitle == NULL ? "" : subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL);
  update_accessible_name (self, subtitle);
}
