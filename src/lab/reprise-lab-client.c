/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks a lab that is being served how its databases are. */

#include "config.h"

#include "lab/reprise-lab-client.h"

#include "lab/reprise-lab-error.h"
#include "wire/reprise-access-token-codec.h"
#include "wire/reprise-database-codec.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define TIMEOUT_SECONDS 10
#define JSON_TYPE "application/json"

typedef struct
{
  GMainLoop *loop;
  GBytes *body;
  GError *error;
} Exchange;

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->body =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &exchange->error);
  g_main_loop_quit (exchange->loop);
}

/* The program has nothing else to do meanwhile. */
static GBytes *
exchange (SoupSession *session, SoupMessage *message, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Exchange exchanged = { .loop = loop };

  soup_session_send_and_read_async (session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    exchanged_cb,
                                    &exchanged);
  g_main_loop_run (loop);
  if (exchanged.body == NULL)
    {
      g_propagate_error (error, exchanged.error);
      return NULL;
    }
  if (soup_message_get_status (message) == SOUP_STATUS_OK)
    return exchanged.body;
  g_bytes_unref (exchanged.body);
  g_set_error (error,
               REPRISE_LAB_ERROR,
               REPRISE_LAB_ERROR_FAILED,
               /* Translators: %u is an HTTP status such as 401. */
               _ ("the lab refused (%u)"),
               soup_message_get_status (message));
  return NULL;
}

static SoupMessage *
new_message (const RepriseLabDocument *document, const char *method, const char *path)
{
  g_autofree char *address = reprise_lab_client_dup_address (document);
  g_autofree char *uri = g_strconcat (address, path, NULL);

  return soup_message_new (method, uri);
}

static RepriseAccessToken *
exchange_token (SoupSession *session, const RepriseLabDocument *document, GError **error)
{
  g_autoptr (SoupMessage) message = new_message (document, "POST", "/account/v1/oauth/token");
  g_autoptr (GBytes) request =
                 reprise_access_token_request_encode (document->client_id, document->client_secret);
  g_autoptr (GBytes) body = NULL;

  soup_message_set_request_body_from_bytes (message, JSON_TYPE, request);
  body = exchange (session, message, error);
  return body == NULL ? NULL : reprise_access_token_decode (body, error);
}

/**
 * reprise_lab_client_dup_address:
 * @document: a lab's state
 *
 * Returns: (transfer full): where it answers, when it is served
 */
char *
reprise_lab_client_dup_address (const RepriseLabDocument *document)
{
  return g_strdup_printf ("http://127.0.0.1:%u", document->port);
}

/**
 * reprise_lab_client_list_databases:
 * @document: the state of a lab that is being served
 * @error: return location
 *
 * For a program's main thread without a loop of its own.
 *
 * Returns: (transfer full) (nullable) (element-type RepriseDatabase): its databases, as they are
 */
GPtrArray *
reprise_lab_client_list_databases (const RepriseLabDocument *document, GError **error)
{
  g_autoptr (SoupSession) session =
          soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, "proxy-resolver", NULL, NULL);
  g_autoptr (SoupMessage) message = new_message (document, "GET", "/byoc/v1/databases");
  g_autoptr (RepriseAccessToken) token = exchange_token (session, document, error);
  g_autofree char *authorization = NULL;
  g_autoptr (GBytes) body = NULL;

  if (token == NULL)
    return NULL;
  authorization = g_strconcat ("Bearer ", token->access_token, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Authorization",
                                authorization);
  body = exchange (session, message, error);
  return body == NULL ? NULL : reprise_database_list_decode (body, NULL, NULL, error);
}
