/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests for a restore: the bytes sent, and what is refused. */

#include "config.h"

#include "wire/reprise-restore-request-codec.h"

#include "wire-support.h"

#define REPOSITORY "11111111-2222-4333-8444-555555555503"
#define CONFIG "\"restore_config\":{\"node_name\":\"n1\",\"repositories\":[\"" REPOSITORY "\"]}"
#define MINIMAL "{\"provider\":\"pgbackrest\"," CONFIG "}"
#define WITH_COMMAND(command)                                                                      \
  "{\"provider\":\"pgbackrest\"," CONFIG ",\"restore_command\":{" command "}}"

typedef struct
{
  const char *body;
  RepriseWireError code;
  const char *message;
} Refusal;

static const char *const repositories[] = { REPOSITORY, NULL };

static RepriseRestoreRequest *
decode (const char *text)
{
  g_autoptr (GBytes) body = bytes_of (text);
  g_autoptr (GError) error = NULL;
  RepriseRestoreRequest *request = reprise_restore_request_decode (body, &error);

  g_assert_no_error (error);
  return request;
}

/* The three ways of the console, byte for byte. */
static void
test_restore_request_codec_bytes (void)
{
  const char *const targets[] = { "n1", "n2", NULL };
  const RepriseRestoreRequestFields latest = { .provider = "pgbackrest",
                                               .source_node_name = "n1",
                                               .repositories = repositories };
  RepriseRestoreRequestFields set = latest, time = latest;
  g_autoptr (RepriseRestoreRequest) first = NULL, second = NULL, third = NULL;
  g_autoptr (GBytes) first_bytes = NULL, second_bytes = NULL, third_bytes = NULL;

  set.set = "20240619-195803F";
  set.recovery_type = REPRISE_RECOVERY_TYPE_IMMEDIATE;
  time.recovery_type = REPRISE_RECOVERY_TYPE_TIME;
  time.target = "2024-06-19T20:30:00Z";
  time.target_exclusive = REPRISE_TRISTATE_NO;
  time.delta = REPRISE_TRISTATE_YES;
  time.target_nodes = targets;
  first = reprise_restore_request_new (&latest);
  second = reprise_restore_request_new (&set);
  third = reprise_restore_request_new (&time);
  first_bytes = reprise_restore_request_encode (first);
  second_bytes = reprise_restore_request_encode (second);
  third_bytes = reprise_restore_request_encode (third);
  assert_bytes (first_bytes, MINIMAL);
  assert_bytes (second_bytes, WITH_COMMAND ("\"set\":\"20240619-195803F\",\"type\":\"immediate\""));
  assert_bytes (third_bytes,
                "{\"provider\":\"pgbackrest\",\"target_nodes\":[\"n1\",\"n2\"]," CONFIG
                ",\"restore_command\":{\"type\":\"time\",\"target\":\"2024-06-19T20:30:00Z\","
                "\"target_exclusive\":false,\"delta\":true}}");
}

/* Whatever was encoded decodes to an equal request, whatever the order of members was. */
static void
test_restore_request_codec_round_trip (void)
{
  static const char *const bodies[] = {
    MINIMAL,
    "{" CONFIG ",\"provider\":\"pgbackrest\"}",
    "{\"provider\":\"pgbackrest\",\"target_nodes\":null,\"restore_command\":null," CONFIG "}",
    WITH_COMMAND ("\"type\":\"default\",\"force\":false"),
    WITH_COMMAND (
        "\"type\":\"time\",\"target\":\"2024-06-19T22:30:00.123456+02:00\",\"set\":\"x\""),
    WITH_COMMAND ("\"type\":\"lsn\",\"target\":\"0/3000028\",\"target_exclusive\":true"),
    WITH_COMMAND ("\"type\":\"xid\",\"target\":\"755\""),
    WITH_COMMAND ("\"type\":\"name\",\"target\":\"before launch\""),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (RepriseRestoreRequest) request = decode (bodies[i]);
      g_autoptr (GBytes) written = reprise_restore_request_encode (request);
      g_autofree char *text = text_of (written);
      g_autoptr (RepriseRestoreRequest) again = decode (text);

      g_assert_true (reprise_restore_request_equal (request, again));
    }
}

/* Every member arrives in its field. */
static void
test_restore_request_codec_fields (void)
{
  g_autoptr (RepriseRestoreRequest) request = decode (
      "{\"provider\":\"pgbackrest\",\"target_nodes\":[\"n2\"]," CONFIG
      ",\"restore_command\":{\"type\":\"time\",\"target\":\"2024-06-19T20:30:00Z\",\"set\":\"s\","
      "\"target_exclusive\":true,\"delta\":false,\"force\":true}}");

  g_assert_cmpstr (reprise_restore_request_get_provider (request), ==, "pgbackrest");
  g_assert_cmpstr (reprise_restore_request_get_source_node_name (request), ==, "n1");
  g_assert_cmpstr (reprise_restore_request_get_repositories (request)[0], ==, REPOSITORY);
  g_assert_cmpint (reprise_restore_request_get_recovery_type (request),
                   ==,
                   REPRISE_RECOVERY_TYPE_TIME);
  g_assert_cmpstr (reprise_restore_request_get_target (request), ==, "2024-06-19T20:30:00Z");
  g_assert_cmpstr (reprise_restore_request_get_set (request), ==, "s");
  g_assert_cmpint (reprise_restore_request_get_target_exclusive (request),
                   ==,
                   REPRISE_TRISTATE_YES);
  g_assert_cmpint (reprise_restore_request_get_delta (request), ==, REPRISE_TRISTATE_NO);
  g_assert_cmpint (reprise_restore_request_get_force (request), ==, REPRISE_TRISTATE_YES);
  g_assert_cmpstr (reprise_restore_request_get_target_nodes (request)[0], ==, "n2");
}

static const Refusal refusals[] = {
  { "", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found the end at byte 0" },
  { "[]", REPRISE_WIRE_ERROR_TYPE, "expected an object, found an array" },
  { "{}", REPRISE_WIRE_ERROR_MISSING, "restore_config: is required" },
  { "{" CONFIG "}", REPRISE_WIRE_ERROR_MISSING, "provider: is required" },
  { "{\"provider\":\"pgdump\"," CONFIG "}",
    REPRISE_WIRE_ERROR_FORMAT,
    "provider: must be one of: pgbackrest" },
  { "{\"provider\":\"pgbackrest\",\"dry_run\":true," CONFIG "}",
    REPRISE_WIRE_ERROR_UNKNOWN_MEMBER,
    "dry_run: is not known here" },
  { "{\"provider\":\"pgbackrest\",\"restore_config\":{\"node_name\":\"n1\"}}",
    REPRISE_WIRE_ERROR_MISSING,
    "restore_config.repositories: is required" },
  { "{\"provider\":\"pgbackrest\",\"restore_config\":{\"node_name\":\"n1\",\"repositories\":[]}}",
    REPRISE_WIRE_ERROR_RANGE,
    "restore_config.repositories: must name at least one" },
  { "{\"provider\":\"pgbackrest\",\"restore_config\":{\"node_name\":\"n1\",\"repositories\":[\"{"
    "11111111-2222-4333-8444-555555555503}\"]}}",
    REPRISE_WIRE_ERROR_FORMAT,
    "restore_config.repositories: must hold UUIDs in lower case with dashes" },
  { "{\"provider\":\"pgbackrest\",\"restore_config\":{\"repositories\":[\"" REPOSITORY "\"]}}",
    REPRISE_WIRE_ERROR_MISSING,
    "restore_config.node_name: is required" },
  { "{\"provider\":\"pgbackrest\",\"target_nodes\":[]," CONFIG "}",
    REPRISE_WIRE_ERROR_RANGE,
    "target_nodes: must name at least one" },
  { "{\"provider\":\"pgbackrest\",\"target_nodes\":[\"n1\",\"\"]," CONFIG "}",
    REPRISE_WIRE_ERROR_FORMAT,
    "target_nodes: must not have empty names" },
  { "{\"provider\":\"pgbackrest\",\"target_nodes\":\"n1\"," CONFIG "}",
    REPRISE_WIRE_ERROR_TYPE,
    "target_nodes: expected an array, found a string" },
  { WITH_COMMAND ("\"type\":\"preserve\""),
    REPRISE_WIRE_ERROR_FORMAT,
    "restore_command.type: must be one of: default, immediate, time, lsn, xid, name" },
  { WITH_COMMAND ("\"target_timeline\":\"2\""),
    REPRISE_WIRE_ERROR_UNKNOWN_MEMBER,
    "restore_command.target_timeline: is not known here" },
  { WITH_COMMAND ("\"type\":\"time\""),
    REPRISE_WIRE_ERROR_MISSING,
    "restore_command.target: is required" },
  { WITH_COMMAND ("\"type\":\"time\",\"target\":\"2024-06-19T20:30:00\""),
    REPRISE_WIRE_ERROR_FORMAT,
    "restore_command.target: must be an RFC 3339 time with an explicit offset" },
  { WITH_COMMAND ("\"type\":\"name\",\"target\":\"a'b\""),
    REPRISE_WIRE_ERROR_FORMAT,
    "restore_command.target: must not contain quotes or backslashes" },
  { WITH_COMMAND ("\"set\":\"a\\nb\""),
    REPRISE_WIRE_ERROR_FORMAT,
    "restore_command.set: must not contain control characters" },
  { WITH_COMMAND ("\"set\":\"\""),
    REPRISE_WIRE_ERROR_FORMAT,
    "restore_command.set: must not be empty" },
  { WITH_COMMAND ("\"delta\":1"),
    REPRISE_WIRE_ERROR_TYPE,
    "restore_command.delta: expected a boolean, found an integer" },
};

/* What the contract closes or demands is refused in words that fit into a refusal. */
static void
test_restore_request_codec_refuses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GBytes) body = bytes_of (refusals[i].body);
      g_autoptr (GError) error = NULL;

      g_assert_null (reprise_restore_request_decode (body, &error));
      g_assert_error (error, REPRISE_WIRE_ERROR, (int) refusals[i].code);
      g_assert_cmpstr (error->message, ==, refusals[i].message);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/restore-request-codec/bytes", test_restore_request_codec_bytes);
  g_test_add_func ("/wire/restore-request-codec/round-trip", test_restore_request_codec_round_trip);
  g_test_add_func ("/wire/restore-request-codec/fields", test_restore_request_codec_fields);
  g_test_add_func ("/wire/restore-request-codec/refuses", test_restore_request_codec_refuses);
  return g_test_run ();
}
