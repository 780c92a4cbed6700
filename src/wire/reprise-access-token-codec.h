/* SPDX-License-Identifier: GPL-3.0-or-later
 * The exchange of a credential for a token, as JSON and as a form. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseAccessTokenRequest:
 * @client_id: the public half of a credential
 * @client_secret: its secret half; overwritten in memory when freed
 */
typedef struct
{
  char *client_id;
  char *client_secret;
} RepriseAccessTokenRequest;

/**
 * RepriseAccessToken:
 * @access_token: the token, never empty; overwritten in memory when freed
 * @token_type: what kind of token, such as Bearer
 * @expires_in_seconds: how long it is good for, from when it was issued
 */
typedef struct
{
  char *access_token;
  char *token_type;
  gint64 expires_in_seconds;
} RepriseAccessToken;

void reprise_access_token_request_free (RepriseAccessTokenRequest *self);
void reprise_access_token_free (RepriseAccessToken *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseAccessTokenRequest, reprise_access_token_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseAccessToken, reprise_access_token_free)

RepriseAccessTokenRequest *
reprise_access_token_request_decode (GBytes *body, const char *content_type, GError **error);
GBytes *reprise_access_token_request_encode (const char *client_id, const char *client_secret);
RepriseAccessToken *reprise_access_token_decode (GBytes *body, GError **error);
GBytes *reprise_access_token_encode (const char *access_token, gint64 expires_in_seconds);

G_END_DECLS
