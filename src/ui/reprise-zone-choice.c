/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which zone somebody wants to see times in. */

#include "config.h"

#include "ui/reprise-zone-choice.h"

/**
 * reprise_zone_choice_resolve:
 * @choice: (nullable): one of the words above
 * @node: (nullable): the node that is looked at
 *
 * A node whose zone is not known counts as being in UTC, as servers are.
 *
 * Returns: (transfer full): the zone; that of this machine where the word is not known
 */
RepriseZone *
reprise_zone_choice_resolve (const char *choice, RepriseNode *node)
{
  RepriseLocation *location = node == NULL ? NULL : reprise_node_get_location (node);
  RepriseZone *zone = NULL;

  if (g_strcmp0 (choice, REPRISE_ZONE_CHOICE_NODE) != 0)
    return g_strcmp0 (choice, REPRISE_ZONE_CHOICE_UTC) == 0 ? reprise_zone_new_utc ()
                                                            : reprise_zone_new_local ();
  if (location != NULL)
    zone = reprise_zone_new_named (reprise_location_get_timezone (location));
  return zone != NULL ? zone : reprise_zone_new_utc ();
}
