/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inside of a tokenizer, for the files it is written in. */

#pragma once

#include "wire/reprise-json-names-private.h"
#include "wire/reprise-json-tokenizer-private.h"

G_BEGIN_DECLS

#define REPRISE_JSON_END_OF_INPUT (-1)

/* What may come next. */
typedef enum
{
  REPRISE_JSON_EXPECT_VALUE,
  REPRISE_JSON_EXPECT_FIRST_ELEMENT,
  REPRISE_JSON_EXPECT_FIRST_NAME,
  REPRISE_JSON_EXPECT_COLON,
  REPRISE_JSON_EXPECT_MORE,
  REPRISE_JSON_EXPECT_NOTHING,
} RepriseJsonExpectation;

/* An array or object that is open. */
typedef struct
{
  gboolean is_object;
  RepriseJsonNames names;
} RepriseJsonLevel;

struct _RepriseJsonTokenizer
{
  RepriseJsonFillFunc fill;
  gpointer source;
  GBytes *bytes; /* the document, if that is where it comes from */
  gboolean has_given_bytes;
  RepriseJsonStrictness strictness;
  GError *error;

  /* Owned by the source. */
  const guchar *cursor;
  const guchar *end;
  guint64 end_offset; /* where @end is in the document */
  gboolean at_end;
  guint64 line;

  RepriseJsonLevel levels[REPRISE_JSON_TOKENIZER_MAX_DEPTH];
  guint n_levels; /* how many were ever open */
  guint depth;
  RepriseJsonExpectation expectation;

  GString *text;
  guint64 integer;
  double number;
  gboolean is_negative;
  gboolean is_repeated;
  gboolean is_repaired;
  guint n_repaired;
};

gboolean reprise_json_tokenizer_refill (RepriseJsonTokenizer *self);
gboolean reprise_json_tokenizer_fail (RepriseJsonTokenizer *self,
                                      RepriseWireError code,
                                      const char *problem);
gboolean reprise_json_tokenizer_fail_syntax (RepriseJsonTokenizer *self, const char *expected);
RepriseJsonToken reprise_json_tokenizer_take_number (RepriseJsonTokenizer *self);
gboolean reprise_json_tokenizer_take_string (RepriseJsonTokenizer *self);

static inline int
reprise_json_tokenizer_peek (RepriseJsonTokenizer *self)
{
  if (G_UNLIKELY (self->cursor == self->end) && !reprise_json_tokenizer_refill (self))
    return REPRISE_JSON_END_OF_INPUT;
  return *self->cursor;
}

static inline gboolean
reprise_json_tokenizer_take (RepriseJsonTokenizer *self, int byte)
{
  if (reprise_json_tokenizer_peek (self) != byte)
    return FALSE;
  self->cursor++;
  return TRUE;
}

G_END_DECLS
