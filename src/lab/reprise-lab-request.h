/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request to the lab's service, and its answer. */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_REQUEST (reprise_lab_request_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabRequest, reprise_lab_request, REPRISE, LAB_REQUEST, GObject)

RepriseLabRequest *
reprise_lab_request_new (SoupServerMessage *message, GHashTable *query, gsize max_body_bytes);
RepriseLabRequest *reprise_lab_request_get (SoupServerMessage *message);

void reprise_lab_request_set_parameters (RepriseLabRequest *self, const char *const *parameters);
const char *reprise_lab_request_get_parameter (RepriseLabRequest *self, guint index);
const char *reprise_lab_request_get_query (RepriseLabRequest *self, const char *name);
GBytes *reprise_lab_request_dup_body (RepriseLabRequest *self);
gboolean reprise_lab_request_is_too_large (RepriseLabRequest *self);
SoupServerMessage *reprise_lab_request_get_message (RepriseLabRequest *self);

void reprise_lab_request_pause (RepriseLabRequest *self);
void reprise_lab_request_answer (RepriseLabRequest *self, guint status, GBytes *json);
void reprise_lab_request_refuse (RepriseLabRequest *self, guint status, const char *message);
void reprise_lab_request_refuse_error (RepriseLabRequest *self, const GError *error);

G_END_DECLS
