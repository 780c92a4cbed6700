/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request for a restore as command lines, to be pasted into a shell. */

#pragma once

#include "model/reprise-restore-request.h"

G_BEGIN_DECLS

char *reprise_restore_request_to_pgedge (RepriseRestoreRequest *request, const char *database_id);
char *reprise_restore_request_to_pgbackrest (RepriseRestoreRequest *request);

G_END_DECLS
