/* SPDX-License-Identifier: GPL-3.0-or-later
 * One cell of the table of backups.
 *
 * GTK keeps some 200 rows of them and fills all anew when the view jumps, so a cell does no more
 * than set a text; what only a tooltip shows is worked out when it pops up. */

#include "config.h"

#include "ui/reprise-backup-cell.h"

#include "ui/reprise-closures.h"
#include "ui/reprise-status-dot.h"

#include <string.h>

#define NO_LABEL "–"

/* How much of the text's colour a name has, as dimmed labels do. */
#define NAME_ALPHA (G_MAXUINT16 / 100 * 55)

struct _RepriseBackupCell
{
  GtkWidget parent_instance;

  GtkInscription *text;
  RepriseStatusDot *dot; /* before a status, otherwise NULL */

  RepriseBackup *backup;
  RepriseZone *zone;
  GtkListItem *item; /* not owned: it owns this */
  RepriseBackupColumn column;
};

G_DEFINE_FINAL_TYPE (RepriseBackupCell, reprise_backup_cell, GTK_TYPE_WIDGET)

/* In characters: at least, and wanted. A label is cut in the middle, everything else not at all. */
static const struct
{
  guint min;
  guint natural;
} widths[REPRISE_BACKUP_N_COLUMNS] = {
  [REPRISE_BACKUP_COLUMN_LABEL] = { 33, 34 },       [REPRISE_BACKUP_COLUMN_STATUS] = { 11, 12 },
  [REPRISE_BACKUP_COLUMN_TYPE] = { 11, 12 },        [REPRISE_BACKUP_COLUMN_BACKUP_SIZE] = { 8, 9 },
  [REPRISE_BACKUP_COLUMN_DATABASE_SIZE] = { 8, 9 }, [REPRISE_BACKUP_COLUMN_CREATED_AT] = { 19, 19 },
  [REPRISE_BACKUP_COLUMN_FINISHED_AT] = { 19, 19 },
};

static GtkInscription *
add_inscription (GtkWidget *parent, RepriseBackupColumn column)
{
  GtkInscription *inscription = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_min_chars (inscription, widths[column].min);
  gtk_inscription_set_nat_chars (inscription, widths[column].natural);
  gtk_inscription_set_text_overflow (inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_inscription_set_yalign (inscription, 0.5f);
  gtk_widget_set_hexpand (GTK_WIDGET (inscription), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (inscription), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (inscription), parent);
  return inscription;
}

static RepriseInstant
instant_of (RepriseBackupCell *self)
{
  return self->column == REPRISE_BACKUP_COLUMN_CREATED_AT
             ? reprise_backup_get_started_at (self->backup)
             : reprise_backup_get_finished_at (self->backup);
}

static gint64
size_of (RepriseBackupCell *self)
{
  return self->column == REPRISE_BACKUP_COLUMN_BACKUP_SIZE
             ? reprise_backup_get_backup_size (self->backup)
             : reprise_backup_get_database_size (self->backup);
}

static char *
describe_label (RepriseBackup *backup)
{
  const char *label = reprise_backup_get_label (backup);
  const char *name = reprise_backup_get_name (backup);

  if (label == NULL)
    label = NO_LABEL;
  return name == NULL ? g_strdup (label) : g_strdup_printf ("%s\n%s", label, name);
}

static char *
describe (RepriseBackupCell *self)
{
  switch (self->column)
    {
    case REPRISE_BACKUP_COLUMN_LABEL:
      return describe_label (self->backup);
    case REPRISE_BACKUP_COLUMN_BACKUP_SIZE:
    case REPRISE_BACKUP_COLUMN_DATABASE_SIZE:
      return reprise_closure_size_exact (NULL, size_of (self));
    case REPRISE_BACKUP_COLUMN_CREATED_AT:
    case REPRISE_BACKUP_COLUMN_FINISHED_AT:
      return reprise_closure_exact_time (NULL, self->zone, instant_of (self));
    case REPRISE_BACKUP_COLUMN_STATUS:
    case REPRISE_BACKUP_COLUMN_TYPE:
    case REPRISE_BACKUP_N_COLUMNS:
    default:
      return NULL;
    }
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean is_keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (widget);
  g_autofree char *text = self->backup == NULL ? NULL : describe (self);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
reprise_backup_cell_dispose (GObject *object)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (object);
  GtkWidget *child;

  g_clear_object (&self->backup);
  g_clear_object (&self->zone);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (reprise_backup_cell_parent_class)->dispose (object);
}

static void
reprise_backup_cell_class_init (RepriseBackupCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_backup_cell_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "backupcell");
}

static void
reprise_backup_cell_init (RepriseBackupCell *self)
{
}

/**
 * reprise_backup_cell_new:
 * @column: the column it is for
 *
 * Returns: (transfer floating): a cell that shows nothing
 */
RepriseBackupCell *
reprise_backup_cell_new (RepriseBackupColumn column)
{
  RepriseBackupCell *self = g_object_new (REPRISE_TYPE_BACKUP_CELL, NULL);
  GtkWidget *widget = GTK_WIDGET (self);
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget));

  self->column = column;
  if (column == REPRISE_BACKUP_COLUMN_STATUS)
    {
      self->dot = reprise_status_dot_new ();
      gtk_widget_set_parent (GTK_WIDGET (self->dot), widget);
      gtk_box_layout_set_spacing (layout, 6);
    }
  self->text = add_inscription (widget, column);
  /* All rows are as high as those with a name, so that scrolling is even. */
  if (column == REPRISE_BACKUP_COLUMN_LABEL)
    gtk_inscription_set_min_lines (self->text, 2);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  return self;
}

/**
 * reprise_backup_cell_get_column:
 * @self: a cell
 *
 * Returns: the column it is for
 */
RepriseBackupColumn
reprise_backup_cell_get_column (RepriseBackupCell *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CELL (self), REPRISE_BACKUP_COLUMN_LABEL);
  return self->column;
}

/**
 * reprise_backup_cell_get_position:
 * @self: a cell
 *
 * Returns: the row it is in, or %GTK_INVALID_LIST_POSITION
 */
guint
reprise_backup_cell_get_position (RepriseBackupCell *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CELL (self), GTK_INVALID_LIST_POSITION);
  return self->item == NULL ? GTK_INVALID_LIST_POSITION : gtk_list_item_get_position (self->item);
}

static void
show_label (RepriseBackupCell *self)
{
  const char *label = reprise_backup_get_label (self->backup);
  g_autofree char *text = describe_label (self->backup);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *dim = pango_attr_foreground_alpha_new (NAME_ALPHA);

  dim->start_index = (guint) strlen (label == NULL ? NO_LABEL : label);
  pango_attr_list_insert (attributes, dim);
  gtk_inscription_set_attributes (self->text, attributes);
  gtk_inscription_set_text (self->text, text);
}

static void
show_status (RepriseBackupCell *self, RepriseBackupStatus status)
{
  reprise_status_dot_set_status (self->dot, reprise_backup_status_get_shape (status));
  gtk_inscription_set_text (self->text, reprise_backup_status_get_word (status));
}

/**
 * reprise_backup_cell_show:
 * @self: a cell
 * @item: what places it in a row
 * @backup: the backup of that row
 * @status: how far the backup can be relied on
 * @zone: the zone that times are shown in
 */
void
reprise_backup_cell_show (RepriseBackupCell *self,
                          GtkListItem *item,
                          RepriseBackup *backup,
                          RepriseBackupStatus status,
                          RepriseZone *zone)
{
  g_autofree char *text = NULL;

  g_return_if_fail (REPRISE_IS_BACKUP_CELL (self));

  self->item = item;
  g_set_object (&self->backup, backup);
  g_set_object (&self->zone, zone);
  switch (self->column)
    {
    case REPRISE_BACKUP_COLUMN_LABEL:
      show_label (self);
      return;
    case REPRISE_BACKUP_COLUMN_STATUS:
      show_status (self, status);
      return;
    case REPRISE_BACKUP_COLUMN_TYPE:
      text = reprise_closure_backup_type (NULL, reprise_backup_get_backup_type (self->backup));
      break;
    case REPRISE_BACKUP_COLUMN_BACKUP_SIZE:
    case REPRISE_BACKUP_COLUMN_DATABASE_SIZE:
      text = reprise_closure_size (NULL, size_of (self));
      break;
    case REPRISE_BACKUP_COLUMN_CREATED_AT:
    case REPRISE_BACKUP_COLUMN_FINISHED_AT:
      text = reprise_backup_words_time (zone, instant_of (self));
      break;
    case REPRISE_BACKUP_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
  gtk_inscription_set_text (self->text, text);
}

/**
 * reprise_backup_cell_clear:
 * @self: a cell
 *
 * Lets go of its backup; what is drawn stays until the next one comes.
 */
void
reprise_backup_cell_clear (RepriseBackupCell *self)
{
  g_return_if_fail (REPRISE_IS_BACKUP_CELL (self));

  g_clear_object (&self->backup);
  self->item = NULL;
}

/**
 * reprise_backup_cell_get_text:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): what it shows; a given name is on a second line
 */
const char *
reprise_backup_cell_get_text (RepriseBackupCell *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CELL (self), NULL);
  return gtk_inscription_get_text (self->text);
}
