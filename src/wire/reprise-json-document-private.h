/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole JSON documents: bytes to nodes and back. */

#pragma once

#include "wire/reprise-json-guard.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *reprise_json_parse_bytes (GBytes *bytes, const RepriseJsonLimits *limits, GError **error);
GBytes *reprise_json_write_bytes (JsonNode *node);

G_END_DECLS
