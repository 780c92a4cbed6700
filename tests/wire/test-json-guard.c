/* SPDX-License-Identifier: GPL-3.0-or-later
 * The guard before the JSON parser: what passes, what does not, and where it stops. */

#include "config.h"

#include "wire/reprise-json-guard.h"

#include "wire/reprise-json-document-private.h"
#include "wire/reprise-wire-error.h"

#include <string.h>

#define DEEP 100000

typedef struct
{
  const char *text;
  RepriseWireError code;
  const char *message;
} Refusal;

static const RepriseJsonLimits limits = { 1000, 8 };

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
assert_refused (GBytes *bytes, const RepriseJsonLimits *with, const Refusal *refusal)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (reprise_json_guard_check (bytes, with, &error));
  g_assert_error (error, REPRISE_WIRE_ERROR, (int) refusal->code);
  g_assert_cmpstr (error->message, ==, refusal->message);
}

/* Every form of RFC 8259 passes, and json-glib reads what passed. */
static void
test_json_guard_accepts (void)
{
  static const char *const texts[] = {
    "null",
    " true ",
    "\t\r\n false\n",
    "\"\"",
    "\"é\\u00e9\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "0",
    "-0",
    "-0.5e-3",
    "0e5",
    "1E+2",
    "18446744073709551615",
    "-9223372036854775808",
    "123456789012345678901234567890.0",
    "[]",
    "[ ]",
    "{}",
    "{ }",
    "[1,\"a\",null,[],{}]",
    "{\"a\" : 1 , \"\":{\"b\":[true]}}",
    "[[[[[[[[]]]]]]]]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (texts[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      g_assert_true (reprise_json_guard_check (bytes, &limits, &error));
      g_assert_no_error (error);
      node = reprise_json_parse_bytes (bytes, &limits, &error);
      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

/* What is not JSON is refused with the offset at which it stops being JSON. */
static void
test_json_guard_refuses (void)
{
  static const Refusal refusals[] = {
    { "", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found the end at byte 0" },
    { "  ", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found the end at byte 2" },
    { "nul", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found ‘n’ at byte 0" },
    { "True", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found ‘T’ at byte 0" },
    { "<html>", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found ‘<’ at byte 0" },
    { "\xef\xbb\xbf[]", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found 0xef at byte 0" },
    { "[] []", REPRISE_WIRE_ERROR_SYNTAX, "expected nothing more, found ‘[’ at byte 3" },
    { "[1,]", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found ‘]’ at byte 3" },
    { "[1 2]", REPRISE_WIRE_ERROR_SYNTAX, "expected ‘,’ or ‘]’, found ‘2’ at byte 3" },
    { "[1", REPRISE_WIRE_ERROR_SYNTAX, "expected ‘,’ or ‘]’, found the end at byte 2" },
    { "{\"a\":1", REPRISE_WIRE_ERROR_SYNTAX, "expected ‘,’ or ‘}’, found the end at byte 6" },
    { "{\"a\":1,}", REPRISE_WIRE_ERROR_SYNTAX, "expected a string, found ‘}’ at byte 7" },
    { "{\"a\" 1}", REPRISE_WIRE_ERROR_SYNTAX, "expected ‘:’, found ‘1’ at byte 5" },
    { "{a:1}", REPRISE_WIRE_ERROR_SYNTAX, "expected a string, found ‘a’ at byte 1" },
    { "[1]//x", REPRISE_WIRE_ERROR_SYNTAX, "expected nothing more, found ‘/’ at byte 3" },
    { "/*x*/1", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found ‘/’ at byte 0" },
    { "010",
      REPRISE_WIRE_ERROR_SYNTAX,
      "expected no digit after a leading zero, found ‘1’ at byte 1" },
    { "0x1F", REPRISE_WIRE_ERROR_SYNTAX, "expected nothing more, found ‘x’ at byte 1" },
    { "-", REPRISE_WIRE_ERROR_SYNTAX, "expected a digit, found the end at byte 1" },
    { "+1", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found ‘+’ at byte 0" },
    { "1.", REPRISE_WIRE_ERROR_SYNTAX, "expected a digit, found the end at byte 2" },
    { ".5", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found ‘.’ at byte 0" },
    { "1e", REPRISE_WIRE_ERROR_SYNTAX, "expected a digit, found the end at byte 2" },
    { "NaN", REPRISE_WIRE_ERROR_SYNTAX, "expected a value, found ‘N’ at byte 0" },
    { "\"a", REPRISE_WIRE_ERROR_SYNTAX, "expected the end of the string, found the end at byte 2" },
    { "\"a\nb\"", REPRISE_WIRE_ERROR_SYNTAX, "raw control character in a string at byte 2" },
    { "\"\\x\"", REPRISE_WIRE_ERROR_SYNTAX, "expected an escape, found ‘x’ at byte 2" },
    { "\"\\u12g4\"",
      REPRISE_WIRE_ERROR_SYNTAX,
      "expected a hexadecimal digit, found ‘g’ at byte 5" },
    { "\"\\u0000\"", REPRISE_WIRE_ERROR_SYNTAX, "escaped NUL in a string at byte 3" },
    { "\"\\ud83d\"", REPRISE_WIRE_ERROR_SYNTAX, "half a surrogate pair in a string at byte 3" },
    { "\"\\ude00\"", REPRISE_WIRE_ERROR_SYNTAX, "half a surrogate pair in a string at byte 3" },
    { "\"\\ud83d\\ud83d\"",
      REPRISE_WIRE_ERROR_SYNTAX,
      "half a surrogate pair in a string at byte 3" },
    { "[\"\xc3\x28\"]", REPRISE_WIRE_ERROR_NOT_UTF8, "not UTF-8 at byte 2" },
    { "[18446744073709551616]", REPRISE_WIRE_ERROR_RANGE, "integer too large at byte 1" },
    { "[-9223372036854775809]", REPRISE_WIRE_ERROR_RANGE, "integer too large at byte 1" },
    { "[[[[[[[[[]]]]]]]]]", REPRISE_WIRE_ERROR_TOO_DEEP, "nested too deeply at byte 8" },
    { "{\"a\":[[[[[[[{}]]]]]]]}", REPRISE_WIRE_ERROR_TOO_DEEP, "nested too deeply at byte 12" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (refusals[i].text);

      assert_refused (bytes, &limits, &refusals[i]);
    }
}

/* The size is compared before a byte is read; one byte less passes. */
static void
test_json_guard_size (void)
{
  static const RepriseJsonLimits small = { 4, 8 };
  static const Refusal refusal = { NULL,
                                   REPRISE_WIRE_ERROR_TOO_LARGE,
                                   "5 bytes, more than the 4 accepted" };
  g_autoptr (GBytes) five = bytes_of ("[   ]"), four = bytes_of ("[  ]");

  assert_refused (five, &small, &refusal);
  g_assert_true (reprise_json_guard_check (four, &small, NULL));
}

/* A document deep enough to crash json-glib ends as an error, whether or not it is complete. */
static void
test_json_guard_depth_bomb (void)
{
  static const Refusal refusal = { NULL,
                                   REPRISE_WIRE_ERROR_TOO_DEEP,
                                   "nested too deeply at byte 64" };
  g_autofree char *brackets = g_strnfill (DEEP, '[');
  g_autoptr (GBytes) bytes = bytes_of (brackets);
  g_autoptr (GError) error = NULL;

  assert_refused (bytes, &REPRISE_JSON_LIMITS_ANSWER, &refusal);
  g_assert_null (reprise_json_parse_bytes (bytes, &REPRISE_JSON_LIMITS_ANSWER, &error));
  g_assert_error (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_TOO_DEEP);
}

/* A raw NUL is not the end of the document: what stands behind it is not hidden. */
static void
test_json_guard_raw_nul (void)
{
  static const Refusal refusal = { NULL, REPRISE_WIRE_ERROR_NOT_UTF8, "not UTF-8 at byte 2" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[]\0[", 4);

  assert_refused (bytes, &limits, &refusal);
}

/* An empty GBytes, which has no data pointer, is an error like an empty text. */
static void
test_json_guard_no_data (void)
{
  static const Refusal refusal = { NULL,
                                   REPRISE_WIRE_ERROR_SYNTAX,
                                   "expected a value, found the end at byte 0" };
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);

  assert_refused (bytes, &limits, &refusal);
}

/* Writing keeps the order of the members, so equal documents are equal bytes. */
static void
test_json_guard_writes (void)
{
  static const char text[] = "{\"z\":1,\"a\":[true,null,\"é\"],\"m\":9007199254740993}";
  g_autoptr (GBytes) bytes = bytes_of (text);
  g_autoptr (JsonNode) node = reprise_json_parse_bytes (bytes, &limits, NULL);
  g_autoptr (GBytes) written = reprise_json_write_bytes (node);

  g_assert_cmpmem (g_bytes_get_data (written, NULL),
                   g_bytes_get_size (written),
                   text,
                   strlen (text));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/json-guard/accepts", test_json_guard_accepts);
  g_test_add_func ("/wire/json-guard/refuses", test_json_guard_refuses);
  g_test_add_func ("/wire/json-guard/size", test_json_guard_size);
  g_test_add_func ("/wire/json-guard/depth-bomb", test_json_guard_depth_bomb);
  g_test_add_func ("/wire/json-guard/raw-nul", test_json_guard_raw_nul);
  g_test_add_func ("/wire/json-guard/no-data", test_json_guard_no_data);
  g_test_add_func ("/wire/json-guard/writes", test_json_guard_writes);
  return g_test_run ();
}
