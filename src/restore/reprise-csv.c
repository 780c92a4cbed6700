/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of an inventory as comma-separated values. */

#include "config.h"

#include "restore/reprise-csv.h"

#include "base/reprise-wal.h"

#include <string.h>

/* What takes a few milliseconds. */
#define ROWS_A_PIECE 1024

struct _RepriseCsv
{
  GObject parent_instance;

  RepriseRestoreWindow *window;
  RepriseBackupReader *reader; /* of the window's inventory */
  guint n_backups;
  guint position;
  gboolean has_header;
};

/* Names that programs rely on: the service's, with the unit where there is one. */
static const char header[] =
    "label,name,type,prior,references,created_at,finished_at,"
    "backup_size_bytes,backup_set_size_bytes,database_size_bytes,database_backup_size_bytes,"
    "error,doubts,wal_start,wal_stop,lsn_start,lsn_stop,pgbackrest_version\r\n";

static const struct
{
  RepriseBackupDoubts flag;
  const char *word;
} doubt_words[] = {
  { REPRISE_BACKUP_DOUBTS_CHAIN_BROKEN, "chain-broken" },
  { REPRISE_BACKUP_DOUBTS_UNREADABLE, "unreadable" },
  { REPRISE_BACKUP_DOUBTS_WAL_MISSING, "wal-missing" },
  { REPRISE_BACKUP_DOUBTS_PAGE_ERRORS, "page-errors" },
  { REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN, "pages-unknown" },
  { REPRISE_BACKUP_DOUBTS_NO_WAL, "no-wal" },
  { REPRISE_BACKUP_DOUBTS_OTHER_TIMELINE, "other-timeline" },
};

/* A spreadsheet takes a cell that begins with one of these for a formula and runs it. */
static gboolean
looks_like_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

/* The full-width forms of these are taken for the same by some. */
static gboolean
looks_like_wide_formula (const char *text)
{
  return g_str_has_prefix (text, "＝") || g_str_has_prefix (text, "＋") ||
         g_str_has_prefix (text, "－") || g_str_has_prefix (text, "＠");
}

static void
append_quoted (GString *line, const char *text)
{
  g_string_append_c (line, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *text);
    }
  g_string_append_c (line, '"');
}

/**
 * reprise_csv_append_text:
 * @line: a line that is being put together
 * @text: (nullable): a text from outside
 *
 * Appends one field as RFC 4180 has it: quoted where it holds a quote, a comma or a line break, and
 * as UTF-8. What a spreadsheet would run as a formula gets an apostrophe before it.
 */
void
reprise_csv_append_text (GString *line, const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *defused = NULL;

  if (text == NULL)
    return;
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  if (looks_like_formula (text) || looks_like_wide_formula (text))
    text = defused = g_strconcat ("'", text, NULL);
  if (strpbrk (text, "\",\r\n") != NULL)
    append_quoted (line, text);
  else
    g_string_append (line, text);
}

static void
append_separated (GString *line, const char *text)
{
  g_string_append_c (line, ',');
  reprise_csv_append_text (line, text);
}

static void
append_list (GString *line, const char *const *texts)
{
  g_autofree char *joined = texts == NULL ? NULL : g_strjoinv (" ", (char **) texts);

  append_separated (line, joined);
}

static void
append_instant (GString *line, RepriseInstant instant)
{
  g_autofree char *text = reprise_instant_format (instant, REPRISE_INSTANT_AUTO);

  append_separated (line, text);
}

static void
append_size (GString *line, gint64 bytes)
{
  g_string_append_c (line, ',');
  if (bytes >= 0)
    g_string_append_printf (line, "%" G_GINT64_FORMAT, bytes);
}

static void
append_lsn (GString *line, guint64 lsn)
{
  g_autofree char *text = lsn == 0 ? NULL : reprise_lsn_format (lsn);

  append_separated (line, text);
}

static void
append_doubts (GString *line, guint doubts)
{
  const char *separator = "";

  g_string_append_c (line, ',');
  for (gsize i = 0; i < G_N_ELEMENTS (doubt_words); i++)
    if ((doubts & doubt_words[i].flag) != 0)
      {
        g_string_append (line, separator);
        g_string_append (line, doubt_words[i].word);
        separator = " ";
      }
}

static const char *
get_error_word (RepriseTristate error)
{
  switch (error)
    {
    case REPRISE_TRISTATE_YES:
      return "true";
    case REPRISE_TRISTATE_NO:
      return "false";
    case REPRISE_TRISTATE_UNKNOWN:
    default:
      return NULL;
    }
}

static void
append_backup (GString *line, const RepriseBackupFields *backup, guint doubts)
{
  reprise_csv_append_text (line, backup->label);
  append_separated (line, reprise_backup_fields_get_name (backup));
  append_separated (line, reprise_backup_type_to_word (backup->backup_type));
  append_separated (line, backup->prior);
  append_list (line, backup->references);
  append_instant (line, backup->started_at);
  append_instant (line, backup->finished_at);
  append_size (line, backup->backup_size);
  append_size (line, backup->backup_set_size);
  append_size (line, backup->database_size);
  append_size (line, backup->database_backup_size);
  append_separated (line, get_error_word (backup->error));
  append_doubts (line, doubts);
  append_separated (line, backup->wal_start);
  append_separated (line, backup->wal_stop);
  append_lsn (line, backup->lsn_start);
  append_lsn (line, backup->lsn_stop);
  append_separated (line, backup->pgbackrest_version);
  g_string_append (line, "\r\n");
}

static gboolean
reprise_csv_read (RepriseExport *export, GString *text)
{
  RepriseCsv *self = REPRISE_CSV (export);
  guint end = self->position + MIN (self->n_backups - self->position, ROWS_A_PIECE);

  if (!self->has_header)
    g_string_append (text, header);
  self->has_header = TRUE;
  for (; self->position < end; self->position++)
    append_backup (text,
                   reprise_backup_reader_read (self->reader, self->position),
                   reprise_restore_window_get_backup_doubts (self->window, self->position));
  return self->position < self->n_backups;
}

static void
export_init (RepriseExportInterface *iface)
{
  iface->read = reprise_csv_read;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RepriseCsv,
                               reprise_csv,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_EXPORT, export_init))

static void
reprise_csv_finalize (GObject *object)
{
  RepriseCsv *self = REPRISE_CSV (object);

  g_clear_pointer (&self->reader, reprise_backup_reader_free);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (reprise_csv_parent_class)->finalize (object);
}

static void
reprise_csv_class_init (RepriseCsvClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_csv_finalize;
}

static void
reprise_csv_init (RepriseCsv *self)
{
}

/**
 * reprise_csv_new:
 * @window: what is known of one node's inventory
 *
 * RFC 4180 with a header, in UTF-8 without a mark at its start: the backups in the inventory's
 * order, sizes as whole bytes, instants as RFC 3339 in UTC, and what is not known empty. The names
 * and words in it are for programs, and not translated.
 *
 * Returns: (transfer full): an export
 */
RepriseCsv *
reprise_csv_new (RepriseRestoreWindow *window)
{
  RepriseCsv *self;
  RepriseInventory *inventory;

  g_return_val_if_fail (REPRISE_IS_RESTORE_WINDOW (window), NULL);

  self = g_object_new (REPRISE_TYPE_CSV, NULL);
  self->window = g_object_ref (window);
  inventory = reprise_restore_window_get_inventory (window);
  self->n_backups = reprise_inventory_get_n_backups (inventory);
  self->reader =
      reprise_backup_list_read (REPRISE_BACKUP_LIST (reprise_inventory_get_backups (inventory)));
  return self;
}
