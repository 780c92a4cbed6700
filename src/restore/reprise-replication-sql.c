/* SPDX-License-Identifier: GPL-3.0-or-later
 * The statements that start replication. */

#include "config.h"

#include "restore/reprise-replication-sql.h"

#include <string.h>

/* In the text of a regclass, unlike in a statement, the reserved words are names like others. */
static gboolean
is_plain_name (const char *name)
{
  if (!g_ascii_islower (name[0]) && name[0] != '_')
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '_')
      return FALSE;
  return TRUE;
}

static void
append_identifier (GString *text, const char *name)
{
  if (is_plain_name (name))
    {
      g_string_append (text, name);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

/* A string constant that means the same whatever standard_conforming_strings is. */
static char *
quote_literal (const char *text)
{
  GString *quoted = g_string_new (strchr (text, '\\') != NULL ? "E'" : "'");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        g_string_append_c (quoted, *c);
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (quoted, FALSE);
}

static char *
build_regclass (const char *schema, const char *name)
{
  g_autoptr (GString) qualified = g_string_new (NULL);
  g_autofree char *quoted = NULL;

  append_identifier (qualified, schema);
  g_string_append_c (qualified, '.');
  append_identifier (qualified, name);
  quoted = quote_literal (qualified->str);
  return g_strconcat (quoted, "::regclass", NULL);
}

/**
 * reprise_replication_sql_add_table:
 * @extension: what replicates; not %REPRISE_REPLICATION_EXTENSION_NONE
 * @schema: the table's schema, exactly as it is
 * @name: the table's name, exactly as it is
 *
 * Its rows as they are now are not copied: the nodes hold the same after a restore, and a copy
 * would collide with them.
 *
 * Returns: (transfer full): the statement that adds the table to the set `default`, and returns
 * nothing where it is in it already, so that it may be run again
 */
char *
reprise_replication_sql_add_table (RepriseReplicationExtension extension,
                                   const char *schema,
                                   const char *name)
{
  gboolean is_spock = extension == REPRISE_REPLICATION_EXTENSION_SPOCK;
  g_autofree char *regclass = NULL;

  g_return_val_if_fail (extension != REPRISE_REPLICATION_EXTENSION_NONE, NULL);
  g_return_val_if_fail (schema != NULL && name != NULL, NULL);

  regclass = build_regclass (schema, name);
  return g_strdup_printf ("SELECT %s('" REPRISE_REPLICATION_DEFAULT_SET "', %s, false)\n"
                          "  WHERE NOT EXISTS (SELECT FROM %s.tables\n"
                          "    WHERE relid = %s AND set_name = '" REPRISE_REPLICATION_DEFAULT_SET
                          "');",
                          is_spock ? "spock.repset_add_table"
                                   : "pglogical.replication_set_add_table",
                          regclass,
                          is_spock ? "spock" : "pglogical",
                          regclass);
}
