/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cloud API of the lab, over HTTP. */

#pragma once

#include "lab/reprise-lab-operations.h"
#include "lab/reprise-lab-tokens.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A larger request body is refused. */
#define REPRISE_LAB_SERVICE_MAX_BODY_BYTES (1024 * 1024)

#define REPRISE_TYPE_LAB_SERVICE (reprise_lab_service_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabService, reprise_lab_service, REPRISE, LAB_SERVICE, GObject)

RepriseLabService *reprise_lab_service_new (SoupServer *server,
                                            RepriseLabOperations *operations,
                                            RepriseLabTokens *tokens);
RepriseLabState *reprise_lab_service_get_state (RepriseLabService *self);
RepriseLabEngine *reprise_lab_service_get_engine (RepriseLabService *self);
RepriseLabOperations *reprise_lab_service_get_operations (RepriseLabService *self);
RepriseLabTokens *reprise_lab_service_get_tokens (RepriseLabService *self);

G_END_DECLS
