/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore leaves to be done about replication. */

#include "config.h"

#include "restore/reprise-checklist-tables.h"

#include <glib/gi18n-lib.h>

#define AUTOMATIC_DDL "autoddl:enabled"
#define NAMES_AT_MOST 3

/* What the tables are like; those without a key cannot replicate and stand in nobody's way. */
typedef struct
{
  guint n_with_key;
  guint n_in_set;
  guint n_replicating;
  GPtrArray *without_key; /* of names */
  GPtrArray *misaligned;  /* of names */
  gboolean is_partial;    /* some nodes were not restored */
  gboolean is_automatic;
} Tables;

static char *
dup_table_name (RepriseTable *table)
{
  const char *schema = reprise_table_get_schema (table);

  if (schema == NULL || g_str_equal (schema, "public"))
    return g_strdup (reprise_table_get_name (table));
  return g_strdup_printf ("%s.%s", schema, reprise_table_get_name (table));
}

/* A node that nothing is said about does not replicate it, as far as is known. */
static gboolean
has_every_node (RepriseTable *table, GPtrArray *nodes)
{
  gsize n_statuses = 0;
  const RepriseTableStatus *statuses = reprise_table_get_statuses (table, &n_statuses);

  for (guint i = 0; i < nodes->len; i++)
    {
      const char *name = reprise_node_get_name (g_ptr_array_index (nodes, i));
      gsize position = 0;

      while (position < n_statuses && g_strcmp0 (statuses[position].node_name, name) != 0)
        position++;
      if (position == n_statuses)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_replicating (RepriseTable *table, GPtrArray *nodes)
{
  return reprise_table_is_replicating (table) && has_every_node (table, nodes);
}

static void
count_table (Tables *tables, RepriseTable *table, GPtrArray *nodes)
{
  const char *const *sets = reprise_table_get_replication_sets (table);

  if (!reprise_table_has_primary_key (table))
    {
      g_ptr_array_add (tables->without_key, dup_table_name (table));
      return;
    }
  tables->n_with_key++;
  tables->n_in_set += sets != NULL && sets[0] != NULL;
  tables->n_replicating += is_replicating (table, nodes);
  if (!reprise_table_is_aligned (table))
    g_ptr_array_add (tables->misaligned, dup_table_name (table));
}

static gboolean
has_untouched_node (const RepriseChecklistFacts *facts)
{
  const char *const *targets = reprise_restore_request_get_target_nodes (facts->request);
  GPtrArray *nodes = reprise_database_get_nodes (facts->database);

  for (guint i = 0; targets != NULL && i < nodes->len; i++)
    if (!g_strv_contains (targets, reprise_node_get_name (g_ptr_array_index (nodes, i))))
      return TRUE;
  return FALSE;
}

static void
count_tables (const RepriseChecklistFacts *facts, Tables *tables)
{
  GPtrArray *all = reprise_database_get_tables (facts->database);

  tables->without_key = g_ptr_array_new_with_free_func (g_free);
  tables->misaligned = g_ptr_array_new_with_free_func (g_free);
  tables->is_partial = has_untouched_node (facts);
  tables->is_automatic = reprise_database_has_option (facts->database, AUTOMATIC_DDL);
  for (guint i = 0; i < all->len; i++)
    count_table (tables, g_ptr_array_index (all, i), reprise_database_get_nodes (facts->database));
}

static void
tables_clear (Tables *tables)
{
  g_ptr_array_unref (tables->without_key);
  g_ptr_array_unref (tables->misaligned);
}

static char *
join_names (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_left = names->len > NAMES_AT_MOST ? names->len - NAMES_AT_MOST : 0;

  for (guint i = 0; i < names->len - n_left; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *) g_ptr_array_index (names, i));
  if (n_left == 0)
    return g_string_free (g_steal_pointer (&text), FALSE);
  return g_strdup_printf (
      /* Translators: names of tables, and how many more there are. */
      g_dngettext (GETTEXT_PACKAGE, "%s and %u other", "%s and %u others", n_left),
      text->str,
      n_left);
}

/* text: (transfer full) */
static void
set (RepriseChecklistItem *item,
     RepriseChecklistState state,
     RepriseChecklistAction action,
     char *text)
{
  item->state = state;
  item->action = action;
  item->text = text;
}

static void
check_sets (const Tables *tables, RepriseChecklistItem *item)
{
  guint n_left = tables->n_with_key - tables->n_in_set;

  if (tables->n_with_key == 0)
    set (item,
         REPRISE_CHECKLIST_DONE,
         REPRISE_CHECKLIST_DO_NOTHING,
         g_strdup (_ ("There is no table that could be in one.")));
  else if (n_left == 0)
    set (item,
         REPRISE_CHECKLIST_DONE,
         REPRISE_CHECKLIST_DO_NOTHING,
         g_strdup (_ ("Every table with a primary key is in one.")));
  else
    set (item,
         REPRISE_CHECKLIST_ATTENTION,
         REPRISE_CHECKLIST_DO_REPLICATE,
         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u of %u table with a primary key is in none.",
                                       "%u of %u tables with a primary key are in none.",
                                       tables->n_with_key),
                          n_left,
                          tables->n_with_key));
}

static void
add_sentence (GString *text, char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

static void
describe_counts (const Tables *tables, GString *text)
{
  if (tables->n_with_key == 0)
    add_sentence (text, g_strdup (_ ("There is no table that could replicate.")));
  else if (tables->n_replicating == tables->n_with_key)
    add_sentence (text,
                  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                "%u table replicates.",
                                                "%u tables replicate.",
                                                tables->n_with_key),
                                   tables->n_with_key));
  else
    add_sentence (text,
                  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                "%u of %u table replicates on every node.",
                                                "%u of %u tables replicate on every node.",
                                                tables->n_with_key),
                                   tables->n_replicating,
                                   tables->n_with_key));
}

/* How many of the tables with a key replicate on each node, where that differs from all. */
static void
describe_nodes (const RepriseChecklistFacts *facts, const Tables *tables, GString *text)
{
  GPtrArray *all = reprise_database_get_tables (facts->database);
  GPtrArray *nodes = reprise_database_get_nodes (facts->database);
  g_autoptr (GString) counts = g_string_new (NULL);

  if (tables->n_replicating == tables->n_with_key)
    return;
  for (guint i = 0; i < nodes->len; i++)
    {
      const char *name = reprise_node_get_name (g_ptr_array_index (nodes, i));
      guint n_replicating = 0;

      for (guint j = 0; j < all->len; j++)
        {
          RepriseTable *table = g_ptr_array_index (all, j);
          gsize n_statuses = 0;
          const RepriseTableStatus *statuses = reprise_table_get_statuses (table, &n_statuses);

          for (gsize k = 0; reprise_table_has_primary_key (table) && k < n_statuses; k++)
            n_replicating +=
                statuses[k].replicating && g_strcmp0 (statuses[k].node_name, name) == 0;
        }
      g_string_append_printf (counts, "%s%s: %u", i > 0 ? ", " : "", name, n_replicating);
    }
  /* Translators: nodes, and how many tables replicate there, such as "n1: 3, n2: 5". */
  add_sentence (text, g_strdup_printf (_ ("By node: %s."), counts->str));
}

static void
describe_names (const Tables *tables, GString *text)
{
  g_autofree char *without_key = join_names (tables->without_key);
  g_autofree char *misaligned = join_names (tables->misaligned);

  if (tables->misaligned->len > 0)
    /* Translators: names of tables. */
    add_sentence (text, g_strdup_printf (_ ("Defined differently between nodes: %s."), misaligned));
  if (tables->without_key->len > 0)
    /* Translators: names of tables. */
    add_sentence (text,
                  g_strdup_printf (_ ("Without a primary key, so never replicated: %s."),
                                   without_key));
  if (tables->is_partial)
    add_sentence (text,
                  g_strdup (_ ("Not every node was restored: the others keep newer data, so rows "
                               "differ between nodes.")));
}

static void
check_tables (const RepriseChecklistFacts *facts, const Tables *tables, RepriseChecklistItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean all_replicate = tables->n_replicating == tables->n_with_key;
  gboolean is_done = all_replicate && tables->misaligned->len == 0;

  describe_counts (tables, text);
  describe_nodes (facts, tables, text);
  describe_names (tables, text);
  if (!all_replicate && tables->is_automatic)
    add_sentence (text,
                  g_strdup (_ ("Automatic DDL replication is on, so they may still start by "
                               "themselves.")));
  set (item,
       is_done ? REPRISE_CHECKLIST_DONE : REPRISE_CHECKLIST_ATTENTION,
       is_done         ? REPRISE_CHECKLIST_DO_NOTHING
       : all_replicate ? REPRISE_CHECKLIST_DO_REFRESH
                       : REPRISE_CHECKLIST_DO_REPLICATE,
       g_string_free (g_steal_pointer (&text), FALSE));
}

/**
 * reprise_checklist_tables_check:
 * @facts: what is known
 * @item: (inout): what is looked at; its state, action and text are filled in
 *
 * Where the service says nothing about tables that is not taken for there being none.
 */
void
reprise_checklist_tables_check (const RepriseChecklistFacts *facts, RepriseChecklistItem *item)
{
  Tables tables = { 0 };

  if (reprise_database_get_status (facts->database) == REPRISE_STATUS_WORKING)
    {
      set (item,
           REPRISE_CHECKLIST_WAITING,
           REPRISE_CHECKLIST_DO_NOTHING,
           g_strdup (_ ("It is looked at once the database is available.")));
      return;
    }
  if (reprise_database_get_tables (facts->database) == NULL)
    {
      set (item,
           REPRISE_CHECKLIST_UNKNOWN,
           REPRISE_CHECKLIST_DO_REPLICATE,
           g_strdup (_ ("The service does not say which tables there are. Start Replication looks "
                        "for itself.")));
      return;
    }
  count_tables (facts, &tables);
  if (item->kind == REPRISE_CHECKLIST_SETS)
    check_sets (&tables, item);
  else
    check_tables (facts, &tables, item);
  tables_clear (&tables);
}
