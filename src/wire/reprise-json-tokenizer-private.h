/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON of any length, read token by token from chunks. */

#pragma once

#include "wire/reprise-wire-error.h"

G_BEGIN_DECLS

/**
 * RepriseJsonToken:
 * @REPRISE_JSON_TOKEN_ERROR: the rest cannot be read; reprise_json_tokenizer_get_error() says why.
 * @REPRISE_JSON_TOKEN_END: the document is complete, and nothing follows it.
 * @REPRISE_JSON_TOKEN_OBJECT: an object begins.
 * @REPRISE_JSON_TOKEN_OBJECT_END: the innermost object ends.
 * @REPRISE_JSON_TOKEN_ARRAY: an array begins.
 * @REPRISE_JSON_TOKEN_ARRAY_END: the innermost array ends.
 * @REPRISE_JSON_TOKEN_NAME: the name of a member, whose value comes next.
 * @REPRISE_JSON_TOKEN_STRING: a text.
 * @REPRISE_JSON_TOKEN_INTEGER: a whole number that 64 bits hold, signed or not.
 * @REPRISE_JSON_TOKEN_DOUBLE: another number.
 * @REPRISE_JSON_TOKEN_HUGE: a number that neither of these holds.
 * @REPRISE_JSON_TOKEN_TRUE: true.
 * @REPRISE_JSON_TOKEN_FALSE: false.
 * @REPRISE_JSON_TOKEN_NULL: null.
 */
typedef enum
{
  REPRISE_JSON_TOKEN_ERROR,
  REPRISE_JSON_TOKEN_END,
  REPRISE_JSON_TOKEN_OBJECT,
  REPRISE_JSON_TOKEN_OBJECT_END,
  REPRISE_JSON_TOKEN_ARRAY,
  REPRISE_JSON_TOKEN_ARRAY_END,
  REPRISE_JSON_TOKEN_NAME,
  REPRISE_JSON_TOKEN_STRING,
  REPRISE_JSON_TOKEN_INTEGER,
  REPRISE_JSON_TOKEN_DOUBLE,
  REPRISE_JSON_TOKEN_HUGE,
  REPRISE_JSON_TOKEN_TRUE,
  REPRISE_JSON_TOKEN_FALSE,
  REPRISE_JSON_TOKEN_NULL,
} RepriseJsonToken;

/**
 * RepriseJsonStrictness:
 * @REPRISE_JSON_STRICT: what is no text ends the reading with an error.
 * @REPRISE_JSON_REPAIR: inside of strings, what is not UTF-8 becomes U+FFFD and a control character
 *   a space; reprise_json_tokenizer_get_n_repaired() counts the strings.
 */
typedef enum
{
  REPRISE_JSON_STRICT,
  REPRISE_JSON_REPAIR,
} RepriseJsonStrictness;

/* Arrays and objects that may be open at once. */
#define REPRISE_JSON_TOKENIZER_MAX_DEPTH 64

/* The most blanks accepted in a row. */
#define REPRISE_JSON_TOKENIZER_MAX_BLANKS (1024 * 1024)

/* The longest string accepted, in bytes of UTF-8. */
#define REPRISE_JSON_TOKENIZER_MAX_TEXT (1024 * 1024)

/**
 * RepriseJsonFillFunc:
 * @source: what was given with the function
 * @chunk: (out): the next bytes of the document, which must stay until the next call
 * @error: return location for whatever went wrong
 *
 * Returns: how many bytes there are, 0 at the end, -1 with @error set
 */
typedef gssize (*RepriseJsonFillFunc) (gpointer source, const char **chunk, GError **error);

typedef struct _RepriseJsonTokenizer RepriseJsonTokenizer;

RepriseJsonTokenizer *reprise_json_tokenizer_new (RepriseJsonFillFunc fill,
                                                  gpointer source,
                                                  RepriseJsonStrictness strictness);
RepriseJsonTokenizer *reprise_json_tokenizer_new_for_bytes (GBytes *bytes,
                                                            RepriseJsonStrictness strictness);
void reprise_json_tokenizer_free (RepriseJsonTokenizer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseJsonTokenizer, reprise_json_tokenizer_free)

RepriseJsonToken reprise_json_tokenizer_next (RepriseJsonTokenizer *self);
gboolean reprise_json_tokenizer_skip (RepriseJsonTokenizer *self, RepriseJsonToken token);
const GError *reprise_json_tokenizer_get_error (const RepriseJsonTokenizer *self);
const char *reprise_json_tokenizer_get_text (const RepriseJsonTokenizer *self, gsize *length);
guint64 reprise_json_tokenizer_get_integer (const RepriseJsonTokenizer *self,
                                            gboolean *is_negative);
double reprise_json_tokenizer_get_double (const RepriseJsonTokenizer *self);
gboolean reprise_json_tokenizer_is_repeated (const RepriseJsonTokenizer *self);
gboolean reprise_json_tokenizer_is_repaired (const RepriseJsonTokenizer *self);
guint reprise_json_tokenizer_get_depth (const RepriseJsonTokenizer *self);
guint reprise_json_tokenizer_get_n_repaired (const RepriseJsonTokenizer *self);
guint64 reprise_json_tokenizer_get_offset (const RepriseJsonTokenizer *self);
guint64 reprise_json_tokenizer_get_line (const RepriseJsonTokenizer *self);
const char *reprise_json_token_describe (RepriseJsonToken token);

G_END_DECLS
