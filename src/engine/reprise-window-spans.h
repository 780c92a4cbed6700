/* SPDX-License-Identifier: GPL-3.0-or-later
 * The spans of time that a repository's backups and WAL can be recovered to. */

#pragma once

#include "model/reprise-recovery-window.h"

G_BEGIN_DECLS

RepriseRecoveryWindow *reprise_window_from_commits (GPtrArray *backups,
                                                    const RepriseInstant *last_commits,
                                                    const char *contiguous_max_wal,
                                                    RepriseInstant checked_at);

G_END_DECLS
