/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file as a backend: what is asked of it while it is read and afterwards. */

#include "config.h"

#include "inventory-support.h"

#include "wire/reprise-wire-error.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <sys/stat.h>

#define MANY 60000

static const char head[] =
    "{\"format\":\"reprise-inventory\",\"version\":1,\"captured_at\":\"2026-11-28T06:00:00Z\","
    "\"source\":{\"title\":\"Acme\"},\"problems\":[\"Reading the nodes failed\"],\"databases\":[{"
    "\"id\":\"d1\",\"name\":\"shop\",\"nodes\":[{\"name\":\"n1\"}]}],\"backup_repositories\":[{"
    "\"id\":\"r1\",\"database_id\":\"d1\"},{\"id\":\"r2\",\"database_id\":\"d2\"}],\"inventories\":"
    "[";

static GBytes *
make_file (guint n_backups, const char *end)
{
  GString *text = g_string_new (head);

  g_string_append (text,
                   "{\"backup_repository_id\":\"r1\",\"node_name\":\"n1\",\"complete\":true,"
                   "\"problems\":[\"one was left out\"],\"inventory\":{\"backups\":[");
  for (guint i = 0; i < n_backups; i++)
    g_string_append_printf (text, "%s{\"label\":\"b%06u\"}", i == 0 ? "" : ",\n", i);
  g_string_append (text, end);
  return g_string_free_to_bytes (text);
}

static GBytes *
make_whole_file (guint n_backups)
{
  return make_file (n_backups,
                    "]}},{\"backup_repository_id\":\"r2\",\"node_name\":\"n9\",\"failure\":\"The "
                    "store was not reachable\"},{\"backup_repository_id\":\"r3\",\"node_name\":"
                    "\"n1\"}]}");
}

/* What the file says is what the backend answers, as of when it was captured, and nothing can be
 * sent. */
static void
test_file_backend_answers (void)
{
  g_autoptr (GBytes) bytes = make_whole_file (3);
  g_autoptr (GError) error = NULL;
  RepriseFileBackend *backend = open_stream (bytes, &error);
  g_autoptr (GPtrArray) databases = NULL, repositories = NULL, all = NULL, problems = NULL;
  g_autoptr (RepriseInventory) inventory = NULL, none = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (reprise_backend_get_title (REPRISE_BACKEND (backend)), ==, "a pipe");
  g_assert_true (reprise_backend_is_read_only (REPRISE_BACKEND (backend)));
  databases = list_databases (backend);
  g_assert_cmpuint (databases->len, ==, 1);
  repositories = list_repositories (backend, "d1");
  g_assert_cmpuint (repositories->len, ==, 1);
  all = list_repositories (backend, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  inventory = read_inventory (backend, "r1", "n1", &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 3);
  g_assert_true (reprise_inventory_get_is_complete (inventory));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0], ==, "one was left out");
  none = read_inventory (backend, "r3", "n1", NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  await_loaded (backend);
  g_assert_cmpint (reprise_backend_get_captured_at (REPRISE_BACKEND (backend)),
                   ==,
                   reprise_backend_get_service_now (REPRISE_BACKEND (backend)));
  g_assert_cmpstr (reprise_file_backend_get_source (backend), ==, "Acme");
  g_assert_cmpint (reprise_file_backend_get_seal (backend), ==, REPRISE_SEAL_BROKEN);
  g_assert_cmpuint (g_strv_length ((GStrv) reprise_file_backend_get_problems (backend)), ==, 1);
  g_assert_finalize_object (backend);
}

/* What could not be read when it was captured, and what is not in the file, are errors in words. */
static void
test_file_backend_missing (void)
{
  g_autoptr (GBytes) bytes = make_whole_file (1);
  RepriseFileBackend *backend = open_stream (bytes, NULL);
  g_autoptr (GError) failed = NULL, absent = NULL, database = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_null (read_inventory (backend, "r2", "n9", NULL, &failed));
  g_assert_error (failed, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_NOT_FOUND);
  g_assert_cmpstr (failed->message, ==, "The store was not reachable");
  g_assert_null (read_inventory (backend, "r1", "n2", NULL, &absent));
  g_assert_error (absent, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_NOT_FOUND);
  reprise_backend_get_database_async (REPRISE_BACKEND (backend),
                                      "d7",
                                      NULL,
                                      keep_result_cb,
                                      &result);
  g_assert_null (
      reprise_backend_get_database_finish (REPRISE_BACKEND (backend), await (&result), &database));
  g_assert_error (database, REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_NOT_FOUND);
  g_clear_object (&result);
  g_assert_finalize_object (backend);
}

typedef struct
{
  guint n_pages;
  guint n_rows;
  gboolean was_loading;
  RepriseFileBackend *backend;
} Seen;

static void
page_cb (RepriseInventory *page, guint n_backups, gpointer user_data)
{
  Seen *seen = user_data;

  seen->n_pages++;
  seen->n_rows += reprise_inventory_get_n_backups (page);
  seen->was_loading = reprise_file_backend_is_loading (seen->backend);
  g_assert_cmpuint (seen->n_rows, ==, n_backups);
}

/* A stream that a test feeds: what is not written yet is not there. */
static GInputStream *
make_pipe (GOutputStream **writer)
{
  g_autoptr (GError) error = NULL;
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, &error));
  *writer = g_unix_output_stream_new (fds[1], TRUE);
  return g_unix_input_stream_new (fds[0], TRUE);
}

static void
write_bytes (GOutputStream *writer, GBytes *bytes, gsize from, gsize to)
{
  g_autoptr (GError) error = NULL;
  const char *data = g_bytes_get_data (bytes, NULL);

  g_assert_true (g_output_stream_write_all (writer, data + from, to - from, NULL, NULL, &error));
  g_assert_no_error (error);
}

static RepriseFileBackend *
open_pipe (GInputStream *reader)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RepriseFileBackend *backend;

  reprise_file_backend_open_stream_async (reader, "a pipe", NULL, NULL, keep_result_cb, &result);
  backend = reprise_file_backend_open_finish (await (&result), &error);
  g_assert_no_error (error);
  return backend;
}

/* The databases and the first backups are there while the rest has not even arrived. */
static void
test_file_backend_first_rows (void)
{
  g_autoptr (GBytes) bytes = make_whole_file (2000);
  g_autoptr (GOutputStream) writer = NULL;
  g_autoptr (GInputStream) reader = make_pipe (&writer);
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  RepriseFileBackend *backend;
  Seen seen = { 0 };
  RepriseInventoryRequest request = { "r1", "n1", page_cb, &seen };

  write_bytes (writer, bytes, 0, 20000);
  backend = seen.backend = open_pipe (reader);
  databases = list_databases (backend);
  g_assert_cmpuint (databases->len, ==, 1);
  g_assert_cmpint (reprise_file_backend_get_seal (backend), ==, REPRISE_SEAL_UNREAD);
  reprise_backend_read_inventory_async (REPRISE_BACKEND (backend),
                                        &request,
                                        NULL,
                                        keep_result_cb,
                                        &result);
  while (seen.n_pages == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (seen.was_loading);
  g_assert_null (result);
  write_bytes (writer, bytes, 20000, g_bytes_get_size (bytes));
  g_output_stream_close (writer, NULL, NULL);
  g_assert_true (reprise_backend_read_inventory_finish (REPRISE_BACKEND (backend),
                                                        await (&result),
                                                        &inventory,
                                                        NULL,
                                                        NULL));
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 2000);
  await_loaded (backend);
  g_clear_object (&result);
  g_assert_finalize_object (backend);
}

/* Who asks after the first backups were read sees them all the same. */
static void
test_file_backend_late_question (void)
{
  g_autoptr (GBytes) bytes = make_whole_file (2000);
  g_autoptr (GOutputStream) writer = NULL;
  g_autoptr (GInputStream) reader = make_pipe (&writer);
  RepriseFileBackend *backend;
  Seen early = { 0 }, late = { 0 };
  RepriseInventoryRequest first = { "r1", "n1", page_cb, &early };
  RepriseInventoryRequest second = { "r1", "n1", page_cb, &late };
  g_autoptr (GAsyncResult) first_result = NULL, second_result = NULL;

  write_bytes (writer, bytes, 0, 20000);
  backend = early.backend = late.backend = open_pipe (reader);
  reprise_backend_read_inventory_async (REPRISE_BACKEND (backend),
                                        &first,
                                        NULL,
                                        keep_result_cb,
                                        &first_result);
  while (early.n_pages == 0)
    g_main_context_iteration (NULL, TRUE);
  reprise_backend_read_inventory_async (REPRISE_BACKEND (backend),
                                        &second,
                                        NULL,
                                        keep_result_cb,
                                        &second_result);
  g_assert_cmpuint (late.n_pages, ==, 0);
  while (late.n_pages == 0)
    g_main_context_iteration (NULL, TRUE);
  g_output_stream_close (writer, NULL, NULL);
  await (&first_result);
  await (&second_result);
  await_loaded (backend);
  g_clear_object (&first_result);
  g_clear_object (&second_result);
  g_assert_finalize_object (backend);
}

/* A question can be cancelled, and then the backend can go, in the middle of reading. */
static void
test_file_backend_cancel (void)
{
  g_autoptr (GBytes) bytes = make_whole_file (2000);
  g_autoptr (GOutputStream) writer = NULL;
  g_autoptr (GInputStream) reader = make_pipe (&writer);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RepriseInventoryRequest request = { "r1", "n1", NULL, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RepriseInventory *inventory = NULL;
  RepriseFileBackend *backend;

  write_bytes (writer, bytes, 0, 20000);
  backend = open_pipe (reader);
  reprise_backend_read_inventory_async (REPRISE_BACKEND (backend),
                                        &request,
                                        cancellable,
                                        keep_result_cb,
                                        &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (reprise_backend_read_inventory_finish (REPRISE_BACKEND (backend),
                                                         await (&result),
                                                         &inventory,
                                                         NULL,
                                                         &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_finalize_object (backend);
}

/* Opening can be cancelled while nothing has arrived. */
static void
test_file_backend_cancel_opening (void)
{
  g_autoptr (GOutputStream) writer = NULL;
  g_autoptr (GInputStream) reader = make_pipe (&writer);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reprise_file_backend_open_stream_async (reader,
                                          "a pipe",
                                          NULL,
                                          cancellable,
                                          keep_result_cb,
                                          &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (reprise_file_backend_open_finish (await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
progress_cb (goffset n_read, goffset n_bytes, gpointer user_data)
{
  goffset *progress = user_data;

  progress[0] = n_read;
  progress[1] = n_bytes;
}

static const char *
get_database_name (RepriseFileBackend *backend, guint position)
{
  g_autoptr (GPtrArray) databases = list_databases (backend);

  if (position >= databases->len)
    return NULL;
  return reprise_database_get_name (databases->pdata[position]);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* A small stanza, and a large one up to its name. */
static GBytes *
make_stanzas (void)
{
  GString *text =
      g_string_new ("[{\"backup\":[{\"label\":\"a\"}],\"name\":\"small\",\"repo\":[{"
                    "\"key\":1,\"status\":{\"code\":0,\"message\":\"ok\"}}]},{\"backup\":"
                    "[");

  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, "%s{\"label\":\"b%06u\"}", i == 0 ? "" : ",", i);
  return g_string_free_to_bytes (text);
}

/* Stanzas of pgBackRest are there as they come, the first backups of one before its name; nothing
 * of that is called unverified, as nothing could verify it. */
static void
test_file_backend_stanzas_early (void)
{
  g_autoptr (GBytes) bytes = make_stanzas ();
  g_autoptr (GBytes) end = g_bytes_new_static ("],\"name\":\"large\",\"repo\":[{\"key\":1}]}]", 38);
  g_autoptr (GOutputStream) writer = NULL;
  g_autoptr (GInputStream) reader = make_pipe (&writer);
  g_autoptr (GAsyncResult) opened = NULL, begun = NULL;
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;
  goffset progress[2] = { 0, 0 };
  RepriseFileWatcher watcher = { progress_cb, progress };
  RepriseFileBackend *backend;
  guint n_changes = 0;
  Seen seen = { 0 };
  RepriseInventoryRequest request = { "(2)/repo1", "(name not read yet)", page_cb, &seen };

  write_bytes (writer, bytes, 0, g_bytes_get_size (bytes));
  reprise_file_backend_open_stream_async (reader,
                                          "a pipe",
                                          &watcher,
                                          NULL,
                                          keep_result_cb,
                                          &opened);
  backend = seen.backend = reprise_file_backend_open_finish (await (&opened), &error);
  g_assert_no_error (error);
  g_assert_cmpint (progress[0], ==, g_bytes_get_size (bytes));
  g_assert_cmpint (progress[1], ==, -1);
  g_signal_connect_swapped (backend, "databases-changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (reprise_file_backend_is_loading (backend));
  g_assert_cmpint (reprise_file_backend_get_seal (backend), ==, REPRISE_SEAL_NONE);
  g_assert_cmpstr (get_database_name (backend, 0), ==, "small");
  while (get_database_name (backend, 1) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (get_database_name (backend, 1), ==, "(name not read yet)");
  reprise_backend_read_inventory_async (REPRISE_BACKEND (backend),
                                        &request,
                                        NULL,
                                        keep_result_cb,
                                        &begun);
  while (seen.n_rows < 512)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (seen.was_loading);
  n_changes = 0;
  write_bytes (writer, end, 0, g_bytes_get_size (end));
  g_output_stream_close (writer, NULL, NULL);
  await_loaded (backend);
  g_assert_cmpuint (n_changes, >=, 1);
  g_assert_cmpstr (get_database_name (backend, 1), ==, "large");
  g_assert_null (get_database_name (backend, 2));
  inventory = read_inventory (backend, "large/repo1", "large", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, 600);
  await (&begun);
  g_clear_object (&begun);
  g_clear_object (&opened);
  g_assert_finalize_object (backend);
}

/* Who shows nothing before all is there sees no stanza without a name. */
static void
test_file_backend_stanzas_late (void)
{
  g_autoptr (GBytes) bytes = make_stanzas ();
  g_autoptr (GOutputStream) writer = NULL;
  g_autoptr (GInputStream) reader = make_pipe (&writer);
  g_autoptr (GAsyncResult) opened = NULL;
  RepriseFileBackend *backend;

  reprise_file_backend_open_stream_async (reader, "a pipe", NULL, NULL, keep_result_cb, &opened);
  write_bytes (writer, bytes, 0, g_bytes_get_size (bytes));
  g_output_stream_close (writer, NULL, NULL);
  backend = reprise_file_backend_open_finish (await (&opened), NULL);
  g_assert_false (reprise_file_backend_is_loading (backend));
  g_assert_cmpstr (get_database_name (backend, 0), ==, "small");
  g_assert_cmpstr (get_database_name (backend, 1), ==, "(no name)");
  g_clear_object (&opened);
  g_assert_finalize_object (backend);
}

/* A named pipe that nobody writes to does not keep the opening from being cancelled. */
static void
test_file_backend_named_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reprise-pipe-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  reprise_file_backend_open_async (file, NULL, cancellable, keep_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (reprise_file_backend_open_finish (await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_unlink (path);
  g_rmdir (folder);
}

/* Of a file that ends too early, what is before the end is there, and that it ended is told. */
static void
test_file_backend_cut (void)
{
  g_autoptr (GBytes) bytes = make_file (MANY, ",{\"lab");
  RepriseFileBackend *backend = open_stream (bytes, NULL);
  g_autoptr (RepriseInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  inventory = read_inventory (backend, "r1", "n1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reprise_inventory_get_n_backups (inventory), ==, MANY);
  g_assert_false (reprise_inventory_get_is_complete (inventory));
  await_loaded (backend);
  g_assert_cmpint (reprise_file_backend_get_seal (backend), ==, REPRISE_SEAL_BROKEN);
  g_assert_true (g_str_has_prefix (reprise_file_backend_get_problems (backend)[0],
                                   "The file could not be read to its end: expected "));
  g_assert_finalize_object (backend);
}

/* What is no such file, and what is no file, are errors that say so. */
static void
test_file_backend_refuses (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<html>", 6);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/a.reprise.json");
  g_autoptr (GFile) folder = g_file_new_for_path ("/");
  g_autoptr (GError) syntax = NULL, not_found = NULL, directory = NULL;

  g_assert_null (open_stream (bytes, &syntax));
  g_assert_error (syntax, REPRISE_WIRE_ERROR, REPRISE_WIRE_ERROR_SYNTAX);
  g_assert_null (open_file (missing, &not_found));
  g_assert_error (not_found, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (open_file (folder, &directory));
  g_assert_error (directory, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inventory/file-backend/answers", test_file_backend_answers);
  g_test_add_func ("/inventory/file-backend/missing", test_file_backend_missing);
  g_test_add_func ("/inventory/file-backend/first-rows", test_file_backend_first_rows);
  g_test_add_func ("/inventory/file-backend/late-question", test_file_backend_late_question);
  g_test_add_func ("/inventory/file-backend/cancel", test_file_backend_cancel);
  g_test_add_func ("/inventory/file-backend/cancel-opening", test_file_backend_cancel_opening);
  g_test_add_func ("/inventory/file-backend/named-pipe", test_file_backend_named_pipe);
  g_test_add_func ("/inventory/file-backend/stanzas-early", test_file_backend_stanzas_early);
  g_test_add_func ("/inventory/file-backend/stanzas-late", test_file_backend_stanzas_late);
  g_test_add_func ("/inventory/file-backend/cut", test_file_backend_cut);
  g_test_add_func ("/inventory/file-backend/refuses", test_file_backend_refuses);
  return g_test_run ();
}
