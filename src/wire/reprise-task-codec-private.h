/* SPDX-License-Identifier: GPL-3.0-or-later
 * One task as JSON, for the codec of what keeps tasks. */

#pragma once

#include "model/reprise-task.h"
#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gpointer reprise_task_read (const RepriseJsonPlace *place);
JsonObject *reprise_task_write (gpointer task);

G_END_DECLS
