/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the parts of RepriseJobManager share. */

#pragma once

#include "restore/reprise-job-manager.h"

G_BEGIN_DECLS

struct _RepriseJobManager
{
  GObject parent_instance;

  RepriseBackend *backend;
  RepriseJournal *journal;
  RepriseClock *clock;
  GPtrArray *jobs;        /* of RepriseRestoreJob, newest first */
  GPtrArray *follows;     /* of RepriseRestoreFollow, for those that run */
  GHashTable *known;      /* ids of all restores that are or were in jobs, or are about to be */
  GHashTable *submitting; /* ids of the databases that a restore is being asked for of */
  GPtrArray *problems;    /* of char *: what the journal holds and nobody can read */
  GCancellable *cancellable;
  guint n_running;
};

void reprise_job_manager_add (RepriseJobManager *self, RepriseRestoreJob *job);
void reprise_job_manager_drop (RepriseJobManager *self, RepriseRestoreJob *job);
void reprise_job_manager_follow (RepriseJobManager *self, RepriseRestoreJob *job);

G_END_DECLS
