/* SPDX-License-Identifier: GPL-3.0-or-later
 * The token that requests carry: exchanged for a credential, renewed in time, once for all
 * requests. */

#pragma once

#include "cloud/reprise-cloud-transport.h"

G_BEGIN_DECLS

/* A token with less time left is renewed before anything is sent with it. */
#define REPRISE_CLOUD_TOKEN_MARGIN_USEC (5 * 60 * G_USEC_PER_SEC)

#define REPRISE_TYPE_CLOUD_TOKEN (reprise_cloud_token_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCloudToken, reprise_cloud_token, REPRISE, CLOUD_TOKEN, GObject)

RepriseCloudToken *reprise_cloud_token_new (RepriseCloudTransport *transport,
                                            const char *client_id,
                                            const char *client_secret);

void reprise_cloud_token_obtain_async (RepriseCloudToken *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *
reprise_cloud_token_obtain_finish (RepriseCloudToken *self, GAsyncResult *result, GError **error);
void reprise_cloud_token_reject (RepriseCloudToken *self, const char *token);

G_END_DECLS
