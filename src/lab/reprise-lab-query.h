/* SPDX-License-Identifier: GPL-3.0-or-later
 * Query parameters and ids of a request, checked. */

#pragma once

#include "base/reprise-instant.h"
#include "lab/reprise-lab-request.h"

G_BEGIN_DECLS

/**
 * RepriseLabPage:
 * @limit: how many rows at most
 * @offset: how many rows to pass over
 * @descending: whether the newest row comes first
 * @created_after: only later rows, or %REPRISE_INSTANT_NONE
 * @created_before: only earlier rows, or %REPRISE_INSTANT_NONE
 */
typedef struct
{
  guint limit;
  guint offset;
  gboolean descending;
  RepriseInstant created_after;
  RepriseInstant created_before;
} RepriseLabPage;

/**
 * RepriseLabPageRules:
 * @limit_name: the parameter for the limit
 * @offset_name: the parameter for the offset
 * @default_limit: where none is asked for
 * @max_limit: more is silently this many; 0 for no ceiling
 */
typedef struct
{
  const char *limit_name;
  const char *offset_name;
  guint default_limit;
  guint max_limit;
} RepriseLabPageRules;

/* Of databases, clusters, backup stores and backup repositories. */
#define REPRISE_LAB_PAGE_RULES ((RepriseLabPageRules){ "limit", "offset", 10, 100 })
#define REPRISE_LAB_PAGE_RULES_TASKS ((RepriseLabPageRules){ "limit", "offset", 25, 100 })
#define REPRISE_LAB_PAGE_RULES_BACKUPS                                                             \
  ((RepriseLabPageRules){ "backup_limit", "backup_offset", 100, 0 })

/**
 * RepriseLabCreatedFunc:
 *
 * Returns: when a row was created
 */
typedef RepriseInstant (*RepriseLabCreatedFunc) (gpointer row);

/* Each of these answers the request with the contract's error object and returns FALSE where a
 * value is not what it must be. */
gboolean reprise_lab_query_read_page (RepriseLabRequest *request,
                                      RepriseLabPageRules rules,
                                      RepriseLabPage *page);
gboolean
reprise_lab_query_check_id (RepriseLabRequest *request, const char *name, const char *value);

GPtrArray *reprise_lab_page_select (const RepriseLabPage *self,
                                    GPtrArray *rows,
                                    RepriseLabCreatedFunc get_created_at);

G_END_DECLS
