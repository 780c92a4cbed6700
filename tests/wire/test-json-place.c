/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading members of a document: presence, type, range, and the path in what is said. */

#include "config.h"

#include "wire/reprise-json-place-private.h"

#include "wire/reprise-json-document-private.h"

#include <string.h>

typedef struct
{
  JsonNode *node;
  GError *problem;
  RepriseJsonPlace root;
} Fixture;

static void
open_document (Fixture *fixture, const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  fixture->problem = NULL;
  fixture->node = reprise_json_parse_bytes (bytes, &REPRISE_JSON_LIMITS_ANSWER, &error);
  g_assert_no_error (error);
  fixture->root = reprise_json_place_root (fixture->node, name, &fixture->problem);
}

static void
close_document (Fixture *fixture)
{
  g_clear_pointer (&fixture->node, json_node_unref);
  g_clear_error (&fixture->problem);
}

#define assert_problem(fixture, expected_code, expected_message)                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_error ((fixture)->problem, REPRISE_WIRE_ERROR, (expected_code));                      \
    g_assert_cmpstr ((fixture)->problem->message, ==, (expected_message));                         \
    g_clear_error (&(fixture)->problem);                                                           \
  }                                                                                                \
  G_STMT_END

/* Absent and null are the same: the fallback where optional, a problem where required. */
static void
test_json_place_unset (void)
{
  Fixture f;

  open_document (&f, "{\"nil\":null}", "");
  for (int i = 0; i < 2; i++)
    {
      const char *member = i == 0 ? "nil" : "none";

      g_assert_false (reprise_json_place_has (&f.root, member));
      g_assert_null (reprise_json_place_get_string (&f.root, member, REPRISE_JSON_OPTIONAL));
      g_assert_null (reprise_json_place_dup_strv (&f.root, member, REPRISE_JSON_OPTIONAL));
      g_assert_true (reprise_json_place_get_boolean (&f.root, member, REPRISE_JSON_OPTIONAL, TRUE));
      g_assert_cmpint (reprise_json_place_get_int64 (&f.root, member, REPRISE_JSON_OPTIONAL, 9, -1),
                       ==,
                       -1);
      g_assert_cmpuint (reprise_json_place_get_uint64 (&f.root, member, REPRISE_JSON_OPTIONAL, 7),
                        ==,
                        7);
      g_assert_cmpfloat (reprise_json_place_get_double (&f.root,
                                                        member,
                                                        REPRISE_JSON_OPTIONAL,
                                                        0.5),
                         ==,
                         0.5);
      g_assert_cmpint (reprise_json_place_get_instant (&f.root, member, REPRISE_JSON_OPTIONAL),
                       ==,
                       REPRISE_INSTANT_NONE);
      g_assert_null (reprise_json_place_object (&f.root, member, REPRISE_JSON_OPTIONAL).node);
      g_assert_null (reprise_json_place_array (&f.root, member, REPRISE_JSON_OPTIONAL).node);
      g_assert_no_error (f.problem);
    }
  reprise_json_place_get_string (&f.root, "nil", REPRISE_JSON_REQUIRED);
  assert_problem (&f, REPRISE_WIRE_ERROR_MISSING, "nil: is required");
  reprise_json_place_get_int64 (&f.root, "none", REPRISE_JSON_REQUIRED, 9, 0);
  assert_problem (&f, REPRISE_WIRE_ERROR_MISSING, "none: is required");
  reprise_json_place_object (&f.root, "none", REPRISE_JSON_REQUIRED);
  assert_problem (&f, REPRISE_WIRE_ERROR_MISSING, "none: is required");
  reprise_json_place_array (&f.root, "nil", REPRISE_JSON_REQUIRED);
  assert_problem (&f, REPRISE_WIRE_ERROR_MISSING, "nil: is required");
  close_document (&f);
}

/* Values of the right type come out exact, near the borders of 64 bits too. */
static void
test_json_place_values (void)
{
  g_auto (GStrv) words = NULL;
  Fixture f;

  open_document (&f,
                 "{\"s\":\"é\",\"e\":\"\",\"b\":true,\"big\":9223372036854775806,"
                 "\"id\":7381205846205943829,\"neg\":-1,\"d\":-78.5,"
                 "\"i\":38,\"l\":[\"a\",\"\"],\"t\":\"2024-06-19T21:58:03+02:00\"}",
                 "");
  g_assert_cmpstr (reprise_json_place_get_string (&f.root, "s", REPRISE_JSON_REQUIRED), ==, "é");
  g_assert_cmpstr (reprise_json_place_get_string (&f.root, "e", REPRISE_JSON_OPTIONAL), ==, "");
  g_assert_true (reprise_json_place_get_boolean (&f.root, "b", REPRISE_JSON_REQUIRED, FALSE));
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root,
                                                 "big",
                                                 REPRISE_JSON_REQUIRED,
                                                 G_MAXINT64,
                                                 0),
                   ==,
                   G_MAXINT64 - 1);
  g_assert_cmpuint (reprise_json_place_get_uint64 (&f.root, "id", REPRISE_JSON_REQUIRED, 0),
                    ==,
                    G_GUINT64_CONSTANT (7381205846205943829));
  g_assert_cmpuint (reprise_json_place_get_uint64 (&f.root, "neg", REPRISE_JSON_REQUIRED, 0),
                    ==,
                    G_MAXUINT64);
  g_assert_cmpfloat (reprise_json_place_get_double (&f.root, "d", REPRISE_JSON_REQUIRED, 0),
                     ==,
                     -78.5);
  g_assert_cmpfloat (reprise_json_place_get_double (&f.root, "i", REPRISE_JSON_REQUIRED, 0),
                     ==,
                     38.0);
  g_assert_cmpint (reprise_json_place_get_instant (&f.root, "t", REPRISE_JSON_REQUIRED),
                   ==,
                   G_GINT64_CONSTANT (1718827083000000));
  words = reprise_json_place_dup_strv (&f.root, "l", REPRISE_JSON_REQUIRED);
  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[0], ==, "a");
  g_assert_cmpstr (words[1], ==, "");
  g_assert_no_error (f.problem);
  close_document (&f);
}

/* A value of another type is a problem, never a conversion. */
static void
test_json_place_types (void)
{
  Fixture f;

  open_document (&f,
                 "{\"n\":12,\"d\":12.0,\"s\":\"12\",\"b\":true,\"o\":{},\"a\":[\"x\",null,3]}",
                 "");
  g_assert_null (reprise_json_place_get_string (&f.root, "n", REPRISE_JSON_OPTIONAL));
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "n: expected a string, found an integer");
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root, "s", REPRISE_JSON_OPTIONAL, 99, 5),
                   ==,
                   5);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "s: expected an integer, found a string");
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root, "d", REPRISE_JSON_OPTIONAL, 99, 5),
                   ==,
                   5);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "d: expected an integer, found a number");
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root, "b", REPRISE_JSON_OPTIONAL, 99, 5),
                   ==,
                   5);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "b: expected an integer, found a boolean");
  g_assert_cmpuint (reprise_json_place_get_uint64 (&f.root, "d", REPRISE_JSON_OPTIONAL, 5), ==, 5);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "d: expected an integer, found a number");
  g_assert_false (reprise_json_place_get_boolean (&f.root, "n", REPRISE_JSON_OPTIONAL, FALSE));
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "n: expected a boolean, found an integer");
  g_assert_cmpfloat (reprise_json_place_get_double (&f.root, "s", REPRISE_JSON_OPTIONAL, 5), ==, 5);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "s: expected a number, found a string");
  g_assert_null (reprise_json_place_object (&f.root, "a", REPRISE_JSON_OPTIONAL).node);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "a: expected an object, found an array");
  g_assert_null (reprise_json_place_array (&f.root, "o", REPRISE_JSON_OPTIONAL).node);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "o: expected an array, found an object");
  g_strfreev (reprise_json_place_dup_strv (&f.root, "a", REPRISE_JSON_OPTIONAL));
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "a[1]: expected a string, found null");
  close_document (&f);
}

/* Numbers outside the range are problems; the borders themselves are not. */
static void
test_json_place_ranges (void)
{
  Fixture f;

  open_document (&f,
                 "{\"zero\":0,\"most\":99,\"over\":100,\"neg\":-1,\"wrap\":9223372036854775808}",
                 "");
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root, "zero", REPRISE_JSON_OPTIONAL, 99, 5),
                   ==,
                   0);
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root, "most", REPRISE_JSON_OPTIONAL, 99, 5),
                   ==,
                   99);
  g_assert_no_error (f.problem);
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root, "over", REPRISE_JSON_OPTIONAL, 99, 5),
                   ==,
                   5);
  assert_problem (&f, REPRISE_WIRE_ERROR_RANGE, "over: must lie between 0 and 99");
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root, "neg", REPRISE_JSON_OPTIONAL, 99, 5),
                   ==,
                   5);
  assert_problem (&f, REPRISE_WIRE_ERROR_RANGE, "neg: must lie between 0 and 99");
  g_assert_cmpint (reprise_json_place_get_int64 (&f.root,
                                                 "wrap",
                                                 REPRISE_JSON_OPTIONAL,
                                                 G_MAXINT64,
                                                 5),
                   ==,
                   5);
  assert_problem (&f, REPRISE_WIRE_ERROR_RANGE, "wrap: must lie between 0 and 9223372036854775806");
  close_document (&f);
}

/* Texts with a form: times need an offset, words are taken from a list, names are not empty. */
static void
test_json_place_formats (void)
{
  static const char *const words[] = { "full", "diff", "incr", NULL };
  Fixture f;

  open_document (&f,
                 "{\"t\":\"2024-06-19T19:58:03\",\"w\":\"diff\",\"x\":\"Full\",\"e\":\"\"}",
                 "");
  g_assert_cmpint (reprise_json_place_get_instant (&f.root, "t", REPRISE_JSON_REQUIRED),
                   ==,
                   REPRISE_INSTANT_NONE);
  assert_problem (&f,
                  REPRISE_WIRE_ERROR_FORMAT,
                  "t: must be an RFC 3339 time with an offset, found ‘2024-06-19T19:58:03’");
  g_assert_cmpint (reprise_json_place_get_instant (&f.root, "e", REPRISE_JSON_OPTIONAL),
                   ==,
                   REPRISE_INSTANT_NONE);
  g_assert_cmpstr (reprise_json_place_get_word (&f.root, "w", REPRISE_JSON_REQUIRED, words),
                   ==,
                   "diff");
  g_assert_no_error (f.problem);
  g_assert_null (reprise_json_place_get_word (&f.root, "x", REPRISE_JSON_OPTIONAL, words));
  assert_problem (&f, REPRISE_WIRE_ERROR_FORMAT, "x: must be one of: full, diff, incr");
  reprise_json_place_get_string (&f.root, "e", REPRISE_JSON_REQUIRED);
  assert_problem (&f, REPRISE_WIRE_ERROR_FORMAT, "e: must not be empty");
  close_document (&f);
}

/* Optional times and WAL positions that cannot be read are unset, and noted with their path. */
static void
test_json_place_notes (void)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  Fixture f;

  open_document (&f, "{\"t\":\"yesterday\",\"l\":\"0-1\",\"k\":\"1A/2000028\"}", "backup");
  g_assert_cmpint (reprise_json_place_get_instant (&f.root, "t", REPRISE_JSON_OPTIONAL),
                   ==,
                   REPRISE_INSTANT_NONE);
  f.root.notes = notes;
  reprise_json_place_get_instant (&f.root, "t", REPRISE_JSON_OPTIONAL);
  g_assert_cmpuint (reprise_json_place_get_lsn (&f.root, "l"), ==, 0);
  g_assert_cmpuint (reprise_json_place_get_lsn (&f.root, "k"),
                    ==,
                    G_GUINT64_CONSTANT (0x1a02000028));
  g_assert_cmpuint (reprise_json_place_get_lsn (&f.root, "none"), ==, 0);
  g_assert_no_error (f.problem);
  g_assert_cmpuint (notes->len, ==, 2);
  g_assert_cmpstr (notes->pdata[0],
                   ==,
                   "backup.t: must be an RFC 3339 time with an offset, found ‘yesterday’");
  g_assert_cmpstr (notes->pdata[1], ==, "backup.l: must be a WAL position, found ‘0-1’");
  close_document (&f);
}

static gpointer
read_named (const RepriseJsonPlace *place)
{
  const char *name = reprise_json_place_get_string (place, "name", REPRISE_JSON_REQUIRED);
  GObject *object;

  if (*place->problem != NULL)
    return NULL;
  object = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data_full (object, "name", g_strdup (name), g_free);
  return object;
}

/* One bad element is left out and noted, or spoils the whole: as the caller says. */
static void
test_json_place_elements (void)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) good = NULL, all = NULL, none = NULL;
  Fixture f;

  open_document (&f, "{\"l\":[{\"name\":\"a\"},{\"name\":2},null,{\"name\":\"d\"}]}", "");
  f.root.notes = notes;
  good = reprise_json_place_read_objects (&f.root, "l", read_named, REPRISE_JSON_KEEP_GOOD);
  g_assert_no_error (f.problem);
  g_assert_cmpuint (good->len, ==, 2);
  g_assert_cmpstr (g_object_get_data (good->pdata[1], "name"), ==, "d");
  g_assert_cmpuint (notes->len, ==, 2);
  g_assert_cmpstr (notes->pdata[0], ==, "l[1].name: expected a string, found an integer");
  g_assert_cmpstr (notes->pdata[1], ==, "l[2]: expected an object, found null");
  all = reprise_json_place_read_objects (&f.root, "l", read_named, REPRISE_JSON_ALL_OR_NOTHING);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "l[1].name: expected a string, found an integer");
  none = reprise_json_place_read_objects (&f.root, "m", read_named, REPRISE_JSON_KEEP_GOOD);
  g_assert_null (none);
  close_document (&f);
}

/* Yes, no, and nothing said are three answers. */
static void
test_json_place_tristate (void)
{
  Fixture f;

  open_document (&f, "{\"yes\":true,\"no\":false,\"nil\":null,\"one\":1}", "");
  g_assert_cmpint (reprise_json_place_get_tristate (&f.root, "yes"), ==, REPRISE_TRISTATE_YES);
  g_assert_cmpint (reprise_json_place_get_tristate (&f.root, "no"), ==, REPRISE_TRISTATE_NO);
  g_assert_cmpint (reprise_json_place_get_tristate (&f.root, "nil"), ==, REPRISE_TRISTATE_UNKNOWN);
  g_assert_no_error (f.problem);
  g_assert_cmpint (reprise_json_place_get_tristate (&f.root, "one"), ==, REPRISE_TRISTATE_UNKNOWN);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "one: expected a boolean, found an integer");
  close_document (&f);
}

/* The path leads from the root to the member, through objects and arrays. */
static void
test_json_place_paths (void)
{
  Fixture f;
  RepriseJsonPlace database, nodes, node;

  open_document (&f, "[null,{\"nodes\":[{\"name\":1}]}]", "databases");
  g_assert_true (reprise_json_place_expect_array (&f.root));
  g_assert_cmpuint (reprise_json_place_get_length (&f.root), ==, 2);
  database = reprise_json_place_element (&f.root, 0);
  g_assert_false (reprise_json_place_expect_object (&database));
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "databases[0]: expected an object, found null");
  database = reprise_json_place_element (&f.root, 1);
  nodes = reprise_json_place_array (&database, "nodes", REPRISE_JSON_REQUIRED);
  node = reprise_json_place_element (&nodes, 0);
  reprise_json_place_get_string (&node, "name", REPRISE_JSON_REQUIRED);
  assert_problem (&f,
                  REPRISE_WIRE_ERROR_TYPE,
                  "databases[1].nodes[0].name: expected a string, found an integer");
  g_assert_false (reprise_json_place_expect_object (&f.root));
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "databases: expected an object, found an array");
  close_document (&f);
}

/* Only the first problem is kept: what follows from it would hide it. */
static void
test_json_place_first_problem (void)
{
  Fixture f;

  open_document (&f, "{\"a\":1,\"b\":2}", "");
  reprise_json_place_get_string (&f.root, "a", REPRISE_JSON_REQUIRED);
  reprise_json_place_get_string (&f.root, "b", REPRISE_JSON_REQUIRED);
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "a: expected a string, found an integer");
  close_document (&f);
}

/* A document without a name, and null as a document, are spoken of without a path. */
static void
test_json_place_bare_root (void)
{
  Fixture f;

  open_document (&f, "null", "");
  g_assert_false (reprise_json_place_expect_object (&f.root));
  assert_problem (&f, REPRISE_WIRE_ERROR_TYPE, "expected an object, found null");
  g_assert_cmpuint (reprise_json_place_get_length (&f.root), ==, 0);
  reprise_json_place_get_string (&f.root, "id", REPRISE_JSON_REQUIRED);
  assert_problem (&f, REPRISE_WIRE_ERROR_MISSING, "id: is required");
  close_document (&f);
}

/* A closed object names the member it does not know. */
static void
test_json_place_unknown_members (void)
{
  static const char *const known[] = { "provider", "target_nodes", NULL };
  static const char *const all[] = { "provider", "dry_run", NULL };
  Fixture f;

  open_document (&f, "{\"provider\":\"pgbackrest\",\"dry_run\":null}", "");
  reprise_json_place_refuse_unknown (&f.root, all);
  g_assert_no_error (f.problem);
  reprise_json_place_refuse_unknown (&f.root, known);
  assert_problem (&f, REPRISE_WIRE_ERROR_UNKNOWN_MEMBER, "dry_run: is not known here");
  close_document (&f);
}

/* Newer releases of the parser cut what passes 2^63 down to it: such a number is exact or refused.
 */
static void
test_json_place_beyond_signed (void)
{
  Fixture f;
  guint64 top;

  open_document (&f, "{\"top\":18446744073709551615}", "");
  top = reprise_json_place_get_uint64 (&f.root, "top", REPRISE_JSON_OPTIONAL, 0);
  g_assert_true (top == G_MAXUINT64 || (top == 0 && f.problem != NULL));
  g_clear_error (&f.problem);
  close_document (&f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/json-place/unset", test_json_place_unset);
  g_test_add_func ("/wire/json-place/values", test_json_place_values);
  g_test_add_func ("/wire/json-place/types", test_json_place_types);
  g_test_add_func ("/wire/json-place/ranges", test_json_place_ranges);
  g_test_add_func ("/wire/json-place/formats", test_json_place_formats);
  g_test_add_func ("/wire/json-place/notes", test_json_place_notes);
  g_test_add_func ("/wire/json-place/elements", test_json_place_elements);
  g_test_add_func ("/wire/json-place/tristate", test_json_place_tristate);
  g_test_add_func ("/wire/json-place/paths", test_json_place_paths);
  g_test_add_func ("/wire/json-place/beyond-signed", test_json_place_beyond_signed);
  g_test_add_func ("/wire/json-place/first-problem", test_json_place_first_problem);
  g_test_add_func ("/wire/json-place/bare-root", test_json_place_bare_root);
  g_test_add_func ("/wire/json-place/unknown-members", test_json_place_unknown_members);
  return g_test_run ();
}
