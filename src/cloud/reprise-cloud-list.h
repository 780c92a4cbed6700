/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists of the service, page by page, without rows that came twice. */

#pragma once

#include "cloud/reprise-cloud-session.h"

G_BEGIN_DECLS

/* Rows asked for at a time: the service gives no more, whatever is asked for. */
#define REPRISE_CLOUD_PAGE_ROWS 100
/* Where paging ends for good, in case a service never does. */
#define REPRISE_CLOUD_MAX_PAGES 100

/**
 * RepriseCloudListKind:
 * @what: a sentence for when it cannot be read, to be translated
 * @is_paged: whether the service gives it in pages
 * @decode: makes objects of one page
 * @get_id: what tells one of them from another
 */
typedef struct
{
  const char *what;
  gboolean is_paged;
  GPtrArray *(*decode) (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
  const char *(*get_id) (gpointer object);
} RepriseCloudListKind;

void reprise_cloud_list_async (RepriseCloudSession *session,
                               const RepriseCloudListKind *kind,
                               const char *target,
                               guint at_most,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *reprise_cloud_list_finish (RepriseCloudSession *session,
                                      GAsyncResult *result,
                                      GPtrArray **problems,
                                      GError **error);

G_END_DECLS
