/* SPDX-License-Identifier: GPL-3.0-or-later
 * One cell of the table of backups.
 *
 * GTK keeps some 200 rows of them, makes them all at once and fills them anew when the view jumps,
 * of which a tenth is to be seen. So a cell has no children and makes nothing before it is drawn:
 * what it shows is asked for then, or when there is time, and a tooltip's text when that pops up.
 */

#include "config.h"

#include "ui/reprise-backup-cell.h"

#include "ui/reprise-cell-line.h"
#include "ui/reprise-closures.h"
#include "ui/reprise-status-dot.h"

#include <adwaita.h>

#define NO_LABEL "–"

/* How much of the text's colour a name has, as dimmed labels do. */
#define NAME_ALPHA 0.55f

#define NAME_ALPHA_HIGH_CONTRAST 0.9f

#define DOT_SPACING 6

/* Of a line that consists of nothing but numbers and signs also where people read from the right:
 * from the left. */
#define LEFT_TO_RIGHT "\xe2\x80\x8e"

struct _RepriseBackupCell
{
  GtkWidget parent_instance;

  RepriseCellLine *text; /* NULL before it is filled */
  RepriseCellLine *name; /* beneath a label; NULL where there is none */
  RepriseBackup *backup; /* NULL before it is filled */
  RepriseZone *zone;
  RepriseStatus status;

  RepriseCellFont *font; /* not owned */
  RepriseBackupCellFill fill_func;
  gpointer fill_data;
  GtkListItem *item; /* not owned: it owns this; NULL where it is in no row */
  gboolean is_outdated;
  RepriseBackupColumn column;
};

G_DEFINE_FINAL_TYPE (RepriseBackupCell, reprise_backup_cell, GTK_TYPE_WIDGET)

/* In digits: at least, and wanted. Only a label may be cut short, so that all columns are to be
 * seen in a window of usual size; signs between digits are narrower than those. */
static const struct
{
  int min;
  int natural;
} widths[REPRISE_BACKUP_N_COLUMNS] = {
  [REPRISE_BACKUP_COLUMN_LABEL] = { 16, 31 },       [REPRISE_BACKUP_COLUMN_STATUS] = { 9, 9 },
  [REPRISE_BACKUP_COLUMN_TYPE] = { 10, 10 },        [REPRISE_BACKUP_COLUMN_BACKUP_SIZE] = { 8, 8 },
  [REPRISE_BACKUP_COLUMN_DATABASE_SIZE] = { 8, 8 }, [REPRISE_BACKUP_COLUMN_CREATED_AT] = { 17, 17 },
  [REPRISE_BACKUP_COLUMN_FINISHED_AT] = { 17, 17 },
};

static float
get_name_alpha (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ())
             ? NAME_ALPHA_HIGH_CONTRAST
             : NAME_ALPHA;
}

static gboolean
is_time (RepriseBackupColumn column)
{
  return column == REPRISE_BACKUP_COLUMN_CREATED_AT || column == REPRISE_BACKUP_COLUMN_FINISHED_AT;
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
reprise_backup_cell_query_tooltip (GtkWidget *widget,
                                   int x,
                                   int y,
                                   gboolean is_keyboard,
                                   GtkTooltip *tooltip)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (widget);
  g_autofree char *text = NULL;

  reprise_backup_cell_fill (self);
  text = self->backup == NULL ? NULL : describe (self);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static gboolean
is_right_to_left (RepriseBackupCell *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* What stands before the text: a mark in the column of the status. */
static int
get_indent (RepriseBackupCell *self)
{
  if (self->column != REPRISE_BACKUP_COLUMN_STATUS)
    return 0;
  return reprise_cell_font_get_dot_size (self->font) + DOT_SPACING;
}

static void
reprise_backup_cell_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      /* All rows are as high as those with a name, so that scrolling is even. */
      int n_lines = self->column == REPRISE_BACKUP_COLUMN_LABEL ? 2 : 1;

      *minimum = *natural = reprise_cell_font_get_height (self->font, n_lines);
      return;
    }
  *minimum = reprise_cell_font_get_width (self->font, widths[self->column].min) + get_indent (self);
  *natural =
      reprise_cell_font_get_width (self->font, widths[self->column].natural) + get_indent (self);
}

static void
draw_dot (RepriseBackupCell *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int size = reprise_cell_font_get_dot_size (self->font);
  int x = is_right_to_left (self) ? gtk_widget_get_width (widget) - size : 0;
  int y = (gtk_widget_get_height (widget) - size) / 2;

  reprise_status_dot_draw (snapshot,
                           self->status,
                           &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) size, (float) size),
                           gtk_widget_get_style_context (widget),
                           color);
}

/* Every line begins where people begin to read, whatever is in it. */
static int
get_line_x (RepriseBackupCell *self, int line_width)
{
  int indent = get_indent (self);

  return is_right_to_left (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - indent - line_width
                                 : indent;
}

static void
reprise_backup_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (widget);
  int width = gtk_widget_get_width (widget);
  int text_width, text_height, name_width, name_height = 0;
  GdkRGBA color;
  int y;

  reprise_backup_cell_fill (self);
  if (self->text == NULL)
    return;
  reprise_cell_line_fit (self->text, width - get_indent (self), &text_width, &text_height);
  if (self->name != NULL)
    reprise_cell_line_fit (self->name, width, &name_width, &name_height);
  y = (gtk_widget_get_height (widget) - text_height - name_height) / 2;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (self->column == REPRISE_BACKUP_COLUMN_STATUS)
    draw_dot (self, snapshot, &color);
  reprise_cell_line_draw (self->text, snapshot, get_line_x (self, text_width), y, &color);
  if (self->name == NULL)
    return;
  color.alpha *= get_name_alpha ();
  reprise_cell_line_draw (self->name,
                          snapshot,
                          get_line_x (self, name_width),
                          y + text_height,
                          &color);
}

static void
reprise_backup_cell_dispose (GObject *object)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (object);

  g_clear_object (&self->backup);
  g_clear_object (&self->zone);
  g_clear_pointer (&self->text, reprise_cell_line_free);
  g_clear_pointer (&self->name, reprise_cell_line_free);
  G_OBJECT_CLASS (reprise_backup_cell_parent_class)->dispose (object);
}

static void
reprise_backup_cell_class_init (RepriseBackupCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_backup_cell_dispose;
  widget_class->measure = reprise_backup_cell_measure;
  widget_class->query_tooltip = reprise_backup_cell_query_tooltip;
  widget_class->snapshot = reprise_backup_cell_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_css_name (widget_class, "backupcell");
}

static void
reprise_backup_cell_init (RepriseBackupCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * reprise_backup_cell_new:
 * @column: the column it is for
 * @font: what its text is drawn with; has to outlive the cell
 * @fill_func: (scope forever): calls reprise_backup_cell_show() as soon as somebody wants to know
 * @fill_data: has to outlive the cell
 *
 * Returns: (transfer floating): a cell that shows nothing
 */
RepriseBackupCell *
reprise_backup_cell_new (RepriseBackupColumn column,
                         RepriseCellFont *font,
                         RepriseBackupCellFill fill_func,
                         gpointer fill_data)
{
  RepriseBackupCell *self = g_object_new (REPRISE_TYPE_BACKUP_CELL, NULL);

  self->column = column;
  self->font = font;
  self->fill_func = fill_func;
  self->fill_data = fill_data;
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

static char *
dup_text (RepriseBackupCell *self, RepriseBackupStatus status)
{
  const char *label = reprise_backup_get_label (self->backup);

  switch (self->column)
    {
    case REPRISE_BACKUP_COLUMN_LABEL:
      return g_strdup (label == NULL ? NO_LABEL : label);
    case REPRISE_BACKUP_COLUMN_STATUS:
      return g_strdup (reprise_backup_status_get_word (status));
    case REPRISE_BACKUP_COLUMN_TYPE:
      return reprise_closure_backup_type (NULL, reprise_backup_get_backup_type (self->backup));
    case REPRISE_BACKUP_COLUMN_BACKUP_SIZE:
    case REPRISE_BACKUP_COLUMN_DATABASE_SIZE:
      return reprise_closure_size (NULL, size_of (self));
    case REPRISE_BACKUP_COLUMN_CREATED_AT:
    case REPRISE_BACKUP_COLUMN_FINISHED_AT:
      return reprise_backup_words_time (self->zone, instant_of (self));
    case REPRISE_BACKUP_N_COLUMNS:
    default:
      g_assert_not_reached ();
    }
}

/* What a row showed before is often what the next one shows. */
static void
set_line (RepriseBackupCell *self,
          RepriseCellLine **line,
          const char *text,
          PangoEllipsizeMode ellipsize)
{
  if (*line == NULL || !g_str_equal (reprise_cell_line_get_text (*line), text))
    {
      g_clear_pointer (line, reprise_cell_line_free);
      *line = reprise_cell_line_new (self->font, text, ellipsize);
    }
  reprise_cell_line_prepare (*line);
}

static void
set_text (RepriseBackupCell *self, const char *text)
{
  g_autofree char *directed = NULL;

  if (is_right_to_left (self) && is_time (self->column))
    directed = g_strconcat (LEFT_TO_RIGHT, text, NULL);
  set_line (self, &self->text, directed == NULL ? text : directed, PANGO_ELLIPSIZE_MIDDLE);
}

/* An empty name takes no line. */
static void
set_name (RepriseBackupCell *self, const char *name)
{
  if (name == NULL || *name == '\0')
    g_clear_pointer (&self->name, reprise_cell_line_free);
  else
    set_line (self, &self->name, name, PANGO_ELLIPSIZE_END);
}

/**
 * reprise_backup_cell_outdate:
 * @self: a cell
 * @item: what places it in a row
 *
 * Has it ask for what it shows before that is needed the next time.
 */
void
reprise_backup_cell_outdate (RepriseBackupCell *self, GtkListItem *item)
{
  g_return_if_fail (REPRISE_IS_BACKUP_CELL (self));

  self->item = item;
  self->is_outdated = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * reprise_backup_cell_fill:
 * @self: a cell
 *
 * Asks for what it shows, where that was not done since it was outdated.
 *
 * Returns: whether it had to
 */
gboolean
reprise_backup_cell_fill (RepriseBackupCell *self)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_CELL (self), FALSE);

  if (!self->is_outdated)
    return FALSE;
  self->is_outdated = FALSE;
  self->fill_func (self, self->fill_data);
  return TRUE;
}

/**
 * reprise_backup_cell_show:
 * @self: a cell
 * @backup: the backup of its row
 * @status: how far the backup can be relied on
 * @zone: the zone that times are shown in
 *
 * To be called from the function that fills it.
 */
void
reprise_backup_cell_show (RepriseBackupCell *self,
                          RepriseBackup *backup,
                          RepriseBackupStatus status,
                          RepriseZone *zone)
{
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  g_return_if_fail (REPRISE_IS_BACKUP_CELL (self));

  g_set_object (&self->backup, backup);
  g_set_object (&self->zone, zone);
  self->status = reprise_backup_status_get_shape (status);
  text = dup_text (self, status);
  set_text (self, text);
  if (self->column == REPRISE_BACKUP_COLUMN_LABEL)
    set_name (self, reprise_backup_get_name (backup));
  all = self->name == NULL
            ? g_strdup (text)
            : g_strconcat (text, "\n", reprise_cell_line_get_text (self->name), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
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
  self->is_outdated = FALSE;
}

/**
 * reprise_backup_cell_dup_text:
 * @self: a cell
 *
 * Returns: (transfer full): what it shows; a given name is on a second line
 */
char *
reprise_backup_cell_dup_text (RepriseBackupCell *self)
{
  const char *text;

  g_return_val_if_fail (REPRISE_IS_BACKUP_CELL (self), NULL);

  reprise_backup_cell_fill (self);
  text = self->text == NULL ? "" : reprise_cell_line_get_text (self->text);
  if (self->name == NULL)
    return g_strdup (text);
  return g_strdup_printf ("%s\n%s", text, reprise_cell_line_get_text (self->name));
}
