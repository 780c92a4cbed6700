/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether a service can be reached, and since when it is asked for again. */

#pragma once

#include "restore/reprise-backend.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_SERVICE_REACH (reprise_service_reach_get_type ())
G_DECLARE_FINAL_TYPE (RepriseServiceReach, reprise_service_reach, REPRISE, SERVICE_REACH, GObject)

RepriseServiceReach *reprise_service_reach_new (RepriseBackend *backend);
gboolean reprise_service_reach_is_lost (const GError *error);
gboolean reprise_service_reach_is_live (RepriseServiceReach *self);
const GError *reprise_service_reach_get_error (RepriseServiceReach *self);
void reprise_service_reach_set_live (RepriseServiceReach *self, gboolean is_live);
void reprise_service_reach_probe (RepriseServiceReach *self);

G_END_DECLS
