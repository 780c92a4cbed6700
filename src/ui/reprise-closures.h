/* SPDX-License-Identifier: GPL-3.0-or-later
 * What templates and list items show of values; each works without a display. */

#pragma once

#include "model/reprise-backup-type.h"
#include "model/reprise-status.h"
#include "ui/reprise-zone.h"

G_BEGIN_DECLS

/* The first argument is the object that a template's closure belongs to. It is not looked at. */
char *reprise_closure_size (gpointer object, gint64 bytes);
char *reprise_closure_size_exact (gpointer object, gint64 bytes);
char *reprise_closure_date_time (gpointer object, RepriseZone *zone, gint64 instant);
char *reprise_closure_exact_time (gpointer object, RepriseZone *zone, gint64 instant);
char *
reprise_closure_relative_time (gpointer object, RepriseZone *zone, gint64 instant, gint64 now);
char *reprise_closure_backup_type (gpointer object, int backup_type);
int reprise_closure_status (gpointer object, const char *word);
char *reprise_closure_status_text (gpointer object, const char *word);
int reprise_closure_repository_status (gpointer object, const char *word);
char *reprise_closure_repository_status_text (gpointer object, const char *word);
int reprise_closure_task_status (gpointer object, const char *word);
char *reprise_closure_task_status_text (gpointer object, const char *word);
char *reprise_closure_country_flag (gpointer object, const char *country);
gboolean reprise_closure_is_text (gpointer object, const char *text);

G_END_DECLS
