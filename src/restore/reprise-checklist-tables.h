/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore leaves to be done about replication. */

#pragma once

#include "restore/reprise-restore-checklist.h"

G_BEGIN_DECLS

void reprise_checklist_tables_check (const RepriseChecklistFacts *facts,
                                     RepriseChecklistItem *item);

G_END_DECLS
