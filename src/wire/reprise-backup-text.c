/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups written as JSON, one after another: a million of them must not take a minute. */

#include "config.h"

#include "wire/reprise-backup-text-private.h"

#include "base/reprise-wal.h"

static void
append_escaped (GString *text, guchar byte)
{
  static const char letters[] = "btnvfr";

  if (byte == '"' || byte == '\\')
    g_string_append_printf (text, "\\%c", byte);
  else if (byte >= '\b' && byte <= '\r' && byte != '\v')
    g_string_append_printf (text, "\\%c", letters[byte - '\b']);
  else
    g_string_append_printf (text, "\\u%04x", byte);
}

/**
 * reprise_json_append_string:
 * @text: what to append to
 * @value: a text in UTF-8
 *
 * Appends it in quotes, with what must be escaped escaped.
 */
void
reprise_json_append_string (GString *text, const char *value)
{
  const char *first = value;

  g_string_append_c (text, '"');
  for (; *value != '\0'; value++)
    {
      if ((guchar) *value >= 0x20 && *value != '"' && *value != '\\' && *value != 0x7f)
        continue;
      g_string_append_len (text, first, value - first);
      append_escaped (text, (guchar) *value);
      first = value + 1;
    }
  g_string_append_len (text, first, value - first);
  g_string_append_c (text, '"');
}

static void
append_name (GString *text, const char *name)
{
  if (text->str[text->len - 1] != '{')
    g_string_append_c (text, ',');
  g_string_append_c (text, '"');
  g_string_append (text, name);
  g_string_append (text, "\":");
}

static void
put_string (GString *text, const char *name, const char *value)
{
  if (value == NULL)
    return;
  append_name (text, name);
  reprise_json_append_string (text, value);
}

static void
put_count (GString *text, const char *name, gint64 count)
{
  if (count < 0)
    return;
  append_name (text, name);
  g_string_append_printf (text, "%" G_GINT64_FORMAT, count);
}

static void
put_instant (GString *text, const char *name, RepriseInstant instant)
{
  g_autofree char *value = reprise_instant_format (instant, REPRISE_INSTANT_AUTO);

  put_string (text, name, value);
}

static void
put_lsn (GString *text, const char *name, guint64 lsn)
{
  g_autofree char *value = lsn == 0 ? NULL : reprise_lsn_format (lsn);

  put_string (text, name, value);
}

static void
put_texts (GString *text, const char *name, const char *const *values)
{
  if (values == NULL)
    return;
  append_name (text, name);
  g_string_append_c (text, '[');
  for (gsize i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      reprise_json_append_string (text, values[i]);
    }
  g_string_append_c (text, ']');
}

static void
put_pairs (GString *text, const char *name, const char *const *pairs)
{
  if (pairs == NULL)
    return;
  append_name (text, name);
  g_string_append_c (text, '{');
  for (; pairs[0] != NULL && pairs[1] != NULL; pairs += 2)
    {
      if (text->str[text->len - 1] != '{')
        g_string_append_c (text, ',');
      reprise_json_append_string (text, pairs[0]);
      g_string_append_c (text, ':');
      reprise_json_append_string (text, pairs[1]);
    }
  g_string_append_c (text, '}');
}

static void
put_error (GString *text, RepriseTristate error)
{
  if (error == REPRISE_TRISTATE_UNKNOWN)
    return;
  append_name (text, "error");
  g_string_append (text, error == REPRISE_TRISTATE_YES ? "true" : "false");
}

/**
 * reprise_backup_append:
 * @text: what to append to
 * @fields: a backup
 *
 * Appends what the contract says of it; what is not known is left out.
 */
void
reprise_backup_append (GString *text, const RepriseBackupFields *fields)
{
  g_string_append_c (text, '{');
  put_string (text, "label", fields->label);
  put_string (text, "type", reprise_backup_type_to_word (fields->backup_type));
  put_string (text, "prior", fields->prior);
  put_texts (text, "references", fields->references);
  put_instant (text, "created_at", fields->started_at);
  put_instant (text, "finished_at", fields->finished_at);
  put_string (text, "wal_start", fields->wal_start);
  put_string (text, "wal_stop", fields->wal_stop);
  put_lsn (text, "lsn_start", fields->lsn_start);
  put_lsn (text, "lsn_stop", fields->lsn_stop);
  put_count (text, "database_size", fields->database_size);
  put_count (text, "database_backup_size", fields->database_backup_size);
  put_count (text, "backup_set_size", fields->backup_set_size);
  put_count (text, "backup_size", fields->backup_size);
  put_count (text, "backup_set_map_size", fields->backup_set_map_size);
  put_count (text, "backup_map_size", fields->backup_map_size);
  put_error (text, fields->error);
  put_texts (text, "error_list", fields->error_list);
  put_pairs (text, "annotations", fields->annotations);
  put_string (text, "pgbackrest_version", fields->pgbackrest_version);
  put_count (text, "pgbackrest_format", fields->pgbackrest_format);
  g_string_append_c (text, '}');
}
