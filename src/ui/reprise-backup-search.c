/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where one says which backups the table is to show: text to search for, and a filter. */

#include "config.h"

#include "ui/reprise-backup-search.h"

#include "ui/reprise-backup-filter.h"

struct _RepriseBackupSearch
{
  AdwBin parent_instance;

  RepriseBackupFilter *filter;
  GtkMenuButton *filter_button;
  GtkEditable *search_entry;

  RepriseBackupIndex *index; /* NULL until it was set, once */
  RepriseZone *zone;
};

G_DEFINE_FINAL_TYPE (RepriseBackupSearch, reprise_backup_search, ADW_TYPE_BIN)

enum
{
  SIGNAL_STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (RepriseBackupSearch *self)
{
  RepriseBackupQuery query;

  if (self->index == NULL)
    return;
  query = *reprise_backup_index_get_query (self->index);
  reprise_backup_filter_narrow (self->filter, self->zone, &query);
  query.search = gtk_editable_get_text (self->search_entry);
  if (reprise_backup_filter_is_set (self->filter))
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
  reprise_backup_index_set_query (self->index, &query);
}

static void
stopped_cb (RepriseBackupSearch *self)
{
  gtk_editable_set_text (self->search_entry, "");
  g_signal_emit (self, signals[SIGNAL_STOPPED], 0);
}

static gboolean
reprise_backup_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REPRISE_BACKUP_SEARCH (widget)->search_entry));
}

static void
reprise_backup_search_dispose (GObject *object)
{
  RepriseBackupSearch *self = REPRISE_BACKUP_SEARCH (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_BACKUP_SEARCH);
  g_clear_object (&self->index);
  g_clear_object (&self->zone);
  G_OBJECT_CLASS (reprise_backup_search_parent_class)->dispose (object);
}

static void
reprise_backup_search_class_init (RepriseBackupSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_backup_search_dispose;
  widget_class->grab_focus = reprise_backup_search_grab_focus;

  /**
   * RepriseBackupSearch::stopped:
   *
   * The user is done with it, and goes back to the rows.
   */
  signals[SIGNAL_STOPPED] = g_signal_new ("stopped",
                                          REPRISE_TYPE_BACKUP_SEARCH,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  g_type_ensure (REPRISE_TYPE_BACKUP_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-backup-search.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupSearch, filter);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupSearch, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseBackupSearch, search_entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
}

static void
reprise_backup_search_init (RepriseBackupSearch *self)
{
  self->zone = reprise_zone_new_local ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_backup_search_set_index:
 * @self: a search that has no index yet
 * @index: what is to follow it
 */
void
reprise_backup_search_set_index (RepriseBackupSearch *self, RepriseBackupIndex *index)
{
  g_return_if_fail (REPRISE_IS_BACKUP_SEARCH (self));
  g_return_if_fail (REPRISE_IS_BACKUP_INDEX (index));
  g_return_if_fail (self->index == NULL);

  self->index = g_object_ref (index);
}

/**
 * reprise_backup_search_set_zone:
 * @self: a search
 * @zone: the zone that days are in
 */
void
reprise_backup_search_set_zone (RepriseBackupSearch *self, RepriseZone *zone)
{
  g_return_if_fail (REPRISE_IS_BACKUP_SEARCH (self));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  if (g_set_object (&self->zone, zone))
    changed_cb (self);
}

/**
 * reprise_backup_search_clear:
 * @self: a search
 *
 * Lets all backups in.
 */
void
reprise_backup_search_clear (RepriseBackupSearch *self)
{
  g_return_if_fail (REPRISE_IS_BACKUP_SEARCH (self));

  gtk_editable_set_text (self->search_entry, "");
  reprise_backup_filter_clear (self->filter);
  changed_cb (self);
}
