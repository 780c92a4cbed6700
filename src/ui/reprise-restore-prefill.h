/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore dialog is filled in with at first. */

#pragma once

#include "base/reprise-instant.h"
#include "model/reprise-restore-request.h"

G_BEGIN_DECLS

RepriseRestoreRequest *reprise_restore_prefill_backup (const char *node_name,
                                                       const char *repository_id,
                                                       const char *label);
RepriseRestoreRequest *reprise_restore_prefill_time (const char *node_name,
                                                     const char *repository_id,
                                                     RepriseInstant time);

G_END_DECLS
