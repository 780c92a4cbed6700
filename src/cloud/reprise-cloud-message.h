/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request to the service and its answer, as plain values. */

#pragma once

#include "base/reprise-instant.h"
#include "wire/reprise-json-guard.h"

#include <glib.h>

G_BEGIN_DECLS

/* How long one exchange may take, with its body; the inventory is read from object storage. */
#define REPRISE_CLOUD_TIMEOUT_USEC (30 * G_USEC_PER_SEC)
#define REPRISE_CLOUD_INVENTORY_TIMEOUT_USEC (60 * G_USEC_PER_SEC)

/* No answer may be larger, however it was compressed; of one that is no success only the beginning
 * is kept. */
#define REPRISE_CLOUD_MAX_BYTES (REPRISE_JSON_LIMITS_ANSWER.max_bytes)
#define REPRISE_CLOUD_MAX_ERROR_BYTES (64 * 1024)

/**
 * RepriseCloudRequest:
 * @method: a constant string such as GET
 * @target: the path under the base address, with its query
 * @body: (nullable): JSON to send
 * @token: (nullable): sent as a bearer token; overwritten on free
 * @is_write: whether it changes something, so that it must reach the service at most once
 * @timeout_usec: how long the exchange may take
 */
typedef struct
{
  const char *method;
  char *target;
  GBytes *body;
  char *token;
  gboolean is_write;
  gint64 timeout_usec;
} RepriseCloudRequest;

RepriseCloudRequest *reprise_cloud_request_new_read (const char *target, gint64 timeout_usec);
RepriseCloudRequest *reprise_cloud_request_new_write (const char *target, GBytes *body);
RepriseCloudRequest *reprise_cloud_request_new_token (const char *target, GBytes *body);
RepriseCloudRequest *reprise_cloud_request_copy (const RepriseCloudRequest *self);
void reprise_cloud_request_set_token (RepriseCloudRequest *self, const char *token);
void reprise_cloud_request_free (RepriseCloudRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCloudRequest, reprise_cloud_request_free)

/**
 * RepriseCloudReply:
 * @status: the HTTP status
 * @body: what came with it, perhaps empty
 * @content_type: (nullable): what it is said to be
 * @location: (nullable): where a redirect points; not followed
 * @retry_after_usec: how long the service asks to wait, or -1
 * @date: the service's own time, in whole seconds, or %REPRISE_INSTANT_NONE
 * @sent_at: when the request left, by our clock
 * @received_at: when the answer began, by our clock
 */
typedef struct
{
  guint status;
  GBytes *body;
  char *content_type;
  char *location;
  gint64 retry_after_usec;
  RepriseInstant date;
  RepriseInstant sent_at;
  RepriseInstant received_at;
} RepriseCloudReply;

gboolean reprise_cloud_reply_is_success (const RepriseCloudReply *self);
void reprise_cloud_reply_free (RepriseCloudReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseCloudReply, reprise_cloud_reply_free)

G_END_DECLS
