/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which tables replicate, could, and cannot, by what nodes and service say. */

#include "config.h"

#include "restore/reprise-replication-review.h"

static const char *const in_set[] = { "default", NULL };
static const char *const in_other_set[] = { "other", NULL };

/* One node as it speaks for itself. */
typedef struct
{
  RepriseNodeTable table;
  const char *status;            /* of its subscription to the other; NULL where it has none */
  const char *const *taken_sets; /* by that subscription */
} Case;

static RepriseDatabase *
new_database (GPtrArray *tables, const char *component)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) components = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;

  g_ptr_array_add (nodes, reprise_node_new (&(RepriseNodeFields){ .name = "n1" }));
  g_ptr_array_add (nodes, reprise_node_new (&(RepriseNodeFields){ .name = "n2" }));
  if (component != NULL)
    g_ptr_array_add (components,
                     reprise_component_new (&(RepriseComponentFields){ .name = component }));
  fields.id = "id";
  fields.nodes = nodes;
  fields.tables = tables;
  fields.components = components;
  return reprise_database_new (&fields);
}

static RepriseNodeReplication *
new_node (const char *name, const char *other, const Case *said)
{
  const RepriseNodeSubscription subscription = { "sub",
                                                 said->status,
                                                 other,
                                                 said->taken_sets == NULL ? in_set
                                                                          : said->taken_sets };
  RepriseNodeReplicationFields fields = {
    .extension = REPRISE_REPLICATION_EXTENSION_PGLOGICAL,
    .name = name,
    .tables = &said->table,
    .n_tables = said->table.name != NULL,
    .subscriptions = &subscription,
    .n_subscriptions = said->status != NULL,
  };

  return reprise_node_replication_new (&fields);
}

static char *
describe (GPtrArray *entries)
{
  static const char *const groups[] = { "incompatible", "ready", "replicating" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      RepriseReplicationEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *words = reprise_replication_entry_dup_words (entry);

      g_string_append_printf (text,
                              "%s%s %s",
                              i == 0 ? "" : "; ",
                              reprise_replication_entry_get_title (entry),
                              groups[reprise_replication_entry_get_group (entry)]);
      if (words != NULL)
        g_string_append_printf (text, " (%s)", words);
      if (reprise_replication_entry_is_lacking (entry, "n1"))
        g_string_append (text, " +n1");
      if (reprise_replication_entry_is_lacking (entry, "n2"))
        g_string_append (text, " +n2");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* one, other: what the nodes say; NULL for one that could not be asked */
static void
assert_review (GPtrArray *tables, const Case *one, const Case *other, const char *expected)
{
  g_autoptr (RepriseDatabase) database = new_database (tables, NULL);
  g_autoptr (RepriseNodeReplication) n1 = one == NULL ? NULL : new_node ("n1", "n2", one);
  g_autoptr (RepriseNodeReplication) n2 = other == NULL ? NULL : new_node ("n2", "n1", other);
  RepriseNodeReplication *const nodes[] = { n1, n2 };
  g_autoptr (GPtrArray) entries = reprise_replication_review (database, nodes);
  g_autofree char *text = describe (entries);

  g_assert_cmpstr (text, ==, expected);
}

/* A table of the usual kind, without a set. */
#define TABLE .schema = "public", .name = "orders", .has_primary_key = TRUE, .definition = "id int"
#define UP .status = "replicating"

/* A table replicates once it is in a set that the other node takes, both ways. */
static void
test_review_replicating (void)
{
  const Case lacking = { .table = { TABLE }, UP };
  const Case added = { .table = { TABLE, .sets = in_set }, UP };
  const Case down = { .table = { TABLE, .sets = in_set }, .status = "down" };
  const Case alone = { .table = { TABLE, .sets = in_set } };
  const Case elsewhere = { .table = { TABLE, .sets = in_other_set }, UP };
  const Case takes_both = { .table = { TABLE, .sets = in_set },
                            UP,
                            .taken_sets = (const char *const[]){ "default", "other", NULL } };
  const Case takes_both_down = { .table = takes_both.table,
                                 .status = "down",
                                 .taken_sets = takes_both.taken_sets };

  assert_review (NULL, &lacking, &lacking, "orders ready +n1 +n2");
  assert_review (NULL, &added, &added, "orders replicating");
  assert_review (NULL, &added, &lacking, "orders ready (Not yet on n2) +n2");
  assert_review (NULL, &lacking, &added, "orders ready (Not yet on n1) +n1");
  assert_review (NULL, &added, &down, "orders ready (In a set; its rows do not arrive)");
  assert_review (NULL, &alone, &alone, "orders ready (In a set; its rows do not arrive)");
  /* A set that nobody takes gives nothing; one that the other takes does. */
  assert_review (NULL, &elsewhere, &added, "orders ready (Not yet on n1) +n1");
  assert_review (NULL, &elsewhere, &takes_both, "orders replicating");
  /* And stays where somebody put it, also while its rows do not arrive. */
  assert_review (NULL,
                 &elsewhere,
                 &takes_both_down,
                 "orders ready (In a set; its rows do not arrive)");
  assert_review (NULL, &elsewhere, NULL, "orders ready (Not known on n2) +n2");
}

/* A table that a service which names tables keeps in a set of its own is nobody's business. */
static void
test_review_of_service (void)
{
  const Case elsewhere = { .table = { TABLE, .sets = in_other_set }, UP };
  const Case added = { .table = { TABLE, .sets = in_set }, UP };
  const Case lacking = { .table = { TABLE }, UP };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  assert_review (none, &elsewhere, &elsewhere, "");
  assert_review (none, &added, &added, "orders replicating");
  assert_review (none, &lacking, &lacking, "orders ready +n1 +n2");
}

/* What would stop replication, or never arrive, is not offered. */
static void
test_review_incompatible (void)
{
  const Case whole = { .table = { TABLE }, UP };
  const Case keyless = { .table = { .schema = "public", .name = "orders", .definition = "id int" },
                         UP };
  const Case unlogged = { .table = { TABLE, .is_unlogged = TRUE }, UP };
  const Case other = { .table = { .schema = "public",
                                  .name = "orders",
                                  .has_primary_key = TRUE,
                                  .definition = "id int, note text" },
                       UP };
  const Case none = { UP };

  assert_review (NULL, &keyless, &keyless, "orders incompatible (No primary key)");
  assert_review (NULL, &whole, &keyless, "orders incompatible (No primary key)");
  assert_review (NULL, &unlogged, &unlogged, "orders incompatible (Unlogged: never replicates)");
  assert_review (NULL, &whole, &other, "orders incompatible (Columns differ between nodes)");
  assert_review (NULL, &whole, &none, "orders incompatible (Does not exist on n2)");
  assert_review (NULL, &none, &none, "");
}

static GPtrArray *
new_tables (gboolean present, gboolean aligned, gboolean replicating)
{
  static const char *const key[] = { "id", NULL };
  const RepriseTableStatus statuses[] = { { "n1", TRUE, TRUE, FALSE },
                                          { "n2", present, aligned, replicating } };
  const RepriseTableFields fields = { .schema = "public",
                                      .name = "orders",
                                      .primary_key = key,
                                      .statuses = statuses,
                                      .n_statuses = G_N_ELEMENTS (statuses) };
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tables, reprise_table_new (&fields));
  return tables;
}

/* Of a node that does not answer the service's word counts; where it has none, nothing is known.
 * What a node says counts more than what the service knew. */
static void
test_review_service (void)
{
  const Case lacking = { .table = { TABLE }, UP };
  const Case added = { .table = { TABLE, .sets = in_set }, UP };
  const Case none = { UP };
  g_autoptr (GPtrArray) idle = new_tables (TRUE, TRUE, FALSE);
  g_autoptr (GPtrArray) active = new_tables (TRUE, TRUE, TRUE);
  g_autoptr (GPtrArray) absent = new_tables (FALSE, FALSE, FALSE);
  g_autoptr (GPtrArray) crooked = new_tables (TRUE, FALSE, FALSE);

  assert_review (idle, NULL, NULL, "orders ready +n1 +n2");
  assert_review (idle, &lacking, NULL, "orders ready +n1 +n2");
  assert_review (active, &lacking, NULL, "orders ready (Not yet on n1) +n1");
  assert_review (active, &added, NULL, "orders replicating");
  assert_review (absent, &lacking, NULL, "orders incompatible (Does not exist on n2)");
  assert_review (crooked, &lacking, NULL, "orders incompatible (Columns differ between nodes)");
  assert_review (crooked, &lacking, &lacking, "orders ready +n1 +n2");
  assert_review (NULL, &added, NULL, "orders ready (Not known on n2) +n2");
  assert_review (NULL, &lacking, NULL, "orders ready +n1 +n2");
  /* Dropped since the service looked. */
  assert_review (idle, &none, &none, "");
}

/* Tables are told apart by both names, and come in their order. */
static void
test_review_names (void)
{
  const Case one = { .table = { .schema = "audit", .name = "orders", .has_primary_key = TRUE },
                     UP };
  const Case other = { .table = { .schema = "public", .name = "orders", .has_primary_key = TRUE },
                       UP };

  assert_review (NULL,
                 &other,
                 &one,
                 "audit.orders incompatible (Does not exist on n1); "
                 "orders incompatible (Does not exist on n2)");
}

/* A node knows best what replicates it, then the service; else nobody does. */
static void
test_review_extension (void)
{
  g_autoptr (RepriseDatabase) spock = new_database (NULL, "spock");
  g_autoptr (RepriseDatabase) pglogical = new_database (NULL, "pglogical");
  g_autoptr (RepriseDatabase) neither = new_database (NULL, "pgvector");
  g_autoptr (RepriseNodeReplication) node = new_node ("n2", "n1", &(Case){ UP });
  RepriseNodeReplication *const said[] = { NULL, node };
  RepriseNodeReplication *const unsaid[] = { NULL, NULL };

  g_assert_cmpint (reprise_replication_review_get_extension (spock, said),
                   ==,
                   REPRISE_REPLICATION_EXTENSION_PGLOGICAL);
  g_assert_cmpint (reprise_replication_review_get_extension (spock, unsaid),
                   ==,
                   REPRISE_REPLICATION_EXTENSION_SPOCK);
  g_assert_cmpint (reprise_replication_review_get_extension (pglogical, unsaid),
                   ==,
                   REPRISE_REPLICATION_EXTENSION_PGLOGICAL);
  g_assert_cmpint (reprise_replication_review_get_extension (neither, unsaid),
                   ==,
                   REPRISE_REPLICATION_EXTENSION_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restore/replication-review/replicating", test_review_replicating);
  g_test_add_func ("/restore/replication-review/incompatible", test_review_incompatible);
  g_test_add_func ("/restore/replication-review/service", test_review_service);
  g_test_add_func ("/restore/replication-review/of-service", test_review_of_service);
  g_test_add_func ("/restore/replication-review/names", test_review_names);
  g_test_add_func ("/restore/replication-review/extension", test_review_extension);
  return g_test_run ();
}
