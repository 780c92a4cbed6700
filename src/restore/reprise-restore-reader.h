/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks a service for what a restore is put together from. */

#pragma once

#include "restore/reprise-backend.h"
#include "restore/reprise-restore-form.h"

G_BEGIN_DECLS

void reprise_restore_reader_open_async (RepriseBackend *backend,
                                        const char *database_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
RepriseRestoreContext *
reprise_restore_reader_open_finish (RepriseBackend *backend, GAsyncResult *result, GError **error);
void reprise_restore_reader_refresh_async (RepriseBackend *backend,
                                           RepriseRestoreForm *form,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
RepriseRestoreForm *reprise_restore_reader_refresh_finish (RepriseBackend *backend,
                                                           GAsyncResult *result,
                                                           GError **error);

G_END_DECLS
