/* SPDX-License-Identifier: GPL-3.0-or-later
 * Exports into files: whole, or not at all. */

#include "config.h"

#include "restore/reprise-export.h"

#include <glib/gstdio.h>
#include <string.h>

/* An export of so many pieces, which cancels on the way if it is told to. */
struct _TestExport
{
  GObject parent_instance;

  guint n_pieces;
  guint n_read;
  guint cancel_at;
  GCancellable *cancellable; /* not owned */
};

#define TEST_TYPE_EXPORT (test_export_get_type ())
G_DECLARE_FINAL_TYPE (TestExport, test_export, TEST, EXPORT, GObject)

static gboolean
test_export_read (RepriseExport *export, GString *text)
{
  TestExport *self = TEST_EXPORT (export);

  self->n_read++;
  if (self->n_read == self->cancel_at)
    g_cancellable_cancel (self->cancellable);
  /* Every other piece is empty. */
  if (self->n_read % 2 == 0)
    g_string_append_printf (text, "%u\n", self->n_read);
  return self->n_read < self->n_pieces;
}

static void
export_init (RepriseExportInterface *iface)
{
  iface->read = test_export_read;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestExport,
                               test_export,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REPRISE_TYPE_EXPORT, export_init))

static void
test_export_class_init (TestExportClass *klass)
{
}

static void
test_export_init (TestExport *self)
{
  self->n_pieces = 6;
}

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  GCancellable *cancellable;
  TestExport *export;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("reprise-export-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "backups.csv", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  fixture->cancellable = g_cancellable_new ();
  fixture->export = g_object_new (TEST_TYPE_EXPORT, NULL);
  fixture->export->cancellable = fixture->cancellable;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->export);
  g_unlink (fixture->path);
  /* Only an empty folder can be removed: no temporary file is left. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->file);
  g_object_unref (fixture->cancellable);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static gboolean
save (Fixture *fixture, GError **error)
{
  RepriseExport *export = REPRISE_EXPORT (fixture->export);

  reprise_export_save_async (export,
                             fixture->file,
                             fixture->cancellable,
                             saved_cb,
                             &fixture->result);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return reprise_export_save_finish (export, fixture->result, error);
}

static void
assert_content (Fixture *fixture, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

/* All pieces are in the file, and nothing of what was there before. */
static void
test_export_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "an earlier export, much longer", -1, NULL));
  g_assert_true (save (fixture, &error));
  g_assert_no_error (error);
  assert_content (fixture, "2\n4\n6\n");
}

/* Cancelled half-way, the file is what it was. */
static void
test_export_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "earlier", -1, NULL));
  fixture->export->cancel_at = 4;
  g_assert_false (save (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (fixture, "earlier");
}

/* Cancelled with the last piece, too; and a file that was not there is not there. */
static void
test_export_cancelled_last (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->export->cancel_at = 6;
  g_assert_false (save (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Where no file can be, the error says so and nothing is read. */
static void
test_export_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "none", "backups.csv", NULL);

  g_object_unref (fixture->file);
  fixture->file = g_file_new_for_path (path);
  g_assert_false (save (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->export->n_read, ==, 0);
}

/* A full disk is an error, and the destination stays what it is. */
static void
test_export_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_object_unref (fixture->file);
  fixture->file = g_file_new_for_path ("/dev/full");
  g_assert_false (save (fixture, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/restore/export/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("whole", test_export_whole);
  ADD ("cancelled", test_export_cancelled);
  ADD ("cancelled-last", test_export_cancelled_last);
  ADD ("nowhere", test_export_nowhere);
  ADD ("full", test_export_full);
#undef ADD
  return g_test_run ();
}
