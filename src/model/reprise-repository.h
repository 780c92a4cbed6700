/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where pgBackRest keeps the backups of one database. */

#pragma once

#include "base/reprise-instant.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseRepositoryFields:
 * @id: the service's id
 * @database_id: the id of the database whose backups it holds
 * @created_at: when it was created, or %REPRISE_INSTANT_NONE
 * @storage_type: the kind of storage: s3, gcs, azure, posix or cifs
 * @backup_store_id: the id of the backup store it lies in
 * @base_path: the path within the storage
 * @s3_bucket: the bucket, for s3
 * @s3_region: the region of the bucket, for s3
 * @s3_endpoint: the host to reach it at, for s3
 * @gcs_bucket: the bucket, for gcs
 * @gcs_endpoint: the host to reach it at, for gcs
 * @azure_account: the account, for azure
 * @azure_container: the container, for azure
 * @azure_endpoint: the host to reach it at, for azure
 * @retention_full: how many full backups or days are kept, or -1
 * @retention_full_type: `count` for full backups, `time` for days
 *
 * What a backup repository is made from; reprise_repository_new() copies all of it.
 */
typedef struct
{
  const char *id;
  const char *database_id;
  RepriseInstant created_at;
  const char *storage_type;
  const char *backup_store_id;
  const char *base_path;
  const char *s3_bucket;
  const char *s3_region;
  const char *s3_endpoint;
  const char *gcs_bucket;
  const char *gcs_endpoint;
  const char *azure_account;
  const char *azure_container;
  const char *azure_endpoint;
  int retention_full;
  const char *retention_full_type;
} RepriseRepositoryFields;

/* Nothing known. */
#define REPRISE_REPOSITORY_FIELDS_INIT                                                             \
  {                                                                                                \
    .created_at = REPRISE_INSTANT_NONE, .retention_full = -1,                                      \
  }

#define REPRISE_TYPE_REPOSITORY (reprise_repository_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRepository, reprise_repository, REPRISE, REPOSITORY, GObject)

RepriseRepository *reprise_repository_new (const RepriseRepositoryFields *fields);
const char *reprise_repository_get_id (RepriseRepository *self);
const char *reprise_repository_get_database_id (RepriseRepository *self);
RepriseInstant reprise_repository_get_created_at (RepriseRepository *self);
const char *reprise_repository_get_storage_type (RepriseRepository *self);
const char *reprise_repository_get_backup_store_id (RepriseRepository *self);
const char *reprise_repository_get_base_path (RepriseRepository *self);
const char *reprise_repository_get_s3_bucket (RepriseRepository *self);
const char *reprise_repository_get_s3_region (RepriseRepository *self);
const char *reprise_repository_get_s3_endpoint (RepriseRepository *self);
const char *reprise_repository_get_gcs_bucket (RepriseRepository *self);
const char *reprise_repository_get_gcs_endpoint (RepriseRepository *self);
const char *reprise_repository_get_azure_account (RepriseRepository *self);
const char *reprise_repository_get_azure_container (RepriseRepository *self);
const char *reprise_repository_get_azure_endpoint (RepriseRepository *self);
int reprise_repository_get_retention_full (RepriseRepository *self);
const char *reprise_repository_get_retention_full_type (RepriseRepository *self);

G_END_DECLS
