/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cloud API of the lab, over HTTP. */

#include "config.h"

#include "lab/reprise-lab-service.h"

#include "lab/reprise-lab-router.h"
#include "lab/reprise-lab-routes-private.h"

struct _RepriseLabService
{
  GObject parent_instance;

  SoupServer *server;
  RepriseLabOperations *operations;
  RepriseLabTokens *tokens;
};

G_DEFINE_FINAL_TYPE (RepriseLabService, reprise_lab_service, G_TYPE_OBJECT)

static const RepriseLabRoute routes[] = {
  { "POST", "/account/v1/oauth/token", reprise_lab_routes_create_token, TRUE },
  { "GET", "/account/v1/openapi.json", reprise_lab_routes_get_contract, TRUE },
  { "GET", "/account/v1/tenants", reprise_lab_routes_list_tenants },
  { "GET", "/byoc/v1/openapi.json", reprise_lab_routes_get_contract, TRUE },
  { "GET", "/byoc/v1/clusters", reprise_lab_routes_list_clusters },
  { "GET", "/byoc/v1/clusters/{id}", reprise_lab_routes_get_cluster },
  { "GET", "/byoc/v1/clusters/{id}/nodes", reprise_lab_routes_list_cluster_nodes },
  { "GET", "/byoc/v1/databases", reprise_lab_routes_list_databases },
  { "GET", "/byoc/v1/databases/{id}", reprise_lab_routes_get_database },
  { "POST", "/byoc/v1/databases/{id}/backup", reprise_lab_routes_back_up },
  { "POST", "/byoc/v1/databases/{id}/restore", reprise_lab_routes_restore },
  { "GET", "/byoc/v1/backup-stores", reprise_lab_routes_list_stores },
  { "GET", "/byoc/v1/backup-repositories", reprise_lab_routes_list_repositories },
  { "GET", "/byoc/v1/backup-repositories/{id}/{node_name}", reprise_lab_routes_get_inventory },
  { "GET", "/byoc/v1/tasks", reprise_lab_routes_list_tasks },
};

/* What the service's own router answers has no code: clients tell a wrong address from a missing
 * resource by that. */
static const char not_found[] = "{\"message\":\"Not Found\"}";

static gboolean
is_authorized (RepriseLabService *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return reprise_lab_tokens_accept (self->tokens,
                                    soup_message_headers_get_one (headers, "Authorization"));
}

static const RepriseLabRoute *
find_route (RepriseLabRequest *request)
{
  SoupServerMessage *message = reprise_lab_request_get_message (request);
  const RepriseLabRoute *route = NULL;
  g_auto (GStrv) parameters = NULL;

  switch (reprise_lab_router_find (routes,
                                   G_N_ELEMENTS (routes),
                                   soup_server_message_get_method (message),
                                   g_uri_get_path (soup_server_message_get_uri (message)),
                                   &route,
                                   &parameters))
    {
    case REPRISE_LAB_MATCH_FOUND:
      reprise_lab_request_set_parameters (request, (const char *const *) parameters);
      return route;
    case REPRISE_LAB_MATCH_NO_METHOD:
      reprise_lab_request_refuse (request, SOUP_STATUS_METHOD_NOT_ALLOWED, "method not allowed");
      return NULL;
    case REPRISE_LAB_MATCH_NO_PATH:
    default:
      reprise_lab_request_answer (request,
                                  SOUP_STATUS_NOT_FOUND,
                                  g_bytes_new_static (not_found, strlen (not_found)));
      return NULL;
    }
}

/* Before the body: what is refused here does not get to send one. */
static void
headers_received_cb (SoupServer *server,
                     SoupServerMessage *message,
                     const char *path,
                     GHashTable *query,
                     gpointer user_data)
{
  RepriseLabService *self = REPRISE_LAB_SERVICE (user_data);
  RepriseLabRequest *request =
      reprise_lab_request_new (message, query, REPRISE_LAB_SERVICE_MAX_BODY_BYTES);
  const RepriseLabRoute *route = find_route (request);

  if (route == NULL)
    return;
  if (!route->is_public && !is_authorized (self, message))
    reprise_lab_request_refuse (request,
                                SOUP_STATUS_UNAUTHORIZED,
                                "missing, invalid or expired access token");
  else if (reprise_lab_request_is_too_large (request))
    reprise_lab_request_refuse (request,
                                SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
                                "request body is too large");
}

static void
request_received_cb (SoupServer *server,
                     SoupServerMessage *message,
                     const char *path,
                     GHashTable *query,
                     gpointer user_data)
{
  RepriseLabService *self = REPRISE_LAB_SERVICE (user_data);
  RepriseLabRequest *request = reprise_lab_request_get (message);
  const RepriseLabRoute *route = find_route (request);

  if (route == NULL)
    return;
  if (reprise_lab_request_is_too_large (request))
    reprise_lab_request_refuse (request,
                                SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
                                "request body is too large");
  else
    route->handler (request, self);
}

static void
reprise_lab_service_dispose (GObject *object)
{
  RepriseLabService *self = REPRISE_LAB_SERVICE (object);

  if (self->server != NULL)
    soup_server_remove_handler (self->server, NULL);
  g_clear_object (&self->server);
  g_clear_object (&self->operations);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (reprise_lab_service_parent_class)->dispose (object);
}

static void
reprise_lab_service_class_init (RepriseLabServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_lab_service_dispose;
}

static void
reprise_lab_service_init (RepriseLabService *self)
{
}

/**
 * reprise_lab_service_new:
 * @server: (transfer none): not listening yet
 * @operations: (transfer none): what the lab does to its databases
 * @tokens: (transfer none): who may ask
 */
RepriseLabService *
reprise_lab_service_new (SoupServer *server,
                         RepriseLabOperations *operations,
                         RepriseLabTokens *tokens)
{
  RepriseLabService *self = g_object_new (REPRISE_TYPE_LAB_SERVICE, NULL);

  self->server = g_object_ref (server);
  self->operations = g_object_ref (operations);
  self->tokens = g_object_ref (tokens);
  /* libsoup keeps both with the path they share, and drops both with it. */
  soup_server_add_handler (server, NULL, request_received_cb, self, NULL);
  soup_server_add_early_handler (server, NULL, headers_received_cb, self, NULL);
  return self;
}

RepriseLabState *
reprise_lab_service_get_state (RepriseLabService *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_SERVICE (self), NULL);

  return reprise_lab_operations_get_state (self->operations);
}

RepriseLabEngine *
reprise_lab_service_get_engine (RepriseLabService *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_SERVICE (self), NULL);

  return reprise_lab_operations_get_engine (self->operations);
}

RepriseLabOperations *
reprise_lab_service_get_operations (RepriseLabService *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_SERVICE (self), NULL);

  return self->operations;
}

RepriseLabTokens *
reprise_lab_service_get_tokens (RepriseLabService *self)
{
  g_return_val_if_fail (REPRISE_IS_LAB_SERVICE (self), NULL);

  return self->tokens;
}
