/* SPDX-License-Identifier: GPL-3.0-or-later
 * A backend that keeps what another one answered last, for when that does not answer. */

#pragma once

#include "inventory/reprise-cache-keeper.h"
#include "restore/reprise-backend.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_CACHING_BACKEND (reprise_caching_backend_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCachingBackend,
                      reprise_caching_backend,
                      REPRISE,
                      CACHING_BACKEND,
                      GObject)

RepriseCachingBackend *
reprise_caching_backend_new (RepriseBackend *backend, RepriseCacheKeeper *keeper, const char *name);
void reprise_caching_backend_load_async (RepriseCachingBackend *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean reprise_caching_backend_load_finish (RepriseCachingBackend *self,
                                              GAsyncResult *result,
                                              GError **error);
gboolean reprise_caching_backend_is_live (RepriseCachingBackend *self);
const GError *reprise_caching_backend_get_error (RepriseCachingBackend *self);
RepriseBackend *reprise_caching_backend_get_backend (RepriseCachingBackend *self);
RepriseCacheKeeper *reprise_caching_backend_get_keeper (RepriseCachingBackend *self);
void reprise_caching_backend_probe (RepriseCachingBackend *self);
void reprise_caching_backend_flush (RepriseCachingBackend *self);

G_END_DECLS
