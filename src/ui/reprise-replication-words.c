/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far the start of replication is, for people. */

#include "config.h"

#include "ui/reprise-replication-words.h"

#include "ui/reprise-error-words.h"

#include <glib/gi18n.h>

/**
 * reprise_replication_words_dup_group:
 * @n_tables: how many are in it
 *
 * Returns: (transfer full): the heading of a group of tables
 */
char *
reprise_replication_words_dup_group (RepriseReplicationGroup group, guint n_tables)
{
  switch (group)
    {
    case REPRISE_REPLICATION_GROUP_INCOMPATIBLE:
      return g_strdup_printf (ngettext ("%u Incompatible Table",
                                        "%u Incompatible Tables",
                                        n_tables),
                              n_tables);
    case REPRISE_REPLICATION_GROUP_READY:
      /* Translators: a number of tables. */
      return g_strdup_printf (ngettext ("%u Ready to Replicate", "%u Ready to Replicate", n_tables),
                              n_tables);
    case REPRISE_REPLICATION_GROUP_REPLICATING:
    default:
      /* Translators: a number of tables. */
      return g_strdup_printf (ngettext ("%u Replicating", "%u Replicating", n_tables), n_tables);
    }
}

static const char *
get_error_words (const GError *error)
{
  if (error->domain != REPRISE_REPLICATOR_ERROR)
    return reprise_error_words_get (error).what;
  switch ((RepriseReplicatorError) error->code)
    {
    case REPRISE_REPLICATOR_ERROR_UNREACHABLE:
      return _ ("Cannot be reached from here");
    case REPRISE_REPLICATOR_ERROR_REFUSED:
      return _ ("Did not accept the connection");
    case REPRISE_REPLICATOR_ERROR_LOST:
      return _ ("The connection was lost");
    case REPRISE_REPLICATOR_ERROR_TIMED_OUT:
      return _ ("Took too long to answer");
    case REPRISE_REPLICATOR_ERROR_FAILED:
    default:
      return _ ("Refused to answer");
    }
}

/* The first subscription that is not up, NULL where all are. */
static const RepriseNodeSubscription *
find_trouble (RepriseNodeReplication *node)
{
  gsize n_subscriptions = 0;
  const RepriseNodeSubscription *subscriptions =
      reprise_node_replication_get_subscriptions (node, &n_subscriptions);

  for (gsize i = 0; i < n_subscriptions; i++)
    if (!reprise_node_subscription_is_up (&subscriptions[i]))
      return &subscriptions[i];
  return NULL;
}

static char *
dup_plan_of (RepriseReplicationTarget *target)
{
  guint n = g_list_model_get_n_items (reprise_replication_target_get_steps (target));

  if (n == 0)
    return g_strdup (_ ("Nothing to add"));
  return g_strdup_printf (ngettext ("%u table to add", "%u tables to add", n), n);
}

static char *
dup_results_of (RepriseReplicationTarget *target)
{
  guint n = g_list_model_get_n_items (reprise_replication_target_get_results (target));
  guint n_failed =
      reprise_replication_target_count_results (target, REPRISE_REPLICATION_STEP_FAILED);
  guint n_done = reprise_replication_target_count_results (target, REPRISE_REPLICATION_STEP_ADDED) +
                 reprise_replication_target_count_results (target, REPRISE_REPLICATION_STEP_KEPT);

  if (n_failed > 0)
    /* Translators: of so many tables, so many were added to a set. */
    return g_strdup_printf (ngettext ("%u of %u table added, the rest was refused",
                                      "%u of %u tables added, the rest was refused",
                                      n),
                            n_done,
                            n);
  return g_strdup_printf (ngettext ("%u table added", "%u tables added", n_done), n_done);
}

static char *
dup_progress_of (RepriseReplicationTarget *target)
{
  guint n = g_list_model_get_n_items (reprise_replication_target_get_results (target));
  guint n_left =
      reprise_replication_target_count_results (target, REPRISE_REPLICATION_STEP_PLANNED);

  /* Translators: tables that have been added to a set, of so many. */
  return g_strdup_printf (ngettext ("Adding: %u of %u table", "Adding: %u of %u tables", n),
                          n - n_left,
                          n);
}

static char *
dup_read_words (RepriseReplicationTarget *target)
{
  RepriseNodeReplication *node = reprise_replication_target_get_replication (target);
  const RepriseNodeSubscription *trouble = find_trouble (node);
  g_autofree char *words = NULL;
  gsize n_subscriptions = 0;

  reprise_node_replication_get_subscriptions (node, &n_subscriptions);
  if (reprise_node_replication_get_extension (node) == REPRISE_REPLICATION_EXTENSION_NONE)
    return g_strdup (_ ("Neither Spock nor pglogical is installed in its database"));
  words = g_list_model_get_n_items (reprise_replication_target_get_results (target)) > 0
              ? dup_results_of (target)
              : dup_plan_of (target);
  if (n_subscriptions == 0)
    /* Translators: what was done on a node; "subscription" as in PostgreSQL. */
    return g_strdup_printf (_ ("%s; it has no subscription to any other node"), words);
  if (trouble != NULL)
    /* Translators: what was done on a node, the name of a subscription, its status in
     * PostgreSQL’s own word, such as "down". */
    return g_strdup_printf (_ ("%s; its subscription %s is %s"),
                            words,
                            trouble->name,
                            trouble->status);
  return g_steal_pointer (&words);
}

/** reprise_replication_words_dup_target: Returns: (transfer full): how far a node is. */
char *
reprise_replication_words_dup_target (RepriseReplicationTarget *target)
{
  switch (reprise_replication_target_get_state (target))
    {
    case REPRISE_REPLICATION_TARGET_READING:
      return g_strdup (_ ("Being asked…"));
    case REPRISE_REPLICATION_TARGET_READ:
      return dup_read_words (target);
    case REPRISE_REPLICATION_TARGET_RUNNING:
      return dup_progress_of (target);
    case REPRISE_REPLICATION_TARGET_FAILED:
      return g_strdup (get_error_words (reprise_replication_target_get_error (target)));
    case REPRISE_REPLICATION_TARGET_LEFT:
    default:
      return dup_plan_of (target);
    }
}

static guint
count_refused (RepriseReplicationStarter *starter)
{
  GPtrArray *targets = reprise_replication_starter_get_targets (starter);
  guint n = 0;

  for (guint i = 0; i < targets->len; i++)
    n += reprise_replication_target_count_results (g_ptr_array_index (targets, i),
                                                   REPRISE_REPLICATION_STEP_FAILED);
  return n;
}

static const char *
get_outcome (RepriseReplicationStarter *starter)
{
  if (count_refused (starter) > 0)
    return _ ("Some tables were refused. Each node says which, and why. What was added stays "
              "added, and it may be tried again.");
  if (reprise_replication_starter_count_failed (starter) > 0)
    return _ ("Some nodes could not be asked. What was added stays added, and it may be tried "
              "again.");
  if (reprise_replication_starter_count (starter, REPRISE_REPLICATION_GROUP_READY) > 0)
    return _ ("The tables were added, but not all of them replicate yet. See what each node says.");
  return _ ("Replication has started: every node was asked again and replicates the tables.");
}

static const char *
get_emptiness (RepriseReplicationStarter *starter)
{
  RepriseDatabase *database = reprise_replication_starter_get_database (starter);

  if (reprise_replication_starter_count_failed (starter) > 0)
    return _ ("Which tables there are is not known: not every node could be asked.");
  if (!reprise_replication_starter_can_reach (starter) &&
      reprise_database_get_tables (database) == NULL)
    return _ ("Which tables there are is not known: the service did not say, and the nodes are not "
              "asked from here.");
  return _ ("This database has no tables.");
}

static const char *
get_situation (RepriseReplicationStarter *starter)
{
  RepriseDatabase *database = reprise_replication_starter_get_database (starter);
  guint n_left = reprise_replication_starter_count (starter, REPRISE_REPLICATION_GROUP_READY);

  if (reprise_replication_starter_get_state (starter) == REPRISE_REPLICATION_STARTER_REVIEWED &&
      reprise_replication_starter_get_entries (starter)->len == 0)
    return get_emptiness (starter);
  if (!reprise_replication_starter_can_reach (starter))
    return _ ("The nodes are not asked from here: this shows what the service knew of them. Run "
              "the statements on each node yourself, for example with psql.");
  if (n_left == 0 && reprise_replication_starter_count_failed (starter) == 0)
    return _ ("Every table that can replicate does so on all nodes. There is nothing left to do.");
  if (reprise_database_has_option (database, REPRISE_OPTION_AUTOMATIC_DDL))
    return _ ("Automatic DDL replication is on: tables are added by themselves. Start replication "
              "only for those that were left out.");
  return _ ("A table’s rows reach the other nodes only once it replicates. Review the tables, then "
            "start replication.");
}

/** reprise_replication_words_dup_note: Returns: (transfer full): what to make of it all. */
char *
reprise_replication_words_dup_note (RepriseReplicationStarter *starter)
{
  gboolean is_over =
      reprise_replication_starter_get_state (starter) == REPRISE_REPLICATION_STARTER_REVIEWED &&
      reprise_replication_starter_has_run (starter);

  return g_strdup (is_over ? get_outcome (starter) : get_situation (starter));
}

static char *
dup_reviewed_plan (RepriseReplicationStarter *starter)
{
  GPtrArray *targets = reprise_replication_starter_get_targets (starter);
  guint n_statements = 0;
  guint n_nodes = 0;

  for (guint i = 0; i < targets->len; i++)
    {
      RepriseReplicationTarget *target = g_ptr_array_index (targets, i);
      guint n = g_list_model_get_n_items (reprise_replication_target_get_steps (target));

      if (reprise_replication_target_get_state (target) != REPRISE_REPLICATION_TARGET_READ)
        continue;
      n_statements += n;
      n_nodes += n > 0;
    }
  if (!reprise_replication_starter_can_reach (starter))
    return g_strdup (_ ("Nothing can be run from here."));
  if (n_statements == 0)
    return g_strdup (reprise_replication_starter_count_failed (starter) == 0
                         ? _ ("There is nothing to run.")
                         : _ ("There is nothing to run on the nodes that answered."));
  return g_strdup_printf (
      /* Translators: a number of statements, and of nodes. */
      ngettext ("Runs the statements shown below: %u on %u node. Rows that the tables hold now are "
                "not copied.",
                "Runs the statements shown below: %u on %u nodes. Rows that the tables hold now "
                "are not copied.",
                n_nodes),
      n_statements,
      n_nodes);
}

/**
 * reprise_replication_words_dup_plan:
 *
 * Returns: (transfer full): what is being done, what the button would do, or why it can do nothing
 */
char *
reprise_replication_words_dup_plan (RepriseReplicationStarter *starter)
{
  switch (reprise_replication_starter_get_state (starter))
    {
    case REPRISE_REPLICATION_STARTER_READING:
      return g_strdup (_ ("Asking every node. Nothing is changed there."));
    case REPRISE_REPLICATION_STARTER_RUNNING:
      return g_strdup (_ ("Adding the tables on every node…"));
    case REPRISE_REPLICATION_STARTER_VERIFYING:
      return g_strdup (_ ("Asking every node what came of it…"));
    case REPRISE_REPLICATION_STARTER_REVIEWED:
    default:
      return dup_reviewed_plan (starter);
    }
}

/**
 * reprise_replication_words_dup_statements_note:
 *
 * Returns: (transfer full): what the statements are
 */
char *
reprise_replication_words_dup_statements_note (RepriseReplicationStarter *starter)
{
  if (reprise_replication_starter_get_extension (starter) == REPRISE_REPLICATION_EXTENSION_NONE)
    return g_strdup (_ ("Nobody says what replicates the nodes. The statements are for Spock; "
                        "pglogical has pglogical.replication_set_add_table and pglogical.tables "
                        "in place of spock.repset_add_table and spock.tables."));
  return g_strdup (_ ("Each node has replication sets of its own. The statements may be run again: "
                      "a table that is in the set is left alone."));
}

/**
 * reprise_replication_words_dup_obstacle:
 * @backend: the service
 * @database: a database
 *
 * Returns: (transfer full) (nullable): why its replication cannot be started; %NULL where it can
 */
char *
reprise_replication_words_dup_obstacle (RepriseBackend *backend, RepriseDatabase *database)
{
  GPtrArray *nodes = reprise_database_get_nodes (database);

  if (nodes->len < 2)
    return g_strdup (_ ("The database has no second node to replicate to"));
  if (reprise_database_get_status (database) == REPRISE_STATUS_WORKING)
    return g_strdup (_ ("The database is being changed"));
  return NULL;
}
