/* SPDX-License-Identifier: GPL-3.0-or-later
 * A connection: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-connection.h"

/* Each part comes back as it was given, from a copy of its own. */
static void
test_connection_keeps (void)
{
  char text[] = "id";
  RepriseConnectionFields fields = { 0 };
  g_autoptr (RepriseConnection) connection = NULL;

  fields.id = text;
  fields.title = "title";
  fields.base_address = "base address";
  fields.client_id = "client id";
  fields.origin = REPRISE_CONNECTION_PROFILE;
  fields.obstacle = "obstacle";
  connection = reprise_connection_new (&fields);
  text[0] = 'X';

  g_assert_cmpstr (reprise_connection_get_id (connection), ==, "id");
  g_assert_cmpstr (reprise_connection_get_title (connection), ==, "title");
  g_assert_cmpstr (reprise_connection_get_base_address (connection), ==, "base address");
  g_assert_cmpstr (reprise_connection_get_client_id (connection), ==, "client id");
  g_assert_cmpint (reprise_connection_get_origin (connection), ==, REPRISE_CONNECTION_PROFILE);
  g_assert_cmpstr (reprise_connection_get_obstacle (connection), ==, "obstacle");
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_connection_unknown (void)
{
  const RepriseConnectionFields fields = { 0 };
  g_autoptr (RepriseConnection) connection = reprise_connection_new (&fields);

  g_assert_null (reprise_connection_get_id (connection));
  g_assert_null (reprise_connection_get_title (connection));
  g_assert_null (reprise_connection_get_base_address (connection));
  g_assert_null (reprise_connection_get_client_id (connection));
}

/* What widgets bind says the same as the functions. */
static void
test_connection_properties (void)
{
  RepriseConnectionFields fields = { 0 };
  g_autoptr (RepriseConnection) connection = NULL;
  g_autofree char *title = NULL;
  g_autofree char *base_address = NULL;
  g_autofree char *client_id = NULL;

  fields.title = "title";
  fields.base_address = "base address";
  fields.client_id = "client id";
  connection = reprise_connection_new (&fields);
  g_object_get (connection,
                "title",
                &title,
                "base-address",
                &base_address,
                "client-id",
                &client_id,
                NULL);

  g_assert_cmpstr (title, ==, "title");
  g_assert_cmpstr (base_address, ==, "base address");
  g_assert_cmpstr (client_id, ==, "client id");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/connection/keeps", test_connection_keeps);
  g_test_add_func ("/model/connection/unknown", test_connection_unknown);
  g_test_add_func ("/model/connection/properties", test_connection_properties);
  return g_test_run ();
}
