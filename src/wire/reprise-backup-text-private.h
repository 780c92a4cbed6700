/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups written as JSON, one after another. */

#pragma once

#include "model/reprise-backup.h"

G_BEGIN_DECLS

void reprise_json_append_string (GString *text, const char *value);
void reprise_backup_append (GString *text, const RepriseBackupFields *fields);

G_END_DECLS
