/* SPDX-License-Identifier: GPL-3.0-or-later
 * A service, a journal on disk and a clock that stands still, for tests of restores. */

#pragma once

#include "restore-world.h"
#include "restore/reprise-job-manager.h"
#include "support/reprise-fake-clock.h"
#include "support/reprise-stub-backend.h"

G_BEGIN_DECLS

#define JOB_LOOK_USEC (5 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  char *path;
  RepriseBackend *backend;
  RepriseStubBackend *stub; /* the same, where it is one */
  RepriseFakeClock *clock;
  RepriseJournal *journal;
  RepriseJobManager *manager;
  GCancellable *cancellable;
  GAsyncResult *result;
} JobFixture;

/* What a submission came to. */
typedef struct
{
  gboolean done;
  RepriseRestorePlan *fresh;
  GPtrArray *differences;
  RepriseRestoreJob *job;
  GError *error;
} JobSubmission;

void job_fixture_set_up (JobFixture *self, gconstpointer data);
void job_fixture_start (JobFixture *self, RepriseBackend *backend, RepriseFakeClock *clock);
void job_fixture_tear_down (JobFixture *self, gconstpointer data);
void job_fixture_restart (JobFixture *self);
void job_fixture_load (JobFixture *self);

RepriseRestorePlan *job_fixture_make_plan (RepriseRestoreMethod method);
void job_fixture_begin (JobFixture *self, RepriseRestorePlan *plan);
void job_fixture_end (JobFixture *self, JobSubmission *submission);
void job_fixture_submit (JobFixture *self, JobSubmission *submission);
void job_submission_clear (JobSubmission *submission);

void job_fixture_put_task (JobFixture *self, const WorldTask *task);
void job_fixture_put_status (JobFixture *self, const char *status_word);
void job_fixture_await_look (JobFixture *self);
void job_fixture_look_again (JobFixture *self, RepriseRestoreJob *job, guint n_looks);
void job_fixture_await_end (RepriseRestoreJob *job);
RepriseRestoreRequest *job_fixture_make_request (RepriseRestoreMethod method);

char *job_fixture_read_journal (JobFixture *self);
void job_fixture_assert_journal (JobFixture *self, const char *expected);
void job_fixture_await_journal (JobFixture *self, const char *expected);
guint job_fixture_count_sent (JobFixture *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JobSubmission, job_submission_clear)

#define JOB_TEST(path, function)                                                                   \
  g_test_add (path, JobFixture, NULL, job_fixture_set_up, function, job_fixture_tear_down)

G_END_DECLS
