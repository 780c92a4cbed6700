/* SPDX-License-Identifier: GPL-3.0-or-later
 * One table as JSON, for the codec of databases. */

#include "config.h"

#include "wire/reprise-table-codec-private.h"

#include "wire/reprise-json-write-private.h"

static RepriseTableStatus
read_status (const RepriseJsonPlace *place)
{
  const RepriseJsonPresence required = REPRISE_JSON_REQUIRED;

  return (RepriseTableStatus){
    .node_name = reprise_json_place_get_string (place, "node_name", required),
    .present = reprise_json_place_get_boolean (place, "present", required, FALSE),
    .aligned = reprise_json_place_get_boolean (place, "aligned", required, FALSE),
    .replicating = reprise_json_place_get_boolean (place, "replicating", required, FALSE),
  };
}

/**
 * reprise_table_read:
 * @place: an object
 *
 * Returns: (transfer full) (nullable): a #RepriseTable, or %NULL once a problem is reported
 */
gpointer
reprise_table_read (const RepriseJsonPlace *place)
{
  RepriseTableFields fields = { 0 };
  g_autoptr (GArray) statuses = g_array_new (FALSE, FALSE, sizeof (RepriseTableStatus));
  g_auto (GStrv) key = reprise_json_place_dup_strv (place, "primary_key", REPRISE_JSON_REQUIRED);
  g_auto (GStrv) sets =
              reprise_json_place_dup_strv (place, "replication_sets", REPRISE_JSON_OPTIONAL);
  RepriseJsonPlace array = reprise_json_place_array (place, "status", REPRISE_JSON_REQUIRED);

  for (guint i = 0; i < reprise_json_place_get_length (&array); i++)
    {
      RepriseJsonPlace element = reprise_json_place_element (&array, i);
      RepriseTableStatus status = read_status (&element);

      g_array_append_val (statuses, status);
    }
  fields.schema = reprise_json_place_get_string (place, "schema", REPRISE_JSON_REQUIRED);
  fields.name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  fields.primary_key = (const char *const *) key;
  fields.replication_sets = (const char *const *) sets;
  fields.statuses = (const RepriseTableStatus *) (gpointer) statuses->data;
  fields.n_statuses = statuses->len;
  return *place->problem != NULL ? NULL : reprise_table_new (&fields);
}

/**
 * reprise_table_write:
 * @table: a #RepriseTable
 *
 * Returns: (transfer full): what the contract says of it
 */
JsonObject *
reprise_table_write (gpointer table)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  gsize n_statuses;
  const RepriseTableStatus *statuses = reprise_table_get_statuses (table, &n_statuses);

  reprise_json_put_string (object, "schema", reprise_table_get_schema (table));
  reprise_json_put_string (object, "name", reprise_table_get_name (table));
  reprise_json_put_strv_or_empty (object, "primary_key", reprise_table_get_primary_key (table));
  reprise_json_put_strv_or_empty (object,
                                  "replication_sets",
                                  reprise_table_get_replication_sets (table));
  for (gsize i = 0; i < n_statuses; i++)
    {
      JsonObject *status = json_object_new ();

      reprise_json_put_string (status, "node_name", statuses[i].node_name);
      json_object_set_boolean_member (status, "present", statuses[i].present);
      json_object_set_boolean_member (status, "aligned", statuses[i].aligned);
      json_object_set_boolean_member (status, "replicating", statuses[i].replicating);
      json_array_add_object_element (array, status);
    }
  json_object_set_array_member (object, "status", array);
  return object;
}
