/* SPDX-License-Identifier: GPL-3.0-or-later
 * What opens from the command line and from a pipe. */

#include "config.h"

#include "app/reprise-application.h"
#include "support/reprise-ui-support.h"
#include "ui/reprise-window.h"

#include <fcntl.h>
#include <unistd.h>

/* What the windows that were opened are called, and what is said about what they show. */
typedef struct
{
  GPtrArray *titles;
  GPtrArray *reviews;
  guint n_awaited;
  const char *uri;             /* to be opened by the bus; NULL where the program is on none */
  GtkApplication *application; /* while it runs */
} Seen;

static gboolean
look_cb (gpointer user_data)
{
  Seen *seen = user_data;

  g_ptr_array_set_size (seen->titles, 0);
  g_ptr_array_set_size (seen->reviews, 0);
  for (GList *link = gtk_application_get_windows (seen->application); link != NULL;
       link = link->next)
    if (REPRISE_IS_WINDOW (link->data))
      {
        GObject *bar = gtk_widget_get_template_child (GTK_WIDGET (link->data),
                                                      REPRISE_TYPE_WINDOW,
                                                      "review_bar");

        g_ptr_array_add (seen->titles, g_strdup (gtk_window_get_title (link->data)));
        g_ptr_array_add (seen->reviews,
                         g_strdup (reprise_review_bar_get_text (REPRISE_REVIEW_BAR (bar))));
      }
  if (seen->titles->len == seen->n_awaited)
    g_application_quit (G_APPLICATION (seen->application));
  return G_SOURCE_REMOVE;
}

/* The window has its title when whoever opens it has done so. */
static void
window_added_cb (Seen *seen)
{
  g_idle_add (look_cb, seen);
}

static void
run (Seen *seen, int argc, char **argv)
{
  g_autoptr (RepriseApplication) application = reprise_application_new ();

  seen->application = GTK_APPLICATION (application);
  seen->titles = g_ptr_array_new_with_free_func (g_free);
  seen->reviews = g_ptr_array_new_with_free_func (g_free);
  if (seen->uri == NULL)
    g_application_set_flags (G_APPLICATION (application),
                             g_application_get_flags (G_APPLICATION (application)) |
                                 G_APPLICATION_NON_UNIQUE);
  g_signal_connect_swapped (application, "window-added", G_CALLBACK (window_added_cb), seen);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), argc, argv), ==, 0);
}

static void
seen_clear (Seen *seen)
{
  g_ptr_array_unref (seen->titles);
  g_ptr_array_unref (seen->reviews);
}

static gboolean
holds (GPtrArray *texts, const char *start)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_has_prefix (texts->pdata[i], start))
      return TRUE;
  return FALSE;
}

/* Each file on the command line opens in a window of its own, which says that it is read-only. */
static void
test_command_line_files (void)
{
  g_autofree char *one =
      g_test_build_filename (G_TEST_DIST, "fixtures", "wire", "info-two-repos.json", NULL);
  g_autofree char *other =
      g_test_build_filename (G_TEST_DIST, "fixtures", "wire", "info-multi-stanza.json", NULL);
  char *argv[] = { (char *) "reprise", one, other, NULL };
  Seen seen = { .n_awaited = 2 };

  run (&seen, 3, argv);
  g_assert_true (holds (seen.titles, "info-two-repos.json"));
  g_assert_true (holds (seen.titles, "info-multi-stanza.json"));
  g_assert_true (holds (seen.reviews, "Read-only: info-two-repos.json, as of "));
  seen_clear (&seen);
}

/* What is piped in opens as a file does. */
static void
test_command_line_pipe (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "wire", "info-before-expire.json", NULL);
  g_autofree char *text = NULL;
  char *argv[] = { (char *) "reprise", (char *) "-", NULL };
  Seen seen = { .n_awaited = 1 };
  gsize length;
  int ends[2], saved;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  /* It fits into the pipe. */
  g_assert_cmpuint (length, <, 65536);
  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], text, length), ==, (int) length);
  close (ends[1]);
  saved = dup (STDIN_FILENO);
  g_assert_cmpint (dup2 (ends[0], STDIN_FILENO), ==, STDIN_FILENO);
  close (ends[0]);
  run (&seen, 2, argv);
  dup2 (saved, STDIN_FILENO);
  close (saved);
  g_assert_true (holds (seen.titles, "Standard Input"));
  g_assert_true (holds (seen.reviews, "Read-only"));
  seen_clear (&seen);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
                 g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

/* As a file manager does it. */
static gboolean
open_by_bus_cb (gpointer user_data)
{
  Seen *seen = user_data;
  GApplication *application = G_APPLICATION (seen->application);
  const char *const uris[] = { seen->uri, NULL };

  g_dbus_connection_call (g_application_get_dbus_connection (application),
                          g_application_get_application_id (application),
                          g_application_get_dbus_object_path (application),
                          "org.freedesktop.Application",
                          "Open",
                          g_variant_new ("(^asa{sv})", uris, NULL),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          opened_cb,
                          NULL);
  return G_SOURCE_REMOVE;
}

/* A file manager asks on the bus, and starts the program as a service for that. */
static void
test_command_line_bus (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "wire", "info-two-repos.json", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  char *argv[] = { (char *) "reprise", (char *) "--gapplication-service", NULL };
  Seen seen = { .n_awaited = 1, .uri = uri };

  g_idle_add (open_by_bus_cb, &seen);
  run (&seen, 2, argv);
  g_assert_true (holds (seen.titles, "info-two-repos.json"));
  g_assert_true (holds (seen.reviews, "Read-only: info-two-repos.json, as of "));
  seen_clear (&seen);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_unsetenv ("PGEDGE_CLIENT_ID");
  g_unsetenv ("PGEDGE_CLIENT_SECRET");
  g_test_add_func ("/app/command-line/files", test_command_line_files);
  g_test_add_func ("/app/command-line/bus", test_command_line_bus);
  g_test_add_func ("/app/command-line/pipe", test_command_line_pipe);
  return g_test_run ();
}
