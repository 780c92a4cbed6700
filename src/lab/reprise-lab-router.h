/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which handler answers which method and path. */

#pragma once

#include "lab/reprise-lab-request.h"

G_BEGIN_DECLS

/**
 * RepriseLabHandler:
 * @request: to be answered, now or after reprise_lab_request_pause()
 * @service_data: what the routes belong to
 */
typedef void (*RepriseLabHandler) (RepriseLabRequest *request, gpointer service_data);

/**
 * RepriseLabRoute:
 * @method: an HTTP method
 * @pattern: a path; `{id}` and `{name}` stand for one segment each
 * @handler: what answers
 * @is_public: whether it is answered without a token
 */
typedef struct
{
  const char *method;
  const char *pattern;
  RepriseLabHandler handler;
  gboolean is_public;
} RepriseLabRoute;

/**
 * RepriseLabMatch:
 * @REPRISE_LAB_MATCH_FOUND: there is a route
 * @REPRISE_LAB_MATCH_NO_METHOD: the path is known, the method is not
 * @REPRISE_LAB_MATCH_NO_PATH: the path is not known
 */
typedef enum
{
  REPRISE_LAB_MATCH_FOUND,
  REPRISE_LAB_MATCH_NO_METHOD,
  REPRISE_LAB_MATCH_NO_PATH,
} RepriseLabMatch;

RepriseLabMatch reprise_lab_router_find (const RepriseLabRoute *routes,
                                         gsize n_routes,
                                         const char *method,
                                         const char *path,
                                         const RepriseLabRoute **route,
                                         GStrv *parameters);

G_END_DECLS
