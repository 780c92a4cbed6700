/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why no backup can be taken now, and no restore be put together. */

#pragma once

#include "ui/reprise-database-watch.h"

G_BEGIN_DECLS

char *reprise_backup_obstacle_dup (RepriseDatabaseWatch *watch);
char *reprise_restore_obstacle_dup (RepriseDatabaseWatch *watch);

G_END_DECLS
