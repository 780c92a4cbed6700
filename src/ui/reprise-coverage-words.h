/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a coverage strip shows, in words. */

#pragma once

#include "ui/reprise-coverage-index.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

char *reprise_coverage_describe_instant (RepriseRestoreWindow *window,
                                         RepriseZone *zone,
                                         RepriseInstant instant);
char *
reprise_coverage_describe_backup (RepriseRestoreWindow *window, RepriseZone *zone, guint position);
char *reprise_coverage_describe_window (RepriseRestoreWindow *window, RepriseZone *zone);
char *reprise_coverage_describe_backups (const RepriseCoverageIndex *index);

G_END_DECLS
