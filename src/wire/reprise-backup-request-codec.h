/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests for a backup as JSON. */

#pragma once

#include "model/reprise-backup-request.h"

G_BEGIN_DECLS

RepriseBackupRequest *reprise_backup_request_decode (GBytes *body, GError **error);
GBytes *reprise_backup_request_encode (RepriseBackupRequest *request);

G_END_DECLS
