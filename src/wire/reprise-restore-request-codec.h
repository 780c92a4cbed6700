/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests for a restore as JSON. */

#pragma once

#include "model/reprise-restore-request.h"

G_BEGIN_DECLS

RepriseRestoreRequest *reprise_restore_request_decode (GBytes *body, GError **error);
GBytes *reprise_restore_request_encode (RepriseRestoreRequest *request);

G_END_DECLS
