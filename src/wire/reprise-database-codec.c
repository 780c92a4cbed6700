/* SPDX-License-Identifier: GPL-3.0-or-later
 * Databases as JSON. */

#include "config.h"

#include "wire/reprise-database-codec.h"

#include "wire/reprise-answer-private.h"
#include "wire/reprise-backup-config-codec-private.h"
#include "wire/reprise-json-document-private.h"
#include "wire/reprise-account-codecs-private.h"
#include "wire/reprise-json-write-private.h"
#include "wire/reprise-node-codec-private.h"
#include "wire/reprise-table-codec-private.h"

static gpointer
read_component (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseComponentFields fields = { 0 };

  fields.id = reprise_json_place_get_string (place, "id", optional);
  fields.name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  fields.version = reprise_json_place_get_string (place, "version", optional);
  fields.release_date = reprise_json_place_get_string (place, "release_date", optional);
  fields.status_word = reprise_json_place_get_string (place, "status", optional);
  return *place->problem != NULL ? NULL : reprise_component_new (&fields);
}

static void
read_texts (const RepriseJsonPlace *place, RepriseDatabaseFields *fields)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;

  fields->id = reprise_json_place_get_string (place, "id", REPRISE_JSON_REQUIRED);
  fields->cluster_id = reprise_json_place_get_string (place, "cluster_id", optional);
  fields->name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  fields->display_name = reprise_json_place_get_string (place, "display_name", optional);
  fields->status_word = reprise_json_place_get_string (place, "status", optional);
  fields->created_at = reprise_json_place_get_instant (place, "created_at", optional);
  fields->updated_at = reprise_json_place_get_instant (place, "updated_at", optional);
  fields->pg_version = reprise_json_place_get_string (place, "pg_version", optional);
  fields->config_version = reprise_json_place_get_string (place, "config_version", optional);
  fields->storage_used =
      reprise_json_place_get_int64 (place, "storage_used", optional, G_MAXINT64, -1);
  fields->domain = reprise_json_place_get_string (place, "domain", optional);
  fields->deletion_protection = reprise_json_place_get_tristate (place, "deletion_protection");
  if (fields->display_name != NULL && *fields->display_name == '\0')
    fields->display_name = NULL;
}

/**
 * reprise_database_read:
 * @place: an object; its credentials are not looked at
 *
 * A node or a backup configuration that were left out would change what a restore does, so one that
 * cannot be read spoils the database; a table or a component does not.
 *
 * Returns: (transfer full) (nullable): a #RepriseDatabase, or %NULL once a problem is reported
 */
gpointer
reprise_database_read (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence optional = REPRISE_JSON_OPTIONAL;
  RepriseDatabaseFields fields = REPRISE_DATABASE_FIELDS_INIT;
  RepriseJsonPlace backups = reprise_json_place_object (place, "backups", optional);
  RepriseJsonPlace extensions = reprise_json_place_object (place, "extensions", optional);
  g_auto (GStrv) options = reprise_json_place_dup_strv (place, "options", optional);
  g_auto (GStrv) available = reprise_json_place_dup_strv (&extensions, "available", optional);
  g_auto (GStrv) requested = reprise_json_place_dup_strv (&extensions, "requested", optional);
  g_autoptr (GPtrArray) nodes = reprise_json_place_read_objects (place,
                                                                 "nodes",
                                                                 reprise_node_read,
                                                                 REPRISE_JSON_ALL_OR_NOTHING);
  g_autoptr (GPtrArray) configs = reprise_json_place_read_objects (&backups,
                                                                   "config",
                                                                   reprise_backup_config_read,
                                                                   REPRISE_JSON_ALL_OR_NOTHING);
  g_autoptr (GPtrArray) tables = reprise_json_place_read_objects (place,
                                                                  "tables",
                                                                  reprise_table_read,
                                                                  REPRISE_JSON_KEEP_GOOD);
  g_autoptr (GPtrArray) components = reprise_json_place_read_objects (place,
                                                                      "components",
                                                                      read_component,
                                                                      REPRISE_JSON_KEEP_GOOD);

  read_texts (place, &fields);
  fields.options = (const char *const *) options;
  fields.nodes = nodes;
  fields.backup_provider = reprise_json_place_get_string (&backups, "provider", optional);
  fields.backup_configs = configs;
  fields.tables = tables;
  fields.components = components;
  fields.extensions_auto_manage = reprise_json_place_get_tristate (&extensions, "auto_manage");
  fields.extensions_available = (const char *const *) available;
  fields.extensions_requested = (const char *const *) requested;
  return *place->problem != NULL ? NULL : reprise_database_new (&fields);
}

/**
 * reprise_database_decode:
 * @body: the body of an answer
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR
 *
 * Passwords stay in @body; see reprise_database_decode_credentials().
 *
 * Returns: (transfer full): the database
 */
RepriseDatabase *
reprise_database_decode (GBytes *body, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_object (body, "database", reprise_database_read, problems, error);
}

/**
 * reprise_database_list_decode:
 * @body: the body of an answer
 * @n_rows: (out) (optional): how many elements there were, readable or not; paging goes by it
 * @problems: (nullable) (element-type utf8): where to add what was left out and why
 * @error: return location for a %REPRISE_WIRE_ERROR: not JSON, or no array
 *
 * Returns: (transfer full) (element-type RepriseDatabase): what could be read, in the service's
 *   order
 */
GPtrArray *
reprise_database_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error)
{
  return reprise_answer_decode_list (body,
                                     "databases",
                                     reprise_database_read,
                                     n_rows,
                                     problems,
                                     error);
}

static RepriseCredentials *
read_node_credentials (const RepriseJsonPlace *database, const char *node_name)
{
  RepriseJsonPlace nodes = reprise_json_place_array (database, "nodes", REPRISE_JSON_REQUIRED);

  for (guint i = 0; i < reprise_json_place_get_length (&nodes); i++)
    {
      RepriseJsonPlace node = reprise_json_place_element (&nodes, i), connection;

      if (!reprise_json_place_expect_object (&node))
        return NULL;
      if (g_strcmp0 (reprise_json_place_get_string (&node, "name", REPRISE_JSON_REQUIRED),
                     node_name) != 0)
        continue;
      connection = reprise_json_place_object (&node, "connection", REPRISE_JSON_REQUIRED);
      return reprise_connection_read (&connection);
    }
  reprise_json_place_report (&nodes,
                             NULL,
                             REPRISE_WIRE_ERROR_MISSING,
                             "there is no node ‘%s’",
                             node_name);
  return NULL;
}

/**
 * reprise_database_decode_credentials:
 * @body: the body of an answer that is one database
 * @node_name: (nullable): the node to connect to, or %NULL for the database's own connection
 * @error: return location for a %REPRISE_WIRE_ERROR, which never repeats a value
 *
 * The only place where a password leaves an answer.
 *
 * Returns: (transfer full): the credentials
 */
RepriseCredentials *
reprise_database_decode_credentials (GBytes *body, const char *node_name, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (RepriseCredentials) credentials = NULL;
  RepriseJsonPlace root, connection;

  g_return_val_if_fail (body != NULL, NULL);

  node = reprise_json_parse_bytes (body, &REPRISE_JSON_LIMITS_ANSWER, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, "database", &problem);
  if (reprise_json_place_expect_object (&root) && node_name != NULL)
    credentials = read_node_credentials (&root, node_name);
  else if (problem == NULL)
    {
      connection = reprise_json_place_object (&root, "connection", REPRISE_JSON_REQUIRED);
      credentials = reprise_connection_read (&connection);
    }
  if (problem == NULL)
    return g_steal_pointer (&credentials);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static JsonObject *
write_component (gpointer component)
{
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", reprise_component_get_id (component));
  reprise_json_put_string (object, "name", reprise_component_get_name (component));
  reprise_json_put_string (object, "version", reprise_component_get_version (component));
  reprise_json_put_string (object, "release_date", reprise_component_get_release_date (component));
  reprise_json_put_string (object, "status", reprise_component_get_status_word (component));
  return object;
}

static JsonObject *
write_backups (RepriseDatabase *database)
{
  JsonObject *object;

  if (reprise_database_get_backup_provider (database) == NULL &&
      reprise_database_get_backup_configs (database)->len == 0)
    return NULL;
  object = json_object_new ();
  reprise_json_put_string (object, "provider", reprise_database_get_backup_provider (database));
  reprise_json_put_objects (object,
                            "config",
                            reprise_database_get_backup_configs (database),
                            reprise_backup_config_write);
  return object;
}

static JsonObject *
write_extensions (RepriseDatabase *database)
{
  RepriseTristate auto_manage = reprise_database_get_extensions_auto_manage (database);
  const char *const *available = reprise_database_get_extensions_available (database);
  const char *const *requested = reprise_database_get_extensions_requested (database);
  JsonObject *object;

  if (auto_manage == REPRISE_TRISTATE_UNKNOWN && available == NULL && requested == NULL)
    return NULL;
  object = json_object_new ();
  reprise_json_put_tristate (object, "auto_manage", auto_manage);
  reprise_json_put_strv (object, "available", available);
  reprise_json_put_strv (object, "requested", requested);
  return object;
}

static JsonObject *
write_texts (RepriseDatabase *database)
{
  const RepriseInstantPrecision exact = REPRISE_INSTANT_AUTO;
  JsonObject *object = json_object_new ();

  reprise_json_put_string (object, "id", reprise_database_get_id (database));
  reprise_json_put_string (object, "cluster_id", reprise_database_get_cluster_id (database));
  reprise_json_put_string (object, "name", reprise_database_get_name (database));
  reprise_json_put_string (object, "display_name", reprise_database_get_display_name (database));
  reprise_json_put_string (object, "status", reprise_database_get_status_word (database));
  reprise_json_put_instant (object,
                            "created_at",
                            reprise_database_get_created_at (database),
                            exact);
  reprise_json_put_instant (object,
                            "updated_at",
                            reprise_database_get_updated_at (database),
                            exact);
  reprise_json_put_string (object, "pg_version", reprise_database_get_pg_version (database));
  reprise_json_put_string (object,
                           "config_version",
                           reprise_database_get_config_version (database));
  reprise_json_put_count (object, "storage_used", reprise_database_get_storage_used (database));
  reprise_json_put_string (object, "domain", reprise_database_get_domain (database));
  reprise_json_put_tristate (object,
                             "deletion_protection",
                             reprise_database_get_deletion_protection (database));
  reprise_json_put_strv (object, "options", reprise_database_get_options (database));
  return object;
}

static RepriseCredentials *
ask_credentials (RepriseDatabase *database,
                 RepriseNode *node,
                 RepriseCredentialsFunc get_credentials,
                 gpointer user_data)
{
  return get_credentials == NULL ? NULL : get_credentials (database, node, user_data);
}

static JsonObject *
write_database (RepriseDatabase *database,
                RepriseCredentialsFunc get_credentials,
                gpointer user_data)
{
  JsonObject *object = write_texts (database);
  JsonArray *nodes = json_array_new ();
  GPtrArray *node_objects = reprise_database_get_nodes (database);
  GPtrArray *components = reprise_database_get_components (database);
  g_autoptr (RepriseCredentials) own = ask_credentials (database, NULL, get_credentials, user_data);

  reprise_json_put_object (object, "connection", reprise_connection_write (own));
  reprise_json_put_object (object, "backups", write_backups (database));
  for (guint i = 0; i < node_objects->len; i++)
    {
      RepriseNode *node = node_objects->pdata[i];
      g_autoptr (RepriseCredentials) credentials =
                     ask_credentials (database, node, get_credentials, user_data);

      json_array_add_object_element (nodes, reprise_node_write (node, credentials));
    }
  json_object_set_array_member (object, "nodes", nodes);
  reprise_json_put_objects (object,
                            "tables",
                            reprise_database_get_tables (database),
                            reprise_table_write);
  if (components->len > 0)
    reprise_json_put_objects (object, "components", components, write_component);
  reprise_json_put_object (object, "extensions", write_extensions (database));
  return object;
}

/**
 * reprise_database_write:
 * @database: a #RepriseDatabase
 *
 * Returns: (transfer full): what the contract says of it, without any credentials
 */
JsonObject *
reprise_database_write (gpointer database)
{
  return write_database (database, NULL, NULL);
}

/**
 * reprise_database_encode:
 * @database: what to write
 * @get_credentials: (nullable) (scope call): says what each `connection` holds; without it there is
 *   none, as in anything that is kept
 * @user_data: given to @get_credentials
 *
 * Returns: (transfer full): the body of an answer
 */
GBytes *
reprise_database_encode (RepriseDatabase *database,
                         RepriseCredentialsFunc get_credentials,
                         gpointer user_data)
{
  g_return_val_if_fail (REPRISE_IS_DATABASE (database), NULL);
  return reprise_json_write_object (write_database (database, get_credentials, user_data));
}

/**
 * reprise_database_list_encode:
 * @databases: (element-type RepriseDatabase): what to write
 * @get_credentials: (nullable) (scope call): as for reprise_database_encode()
 * @user_data: given to @get_credentials
 *
 * Returns: (transfer full): the body of an answer that is a list
 */
GBytes *
reprise_database_list_encode (GPtrArray *databases,
                              RepriseCredentialsFunc get_credentials,
                              gpointer user_data)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array;

  g_return_val_if_fail (databases != NULL, NULL);

  array = json_array_new ();
  for (guint i = 0; i < databases->len; i++)
    json_array_add_object_element (array,
                                   write_database (databases->pdata[i],
                                                   get_credentials,
                                                   user_data));
  json_node_take_array (root, array);
  return reprise_json_write_bytes (root);
}
