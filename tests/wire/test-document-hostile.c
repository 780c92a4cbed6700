/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents of both formats with one thing wrong in them, wherever it is: it is named, or stops the
 * reading at a place that is named, and what is good stays. */

#include "config.h"

#include "wire/reprise-document.h"
#include "wire/reprise-wire-error.h"

#include "json-chunks.h"

#include <json-glib/json-glib.h>

/* The smallest file of ours that has everything. */
static const char inventory_text[] =
    "{\"format\":\"reprise-inventory\",\"version\":1,\"captured_at\":\"2026-11-28T06:00:00Z\","
    "\"source\":{\"title\":\"Acme\",\"address\":\"https://"
    "api.example.com\"},\"database_id\":\"d1\","
    "\"tenant\":{\"id\":\"t1\",\"name\":\"Acme\"},\"problems\":[\"One was left out\"],"
    "\"clusters\":[{\"id\":\"c1\",\"name\":\"main\"}],"
    "\"databases\":[{\"id\":\"d1\",\"name\":\"shop\",\"nodes\":[{\"name\":\"n1\"}]}],"
    "\"backup_repositories\":[{\"id\":\"r1\",\"database_id\":\"d1\",\"retention_full\":3}],"
    "\"inventories\":[{\"backup_repository_id\":\"r1\",\"node_name\":\"n1\",\"complete\":true,"
    "\"problems\":[],\"inventory\":{\"status\":\"ok\",\"status_code\":0,\"pg_version\":\"16\","
    "\"pg_system_id\":7711192297214085888,\"recovery_window\":{\"checked_at\":"
    "\"2026-11-28T05:59:00Z\",\"spans\":[{\"earliest\":\"2026-01-01T00:00:09Z\","
    "\"latest_exclusive\":\"2026-01-02T00:00:00Z\",\"base_label\":\"20260101-000000F\"}]},"
    "\"backups\":[{\"label\":\"20260101-000000F\",\"type\":\"full\",\"created_at\":"
    "\"2026-01-01T00:00:00Z\",\"database_size\":2097152,\"error\":false,\"annotations\":{\"a\":"
    "\"b\"},\"references\":[\"x\"],\"lsn_start\":\"0/2000028\",\"pgbackrest_format\":5}]}}]}";

static char *
load_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wire", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strchomp (text);
}

static char *
load_stanzas (void)
{
  return load_sample ("info-ok-n1-full-diff-incr-annotations.json");
}

/* What the document says is wrong with it. */
static guint
count_told (const RepriseDocument *document)
{
  guint n_told = document->problems->len + (document->cut != NULL);

  for (guint i = 0; document->account != NULL && i < document->account->inventories->len; i++)
    {
      const RepriseSavedInventory *saved = document->account->inventories->pdata[i];

      n_told += saved->problems->len + (saved->failure != NULL);
    }
  return n_told;
}

/* What the document holds after all. */
static guint
count_backups (const RepriseDocument *document)
{
  guint n_backups = 0;

  for (guint i = 0; document->account != NULL && i < document->account->inventories->len; i++)
    {
      const RepriseSavedInventory *saved = document->account->inventories->pdata[i];

      if (saved->inventory != NULL)
        n_backups += reprise_inventory_get_n_backups (saved->inventory);
    }
  for (guint i = 0; document->stanzas != NULL && i < document->stanzas->len; i++)
    {
      const ReprisePgBackRestStanza *stanza = document->stanzas->pdata[i];

      for (guint j = 0; j < stanza->repositories->len; j++)
        n_backups += g_list_model_get_n_items (G_LIST_MODEL (
            ((ReprisePgBackRestRepository *) stanza->repositories->pdata[j])->backups));
    }
  return n_backups;
}

static RepriseDocument *
read_text (const char *text, gsize length, GError **error)
{
  Chunks chunks = chunks_of (text, length, 61);
  RepriseDocument *document = reprise_document_read (fill_from_chunks, &chunks, NULL, error);

  g_free (chunks.copy);
  return document;
}

/* Says that it stopped, and at which byte. */
static void
assert_stopped (const RepriseDocument *document, const GError *error, const char *why)
{
  const GError *stop = document == NULL ? error : document->cut;

  g_assert_nonnull (stop);
  g_assert_nonnull (strstr (stop->message, why));
  g_assert_nonnull (strstr (stop->message, " at byte "));
}

static void
assert_truncated (const char *text)
{
  gsize size = strlen (text);
  guint most_backups = 0;

  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseDocument) document = read_text (text, length, &error);

      assert_stopped (document, error, "found the end at byte ");
      if (document == NULL)
        continue;
      g_assert_cmpint (document->seal, !=, REPRISE_SEAL_INTACT);
      g_assert_cmpuint (count_backups (document), >=, most_backups);
      most_backups = count_backups (document);
    }
}

/* Cut off at every byte, a document of either format says so, and keeps what is before the cut. */
static void
test_document_hostile_truncated (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", "wire", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  assert_truncated (inventory_text);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *text = load_sample (name);

      g_test_message ("%s", name);
      assert_truncated (text);
    }
}

/* Noise, and noise that is nearly JSON, is an answer or an error. */
static void
test_document_hostile_random (void)
{
  static const char alphabet[] = "[]{}[{,,::\"\"\"\\012e-.tfn \n\xff\xc3";

  for (guint i = 0; i < 20000; i++)
    {
      char text[64];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof text);
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseDocument) document = NULL;

      for (gsize j = 0; j < length; j++)
        text[j] = i % 2 == 0 ? (char) g_test_rand_int_range (0, 256)
                             : alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      document = read_text (text, length, &error);
      g_assert_true ((document == NULL) == (error != NULL));
    }
}

/* A document written anew with one value of it spoilt; values are counted as they are written. */
typedef struct
{
  GString *text;
  guint n_values;
  guint target;
  const char *replacement; /* NULL to write the member that the value is of twice */
  JsonNode *replaced;
} Spoiling;

static void write_value (Spoiling *spoiling, JsonNode *node);

static void
write_member (JsonObject *object, const char *name, JsonNode *value, gpointer user_data)
{
  Spoiling *spoiling = user_data;
  gboolean is_twice = spoiling->replacement == NULL && spoiling->n_values == spoiling->target;

  if (spoiling->text->str[spoiling->text->len - 1] != '{')
    g_string_append_c (spoiling->text, ',');
  g_string_append_printf (spoiling->text, "\"%s\":", name);
  write_value (spoiling, value);
  if (!is_twice)
    return;
  spoiling->replaced = value;
  spoiling->target = G_MAXUINT;
  write_member (object, name, value, spoiling);
}

static void
write_array (Spoiling *spoiling, JsonArray *array)
{
  g_string_append_c (spoiling->text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (spoiling->text, ',');
      write_value (spoiling, json_array_get_element (array, i));
    }
  g_string_append_c (spoiling->text, ']');
}

static void
write_value (Spoiling *spoiling, JsonNode *node)
{
  g_autofree char *plain = NULL;

  if (spoiling->n_values++ == spoiling->target && spoiling->replacement != NULL)
    {
      spoiling->replaced = node;
      g_string_append (spoiling->text, spoiling->replacement);
      return;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      write_array (spoiling, json_node_get_array (node));
      return;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      plain = json_to_string (node, FALSE);
      g_string_append (spoiling->text, plain);
      return;
    }
  g_string_append_c (spoiling->text, '{');
  json_object_foreach_member (json_node_get_object (node), write_member, spoiling);
  g_string_append_c (spoiling->text, '}');
}

/* Returns: the document with its nth value spoilt; @replaced is %NULL when there is none */
static GString *
spoil (JsonNode *root, guint target, const char *replacement, JsonNode **replaced)
{
  Spoiling spoiling = { .text = g_string_new (NULL), .target = target, .replacement = replacement };

  write_value (&spoiling, root);
  *replaced = spoiling.replaced;
  return spoiling.text;
}

static guint
count_values (JsonNode *root)
{
  Spoiling spoiling = { .text = g_string_new (NULL), .target = G_MAXUINT };

  write_value (&spoiling, root);
  g_string_free (spoiling.text, TRUE);
  return spoiling.n_values;
}

/* Called with what became of a document one value of which is spoilt. */
typedef void (*JudgeFunc) (RepriseDocument *document, const GError *error, JsonNode *replaced);

static void
spoil_each (const char *text, const char *replacement, JudgeFunc judge)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  guint n_values = count_values (root);

  g_assert_cmpuint (n_values, >, 30);
  /* The first value is the document itself. */
  for (guint i = 1; i < n_values; i++)
    {
      JsonNode *replaced;
      GString *spoilt = spoil (root, i, replacement, &replaced);
      g_autoptr (GError) error = NULL;
      g_autoptr (RepriseDocument) document = read_text (spoilt->str, spoilt->len, &error);

      if ((document == NULL) != (error != NULL))
        g_error ("of value %u of %s: neither read nor refused", i, text);
      if (replaced != NULL)
        judge (document, error, replaced);
      g_string_free (spoilt, TRUE);
    }
}

static void
spoil_both (const char *replacement, JudgeFunc judge)
{
  g_autofree char *stanzas = load_stanzas ();

  spoil_each (stanzas, replacement, judge);
  spoil_each (inventory_text, replacement, judge);
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* The name of an archive, and what the stanza says of the cipher beside its repositories: nothing
 * is made of them. */
static gboolean
is_ignored (JsonNode *node)
{
  return is_text (node) && (g_str_equal (json_node_get_string (node), "15-1") ||
                            g_str_equal (json_node_get_string (node), "none"));
}

static void
judge_told (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  if (document != NULL && !is_ignored (replaced))
    g_assert_cmpuint (count_told (document), >, 0);
}

static void
judge_huge (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  if (is_number (replaced))
    judge_told (document, error, replaced);
}

/* A number that nothing holds is named, and taken for none. */
static void
test_document_hostile_huge_numbers (void)
{
  g_autofree char *digits = g_strnfill (1000, '9');

  spoil_both ("99999999999999999999", judge_huge);
  spoil_both ("-99999999999999999999", judge_huge);
  spoil_both ("1e999", judge_huge);
  spoil_both (digits, judge_huge);
}

static void
judge_instead_of_text (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  if (!JSON_NODE_HOLDS_NULL (replaced) && !is_text (replaced))
    judge_told (document, error, replaced);
}

static void
judge_instead_of_array (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  if (!JSON_NODE_HOLDS_NULL (replaced) && !JSON_NODE_HOLDS_ARRAY (replaced))
    judge_told (document, error, replaced);
}

static void
judge_instead_of_object (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  if (!JSON_NODE_HOLDS_NULL (replaced) && !JSON_NODE_HOLDS_OBJECT (replaced))
    judge_told (document, error, replaced);
}

static void
judge_instead_of_boolean (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  if (!JSON_NODE_HOLDS_NULL (replaced) &&
      !(JSON_NODE_HOLDS_VALUE (replaced) && json_node_get_value_type (replaced) == G_TYPE_BOOLEAN))
    judge_told (document, error, replaced);
}

static void
judge_instead_of_number (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  if (!JSON_NODE_HOLDS_NULL (replaced) && !is_number (replaced))
    judge_told (document, error, replaced);
}

/* Nothing is known of it any more, and that is all. */
static void
judge_null (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
}

/* A value of another kind is named, and never taken for what it is not. */
static void
test_document_hostile_wrong_types (void)
{
  spoil_both ("\"x\"", judge_instead_of_text);
  spoil_both ("[]", judge_instead_of_array);
  spoil_both ("{}", judge_instead_of_object);
  spoil_both ("true", judge_instead_of_boolean);
  spoil_both ("1", judge_instead_of_number);
  spoil_both ("1.5", judge_told);
  spoil_both ("null", judge_null);
}

/* A member that is there twice is named. */
static void
test_document_hostile_duplicates (void)
{
  spoil_both (NULL, judge_told);
}

static void
judge_no_text (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  if (is_text (replaced))
    judge_told (document, error, replaced);
}

static void
judge_stopped (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  assert_stopped (document, error, "found 0xff");
}

/* Bytes that are no text are named, and between the texts they stop the reading. */
static void
test_document_hostile_not_utf8 (void)
{
  spoil_both ("\"a\xff\xfe\"", judge_no_text);
  spoil_both ("\xff", judge_stopped);
}

static void
judge_deep (RepriseDocument *document, const GError *error, JsonNode *replaced)
{
  /* Where the format should be, it is no file of ours, whatever comes behind. */
  if (document == NULL && g_error_matches (error, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_FORMAT))
    return;
  assert_stopped (document, error, "nested too deeply");
}

/* What is nested without end stops the reading. */
static void
test_document_hostile_deep (void)
{
  g_autofree char *arrays = g_strnfill (100, '[');
  g_autoptr (GString) objects = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (objects, "{\"a\":");
  spoil_both (arrays, judge_deep);
  spoil_both (objects->str, judge_deep);
}

/* A text, and then blanks for ever. */
typedef struct
{
  const char *text;
  char blanks[4096];
} Endless;

static gssize
fill_endless (gpointer source, const char **chunk, GError **error)
{
  Endless *self = source;

  *chunk = self->text != NULL ? self->text : self->blanks;
  if (self->text == NULL)
    return sizeof self->blanks;
  self->text = NULL;
  return (gssize) strlen (*chunk);
}

static void
assert_endless (const char *text, guint n_backups)
{
  Endless endless = { .text = text };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepriseDocument) document = NULL;

  memset (endless.blanks, ' ', sizeof endless.blanks);
  document = reprise_document_read (fill_endless, &endless, NULL, &error);
  assert_stopped (document, error, "nothing but blanks for a megabyte");
  if (document != NULL)
    g_assert_cmpuint (count_backups (document), ==, n_backups);
}

/* Blanks without end, two gigabytes of them or more, do have an end, and what was before stays. */
static void
test_document_hostile_blanks (void)
{
  g_autofree char *stanzas = load_stanzas ();
  const char *backups = "[{\"name\":\"db\",\"repo\":[{\"key\":1}],\"backup\":[{\"label\":\"a\"},";

  assert_endless (" ", 0);
  assert_endless ("{", 0);
  assert_endless ("[", 0);
  assert_endless (backups, 1);
  assert_endless (stanzas, 3);
  assert_endless (inventory_text, 1);
}

static RepriseDocument *
read_repeated (const char *before, const char *element, guint n_elements, const char *after)
{
  g_autoptr (GString) text = g_string_new (before);
  g_autoptr (GError) error = NULL;
  RepriseDocument *document;

  for (guint i = 0; i < n_elements; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ",", element);
  g_string_append (text, after);
  document = read_text (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_no_error (document->cut);
  return document;
}

static gboolean
is_told (GPtrArray *sentences, const char *sentence)
{
  for (guint i = 0; i < sentences->len; i++)
    if (g_strcmp0 (sentences->pdata[i], sentence) == 0)
      return TRUE;
  return FALSE;
}

/* What would fill the memory is left out and named: stanzas, elements, what a backup lists, and the
 * sentences about all that. */
static void
test_document_hostile_many (void)
{
  g_autoptr (RepriseDocument) stanzas = read_repeated ("[", "{\"name\":\"a\"}", 10001, "]");
  g_autoptr (RepriseDocument) bad = read_repeated ("[", "7", 9000, "]");
  g_autoptr (RepriseDocument) sentences =
                 read_repeated ("{\"format\":\"reprise-inventory\",\"version\":1,\"problems\":[",
                                "\"\"",
                                100001,
                                "]}");
  g_autoptr (RepriseDocument) references =
          read_repeated ("[{\"name\":\"db\",\"repo\":[{\"key\":1}],\"backup\":[{\"label\":\"a\"},{"
                         "\"label\":\"b\",\"reference\":[",
                         "\"a\"",
                         100001,
                         "]}]}]");
  g_autoptr (RepriseDocument) histories = read_repeated ("[{\"name\":\"db\",\"db\":[",
                                                         "{\"id\":1}",
                                                         600000,
                                                         "]},{\"name\":\"e\"}]");

  g_assert_cmpuint (stanzas->stanzas->len, ==, 10000);
  g_assert_true (is_told (stanzas->problems, "info: has more stanzas than are read"));
  g_assert_cmpuint (bad->stanzas->len, ==, 0);
  g_assert_cmpuint (bad->problems->len, ==, 1000);
  g_assert_cmpuint (sentences->account->problems->len, ==, 100000);
  g_assert_true (is_told (sentences->problems, "problems: has more elements than are read"));
  g_assert_cmpuint (count_backups (references), ==, 1);
  g_assert_true (is_told (references->problems,
                          "info[0].backup[1].reference: must not have more than 100000 elements"));
  g_assert_cmpuint (histories->stanzas->len, ==, 2);
  g_assert_cmpuint (histories->problems->len, ==, 1);
  g_assert_true (g_str_has_suffix (histories->problems->pdata[0], ": is too large"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/wire/document-hostile/" name, function)
  ADD ("truncated", test_document_hostile_truncated);
  ADD ("random", test_document_hostile_random);
  ADD ("huge-numbers", test_document_hostile_huge_numbers);
  ADD ("wrong-types", test_document_hostile_wrong_types);
  ADD ("duplicates", test_document_hostile_duplicates);
  ADD ("not-utf8", test_document_hostile_not_utf8);
  ADD ("deep", test_document_hostile_deep);
  ADD ("many", test_document_hostile_many);
  ADD ("blanks", test_document_hostile_blanks);
  return g_test_run ();
}
