/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is asked of a service before a restore, and what follows when it does not answer. */

#include "config.h"

#include "restore/reprise-restore-reader.h"

#include "restore-world.h"
#include "restore/reprise-restore-check.h"
#include "support/reprise-stub-backend.h"

typedef struct
{
  RepriseStubBackend *stub;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const WorldDatabase west_is = { .id = WORLD_WEST,
                                  .name = "west",
                                  .display_name = "West",
                                  .repository_id = WORLD_WEST_REPOSITORY };
  g_autoptr (RepriseDatabase) east = world_database (NULL);
  g_autoptr (RepriseDatabase) west = world_database (&west_is);
  g_autoptr (RepriseCluster) cluster = world_cluster (NULL);
  g_autoptr (RepriseRepository) repository =
                 world_repository (WORLD_REPOSITORY, WORLD_EAST, "2024-06-01T00:00:00Z");
  g_autoptr (RepriseInventory) inventory = world_inventory (NULL, world_backups (), 2);

  fixture->stub = reprise_stub_backend_new ();
  reprise_stub_backend_set_now (fixture->stub, world_instant (WORLD_NOW));
  reprise_stub_backend_put_database (fixture->stub, east);
  reprise_stub_backend_put_database (fixture->stub, west);
  reprise_stub_backend_put_cluster (fixture->stub, cluster);
  reprise_stub_backend_put_repository (fixture->stub, repository);
  reprise_stub_backend_put_inventory (fixture->stub, inventory);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->stub);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&fixture->result);
}

static RepriseRestoreForm *
refresh (Fixture *fixture, RepriseRestoreForm *form, GCancellable *cancellable, GError **error)
{
  RepriseBackend *backend = REPRISE_BACKEND (fixture->stub);
  g_autoptr (GAsyncResult) result = NULL;

  reprise_restore_reader_refresh_async (backend, form, cancellable, done_cb, fixture);
  result = wait_for_result (fixture);
  return reprise_restore_reader_refresh_finish (backend, result, error);
}

static RepriseRestoreForm *
make_latest (void)
{
  g_autoptr (RepriseRestoreForm) form = world_form (NULL);

  return reprise_restore_form_with_method (form, REPRISE_RESTORE_METHOD_LATEST);
}

/* All there is to choose from, without a look into any repository. */
static void
test_restore_reader_open (Fixture *fixture, gconstpointer data)
{
  RepriseBackend *backend = REPRISE_BACKEND (fixture->stub);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RepriseRestoreContext) context = NULL;
  g_autoptr (GError) error = NULL;

  reprise_restore_reader_open_async (backend, WORLD_EAST, NULL, done_cb, fixture);
  result = wait_for_result (fixture);
  context = reprise_restore_reader_open_finish (backend, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_database_get_id (reprise_restore_context_get_target (context)),
                   ==,
                   WORLD_EAST);
  g_assert_cmpuint (reprise_restore_context_get_databases (context)->len, ==, 2);
  g_assert_nonnull (reprise_restore_context_get_target_cluster (context));
  g_assert_true (reprise_restore_context_has_repositories (context, WORLD_EAST));
  g_assert_cmpint (reprise_restore_context_judge_source (context, WORLD_WEST),
                   ==,
                   REPRISE_ELIGIBILITY_SERVES);
  g_assert_cmpuint (reprise_restore_context_get_tasks (context)->len, ==, 0);
  g_assert_cmpuint (reprise_restore_context_get_cluster_tasks (context)->len, ==, 0);
  g_assert_cmpint (reprise_restore_context_get_service_now (context),
                   ==,
                   world_instant (WORLD_NOW));
  g_assert_cmpuint (reprise_stub_backend_count (fixture->stub, REPRISE_STUB_INVENTORY), ==, 0);
}

/* Without the lists a database can still be restored from its own backups; others are not claimed
 * to break a rule. */
static void
test_restore_reader_open_alone (Fixture *fixture, gconstpointer data)
{
  static const RepriseStubCall calls[] = { REPRISE_STUB_DATABASES,
                                           REPRISE_STUB_CLUSTERS,
                                           REPRISE_STUB_STORES };
  RepriseBackend *backend = REPRISE_BACKEND (fixture->stub);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (RepriseRestoreContext) context = NULL;
      g_autoptr (GError) error = NULL;

      reprise_stub_backend_fail (fixture->stub,
                                 calls[i],
                                 REPRISE_SERVICE_ERROR_PLAN,
                                 "not in your plan");
      reprise_restore_reader_open_async (backend, WORLD_EAST, NULL, done_cb, fixture);
      result = wait_for_result (fixture);
      context = reprise_restore_reader_open_finish (backend, result, &error);
      g_assert_no_error (error);
      g_assert_error (reprise_restore_context_get_sources_error (context),
                      REPRISE_SERVICE_ERROR,
                      REPRISE_SERVICE_ERROR_PLAN);
      g_assert_cmpint (reprise_restore_context_judge_source (context, WORLD_EAST),
                       ==,
                       REPRISE_ELIGIBILITY_SERVES);
      g_assert_true (reprise_restore_context_has_repositories (context, WORLD_EAST));
      reprise_stub_backend_succeed (fixture->stub, calls[i]);
    }
}

/* A form is judged by what is true now, and the target's tasks are asked for last. */
static void
test_restore_reader_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreForm) form = make_latest ();
  g_autoptr (RepriseRestoreForm) fresh = NULL;
  g_autoptr (GPtrArray) violations = NULL;
  g_autoptr (GError) error = NULL;

  fresh = refresh (fixture, form, NULL, &error);
  g_assert_no_error (error);
  violations = reprise_restore_form_check_choices (fresh);
  g_assert_cmpuint (violations->len, ==, 0);
  g_assert_true (reprise_restore_form_get_context (fresh) !=
                 reprise_restore_form_get_context (form));
  g_assert_cmpuint (reprise_stub_backend_count (fixture->stub, REPRISE_STUB_TASKS), ==, 2);
  g_assert_cmpstr (reprise_stub_backend_get_last_argument (fixture->stub, REPRISE_STUB_TASKS),
                   ==,
                   WORLD_EAST);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->stub, REPRISE_STUB_CLUSTER), ==, 1);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->stub, REPRISE_STUB_STORES), ==, 0);
}

/* Whatever cannot be read fails the whole, but backups that cannot are part of what is known. */
static void
test_restore_reader_failures (Fixture *fixture, gconstpointer data)
{
  static const RepriseStubCall calls[] = { REPRISE_STUB_REPOSITORIES,
                                           REPRISE_STUB_DATABASE,
                                           REPRISE_STUB_CLUSTER,
                                           REPRISE_STUB_TASKS };
  g_autoptr (RepriseRestoreForm) form = make_latest ();
  g_autoptr (RepriseRestoreForm) fresh = NULL;
  g_autoptr (GPtrArray) violations = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;

      reprise_stub_backend_fail (fixture->stub,
                                 calls[i],
                                 REPRISE_SERVICE_ERROR_UNAUTHORIZED,
                                 "expired");
      g_assert_null (refresh (fixture, form, NULL, &error));
      g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_UNAUTHORIZED);
      reprise_stub_backend_succeed (fixture->stub, calls[i]);
    }
  reprise_stub_backend_fail (fixture->stub,
                             REPRISE_STUB_INVENTORY,
                             REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
                             "failed to connect to backup repository");
  fresh = refresh (fixture, form, NULL, NULL);
  violations = reprise_restore_form_check_choices (fresh);
  g_assert_cmpint (reprise_restore_violations_find (violations, REPRISE_RESTORE_FIELD_REPOSITORY)
                       ->problem,
                   ==,
                   REPRISE_RESTORE_PROBLEM_UNREADABLE);
}

/* Cancelled, it says so and asks nothing more. */
static void
test_restore_reader_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseRestoreForm) form = make_latest ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (refresh (fixture, form, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->stub, REPRISE_STUB_TASKS), ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/restore/restore-reader/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("open", test_restore_reader_open);
  ADD ("open-alone", test_restore_reader_open_alone);
  ADD ("refresh", test_restore_reader_refresh);
  ADD ("failures", test_restore_reader_failures);
  ADD ("cancelled", test_restore_reader_cancelled);
  return g_test_run ();
}
