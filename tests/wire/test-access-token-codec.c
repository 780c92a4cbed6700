/* SPDX-License-Identifier: GPL-3.0-or-later
 * The exchange of a credential for a token. */

#include "config.h"

#include "wire/reprise-access-token-codec.h"

#include "wire-support.h"

#define FORM "application/x-www-form-urlencoded"

/* A credential is read alike from JSON and from a form, escapes included. */
static void
test_access_token_codec_requests (void)
{
  static const struct
  {
    const char *body;
    const char *content_type;
  } requests[] = {
    { "{\"client_id\":\"i d\",\"client_secret\":\"s&é+%\"}", NULL },
    { "{\"client_id\":\"i d\",\"client_secret\":\"s&é+%\",\"grant_type\":\"client_credentials\"}",
      "application/json" },
    { "client_id=i+d&client_secret=s%26%C3%A9%2B%25", FORM },
    { "grant_type=client_credentials&client_secret=s%26%C3%A9%2B%25&client_id=i%20d",
      "Application/X-WWW-Form-Urlencoded; charset=utf-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GBytes) body = bytes_of (requests[i].body);
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseAccessTokenRequest) request =
                     reprise_access_token_request_decode (body, requests[i].content_type, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (request->client_id, ==, "i d");
      g_assert_cmpstr (request->client_secret, ==, "s&é+%");
    }
}

/* A request that lacks something is refused, and no message repeats a secret. */
static void
test_access_token_codec_refuses (void)
{
  static const struct
  {
    const char *body;
    const char *content_type;
    const char *message;
  } refusals[] = {
    { "{\"client_id\":\"i\"}", NULL, "client_secret: is required" },
    { "{\"client_id\":\"\",\"client_secret\":\"hush\"}", NULL, "client_id: must not be empty" },
    { "{\"client_id\":\"i\",\"client_secret\":\"hush\",\"grant_type\":\"password\"}",
      NULL,
      "grant_type: must be one of: client_credentials" },
    { "{\"client_id\":\"i\",\"client_secret\":\"hush\",\"scope\":\"x\"}",
      NULL,
      "scope: is not known here" },
    { "{\"client_id\":1,\"client_secret\":\"hush\"}",
      NULL,
      "client_id: expected a string, found an integer" },
    { "[\"hush\"]", NULL, "expected an object, found an array" },
    { "client_secret=hush", FORM, "client_id: is required" },
    { "client_id=i&client_secret=hush%ff", FORM, "the form is malformed" },
    { "hush", FORM, "the form is malformed" },
    { "", FORM, "client_id: is required" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GBytes) body = bytes_of (refusals[i].body);
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_access_token_request_decode (body, refusals[i].content_type, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, refusals[i].message);
      g_assert_null (strstr (error->message, "hush"));
    }
}

/* What the client sends is what the lab reads. */
static void
test_access_token_codec_round_trip (void)
{
  g_autoptr (GBytes) sent = reprise_access_token_request_encode ("id", "a\"b");
  g_autoptr (RepriseAccessTokenRequest) request =
                 reprise_access_token_request_decode (sent, "application/json", NULL);
  g_autoptr (GBytes) answered = reprise_access_token_encode ("abc.def", 86400);
  g_autoptr (RepriseAccessToken) token = reprise_access_token_decode (answered, NULL);

  assert_bytes (sent,
                "{\"client_id\":\"id\",\"client_secret\":\"a\\\"b\","
                "\"grant_type\":\"client_credentials\"}");
  g_assert_cmpstr (request->client_id, ==, "id");
  g_assert_cmpstr (request->client_secret, ==, "a\"b");
  assert_bytes (answered,
                "{\"access_token\":\"abc.def\",\"expires_in\":86400,\"token_type\":\"Bearer\"}");
  g_assert_cmpstr (token->access_token, ==, "abc.def");
  g_assert_cmpstr (token->token_type, ==, "Bearer");
  g_assert_cmpint (token->expires_in_seconds, ==, 86400);
}

/* An answer without a usable token is a failure, never a token that is empty. */
static void
test_access_token_codec_no_token (void)
{
  static const struct
  {
    const char *body;
    const char *message;
  } answers[] = {
    { "{\"access_token\":\"\",\"expires_in\":1,\"token_type\":\"Bearer\"}",
      "token.access_token: must not be empty" },
    { "{\"expires_in\":1}", "token.access_token: is required" },
    { "{\"access_token\":\"a\"}", "token.expires_in: is required" },
    { "{\"access_token\":\"a\",\"expires_in\":-1}",
      "token.expires_in: must lie between 0 and 2147483647" },
    { "{\"access_token\":\"a\",\"expires_in\":\"86400\"}",
      "token.expires_in: expected an integer, found a string" },
    { "null", "token: expected an object, found null" },
    { "<html>", "expected a value, found ‘<’ at byte 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GBytes) body = bytes_of (answers[i].body);
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_access_token_decode (body, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == REPRISE_WIRE_ERROR);
      g_assert_cmpstr (error->message, ==, answers[i].message);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/access-token-codec/requests", test_access_token_codec_requests);
  g_test_add_func ("/wire/access-token-codec/refuses", test_access_token_codec_refuses);
  g_test_add_func ("/wire/access-token-codec/round-trip", test_access_token_codec_round_trip);
  g_test_add_func ("/wire/access-token-codec/no-token", test_access_token_codec_no_token);
  return g_test_run ();
}
