/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which connection a run is given by options and environment. */

#include "config.h"

#include "app/reprise-run-connection.h"

#include <string.h>

#define FILE_OF_LAB                                                                                \
  "{\"api_url\":\"http://127.0.0.1:9\",\"client_id\":\"file-id\",\"client_secret\":\"file-hush\"}"
#define FILE_WITHOUT_ADDRESS "{\"client_id\":\"file-id\",\"client_secret\":\"file-hush\"}"

typedef struct
{
  const char *api_url;
  const char *file;
  const char *client_id;
  const char *client_secret;
  const char *address; /* expected; NULL for no connection */
  const char *id;
  const char *message; /* expected; NULL for no error */
} Case;

static RepriseRunConnection *
resolve (const Case *given, GError **error)
{
  g_autoptr (GBytes) file =
                 given->file == NULL ? NULL : g_bytes_new (given->file, strlen (given->file));
  RepriseRunConnectionSources sources = {
    .api_url = given->api_url,
    .file_name = file == NULL ? NULL : "lab.json",
    .file = file,
    .client_id = given->client_id,
    .client_secret = given->client_secret,
  };
  RepriseRunConnection *connection = NULL;
  gboolean is_good = reprise_run_connection_resolve (&sources, &connection, error);

  g_assert_cmpint (is_good, ==, given->message == NULL);
  return connection;
}

/* Options go before the environment, an address before the one of a file, and pgEdge Cloud's own
 * address stands where nobody names another. */
static void
test_run_connection_sources (void)
{
  static const Case cases[] = {
    { .address = NULL },
    { .client_id = "", .client_secret = "", .address = NULL },
    { .client_id = "env-id",
      .client_secret = "env-hush",
      .address = "https://api.pgedge.com",
      .id = "env-id" },
    { .api_url = "https://example.com/x",
      .client_id = "env-id",
      .client_secret = "env-hush",
      .address = "https://example.com/x",
      .id = "env-id" },
    { .file = FILE_OF_LAB, .address = "http://127.0.0.1:9", .id = "file-id" },
    { .file = FILE_WITHOUT_ADDRESS, .address = "https://api.pgedge.com", .id = "file-id" },
    { .api_url = "http://localhost:8",
      .file = FILE_OF_LAB,
      .client_id = "env-id",
      .client_secret = "env-hush",
      .address = "http://localhost:8",
      .id = "file-id" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseRunConnection) connection = resolve (&cases[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (connection != NULL, ==, cases[i].address != NULL);
      if (connection == NULL)
        continue;
      g_assert_cmpstr (connection->address, ==, cases[i].address);
      g_assert_cmpstr (connection->client_id, ==, cases[i].id);
      g_assert_cmpstr (connection->client_secret,
                       ==,
                       cases[i].file != NULL ? "file-hush" : "env-hush");
    }
}

/* Half a connection is refused with the half that is missing, and no message repeats a secret. */
static void
test_run_connection_refuses (void)
{
  static const Case cases[] = {
    { .client_id = "i", .message = "PGEDGE_CLIENT_ID is set, but PGEDGE_CLIENT_SECRET is not" },
    { .client_secret = "hush",
      .message = "PGEDGE_CLIENT_SECRET is set, but PGEDGE_CLIENT_ID is not" },
    { .client_id = "",
      .client_secret = "hush",
      .message = "PGEDGE_CLIENT_SECRET is set, but PGEDGE_CLIENT_ID is not" },
    { .api_url = "https://example.com", .message = "--api-url takes credentials beside it" },
    { .file = "{\"client_id\":\"i\"}", .message = "lab.json: client_secret: is required" },
    { .file = "hush", .message = "lab.json: is not a JSON object" },
    { .api_url = "http://example.com",
      .client_id = "i",
      .client_secret = "hush",
      .message = "http://example.com: Plain HTTP is for this machine alone" },
    { .api_url = "", .file = FILE_OF_LAB, .message = ": This is not an address" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseRunConnection) connection = resolve (&cases[i], &error);

      g_assert_null (connection);
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
      g_assert_null (strstr (error->message, "hush"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/run-connection/sources", test_run_connection_sources);
  g_test_add_func ("/app/run-connection/refuses", test_run_connection_refuses);
  return g_test_run ();
}
