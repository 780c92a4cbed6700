/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which tables of a database replicate, could, and cannot. */

#include "config.h"

#include "restore/reprise-replication-review.h"

#include "restore/reprise-replication-sql.h"

/* What is known of a table on one node. */
typedef struct
{
  gboolean is_known;
  gboolean is_present;
  gboolean has_primary_key;
  gboolean is_unlogged;
  gboolean is_aligned;
  gboolean is_in_set;
  gboolean is_replicating;
  const char *definition; /* NULL where only the service said something */
} Facts;

/* What is looked at. */
typedef struct
{
  GPtrArray *database_nodes;
  RepriseNodeReplication *const *nodes; /* beside them; NULL for those that could not be read */
} Look;

static const char *
get_node_name (const Look *look, guint i)
{
  return reprise_node_get_name (g_ptr_array_index (look->database_nodes, i));
}

/* Whether the other nodes take the set from the node, and its rows arrive. */
static gboolean
is_taken (const Look *look, guint giver, const char *set)
{
  const char *name = reprise_node_replication_get_name (look->nodes[giver]);

  for (guint i = 0; i < look->database_nodes->len; i++)
    {
      const RepriseNodeSubscription *subscription;

      if (i == giver || look->nodes[i] == NULL)
        continue;
      subscription = reprise_node_replication_find_subscription (look->nodes[i], name);
      if (subscription == NULL || !reprise_node_subscription_is_up (subscription) ||
          !g_strv_contains (subscription->sets, set))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_all_subscriptions_up (RepriseNodeReplication *node)
{
  gsize n_subscriptions = 0;
  const RepriseNodeSubscription *subscriptions =
      reprise_node_replication_get_subscriptions (node, &n_subscriptions);

  for (gsize i = 0; i < n_subscriptions; i++)
    if (!reprise_node_subscription_is_up (&subscriptions[i]))
      return FALSE;
  return n_subscriptions > 0;
}

static gboolean
is_replicating (const Look *look, guint node, const RepriseNodeTable *table)
{
  if (!has_all_subscriptions_up (look->nodes[node]))
    return FALSE;
  for (guint i = 0; table->sets[i] != NULL; i++)
    if (is_taken (look, node, table->sets[i]))
      return TRUE;
  return FALSE;
}

/* Whether some other node has asked for the set, or may have. */
static gboolean
is_wanted (const Look *look, guint giver, const char *set)
{
  const char *name = reprise_node_replication_get_name (look->nodes[giver]);

  for (guint i = 0; i < look->database_nodes->len; i++)
    {
      const RepriseNodeSubscription *subscription;

      if (i == giver)
        continue;
      if (look->nodes[i] == NULL)
        return TRUE;
      subscription = reprise_node_replication_find_subscription (look->nodes[i], name);
      if (subscription != NULL && g_strv_contains (subscription->sets, set))
        return TRUE;
    }
  return FALSE;
}

/* Somebody may have put it into another set than the default one on purpose. */
static gboolean
is_in_set (const Look *look, guint node, const RepriseNodeTable *table)
{
  for (guint i = 0; table->sets[i] != NULL; i++)
    if (g_str_equal (table->sets[i], REPRISE_REPLICATION_DEFAULT_SET) ||
        is_wanted (look, node, table->sets[i]))
      return TRUE;
  return FALSE;
}

static Facts
read_node_facts (const Look *look, guint node, const char *schema, const char *name)
{
  const RepriseNodeTable *table =
      reprise_node_replication_find_table (look->nodes[node], schema, name);
  Facts facts = { .is_known = TRUE, .is_aligned = TRUE };

  if (table == NULL)
    return facts;
  facts.is_present = TRUE;
  facts.has_primary_key = table->has_primary_key;
  facts.is_unlogged = table->is_unlogged;
  facts.is_in_set = is_in_set (look, node, table);
  facts.is_replicating = is_replicating (look, node, table);
  facts.definition = table->definition;
  return facts;
}

/* Of a node that could not be read the service may know something. */
static Facts
read_service_facts (RepriseTable *table, const char *node_name)
{
  Facts facts = { 0 };
  gsize n_statuses = 0;
  const RepriseTableStatus *statuses =
      table == NULL ? NULL : reprise_table_get_statuses (table, &n_statuses);

  for (gsize i = 0; i < n_statuses; i++)
    if (g_strcmp0 (statuses[i].node_name, node_name) == 0)
      {
        facts.is_known = TRUE;
        facts.is_present = statuses[i].present;
        facts.is_aligned = statuses[i].aligned;
        facts.is_replicating = facts.is_in_set = statuses[i].replicating;
        facts.has_primary_key = reprise_table_has_primary_key (table);
      }
  return facts;
}

static gboolean
is_different (const Facts *facts, guint n_facts)
{
  const char *definition = NULL;

  for (guint i = 0; i < n_facts; i++)
    {
      if (facts[i].is_known && facts[i].is_present && !facts[i].is_aligned)
        return TRUE;
      if (facts[i].definition == NULL)
        continue;
      if (definition != NULL && !g_str_equal (definition, facts[i].definition))
        return TRUE;
      definition = facts[i].definition;
    }
  return FALSE;
}

static gboolean
lacks_primary_key (const Facts *facts)
{
  return facts->is_known && facts->is_present && !facts->has_primary_key;
}

static gboolean
is_unlogged (const Facts *facts)
{
  return facts->is_known && facts->is_present && facts->is_unlogged;
}

static gboolean
is_absent (const Facts *facts)
{
  return facts->is_known && !facts->is_present;
}

static gboolean
is_lacking (const Facts *facts)
{
  return !facts->is_replicating && !facts->is_in_set;
}

static gboolean
is_unknown (const Facts *facts)
{
  return !facts->is_known;
}

static gboolean
is_seen_lacking (const Facts *facts)
{
  return facts->is_known && is_lacking (facts);
}

static gboolean
is_seen_added (const Facts *facts)
{
  return facts->is_known && !is_lacking (facts);
}

static gboolean
is_idle (const Facts *facts)
{
  return !facts->is_replicating;
}

/* Returns the names of the nodes for which it is so, NULL where there is none. */
static GStrv
find_nodes (const Look *look, const Facts *facts, gboolean (*is_so) (const Facts *facts))
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < look->database_nodes->len; i++)
    if (is_so (&facts[i]))
      g_strv_builder_add (builder, get_node_name (look, i));
  names = g_strv_builder_end (builder);
  return names[0] == NULL ? NULL : g_steal_pointer (&names);
}

static RepriseReplicationCause
find_obstacle (const Look *look, const Facts *facts, GStrv *nodes)
{
  if ((*nodes = find_nodes (look, facts, lacks_primary_key)) != NULL)
    return REPRISE_REPLICATION_CAUSE_NO_PRIMARY_KEY;
  if ((*nodes = find_nodes (look, facts, is_unlogged)) != NULL)
    return REPRISE_REPLICATION_CAUSE_UNLOGGED;
  if ((*nodes = find_nodes (look, facts, is_absent)) != NULL)
    return REPRISE_REPLICATION_CAUSE_ABSENT;
  return is_different (facts, look->database_nodes->len) ? REPRISE_REPLICATION_CAUSE_DIFFERENT
                                                         : REPRISE_REPLICATION_CAUSE_NONE;
}

/* Why a table that could replicate everywhere does not. */
static RepriseReplicationCause
find_delay (const Look *look, const Facts *facts, GStrv *nodes)
{
  g_auto (GStrv) added = find_nodes (look, facts, is_seen_added);
  g_auto (GStrv) lacking = find_nodes (look, facts, is_seen_lacking);
  g_auto (GStrv) unknown = find_nodes (look, facts, is_unknown);

  if (lacking != NULL && added == NULL)
    return REPRISE_REPLICATION_CAUSE_NONE;
  if (lacking != NULL)
    {
      *nodes = g_steal_pointer (&lacking);
      return REPRISE_REPLICATION_CAUSE_PARTLY;
    }
  if (unknown == NULL)
    return REPRISE_REPLICATION_CAUSE_DOWN;
  *nodes = g_steal_pointer (&unknown);
  return REPRISE_REPLICATION_CAUSE_UNKNOWN;
}

static RepriseReplicationEntry *
judge (const Look *look, const char *schema, const char *name, const Facts *facts)
{
  RepriseReplicationEntryFields fields = { .schema = schema, .name = name };
  g_auto (GStrv) idle = find_nodes (look, facts, is_idle);
  g_auto (GStrv) causing = NULL;
  g_auto (GStrv) lacking = NULL;

  fields.group = REPRISE_REPLICATION_GROUP_REPLICATING;
  if (idle == NULL)
    return reprise_replication_entry_new (&fields);

  fields.cause = find_obstacle (look, facts, &causing);
  fields.causing_nodes = (const char *const *) causing;
  fields.group = REPRISE_REPLICATION_GROUP_INCOMPATIBLE;
  if (fields.cause != REPRISE_REPLICATION_CAUSE_NONE)
    return reprise_replication_entry_new (&fields);

  lacking = find_nodes (look, facts, is_lacking);
  fields.group = REPRISE_REPLICATION_GROUP_READY;
  fields.lacking_nodes = (const char *const *) lacking;
  fields.cause = find_delay (look, facts, &causing);
  fields.causing_nodes = (const char *const *) causing;
  return reprise_replication_entry_new (&fields);
}

/* Nobody who could be asked has it: it was dropped since the service looked. */
static gboolean
is_gone (const Facts *facts, guint n_facts)
{
  gboolean is_seen_missing = FALSE;

  for (guint i = 0; i < n_facts; i++)
    {
      if (facts[i].is_present || !facts[i].is_known)
        return FALSE;
      is_seen_missing = TRUE;
    }
  return is_seen_missing;
}

static void
add_entry (GPtrArray *entries,
           const Look *look,
           const char *schema,
           const char *name,
           RepriseTable *table)
{
  guint n = look->database_nodes->len;
  g_autofree Facts *facts = g_new0 (Facts, n);

  for (guint i = 0; i < n; i++)
    facts[i] = look->nodes[i] != NULL ? read_node_facts (look, i, schema, name)
                                      : read_service_facts (table, get_node_name (look, i));
  if (!is_gone (facts, n))
    g_ptr_array_add (entries, judge (look, schema, name, facts));
}

/* A table that can be known by its two names. */
static char *
dup_key (const char *schema, const char *name)
{
  return g_strconcat (schema, "\001", name, NULL);
}

/* A service that names tables, and not this one, has put it into a set of its own for itself. */
static gboolean
is_of_service (const RepriseNodeTable *table, gboolean service_names_tables)
{
  return service_names_tables && table->sets[0] != NULL &&
         !g_strv_contains (table->sets, REPRISE_REPLICATION_DEFAULT_SET);
}

/* seen: the tables that have their entries */
static void
add_node_tables (GPtrArray *entries,
                 const Look *look,
                 guint node,
                 GHashTable *seen,
                 gboolean service_names_tables)
{
  gsize n_tables = 0;
  const RepriseNodeTable *tables =
      reprise_node_replication_get_tables (look->nodes[node], &n_tables);

  for (gsize i = 0; i < n_tables; i++)
    if (!is_of_service (&tables[i], service_names_tables) &&
        g_hash_table_add (seen, dup_key (tables[i].schema, tables[i].name)))
      add_entry (entries, look, tables[i].schema, tables[i].name, NULL);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  RepriseReplicationEntry *one = *(RepriseReplicationEntry *const *) a;
  RepriseReplicationEntry *other = *(RepriseReplicationEntry *const *) b;
  int order = g_strcmp0 (reprise_replication_entry_get_schema (one),
                         reprise_replication_entry_get_schema (other));

  return order != 0 ? order
                    : g_strcmp0 (reprise_replication_entry_get_name (one),
                                 reprise_replication_entry_get_name (other));
}

/**
 * reprise_replication_review:
 * @database: the database, with what the service knows of its tables
 * @nodes: (array) (element-type RepriseNodeReplication): what its nodes say, in the order of
 *   reprise_database_get_nodes(); %NULL for those that could not be read
 *
 * Judges every table by what the nodes say of it, and where a node could not be read by what the
 * service says. A table replicates where it is in a set that every other node takes, and all
 * subscriptions are up. What a service keeps for itself in a set of its own is left out.
 *
 * Returns: (transfer full) (element-type RepriseReplicationEntry): the tables, by name
 */
GPtrArray *
reprise_replication_review (RepriseDatabase *database, RepriseNodeReplication *const *nodes)
{
  const Look look = { reprise_database_get_nodes (database), nodes };
  GPtrArray *tables = reprise_database_get_tables (database);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      RepriseTable *table = g_ptr_array_index (tables, i);
      const char *schema = reprise_table_get_schema (table);
      const char *name = reprise_table_get_name (table);

      if (schema != NULL && name != NULL && g_hash_table_add (seen, dup_key (schema, name)))
        add_entry (entries, &look, schema, name, table);
    }
  for (guint i = 0; i < look.database_nodes->len; i++)
    if (nodes[i] != NULL)
      add_node_tables (entries, &look, i, seen, tables != NULL);
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

static void
take_extension (const char *name, RepriseReplicationExtension *extension)
{
  if (g_strcmp0 (name, "spock") == 0)
    *extension = REPRISE_REPLICATION_EXTENSION_SPOCK;
  else if (g_strcmp0 (name, "pglogical") == 0 && *extension == REPRISE_REPLICATION_EXTENSION_NONE)
    *extension = REPRISE_REPLICATION_EXTENSION_PGLOGICAL;
}

/**
 * reprise_replication_review_get_extension:
 * @database: the database
 * @nodes: (array): as for reprise_replication_review()
 *
 * Returns: what replicates the database, by what a node says or else by the components and
 *   extensions that the service names; %REPRISE_REPLICATION_EXTENSION_NONE where nobody says
 */
RepriseReplicationExtension
reprise_replication_review_get_extension (RepriseDatabase *database,
                                          RepriseNodeReplication *const *nodes)
{
  GPtrArray *components = reprise_database_get_components (database);
  const char *const *requested = reprise_database_get_extensions_requested (database);
  RepriseReplicationExtension extension = REPRISE_REPLICATION_EXTENSION_NONE;

  for (guint i = 0; i < reprise_database_get_nodes (database)->len; i++)
    if (nodes[i] != NULL &&
        reprise_node_replication_get_extension (nodes[i]) != REPRISE_REPLICATION_EXTENSION_NONE)
      return reprise_node_replication_get_extension (nodes[i]);
  for (guint i = 0; components != NULL && i < components->len; i++)
    take_extension (reprise_component_get_name (g_ptr_array_index (components, i)), &extension);
  for (guint i = 0; requested != NULL && requested[i] != NULL; i++)
    take_extension (requested[i], &extension);
  return extension;
}
