/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a task has come, with a point for every step. */

#pragma once

#include "restore/reprise-task-steps.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_TASK_BAR (reprise_task_bar_get_type ())
G_DECLARE_FINAL_TYPE (RepriseTaskBar, reprise_task_bar, REPRISE, TASK_BAR, GtkWidget)

RepriseTaskBar *reprise_task_bar_new (void);
void reprise_task_bar_show (RepriseTaskBar *self, GPtrArray *steps, int progress);
char *reprise_task_bar_dup_text_at (RepriseTaskBar *self, double x);

G_END_DECLS
