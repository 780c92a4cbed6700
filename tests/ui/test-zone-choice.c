/* SPDX-License-Identifier: GPL-3.0-or-later
 * The zone that was chosen, for each node. */

#include "config.h"

#include "ui/reprise-zone-choice.h"

static RepriseNode *
new_node (const char *timezone)
{
  RepriseLocationFields location_fields = REPRISE_LOCATION_FIELDS_INIT;
  RepriseNodeFields fields = { .name = "n1" };
  g_autoptr (RepriseLocation) location = NULL;

  location_fields.timezone = timezone;
  location = reprise_location_new (&location_fields);
  fields.location = location;
  return reprise_node_new (&fields);
}

/* The node's zone is the node's, UTC where that is not known, and any other choice is everybody's.
 */
static void
test_zone_choice_resolve (void)
{
  static const struct
  {
    const char *choice;
    const char *timezone;
    RepriseZoneKind kind;
    const char *name;
  } cases[] = {
    { "local", "Asia/Tokyo", REPRISE_ZONE_LOCAL, "UTC" },
    { "utc", "Asia/Tokyo", REPRISE_ZONE_UTC, "UTC" },
    { "node", "Asia/Tokyo", REPRISE_ZONE_NAMED, "Asia/Tokyo" },
    { "node", "Moon/Tycho", REPRISE_ZONE_UTC, "UTC" },
    { "node", NULL, REPRISE_ZONE_UTC, "UTC" },
    { "lunar", "Asia/Tokyo", REPRISE_ZONE_LOCAL, "UTC" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseNode) node = new_node (cases[i].timezone);
      g_autoptr (RepriseZone) zone = reprise_zone_choice_resolve (cases[i].choice, node);

      g_assert_cmpint (reprise_zone_get_kind (zone), ==, cases[i].kind);
      g_assert_cmpstr (reprise_zone_get_name (zone), ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/zone-choice/resolve", test_zone_choice_resolve);
  return g_test_run ();
}
