/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which zone somebody wants to see times in. */

#pragma once

#include "model/reprise-node.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

/* The words that the choice is remembered by. */
#define REPRISE_ZONE_CHOICE_LOCAL "local"
#define REPRISE_ZONE_CHOICE_UTC "utc"
#define REPRISE_ZONE_CHOICE_NODE "node"

RepriseZone *reprise_zone_choice_resolve (const char *choice, RepriseNode *node);

G_END_DECLS
