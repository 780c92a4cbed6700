/* SPDX-License-Identifier: GPL-3.0-or-later
 * RepriseBackend over the cloud API. */

#pragma once

#include "base/reprise-clock.h"
#include "restore/reprise-backend.h"

G_BEGIN_DECLS

/**
 * RepriseCloudBackendFields:
 * @title: what a person calls the connection
 * @address: the base address, as reprise_cloud_address_parse() accepts it
 * @client_id: the public half of the credential
 * @client_secret: its secret half
 * @clock: (nullable): what time is told by; %NULL for this machine's clock
 * @tls_database: (nullable): the certificates to trust; %NULL for the system's
 *
 * What a connection to a service is made from; reprise_cloud_backend_new() copies all of it.
 */
typedef struct
{
  const char *title;
  const char *address;
  const char *client_id;
  const char *client_secret;
  RepriseClock *clock;
  GTlsDatabase *tls_database;
} RepriseCloudBackendFields;

#define REPRISE_TYPE_CLOUD_BACKEND (reprise_cloud_backend_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCloudBackend, reprise_cloud_backend, REPRISE, CLOUD_BACKEND, GObject)

RepriseBackend *reprise_cloud_backend_new (const RepriseCloudBackendFields *fields, GError **error);

G_END_DECLS
