/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the public functions of a backend ask and answer, for the files they are written in. */

#pragma once

#include "restore/reprise-backend.h"

G_BEGIN_DECLS

void reprise_backend_report_unsupported (RepriseBackend *self,
                                         gpointer source_tag,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
reprise_backend_is_answer_of (RepriseBackend *self, GAsyncResult *result, gpointer source_tag);
GPtrArray *
reprise_backend_take_objects (GAsyncResult *result, GPtrArray **problems, GError **error);
gboolean reprise_backend_take_object (GAsyncResult *result,
                                      gpointer *object,
                                      GPtrArray **problems,
                                      GError **error);
gpointer reprise_backend_take_required_object (GAsyncResult *result, GError **error);

G_END_DECLS
