/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks that bytes are JSON of bearable size and depth before any parser sees them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseJsonLimits:
 * @max_bytes: the largest document accepted, in bytes
 * @max_depth: how many arrays and objects may be open at once; 0 accepts plain values only
 */
typedef struct
{
  gsize max_bytes;
  guint max_depth;
} RepriseJsonLimits;

/* For an answer of the service: a hundred tasks with long logs stay below a few megabytes. */
#define REPRISE_JSON_LIMITS_ANSWER ((RepriseJsonLimits){ 32 * 1024 * 1024, 64 })

/* For a request that the service is sent. */
#define REPRISE_JSON_LIMITS_REQUEST ((RepriseJsonLimits){ 1024 * 1024, 16 })

gboolean reprise_json_guard_check (GBytes *bytes, const RepriseJsonLimits *limits, GError **error);

G_END_DECLS
