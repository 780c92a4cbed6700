/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes what is kept for the next start, one file after the other. */

#pragma once

#include "wire/reprise-saved-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_CACHE_KEEPER (reprise_cache_keeper_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCacheKeeper, reprise_cache_keeper, REPRISE, CACHE_KEEPER, GObject)

RepriseCacheKeeper *reprise_cache_keeper_new (const char *path);
GFile *reprise_cache_keeper_find_file (RepriseCacheKeeper *self, const char *name);
gboolean reprise_cache_keeper_get_enabled (RepriseCacheKeeper *self);
void
reprise_cache_keeper_save (RepriseCacheKeeper *self, GFile *file, RepriseSavedAccount *account);
gboolean reprise_cache_keeper_finish (RepriseCacheKeeper *self, guint at_most_seconds);

G_END_DECLS
