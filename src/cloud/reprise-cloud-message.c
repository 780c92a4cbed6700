/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request to the service and its answer, as plain values. */

#include "config.h"

#include "cloud/reprise-cloud-message.h"

#include "base/reprise-secret.h"

static RepriseCloudRequest *
new_request (const char *method, const char *target, GBytes *body)
{
  RepriseCloudRequest *self = g_new0 (RepriseCloudRequest, 1);

  self->method = method;
  self->target = g_strdup (target);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  self->timeout_usec = REPRISE_CLOUD_TIMEOUT_USEC;
  return self;
}

/**
 * reprise_cloud_request_new_read:
 * @target: the path under the base address, with its query
 * @timeout_usec: how long the exchange may take
 *
 * Returns: (transfer full): a GET
 */
RepriseCloudRequest *
reprise_cloud_request_new_read (const char *target, gint64 timeout_usec)
{
  RepriseCloudRequest *self = new_request ("GET", target, NULL);

  self->timeout_usec = timeout_usec;
  return self;
}

/**
 * reprise_cloud_request_new_write:
 * @target: the path under the base address
 * @body: JSON
 *
 * Returns: (transfer full): a POST that must reach the service at most once
 */
RepriseCloudRequest *
reprise_cloud_request_new_write (const char *target, GBytes *body)
{
  RepriseCloudRequest *self = new_request ("POST", target, body);

  self->is_write = TRUE;
  return self;
}

/**
 * reprise_cloud_request_new_token:
 * @target: the path under the base address
 * @body: JSON
 *
 * Returns: (transfer full): a POST that may be repeated, since it changes nothing
 */
RepriseCloudRequest *
reprise_cloud_request_new_token (const char *target, GBytes *body)
{
  return new_request ("POST", target, body);
}

/**
 * reprise_cloud_request_copy:
 * @self: a request
 *
 * Returns: (transfer full): a copy of it
 */
RepriseCloudRequest *
reprise_cloud_request_copy (const RepriseCloudRequest *self)
{
  RepriseCloudRequest *copy = new_request (self->method, self->target, self->body);

  copy->token = g_strdup (self->token);
  copy->is_write = self->is_write;
  copy->timeout_usec = self->timeout_usec;
  return copy;
}

/**
 * reprise_cloud_request_set_token:
 * @self: a request
 * @token: the bearer token to send; copied
 */
void
reprise_cloud_request_set_token (RepriseCloudRequest *self, const char *token)
{
  reprise_secret_free (self->token);
  self->token = g_strdup (token);
}

/**
 * reprise_cloud_request_free:
 * @self: (transfer full): a request
 */
void
reprise_cloud_request_free (RepriseCloudRequest *self)
{
  g_free (self->target);
  g_clear_pointer (&self->body, g_bytes_unref);
  reprise_secret_free (self->token);
  g_free (self);
}

/**
 * reprise_cloud_reply_is_success:
 * @self: an answer
 *
 * Returns: whether its status is one of 200 to 299
 */
gboolean
reprise_cloud_reply_is_success (const RepriseCloudReply *self)
{
  return self->status >= 200 && self->status < 300;
}

/**
 * reprise_cloud_reply_free:
 * @self: (transfer full): an answer
 */
void
reprise_cloud_reply_free (RepriseCloudReply *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self->location);
  g_free (self);
}
