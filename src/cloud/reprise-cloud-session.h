/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests with a token: reads that are tried again, writes that never are. */

#pragma once

#include "cloud/reprise-cloud-token.h"

G_BEGIN_DECLS

/* How often a read is tried in all, and how long it waits before the second time; twice as long
 * before each further one. */
#define REPRISE_CLOUD_MAX_ATTEMPTS 4
#define REPRISE_CLOUD_FIRST_DELAY_USEC (G_USEC_PER_SEC / 2)
/* A read that had no answer at all has waited long enough to be tried only once more. */
#define REPRISE_CLOUD_MAX_LATE_ATTEMPTS 2
/* A service that asks for a longer pause is not waited for. */
#define REPRISE_CLOUD_MAX_PAUSE_USEC (60 * G_USEC_PER_SEC)

#define REPRISE_TYPE_CLOUD_SESSION (reprise_cloud_session_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCloudSession, reprise_cloud_session, REPRISE, CLOUD_SESSION, GObject)

RepriseCloudSession *reprise_cloud_session_new (RepriseCloudTransport *transport,
                                                RepriseCloudToken *token);
RepriseCloudTransport *reprise_cloud_session_get_transport (RepriseCloudSession *self);

void reprise_cloud_session_read_async (RepriseCloudSession *self,
                                       const char *target,
                                       gint64 timeout_usec,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *
reprise_cloud_session_read_finish (RepriseCloudSession *self, GAsyncResult *result, GError **error);

void reprise_cloud_session_write_async (RepriseCloudSession *self,
                                        const char *target,
                                        GBytes *body,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean reprise_cloud_session_write_finish (RepriseCloudSession *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
