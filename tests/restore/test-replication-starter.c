/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starting replication: each node and table by itself, and what came of it asked for again. */

#include "config.h"

#include "restore/reprise-replication-starter.h"

#include "support/reprise-fake-replicator.h"
#include "support/reprise-stub-backend.h"

#define DATABASE_ID "27937dd4-e554-4d38-80f8-56f83559f60a"

static const char *const hosts[] = { "n1", "n2", NULL };
static const char *const in_set[] = { "default", NULL };

typedef struct
{
  RepriseStubBackend *backend;
  RepriseFakeReplicator *replicator;
  RepriseDatabase *database;
  RepriseReplicationStarter *starter;
} Fixture;

static RepriseDatabase *
new_database (void)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;

  for (guint i = 0; hosts[i] != NULL; i++)
    g_ptr_array_add (nodes, reprise_node_new (&(RepriseNodeFields){ .name = hosts[i] }));
  fields.id = DATABASE_ID;
  fields.nodes = nodes;
  return reprise_database_new (&fields);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->backend = reprise_stub_backend_new ();
  fixture->database = new_database ();
  reprise_stub_backend_put_database (fixture->backend, fixture->database);
  fixture->replicator =
      reprise_fake_replicator_new (REPRISE_REPLICATION_EXTENSION_PGLOGICAL, hosts);
  reprise_fake_replicator_add_table (fixture->replicator,
                                     NULL,
                                     &(RepriseNodeTable){ .name = "accounts",
                                                          .has_primary_key = TRUE });
  reprise_fake_replicator_add_table (fixture->replicator,
                                     NULL,
                                     &(RepriseNodeTable){ .name = "distributors" });
  reprise_fake_replicator_add_table (fixture->replicator,
                                     NULL,
                                     &(RepriseNodeTable){ .name = "films",
                                                          .has_primary_key = TRUE,
                                                          .sets = in_set });
  reprise_fake_replicator_add_table (fixture->replicator,
                                     NULL,
                                     &(RepriseNodeTable){ .name = "orders",
                                                          .has_primary_key = TRUE });
  fixture->starter = reprise_replication_starter_new (REPRISE_BACKEND (fixture->backend),
                                                      REPRISE_REPLICATOR (fixture->replicator),
                                                      fixture->database);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  reprise_replication_starter_cancel (fixture->starter);
  settle ();
  g_assert_finalize_object (fixture->starter);
  g_assert_finalize_object (fixture->replicator);
  g_object_unref (fixture->backend);
  g_object_unref (fixture->database);
}

static void
read_all (Fixture *fixture)
{
  reprise_replication_starter_read (fixture->starter);
  settle ();
  g_assert_cmpint (reprise_replication_starter_get_state (fixture->starter),
                   ==,
                   REPRISE_REPLICATION_STARTER_REVIEWED);
}

static void
run (Fixture *fixture)
{
  reprise_replication_starter_run (fixture->starter);
  settle ();
  g_assert_cmpint (reprise_replication_starter_get_state (fixture->starter),
                   ==,
                   REPRISE_REPLICATION_STARTER_REVIEWED);
}

static RepriseReplicationTarget *
get_target (Fixture *fixture, guint i)
{
  return g_ptr_array_index (reprise_replication_starter_get_targets (fixture->starter), i);
}

static void
assert_groups (Fixture *fixture, guint n_incompatible, guint n_ready, guint n_replicating)
{
  g_assert_cmpuint (reprise_replication_starter_count (fixture->starter,
                                                       REPRISE_REPLICATION_GROUP_INCOMPATIBLE),
                    ==,
                    n_incompatible);
  g_assert_cmpuint (reprise_replication_starter_count (fixture->starter,
                                                       REPRISE_REPLICATION_GROUP_READY),
                    ==,
                    n_ready);
  g_assert_cmpuint (reprise_replication_starter_count (fixture->starter,
                                                       REPRISE_REPLICATION_GROUP_REPLICATING),
                    ==,
                    n_replicating);
}

static guint
count_results (Fixture *fixture, guint target, RepriseReplicationStepState state)
{
  return reprise_replication_target_count_results (get_target (fixture, target), state);
}

/* Reading changes nothing, and tells what would be run, to the letter. */
static void
test_starter_reads (Fixture *fixture, gconstpointer data)
{
  g_autofree char *script = NULL;

  read_all (fixture);
  assert_groups (fixture, 1, 2, 1);
  script = reprise_replication_target_dup_script (get_target (fixture, 1));
  g_assert_cmpstr (
      script,
      ==,
      "SELECT pglogical.replication_set_add_table('default', 'public.accounts'::regclass, false)\n"
      "  WHERE NOT EXISTS (SELECT FROM pglogical.tables\n"
      "    WHERE relid = 'public.accounts'::regclass AND set_name = 'default');\n"
      "SELECT pglogical.replication_set_add_table('default', 'public.orders'::regclass, false)\n"
      "  WHERE NOT EXISTS (SELECT FROM pglogical.tables\n"
      "    WHERE relid = 'public.orders'::regclass AND set_name = 'default');");
  g_assert_true (reprise_replication_starter_can_run (fixture->starter));
  g_assert_false (reprise_replication_starter_has_run (fixture->starter));
  g_assert_cmpuint (reprise_fake_replicator_count_runs (fixture->replicator), ==, 0);
  g_assert_cmpstr (reprise_fake_replicator_get_last_username (fixture->replicator), ==, "admin");
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_CREDENTIALS), ==, 2);
}

/* What is ready is added everywhere, the nodes are asked again, and then nothing is left. The
 * credentials are asked for each time. */
static void
test_starter_runs (Fixture *fixture, gconstpointer data)
{
  read_all (fixture);
  run (fixture);
  assert_groups (fixture, 1, 0, 3);
  for (guint i = 0; hosts[i] != NULL; i++)
    {
      g_assert_true (reprise_fake_replicator_is_in_set (fixture->replicator, hosts[i], "orders"));
      g_assert_false (
          reprise_fake_replicator_is_in_set (fixture->replicator, hosts[i], "distributors"));
      g_assert_cmpuint (count_results (fixture, i, REPRISE_REPLICATION_STEP_ADDED), ==, 2);
    }
  g_assert_true (reprise_replication_starter_has_run (fixture->starter));
  g_assert_false (reprise_replication_starter_can_run (fixture->starter));
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_CREDENTIALS), ==, 6);
  reprise_replication_starter_run (fixture->starter);
  settle ();
  g_assert_cmpuint (reprise_fake_replicator_count_runs (fixture->replicator), ==, 2);
}

/* A table that one node refuses is told there, and holds up nothing else; later it is tried again,
 * alone. */
static void
test_starter_refused_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseReplicationStep) step = NULL;

  reprise_fake_replicator_fail_table (fixture->replicator, "n2", "accounts", "permission denied");
  read_all (fixture);
  run (fixture);
  assert_groups (fixture, 1, 1, 2);
  g_assert_cmpuint (count_results (fixture, 0, REPRISE_REPLICATION_STEP_ADDED), ==, 2);
  g_assert_cmpuint (count_results (fixture, 1, REPRISE_REPLICATION_STEP_ADDED), ==, 1);
  step =
      g_list_model_get_item (reprise_replication_target_get_results (get_target (fixture, 1)), 0);
  g_assert_cmpint (reprise_replication_step_get_state (step), ==, REPRISE_REPLICATION_STEP_FAILED);
  g_assert_cmpstr (reprise_replication_step_get_message (step), ==, "permission denied");

  reprise_fake_replicator_fail_table (fixture->replicator, "n2", "accounts", NULL);
  g_assert_true (reprise_replication_starter_can_run (fixture->starter));
  run (fixture);
  assert_groups (fixture, 1, 0, 3);
  g_assert_cmpuint (count_results (fixture, 1, REPRISE_REPLICATION_STEP_ADDED), ==, 1);
  g_assert_cmpuint (reprise_fake_replicator_count_runs (fixture->replicator), ==, 3);
}

/* A node that does not answer has its statements all the same, and the others are served. */
static void
test_starter_unreachable_node (Fixture *fixture, gconstpointer data)
{
  g_autofree char *script = NULL;

  reprise_fake_replicator_fail_node (fixture->replicator,
                                     "n1",
                                     REPRISE_REPLICATOR_ERROR_UNREACHABLE,
                                     "Connection refused");
  read_all (fixture);
  g_assert_cmpuint (reprise_replication_starter_count_failed (fixture->starter), ==, 1);
  g_assert_cmpstr (reprise_replication_target_get_error (get_target (fixture, 0))->message,
                   ==,
                   "Connection refused");
  script = reprise_replication_target_dup_script (get_target (fixture, 0));
  g_assert_nonnull (strstr (script, "'public.orders'::regclass"));
  run (fixture);
  g_assert_true (reprise_fake_replicator_is_in_set (fixture->replicator, "n2", "orders"));
  g_assert_false (reprise_fake_replicator_is_in_set (fixture->replicator, "n1", "orders"));

  reprise_fake_replicator_succeed_node (fixture->replicator, "n1");
  read_all (fixture);
  g_assert_cmpuint (reprise_replication_starter_count_failed (fixture->starter), ==, 0);
  run (fixture);
  assert_groups (fixture, 1, 0, 3);
}

/* Where a connection is lost half-way, what was done is told from what may have been. */
static void
test_starter_lost (Fixture *fixture, gconstpointer data)
{
  reprise_fake_replicator_lose (fixture->replicator, "n2", 1);
  read_all (fixture);
  run (fixture);
  g_assert_cmpuint (count_results (fixture, 1, REPRISE_REPLICATION_STEP_ADDED), ==, 1);
  g_assert_cmpuint (count_results (fixture, 1, REPRISE_REPLICATION_STEP_UNKNOWN), ==, 1);
  g_assert_cmpint (reprise_replication_target_get_state (get_target (fixture, 1)),
                   ==,
                   REPRISE_REPLICATION_TARGET_FAILED);
  g_assert_cmpint (reprise_replication_target_get_state (get_target (fixture, 0)),
                   ==,
                   REPRISE_REPLICATION_TARGET_READ);
  reprise_fake_replicator_succeed_node (fixture->replicator, "n2");
  read_all (fixture);
  run (fixture);
  assert_groups (fixture, 1, 0, 3);
}

/* Tables in the set of nodes that take nothing do not replicate, and there is nothing to run. */
static void
test_starter_down (Fixture *fixture, gconstpointer data)
{
  reprise_fake_replicator_set_subscriptions (fixture->replicator, "n2", "down");
  read_all (fixture);
  run (fixture);
  assert_groups (fixture, 1, 3, 0);
  g_assert_false (reprise_replication_starter_can_run (fixture->starter));
}

/* The service need not know the database any more, nor be there: the nodes say why. */
static void
test_starter_service_fails (Fixture *fixture, gconstpointer data)
{
  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_DATABASE,
                             REPRISE_SERVICE_ERROR_SERVER,
                             "down");
  read_all (fixture);
  assert_groups (fixture, 1, 2, 1);
  reprise_stub_backend_fail (fixture->backend,
                             REPRISE_STUB_CREDENTIALS,
                             REPRISE_SERVICE_ERROR_FORBIDDEN,
                             "not allowed");
  read_all (fixture);
  g_assert_cmpuint (reprise_replication_starter_count_failed (fixture->starter), ==, 2);
  g_assert_true (g_error_matches (reprise_replication_target_get_error (get_target (fixture, 0)),
                                  REPRISE_SERVICE_ERROR,
                                  REPRISE_SERVICE_ERROR_FORBIDDEN));
}

/* From a saved file nobody is asked, and nothing is run. */
static void
test_starter_read_only (Fixture *fixture, gconstpointer data)
{
  reprise_stub_backend_set_read_only (fixture->backend, TRUE);
  read_all (fixture);
  g_assert_false (reprise_replication_starter_can_reach (fixture->starter));
  g_assert_false (reprise_replication_starter_can_run (fixture->starter));
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_CREDENTIALS), ==, 0);
  g_assert_cmpint (reprise_replication_target_get_state (get_target (fixture, 0)),
                   ==,
                   REPRISE_REPLICATION_TARGET_LEFT);
}

/* What is broken off says nothing more, at any time. */
static void
test_starter_cancelled (Fixture *fixture, gconstpointer data)
{
  reprise_fake_replicator_hold (fixture->replicator);
  reprise_replication_starter_read (fixture->starter);
  settle ();
  reprise_replication_starter_cancel (fixture->starter);
  reprise_fake_replicator_release (fixture->replicator);
  settle ();
  g_assert_cmpint (reprise_replication_starter_get_state (fixture->starter),
                   ==,
                   REPRISE_REPLICATION_STARTER_READING);

  read_all (fixture);
  reprise_fake_replicator_hold (fixture->replicator);
  reprise_replication_starter_run (fixture->starter);
  settle ();
  g_assert_cmpint (reprise_replication_starter_get_state (fixture->starter),
                   ==,
                   REPRISE_REPLICATION_STARTER_RUNNING);
  reprise_replication_starter_cancel (fixture->starter);
  reprise_fake_replicator_release (fixture->replicator);
  settle ();
  g_assert_false (reprise_fake_replicator_is_in_set (fixture->replicator, "n1", "orders"));
}

static void
add_case (const char *path, void (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, function, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_case ("/restore/replication-starter/reads", test_starter_reads);
  add_case ("/restore/replication-starter/runs", test_starter_runs);
  add_case ("/restore/replication-starter/refused-table", test_starter_refused_table);
  add_case ("/restore/replication-starter/unreachable-node", test_starter_unreachable_node);
  add_case ("/restore/replication-starter/lost", test_starter_lost);
  add_case ("/restore/replication-starter/down", test_starter_down);
  add_case ("/restore/replication-starter/service-fails", test_starter_service_fails);
  add_case ("/restore/replication-starter/read-only", test_starter_read_only);
  add_case ("/restore/replication-starter/cancelled", test_starter_cancelled);
  return g_test_run ();
}
