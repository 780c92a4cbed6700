/* SPDX-License-Identifier: GPL-3.0-or-later
 * What answers that are no success mean, and how the lab gives them. */

#include "config.h"

#include "wire/reprise-service-error-table.h"

#include "wire/reprise-wire-error.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  guint status;
  const char *body;
  RepriseServiceError code;
  const char *message;
} Case;

static const Case cases[] = {
  { 400,
    "{\"code\":400,\"message\":\"database in unmodifiable state: modifying\"}",
    REPRISE_SERVICE_ERROR_BUSY_DATABASE,
    "database in unmodifiable state: modifying" },
  { 400,
    "{\"code\":400,\"message\":\"database restore cannot be completed. cluster is not in available "
    "status\"}",
    REPRISE_SERVICE_ERROR_BUSY_CLUSTER,
    "database restore cannot be completed. cluster is not in available status" },
  { 400,
    "{\"code\":400,\"message\":\"backup of the database failed. cluster in not in available "
    "status\"}",
    REPRISE_SERVICE_ERROR_BUSY_CLUSTER,
    "backup of the database failed. cluster in not in available status" },
  { 400,
    "{\"code\":400,\"message\":\"update of cluster failed. database is not in available status\"}",
    REPRISE_SERVICE_ERROR_BUSY_DATABASE,
    "update of cluster failed. database is not in available status" },
  { 400,
    "{\"code\":400,\"message\":\"cluster must have available status\"}",
    REPRISE_SERVICE_ERROR_BUSY_CLUSTER,
    "cluster must have available status" },
  { 400,
    "{\"code\":400,\"message\":\"database must have available status\"}",
    REPRISE_SERVICE_ERROR_BUSY_DATABASE,
    "database must have available status" },
  { 400,
    "{\"code\":400,\"message\":\"your plan does not allow backup stores\"}",
    REPRISE_SERVICE_ERROR_PLAN,
    "your plan does not allow backup stores" },
  { 400,
    "{\"code\":400,\"message\":\"target: no offset\"}",
    REPRISE_SERVICE_ERROR_BAD_REQUEST,
    "target: no offset" },
  { 400,
    "{\"code\":\"invalid_client\",\"message\":\"no such client\"}",
    REPRISE_SERVICE_ERROR_UNAUTHORIZED,
    "no such client" },
  { 401,
    "{\"code\":401,\"message\":\"bad token\"}",
    REPRISE_SERVICE_ERROR_UNAUTHORIZED,
    "bad token" },
  { 401, "", REPRISE_SERVICE_ERROR_UNAUTHORIZED, "HTTP status 401" },
  { 403, "{\"code\":403,\"message\":\"no\"}", REPRISE_SERVICE_ERROR_FORBIDDEN, "no" },
  { 403,
    "{\"code\":403,\"message\":\"no\",\"reason\":\"brand_new\"}",
    REPRISE_SERVICE_ERROR_FORBIDDEN,
    "no" },
  { 403,
    "{\"code\":403,\"message\":\"no\",\"reason\":\"membership_revoked\"}",
    REPRISE_SERVICE_ERROR_MEMBERSHIP,
    "no" },
  { 403,
    "{\"code\":403,\"message\":\"no\",\"reason\":\"plan_expired\"}",
    REPRISE_SERVICE_ERROR_PLAN,
    "no" },
  { 400,
    "{\"code\":400,\"message\":\"no\",\"reason\":\"developer_plan_backup\"}",
    REPRISE_SERVICE_ERROR_PLAN,
    "no" },
  { 404, "{\"code\":404,\"message\":\"gone\"}", REPRISE_SERVICE_ERROR_NOT_FOUND, "gone" },
  { 404, "{\"code\":\"not_found\",\"message\":\"gone\"}", REPRISE_SERVICE_ERROR_NOT_FOUND, "gone" },
  { 404,
    "{\"message\":\"Not Found\"}",
    REPRISE_SERVICE_ERROR_WRONG_ADDRESS,
    "HTTP status 404: Not Found" },
  { 404,
    "{\"code\":null,\"message\":\"Not Found\"}",
    REPRISE_SERVICE_ERROR_WRONG_ADDRESS,
    "HTTP status 404: Not Found" },
  { 404, "", REPRISE_SERVICE_ERROR_WRONG_ADDRESS, "HTTP status 404" },
  { 404, "[]", REPRISE_SERVICE_ERROR_WRONG_ADDRESS, "HTTP status 404: []" },
  { 407, "", REPRISE_SERVICE_ERROR_WRONG_ADDRESS, "HTTP status 407" },
  { 302, "", REPRISE_SERVICE_ERROR_WRONG_ADDRESS, "HTTP status 302" },
  { 405, "{\"code\":405,\"message\":\"method\"}", REPRISE_SERVICE_ERROR_BAD_REQUEST, "method" },
  { 408, "", REPRISE_SERVICE_ERROR_TIMEOUT, "HTTP status 408" },
  { 504,
    "upstream\n\ttimed out\x1b[0m\n",
    REPRISE_SERVICE_ERROR_TIMEOUT,
    "HTTP status 504: upstream timed out [0m" },
  { 409, "{\"code\":409,\"message\":\"lost\"}", REPRISE_SERVICE_ERROR_CONFLICT, "lost" },
  { 429, "slow down", REPRISE_SERVICE_ERROR_RATE_LIMITED, "HTTP status 429: slow down" },
  { 500,
    "{\"code\":500,\"message\":\"failed to connect to backup repository\"}",
    REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE,
    "failed to connect to backup repository" },
  { 500,
    "{\"code\":500,\"message\":\"failed to list tasks\"}",
    REPRISE_SERVICE_ERROR_SERVER,
    "failed to list tasks" },
  { 502,
    "<html><head><title>502 Bad Gateway</title></head>\n<body><hr>nginx</body></html>",
    REPRISE_SERVICE_ERROR_SERVER,
    "HTTP status 502: 502 Bad Gateway nginx" },
  { 503, "{\"message\":", REPRISE_SERVICE_ERROR_SERVER, "HTTP status 503: {\"message\":" },
  { 500, "{\"code\":500,\"message\":7}", REPRISE_SERVICE_ERROR_SERVER, "HTTP status 500" },
  { 599, "\xff\xfe", REPRISE_SERVICE_ERROR_SERVER, "HTTP status 599: \xef\xbf\xbd" },
  { 200, "ok", REPRISE_SERVICE_ERROR_PROTOCOL, "HTTP status 200: ok" },
  { 0, "", REPRISE_SERVICE_ERROR_PROTOCOL, "HTTP status 0" },
};

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

/* Each documented answer, and each kind of nonsense, is told apart by status, words and shape. */
static void
test_service_error_table_decodes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = bytes_of (cases[i].body);
      g_autoptr (GError) error =
                     reprise_service_error_decode (cases[i].status, body, "application/json");

      g_assert_error (error, REPRISE_SERVICE_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Every member but those without an answer has a case above, so none is unreachable. */
static void
test_service_error_table_covers (void)
{
  for (int code = 0; code < REPRISE_SERVICE_ERROR_N_CODES; code++)
    {
      gboolean found =
          reprise_service_error_get_status (code) == 0 && code != REPRISE_SERVICE_ERROR_PROTOCOL;

      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        found = found || (int) cases[i].code == code;
      g_assert_true (found);
    }
}

/* What the lab encodes for an error decodes to the same error, with its words. */
static void
test_service_error_table_round_trip (void)
{
  static const char *const messages[REPRISE_SERVICE_ERROR_N_CODES] = {
    [REPRISE_SERVICE_ERROR_BUSY_DATABASE] = REPRISE_PHRASE_DATABASE_NOT_AVAILABLE,
    [REPRISE_SERVICE_ERROR_BUSY_CLUSTER] = REPRISE_PHRASE_CLUSTER_NOT_AVAILABLE,
    [REPRISE_SERVICE_ERROR_STORAGE_UNREACHABLE] = REPRISE_PHRASE_REPOSITORY_UNREACHABLE,
  };

  for (int code = 0; code < REPRISE_SERVICE_ERROR_N_CODES; code++)
    {
      const char *message = messages[code] == NULL ? "what happened" : messages[code];
      g_autoptr (GError) error = g_error_new_literal (REPRISE_SERVICE_ERROR, code, message);
      g_autoptr (GError) decoded = NULL;
      g_autoptr (GBytes) body = NULL;
      guint status;

      if (code == REPRISE_SERVICE_ERROR_WRONG_ADDRESS)
        continue; /* Said by others, without an error object. */
      body = reprise_service_error_encode_error (error, &status);
      decoded = reprise_service_error_decode (status, body, "application/json");
      if (reprise_service_error_get_status (code) == 0)
        g_assert_error (decoded, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_SERVER);
      else
        g_assert_error (decoded, REPRISE_SERVICE_ERROR, code);
      g_assert_cmpstr (decoded->message, ==, message);
    }
}

/* The error object is the contract's: the code mirrors the status, a reason only where there is
 * one. */
static void
test_service_error_table_encodes (void)
{
  g_autoptr (GBytes) plain =
                 reprise_service_error_encode (500, REPRISE_PHRASE_LIST_TASKS_FAILED, NULL);
  g_autoptr (GBytes) with_reason =
                 reprise_service_error_encode (403, "a \"word\"", REPRISE_REASON_PLAN_EXPIRED);
  static const char expected[] = "{\"code\":500,\"message\":\"failed to list tasks\"}";
  static const char expected_with_reason[] =
      "{\"code\":403,\"message\":\"a \\\"word\\\"\",\"reason\":\"plan_expired\"}";

  g_assert_cmpmem (g_bytes_get_data (plain, NULL),
                   g_bytes_get_size (plain),
                   expected,
                   strlen (expected));
  g_assert_cmpmem (g_bytes_get_data (with_reason, NULL),
                   g_bytes_get_size (with_reason),
                   expected_with_reason,
                   strlen (expected_with_reason));
}

/* A malformed request is the sender's fault, everything unforeseen the lab's. */
static void
test_service_error_table_other_domains (void)
{
  g_autoptr (GError) wire =
          g_error_new (REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_MISSING, "provider: is required");
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "disk full");
  g_autoptr (GBytes) first = NULL, second = NULL;
  static const char expected[] = "{\"code\":400,\"message\":\"provider: is required\"}";
  guint status;

  first = reprise_service_error_encode_error (wire, &status);
  g_assert_cmpuint (status, ==, 400);
  g_assert_cmpmem (g_bytes_get_data (first, NULL),
                   g_bytes_get_size (first),
                   expected,
                   strlen (expected));
  second = reprise_service_error_encode_error (other, &status);
  g_assert_cmpuint (status, ==, 500);
}

/* Of a long text 512 bytes are kept, cut between characters. */
static void
test_service_error_table_long_text (void)
{
  g_autoptr (GString) text = g_string_new ("x");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *shown;

  for (int i = 0; i < 4000; i++)
    g_string_append (text, "é");
  body = g_bytes_new (text->str, text->len);
  error = reprise_service_error_decode (502, body, NULL);
  shown = error->message + strlen ("HTTP status 502: ");
  g_assert_cmpuint (strlen (shown), ==, 511);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_true (g_str_has_prefix (text->str, shown));
}

/* Without a body the status alone speaks; a body that would crash the parser is only text. */
static void
test_service_error_table_odd_bodies (void)
{
  g_autofree char *brackets = g_strnfill (60000, '[');
  g_autoptr (GBytes) deep = bytes_of (brackets);
  g_autoptr (GError) none = reprise_service_error_decode (500, NULL, NULL);
  g_autoptr (GError) deep_error = reprise_service_error_decode (500, deep, "application/json");

  g_assert_error (none, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_SERVER);
  g_assert_cmpstr (none->message, ==, "HTTP status 500");
  g_assert_error (deep_error, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_SERVER);
  g_assert_true (g_str_has_prefix (deep_error->message, "HTTP status 500: [[["));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/service-error-table/decodes", test_service_error_table_decodes);
  g_test_add_func ("/wire/service-error-table/covers", test_service_error_table_covers);
  g_test_add_func ("/wire/service-error-table/round-trip", test_service_error_table_round_trip);
  g_test_add_func ("/wire/service-error-table/encodes", test_service_error_table_encodes);
  g_test_add_func ("/wire/service-error-table/other-domains",
                   test_service_error_table_other_domains);
  g_test_add_func ("/wire/service-error-table/long-text", test_service_error_table_long_text);
  g_test_add_func ("/wire/service-error-table/odd-bodies", test_service_error_table_odd_bodies);
  return g_test_run ();
}
