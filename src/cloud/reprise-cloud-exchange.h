/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request, sent once: its deadline, its cancelling, and the bound on its answer. */

#pragma once

#include "base/reprise-clock.h"
#include "cloud/reprise-cloud-message.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void reprise_cloud_exchange_async (SoupSession *session,
                                   RepriseClock *clock,
                                   GUri *base,
                                   const RepriseCloudRequest *request,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
RepriseCloudReply *
reprise_cloud_exchange_finish (SoupSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
