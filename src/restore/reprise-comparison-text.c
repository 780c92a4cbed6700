/* SPDX-License-Identifier: GPL-3.0-or-later
 * A comparison of two inventories in words. */

#include "config.h"

#include "restore/reprise-comparison-text.h"

#include "restore/reprise-comparison-words.h"

#include <glib/gi18n-lib.h>

/* What takes a few milliseconds. */
#define BACKUPS_A_PIECE 512

typedef enum
{
  PART_HEAD,
  PART_APPEARED,
  PART_EXPIRED,
  PART_CHANGED,
  PART_END,
} Part;

struct _RepriseComparisonText
{
  GObject parent_instance;

  RepriseInventoryComparison *comparison;
  char *title;
  RepriseBackupReader *before;
  RepriseBackupReader *after;
  Part part;
  guint position; /* within the part */
};

static gboolean
breaks_line (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
         type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* What comes from outside stays within its line. */
static void
append_line (GString *text, const char *indent, const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);

  g_string_append (text, indent);
  for (const char *cursor = valid; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    {
      gunichar character = g_utf8_get_char (cursor);

      g_string_append_unichar (text, breaks_line (character) ? ' ' : character);
    }
  g_string_append_c (text, '\n');
}

static void
append_sentences (GString *text, char **sentences)
{
  for (char **sentence = sentences; *sentence != NULL; sentence++)
    append_line (text, "", *sentence);
  g_strfreev (sentences);
}

static void
append_heading (GString *text, const char *heading)
{
  g_string_append_c (text, '\n');
  append_line (text, "", heading);
}

static void
append_head (RepriseComparisonText *self, GString *text)
{
  g_autofree char *gap = reprise_comparison_words_gap (self->comparison);
  g_autofree char *heading = NULL;

  /* Translators: %s is a database and a node. */
  heading = g_strdup_printf (_ ("Comparison of Backups: %s"), self->title);
  append_line (text, "", heading);
  append_sentences (text, reprise_comparison_words_inventories (self->comparison));
  append_sentences (text, reprise_comparison_words_differences (self->comparison));
  append_heading (text, _ ("Growth"));
  append_sentences (text, reprise_comparison_words_sizes (self->comparison));
  append_heading (text, _ ("Missing Backups"));
  append_line (text, "", gap);
  append_sentences (text, reprise_comparison_words_missed (self->comparison));
}

static void
append_count (GString *text, const char *heading, guint count)
{
  g_autofree char *line = NULL;

  /* Translators: a heading such as “Appeared”, and how many there are. */
  line = g_strdup_printf (_ ("%s (%u)"), heading, count);
  append_heading (text, line);
}

/* Returns whether there is more of it. */
static gboolean
append_backups (RepriseComparisonText *self,
                GString *text,
                const char *heading,
                RepriseBackupReader *reader,
                const guint *positions,
                guint n_positions)
{
  guint last = self->position + MIN (n_positions - self->position, BACKUPS_A_PIECE);

  if (self->position == 0)
    append_count (text, heading, n_positions);
  for (; self->position < last; self->position++)
    {
      g_autofree char *line = reprise_comparison_words_backup (
          reprise_backup_reader_read (reader, positions[self->position]));

      append_line (text, "  ", line);
    }
  return self->position < n_positions;
}

static void
append_change (RepriseComparisonText *self, GString *text, const RepriseBackupChange *change)
{
  const RepriseBackupFields *from = reprise_backup_reader_read (self->before, change->before);
  const RepriseBackupFields *to = reprise_backup_reader_read (self->after, change->after);

  append_line (text, "  ", to->label == NULL ? C_ ("value", "none") : to->label);
  for (guint field = 0; field < REPRISE_BACKUP_N_FIELDS; field++)
    {
      g_autofree char *line = NULL;

      if ((change->fields & 1U << field) == 0)
        continue;
      line = reprise_comparison_words_change ((RepriseBackupField) field, from, to);
      append_line (text, "    ", line);
    }
}

static gboolean
append_changes (RepriseComparisonText *self, GString *text)
{
  guint n_changed, last;
  const RepriseBackupChange *changes =
      reprise_inventory_comparison_get_changed (self->comparison, &n_changed);

  if (self->position == 0)
    append_count (text, _ ("Changed"), n_changed);
  last = self->position + MIN (n_changed - self->position, BACKUPS_A_PIECE);
  for (; self->position < last; self->position++)
    append_change (self, text, &changes[self->position]);
  return self->position < n_changed;
}

static gboolean
append_part (RepriseComparisonText *self, GString *text)
{
  const guint *positions;
  guint n_positions;

  switch (self->part)
    {
    case PART_HEAD:
      append_head (self, text);
      return FALSE;
    case PART_APPEARED:
      positions = reprise_inventory_comparison_get_appeared (self->comparison, &n_positions);
      return append_backups (self, text, _ ("Appeared"), self->after, positions, n_positions);
    case PART_EXPIRED:
      positions = reprise_inventory_comparison_get_expired (self->comparison, &n_positions);
      return append_backups (self, text, _ ("Expired"), self->before, positions, n_positions);
    case PART_CHANGED:
      return append_changes (self, text);
    case PART_END:
    default:
      return FALSE;
    }
}

static gboolean
reprise_comparison_text_read (RepriseExport *export, GString *text)
{
  RepriseComparisonText *self = REPRISE_COMPARISON_TEXT (export);

  if (!append_part (self, text) && self->part != PART_END)
    {
      self->part++;
      self->position = 0;
    }
  return self->part != PART_END;
}

static void
export_init (RepriseExportInterface *iface)
{
  iface->read = reprise_comparison_text_read;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseComparisonText,
                               reprise_comparison_text,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_EXPORT, export_init))

static void
reprise_comparison_text_finalize (GObject *object)
{
  RepriseComparisonText *self = REPRISE_COMPARISON_TEXT (object);

  g_clear_pointer (&self->before, reprise_backup_reader_free);
  g_clear_pointer (&self->after, reprise_backup_reader_free);
  g_clear_object (&self->comparison);
  g_free (self->title);
  G_OBJECT_CLASS (reprise_comparison_text_parent_class)->finalize (object);
}

static void
reprise_comparison_text_class_init (RepriseComparisonTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_comparison_text_finalize;
}

static void
reprise_comparison_text_init (RepriseComparisonText *self)
{
}

static RepriseBackupReader *
read_backups (RepriseInventory *inventory)
{
  return reprise_backup_list_read (REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory)));
}

/**
 * reprise_comparison_text_new:
 * @comparison: a comparison
 * @title: the database and node that it is of, as people know them
 *
 * Plain text for a file or a message: instants in UTC, one backup a line.
 *
 * Returns: (transfer full): an export
 */
RepriseComparisonText *
reprise_comparison_text_new (RepriseInventoryComparison *comparison, const char *title)
{
  RepriseComparisonText *self;

  g_return_val_if_fail (REPRISE_IS_INVENTORY_COMPARISON (comparison), NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (REPRISE_TYPE_COMPARISON_TEXT, NULL);
  self->comparison = g_object_ref (comparison);
  self->title = g_strdup (title);
  self->before = read_backups (reprise_inventory_comparison_get_before (comparison));
  self->after = read_backups (reprise_inventory_comparison_get_after (comparison));
  return self;
}
