/* SPDX-License-Identifier: GPL-3.0-or-later
 * The journal: what is written can be read, whatever else is in the file. */

#include "config.h"

#include "restore/reprise-journal.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define ID "11111111-2222-4333-8444-555555555501"
#define OTHER_ID "11111111-2222-4333-8444-555555555502"

typedef struct
{
  char *folder;
  char *path;
  RepriseJournal *journal;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("reprise-journal-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "state", "restores.jsonl", NULL);
  fixture->journal = reprise_journal_new (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (fixture->path);

  g_clear_object (&fixture->journal);
  g_unlink (fixture->path);
  g_rmdir (state);
  g_unlink (state);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&fixture->result);
}

static gboolean
append (Fixture *fixture, const RepriseJournalRecord *record, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  reprise_journal_append_async (fixture->journal, record, NULL, done_cb, fixture);
  result = wait_for_result (fixture);
  return reprise_journal_append_finish (fixture->journal, result, error);
}

static GPtrArray *
read_all (Fixture *fixture, GPtrArray **problems)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  reprise_journal_read_async (fixture->journal, NULL, done_cb, fixture);
  result = wait_for_result (fixture);
  entries = reprise_journal_read_finish (fixture->journal, result, problems, &error);
  g_assert_no_error (error);
  return entries;
}

static RepriseJournalRecord *
make_intent (const char *id)
{
  static const char *const repositories[] = { "repository", NULL };
  static const char *const task_ids[] = { "task-1", "task-2", NULL };
  const RepriseRestoreRequestFields fields = { .provider = "pgbackrest",
                                               .source_node_name = "n1",
                                               .repositories = repositories };
  RepriseJournalRecord *record =
      reprise_journal_record_new (REPRISE_JOURNAL_KIND_INTENT, id, 1718829000123456);

  record->user = g_strdup ("ada");
  record->address = g_strdup ("https://api.example.com");
  record->client_id = g_strdup ("client");
  record->database_id = g_strdup ("database");
  record->database_title = g_strdup ("East \"Coast\"\nParts");
  record->source_database_id = g_strdup ("source");
  record->request = reprise_restore_request_new (&fields);
  record->window_earliest = 1000000;
  record->window_latest = 2000001;
  record->window_reach = g_strdup ("Proven");
  record->service_now = 3000000;
  record->task_ids = g_strdupv ((char **) task_ids);
  return record;
}

static RepriseJournalRecord *
make_later (RepriseJournalKind kind, const char *word)
{
  RepriseJournalRecord *record = reprise_journal_record_new (kind, ID, 1718829001000000);

  record->word = g_strdup (word);
  if (kind == REPRISE_JOURNAL_KIND_TASK)
    record->task_id = g_strdup ("task-3");
  return record;
}

static void
append_text (Fixture *fixture, const char *text)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  after = g_strconcat (before, text, NULL);
  g_assert_true (g_file_set_contents (fixture->path, after, -1, NULL));
}

/* What was written comes back, the later lines with the restore that they belong to. */
static void
test_journal_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJournalRecord) intent = make_intent (ID);
  g_autoptr (RepriseJournalRecord) other = make_intent (OTHER_ID);
  g_autoptr (RepriseJournalRecord) answer = make_later (REPRISE_JOURNAL_KIND_ANSWER, "accepted");
  g_autoptr (RepriseJournalRecord) task = make_later (REPRISE_JOURNAL_KIND_TASK, "ours");
  g_autoptr (RepriseJournalRecord) outcome = make_later (REPRISE_JOURNAL_KIND_OUTCOME, "succeeded");
  g_autoptr (RepriseJournalRecord) dismissed = make_later (REPRISE_JOURNAL_KIND_DISMISSED, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const RepriseJournalEntry *entry;

  g_assert_true (append (fixture, intent, NULL));
  g_assert_true (append (fixture, other, NULL));
  g_assert_true (append (fixture, answer, NULL));
  g_assert_true (append (fixture, task, NULL));
  g_assert_true (append (fixture, outcome, NULL));
  g_assert_true (append (fixture, dismissed, NULL));
  entries = read_all (fixture, &problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->intent->restore_id, ==, ID);
  g_assert_cmpint (entry->intent->time, ==, 1718829000123456);
  g_assert_cmpstr (entry->intent->user, ==, "ada");
  g_assert_cmpstr (entry->intent->address, ==, "https://api.example.com");
  g_assert_cmpstr (entry->intent->client_id, ==, "client");
  g_assert_cmpstr (entry->intent->database_id, ==, "database");
  g_assert_cmpstr (entry->intent->database_title, ==, "East \"Coast\"\nParts");
  g_assert_cmpstr (entry->intent->source_database_id, ==, "source");
  g_assert_true (reprise_restore_request_equal (entry->intent->request, intent->request));
  g_assert_cmpint (entry->intent->window_earliest, ==, 1000000);
  g_assert_cmpint (entry->intent->window_latest, ==, 2000001);
  g_assert_cmpstr (entry->intent->window_reach, ==, "Proven");
  g_assert_cmpint (entry->intent->service_now, ==, 3000000);
  g_assert_cmpuint (g_strv_length (entry->intent->task_ids), ==, 2);
  g_assert_cmpstr (entry->intent->task_ids[1], ==, "task-2");
  g_assert_cmpstr (entry->answer->word, ==, "accepted");
  g_assert_cmpstr (entry->task->task_id, ==, "task-3");
  g_assert_cmpstr (entry->outcome->word, ==, "succeeded");
  g_assert_nonnull (entry->dismissed);
  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpstr (entry->intent->restore_id, ==, OTHER_ID);
  g_assert_null (entry->answer);
  g_assert_null (entry->outcome);
  g_assert_null (entry->dismissed);
}

/* Nobody else on the machine may read it. */
static void
test_journal_mode (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJournalRecord) intent = make_intent (ID);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  GStatBuf status;

  g_assert_true (append (fixture, intent, NULL));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

/* A journal that is not there tells of nothing, without a problem. */
static void
test_journal_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) entries = read_all (fixture, &problems);

  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* A line that a crash cut short is reported and left; what comes after it can be read. */
static void
test_journal_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJournalRecord) intent = make_intent (ID);
  g_autoptr (RepriseJournalRecord) answer = make_later (REPRISE_JOURNAL_KIND_ANSWER, "accepted");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) later_entries = NULL;
  g_autoptr (GPtrArray) later_problems = NULL;

  g_assert_true (append (fixture, intent, NULL));
  append_text (fixture, "{\"kind\":\"outcome\",\"restore_id\":\"" ID);
  entries = read_all (fixture, &problems);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_null (((RepriseJournalEntry *) g_ptr_array_index (entries, 0))->outcome);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (problems, 0),
                   ==,
                   "Line 2 of the journal was left out: it is cut short");

  g_assert_true (append (fixture, answer, NULL));
  later_entries = read_all (fixture, &later_problems);
  g_assert_cmpuint (later_entries->len, ==, 1);
  g_assert_cmpstr (((RepriseJournalEntry *) g_ptr_array_index (later_entries, 0))->answer->word,
                   ==,
                   "accepted");
  g_assert_cmpuint (later_problems->len, ==, 1);
}

/* Garbage is reported line by line and hides nothing around it. */
static void
test_journal_garbage (Fixture *fixture, gconstpointer data)
{
  static const char *const garbage[] = {
    "not JSON\n",
    "[]\n",
    "{\"kind\":\"intent\"}\n",
    "{\"kind\":\"poem\",\"restore_id\":\"" ID "\",\"time\":\"2024-06-19T20:30:00Z\"}\n",
    "{\"kind\":\"answer\",\"restore_id\":\"nobody\",\"time\":\"2024-06-19T20:30:00Z\"}\n",
    "\xff\xfe\n",
  };
  g_autoptr (RepriseJournalRecord) intent = make_intent (ID);
  g_autoptr (RepriseJournalRecord) answer = make_later (REPRISE_JOURNAL_KIND_ANSWER, "refused");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_true (append (fixture, intent, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    append_text (fixture, garbage[i]);
  g_assert_true (append (fixture, answer, NULL));
  entries = read_all (fixture, &problems);

  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (garbage));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (problems, 0), "Line 2 "));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (problems, 5), "Line 7 "));
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((RepriseJournalEntry *) g_ptr_array_index (entries, 0))->answer->word,
                   ==,
                   "refused");
}

/* Where it cannot be written, that is said, and where. */
static void
test_journal_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJournalRecord) intent = make_intent (ID);
  g_autofree char *state = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (state, "in the way", -1, NULL));
  g_assert_false (append (fixture, intent, &error));
  g_assert_cmpint (error->domain, ==, G_IO_ERROR);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

/* A full disk is an error. */
static void
test_journal_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJournalRecord) intent = make_intent (ID);
  g_autoptr (RepriseJournal) full = reprise_journal_new ("/dev/full");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_journal_append_async (full, intent, NULL, done_cb, fixture);
  result = wait_for_result (fixture);
  g_assert_false (reprise_journal_append_finish (full, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* Cancelled before it began, it writes nothing. */
static void
test_journal_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepriseJournalRecord) intent = make_intent (ID);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  reprise_journal_append_async (fixture->journal, intent, cancellable, done_cb, fixture);
  result = wait_for_result (fixture);
  g_assert_false (reprise_journal_append_finish (fixture->journal, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/restore/journal/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_journal_round_trip);
  ADD ("mode", test_journal_mode);
  ADD ("missing", test_journal_missing);
  ADD ("cut", test_journal_cut);
  ADD ("garbage", test_journal_garbage);
  ADD ("unwritable", test_journal_unwritable);
  ADD ("full", test_journal_full);
  ADD ("cancelled", test_journal_cancelled);
  return g_test_run ();
}
