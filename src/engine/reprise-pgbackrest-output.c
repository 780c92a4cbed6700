/* SPDX-License-Identifier: GPL-3.0-or-later
 * What pgBackRest writes while it works: how far it is, and what went wrong. */

#include "config.h"

#include "engine/reprise-pgbackrest-output.h"

#include <string.h>

/* Enough for the message, its hints and one level of stack trace. */
#define MAX_ERROR_LINES 24
#define MAX_ERROR_BYTES 4096

/**
 * reprise_pgbackrest_parse_progress:
 * @line: one line of pgBackRest's console log at level `detail`
 * @percent: (out): how much of all bytes is done, 0.0 to 100.0
 *
 * Finds the percentage in the line of a finished file: `(5.9MB, 10.25%)` or, for a file in a
 * bundle, `(bundle 1/0, 28.9KB, 25.30%)`. The file's name comes before it and may contain
 * anything, so the last such group of the line counts. Files finish in several processes at once:
 * a line may be behind the one before it.
 *
 * Returns: whether the line has one.
 */
gboolean
reprise_pgbackrest_parse_progress (const char *line, double *percent)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;
  double value;

  g_return_val_if_fail (line != NULL, FALSE);
  g_return_val_if_fail (percent != NULL, FALSE);

  regex = g_regex_new ("DETAIL: (?:backup|match|restore) (?:zeroed )?file .+"
                       " \\((?:bundle [^(),]+, )?[0-9.]+[A-Z]*, ([0-9]{1,3}(?:\\.[0-9]+)?)%\\)",
                       G_REGEX_OPTIMIZE,
                       0,
                       NULL);
  if (!g_regex_match (regex, line, 0, &match))
    return FALSE;
  number = g_match_info_fetch (match, 1);
  value = g_ascii_strtod (number, NULL);
  if (value > 100.0)
    return FALSE;
  *percent = value;
  return TRUE;
}

/* The message of an error line, from `ERROR:` on, or NULL. Before it may stand the time and the
 * process (`P00  ERROR: `). */
static char *
find_error (char *line)
{
  char *found = strstr (line, "ERROR: [");

  if (found == NULL || found - line > 40 || !g_ascii_isdigit (found[strlen ("ERROR: [")]))
    return NULL;
  return found;
}

/**
 * reprise_pgbackrest_dup_errors:
 * @text: what pgBackRest wrote
 *
 * Collects its error messages, `ERROR: [NNN]: …`, each with the indented lines that belong to it
 * (hints, the second line of a message). Bounded in lines and bytes.
 *
 * Returns: (transfer full) (nullable): the lines, or %NULL where there is no error
 */
char *
reprise_pgbackrest_dup_errors (const char *text)
{
  g_autoptr (GString) errors = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;
  guint n_lines = 0;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && n_lines < MAX_ERROR_LINES; i++)
    {
      char *error_line = find_error (lines[i]);

      inside = error_line != NULL || (inside && g_ascii_isspace (lines[i][0]));
      if (!inside)
        continue;
      if (errors->len > 0)
        g_string_append_c (errors, '\n');
      g_string_append (errors, g_strchomp (error_line != NULL ? error_line : lines[i]));
      n_lines++;
    }
  if (errors->len == 0)
    return NULL;
  if (errors->len > MAX_ERROR_BYTES)
    {
      g_autofree char *shortened = NULL;

      g_string_truncate (errors, MAX_ERROR_BYTES);
      shortened = g_utf8_make_valid (errors->str, -1);
      return g_strconcat (shortened, "…", NULL);
    }
  return g_string_free (g_steal_pointer (&errors), FALSE);
}
