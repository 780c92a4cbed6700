/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a connection to a node is protected. */

#include "config.h"

#include "replication/reprise-node-connect.h"

/* Over a network nothing goes in the clear; on this machine a server may have no certificate. */
static void
test_node_connect_sslmode (void)
{
  g_assert_cmpstr (reprise_node_connect_get_sslmode ("/run/postgresql"), ==, "prefer");
  g_assert_cmpstr (reprise_node_connect_get_sslmode ("localhost"), ==, "prefer");
  g_assert_cmpstr (reprise_node_connect_get_sslmode ("127.0.0.1"), ==, "prefer");
  g_assert_cmpstr (reprise_node_connect_get_sslmode ("::1"), ==, "prefer");
  g_assert_cmpstr (reprise_node_connect_get_sslmode ("n1.example.com"), ==, "require");
  g_assert_cmpstr (reprise_node_connect_get_sslmode ("localhost.example.com"), ==, "require");
  g_assert_cmpstr (reprise_node_connect_get_sslmode ("10.0.0.1"), ==, "require");
  g_assert_cmpstr (reprise_node_connect_get_sslmode ("2001:db8::1"), ==, "require");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replication/node-connect/sslmode", test_node_connect_sslmode);
  return g_test_run ();
}
