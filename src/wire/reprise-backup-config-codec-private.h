/* SPDX-License-Identifier: GPL-3.0-or-later
 * One backup configuration as JSON, for the codec of databases. */

#pragma once

#include "model/reprise-backup-config.h"
#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gpointer reprise_backup_config_read (const RepriseJsonPlace *place);
JsonObject *reprise_backup_config_write (gpointer config);

G_END_DECLS
