/* SPDX-License-Identifier: GPL-3.0-or-later
 * Any bytes as JSON: how they are cut makes no difference, and both readers are of one mind. */

#include "config.h"

#include "fuzz-target.h"

#include "wire/reprise-json-guard.h"
#include "wire/reprise-json-tokenizer-private.h"

#include "json-chunks.h"

typedef struct
{
  guint64 sum;
  guint64 n_tokens;
  RepriseJsonToken last;
  gboolean has_huge;
  char *message;
} Transcript;

static void
add_token (Transcript *transcript, RepriseJsonTokenizer *tokenizer, RepriseJsonToken token)
{
  gsize length = 0;
  const char *text = "";

  if (token == REPRISE_JSON_TOKEN_NAME || token == REPRISE_JSON_TOKEN_STRING)
    text = reprise_json_tokenizer_get_text (tokenizer, &length);
  g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
  transcript->sum = transcript->sum * 31 + (guint64) token;
  for (gsize i = 0; i < length; i++)
    transcript->sum = transcript->sum * 31 + (guchar) text[i];
  transcript->n_tokens++;
  transcript->has_huge |= token == REPRISE_JSON_TOKEN_HUGE;
  transcript->last = token;
}

static Transcript
transcribe (const guint8 *data, gsize size, gsize chunk_size, RepriseJsonStrictness strictness)
{
  Chunks chunks = chunks_of ((const char *) data, size, chunk_size);
  g_autoptr (RepriseJsonTokenizer) tokenizer =
                 reprise_json_tokenizer_new (fill_from_chunks, &chunks, strictness);
  Transcript transcript = { 0 };
  RepriseJsonToken token;

  do
    {
      token = reprise_json_tokenizer_next (tokenizer);
      add_token (&transcript, tokenizer, token);
    }
  while (token != REPRISE_JSON_TOKEN_END && token != REPRISE_JSON_TOKEN_ERROR);
  if (token == REPRISE_JSON_TOKEN_ERROR)
    transcript.message = g_strdup (reprise_json_tokenizer_get_error (tokenizer)->message);
  g_free (chunks.copy);
  return transcript;
}

static void
assert_same (Transcript *whole, Transcript *cut)
{
  g_assert_cmpuint (whole->sum, ==, cut->sum);
  g_assert_cmpuint (whole->n_tokens, ==, cut->n_tokens);
  g_assert_cmpstr (whole->message, ==, cut->message);
}

static void
assert_guard_agrees (const guint8 *data, gsize size, const Transcript *transcript)
{
  const RepriseJsonLimits limits = { G_MAXINT, REPRISE_JSON_TOKENIZER_MAX_DEPTH };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  gboolean has_mark = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0;

  if (has_mark || transcript->has_huge || size > 1000000)
    return;
  if (reprise_json_guard_check (bytes, &limits, NULL))
    g_assert_cmpint (transcript->last, ==, REPRISE_JSON_TOKEN_END);
  else
    g_assert_cmpint (transcript->last, ==, REPRISE_JSON_TOKEN_ERROR);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  for (guint strictness = REPRISE_JSON_STRICT; strictness <= REPRISE_JSON_REPAIR; strictness++)
    {
      Transcript whole = transcribe (data, size, size, strictness);
      Transcript cut = transcribe (data, size, size > 0 ? 1 + data[0] % 7 : 1, strictness);

      assert_same (&whole, &cut);
      if (strictness == REPRISE_JSON_STRICT)
        assert_guard_agrees (data, size, &whole);
      g_free (whole.message);
      g_free (cut.message);
    }
  return 0;
}
