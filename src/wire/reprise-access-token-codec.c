/* SPDX-License-Identifier: GPL-3.0-or-later
 * The exchange of a credential for a token, as JSON and as a form. */

#define _DEFAULT_SOURCE

#include "config.h"

#include "wire/reprise-access-token-codec.h"

#include "wire/reprise-json-document-private.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-json-write-private.h"

#include <string.h>

#define FORM_TYPE "application/x-www-form-urlencoded"
#define MAX_FORM_BYTES (64 * 1024)

static const char *const request_members[] = { "client_id", "client_secret", "grant_type", NULL };
static const char *const grant_types[] = { "client_credentials", NULL };

static void
free_secret (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * reprise_access_token_request_free:
 * @self: (nullable) (transfer full): a request
 */
void
reprise_access_token_request_free (RepriseAccessTokenRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->client_id);
  free_secret (self->client_secret);
  g_free (self);
}

/**
 * reprise_access_token_free:
 * @self: (nullable) (transfer full): a token
 */
void
reprise_access_token_free (RepriseAccessToken *self)
{
  if (self == NULL)
    return;
  free_secret (self->access_token);
  g_free (self->token_type);
  g_free (self);
}

/* A form is read as the object it stands for, so that both are checked alike. */
static JsonNode *
parse_form (GBytes *body, GError **error)
{
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GError) local_error = NULL;
  JsonObject *object;
  JsonNode *node;
  GHashTableIter iter;
  gpointer name, value;
  gsize size;
  const char *form = g_bytes_get_data (body, &size);

  if (size <= MAX_FORM_BYTES)
    values = g_uri_parse_params (size == 0 ? "" : form,
                                 (gssize) size,
                                 "&",
                                 G_URI_PARAMS_WWW_FORM,
                                 &local_error);
  if (values == NULL)
    {
      /* GLib's message would repeat parts of the form, secrets included. */
      g_set_error_literal (error,
                           REPRISE_WIRE_ERROR,
                           REPRISE_WIRE_ERROR_SYNTAX,
                           "the form is malformed");
      return NULL;
    }
  object = json_object_new ();
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (object, name, value);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

/**
 * reprise_access_token_request_decode:
 * @body: the body of a request for a token
 * @content_type: (nullable): what it is, JSON unless it says that it is a form
 * @error: return location for a %REPRISE_WIRE_ERROR whose message fits into a refusal
 *
 * Returns: (transfer full): the credential
 */
RepriseAccessTokenRequest *
reprise_access_token_request_decode (GBytes *body, const char *content_type, GError **error)
{
  g_autoptr (RepriseAccessTokenRequest) request = g_new0 (RepriseAccessTokenRequest, 1);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root;

  g_return_val_if_fail (body != NULL, NULL);

  if (content_type != NULL &&
      g_ascii_strncasecmp (content_type, FORM_TYPE, strlen (FORM_TYPE)) == 0)
    node = parse_form (body, error);
  else
    node = reprise_json_parse_bytes (body, &REPRISE_JSON_LIMITS_REQUEST, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, "", &problem);
  if (reprise_json_place_expect_object (&root))
    {
      const char *id = reprise_json_place_get_string (&root, "client_id", REPRISE_JSON_REQUIRED);
      const char *secret =
          reprise_json_place_get_string (&root, "client_secret", REPRISE_JSON_REQUIRED);

      reprise_json_place_get_word (&root, "grant_type", REPRISE_JSON_OPTIONAL, grant_types);
      reprise_json_place_refuse_unknown (&root, request_members);
      request->client_id = g_strdup (id);
      request->client_secret = g_strdup (secret);
    }
  if (problem == NULL)
    return g_steal_pointer (&request);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * reprise_access_token_request_encode:
 * @client_id: the public half of a credential
 * @client_secret: its secret half
 *
 * Returns: (transfer full): the body of a request for a token; holds the secret
 */
GBytes *
reprise_access_token_request_encode (const char *client_id, const char *client_secret)
{
  JsonObject *object;

  g_return_val_if_fail (client_id != NULL, NULL);
  g_return_val_if_fail (client_secret != NULL, NULL);

  object = json_object_new ();
  reprise_json_put_string (object, "client_id", client_id);
  reprise_json_put_string (object, "client_secret", client_secret);
  reprise_json_put_string (object, "grant_type", grant_types[0]);
  return reprise_json_write_object (object);
}

/**
 * reprise_access_token_decode:
 * @body: the body of an answer to such a request
 * @error: return location for a %REPRISE_WIRE_ERROR; an empty token is one
 *
 * Returns: (transfer full): the token
 */
RepriseAccessToken *
reprise_access_token_decode (GBytes *body, GError **error)
{
  g_autoptr (RepriseAccessToken) token = g_new0 (RepriseAccessToken, 1);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  RepriseJsonPlace root;

  g_return_val_if_fail (body != NULL, NULL);

  node = reprise_json_parse_bytes (body, &REPRISE_JSON_LIMITS_ANSWER, error);
  if (node == NULL)
    return NULL;
  root = reprise_json_place_root (node, "token", &problem);
  if (reprise_json_place_expect_object (&root))
    {
      token->access_token =
          g_strdup (reprise_json_place_get_string (&root, "access_token", REPRISE_JSON_REQUIRED));
      token->token_type =
          g_strdup (reprise_json_place_get_string (&root, "token_type", REPRISE_JSON_OPTIONAL));
      token->expires_in_seconds =
          reprise_json_place_get_int64 (&root, "expires_in", REPRISE_JSON_REQUIRED, G_MAXINT32, 0);
    }
  if (problem == NULL)
    return g_steal_pointer (&token);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * reprise_access_token_encode:
 * @access_token: a token
 * @expires_in_seconds: how long it is good for
 *
 * Returns: (transfer full): the body of an answer
 */
GBytes *
reprise_access_token_encode (const char *access_token, gint64 expires_in_seconds)
{
  JsonObject *object;

  g_return_val_if_fail (access_token != NULL, NULL);

  object = json_object_new ();
  reprise_json_put_string (object, "access_token", access_token);
  reprise_json_put_count (object, "expires_in", expires_in_seconds);
  reprise_json_put_string (object, "token_type", "Bearer");
  return reprise_json_write_object (object);
}
