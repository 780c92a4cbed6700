/* SPDX-License-Identifier: GPL-3.0-or-later
 * An engine without PostgreSQL: work goes on until the test ends it. */

#pragma once

#include "lab/reprise-lab-engine.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_FAKE_LAB_ENGINE (reprise_fake_lab_engine_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFakeLabEngine,
                      reprise_fake_lab_engine,
                      REPRISE,
                      FAKE_LAB_ENGINE,
                      GObject)

RepriseFakeLabEngine *reprise_fake_lab_engine_new (void);

/* Nodes that are down, in every database. */
void reprise_fake_lab_engine_set_down_nodes (RepriseFakeLabEngine *self,
                                             const char *const *node_names);

gboolean reprise_fake_lab_engine_is_backing_up (RepriseFakeLabEngine *self);
/* "type name node,node", with - for what was not said. */
const char *reprise_fake_lab_engine_get_backup (RepriseFakeLabEngine *self);
void reprise_fake_lab_engine_end_backup (RepriseFakeLabEngine *self, const char *failure);

gboolean reprise_fake_lab_engine_is_restoring (RepriseFakeLabEngine *self);
/* "source-database source-node nodes type target exclusive set", with - for what was not said. */
const char *reprise_fake_lab_engine_get_restore (RepriseFakeLabEngine *self);
void reprise_fake_lab_engine_step (RepriseFakeLabEngine *self,
                                   const char *step,
                                   const char *status,
                                   int progress);
/* Gives the target its new repository unless it fails, as the engine does. */
void reprise_fake_lab_engine_end_restore (RepriseFakeLabEngine *self,
                                          RepriseEngineRestoreOutcome outcome,
                                          const char *failure);

/* What the next reading of an inventory answers; NULL for a repository without data. */
void reprise_fake_lab_engine_set_inventory (RepriseFakeLabEngine *self,
                                            RepriseInventory *inventory);
void reprise_fake_lab_engine_fail_inventory (RepriseFakeLabEngine *self);

G_END_DECLS
