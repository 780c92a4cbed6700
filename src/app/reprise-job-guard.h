/* SPDX-License-Identifier: GPL-3.0-or-later
 * What running restores mean for the session: no logging out, and word when one has ended. */

#pragma once

#include "restore/reprise-job-manager.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_JOB_GUARD (reprise_job_guard_get_type ())
G_DECLARE_FINAL_TYPE (RepriseJobGuard, reprise_job_guard, REPRISE, JOB_GUARD, GObject)

RepriseJobGuard *reprise_job_guard_new (GtkApplication *application,
                                        const char *connection_id,
                                        RepriseJobManager *jobs,
                                        GSettings *settings);

G_END_DECLS
