/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where the backups of clusters are kept. */

#pragma once

#include "base/reprise-instant.h"
#include "model/reprise-status.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseStoreFields:
 * @id: the service's id
 * @name: its name
 * @status_word: its status in the service's own word
 * @cloud_account_id: the id of the cloud account it belongs to
 * @cloud_account_type: the cloud, such as aws
 * @cluster_ids: the ids of the clusters that use it
 * @created_at: when it was created, or %REPRISE_INSTANT_NONE
 * @updated_at: when it last changed, or %REPRISE_INSTANT_NONE
 *
 * What a backup store is made from; reprise_store_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *status_word;
  const char *cloud_account_id;
  const char *cloud_account_type;
  const char *const *cluster_ids;
  RepriseInstant created_at;
  RepriseInstant updated_at;
} RepriseStoreFields;

/* Nothing known. */
#define REPRISE_STORE_FIELDS_INIT                                                                  \
  {                                                                                                \
    .created_at = REPRISE_INSTANT_NONE, .updated_at = REPRISE_INSTANT_NONE,                        \
  }

#define REPRISE_TYPE_STORE (reprise_store_get_type ())
G_DECLARE_FINAL_TYPE (RepriseStore, reprise_store, REPRISE, STORE, GObject)

RepriseStore *reprise_store_new (const RepriseStoreFields *fields);
const char *reprise_store_get_id (RepriseStore *self);
const char *reprise_store_get_name (RepriseStore *self);
const char *reprise_store_get_status_word (RepriseStore *self);
const char *reprise_store_get_cloud_account_id (RepriseStore *self);
const char *reprise_store_get_cloud_account_type (RepriseStore *self);
const char *const *reprise_store_get_cluster_ids (RepriseStore *self);
RepriseInstant reprise_store_get_created_at (RepriseStore *self);
RepriseInstant reprise_store_get_updated_at (RepriseStore *self);
RepriseStatus reprise_store_get_status (RepriseStore *self);

G_END_DECLS
