/* SPDX-License-Identifier: GPL-3.0-or-later
 * The same work on several instances at once. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseParallelFunc:
 * @item: what this call works on
 * @user_data: shared by all calls; they run at the same time
 * @cancellable: cancelled when the whole is, and as soon as one call has failed
 */
typedef gboolean (*RepriseParallelFunc) (gpointer item,
                                         gpointer user_data,
                                         GCancellable *cancellable,
                                         GError **error);

gboolean reprise_parallel_run (GPtrArray *items,
                               RepriseParallelFunc func,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
