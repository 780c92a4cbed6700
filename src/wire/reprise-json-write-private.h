/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing members of JSON objects: what is not known is left out, never null. */

#pragma once

#include "base/reprise-instant.h"
#include "base/reprise-tristate.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RepriseJsonWriteFunc:
 * @object: a model object
 *
 * Returns: (transfer full): what the contract says of it
 */
typedef JsonObject *(*RepriseJsonWriteFunc) (gpointer object);

void reprise_json_put_string (JsonObject *self, const char *member, const char *text);
void reprise_json_put_strv (JsonObject *self, const char *member, const char *const *texts);
void
reprise_json_put_strv_or_empty (JsonObject *self, const char *member, const char *const *texts);
void reprise_json_put_count (JsonObject *self, const char *member, gint64 count);
void reprise_json_put_tristate (JsonObject *self, const char *member, RepriseTristate value);
void reprise_json_put_instant (JsonObject *self,
                               const char *member,
                               RepriseInstant instant,
                               RepriseInstantPrecision precision);
void reprise_json_put_object (JsonObject *self, const char *member, JsonObject *object);
void reprise_json_put_objects (JsonObject *self,
                               const char *member,
                               GPtrArray *objects,
                               RepriseJsonWriteFunc write);
GBytes *reprise_json_write_object (JsonObject *object);
GBytes *reprise_json_write_objects (GPtrArray *objects, RepriseJsonWriteFunc write);

G_END_DECLS
