/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made-up backups for tests of what shows them. */

#pragma once

#include "restore/reprise-restore-window.h"

G_BEGIN_DECLS

/* When the first one begins: 2026-03-01 00:00:00 UTC. One follows every hour and takes a minute. */
#define SAMPLE_START G_GINT64_CONSTANT (1772323200)
#define SAMPLE_STEP G_GINT64_CONSTANT (3600)

/* A full one a day, a differential one at noon, incremental ones between. */
#define SAMPLES_A_DAY 24

char *sample_label (guint number);
void sample_add (RepriseBackupListBuilder *builder, guint number);
RepriseBackupList *sample_list (guint n_backups);
RepriseBackupList *sample_list_newest_first (guint newest, guint n_backups);
RepriseRestoreWindow *sample_window (RepriseBackupList *backups);

G_END_DECLS
