/* SPDX-License-Identifier: GPL-3.0-or-later
 * One cell of the table of backups.
 *
 * GTK keeps some 200 rows of them, makes them all at once and fills them anew when the view jumps.
 * So a cell draws its text itself instead of having children that do, and what only a tooltip shows
 * is worked out when it pops up. */

#include "config.h"

#include "ui/reprise-backup-cell.h"

#include "ui/reprise-closures.h"
#include "ui/reprise-status-dot.h"

#define NO_LABEL "–"

/* How much of the text's colour a name has, as dimmed labels do. */
#define NAME_ALPHA 0.55f

#define DOT_SPACING 6

/* Of a line that consists of nothing but numbers and signs also where people read from the right:
 * from the left. */
#define LEFT_TO_RIGHT "\xe2\x80\x8e"

struct _RepriseBackupCell
{
  GtkWidget parent_instance;

  PangoLayout *text;
  PangoLayout *name;     /* beneath a label; NULL where there is none */
  RepriseStatusDot *dot; /* before a status, otherwise NULL */

  RepriseBackup *backup;
  RepriseZone *zone;
  GtkListItem *item; /* not owned: it owns this */
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

static PangoLayout *
new_layout (RepriseBackupCell *self, PangoEllipsizeMode ellipsize)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* Digits of one width, as the style class `numeric` asks for. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, ellipsize);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
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

static gboolean
is_right_to_left (RepriseBackupCell *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* What stands before the text. */
static int
get_indent (RepriseBackupCell *self)
{
  int size;

  if (self->dot == NULL)
    return 0;
  gtk_widget_measure (GTK_WIDGET (self->dot),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &size,
                      NULL,
                      NULL,
                      NULL);
  return size + DOT_SPACING;
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
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int character = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));
  int line = pango_font_metrics_get_height (metrics);

  pango_font_metrics_unref (metrics);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      /* All rows are as high as those with a name, so that scrolling is even. */
      int n_lines = self->column == REPRISE_BACKUP_COLUMN_LABEL ? 2 : 1;

      *minimum = *natural = PANGO_PIXELS_CEIL (line * n_lines);
      return;
    }
  *minimum = PANGO_PIXELS_CEIL (character * widths[self->column].min) + get_indent (self);
  *natural = PANGO_PIXELS_CEIL (character * widths[self->column].natural) + get_indent (self);
}

static void
reprise_backup_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (widget);
  int indent = get_indent (self);
  GtkAllocation dot = { .y = 0, .width = indent - DOT_SPACING, .height = height };

  pango_layout_set_width (self->text, MAX (width - indent, 0) * PANGO_SCALE);
  if (self->name != NULL)
    pango_layout_set_width (self->name, width * PANGO_SCALE);
  if (self->dot == NULL)
    return;
  dot.x = is_right_to_left (self) ? width - dot.width : 0;
  gtk_widget_size_allocate (GTK_WIDGET (self->dot), &dot, -1);
}

/* Every line begins where people begin to read, whatever is in it. */
static void
draw_line (RepriseBackupCell *self, GtkSnapshot *snapshot, PangoLayout *layout, int y, float alpha)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int indent = get_indent (self);
  PangoRectangle extents;
  GdkRGBA color;
  int x;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  x = is_right_to_left (self) ? gtk_widget_get_width (widget) - indent - extents.width : indent;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= alpha;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - extents.x), (float) y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
reprise_backup_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (widget);
  gboolean has_name = self->name != NULL && *pango_layout_get_text (self->name) != '\0';
  int text_height, name_height = 0;
  int y;

  pango_layout_get_pixel_size (self->text, NULL, &text_height);
  if (has_name)
    pango_layout_get_pixel_size (self->name, NULL, &name_height);
  y = (gtk_widget_get_height (widget) - text_height - name_height) / 2;
  draw_line (self, snapshot, self->text, y, 1);
  if (has_name)
    draw_line (self, snapshot, self->name, y + text_height, NAME_ALPHA);
  GTK_WIDGET_CLASS (reprise_backup_cell_parent_class)->snapshot (widget, snapshot);
}

static void
reprise_backup_cell_dispose (GObject *object)
{
  RepriseBackupCell *self = REPRISE_BACKUP_CELL (object);

  g_clear_object (&self->backup);
  g_clear_object (&self->zone);
  g_clear_object (&self->text);
  g_clear_object (&self->name);
  if (self->dot != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->dot));
  self->dot = NULL;
  G_OBJECT_CLASS (reprise_backup_cell_parent_class)->dispose (object);
}

static void
reprise_backup_cell_class_init (RepriseBackupCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_backup_cell_dispose;
  widget_class->measure = reprise_backup_cell_measure;
  widget_class->size_allocate = reprise_backup_cell_size_allocate;
  widget_class->snapshot = reprise_backup_cell_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_css_name (widget_class, "backupcell");
}

static void
reprise_backup_cell_init (RepriseBackupCell *self)
{
  self->text = new_layout (self, PANGO_ELLIPSIZE_MIDDLE);
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

  self->column = column;
  if (column == REPRISE_BACKUP_COLUMN_LABEL)
    self->name = new_layout (self, PANGO_ELLIPSIZE_END);
  if (column == REPRISE_BACKUP_COLUMN_STATUS)
    {
      self->dot = reprise_status_dot_new ();
      gtk_widget_set_parent (GTK_WIDGET (self->dot), widget);
    }
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

static void
set_texts (RepriseBackupCell *self, const char *text, const char *name)
{
  g_autofree char *directed = NULL;
  g_autofree char *both = NULL;

  if (is_right_to_left (self) && is_time (self->column))
    directed = g_strconcat (LEFT_TO_RIGHT, text, NULL);
  pango_layout_set_text (self->text, directed == NULL ? text : directed, -1);
  if (self->name != NULL)
    pango_layout_set_text (self->name, name == NULL ? "" : name, -1);
  if (name != NULL)
    both = g_strdup_printf ("%s\n%s", text, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  both == NULL ? text : both,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
  text = dup_text (self, status);
  set_texts (self, text, self->name == NULL ? NULL : reprise_backup_get_name (backup));
  if (self->dot != NULL)
    reprise_status_dot_set_status (self->dot, reprise_backup_status_get_shape (status));
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
 * reprise_backup_cell_dup_text:
 * @self: a cell
 *
 * Returns: (transfer full): what it shows; a given name is on a second line
 */
char *
reprise_backup_cell_dup_text (RepriseBackupCell *self)
{
  const char *text, *name;

  g_return_val_if_fail (REPRISE_IS_BACKUP_CELL (self), NULL);

  text = pango_layout_get_text (self->text);
  name = self->name == NULL ? "" : pango_layout_get_text (self->name);
  return *name == '\0' ? g_strdup (text) : g_strdup_printf ("%s\n%s", text, name);
}
