/* SPDX-License-Identifier: GPL-3.0-or-later
 * The way to one service: a bounded number of requests at a time, and what its clock says. */

#pragma once

#include "base/reprise-clock.h"
#include "cloud/reprise-cloud-message.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_CLOUD_TRANSPORT (reprise_cloud_transport_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCloudTransport,
                      reprise_cloud_transport,
                      REPRISE,
                      CLOUD_TRANSPORT,
                      GObject)

RepriseCloudTransport *reprise_cloud_transport_new (GUri *base,
                                                    RepriseClock *clock,
                                                    GProxyResolver *proxy_resolver,
                                                    GTlsDatabase *tls_database);
GUri *reprise_cloud_transport_get_base (RepriseCloudTransport *self);
RepriseClock *reprise_cloud_transport_get_clock (RepriseCloudTransport *self);
RepriseInstant reprise_cloud_transport_get_service_now (RepriseCloudTransport *self);

void reprise_cloud_transport_send_async (RepriseCloudTransport *self,
                                         const RepriseCloudRequest *request,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
RepriseCloudReply *reprise_cloud_transport_send_finish (RepriseCloudTransport *self,
                                                        GAsyncResult *result,
                                                        GError **error);

G_END_DECLS
