/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of the codecs share. */

#pragma once

#include "wire/reprise-wire-error.h"

#include <glib-object.h>
#include <string.h>

typedef GPtrArray *(*ListDecode) (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
typedef GBytes *(*ListEncode) (GPtrArray *objects);

static inline GBytes *
bytes_of (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

/* The document's text, for comparisons that print both sides. */
static inline char *
text_of (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static inline void
assert_bytes (GBytes *bytes, const char *expected)
{
  g_autofree char *text = text_of (bytes);

  g_assert_cmpstr (text, ==, expected);
}

/* Decodes a list that must be readable to the last element. */
static inline GPtrArray *
decode_all (ListDecode decode, const char *text)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = bytes_of (text);
  g_autoptr (GError) error = NULL;
  GPtrArray *objects;
  guint n_rows = 0;

  objects = decode (body, &n_rows, problems, &error);
  g_assert_no_error (error);
  if (problems->len > 0)
    g_assert_cmpstr (problems->pdata[0], ==, NULL);
  g_assert_cmpuint (objects->len, ==, n_rows);
  return objects;
}

/* What is written reads back and writes the same bytes. */
static inline void
assert_round_trip (ListDecode decode, ListEncode encode, const char *text)
{
  g_autoptr (GPtrArray) objects = decode_all (decode, text);
  g_autoptr (GBytes) written = encode (objects);

  assert_bytes (written, text);
}

/* One element of three is bad: the others are there, and the bad one is named. */
static inline void
assert_bad_element (ListDecode decode, const char *text, const char *problem)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = bytes_of (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) objects = NULL;
  guint n_rows = 0;

  objects = decode (body, &n_rows, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 3);
  g_assert_cmpuint (objects->len, ==, 2);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0], ==, problem);
}

/* A success that is no array is an error, not an empty list; so is what is no JSON. */
static inline void
assert_list_only (ListDecode decode, const char *name)
{
  static const char *const bodies[] = { "null", "{}", "\"x\"", "{\"items\":[]}" };
  g_autoptr (GBytes) broken = bytes_of ("[{");
  g_autoptr (GBytes) empty = bytes_of ("[]");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) syntax = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = bytes_of (bodies[i]);
      g_autofree char *start = g_strdup_printf ("%s: expected an array, found ", name);
      g_autoptr (GError) error = NULL;

      g_assert_null (decode (body, NULL, NULL, &error));
      g_assert_error (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_TYPE);
      g_assert_true (g_str_has_prefix (error->message, start));
    }
  g_assert_null (decode (broken, NULL, NULL, &syntax));
  g_assert_error (syntax, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_SYNTAX);
  none = decode (empty, NULL, NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}
