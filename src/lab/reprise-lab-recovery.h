/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore request's values on their way to a command line. */

#pragma once

#include "engine/reprise-pgbackrest.h"
#include "model/reprise-restore-request.h"

G_BEGIN_DECLS

gboolean reprise_lab_recovery_prepare (RepriseRestoreRequest *request,
                                       RepriseRestoreTarget *recovery,
                                       char **target,
                                       GError **error);

G_END_DECLS
