/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an answer that is no success means. */

#include "config.h"

#include "cloud/reprise-cloud-error.h"

#include "model/reprise-service-error.h"
#include "wire/reprise-answer.h"
#include "wire/reprise-service-error-table.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

/* Only the host is told: the rest of a redirect may hold anything. */
static GError *
redirect_error (const RepriseCloudReply *reply)
{
  g_autoptr (GUri) uri = NULL;
  const char *host = NULL;

  if (reply->location != NULL)
    uri = g_uri_parse (reply->location, G_URI_FLAGS_ENCODED, NULL);
  if (uri != NULL)
    host = g_uri_get_host (uri);
  return g_error_new (
      REPRISE_SERVICE_ERROR,
      REPRISE_SERVICE_ERROR_WRONG_ADDRESS,
      /* Translators: the number of an HTTP status, and a host or “another path”. */
      _ ("HTTP status %u: redirected to %s; the address of the service may be wrong"),
      reply->status,
      host != NULL && *host != '\0' ? host : _ ("another path"));
}

/**
 * reprise_cloud_error_from_reply:
 * @reply: an answer that is no success
 *
 * Returns: (transfer full): the %REPRISE_SERVICE_ERROR that it is
 */
GError *
reprise_cloud_error_from_reply (const RepriseCloudReply *reply)
{
  if (reply->status >= 300 && reply->status < 400)
    return redirect_error (reply);
  return reprise_service_error_decode (reply->status, reply->body, reply->content_type);
}

static gboolean
leaves_write_open (const RepriseCloudReply *reply)
{
  return reply->status >= 500 || reply->status == SOUP_STATUS_REQUEST_TIMEOUT ||
         reprise_cloud_reply_is_success (reply);
}

/**
 * reprise_cloud_error_from_write_reply:
 * @reply: the answer to a write
 *
 * A success says nothing; any other has come from somewhere else than the service. Where the
 * service or something before it broke down, the write may have been accepted all the same.
 *
 * Returns: (transfer full) (nullable): %NULL where the write was accepted, an unknown outcome, or
 * the refusal
 */
GError *
reprise_cloud_error_from_write_reply (const RepriseCloudReply *reply)
{
  g_autoptr (GError) error = NULL;

  if (reprise_cloud_reply_is_success (reply) && reprise_answer_is_empty (reply->body))
    return NULL;
  error = reprise_cloud_error_from_reply (reply);
  if (leaves_write_open (reply))
    return g_error_new (REPRISE_SERVICE_ERROR,
                        REPRISE_SERVICE_ERROR_OUTCOME_UNKNOWN,
                        _ ("Whether the request was accepted is not known: %s"),
                        error->message);
  /* Whatever else it says, it says no. */
  if (error->code == REPRISE_SERVICE_ERROR_PROTOCOL)
    error->code = REPRISE_SERVICE_ERROR_BAD_REQUEST;
  return g_steal_pointer (&error);
}

/**
 * reprise_cloud_error_take_wire:
 * @error: (out) (optional): where to put a %REPRISE_SERVICE_ERROR_PROTOCOL
 * @what: a sentence that says what cannot be read
 * @problem: (transfer full): a %REPRISE_WIRE_ERROR
 */
void
reprise_cloud_error_take_wire (GError **error, const char *what, GError *problem)
{
  g_set_error (error,
               REPRISE_SERVICE_ERROR,
               REPRISE_SERVICE_ERROR_PROTOCOL,
               /* Translators: a sentence, and the reason. */
               _ ("%s: %s"),
               what,
               problem->message);
  g_error_free (problem);
}
