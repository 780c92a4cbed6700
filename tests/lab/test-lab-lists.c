/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists: defaults, clamps, order, filters, and the inventory. */

#include "config.h"

#include "lab/lab-fixture.h"
#include "lab/reprise-lab-blueprint.h"
#include "lab/reprise-lab-task.h"

#define N_REPOSITORIES 120
#define N_TASKS 130
#define N_BACKUPS 130
#define UNKNOWN_ID "00000000-0000-4000-8000-000000000000"

static guint
count (LabReply *reply, const char *needle)
{
  guint n = 0;

  g_assert_cmpuint (reply->status, ==, 200);
  for (const char *place = strstr (reply->text, needle); place != NULL;
       place = strstr (place + 1, needle))
    n++;
  return n;
}

/* As a database would have after as many restores, a second apart. */
static void
add_repositories (LabFixture *fixture)
{
  RepriseLabDatabaseRecord *record = reprise_lab_database_get_record (
      reprise_lab_state_get_database (fixture->state, fixture->east));

  for (guint i = record->repositories->len; i < N_REPOSITORIES; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", i);
      RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

      fields.id = id;
      fields.database_id = record->id;
      fields.created_at = record->created_at + (gint64) i * 10 * REPRISE_INSTANT_SECOND;
      fields.storage_type = REPRISE_LAB_STORAGE_TYPE;
      g_ptr_array_add (record->repositories, reprise_repository_new (&fields));
    }
}

static RepriseRestoreRequest *
new_request (LabFixture *fixture)
{
  const char *const repositories[] = { fixture->east_repository, NULL };
  RepriseRestoreRequestFields fields = { .provider = "pgbackrest",
                                         .source_node_name = "n1",
                                         .repositories = repositories };

  return reprise_restore_request_new (&fields);
}

static void
add_tasks (LabFixture *fixture)
{
  g_autoptr (RepriseRestoreRequest) request = new_request (fixture);

  for (guint i = 0; i < N_TASKS; i++)
    {
      g_autoptr (RepriseTask) task = reprise_lab_task_new_restore (fixture->east, request);
      g_autoptr (RepriseTask) ended = reprise_lab_task_end (task, i % 2 == 0 ? NULL : "broken");

      reprise_lab_state_put_task (fixture->state, ended);
    }
}

static RepriseInventory *
new_inventory (LabFixture *fixture)
{
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseBackupListBuilder) builder = reprise_backup_list_builder_new ();
  g_autoptr (RepriseBackupList) backups = NULL;

  for (guint i = 0; i < N_BACKUPS; i++)
    {
      g_autofree char *label = g_strdup_printf ("20240619-%06uF", i);
      RepriseBackupFields backup = REPRISE_BACKUP_FIELDS_INIT;

      backup.label = label;
      backup.backup_type = i % 10 == 0 ? REPRISE_BACKUP_TYPE_FULL : REPRISE_BACKUP_TYPE_INCR;
      reprise_backup_list_builder_add (builder, &backup);
    }
  backups = reprise_backup_list_builder_end (g_steal_pointer (&builder));
  fields.database_id = fixture->east;
  fields.repository_id = fixture->east_repository;
  fields.node_name = "n1";
  fields.status_word = "ok";
  fields.status_code = 0;
  fields.backups = backups;
  return reprise_inventory_new (&fields);
}

/* A list has ten rows where nothing is said, and a hundred at most however many are asked for. */
static void
test_lab_lists_clamps (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) few = NULL;
  g_autoptr (LabReply) many = NULL;
  g_autoptr (LabReply) rest = NULL;
  g_autoptr (LabReply) beyond = NULL;

  add_repositories (fixture);
  few = lab_fixture_get (fixture, "/byoc/v1/backup-repositories?database_id=%s", fixture->east);
  many = lab_fixture_get (fixture,
                          "/byoc/v1/backup-repositories?database_id=%s&limit=5000",
                          fixture->east);
  rest = lab_fixture_get (fixture,
                          "/byoc/v1/backup-repositories?database_id=%s&limit=100&offset=100",
                          fixture->east);
  beyond = lab_fixture_get (fixture,
                            "/byoc/v1/backup-repositories?database_id=%s&offset=5000",
                            fixture->east);
  g_assert_cmpuint (count (few, "\"created_at\""), ==, 10);
  g_assert_cmpuint (count (many, "\"created_at\""), ==, 100);
  g_assert_cmpuint (count (rest, "\"created_at\""), ==, N_REPOSITORIES - 100);
  g_assert_cmpstr (beyond->text, ==, "[]");
}

/* Oldest first, newest first where that is asked for; times cut out a part. */
static void
test_lab_lists_orders (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) oldest = NULL;
  g_autoptr (LabReply) newest = NULL;
  g_autoptr (LabReply) part = NULL;
  g_autofree char *after = NULL;
  g_autofree char *before = NULL;
  RepriseInstant created_at;

  add_repositories (fixture);
  created_at = reprise_lab_database_get_record (
                   reprise_lab_state_get_database (fixture->state, fixture->east))
                   ->created_at;
  after = reprise_instant_format (created_at + 20 * REPRISE_INSTANT_SECOND, REPRISE_INSTANT_AUTO);
  before = reprise_instant_format (created_at + 50 * REPRISE_INSTANT_SECOND, REPRISE_INSTANT_AUTO);
  oldest = lab_fixture_get (fixture, "/byoc/v1/backup-repositories?limit=1");
  newest = lab_fixture_get (fixture, "/byoc/v1/backup-repositories?limit=1&descending=true");
  part = lab_fixture_get (fixture,
                          "/byoc/v1/backup-repositories?created_after=%s&created_before=%s",
                          after,
                          before);
  g_assert_nonnull (strstr (oldest->text, fixture->east_repository));
  g_assert_nonnull (strstr (newest->text, "8000-000000000119"));
  g_assert_cmpuint (count (part, "\"created_at\""), ==, 2);
  g_assert_nonnull (strstr (part->text, "8000-000000000003"));
  g_assert_nonnull (strstr (part->text, "8000-000000000004"));
}

/* Filters that fit nothing give an empty list, not a refusal. */
static void
test_lab_lists_filters (LabFixture *fixture, gconstpointer data)
{
  static const char *const empty[] = {
    "/byoc/v1/databases?cluster_id=" UNKNOWN_ID,
    "/byoc/v1/backup-repositories?database_id=" UNKNOWN_ID,
    "/byoc/v1/backup-repositories?type=s3",
    "/byoc/v1/tasks?subject_id=" UNKNOWN_ID,
    "/byoc/v1/tasks?id=" UNKNOWN_ID,
  };
  g_autoptr (LabReply) databases = lab_fixture_get (fixture, "/byoc/v1/databases");
  g_autoptr (LabReply) posix = lab_fixture_get (fixture, "/byoc/v1/backup-repositories?type=posix");

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (LabReply) reply = lab_fixture_get (fixture, "%s", empty[i]);

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (reply->text, ==, "[]");
    }
  g_assert_cmpuint (count (databases, "\"cluster_id\""), ==, 2);
  g_assert_cmpuint (count (posix, "\"database_id\""), ==, 2);
}

/* Pages, times and ids that cannot be are refused, in the words of each parameter. */
static void
test_lab_lists_refuses (LabFixture *fixture, gconstpointer data)
{
  static const char *const refused[][2] = {
    { "/byoc/v1/databases?limit=-1", "limit" },
    { "/byoc/v1/databases?limit=0", "limit" },
    { "/byoc/v1/databases?limit=x", "limit" },
    { "/byoc/v1/databases?limit=", "limit" },
    { "/byoc/v1/databases?limit=99999999999999999999", "limit" },
    { "/byoc/v1/clusters?offset=-1", "offset" },
    { "/byoc/v1/backup-stores?descending=maybe", "descending" },
    { "/byoc/v1/backup-stores?created_after=yesterday", "created_after" },
    { "/byoc/v1/tasks?limit=-1", "limit" },
    { "/byoc/v1/tasks?status=done", "status" },
    { "/byoc/v1/databases?cluster_id=x", "cluster_id" },
    { "/byoc/v1/backup-repositories?database_id=%7B" UNKNOWN_ID "%7D", "database_id" },
  };
  static const char *const failed[] = {
    "/byoc/v1/tasks?subject_id=%7B" UNKNOWN_ID "%7D",
    "/byoc/v1/tasks?subject_id=x",
    "/byoc/v1/tasks?id=x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (LabReply) reply = lab_fixture_get (fixture, "%s", refused[i][0]);

      lab_assert_refused (reply, 400, refused[i][1]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (failed); i++)
    {
      g_autoptr (LabReply) reply = lab_fixture_get (fixture, "%s", failed[i]);

      lab_assert_refused (reply, 500, "failed to list tasks");
    }
}

/* Tasks come newest first, twenty-five where nothing is said, and by any of their marks. */
static void
test_lab_lists_tasks (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (LabReply) few = NULL;
  g_autoptr (LabReply) many = NULL;
  g_autoptr (LabReply) failed = NULL;
  g_autoptr (LabReply) one = NULL;
  const char *newest;

  add_tasks (fixture);
  newest =
      reprise_task_get_id (g_ptr_array_index (reprise_lab_state_get_tasks (fixture->state), 0));
  few = lab_fixture_get (fixture, "/byoc/v1/tasks?subject_id=%s", fixture->east);
  many = lab_fixture_get (fixture, "/byoc/v1/tasks?subject_kind=database&limit=1000");
  failed = lab_fixture_get (fixture, "/byoc/v1/tasks?status=failed&limit=100");
  one = lab_fixture_get (fixture, "/byoc/v1/tasks?id=%s&name=restore-from-pgbackrest", newest);
  g_assert_cmpuint (count (few, "\"subject_id\""), ==, 25);
  g_assert_true (strstr (few->text, newest) < strstr (few->text, "\"subject_id\""));
  g_assert_cmpuint (count (many, "\"subject_id\""), ==, 100);
  g_assert_cmpuint (count (failed, "\"subject_id\""), ==, N_TASKS / 2);
  g_assert_cmpuint (count (one, "\"subject_id\""), ==, 1);
  g_assert_nonnull (strstr (one->text, fixture->east_repository));
}

/* An inventory has a hundred backups where nothing is said, and no ceiling. */
static void
test_lab_lists_inventory (LabFixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseInventory) inventory = new_inventory (fixture);
  g_autofree char *path =
      g_strdup_printf ("/byoc/v1/backup-repositories/%s/n1", fixture->east_repository);
  g_autoptr (LabReply) some = NULL;
  g_autoptr (LabReply) all = NULL;
  g_autoptr (LabReply) full = NULL;
  g_autoptr (LabReply) newest = NULL;

  reprise_fake_lab_engine_set_inventory (fixture->engine, inventory);
  some = lab_fixture_get (fixture, "%s", path);
  all = lab_fixture_get (fixture, "%s?backup_limit=1000", path);
  full = lab_fixture_get (fixture, "%s?backup_type=full", path);
  newest = lab_fixture_get (fixture, "%s?descending=true&backup_limit=1&backup_offset=1", path);
  g_assert_cmpuint (count (some, "\"label\""), ==, 100);
  g_assert_nonnull (strstr (some->text, "20240619-000000F"));
  g_assert_cmpuint (count (all, "\"label\""), ==, N_BACKUPS);
  g_assert_cmpuint (count (full, "\"label\""), ==, N_BACKUPS / 10);
  g_assert_cmpuint (count (newest, "\"label\""), ==, 1);
  g_assert_nonnull (strstr (newest->text, "20240619-000128F"));
}

/* No data is no error, an unreachable storage is one, and a node must at least exist. */
static void
test_lab_lists_inventory_failures (LabFixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      g_strdup_printf ("/byoc/v1/backup-repositories/%s", fixture->east_repository);
  const char *west_repository =
      reprise_repository_get_id (reprise_lab_database_get_current_repository (
          reprise_lab_state_get_database (fixture->state, fixture->west)));
  g_autoptr (LabReply) nothing = lab_fixture_get (fixture, "%s/n1", path);
  g_autoptr (LabReply) elsewhere =
                 lab_fixture_get (fixture, "/byoc/v1/backup-repositories/%s/n3", west_repository);
  g_autoptr (LabReply) unknown = lab_fixture_get (fixture, "%s/n9", path);
  g_autoptr (LabReply) odd = lab_fixture_get (fixture, "%s/..%%2e", path);
  g_autoptr (LabReply) typed = lab_fixture_get (fixture, "%s/n1?backup_type=weekly", path);
  g_autoptr (LabReply) paged = lab_fixture_get (fixture, "%s/n1?backup_limit=-1", path);
  g_autoptr (LabReply) unreachable = NULL;

  reprise_fake_lab_engine_fail_inventory (fixture->engine);
  unreachable = lab_fixture_get (fixture, "%s/n1", path);
  g_assert_cmpuint (nothing->status, ==, 204);
  g_assert_cmpstr (nothing->text, ==, "");
  g_assert_cmpuint (elsewhere->status, ==, 204);
  lab_assert_refused (unknown, 404, "node");
  lab_assert_refused (odd, 404, "node");
  lab_assert_refused (typed, 400, "backup_type");
  lab_assert_refused (paged, 400, "backup_limit");
  lab_assert_refused (unreachable, 500, "failed to connect to backup repository");
}

#define ADD(name, function)                                                                        \
  g_test_add (name, LabFixture, NULL, lab_fixture_set_up, function, lab_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lab/lists/clamps", test_lab_lists_clamps);
  ADD ("/lab/lists/orders", test_lab_lists_orders);
  ADD ("/lab/lists/filters", test_lab_lists_filters);
  ADD ("/lab/lists/refuses", test_lab_lists_refuses);
  ADD ("/lab/lists/tasks", test_lab_lists_tasks);
  ADD ("/lab/lists/inventory", test_lab_lists_inventory);
  ADD ("/lab/lists/inventory-failures", test_lab_lists_inventory_failures);
  return lab_fixture_run_tests (argc, argv);
}
