/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a query answers: every column's order, every filter. */

#include "config.h"

#include "ui/reprise-backup-query.h"

#include "backup-samples.h"

#include <string.h>

#define N_MADE 5

/* Keys whose every column has an order of its own, named a to e. */
static RepriseBackupKeys *
new_keys (void)
{
  static const struct
  {
    const char *label;
    const char *name;
    RepriseBackupType backup_type;
    gint64 started_at;
    gint64 finished_at;
    gint64 backup_size;
    gint64 database_size;
  } rows[N_MADE] = {
    { "20260101-a", "Nightly", REPRISE_BACKUP_TYPE_FULL, 50, 60, 5, 100 },
    { "20260101-b", NULL, REPRISE_BACKUP_TYPE_INCR, 40, 90, 4, 500 },
    { "20260102-c", "STRASSE", REPRISE_BACKUP_TYPE_DIFF, 30, 70, 3, 300 },
    { "20260102-d", "Café", REPRISE_BACKUP_TYPE_FULL, 20, 80, 2, 200 },
    { "20260103-e", NULL, REPRISE_BACKUP_TYPE_INCR, REPRISE_INSTANT_NONE, 10, 1, -1 },
  };
  RepriseBackupKeys *keys = reprise_backup_keys_new (FALSE);

  for (guint i = 0; i < N_MADE; i++)
    {
      RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
      const char *annotations[] = { "name", rows[i].name, NULL };

      fields.label = rows[i].label;
      fields.backup_type = rows[i].backup_type;
      fields.started_at = rows[i].started_at;
      fields.finished_at = rows[i].finished_at;
      fields.backup_size = rows[i].backup_size;
      fields.database_size = rows[i].database_size;
      fields.annotations = rows[i].name == NULL ? NULL : annotations;
      reprise_backup_keys_add (keys, &fields);
    }
  return keys;
}

/* The last letters of the labels asked for, in order. */
static char *
ask (const RepriseBackupQuery *query, const guint8 *doubts)
{
  g_autoptr (RepriseBackupKeys) keys = new_keys ();
  g_autoptr (RepriseBackupAnswer) answer = reprise_backup_answer_new (query, keys, doubts);
  g_autofree guint *positions = NULL;
  GString *letters = g_string_new (NULL);
  guint n_positions;

  reprise_backup_answer_work_out (answer);
  positions = reprise_backup_answer_steal (answer, &n_positions);
  for (guint i = 0; i < n_positions; i++)
    g_string_append_c (letters, reprise_backup_keys_get (keys, positions[i])->label[9]);
  return g_string_free (letters, FALSE);
}

/* Each column both ways; what is equal goes by time, the newest first, whichever way. */
static void
test_backup_query_order (void)
{
  static const guint8 doubts[N_MADE] = { REPRISE_BACKUP_DOUBTS_PAGES_UNKNOWN,
                                         0,
                                         REPRISE_BACKUP_DOUBTS_UNREADABLE,
                                         0,
                                         REPRISE_BACKUP_DOUBTS_PAGE_ERRORS };
  static const struct
  {
    RepriseBackupColumn column;
    const char *ascending;
    const char *descending;
  } cases[] = {
    { REPRISE_BACKUP_COLUMN_LABEL, "abcde", "edcba" },
    { REPRISE_BACKUP_COLUMN_STATUS, "bdaec", "ceabd" },
    { REPRISE_BACKUP_COLUMN_TYPE, "adcbe", "becad" },
    { REPRISE_BACKUP_COLUMN_BACKUP_SIZE, "edcba", "abcde" },
    { REPRISE_BACKUP_COLUMN_DATABASE_SIZE, "eadcb", "bcdae" },
    { REPRISE_BACKUP_COLUMN_CREATED_AT, "edcba", "abcde" },
    { REPRISE_BACKUP_COLUMN_FINISHED_AT, "eacdb", "bdcae" },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (cases) == REPRISE_BACKUP_N_COLUMNS);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
      g_autofree char *ascending = NULL;
      g_autofree char *descending = NULL;

      query.column = cases[i].column;
      descending = ask (&query, doubts);
      query.descending = FALSE;
      ascending = ask (&query, doubts);
      g_assert_cmpstr (ascending, ==, cases[i].ascending);
      g_assert_cmpstr (descending, ==, cases[i].descending);
    }
}

/* Text is looked for in label and name, in any case and spelling, also case that changes length. */
static void
test_backup_query_search (void)
{
  static const struct
  {
    const char *search;
    const char *found;
  } cases[] = {
    { NULL, "abcde" },      { "", "abcde" },   { "20260101", "ab" }, { "-C", "c" },
    { "night", "a" },       { "GHTLY", "a" },  { "straße", "c" },    { "CAFE\xcc\x81", "d" },
    { "caf\xc3\xa9", "d" }, { "nothing", "" }, { "\xff", "" },       { "03-e", "e" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
      g_autofree char *found = NULL;

      query.search = cases[i].search;
      found = ask (&query, NULL);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

/* The first instant is in, the last one is out; what has no time is in only where all are. */
static void
test_backup_query_filters (void)
{
  static const struct
  {
    int backup_type;
    RepriseInstant from;
    RepriseInstant until;
    const char *found;
  } cases[] = {
    { REPRISE_BACKUP_TYPE_FULL, REPRISE_INSTANT_NONE, REPRISE_INSTANT_NONE, "ad" },
    { REPRISE_BACKUP_TYPE_DIFF, REPRISE_INSTANT_NONE, REPRISE_INSTANT_NONE, "c" },
    { REPRISE_BACKUP_TYPE_INCR, REPRISE_INSTANT_NONE, REPRISE_INSTANT_NONE, "be" },
    { REPRISE_BACKUP_QUERY_ANY_TYPE, 40, REPRISE_INSTANT_NONE, "ab" },
    { REPRISE_BACKUP_QUERY_ANY_TYPE, REPRISE_INSTANT_NONE, 40, "cd" },
    { REPRISE_BACKUP_QUERY_ANY_TYPE, 20, 50, "bcd" },
    { REPRISE_BACKUP_TYPE_FULL, 20, 50, "d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RepriseBackupQuery query = REPRISE_BACKUP_QUERY_INIT;
      g_autofree char *found = NULL;

      query.backup_type = cases[i].backup_type;
      query.from = cases[i].from;
      query.until = cases[i].until;
      g_assert_true (reprise_backup_query_is_narrow (&query));
      found = ask (&query, NULL);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

/* A label is found; what changes while the label stays changes the digest. */
static void
test_backup_query_keys (void)
{
  g_autoptr (RepriseBackupKeys) keys = new_keys ();
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  const char *annotations[] = { "name", "Renamed", NULL };
  guint position = 0;

  g_assert_true (reprise_backup_keys_find (keys, "20260102-c", &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (reprise_backup_keys_find (keys, "20260102", &position));
  fields.label = "20260101-a";
  reprise_backup_keys_add (keys, &fields);
  fields.annotations = annotations;
  reprise_backup_keys_add (keys, &fields);
  g_assert_cmpuint (reprise_backup_keys_get (keys, N_MADE)->digest,
                    !=,
                    reprise_backup_keys_get (keys, N_MADE + 1)->digest);
  g_assert_cmpstr (reprise_backup_keys_get_name (keys, N_MADE + 1), ==, "renamed");
}

/* Of the quarter of a gigabyte that a million backups may take in the window. */
static void
test_backup_query_memory (void)
{
  const guint n = 50000;
  g_autoptr (RepriseBackupKeys) keys = reprise_backup_keys_new (TRUE);
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

  fields.label = "20260101-000000F_20260102-000000I";
  for (guint i = 0; i < n; i++)
    reprise_backup_keys_add (keys, &fields);
  g_assert_true (reprise_backup_keys_get (keys, n - 1)->label == fields.label);
  g_assert_null (reprise_backup_keys_get_name (keys, n - 1));
  g_assert_cmpuint (reprise_backup_keys_get_memory (keys), <, 52 * n);
}

/* What another thread reads stays as it was. */
static void
test_backup_query_frozen (void)
{
  g_autoptr (RepriseBackupKeys) keys = new_keys ();
  g_autoptr (RepriseBackupKeys) frozen = reprise_backup_keys_freeze (keys);
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;
  const RepriseBackupKey *key = reprise_backup_keys_get (frozen, 1);

  fields.label = "later";
  for (guint i = 0; i < 10000; i++)
    reprise_backup_keys_add (keys, &fields);
  g_assert_cmpuint (reprise_backup_keys_get_length (frozen), ==, N_MADE);
  g_assert_true (reprise_backup_keys_get (keys, 1) == key);
  g_clear_pointer (&keys, reprise_backup_keys_unref);
  g_assert_cmpstr (key->label, ==, "20260101-b");
  g_assert_cmpstr (reprise_backup_keys_get_name (frozen, 0), ==, "nightly");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/backup-query/order", test_backup_query_order);
  g_test_add_func ("/ui/backup-query/search", test_backup_query_search);
  g_test_add_func ("/ui/backup-query/filters", test_backup_query_filters);
  g_test_add_func ("/ui/backup-query/keys", test_backup_query_keys);
  g_test_add_func ("/ui/backup-query/memory", test_backup_query_memory);
  g_test_add_func ("/ui/backup-query/frozen", test_backup_query_frozen);
  return g_test_run ();
}
