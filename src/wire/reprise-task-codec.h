/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tasks as JSON. */

#pragma once

#include "model/reprise-task.h"

G_BEGIN_DECLS

GPtrArray *
reprise_task_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
GBytes *reprise_task_list_encode (GPtrArray *tasks);

G_END_DECLS
