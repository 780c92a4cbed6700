/* SPDX-License-Identifier: GPL-3.0-or-later
 * A node: what it is given, what it is not. */

#include "config.h"

#include "model/reprise-node.h"

static void
assert_list (const char *const *list)
{
  g_assert_cmpuint (g_strv_length ((char **) list), ==, 2);
  g_assert_cmpstr (list[0], ==, "one");
  g_assert_cmpstr (list[1], ==, "two");
}

/* Each part comes back as it was given, from a copy of its own. */
static void
test_node_keeps (void)
{
  char words[] = "one";
  const char *list[] = { words, "two", NULL };
  char text[] = "name";
  RepriseNodeFields fields = { 0 };
  g_autoptr (RepriseNode) node = NULL;

  fields.name = text;
  fields.logical_name = "logical name";
  fields.region_cloud = "region cloud";
  fields.region_code = "region code";
  fields.region_name = "region name";
  fields.availability_zones = list;
  node = reprise_node_new (&fields);
  text[0] = 'X';
  words[0] = 'X';
  list[1] = NULL;

  g_assert_cmpstr (reprise_node_get_name (node), ==, "name");
  g_assert_cmpstr (reprise_node_get_logical_name (node), ==, "logical name");
  g_assert_cmpstr (reprise_node_get_region_cloud (node), ==, "region cloud");
  g_assert_cmpstr (reprise_node_get_region_code (node), ==, "region code");
  g_assert_cmpstr (reprise_node_get_region_name (node), ==, "region name");
  assert_list (reprise_node_get_availability_zones (node));
}

/* What is not known stays so, and is neither empty nor zero. */
static void
test_node_unknown (void)
{
  const RepriseNodeFields fields = { 0 };
  g_autoptr (RepriseNode) node = reprise_node_new (&fields);

  g_assert_null (reprise_node_get_name (node));
  g_assert_null (reprise_node_get_logical_name (node));
  g_assert_null (reprise_node_get_region_cloud (node));
  g_assert_null (reprise_node_get_region_code (node));
  g_assert_null (reprise_node_get_region_name (node));
  g_assert_null (reprise_node_get_availability_zones (node));
  g_assert_null (reprise_node_get_location (node));
}

/* What widgets bind says the same as the functions. */
static void
test_node_properties (void)
{
  RepriseNodeFields fields = { 0 };
  g_autoptr (RepriseNode) node = NULL;
  g_autofree char *name = NULL;

  fields.name = "name";
  node = reprise_node_new (&fields);
  g_object_get (node, "name", &name, NULL);

  g_assert_cmpstr (name, ==, "name");
}

/* A person sees the logical name where there is one. */
static void
test_node_title (void)
{
  static const struct
  {
    RepriseNodeFields fields;
    const char *title;
  } cases[] = {
    { { .name = "n1", .logical_name = "virginia" }, "virginia" },
    { { .name = "n1", .logical_name = "" }, "n1" },
    { { .name = "n1" }, "n1" },
    { { .name = NULL }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseNode) node = reprise_node_new (&cases[i].fields);
      g_autofree char *property = NULL;

      g_object_get (node, "title", &property, NULL);
      g_assert_cmpstr (reprise_node_get_title (node), ==, cases[i].title);
      g_assert_cmpstr (property, ==, cases[i].title);
    }
}

/* The place is kept as long as the node, and no longer. */
static void
test_node_location (void)
{
  const RepriseLocationFields place = REPRISE_LOCATION_FIELDS_INIT;
  RepriseLocation *location = reprise_location_new (&place);
  RepriseNode *node = reprise_node_new (&(RepriseNodeFields){ .location = location });

  g_assert_true (reprise_node_get_location (node) == location);
  g_assert_finalize_object (node);
  g_assert_finalize_object (location);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/node/keeps", test_node_keeps);
  g_test_add_func ("/model/node/unknown", test_node_unknown);
  g_test_add_func ("/model/node/properties", test_node_properties);
  g_test_add_func ("/model/node/title", test_node_title);
  g_test_add_func ("/model/node/location", test_node_location);
  return g_test_run ();
}
