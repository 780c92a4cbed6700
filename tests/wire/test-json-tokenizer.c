/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON token by token: what comes out of which bytes, wherever these are cut. */

#include "config.h"

#include "json-chunks.h"

#include "wire/reprise-json-guard.h"

#include <math.h>

#define MUTATIONS 20000

/* A bit of everything. */
static const char everything[] =
    " {\"a\" : [1,-2.5e3, \"x\\u00e9\\ud83d\\ude00é😀\\\"\\\\\\/\\b\\f\\n\\r\\t\", true,\n"
    "false,null,{},[]],\"bb\":{\"c\":18446744073709551615,\"d\":-9223372036854775808},\"\":0}\n";

static void
add_token (GString *transcript, RepriseJsonTokenizer *tokenizer, RepriseJsonToken token)
{
  gboolean is_negative = FALSE;
  guint64 integer;

  switch (token)
    {
    case REPRISE_JSON_TOKEN_NAME:
      g_string_append_printf (transcript, "%s:", reprise_json_tokenizer_get_text (tokenizer, NULL));
      if (reprise_json_tokenizer_is_repeated (tokenizer))
        g_string_append (transcript, "(again)");
      break;
    case REPRISE_JSON_TOKEN_STRING:
      g_string_append_printf (transcript,
                              "‘%s’ ",
                              reprise_json_tokenizer_get_text (tokenizer, NULL));
      break;
    case REPRISE_JSON_TOKEN_INTEGER:
      integer = reprise_json_tokenizer_get_integer (tokenizer, &is_negative);
      g_string_append_printf (transcript,
                              "%s%" G_GUINT64_FORMAT " ",
                              is_negative ? "-" : "",
                              integer);
      break;
    case REPRISE_JSON_TOKEN_DOUBLE:
      g_string_append_printf (transcript, "%g ", reprise_json_tokenizer_get_double (tokenizer));
      break;
    case REPRISE_JSON_TOKEN_OBJECT:
      g_string_append (transcript, "{ ");
      break;
    case REPRISE_JSON_TOKEN_OBJECT_END:
      g_string_append (transcript, "} ");
      break;
    case REPRISE_JSON_TOKEN_ARRAY:
      g_string_append (transcript, "[ ");
      break;
    case REPRISE_JSON_TOKEN_ARRAY_END:
      g_string_append (transcript, "] ");
      break;
    case REPRISE_JSON_TOKEN_HUGE:
      g_string_append (transcript, "huge ");
      break;
    case REPRISE_JSON_TOKEN_TRUE:
      g_string_append (transcript, "true ");
      break;
    case REPRISE_JSON_TOKEN_FALSE:
      g_string_append (transcript, "false ");
      break;
    case REPRISE_JSON_TOKEN_NULL:
      g_string_append (transcript, "null ");
      break;
    case REPRISE_JSON_TOKEN_END:
      g_string_append (transcript, "end");
      break;
    case REPRISE_JSON_TOKEN_ERROR:
    default:
      g_string_append (transcript, reprise_json_tokenizer_get_error (tokenizer)->message);
    }
}

/* All tokens to the end or the error, in one line. */
static char *
transcribe (const char *data, gsize length, gsize chunk_size, RepriseJsonStrictness strictness)
{
  Chunks chunks = chunks_of (data, length, chunk_size);
  g_autoptr (RepriseJsonTokenizer) tokenizer =
                 reprise_json_tokenizer_new (fill_from_chunks, &chunks, strictness);
  GString *transcript = g_string_new (NULL);
  RepriseJsonToken token;

  do
    {
      token = reprise_json_tokenizer_next (tokenizer);
      add_token (transcript, tokenizer, token);
    }
  while (token != REPRISE_JSON_TOKEN_END && token != REPRISE_JSON_TOKEN_ERROR);
  g_assert_cmpint (reprise_json_tokenizer_next (tokenizer), ==, token);
  g_assert_true ((token == REPRISE_JSON_TOKEN_ERROR) ==
                 (reprise_json_tokenizer_get_error (tokenizer) != NULL));
  g_free (chunks.copy);
  return g_string_free (transcript, FALSE);
}

static void
assert_transcript (const char *text, RepriseJsonStrictness strictness, const char *expected)
{
  for (gsize chunk_size = 1; chunk_size <= strlen (text) + 1; chunk_size++)
    {
      g_autofree char *transcript = transcribe (text, strlen (text), chunk_size, strictness);

      g_assert_cmpstr (transcript, ==, expected);
    }
}

/* Every kind of token comes out exact, into however small pieces the document is cut. */
static void
test_json_tokenizer_tokens (void)
{
  assert_transcript (everything,
                     REPRISE_JSON_STRICT,
                     "{ a:[ 1 -2500 ‘xé😀é😀\"\\/\b\f\n\r\t’ true false null { } [ ] ] bb:{ "
                     "c:18446744073709551615 d:-9223372036854775808 } :0 } end");
  assert_transcript ("\"alone\"", REPRISE_JSON_STRICT, "‘alone’ end");
  assert_transcript (" 7 ", REPRISE_JSON_STRICT, "7 end");
}

/* Numbers at the borders of what can be held. */
static void
test_json_tokenizer_numbers (void)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *transcript = NULL;

  assert_transcript ("[0,-0,0.0,1e2,1E-2,9223372036854775807,9223372036854775808]",
                     REPRISE_JSON_STRICT,
                     "[ 0 -0 0 100 0.01 9223372036854775807 9223372036854775808 ] end");
  assert_transcript ("[18446744073709551616,-9223372036854775809,1e999,-1e999,1e-999]",
                     REPRISE_JSON_STRICT,
                     "[ huge huge huge huge 0 ] end");
  g_string_append_c (digits, '[');
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (digits, '9');
  g_string_append (digits, ",1]");
  transcript = transcribe (digits->str, digits->len, 4096, REPRISE_JSON_STRICT);
  g_assert_cmpstr (transcript, ==, "[ huge 1 ] end");
}

/* What is no JSON stops at the byte and the line where it stops being JSON. */
static void
test_json_tokenizer_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } refusals[] = {
    { "", "expected a value, found the end at byte 0, line 1" },
    { " \n\n ", "expected a value, found the end at byte 4, line 3" },
    { "nul", "expected a value, found the end at byte 3, line 1" },
    { "<html>", "expected a value, found ‘<’ at byte 0, line 1" },
    { "[] []", "[ ] expected nothing more, found ‘[’ at byte 3, line 1" },
    { "[1,\n]", "[ 1 expected a value, found ‘]’ at byte 4, line 2" },
    { "[1\n2]", "[ 1 expected ‘,’ or ‘]’, found ‘2’ at byte 3, line 2" },
    { "[1}", "[ 1 expected ‘,’ or ‘]’, found ‘}’ at byte 2, line 1" },
    { "{\"a\":1,}", "{ a:1 expected a name in quotes, found ‘}’ at byte 7, line 1" },
    { "{\"a\" 1}", "{ a:expected ‘:’, found ‘1’ at byte 5, line 1" },
    { "{1:1}", "{ expected a name in quotes, found ‘1’ at byte 1, line 1" },
    { "010", "expected no digit after a leading zero, found ‘1’ at byte 1, line 1" },
    { "-", "expected a digit, found the end at byte 1, line 1" },
    { "1.", "expected a digit, found the end at byte 2, line 1" },
    { "1e+", "expected a digit, found the end at byte 3, line 1" },
    { "\"a", "expected the end of the string, found the end at byte 2, line 1" },
    { "\"a\nb\"", "raw control character in a string at byte 2, line 1" },
    { "\"\\x\"", "expected an escape, found ‘x’ at byte 2, line 1" },
    { "\"\\u12g4\"", "expected a hexadecimal digit, found ‘g’ at byte 5, line 1" },
    { "\"\\u0000\"", "escaped NUL in a string at byte 7, line 1" },
    { "\"\\ud83d\"", "half a surrogate pair in a string at byte 7, line 1" },
    { "\"\\ude00\"", "half a surrogate pair in a string at byte 7, line 1" },
    { "\"\\ud83d\\u0041\"", "half a surrogate pair in a string at byte 13, line 1" },
    { "\"\xff\"", "not UTF-8 at byte 1, line 1" },
    { "\"\xc0\xaf\"", "not UTF-8 at byte 1, line 1" },
    { "\"\xe0\x80\x80\"", "not UTF-8 at byte 2, line 1" },
    { "\"\xed\xa0\x80\"", "not UTF-8 at byte 2, line 1" },
    { "\"\xf4\x90\x80\x80\"", "not UTF-8 at byte 2, line 1" },
    { "\"\xc3\"", "not UTF-8 at byte 2, line 1" },
    { "[\xc3\xa9]", "[ expected a value, found 0xc3 at byte 1, line 1" },
    { "\xff\xfe[", "UTF-16, not UTF-8, at byte 0, line 1" },
    { "\xef\xbb[]", "not UTF-8 at byte 2, line 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    assert_transcript (refusals[i].text, REPRISE_JSON_STRICT, refusals[i].expected);
}

static guint
count_lines (const char *text, gsize length)
{
  guint lines = 1;

  for (gsize i = 0; i < length; i++)
    lines += text[i] == '\n';
  return lines;
}

/* Of a document that is cut off, all before the cut comes out, and the cut is what is named. */
static void
test_json_tokenizer_truncated (void)
{
  static const char *const sentences[] = { "expected ", "not UTF-8", "half a surrogate pair" };
  const gsize length = strlen (everything);
  g_autofree char *whole = transcribe (everything, length, length, REPRISE_JSON_STRICT);

  for (gsize cut = 0; cut < length - 1; cut++)
    {
      g_autofree char *transcript = transcribe (everything, cut, 7, REPRISE_JSON_STRICT);
      g_autofree char *place = g_strdup_printf ("at byte %" G_GSIZE_FORMAT ", line %u",
                                                cut,
                                                count_lines (everything, cut));
      char *sentence = NULL;

      g_assert_true (g_str_has_suffix (transcript, place));
      for (gsize i = 0; i < G_N_ELEMENTS (sentences) && sentence == NULL; i++)
        sentence = strstr (transcript, sentences[i]);
      g_assert_nonnull (sentence);
      *sentence = '\0';
      /* A number that is cut short is still a number. */
      if (cut == 0 || !g_ascii_isdigit (everything[cut - 1]))
        g_assert_true (g_str_has_prefix (whole, transcript));
    }
}

/* Depth is bounded, and so is what a hostile document costs. */
static void
test_json_tokenizer_deep (void)
{
  const gsize most = REPRISE_JSON_TOKENIZER_MAX_DEPTH;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fits = NULL, *too_deep = NULL;

  for (gsize i = 0; i < most; i++)
    g_string_append_c (text, '[');
  for (gsize i = 0; i < most; i++)
    g_string_append_c (text, ']');
  fits = transcribe (text->str, text->len, 100, REPRISE_JSON_STRICT);
  g_assert_true (g_str_has_suffix (fits, "] end"));
  g_string_truncate (text, most);
  for (gsize i = 0; i < 1000000; i++)
    g_string_append_c (text, '{');
  too_deep = transcribe (text->str, text->len, 100, REPRISE_JSON_STRICT);
  g_assert_true (g_str_has_suffix (too_deep, "[ nested too deeply at byte 64, line 1"));
}

/* So many blanks are accepted between two tokens, and not one more. */
static void
assert_blanks (const char *before, gsize n_blanks, const char *after)
{
  for (gsize n = n_blanks; n <= n_blanks + 1; n++)
    {
      g_autofree char *blanks = g_strnfill (n, ' ');
      g_autofree char *text = g_strconcat (before, blanks, after, NULL);
      g_autofree char *seen = transcribe (text, strlen (text), 4096, REPRISE_JSON_STRICT);

      if (n == n_blanks)
        g_assert_true (g_str_has_suffix (seen, " end"));
      else
        g_assert_nonnull (strstr (seen, "nothing but blanks for a megabyte at byte "));
    }
}

/* A byte order mark before UTF-8 is harmless; of blanks there may be many, but not without end. */
static void
test_json_tokenizer_blanks (void)
{
  static const char blanks[] = "    \t\n\r  ";
  Chunks chunks = chunks_of (blanks, strlen (blanks), 4096);
  g_autofree char *many = g_strnfill (1 << 16, ' ');
  g_autoptr (RepriseJsonTokenizer) tokenizer =
                 reprise_json_tokenizer_new (fill_from_chunks, &chunks, REPRISE_JSON_STRICT);

  assert_transcript ("\xef\xbb\xbf [1]", REPRISE_JSON_STRICT, "[ 1 ] end");
  chunks = chunks_of (many, 1 << 16, 1 << 16);
  chunks.repeat = G_MAXUINT;
  g_assert_cmpint (reprise_json_tokenizer_next (tokenizer), ==, REPRISE_JSON_TOKEN_ERROR);
  g_assert_cmpstr (reprise_json_tokenizer_get_error (tokenizer)->message,
                   ==,
                   "nothing but blanks for a megabyte at byte 1048576, line 1");
  assert_blanks ("{\"a\"", 1 << 20, ":1}");
  assert_blanks ("{\"a\":", 1 << 20, "1}");
  assert_blanks ("[1,", 1 << 20, "2]");
  g_free (chunks.copy);
}

/* Where strings are repaired, what is no text becomes U+FFFD or a space, and all else stays. */
static void
test_json_tokenizer_repairs (void)
{
  assert_transcript ("[\"a\xff"
                     "b\",\"\xc3\",\"c\n\x01"
                     "d\"]",
                     REPRISE_JSON_REPAIR,
                     "[ ‘a\uFFFDb’ ‘\uFFFD’ ‘c  d’ ] end");
  assert_transcript ("[\"\\ud83dx\",\"\\ude00\",\"\\u0000\",\"\\q\",\"\\ud83d\\u0041\"]",
                     REPRISE_JSON_REPAIR,
                     "[ ‘\uFFFDx’ ‘\uFFFD’ ‘ ’ ‘\uFFFDq’ ‘\uFFFDA’ ] end");
  assert_transcript ("[\"\\ud83d\\u0000\",\"\\ud83d\\ud83d\\ude00\"]",
                     REPRISE_JSON_REPAIR,
                     "[ ‘\uFFFD ’ ‘\uFFFD\uFFFD\uFFFD’ ] end");
  assert_transcript ("\"a\n\", ",
                     REPRISE_JSON_REPAIR,
                     "‘a ’ expected nothing more, found ‘,’ at byte 4, line 2");
}

/* How many strings were repaired can be told. */
static void
test_json_tokenizer_counts_repairs (void)
{
  static const char text[] = "[\"\xff\xff\",\"fine\",\"\x01\"]";
  Chunks chunks = chunks_of (text, strlen (text), 3);
  g_autoptr (RepriseJsonTokenizer) tokenizer =
                 reprise_json_tokenizer_new (fill_from_chunks, &chunks, REPRISE_JSON_REPAIR);

  while (reprise_json_tokenizer_next (tokenizer) != REPRISE_JSON_TOKEN_END)
    ;
  g_assert_cmpuint (reprise_json_tokenizer_get_n_repaired (tokenizer), ==, 2);
  g_free (chunks.copy);
}

/* A name that comes twice in one object is noticed, and only there. */
static void
test_json_tokenizer_repeated_names (void)
{
  assert_transcript ("[{\"a\":1,\"b\":{\"a\":2},\"a\":3},{\"a\":4,\"\\u0061\":5}]",
                     REPRISE_JSON_STRICT,
                     "[ { a:1 b:{ a:2 } a:(again)3 } { a:4 a:(again)5 } ] end");
}

/* A string beyond what is accepted is refused before it fills the memory. */
static void
test_json_tokenizer_long_string (void)
{
  g_autoptr (GString) text = g_string_new ("\"");
  g_autofree char *fits = NULL, *too_long = NULL;

  for (gsize i = 0; i < REPRISE_JSON_TOKENIZER_MAX_TEXT; i++)
    g_string_append_c (text, 'x');
  g_string_append_c (text, '"');
  fits = transcribe (text->str, text->len, 1 << 16, REPRISE_JSON_STRICT);
  g_assert_true (g_str_has_suffix (fits, "x’ end"));
  g_string_insert_c (text, 1, 'x');
  too_long = transcribe (text->str, text->len, 1 << 16, REPRISE_JSON_STRICT);
  g_assert_true (g_str_has_prefix (too_long, "a string longer than is accepted at byte "));
}

/* What the source says is passed on as it is. */
static void
test_json_tokenizer_source_error (void)
{
  Chunks chunks = chunks_of ("[1,", 3, 1);
  g_autoptr (RepriseJsonTokenizer) tokenizer =
                 reprise_json_tokenizer_new (fill_from_chunks, &chunks, REPRISE_JSON_STRICT);

  chunks.fails = TRUE;
  while (reprise_json_tokenizer_next (tokenizer) != REPRISE_JSON_TOKEN_ERROR)
    ;
  g_assert_error (reprise_json_tokenizer_get_error (tokenizer), G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_free (chunks.copy);
}

/* A value is skipped whole, whatever is in it, and what follows is read. */
static void
test_json_tokenizer_skips (void)
{
  Chunks chunks = chunks_of (everything, strlen (everything), 5);
  g_autoptr (RepriseJsonTokenizer) tokenizer =
                 reprise_json_tokenizer_new (fill_from_chunks, &chunks, REPRISE_JSON_STRICT);

  g_assert_cmpint (reprise_json_tokenizer_next (tokenizer), ==, REPRISE_JSON_TOKEN_OBJECT);
  g_assert_cmpuint (reprise_json_tokenizer_get_depth (tokenizer), ==, 1);
  for (guint i = 0; i < 3; i++)
    {
      RepriseJsonToken token = reprise_json_tokenizer_next (tokenizer);

      g_assert_cmpint (token, ==, REPRISE_JSON_TOKEN_NAME);
      g_assert_true (reprise_json_tokenizer_skip (tokenizer, token));
    }
  g_assert_cmpint (reprise_json_tokenizer_next (tokenizer), ==, REPRISE_JSON_TOKEN_OBJECT_END);
  g_assert_cmpint (reprise_json_tokenizer_next (tokenizer), ==, REPRISE_JSON_TOKEN_END);
  g_free (chunks.copy);
}

static void
mutate (GRand *random, GString *text)
{
  static const char pool[] = "\"\\{}[],:0123456789.eE+-tfnu \n\x01\xc3\xa9\xff";
  guint n_changes = (guint) g_rand_int_range (random, 1, 4);

  for (guint i = 0; i < n_changes; i++)
    {
      gsize place = (gsize) g_rand_int_range (random, 0, (gint32) text->len);
      char byte = pool[g_rand_int_range (random, 0, (gint32) sizeof pool - 1)];

      if (g_rand_boolean (random))
        text->str[place] = byte;
      else
        g_string_insert_c (text, (gssize) place, byte);
    }
}

/* On anything whatever, the tokenizer and the check before the other parser are of one mind, and
 * how it was cut makes no difference. */
static void
test_json_tokenizer_agrees (void)
{
  const RepriseJsonLimits limits = { 1 << 20, REPRISE_JSON_TOKENIZER_MAX_DEPTH };
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GString) text = g_string_new (everything);
      g_autofree char *whole = NULL, *cut = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      mutate (random, text);
      whole = transcribe (text->str, text->len, text->len, REPRISE_JSON_STRICT);
      cut = transcribe (text->str, text->len, 1 + i % 5, REPRISE_JSON_STRICT);
      g_assert_cmpstr (whole, ==, cut);
      bytes = g_bytes_new_static (text->str, text->len);
      if (reprise_json_guard_check (bytes, &limits, &error) ||
          g_error_matches (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_RANGE))
        g_assert_true (g_str_has_suffix (whole, " end") || strstr (whole, "huge") != NULL);
      else
        g_assert_false (g_str_has_suffix (whole, " end"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/json-tokenizer/tokens", test_json_tokenizer_tokens);
  g_test_add_func ("/wire/json-tokenizer/numbers", test_json_tokenizer_numbers);
  g_test_add_func ("/wire/json-tokenizer/refuses", test_json_tokenizer_refuses);
  g_test_add_func ("/wire/json-tokenizer/truncated", test_json_tokenizer_truncated);
  g_test_add_func ("/wire/json-tokenizer/deep", test_json_tokenizer_deep);
  g_test_add_func ("/wire/json-tokenizer/blanks", test_json_tokenizer_blanks);
  g_test_add_func ("/wire/json-tokenizer/repairs", test_json_tokenizer_repairs);
  g_test_add_func ("/wire/json-tokenizer/counts-repairs", test_json_tokenizer_counts_repairs);
  g_test_add_func ("/wire/json-tokenizer/repeated-names", test_json_tokenizer_repeated_names);
  g_test_add_func ("/wire/json-tokenizer/long-string", test_json_tokenizer_long_string);
  g_test_add_func ("/wire/json-tokenizer/source-error", test_json_tokenizer_source_error);
  g_test_add_func ("/wire/json-tokenizer/skips", test_json_tokenizer_skips);
  g_test_add_func ("/wire/json-tokenizer/agrees", test_json_tokenizer_agrees);
  return g_test_run ();
}
