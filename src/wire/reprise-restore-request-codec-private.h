/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request for a restore as JSON, for the codec of tasks. */

#pragma once

#include "model/reprise-restore-request.h"
#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

RepriseRestoreRequest *reprise_restore_request_read (const RepriseJsonPlace *place);
JsonObject *reprise_restore_request_write (RepriseRestoreRequest *request);

G_END_DECLS
