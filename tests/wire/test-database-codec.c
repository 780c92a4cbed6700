/* SPDX-License-Identifier: GPL-3.0-or-later
 * Databases as JSON. */

#include "config.h"

#include "wire/reprise-database-codec.h"
#include "wire-support.h"

static const char full[] =
    "{\"id\":\"27937dd4-e554-4d38-80f8-56f83559f60a\",\"cluster_id\":\"b2c3d4e5-1111-2222-3333-"
    "444455556666\",\"name\":\"east_parts\",\"display_name\":\"East Coast "
    "Parts\",\"status\":\"available\",\"created_at\":\"2024-03-15T10:30:00Z\",\"updated_at\":"
    "\"2024-06-19T19:00:00Z\",\"pg_version\":\"16\",\"config_version\":\"15.6.0\",\"storage_used\":"
    "42680320,\"domain\":\"east.example\",\"deletion_protection\":false,\"options\":[\"autoddl:"
    "enabled\"],\"connection\":{\"username\":\"admin\",\"password\":\"hush0\",\"host\":\"east."
    "example\",\"port\":5432,\"database\":\"east_parts\"},\"backups\":{\"provider\":\"pgbackrest\","
    "\"config\":[{\"id\":\"default\",\"repositories\":[{\"id\":\"11111111-2222-4333-8444-"
    "555555555503\",\"type\":\"s3\",\"retention_full\":30,\"retention_full_type\":\"time\"}],"
    "\"schedules\":[{\"id\":\"daily-full-backup\",\"type\":\"full\",\"cron_expression\":\"0 6 * * "
    "?\"},{\"id\":\"hourly-incr-backup\",\"type\":\"incr\",\"cron_expression\":\"0 * * * "
    "?\"}]},{\"id\":\"own\",\"node_name\":\"n2\",\"repositories\":[{\"id\":\"11111111-2222-4333-"
    "8444-555555555504\"}],\"schedules\":[]}]},\"nodes\":[{\"name\":\"n1\",\"logical_name\":"
    "\"virginia\",\"region\":{\"cloud\":\"aws\",\"code\":\"us-east-1\",\"name\":\"Northern "
    "Virginia\",\"availability_zones\":[\"us-east-1a\"]},\"location\":{\"latitude\":38.125,"
    "\"longitude\":-78.5},\"connection\":{\"username\":\"app\",\"password\":\"hush1\",\"host\":"
    "\"n1.example.invalid\",\"port\":5432,\"database\":\"east_parts\"}},{\"name\":\"n2\","
    "\"connection\":{\"username\":\"app\",\"password\":\"hush2\",\"host\":\"n2.example.invalid\","
    "\"port\":5433,\"database\":\"east_parts\"}}],\"tables\":[{\"schema\":\"public\",\"name\":"
    "\"orders\",\"primary_key\":[\"id\"],\"replication_sets\":[\"default\"],\"status\":[{\"node_"
    "name\":\"n1\",\"present\":true,\"aligned\":true,\"replicating\":true}]},{\"schema\":"
    "\"public\",\"name\":\"distributors\",\"primary_key\":[],\"replication_sets\":[],\"status\":[{"
    "\"node_name\":\"n1\",\"present\":true,\"aligned\":false,\"replicating\":false}]}],"
    "\"components\":[{\"id\":\"c1\",\"name\":\"spock\",\"version\":\"5.0.1-1\",\"release_date\":"
    "\"2024-06-01\",\"status\":\"stable\"}],\"extensions\":{\"auto_manage\":true,\"available\":["
    "\"postgis\"],\"requested\":[\"pgaudit\"]}}";

#define MINIMAL "{\"id\":\"d\",\"name\":\"app\",\"nodes\":[]}"

static RepriseDatabase *
decode (const char *text)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = bytes_of (text);
  g_autoptr (GError) error = NULL;
  RepriseDatabase *database = reprise_database_decode (body, problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return database;
}

/* Every member of the database itself comes out where it belongs. */
static void
test_database_codec_decodes (void)
{
  g_autoptr (RepriseDatabase) database = decode (full);

  g_assert_cmpstr (reprise_database_get_id (database), ==, "27937dd4-e554-4d38-80f8-56f83559f60a");
  g_assert_cmpstr (reprise_database_get_cluster_id (database),
                   ==,
                   "b2c3d4e5-1111-2222-3333-444455556666");
  g_assert_cmpstr (reprise_database_get_name (database), ==, "east_parts");
  g_assert_cmpstr (reprise_database_get_display_name (database), ==, "East Coast Parts");
  g_assert_cmpstr (reprise_database_get_status_word (database), ==, "available");
  g_assert_cmpint (reprise_database_get_created_at (database),
                   ==,
                   G_GINT64_CONSTANT (1710498600000000));
  g_assert_cmpint (reprise_database_get_updated_at (database),
                   ==,
                   G_GINT64_CONSTANT (1718823600000000));
  g_assert_cmpstr (reprise_database_get_pg_version (database), ==, "16");
  g_assert_cmpstr (reprise_database_get_config_version (database), ==, "15.6.0");
  g_assert_cmpint (reprise_database_get_storage_used (database), ==, 42680320);
  g_assert_cmpstr (reprise_database_get_domain (database), ==, "east.example");
  g_assert_cmpint (reprise_database_get_deletion_protection (database), ==, REPRISE_TRISTATE_NO);
  g_assert_true (reprise_database_has_option (database, "autoddl:enabled"));
  g_assert_cmpstr (reprise_database_get_backup_provider (database), ==, "pgbackrest");
  g_assert_cmpint (reprise_database_get_extensions_auto_manage (database),
                   ==,
                   REPRISE_TRISTATE_YES);
  g_assert_cmpstr (reprise_database_get_extensions_available (database)[0], ==, "postgis");
  g_assert_cmpstr (reprise_database_get_extensions_requested (database)[0], ==, "pgaudit");
}

/* Nodes, and which repository is current for each, come out whole. */
static void
test_database_codec_nodes (void)
{
  g_autoptr (RepriseDatabase) database = decode (full);
  RepriseNode *node = reprise_database_get_nodes (database)->pdata[0];
  RepriseBackupConfig *config = reprise_database_get_config_for_node (database, "n1");
  RepriseSchedule *schedule = reprise_backup_config_get_schedules (config)->pdata[1];

  g_assert_cmpuint (reprise_database_get_nodes (database)->len, ==, 2);
  g_assert_cmpstr (reprise_node_get_name (node), ==, "n1");
  g_assert_cmpstr (reprise_node_get_logical_name (node), ==, "virginia");
  g_assert_cmpstr (reprise_node_get_region_cloud (node), ==, "aws");
  g_assert_cmpstr (reprise_node_get_region_code (node), ==, "us-east-1");
  g_assert_cmpstr (reprise_node_get_region_name (node), ==, "Northern Virginia");
  g_assert_cmpstr (reprise_node_get_availability_zones (node)[0], ==, "us-east-1a");
  g_assert_cmpfloat (reprise_location_get_latitude (reprise_node_get_location (node)), ==, 38.125);
  g_assert_cmpstr (reprise_database_get_current_repository_id (database, "n1"),
                   ==,
                   "11111111-2222-4333-8444-555555555503");
  g_assert_cmpstr (reprise_database_get_current_repository_id (database, "n2"),
                   ==,
                   "11111111-2222-4333-8444-555555555504");
  g_assert_cmpstr (reprise_schedule_get_id (schedule), ==, "hourly-incr-backup");
  g_assert_cmpint (reprise_schedule_get_backup_type (schedule), ==, REPRISE_BACKUP_TYPE_INCR);
  g_assert_cmpstr (reprise_schedule_get_cron_expression (schedule), ==, "0 * * * ?");
}

/* Tables and components come out whole. */
static void
test_database_codec_tables (void)
{
  g_autoptr (RepriseDatabase) database = decode (full);
  RepriseTable *orders = reprise_database_get_tables (database)->pdata[0];
  RepriseTable *distributors = reprise_database_get_tables (database)->pdata[1];
  RepriseComponent *component = reprise_database_get_components (database)->pdata[0];
  const RepriseTableStatus *statuses;
  gsize n_statuses;

  g_assert_cmpstr (reprise_table_get_schema (orders), ==, "public");
  g_assert_cmpstr (reprise_table_get_name (orders), ==, "orders");
  g_assert_true (reprise_table_has_primary_key (orders));
  g_assert_true (reprise_table_is_replicating (orders));
  g_assert_cmpstr (reprise_table_get_replication_sets (orders)[0], ==, "default");
  g_assert_false (reprise_table_has_primary_key (distributors));
  statuses = reprise_table_get_statuses (distributors, &n_statuses);
  g_assert_cmpuint (n_statuses, ==, 1);
  g_assert_cmpstr (statuses[0].node_name, ==, "n1");
  g_assert_true (statuses[0].present);
  g_assert_false (statuses[0].aligned);
  g_assert_false (statuses[0].replicating);
  g_assert_cmpstr (reprise_component_get_id (component), ==, "c1");
  g_assert_cmpstr (reprise_component_get_name (component), ==, "spock");
  g_assert_cmpstr (reprise_component_get_version (component), ==, "5.0.1-1");
  g_assert_cmpstr (reprise_component_get_release_date (component), ==, "2024-06-01");
  g_assert_cmpstr (reprise_component_get_status_word (component), ==, "stable");
}

/* What the service leaves out, or sends as null, is not known, which is not the same as none. */
static void
test_database_codec_unknown (void)
{
  g_autoptr (RepriseDatabase) bare = decode ("{\"id\":\"d\",\"name\":\"app\"}");
  g_autoptr (RepriseDatabase) nulls = decode (
      "{\"id\":\"d\",\"name\":\"app\",\"display_name\":null,\"tables\":null,\"nodes\":null,"
      "\"backups\":null,\"options\":null,\"storage_used\":null,\"services\":[{\"x\":1}]}");
  g_autoptr (RepriseDatabase) empty =
                 decode ("{\"id\":\"d\",\"name\":\"app\",\"display_name\":\"\",\"tables\":[]}");
  g_autoptr (GBytes) bare_bytes = reprise_database_encode (bare, NULL, NULL);
  g_autoptr (GBytes) null_bytes = reprise_database_encode (nulls, NULL, NULL);

  assert_bytes (bare_bytes, MINIMAL);
  assert_bytes (null_bytes, MINIMAL);
  g_assert_null (reprise_database_get_tables (nulls));
  g_assert_cmpuint (reprise_database_get_tables (empty)->len, ==, 0);
  g_assert_null (reprise_database_get_display_name (empty));
  g_assert_cmpint (reprise_database_get_status (bare), ==, REPRISE_STATUS_UNKNOWN);
  g_assert_cmpint (reprise_database_get_storage_used (bare), ==, -1);
}

static RepriseCredentials *
supply_credentials (RepriseDatabase *database, RepriseNode *node, gpointer user_data)
{
  const char *name = node == NULL ? NULL : reprise_node_get_name (node);
  guint *n_calls = user_data;

  (*n_calls)++;
  g_assert_cmpstr (reprise_database_get_name (database), ==, "east_parts");
  if (name == NULL)
    return reprise_credentials_new ("east.example", 5432, "east_parts", "admin", "hush0");
  if (g_str_equal (name, "n1"))
    return reprise_credentials_new ("n1.example.invalid", 5432, "east_parts", "app", "hush1");
  return reprise_credentials_new ("n2.example.invalid", 5433, "east_parts", "app", "hush2");
}

/* With credentials the whole answer is written back to the byte, one or in a list. */
static void
test_database_codec_round_trip (void)
{
  g_autoptr (RepriseDatabase) database = decode (full);
  g_autoptr (GPtrArray) databases = g_ptr_array_new ();
  guint n_calls = 0;
  g_autoptr (GBytes) written = reprise_database_encode (database, supply_credentials, &n_calls);
  g_autoptr (GBytes) list = NULL;
  g_autofree char *expected = g_strdup_printf ("[%s,%s]", full, full);

  assert_bytes (written, full);
  g_assert_cmpuint (n_calls, ==, 3);
  g_ptr_array_add (databases, database);
  g_ptr_array_add (databases, database);
  list = reprise_database_list_encode (databases, supply_credentials, &n_calls);
  assert_bytes (list, expected);
}

/* Nothing of a password survives decoding: what is written without credentials has none. */
static void
test_database_codec_no_secrets (void)
{
  g_autoptr (RepriseDatabase) database = decode (full);
  g_autoptr (GBytes) written = reprise_database_encode (database, NULL, NULL);
  g_autofree char *text = text_of (written);

  g_assert_null (strstr (text, "hush"));
  g_assert_null (strstr (text, "connection"));
}

/* Credentials are taken for the node that is asked for, or for the database itself. */
static void
test_database_codec_credentials (void)
{
  g_autoptr (GBytes) body = bytes_of (full);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseCredentials) node = reprise_database_decode_credentials (body, "n2", &error);
  g_autoptr (RepriseCredentials) own = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (node->host, ==, "n2.example.invalid");
  g_assert_cmpint (node->port, ==, 5433);
  g_assert_cmpstr (node->database, ==, "east_parts");
  g_assert_cmpstr (node->username, ==, "app");
  g_assert_cmpstr (node->password, ==, "hush2");
  own = reprise_database_decode_credentials (body, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (own->username, ==, "admin");
  g_assert_cmpstr (own->password, ==, "hush0");
}

/* Where there is no name of the host, the address outside comes before those inside. */
static void
test_database_codec_credentials_host (void)
{
  g_autoptr (GBytes) body = bytes_of (
      "{\"connection\":{\"username\":\"u\",\"password\":\"p\",\"port\":1,\"database\":\"d\","
      "\"internal_host\":\"i\",\"external_ip_address\":\"203.0.113.9\",\"host\":\"\"}}");
  g_autoptr (RepriseCredentials) own = reprise_database_decode_credentials (body, NULL, NULL);

  g_assert_cmpstr (own->host, ==, "203.0.113.9");
}

/* Credentials that are missing or malformed are errors that repeat no value. */
static void
test_database_codec_credentials_refused (void)
{
  static const struct
  {
    const char *body;
    const char *node_name;
    const char *message;
  } cases[] = {
    { "{\"nodes\":[{\"name\":\"n1\",\"connection\":{}}]}",
      "n9",
      "database.nodes: there is no node ‘n9’" },
    { "{}", "n1", "database.nodes: is required" },
    { "{}", NULL, "database.connection: is required" },
    { "[]", NULL, "database: expected an object, found an array" },
    { "{\"nodes\":[{\"name\":\"n1\"}]}", "n1", "database.nodes[0].connection: is required" },
    { "{\"nodes\":[{\"name\":\"n1\",\"connection\":{\"username\":\"hush\",\"password\":\"hush\","
      "\"database\":\"hush\",\"port\":65536}}]}",
      "n1",
      "database.nodes[0].connection.port: must lie between 0 and 65535" },
    { "{\"connection\":{\"username\":\"hush\",\"password\":7,\"database\":\"d\",\"port\":1}}",
      NULL,
      "database.connection.password: expected a string, found an integer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes_of (cases[i].body);
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_database_decode_credentials (body, cases[i].node_name, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == REPRISE_WIRE_ERROR);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* A list keeps what it can read; a node without a name spoils its database, not the others. */
static void
test_database_codec_bad_element (void)
{
  assert_list_only (reprise_database_list_decode, "databases");
  assert_bad_element (reprise_database_list_decode,
                      "[" MINIMAL ",{\"id\":\"d\",\"name\":\"b\",\"nodes\":[{}]}," MINIMAL "]",
                      "databases[1].nodes[0].name: is required");
}

/* A table that cannot be read is named and left out; the database is still there. */
static void
test_database_codec_bad_table (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = bytes_of (
      "{\"id\":\"d\",\"name\":\"a\",\"tables\":[{\"schema\":\"s\",\"name\":\"t\",\"primary_key\":[]"
      ","
      "\"status\":[{\"node_name\":\"n1\",\"present\":1}]},{\"schema\":\"s\",\"name\":\"u\","
      "\"primary_key\":[],\"status\":[]}],\"created_at\":\"never\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseDatabase) database = reprise_database_decode (body, problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reprise_database_get_tables (database)->len, ==, 1);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_cmpstr (problems->pdata[0],
                   ==,
                   "database.tables[0].status[0].present: expected a boolean, found an integer");
  g_assert_cmpstr (problems->pdata[1],
                   ==,
                   "database.created_at: must be an RFC 3339 time with an offset, found ‘never’");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/database-codec/decodes", test_database_codec_decodes);
  g_test_add_func ("/wire/database-codec/nodes", test_database_codec_nodes);
  g_test_add_func ("/wire/database-codec/tables", test_database_codec_tables);
  g_test_add_func ("/wire/database-codec/unknown", test_database_codec_unknown);
  g_test_add_func ("/wire/database-codec/round-trip", test_database_codec_round_trip);
  g_test_add_func ("/wire/database-codec/no-secrets", test_database_codec_no_secrets);
  g_test_add_func ("/wire/database-codec/credentials", test_database_codec_credentials);
  g_test_add_func ("/wire/database-codec/credentials-host", test_database_codec_credentials_host);
  g_test_add_func ("/wire/database-codec/credentials-refused",
                   test_database_codec_credentials_refused);
  g_test_add_func ("/wire/database-codec/bad-element", test_database_codec_bad_element);
  g_test_add_func ("/wire/database-codec/bad-table", test_database_codec_bad_table);
  return g_test_run ();
}
