/* SPDX-License-Identifier: GPL-3.0-or-later
 * The client and the lab's service, one against the other: what one says the other understands. */

#include "config.h"

#include "lab/lab-fixture.h"

#include "cloud/reprise-cloud-backend.h"
#include "model/reprise-cluster-node.h"
#include "model/reprise-node.h"
#include "model/reprise-store.h"
#include "restore/reprise-send-outcome.h"

#include <string.h>

typedef struct
{
  LabFixture lab;
  RepriseBackend *backend;
  GAsyncResult *result;
} Fixture;

static RepriseBackend *
new_backend (LabFixture *lab, const char *client_secret)
{
  const RepriseLabDocument *document = reprise_lab_state_get_document (lab->state);
  RepriseCloudBackendFields fields = { 0 };
  g_autoptr (GError) error = NULL;
  RepriseBackend *backend;

  fields.title = "The lab";
  fields.address = lab->address;
  fields.client_id = document->client_id;
  fields.client_secret = client_secret != NULL ? client_secret : document->client_secret;
  backend = reprise_cloud_backend_new (&fields, &error);
  g_assert_no_error (error);
  return backend;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  lab_fixture_set_up (&fixture->lab, data);
  fixture->backend = new_backend (&fixture->lab, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->backend);
  lab_fixture_tear_down (&fixture->lab, data);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result = g_object_ref (result);
}

static GAsyncResult *
await (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&fixture->result);
}

static RepriseDatabase *
get_database (Fixture *fixture, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RepriseDatabase *database;

  reprise_backend_get_database_async (fixture->backend, id, NULL, keep_cb, fixture);
  result = await (fixture);
  database = reprise_backend_get_database_finish (fixture->backend, result, &error);
  g_assert_no_error (error);
  return database;
}

static GPtrArray *
list_tasks (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tasks;

  reprise_backend_list_tasks_async (fixture->backend, fixture->lab.east, 0, NULL, keep_cb, fixture);
  result = await (fixture);
  tasks = reprise_backend_list_tasks_finish (fixture->backend, result, &problems, &error);
  g_assert_no_error (error);
  g_assert_null (problems);
  return tasks;
}

/* The account, the cluster, its machines and its store. */
static void
test_lab_backend_surroundings (Fixture *fixture, gconstpointer data)
{
  RepriseBackend *backend = fixture->backend;
  g_autoptr (GAsyncResult) tenant_result = NULL;
  g_autoptr (GAsyncResult) clusters_result = NULL;
  g_autoptr (GAsyncResult) nodes_result = NULL;
  g_autoptr (GAsyncResult) stores_result = NULL;
  g_autoptr (RepriseTenant) tenant = NULL;
  g_autoptr (GPtrArray) clusters = NULL;
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GPtrArray) stores = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  RepriseCluster *cluster;

  reprise_backend_get_tenant_async (backend, NULL, keep_cb, fixture);
  tenant_result = await (fixture);
  tenant = reprise_backend_get_tenant_finish (backend, tenant_result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_tenant_get_name (tenant), ==, "lab");

  reprise_backend_list_clusters_async (backend, NULL, keep_cb, fixture);
  clusters_result = await (fixture);
  clusters = reprise_backend_list_clusters_finish (backend, clusters_result, &problems, &error);
  g_assert_no_error (error);
  g_assert_null (problems);
  g_assert_cmpuint (clusters->len, ==, 1);
  cluster = g_ptr_array_index (clusters, 0);
  g_assert_cmpint (reprise_cluster_get_status (cluster), ==, REPRISE_STATUS_READY);

  reprise_backend_list_cluster_nodes_async (backend,
                                            reprise_cluster_get_id (cluster),
                                            NULL,
                                            keep_cb,
                                            fixture);
  nodes_result = await (fixture);
  nodes = reprise_backend_list_cluster_nodes_finish (backend, nodes_result, &problems, &error);
  g_assert_no_error (error);
  g_assert_null (problems);
  g_assert_cmpuint (nodes->len, ==, 3);
  g_assert_cmpstr (reprise_cluster_node_get_name (g_ptr_array_index (nodes, 2)), ==, "n3");

  reprise_backend_list_stores_async (backend, NULL, keep_cb, fixture);
  stores_result = await (fixture);
  stores = reprise_backend_list_stores_finish (backend, stores_result, &problems, &error);
  g_assert_no_error (error);
  g_assert_null (problems);
  g_assert_cmpuint (stores->len, ==, 1);
}

/* The databases, one of them, and where its backups are. */
static void
test_lab_backend_databases (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) databases_result = NULL;
  g_autoptr (GAsyncResult) repositories_result = NULL;
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GPtrArray) repositories = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (RepriseDatabase) east = NULL;
  g_autoptr (GError) error = NULL;

  reprise_backend_list_databases_async (fixture->backend, NULL, keep_cb, fixture);
  databases_result = await (fixture);
  databases =
      reprise_backend_list_databases_finish (fixture->backend, databases_result, &problems, &error);
  g_assert_no_error (error);
  g_assert_null (problems);
  g_assert_cmpuint (databases->len, ==, 2);

  east = get_database (fixture, fixture->lab.east);
  g_assert_cmpstr (reprise_database_get_name (east), ==, "east_parts");
  g_assert_cmpstr (reprise_database_get_display_name (east), ==, "East Coast Parts");

  reprise_backend_list_repositories_async (fixture->backend,
                                           fixture->lab.east,
                                           NULL,
                                           keep_cb,
                                           fixture);
  repositories_result = await (fixture);
  repositories = reprise_backend_list_repositories_finish (fixture->backend,
                                                           repositories_result,
                                                           &problems,
                                                           &error);
  g_assert_no_error (error);
  g_assert_null (problems);
  g_assert_cmpuint (repositories->len, ==, 1);
  g_assert_cmpstr (reprise_repository_get_id (g_ptr_array_index (repositories, 0)),
                   ==,
                   fixture->lab.east_repository);
}

static RepriseInventory *
new_inventory (Fixture *fixture, guint n_backups)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseBackupListBuilder) builder = reprise_backup_list_builder_new ();
  g_autoptr (RepriseBackupList) backups = NULL;

  for (guint i = 0; i < n_backups; i++)
    {
      RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;
      g_autofree char *label = g_strdup_printf ("20240619-%06uF", i);

      backup.label = label;
      backup.backup_type = REPRISE_BACKUP_TYPE_FULL;
      backup.finished_at = reprise_instant_from_unix (1718827272 + i);
      backup.backup_size = i;
      reprise_backup_list_builder_add (builder, &backup);
    }
  backups = reprise_backup_list_builder_end (g_steal_pointer (&builder));
  fields.database_id = fixture->lab.east;
  fields.repository_id = fixture->lab.east_repository;
  fields.node_name = "n1";
  fields.status_word = "ok";
  fields.status_code = 0;
  fields.pg_version = "15";
  fields.backups = backups;
  fields.is_complete = TRUE;
  return reprise_inventory_new (&fields);
}

static RepriseInventory *
read_inventory (Fixture *fixture)
{
  RepriseInventoryRequest request = { fixture->lab.east_repository, "n1", NULL, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  RepriseInventory *inventory = NULL;

  reprise_backend_read_inventory_async (fixture->backend, &request, NULL, keep_cb, fixture);
  result = await (fixture);
  g_assert_true (reprise_backend_read_inventory_finish (fixture->backend,
                                                        result,
                                                        &inventory,
                                                        &problems,
                                                        &error));
  g_assert_no_error (error);
  g_assert_null (problems);
  return inventory;
}

/* An inventory of several pages comes back as it is, and a repository without data is none. */
static void
test_lab_backend_inventory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseInventory) given = new_inventory (fixture, 2345);
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (RepriseInventory) nothing = NULL;

  reprise_fake_lab_engine_set_inventory (fixture->lab.engine, given);
  inventory = read_inventory (fixture);
  g_assert_true (reprise_inventory_get_is_complete (inventory));
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 2345);
  for (guint i = 0; i < 2345; i++)
    {
      g_autoptr (RepriseBackup) expected = reprise_inventory_get_backup (given, i);
      g_autoptr (RepriseBackup) backup = reprise_inventory_get_backup (inventory, i);

      g_assert_cmpstr (reprise_backup_get_label (backup), ==, reprise_backup_get_label (expected));
      g_assert_cmpint (reprise_backup_get_finished_at (backup),
                       ==,
                       reprise_backup_get_finished_at (expected));
    }

  reprise_fake_lab_engine_set_inventory (fixture->lab.engine, NULL);
  nothing = read_inventory (fixture);
  g_assert_null (nothing);
}

static gboolean
send_restore (Fixture *fixture, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("{\"provider\":\"pgbackrest\",\"restore_config\":{\"node_name\":\"n1\","
                       "\"repositories\":[\"%s\"]}}",
                       fixture->lab.east_repository);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;

  reprise_backend_send_restore_async (fixture->backend,
                                      fixture->lab.east,
                                      body,
                                      NULL,
                                      keep_cb,
                                      fixture);
  result = await (fixture);
  return reprise_backend_send_restore_finish (fixture->backend, result, error);
}

/* A restore is accepted, found as a task that was not there before, refused while it runs, and
 * followed to its end. */
static void
test_lab_backend_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = list_tasks (fixture);
  g_autoptr (GPtrArray) during = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RepriseTask) ended = NULL;
  g_autoptr (GError) error = NULL;
  RepriseTask *running;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_true (send_restore (fixture, &error));
  g_assert_no_error (error);
  lab_fixture_await (reprise_fake_lab_engine_is_restoring (fixture->lab.engine));

  during = list_tasks (fixture);
  g_assert_cmpuint (during->len, ==, 1);
  running = g_ptr_array_index (during, 0);
  g_assert_cmpstr (reprise_task_get_status_word (running), ==, "running");

  g_assert_false (send_restore (fixture, &error));
  g_assert_cmpint (reprise_send_outcome_from_error (error), ==, REPRISE_SEND_OUTCOME_REFUSED);
  g_clear_error (&error);

  reprise_fake_lab_engine_end_restore (fixture->lab.engine, REPRISE_ENGINE_RESTORE_REACHED, NULL);
  lab_fixture_await (reprise_lab_operations_is_idle (fixture->lab.operations));
  reprise_backend_get_task_async (fixture->backend,
                                  reprise_task_get_id (running),
                                  NULL,
                                  keep_cb,
                                  fixture);
  result = await (fixture);
  g_assert_true (reprise_backend_get_task_finish (fixture->backend, result, &ended, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (reprise_task_get_status_word (ended), ==, "succeeded");
}

/* A wrong secret is told from everything else that may be wrong. */
static void
test_lab_backend_wrong_secret (Fixture *fixture, gconstpointer data)
{
  RepriseBackend *backend = new_backend (&fixture->lab, "not-the-secret");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_backend_get_tenant_async (backend, NULL, keep_cb, fixture);
  result = await (fixture);
  g_assert_null (reprise_backend_get_tenant_finish (backend, result, &error));
  g_assert_error (error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (error->message, "not-the-secret"));
  g_clear_object (&result);
  g_assert_finalize_object (backend);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/lab/backend/surroundings", test_lab_backend_surroundings);
  ADD ("/lab/backend/databases", test_lab_backend_databases);
  ADD ("/lab/backend/inventory", test_lab_backend_inventory);
  ADD ("/lab/backend/restore", test_lab_backend_restore);
  ADD ("/lab/backend/wrong-secret", test_lab_backend_wrong_secret);
  return g_test_run ();
}
