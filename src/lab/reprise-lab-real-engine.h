/* SPDX-License-Identifier: GPL-3.0-or-later
 * The engine itself, as the service needs it. */

#pragma once

#include "lab/reprise-lab-engine.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_REAL_ENGINE (reprise_lab_real_engine_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabRealEngine,
                      reprise_lab_real_engine,
                      REPRISE,
                      LAB_REAL_ENGINE,
                      GObject)

RepriseLabEngine *reprise_lab_real_engine_new (RepriseEngine *engine);

G_END_DECLS
