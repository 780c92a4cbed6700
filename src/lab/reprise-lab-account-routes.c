/* SPDX-License-Identifier: GPL-3.0-or-later
 * Handlers: tokens, the tenant, the contract itself. */

#include "config.h"

#include "lab/reprise-lab-routes-private.h"

#include "lab/reprise-lab-records.h"
#include "lab/reprise-lab-service.h"
#include "wire/reprise-access-token-codec.h"
#include "wire/reprise-contract.h"
#include "wire/reprise-tenant-codec.h"

void
reprise_lab_routes_create_token (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabTokens *tokens = reprise_lab_service_get_tokens (REPRISE_LAB_SERVICE (service_data));
  SoupMessageHeaders *headers =
      soup_server_message_get_request_headers (reprise_lab_request_get_message (request));
  g_autoptr (GBytes) body = reprise_lab_request_dup_body (request);
  g_autoptr (RepriseAccessTokenRequest) credential = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  credential =
      reprise_access_token_request_decode (body,
                                           soup_message_headers_get_content_type (headers, NULL),
                                           &error);
  if (credential == NULL)
    {
      reprise_lab_request_refuse (request, SOUP_STATUS_BAD_REQUEST, error->message);
      return;
    }
  token = reprise_lab_tokens_exchange (tokens, credential->client_id, credential->client_secret);
  if (token == NULL)
    {
      reprise_lab_request_refuse (request,
                                  SOUP_STATUS_UNAUTHORIZED,
                                  "wrong client_id or client_secret");
      return;
    }
  reprise_lab_request_answer (request,
                              SOUP_STATUS_OK,
                              reprise_access_token_encode (token,
                                                           reprise_lab_tokens_get_lifetime_seconds (
                                                               tokens)));
}

void
reprise_lab_routes_list_tenants (RepriseLabRequest *request, gpointer service_data)
{
  RepriseLabState *state = reprise_lab_service_get_state (REPRISE_LAB_SERVICE (service_data));
  g_autoptr (GPtrArray) tenants = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tenants, reprise_lab_records_new_tenant (state));
  reprise_lab_request_answer (request, SOUP_STATUS_OK, reprise_tenant_list_encode (tenants));
}

void
reprise_lab_routes_get_contract (RepriseLabRequest *request, gpointer service_data)
{
  reprise_lab_request_answer (request, SOUP_STATUS_OK, reprise_contract_get_json ());
}
