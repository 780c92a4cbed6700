/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether what was shown of a restore is still true. */

#pragma once

#include "restore/reprise-backend.h"
#include "restore/reprise-restore-plan.h"

G_BEGIN_DECLS

void reprise_restore_recheck_async (RepriseBackend *backend,
                                    RepriseRestorePlan *shown,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
RepriseRestorePlan *reprise_restore_recheck_finish (RepriseBackend *backend,
                                                    GAsyncResult *result,
                                                    GPtrArray **differences,
                                                    GError **error);

G_END_DECLS
