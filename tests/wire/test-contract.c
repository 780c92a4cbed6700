/* SPDX-License-Identifier: GPL-3.0-or-later
 * The contract that is built into the programs. */

#include "config.h"

#include "wire/reprise-contract.h"

#include "wire/reprise-json-document-private.h"

static JsonObject *
descend (JsonObject *object, const char *const *members)
{
  for (; *members != NULL; members++)
    {
      g_assert_true (json_object_has_member (object, *members));
      object = json_object_get_object_member (object, *members);
    }
  return object;
}

/* The bytes are one JSON document that every client can read, and the same ones each time. */
static void
test_contract_is_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = reprise_json_parse_bytes (reprise_contract_get_json (),
                                                        &REPRISE_JSON_LIMITS_ANSWER,
                                                        &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "openapi"),
                   ==,
                   "3.0.3");
  g_assert_true (reprise_contract_get_json () == reprise_contract_get_json ());
}

/* Every route the lab answers is described, with what YAML says by reference written out. */
static void
test_contract_has_the_routes (void)
{
  static const char *const gets[] = {
    "/account/v1/tenants",
    "/byoc/v1/openapi.json",
    "/byoc/v1/clusters",
    "/byoc/v1/clusters/{id}",
    "/byoc/v1/clusters/{id}/nodes",
    "/byoc/v1/databases",
    "/byoc/v1/databases/{id}",
    "/byoc/v1/backup-stores",
    "/byoc/v1/backup-repositories",
    "/byoc/v1/backup-repositories/{id}/{node_name}",
    "/byoc/v1/tasks",
  };
  static const char *const stores[] = { "paths", "/byoc/v1/backup-stores", "get", NULL };
  static const char *const restore[] = { "paths", "/byoc/v1/databases/{id}/restore", "post", NULL };
  g_autoptr (JsonNode) node = reprise_json_parse_bytes (reprise_contract_get_json (),
                                                        &REPRISE_JSON_LIMITS_ANSWER,
                                                        NULL);
  JsonObject *root = json_node_get_object (node), *page;

  for (gsize i = 0; i < G_N_ELEMENTS (gets); i++)
    {
      const char *const path[] = { "paths", gets[i], "get", "responses", NULL };

      g_assert_true (json_object_has_member (descend (root, path), "200"));
    }
  g_assert_cmpstr (json_object_get_string_member (descend (root, restore), "operationId"),
                   ==,
                   "RestoreDatabase");
  page = json_array_get_object_element (json_object_get_array_member (descend (root, stores),
                                                                      "parameters"),
                                        0);
  g_assert_cmpstr (json_object_get_string_member (page, "name"), ==, "limit");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/contract/is-json", test_contract_is_json);
  g_test_add_func ("/wire/contract/has-the-routes", test_contract_has_the_routes);
  return g_test_run ();
}
