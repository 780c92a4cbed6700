/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests for a backup: the bytes sent, and what is refused. */

#include "config.h"

#include "wire/reprise-backup-request-codec.h"

#include "wire-support.h"

static const char full[] =
    "{\"provider\":\"pgbackrest\",\"type\":\"diff\",\"name\":\"Bob's \\\"one\\\"\","
    "\"target_nodes\":[\"n1\",\"n2\"]}";

/* Every member arrives, and is written back in the same order. */
static void
test_backup_request_codec_round_trip (void)
{
  g_autoptr (GBytes) body = bytes_of (full), bare_body = bytes_of ("{\"provider\":\"pgbackrest\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseBackupRequest) request = reprise_backup_request_decode (body, &error);
  g_autoptr (RepriseBackupRequest) bare = NULL;
  g_autoptr (GBytes) written = NULL, bare_written = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (reprise_backup_request_get_name (request), ==, "Bob's \"one\"");
  g_assert_cmpint (reprise_backup_request_get_backup_type (request), ==, REPRISE_BACKUP_TYPE_DIFF);
  g_assert_cmpstr (reprise_backup_request_get_target_nodes (request)[1], ==, "n2");
  written = reprise_backup_request_encode (request);
  assert_bytes (written, full);

  bare = reprise_backup_request_decode (bare_body, &error);
  g_assert_no_error (error);
  g_assert_null (reprise_backup_request_get_name (bare));
  g_assert_null (reprise_backup_request_get_target_nodes (bare));
  g_assert_cmpint (reprise_backup_request_get_backup_type (bare), ==, REPRISE_BACKUP_TYPE_UNKNOWN);
  bare_written = reprise_backup_request_encode (bare);
  assert_bytes (bare_written, "{\"provider\":\"pgbackrest\"}");
}

/* What the contract closes or demands is refused in words that fit into a refusal. */
static void
test_backup_request_codec_refuses (void)
{
  static const struct
  {
    const char *body;
    RepriseWireError code;
    const char *message;
  } refusals[] = {
    { "null", REPRISE_WIRE_ERROR_TYPE, "expected an object, found null" },
    { "{}", REPRISE_WIRE_ERROR_MISSING, "provider: is required" },
    { "{\"provider\":\"pgdump\"}",
      REPRISE_WIRE_ERROR_FORMAT,
      "provider: must be one of: pgbackrest" },
    { "{\"provider\":\"pgbackrest\",\"type\":\"FULL\"}",
      REPRISE_WIRE_ERROR_FORMAT,
      "type: must be one of: full, diff, incr" },
    { "{\"provider\":\"pgbackrest\",\"node\":\"n1\"}",
      REPRISE_WIRE_ERROR_UNKNOWN_MEMBER,
      "node: is not known here" },
    { "{\"provider\":\"pgbackrest\",\"target_nodes\":[]}",
      REPRISE_WIRE_ERROR_RANGE,
      "target_nodes: must name at least one" },
    { "{\"provider\":\"pgbackrest\",\"name\":\"a\\u0007\"}",
      REPRISE_WIRE_ERROR_FORMAT,
      "name: must not contain control characters" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GBytes) body = bytes_of (refusals[i].body);
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_backup_request_decode (body, &error));
      g_assert_error (error, REPRISE_WIRE_ERROR, (int) refusals[i].code);
      g_assert_cmpstr (error->message, ==, refusals[i].message);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/backup-request-codec/round-trip", test_backup_request_codec_round_trip);
  g_test_add_func ("/wire/backup-request-codec/refuses", test_backup_request_codec_refuses);
  return g_test_run ();
}
