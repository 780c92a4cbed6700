/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a local lab keeps about itself in a file. */

#pragma once

#include "base/reprise-instant.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseLabDatabaseRecord:
 * @id: UUID
 * @name: its name in PostgreSQL
 * @display_name: (nullable): what a person calls it
 * @node_names: its nodes
 * @automatic_ddl: whether DDL is replicated by itself
 * @admin_password: of the superuser role
 * @app_password: of the ordinary role
 * @created_at: when it was made
 * @updated_at: when it last changed
 * @repositories: its #RepriseRepository objects, oldest first
 * @schedules: its #RepriseSchedule objects
 */
typedef struct
{
  char *id;
  char *name;
  char *display_name;
  GStrv node_names;
  gboolean automatic_ddl;
  char *admin_password;
  char *app_password;
  RepriseInstant created_at;
  RepriseInstant updated_at;
  GPtrArray *repositories;
  GPtrArray *schedules;
} RepriseLabDatabaseRecord;

/**
 * RepriseLabDocument:
 * @marker: what tells this lab's processes from others'
 * @is_complete: whether it was created to the end
 * @port: the port it last listened on, or 0
 * @created_at: when it was made
 * @tenant_id: UUID of its tenant
 * @cluster_id: UUID of its cluster
 * @cloud_account_id: UUID of its cloud account
 * @store_id: UUID of its backup store
 * @client_id: what its client is called
 * @client_secret: its client's secret
 * @databases: its #RepriseLabDatabaseRecord structs
 * @tasks: its #RepriseTask objects, newest first
 */
typedef struct
{
  char *marker;
  gboolean is_complete;
  guint port;
  RepriseInstant created_at;
  char *tenant_id;
  char *cluster_id;
  char *cloud_account_id;
  char *store_id;
  char *client_id;
  char *client_secret;
  GPtrArray *databases;
  GPtrArray *tasks;
} RepriseLabDocument;

RepriseLabDatabaseRecord *reprise_lab_database_record_new (void);
void reprise_lab_database_record_free (RepriseLabDatabaseRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseLabDatabaseRecord, reprise_lab_database_record_free)

RepriseLabDocument *reprise_lab_document_new (void);
void reprise_lab_document_free (RepriseLabDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseLabDocument, reprise_lab_document_free)

GBytes *reprise_lab_document_encode (const RepriseLabDocument *self);
RepriseLabDocument *reprise_lab_document_parse (GBytes *json, GError **error);

GBytes *reprise_lab_document_encode_credentials (const RepriseLabDocument *self,
                                                 const char *api_url);

G_END_DECLS
