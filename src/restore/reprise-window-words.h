/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a recovery window knows, in words. */

#pragma once

#include "restore/reprise-restore-window.h"

G_BEGIN_DECLS

char *reprise_reach_describe (RepriseReach reach, const char *checked_at);
const char *reprise_reach_get_word (RepriseReach reach);
gboolean reprise_reach_may_be_offered (RepriseReach reach);
char **reprise_window_doubts_describe (RepriseWindowDoubts doubts);
char **reprise_backup_doubts_describe (RepriseBackupDoubts doubts);

G_END_DECLS
