/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-database.h"

static void
assert_list (const char *const *list)
{
  g_assert_cmpuint (g_strv_length ((char **) list), ==, 2);
  g_assert_cmpstr (list[0], ==, "one");
  g_assert_cmpstr (list[1], ==, "two");
}

/* Each part comes back as it was given, from a copy of its own. */
static void
test_database_keeps (void)
{
  char words[] = "one";
  const char *list[] = { words, "two", NULL };
  char text[] = "id";
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) database = NULL;

  fields.id = text;
  fields.cluster_id = "cluster id";
  fields.name = "name";
  fields.display_name = "display name";
  fields.status_word = "status word";
  fields.created_at = 6000000;
  fields.updated_at = 7000000;
  fields.pg_version = "pg version";
  fields.config_version = "config version";
  fields.storage_used = G_MAXINT64 - 9;
  fields.domain = "domain";
  fields.deletion_protection = REPRISE_TRISTATE_YES;
  fields.options = list;
  fields.backup_provider = "backup provider";
  fields.extensions_auto_manage = REPRISE_TRISTATE_YES;
  fields.extensions_available = list;
  fields.extensions_requested = list;
  database = reprise_database_new (&fields);
  text[0] = 'X';
  words[0] = 'X';
  list[1] = NULL;

  g_assert_cmpstr (reprise_database_get_id (database), ==, "id");
  g_assert_cmpstr (reprise_database_get_cluster_id (database), ==, "cluster id");
  g_assert_cmpstr (reprise_database_get_name (database), ==, "name");
  g_assert_cmpstr (reprise_database_get_display_name (database), ==, "display name");
  g_assert_cmpstr (reprise_database_get_status_word (database), ==, "status word");
  g_assert_cmpint (reprise_database_get_created_at (database), ==, 6000000);
  g_assert_cmpint (reprise_database_get_updated_at (database), ==, 7000000);
  g_assert_cmpstr (reprise_database_get_pg_version (database), ==, "pg version");
  g_assert_cmpstr (reprise_database_get_config_version (database), ==, "config version");
  g_assert_cmpint (reprise_database_get_storage_used (database), ==, G_MAXINT64 - 9);
  g_assert_cmpstr (reprise_database_get_domain (database), ==, "domain");
  g_assert_cmpint (reprise_database_get_deletion_protection (database), ==, REPRISE_TRISTATE_YES);
  assert_list (reprise_database_get_options (database));
  g_assert_cmpstr (reprise_database_get_backup_provider (database), ==, "backup provider");
  g_assert_cmpint (reprise_database_get_extensions_auto_manage (database),
                   ==,
                   REPRISE_TRISTATE_YES);
  assert_list (reprise_database_get_extensions_available (database));
  assert_list (reprise_database_get_extensions_requested (database));
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_database_unknown (void)
{
  const RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) database = reprise_database_new (&fields);

  g_assert_null (reprise_database_get_id (database));
  g_assert_null (reprise_database_get_cluster_id (database));
  g_assert_null (reprise_database_get_name (database));
  g_assert_null (reprise_database_get_display_name (database));
  g_assert_null (reprise_database_get_status_word (database));
  g_assert_cmpint (reprise_database_get_created_at (database), ==, REPRISE_INSTANT_NONE);
  g_assert_cmpint (reprise_database_get_updated_at (database), ==, REPRISE_INSTANT_NONE);
  g_assert_null (reprise_database_get_pg_version (database));
  g_assert_null (reprise_database_get_config_version (database));
  g_assert_cmpint (reprise_database_get_storage_used (database), ==, -1);
  g_assert_null (reprise_database_get_domain (database));
  g_assert_cmpint (reprise_database_get_deletion_protection (database),
                   ==,
                   REPRISE_TRISTATE_UNKNOWN);
  g_assert_null (reprise_database_get_options (database));
  g_assert_cmpuint (reprise_database_get_nodes (database)->len, ==, 0);
  g_assert_null (reprise_database_get_backup_provider (database));
  g_assert_cmpuint (reprise_database_get_backup_configs (database)->len, ==, 0);
  g_assert_null (reprise_database_get_tables (database));
  g_assert_cmpuint (reprise_database_get_components (database)->len, ==, 0);
  g_assert_cmpint (reprise_database_get_extensions_auto_manage (database),
                   ==,
                   REPRISE_TRISTATE_UNKNOWN);
  g_assert_null (reprise_database_get_extensions_available (database));
  g_assert_null (reprise_database_get_extensions_requested (database));
}

/* What widgets bind says the same as the functions. */
static void
test_database_properties (void)
{
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) database = NULL;
  g_autofree char *name = NULL;
  g_autofree char *status_word = NULL;
  gint64 created_at = 0;
  gint64 updated_at = 0;
  g_autofree char *pg_version = NULL;
  gint64 storage_used = 0;

  fields.name = "name";
  fields.status_word = "status word";
  fields.created_at = 3000000;
  fields.updated_at = 4000000;
  fields.pg_version = "pg version";
  fields.storage_used = G_MAXINT64 - 5;
  database = reprise_database_new (&fields);
  g_object_get (database,
                "name",
                &name,
                "status-word",
                &status_word,
                "created-at",
                &created_at,
                "updated-at",
                &updated_at,
                "pg-version",
                &pg_version,
                "storage-used",
                &storage_used,
                NULL);

  g_assert_cmpstr (name, ==, "name");
  g_assert_cmpstr (status_word, ==, "status word");
  g_assert_cmpint (created_at, ==, 3000000);
  g_assert_cmpint (updated_at, ==, 4000000);
  g_assert_cmpstr (pg_version, ==, "pg version");
  g_assert_cmpint (storage_used, ==, G_MAXINT64 - 5);
}

static RepriseBackupConfig *
new_config (const char *id, const char *node_name, const char *first_id, const char *second_id)
{
  const char *const ids[] = { first_id, second_id };
  g_autoptr (GPtrArray) repositories = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      RepriseRepositoryFields fields = REPRISE_REPOSITORY_FIELDS_INIT;

      fields.id = ids[i];
      g_ptr_array_add (repositories, reprise_repository_new (&fields));
    }
  return reprise_backup_config_new (&(
      RepriseBackupConfigFields){ .id = id, .node_name = node_name, .repositories = repositories });
}

/* n1 has a configuration of its own, n2 shares the common one, which comes first. */
static RepriseDatabase *
new_configured_database (gboolean has_common)
{
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (GPtrArray) configs = g_ptr_array_new_with_free_func (g_object_unref);

  if (has_common)
    g_ptr_array_add (configs, new_config ("common", NULL, NULL, "r2"));
  g_ptr_array_add (configs, new_config ("other", "n3", NULL, NULL));
  g_ptr_array_add (configs, new_config ("own", "n1", "r1", "r0"));
  if (has_common)
    g_ptr_array_add (configs, new_config ("late", NULL, "r4", NULL));
  fields.backup_configs = configs;
  return reprise_database_new (&fields);
}

static const char *
config_id (RepriseDatabase *database, const char *node_name)
{
  RepriseBackupConfig *config = reprise_database_get_config_for_node (database, node_name);

  return config == NULL ? NULL : reprise_backup_config_get_id (config);
}

/* A person sees, and types, the display name where there is one. */
static void
test_database_title (void)
{
  static const char *const cases[][3] = {
    { "east_parts", "East Coast Parts", "East Coast Parts" },
    { "east_parts", "", "east_parts" },
    { "east_parts", NULL, "east_parts" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
      g_autoptr (RepriseDatabase) database = NULL;
      g_autofree char *property = NULL;

      fields.name = cases[i][0];
      fields.display_name = cases[i][1];
      database = reprise_database_new (&fields);
      g_object_get (database, "title", &property, NULL);
      g_assert_cmpstr (reprise_database_get_title (database), ==, cases[i][2]);
      g_assert_cmpstr (property, ==, cases[i][2]);
    }
}

/* The status word is the service's own, its meaning ours. */
static void
test_database_status (void)
{
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) database = NULL;
  int property = -1;

  fields.status_word = "degraded";
  database = reprise_database_new (&fields);
  g_object_get (database, "status", &property, NULL);
  g_assert_cmpint (reprise_database_get_status (database), ==, REPRISE_STATUS_FAILED);
  g_assert_cmpint (property, ==, REPRISE_STATUS_FAILED);
}

/* An option is on only where its whole token is there. */
static void
test_database_options (void)
{
  static const char *const options[] = { "install:northwind", "autoddl:enabled", NULL };
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) without = reprise_database_new (&fields);
  g_autoptr (RepriseDatabase) with = NULL;

  fields.options = options;
  with = reprise_database_new (&fields);
  g_assert_true (reprise_database_has_option (with, "autoddl:enabled"));
  g_assert_false (reprise_database_has_option (with, "autoddl"));
  g_assert_false (reprise_database_has_option (without, "autoddl:enabled"));
}

/* Nodes are found by their internal name only: logical names may collide. */
static void
test_database_nodes (void)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  g_autoptr (RepriseDatabase) database = NULL;

  g_ptr_array_add (nodes, reprise_node_new (&(RepriseNodeFields){ .logical_name = "n2" }));
  g_ptr_array_add (nodes, reprise_node_new (&(RepriseNodeFields){ .name = "n1" }));
  g_ptr_array_add (nodes, reprise_node_new (&(RepriseNodeFields){ .name = "n2" }));
  fields.nodes = nodes;
  database = reprise_database_new (&fields);

  g_assert_true (reprise_database_get_node (database, "n2") == g_ptr_array_index (nodes, 2));
  g_assert_null (reprise_database_get_node (database, "N2"));
  g_assert_null (reprise_database_get_node (database, "n3"));
  g_assert_null (reprise_database_get_node (database, NULL));
}

/* The entry for the node wins wherever it stands, else the first entry without a node. */
static void
test_database_config_for_node (void)
{
  g_autoptr (RepriseDatabase) database = new_configured_database (TRUE);
  g_autoptr (RepriseDatabase) without_common = new_configured_database (FALSE);

  g_assert_cmpstr (config_id (database, "n1"), ==, "own");
  g_assert_cmpstr (config_id (database, "n2"), ==, "common");
  g_assert_cmpstr (config_id (database, NULL), ==, "common");
  g_assert_cmpstr (config_id (without_common, "n1"), ==, "own");
  g_assert_null (config_id (without_common, "n2"));
  g_assert_null (config_id (without_common, NULL));
}

/* The current repository is the first of the configuration that has an id. */
static void
test_database_current_repository (void)
{
  g_autoptr (RepriseDatabase) database = new_configured_database (TRUE);
  g_autoptr (RepriseDatabase) without_common = new_configured_database (FALSE);

  g_assert_cmpstr (reprise_database_get_current_repository_id (database, "n1"), ==, "r1");
  g_assert_cmpstr (reprise_database_get_current_repository_id (database, "n2"), ==, "r2");
  g_assert_null (reprise_database_get_current_repository_id (database, "n3"));
  g_assert_null (reprise_database_get_current_repository_id (without_common, "n2"));
}

/* Tables may be unknown or none, which differ; parts are held no longer than the database. */
static void
test_database_parts (void)
{
  RepriseComponent *component =
      reprise_component_new (&(RepriseComponentFields){ .name = "spock" });
  g_autoptr (GPtrArray) components = g_ptr_array_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  RepriseDatabase *database;

  g_ptr_array_add (components, component);
  fields.components = components;
  fields.tables = tables;
  database = reprise_database_new (&fields);

  g_assert_nonnull (reprise_database_get_tables (database));
  g_assert_cmpuint (reprise_database_get_tables (database)->len, ==, 0);
  g_assert_true (g_ptr_array_index (reprise_database_get_components (database), 0) == component);
  g_assert_finalize_object (database);
  g_assert_finalize_object (component);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/database/keeps", test_database_keeps);
  g_test_add_func ("/model/database/unknown", test_database_unknown);
  g_test_add_func ("/model/database/properties", test_database_properties);
  g_test_add_func ("/model/database/title", test_database_title);
  g_test_add_func ("/model/database/status", test_database_status);
  g_test_add_func ("/model/database/options", test_database_options);
  g_test_add_func ("/model/database/nodes", test_database_nodes);
  g_test_add_func ("/model/database/config-for-node", test_database_config_for_node);
  g_test_add_func ("/model/database/current-repository", test_database_current_repository);
  g_test_add_func ("/model/database/parts", test_database_parts);
  return g_test_run ();
}
