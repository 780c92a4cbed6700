/* SPDX-License-Identifier: GPL-3.0-or-later
 * What earlier restores of a database tell. */

#pragma once

#include "model/reprise-task.h"

G_BEGIN_DECLS

gboolean reprise_task_is_restore (RepriseTask *task);
guint reprise_earlier_restores_count (GPtrArray *tasks);
char *reprise_earlier_restores_describe (GPtrArray *tasks);

G_END_DECLS
