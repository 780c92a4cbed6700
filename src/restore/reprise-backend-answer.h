/* SPDX-License-Identifier: GPL-3.0-or-later
 * How an implementation of a backend hands back what it has read. */

#pragma once

#include "base/reprise-instant.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseBackendAnswer:
 * @objects: the #GObject values read, in the service's order
 * @problems: (nullable): what was left out and why, as sentences; %NULL where nothing was
 *
 * What a reading task of a #RepriseBackend holds; only implementations see it.
 */
typedef struct
{
  GPtrArray *objects;
  GPtrArray *problems;
} RepriseBackendAnswer;

void reprise_backend_answer_free (RepriseBackendAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseBackendAnswer, reprise_backend_answer_free)

GTask *reprise_backend_answer_begin (gpointer backend,
                                     gpointer source_tag,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void reprise_backend_return_objects (GTask *task, GPtrArray *objects, GPtrArray *problems);
void reprise_backend_return_object (GTask *task, gpointer object, GPtrArray *problems);
RepriseBackendAnswer *reprise_backend_answer_take (GAsyncResult *result, GError **error);
void reprise_backend_answer_set_read_at (GTask *task, RepriseInstant read_at);
RepriseInstant reprise_backend_answer_get_read_at (GAsyncResult *result);
void reprise_backend_answer_set_kept (GTask *task, RepriseInstant read_at, const GError *error);
gboolean reprise_backend_answer_get_kept (GAsyncResult *result,
                                          RepriseInstant *read_at,
                                          const GError **error);

G_END_DECLS
