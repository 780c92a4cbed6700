/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backend whose answers a test sets, fails or holds back. */

#pragma once

#include "model/reprise-store.h"
#include "restore/reprise-backend.h"

G_BEGIN_DECLS

/**
 * RepriseStubCall:
 *
 * What can be asked of the stub; anything else is not supported.
 */
typedef enum
{
  REPRISE_STUB_TENANT,
  REPRISE_STUB_CLUSTERS,
  REPRISE_STUB_CLUSTER,
  REPRISE_STUB_DATABASES,
  REPRISE_STUB_DATABASE,
  REPRISE_STUB_REPOSITORIES,
  REPRISE_STUB_STORES,
  REPRISE_STUB_INVENTORY,
  REPRISE_STUB_TASKS,
  REPRISE_STUB_TASK,
  REPRISE_STUB_CREDENTIALS,
  REPRISE_STUB_SEND_BACKUP,
  REPRISE_STUB_SEND_RESTORE,
} RepriseStubCall;

#define REPRISE_STUB_N_CALLS (REPRISE_STUB_SEND_RESTORE + 1)

#define REPRISE_TYPE_STUB_BACKEND (reprise_stub_backend_get_type ())
G_DECLARE_FINAL_TYPE (RepriseStubBackend, reprise_stub_backend, REPRISE, STUB_BACKEND, GObject)

RepriseStubBackend *reprise_stub_backend_new (void);
void reprise_stub_backend_set_now (RepriseStubBackend *self, RepriseInstant now);
void reprise_stub_backend_set_read_only (RepriseStubBackend *self, gboolean read_only);

void reprise_stub_backend_set_client_id (RepriseStubBackend *self, const char *client_id);

void reprise_stub_backend_set_tenant (RepriseStubBackend *self, RepriseTenant *tenant);
void reprise_stub_backend_put_cluster (RepriseStubBackend *self, RepriseCluster *cluster);
void reprise_stub_backend_put_database (RepriseStubBackend *self, RepriseDatabase *database);
void reprise_stub_backend_put_repository (RepriseStubBackend *self, RepriseRepository *repository);
void reprise_stub_backend_put_store (RepriseStubBackend *self, RepriseStore *store);
void reprise_stub_backend_put_task (RepriseStubBackend *self, RepriseTask *task);
void reprise_stub_backend_put_inventory (RepriseStubBackend *self, RepriseInventory *inventory);
void reprise_stub_backend_clear (RepriseStubBackend *self, RepriseStubCall call);
void reprise_stub_backend_add_problem (RepriseStubBackend *self,
                                       RepriseStubCall call,
                                       const char *problem);

void reprise_stub_backend_set_read_at (RepriseStubBackend *self,
                                       RepriseStubCall call,
                                       RepriseInstant read_at);
void reprise_stub_backend_fail (RepriseStubBackend *self,
                                RepriseStubCall call,
                                RepriseServiceError code,
                                const char *message);
void reprise_stub_backend_fail_node (RepriseStubBackend *self,
                                     const char *node_name,
                                     RepriseServiceError code,
                                     const char *message);
void reprise_stub_backend_succeed (RepriseStubBackend *self, RepriseStubCall call);
void reprise_stub_backend_hold (RepriseStubBackend *self, RepriseStubCall call);
void reprise_stub_backend_release (RepriseStubBackend *self, RepriseStubCall call);
void
reprise_stub_backend_send_page (RepriseStubBackend *self, RepriseInventory *page, guint n_backups);

guint reprise_stub_backend_count (RepriseStubBackend *self, RepriseStubCall call);
guint reprise_stub_backend_count_held (RepriseStubBackend *self, RepriseStubCall call);
const char *reprise_stub_backend_get_last_argument (RepriseStubBackend *self, RepriseStubCall call);
RepriseBackupRequest *reprise_stub_backend_get_sent (RepriseStubBackend *self);
GBytes *reprise_stub_backend_get_sent_body (RepriseStubBackend *self);

G_END_DECLS
