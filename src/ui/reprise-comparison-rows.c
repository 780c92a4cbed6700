/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups that two inventories do not have in common, or not alike, as a list model.
 *
 * Rows are made when they are asked for: there may be a million of them. */

#include "config.h"

#include "ui/reprise-comparison-rows.h"

#include "base/reprise-size.h"

#include <glib/gi18n.h>

#define ALL_KINDS ((1U << REPRISE_COMPARISON_N_KINDS) - 1)

struct _RepriseComparisonRows
{
  GObject parent_instance;

  RepriseInventoryComparison *comparison;
  RepriseBackupReader *before;
  RepriseBackupReader *after;
  guint kinds; /* those that are listed, one bit each */
};

struct _RepriseComparisonRow
{
  GObject parent_instance;

  RepriseComparisonRows *rows;
  RepriseComparisonKind kind;
  guint index; /* within its kind */
};

G_DEFINE_FINAL_TYPE (RepriseComparisonRow, reprise_comparison_row, G_TYPE_OBJECT)

static RepriseComparisonRow *
create_row (RepriseComparisonRows *rows, RepriseComparisonKind kind, guint index)
{
  RepriseComparisonRow *self = g_object_new (REPRISE_TYPE_COMPARISON_ROW, NULL);

  self->rows = g_object_ref (rows);
  self->kind = kind;
  self->index = index;
  return self;
}

static guint
count_listed (RepriseComparisonRows *self, RepriseComparisonKind kind)
{
  return (self->kinds & 1U << kind) == 0 ? 0 : reprise_comparison_rows_count (self, kind);
}

static GType
reprise_comparison_rows_get_item_type (GListModel *model)
{
  return REPRISE_TYPE_COMPARISON_ROW;
}

static guint
reprise_comparison_rows_get_n_items (GListModel *model)
{
  guint n_items = 0;

  for (guint kind = 0; kind < REPRISE_COMPARISON_N_KINDS; kind++)
    n_items += count_listed (REPRISE_COMPARISON_ROWS (model), (RepriseComparisonKind) kind);
  return n_items;
}

static gpointer
reprise_comparison_rows_get_item (GListModel *model, guint position)
{
  RepriseComparisonRows *self = REPRISE_COMPARISON_ROWS (model);

  for (guint kind = 0; kind < REPRISE_COMPARISON_N_KINDS; kind++)
    {
      guint n_listed = count_listed (self, (RepriseComparisonKind) kind);

      if (position < n_listed)
        return create_row (self, (RepriseComparisonKind) kind, position);
      position -= n_listed;
    }
  return NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = reprise_comparison_rows_get_item_type;
  iface->get_n_items = reprise_comparison_rows_get_n_items;
  iface->get_item = reprise_comparison_rows_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseComparisonRows,
                               reprise_comparison_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
reprise_comparison_row_dispose (GObject *object)
{
  g_clear_object (&REPRISE_COMPARISON_ROW (object)->rows);
  G_OBJECT_CLASS (reprise_comparison_row_parent_class)->dispose (object);
}

static void
reprise_comparison_row_class_init (RepriseComparisonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_comparison_row_dispose;
}

static void
reprise_comparison_row_init (RepriseComparisonRow *self)
{
}

static void
reprise_comparison_rows_finalize (GObject *object)
{
  RepriseComparisonRows *self = REPRISE_COMPARISON_ROWS (object);

  g_clear_pointer (&self->before, reprise_backup_reader_free);
  g_clear_pointer (&self->after, reprise_backup_reader_free);
  g_clear_object (&self->comparison);
  G_OBJECT_CLASS (reprise_comparison_rows_parent_class)->finalize (object);
}

static void
reprise_comparison_rows_class_init (RepriseComparisonRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_comparison_rows_finalize;
}

static void
reprise_comparison_rows_init (RepriseComparisonRows *self)
{
  self->kinds = ALL_KINDS;
}

static RepriseBackupReader *
read_backups (RepriseInventory *inventory)
{
  return reprise_backup_list_read (REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory)));
}

/**
 * reprise_comparison_kind_get_word:
 * @kind: what became of a backup
 *
 * Returns: a word for it
 */
const char *
reprise_comparison_kind_get_word (RepriseComparisonKind kind)
{
  switch (kind)
    {
    case REPRISE_COMPARISON_APPEARED:
      return _ ("Appeared");
    case REPRISE_COMPARISON_EXPIRED:
      return _ ("Expired");
    case REPRISE_COMPARISON_CHANGED:
    default:
      return _ ("Changed");
    }
}

/**
 * reprise_comparison_rows_new:
 * @comparison: a comparison
 *
 * Returns: (transfer full): #RepriseComparisonRow items: what appeared, then what expired, then
 *   what changed, each in the order of its inventory
 */
RepriseComparisonRows *
reprise_comparison_rows_new (RepriseInventoryComparison *comparison)
{
  RepriseComparisonRows *self;

  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (comparison), NULL);

  self = g_object_new (REPRISE_TYPE_COMPARISON_ROWS, NULL);
  self->comparison = g_object_ref (comparison);
  self->before = read_backups (reprise_inventory_comparison_get_before (comparison));
  self->after = read_backups (reprise_inventory_comparison_get_after (comparison));
  return self;
}

/**
 * reprise_comparison_rows_count:
 * @self: rows
 * @kind: what became of backups
 *
 * Returns: of how many, listed or not
 */
guint
reprise_comparison_rows_count (RepriseComparisonRows *self, RepriseComparisonKind kind)
{
  guint n_rows = 0;

  g_return_val_if_fail (REPRISE_IS_COMPARISON_ROWS (self), 0);

  switch (kind)
    {
    case REPRISE_COMPARISON_APPEARED:
      reprise_inventory_comparison_get_appeared (self->comparison, &n_rows);
      break;
    case REPRISE_COMPARISON_EXPIRED:
      reprise_inventory_comparison_get_expired (self->comparison, &n_rows);
      break;
    case REPRISE_COMPARISON_CHANGED:
    default:
      reprise_inventory_comparison_get_changed (self->comparison, &n_rows);
      break;
    }
  return n_rows;
}

/**
 * reprise_comparison_rows_set_kinds:
 * @self: rows
 * @kinds: a set of #RepriseComparisonKind, one bit each
 *
 * Lists those alone.
 */
void
reprise_comparison_rows_set_kinds (RepriseComparisonRows *self, guint kinds)
{
  guint n_before, n_after;

  g_return_if_fail (REPRISE_IS_COMPARISON_ROWS (self));

  if (self->kinds == (kinds & ALL_KINDS))
    return;
  n_before = g_list_model_get_n_items (G_LIST_MODEL (self));
  self->kinds = kinds & ALL_KINDS;
  n_after = g_list_model_get_n_items (G_LIST_MODEL (self));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n_after);
}

static const RepriseBackupFields *
read_before (RepriseComparisonRow *self)
{
  RepriseInventoryComparison *comparison = self->rows->comparison;
  guint n, position;

  if (self->kind == REPRISE_COMPARISON_EXPIRED)
    position = reprise_inventory_comparison_get_expired (comparison, &n)[self->index];
  else
    position = reprise_inventory_comparison_get_changed (comparison, &n)[self->index].before;
  return reprise_backup_reader_read (self->rows->before, position);
}

static const RepriseBackupFields *
read_after (RepriseComparisonRow *self)
{
  RepriseInventoryComparison *comparison = self->rows->comparison;
  guint n, position;

  if (self->kind == REPRISE_COMPARISON_APPEARED)
    position = reprise_inventory_comparison_get_appeared (comparison, &n)[self->index];
  else
    position = reprise_inventory_comparison_get_changed (comparison, &n)[self->index].after;
  return reprise_backup_reader_read (self->rows->after, position);
}

/* What a backup is, for those that only one inventory has. */
static char *
describe_backup (const RepriseBackupFields *backup)
{
  g_autofree char *backup_type = reprise_backup_field_describe (REPRISE_BACKUP_FIELD_TYPE, backup);
  g_autofree char *end = reprise_backup_field_describe (REPRISE_BACKUP_FIELD_FINISHED_AT, backup);
  g_autofree char *size = reprise_size_format (backup->backup_size);

  return g_strjoin ("\n", backup_type, end, size, NULL);
}

static char *
describe_fields (RepriseComparisonRow *self, const RepriseBackupFields *backup)
{
  guint n;
  guint fields =
      reprise_inventory_comparison_get_changed (self->rows->comparison, &n)[self->index].fields;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint field = 0; field < REPRISE_BACKUP_N_FIELDS; field++)
    {
      g_autofree char *value = NULL;

      if ((fields & 1U << field) == 0)
        continue;
      value = reprise_backup_field_describe ((RepriseBackupField) field, backup);
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: something that a backup has, such as its size, and what it is. */
      g_string_append_printf (text,
                              _ ("%s: %s"),
                              reprise_backup_field_get_name ((RepriseBackupField) field),
                              value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * reprise_comparison_row_get_kind:
 * @self: a row
 *
 * Returns: what became of the backup
 */
RepriseComparisonKind
reprise_comparison_row_get_kind (RepriseComparisonRow *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARISON_ROW (self), REPRISE_COMPARISON_CHANGED);
  return self->kind;
}

/**
 * reprise_comparison_row_dup_label:
 * @self: a row
 *
 * Returns: (transfer full): the label of the backup, or a dash
 */
char *
reprise_comparison_row_dup_label (RepriseComparisonRow *self)
{
  const RepriseBackupFields *backup;

  g_return_val_if_fail (REPRISE_IS_COMPARISON_ROW (self), NULL);

  backup = self->kind == REPRISE_COMPARISON_EXPIRED ? read_before (self) : read_after (self);
  return g_strdup (backup->label == NULL ? "–" : backup->label);
}

/**
 * reprise_comparison_row_dup_before:
 * @self: a row
 *
 * Returns: (transfer full): what the first inventory has of it, line by line, or a dash
 */
char *
reprise_comparison_row_dup_before (RepriseComparisonRow *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARISON_ROW (self), NULL);

  switch (self->kind)
    {
    case REPRISE_COMPARISON_APPEARED:
      return g_strdup ("–");
    case REPRISE_COMPARISON_EXPIRED:
      return describe_backup (read_before (self));
    case REPRISE_COMPARISON_CHANGED:
    default:
      return describe_fields (self, read_before (self));
    }
}

/**
 * reprise_comparison_row_dup_after:
 * @self: a row
 *
 * Returns: (transfer full): what the second inventory has of it, line by line, or a dash
 */
char *
reprise_comparison_row_dup_after (RepriseComparisonRow *self)
{
  g_return_val_if_fail (REPRISE_IS_COMPARISON_ROW (self), NULL);

  switch (self->kind)
    {
    case REPRISE_COMPARISON_APPEARED:
      return describe_backup (read_after (self));
    case REPRISE_COMPARISON_EXPIRED:
      return g_strdup ("–");
    case REPRISE_COMPARISON_CHANGED:
    default:
      return describe_fields (self, read_after (self));
    }
}
