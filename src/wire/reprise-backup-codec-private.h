/* SPDX-License-Identifier: GPL-3.0-or-later
 * One backup as JSON, for the codec of inventories. */

#pragma once

#include "model/reprise-backup-list.h"
#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gboolean reprise_backup_read (const RepriseJsonPlace *place, RepriseBackupListBuilder *builder);
JsonObject *reprise_backup_write (gpointer backup);

G_END_DECLS
