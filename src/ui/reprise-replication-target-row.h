/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node on which replication is started: how far it is, and what is run there. */

#pragma once

#include "restore/reprise-replication-target.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_REPLICATION_TARGET_ROW (reprise_replication_target_row_get_type ())
G_DECLARE_FINAL_TYPE (RepriseReplicationTargetRow,
                      reprise_replication_target_row,
                      REPRISE,
                      REPLICATION_TARGET_ROW,
                      AdwExpanderRow)

RepriseReplicationTargetRow *reprise_replication_target_row_new (RepriseReplicationTarget *target);
RepriseReplicationTarget *
reprise_replication_target_row_get_target (RepriseReplicationTargetRow *self);

G_END_DECLS
