/* SPDX-License-Identifier: GPL-3.0-or-later
 * Restores that are asked for of a scripted service, which fails as a test wants. */

#pragma once

#include "restore-job-fixture.h"
#include "support/reprise-mock-service.h"

G_BEGIN_DECLS

#define FAULT_DATABASE "/byoc/v1/databases/" WORLD_EAST
#define FAULT_RESTORE FAULT_DATABASE "/restore"
#define FAULT_CLUSTER "/byoc/v1/clusters/" WORLD_CLUSTER
#define FAULT_REPOSITORIES "/byoc/v1/backup-repositories"
#define FAULT_INVENTORY FAULT_REPOSITORIES "/" WORLD_REPOSITORY "/n1"
#define FAULT_TASKS "/byoc/v1/tasks?subject_id=" WORLD_EAST "&limit=100&offset=0"
#define FAULT_CLUSTER_TASKS "/byoc/v1/tasks?subject_id=" WORLD_CLUSTER "&limit=100&offset=0"
#define FAULT_OURS "7db8f401-0d8d-4daf-889b-f721e395df61"
#define FAULT_OTHERS "7db8f401-0d8d-4daf-889b-f721e395df62"
#define FAULT_TASK "/byoc/v1/tasks?id=" FAULT_OURS "&limit=1&offset=0"

#define FAULT_NO "{\"code\":401,\"message\":\"unauthorized\"}"

/* Its answers stand until a test says otherwise. */
typedef struct
{
  JobFixture job;
  RepriseMockService *service;
  RepriseMockReply *database;
  RepriseMockReply *inventory;
  RepriseMockReply *tasks;
  RepriseMockReply *task; /* ours, by its id */
} FaultFixture;

void fault_fixture_set_up (FaultFixture *self, gconstpointer date);
void fault_fixture_tear_down (FaultFixture *self, gconstpointer date);

void fault_fixture_put_status (FaultFixture *self, const char *status_word);
void fault_fixture_put_backups (FaultFixture *self, gboolean with_incremental);
void fault_fixture_put_tasks (FaultFixture *self, const char *ours, const char *others);
RepriseMockReply *fault_fixture_expect_restore (FaultFixture *self, guint status, const char *body);

void fault_fixture_submit (FaultFixture *self, RepriseRestoreMethod method, JobSubmission *result);
void fault_fixture_assert_sent (FaultFixture *self, guint n_sent);
void fault_fixture_assert_end (FaultFixture *self,
                               RepriseRestoreJob *job,
                               RepriseJobResult result,
                               const char *journal);

#define FAULT_TEST_AT(path, date, function)                                                        \
  g_test_add ("/cloud/restore-faults/" path,                                                       \
              FaultFixture,                                                                        \
              date,                                                                                \
              fault_fixture_set_up,                                                                \
              function,                                                                            \
              fault_fixture_tear_down)
#define FAULT_TEST(path, function) FAULT_TEST_AT (path, NULL, function)

G_END_DECLS
