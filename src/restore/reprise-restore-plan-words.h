/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a restore will do, in words. */

#pragma once

#include "restore/reprise-restore-plan.h"

G_BEGIN_DECLS

GStrv reprise_restore_plan_describe (RepriseRestoreForm *form, RepriseRestorePlanSection section);
char *reprise_restore_form_describe_subset (RepriseRestoreForm *form);
GStrv reprise_restore_form_list_chain (RepriseRestoreForm *form);
gint64 reprise_restore_form_count_segments (RepriseRestoreForm *form);

G_END_DECLS
