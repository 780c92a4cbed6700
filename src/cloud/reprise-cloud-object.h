/* SPDX-License-Identifier: GPL-3.0-or-later
 * Single things of the service. */

#pragma once

#include "cloud/reprise-cloud-session.h"

G_BEGIN_DECLS

/**
 * RepriseCloudObjectKind:
 * @what: a sentence for when it cannot be read, to be translated
 * @decode: makes something of the answer; @detail is what was given along
 * @free: frees what it made
 */
typedef struct
{
  const char *what;
  gpointer (*decode) (GBytes *body, const char *detail, GError **error);
  GDestroyNotify free;
} RepriseCloudObjectKind;

void reprise_cloud_object_async (RepriseCloudSession *session,
                                 const RepriseCloudObjectKind *kind,
                                 const char *target,
                                 const char *detail,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gpointer
reprise_cloud_object_finish (RepriseCloudSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
