/* SPDX-License-Identifier: GPL-3.0-or-later
 * The columns of the table of backups: titles, cells, and the order that a click on a title asks
 * for. */

#include "config.h"

#include "ui/reprise-backup-columns.h"

#include "ui/reprise-backup-cell.h"
#include "ui/reprise-closures.h"
#include "ui/reprise-column-widths.h"

#include <glib/gi18n.h>

struct _RepriseBackupColumns
{
  GObject parent_instance;

  GtkColumnView *view; /* not owned: it owns this */
  RepriseBackupIndex *index;
  RepriseZone *zone;
  GtkColumnViewColumn *columns[REPRISE_BACKUP_N_COLUMNS];
  RepriseCellFont *font;
  RepriseColumnWidths *widths;
  GHashTable *items; /* GtkListItem, not owned: those that show a row now */
  guint fill_id;

  /* The row that was looked at last: its cells are filled one after the other. */
  RepriseBackup *backup; /* NULL where there is none */
  guint backup_position;

  /* The column that was asked first, while the view's sorter is sounded out. */
  RepriseBackupColumn probed_column;
  GObject *probes[2];
};

G_DEFINE_FINAL_TYPE (RepriseBackupColumns, reprise_backup_columns, G_TYPE_OBJECT)

/* How long filling cells may keep the main loop from its work. */
#define SLICE_USEC 2000

typedef struct
{
  RepriseBackupColumns *owner; /* not owned */
  RepriseBackupColumn column;
} Sounding;

static char *
dup_title (RepriseBackupColumns *self, RepriseBackupColumn column)
{
  const char *zone = self->zone == NULL ? "" : reprise_zone_get_name (self->zone);

  switch (column)
    {
    case REPRISE_BACKUP_COLUMN_LABEL:
      return g_strdup (C_ ("column", "Label"));
    case REPRISE_BACKUP_COLUMN_STATUS:
      return g_strdup (C_ ("column", "Status"));
    case REPRISE_BACKUP_COLUMN_TYPE:
      return g_strdup (C_ ("column", "Type"));
    case REPRISE_BACKUP_COLUMN_BACKUP_SIZE:
      /* Translators: in two lines, so that the column can be narrow. */
      return g_strdup (C_ ("column", "Backup\nSize"));
    case REPRISE_BACKUP_COLUMN_DATABASE_SIZE:
      /* Translators: in two lines, so that the column can be narrow. */
      return g_strdup (C_ ("column", "Database\nSize"));
    case REPRISE_BACKUP_COLUMN_CREATED_AT:
      /* Translators: the name of a time zone, such as "Europe/Berlin". */
      return g_strdup_printf (C_ ("column", "Created At\n%s"), zone);
    case REPRISE_BACKUP_COLUMN_FINISHED_AT:
      /* Translators: the name of a time zone, such as "Europe/Berlin". */
      return g_strdup_printf (C_ ("column", "Finished At\n%s"), zone);
    case REPRISE_BACKUP_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

static void
update_titles (RepriseBackupColumns *self)
{
  for (guint i = 0; i < REPRISE_BACKUP_N_COLUMNS; i++)
    {
      g_autofree char *title = dup_title (self, (RepriseBackupColumn) i);

      gtk_column_view_column_set_title (self->columns[i], title);
    }
}

/* A row is GTK's own widget, and what a screen reader stops at. */
static void
name_row (GtkWidget *cell, RepriseBackup *backup, RepriseBackupStatus status)
{
  const char *label = reprise_backup_get_label (backup);
  g_autofree char *backup_type =
      reprise_closure_backup_type (NULL, reprise_backup_get_backup_type (backup));
  g_autofree char *text = NULL;
  GtkWidget *row = gtk_widget_get_parent (cell);

  row = row == NULL ? NULL : gtk_widget_get_parent (row);
  if (row == NULL)
    return;
  /* Translators: a backup as a screen reader names it: label, status and type. */
  text = g_strdup_printf (_ ("%s, %s, %s"),
                          label == NULL ? "–" : label,
                          reprise_backup_status_get_word (status),
                          backup_type);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static RepriseBackup *
get_backup (RepriseBackupColumns *self, guint position)
{
  if (self->backup != NULL && self->backup_position == position)
    return self->backup;
  g_clear_object (&self->backup);
  self->backup = reprise_backup_index_get_backup (self->index, position);
  self->backup_position = position;
  return self->backup;
}

static void
fill_cell (RepriseBackupCell *cell, gpointer user_data)
{
  RepriseBackupColumns *self = user_data;
  guint position = reprise_backup_cell_get_position (cell);
  RepriseBackup *backup = get_backup (self, position);
  RepriseBackupStatus status;

  /* GTK may still have to hear that the row is gone. */
  if (backup == NULL)
    return;
  status = reprise_backup_index_get_status (self->index, position);
  reprise_backup_cell_show (cell, backup, status, self->zone);
  if (reprise_backup_cell_get_column (cell) == REPRISE_BACKUP_COLUMN_LABEL)
    name_row (GTK_WIDGET (cell), backup, status);
}

/* Nine of ten cells are not to be seen, but assistive technology may ask for them. */
static gboolean
fill_cb (gpointer user_data)
{
  RepriseBackupColumns *self = user_data;
  gint64 end = g_get_monotonic_time () + SLICE_USEC;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      RepriseBackupCell *cell = REPRISE_BACKUP_CELL (gtk_list_item_get_child (item));

      if (reprise_backup_cell_fill (cell) && g_get_monotonic_time () > end)
        return G_SOURCE_CONTINUE;
    }
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

static void
outdate_item (RepriseBackupColumns *self, GtkListItem *item)
{
  reprise_backup_cell_outdate (REPRISE_BACKUP_CELL (gtk_list_item_get_child (item)), item);
  if (self->fill_id == 0)
    self->fill_id = g_idle_add_full (G_PRIORITY_LOW, fill_cb, self, NULL);
}

static void
forget_backup (RepriseBackupColumns *self)
{
  g_clear_object (&self->backup);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Sounding *sounding = user_data;

  gtk_list_item_set_child (item,
                           GTK_WIDGET (reprise_backup_cell_new (sounding->column,
                                                                sounding->owner->font,
                                                                fill_cell,
                                                                sounding->owner)));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RepriseBackupColumns *self = user_data;

  g_hash_table_add (self->items, item);
  outdate_item (self, item);
  reprise_column_widths_keep (self->widths);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RepriseBackupColumns *self = user_data;

  g_hash_table_remove (self->items, item);
  reprise_backup_cell_clear (REPRISE_BACKUP_CELL (gtk_list_item_get_child (item)));
}

/* GTK 4.8 does not tell by which column it sorts, but asks that one first. */
static int
sounded_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Sounding *sounding = user_data;

  sounding->owner->probed_column = sounding->column;
  return a == sounding->owner->probes[0] ? -1 : 1;
}

static void
order_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  RepriseBackupColumns *self = user_data;
  RepriseBackupQuery query = *reprise_backup_index_get_query (self->index);
  GtkOrdering order;

  self->probed_column = REPRISE_BACKUP_N_COLUMNS;
  order = gtk_sorter_compare (sorter, self->probes[0], self->probes[1]);
  if (self->probed_column == REPRISE_BACKUP_N_COLUMNS)
    return;
  query.column = self->probed_column;
  query.descending = order == GTK_ORDERING_LARGER;
  reprise_backup_index_set_query (self->index, &query);
}

static GtkListItemFactory *
new_factory (Sounding *sounding)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), sounding);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), sounding->owner, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), sounding->owner, 0);
  return factory;
}

static void
add_column (RepriseBackupColumns *self, RepriseBackupColumn column)
{
  g_autoptr (GtkSorter) sorter = NULL;
  Sounding *sounding = g_new0 (Sounding, 1);

  sounding->owner = self;
  sounding->column = column;
  sorter = GTK_SORTER (gtk_custom_sorter_new (sounded_cb, sounding, g_free));
  self->columns[column] = gtk_column_view_column_new (NULL, new_factory (sounding));
  gtk_column_view_column_set_sorter (self->columns[column], sorter);
  gtk_column_view_column_set_resizable (self->columns[column], TRUE);
  gtk_column_view_column_set_expand (self->columns[column], column == REPRISE_BACKUP_COLUMN_LABEL);
  gtk_column_view_append_column (self->view, self->columns[column]);
}

static void
reprise_backup_columns_finalize (GObject *object)
{
  RepriseBackupColumns *self = REPRISE_BACKUP_COLUMNS (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  for (guint i = 0; i < REPRISE_BACKUP_N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_object (&self->backup);
  g_object_unref (self->index);
  g_clear_object (&self->zone);
  g_object_unref (self->probes[0]);
  g_object_unref (self->probes[1]);
  g_hash_table_unref (self->items);
  reprise_cell_font_free (self->font);
  reprise_column_widths_free (self->widths);
  G_OBJECT_CLASS (reprise_backup_columns_parent_class)->finalize (object);
}

static void
reprise_backup_columns_class_init (RepriseBackupColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_backup_columns_finalize;
}

static void
reprise_backup_columns_init (RepriseBackupColumns *self)
{
  self->items = g_hash_table_new (NULL, NULL);
  self->probes[0] = g_object_new (G_TYPE_OBJECT, NULL);
  self->probes[1] = g_object_new (G_TYPE_OBJECT, NULL);
}

/**
 * reprise_backup_columns_new:
 * @view: a view without columns
 * @index: the rows that the view is to show
 *
 * Gives the view its columns, and the index the order that the view is sorted by, now and when a
 * title is clicked.
 *
 * Returns: (transfer full): the columns, to be kept as long as the view
 */
RepriseBackupColumns *
reprise_backup_columns_new (GtkColumnView *view, RepriseBackupIndex *index)
{
  RepriseBackupColumns *self = g_object_new (REPRISE_TYPE_BACKUP_COLUMNS, NULL);
  const RepriseBackupQuery *query = reprise_backup_index_get_query (index);

  self->view = view;
  self->font = reprise_cell_font_new (GTK_WIDGET (view));
  self->widths = reprise_column_widths_new (view);
  self->index = g_object_ref (index);
  for (guint i = 0; i < REPRISE_BACKUP_N_COLUMNS; i++)
    add_column (self, (RepriseBackupColumn) i);
  update_titles (self);
  gtk_column_view_sort_by_column (view,
                                  self->columns[query->column],
                                  query->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (view),
                           "changed",
                           G_CALLBACK (order_changed_cb),
                           self,
                           0);
  g_signal_connect_object (index,
                           "rows-changed",
                           G_CALLBACK (reprise_backup_columns_outdate),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (index,
                           "items-changed",
                           G_CALLBACK (forget_backup),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * reprise_backup_columns_set_zone:
 * @self: the columns
 * @zone: the zone that times are shown in
 */
void
reprise_backup_columns_set_zone (RepriseBackupColumns *self, RepriseZone *zone)
{
  g_return_if_fail (REPRISE_IS_BACKUP_COLUMNS (self));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  if (!g_set_object (&self->zone, zone))
    return;
  update_titles (self);
  reprise_column_widths_forget (self->widths);
  reprise_backup_columns_outdate (self);
}

/**
 * reprise_backup_columns_outdate:
 * @self: the columns
 *
 * Any row may show another backup now.
 */
void
reprise_backup_columns_outdate (RepriseBackupColumns *self)
{
  GHashTableIter iter;
  gpointer item;

  forget_backup (self);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    outdate_item (self, item);
}
