/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keeps what a connection answered, and shows it while the service is out of reach. */

#pragma once

#include "inventory/reprise-caching-backend.h"
#include "ui/reprise-window.h"

G_BEGIN_DECLS

GFile *reprise_review_mode_find_kept (RepriseBackend *backend,
                                      RepriseCacheKeeper *keeper,
                                      const char *client_id);
RepriseCachingBackend *reprise_review_mode_wrap (RepriseBackend *backend,
                                                 RepriseCacheKeeper *keeper,
                                                 const char *client_id);
void reprise_review_mode_follow (RepriseWindow *window, RepriseCachingBackend *backend);

G_END_DECLS
