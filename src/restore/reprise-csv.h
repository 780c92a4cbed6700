/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backups of an inventory as comma-separated values. */

#pragma once

#include "restore/reprise-export.h"
#include "restore/reprise-restore-window.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_CSV (reprise_csv_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCsv, reprise_csv, REPRISE, CSV, GObject)

RepriseCsv *reprise_csv_new (RepriseRestoreWindow *window);
void reprise_csv_append_text (GString *line, const char *text);

G_END_DECLS
