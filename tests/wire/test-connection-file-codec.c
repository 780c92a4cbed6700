/* SPDX-License-Identifier: GPL-3.0-or-later
 * The file that says how to reach a service. */

#include "config.h"

#include "wire/reprise-connection-file-codec.h"
#include "wire/reprise-wire-error.h"

#include "wire-support.h"

#include <string.h>

/* What the lab writes is read; the address may be left out, and more may be there. */
static void
test_connection_file_codec_decodes (void)
{
  g_autoptr (GBytes) whole = bytes_of (
      "{\"api_url\":\"http://127.0.0.1:8086\",\"client_id\":\"lab\",\"client_secret\":\"hush\"}");
  g_autoptr (GBytes) bare = bytes_of ("{\"client_id\":\"i\",\"client_secret\":\"s\",\"more\":[]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseConnectionFile) file = reprise_connection_file_decode (whole, &error);
  g_autoptr (RepriseConnectionFile) short_file = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (file->api_url, ==, "http://127.0.0.1:8086");
  g_assert_cmpstr (file->client_id, ==, "lab");
  g_assert_cmpstr (file->client_secret, ==, "hush");
  short_file = reprise_connection_file_decode (bare, &error);
  g_assert_no_error (error);
  g_assert_null (short_file->api_url);
  g_assert_cmpstr (short_file->client_id, ==, "i");
}

/* What is no such file is refused by name, and no message repeats a secret. */
static void
test_connection_file_codec_refuses (void)
{
  static const struct
  {
    const char *json;
    RepriseWireError code;
    const char *message;
  } cases[] = {
    { "{\"client_id\":\"i\"}", REPRISE_WIRE_ERROR_MISSING, "client_secret: is required" },
    { "{\"client_secret\":\"hush\"}", REPRISE_WIRE_ERROR_MISSING, "client_id: is required" },
    { "{\"client_id\":\"i\",\"client_secret\":\"hush\",\"api_url\":7}",
      REPRISE_WIRE_ERROR_TYPE,
      "api_url: expected a string, found an integer" },
    { "{\"client_id\":\"i\",\"client_secret\":hush}",
      REPRISE_WIRE_ERROR_SYNTAX,
      "is not a JSON object" },
    { "\"hush\"", REPRISE_WIRE_ERROR_TYPE, "expected an object, found a string" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) json = bytes_of (cases[i].json);
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_connection_file_decode (json, &error));
      g_assert_error (error, REPRISE_WIRE_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_null (strstr (error->message, "hush"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/connection-file-codec/decodes", test_connection_file_codec_decodes);
  g_test_add_func ("/wire/connection-file-codec/refuses", test_connection_file_codec_refuses);
  return g_test_run ();
}
