/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file that is replaced again and again: the last content wins, and everybody is told. */

#include "config.h"

#include "lab/reprise-lab-file.h"

#include <glib/gstdio.h>

#define N_WRITES 50

typedef struct
{
  char *directory;
  char *path;
  RepriseLabFile *file;
  guint n_written;
  guint n_failed;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "state", NULL);
  fixture->file = reprise_lab_file_new (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  /* The thread that wrote may be about to let go of it. */
  g_object_add_weak_pointer (G_OBJECT (fixture->file), (gpointer *) &fixture->file);
  g_object_unref (fixture->file);
  while (g_atomic_pointer_get (&fixture->file) != NULL)
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  g_unlink (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  if (reprise_lab_file_write_finish (fixture->file, result, &error))
    fixture->n_written++;
  else
    fixture->n_failed++;
}

static void
write_all (Fixture *fixture)
{
  for (guint i = 0; i < N_WRITES; i++)
    {
      char *text = g_strdup_printf ("%u", i);

      reprise_lab_file_write_async (fixture->file,
                                    g_bytes_new_take (text, strlen (text)),
                                    NULL,
                                    written_cb,
                                    fixture);
    }
  while (fixture->n_written + fixture->n_failed < N_WRITES)
    g_main_context_iteration (NULL, TRUE);
}

/* However many writes come at once, each is answered and the newest is what stays. */
static void
test_lab_file_keeps_newest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GStatBuf status;

  write_all (fixture);
  g_assert_cmpuint (fixture->n_written, ==, N_WRITES);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "49");
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* Whoever waits for a write that fails is told, all of them. */
static void
test_lab_file_tells_failure (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  write_all (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, N_WRITES);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lab/file/keeps-newest", test_lab_file_keeps_newest);
  ADD ("/lab/file/tells-failure", test_lab_file_tells_failure);
  return g_test_run ();
}
