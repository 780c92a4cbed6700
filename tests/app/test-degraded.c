/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application where something is missing: it starts, says what, complains of nothing, and
 * nothing is lost.
 *
 * Each case is a process of its own, which has been robbed before anything was opened. */

#include "config.h"

#include "app/reprise-application.h"

#include "app/reprise-connection-list.h"
#include "app/reprise-surroundings.h"
#include "support/reprise-ui-support.h"
#include "ui-find.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#define PATIENCE_SECONDS 25
#define LIST "[a]\nTitle=Acme\nAddress=https://api.pgedge.com\nClientId=x\n"

/* What a case ends with where it cannot be made here. */
#define SKIPPED 77

static const char *program;

/* In the process of a case */

typedef struct
{
  GApplication *application;
  const char *pattern;
  gboolean is_found;
} Watch;

static gboolean
is_shown (const char *pattern)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean is_found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      is_found = is_found || ui_shows (window, pattern);
    }
  return is_found;
}

static gboolean
look_cb (gpointer user_data)
{
  Watch *watch = user_data;

  watch->is_found = is_shown (watch->pattern);
  if (!watch->is_found)
    return G_SOURCE_CONTINUE;
  g_application_quit (watch->application);
  return G_SOURCE_REMOVE;
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_printerr ("What was waited for is not shown\n");
  g_application_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* Runs the application as main() does, until a label says what @pattern matches. */
static int
run_until (const char *pattern, const char *api_url)
{
  char *arguments[] = { (char *) "reprise", (char *) "--api-url", (char *) api_url, NULL };
  g_autoptr (RepriseApplication) application = NULL;
  Watch watch = { .pattern = pattern };

  reprise_surroundings_prepare ();
  application = reprise_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  watch.application = G_APPLICATION (application);
  g_timeout_add (20, look_cb, &watch);
  g_timeout_add_seconds (PATIENCE_SECONDS, give_up_cb, application);
  g_application_run (G_APPLICATION (application), api_url == NULL ? 1 : 3, arguments);
  return watch.is_found ? 0 : 1;
}

static int
run_without_bus (void)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  return run_until ("There is no session bus. *", NULL);
}

static void
set_home (const char *home)
{
  static const char *const variables[] = { "HOME",           "XDG_CONFIG_HOME", "XDG_STATE_HOME",
                                           "XDG_CACHE_HOME", "XDG_DATA_HOME",   NULL };

  for (gsize i = 0; variables[i] != NULL; i++)
    g_setenv (variables[i], home, TRUE);
}

static int
run_without_home (void)
{
  set_home ("/dev/null/home");
  return run_until ("*/dev/null/home/reprise cannot be written (*No restore can be asked for*",
                    NULL);
}

static int
run_without_network (void)
{
  g_setenv ("PGEDGE_CLIENT_ID", "client", TRUE);
  g_setenv ("PGEDGE_CLIENT_SECRET", "hush", TRUE);
  return run_until ("No connection to the service. *", "http://127.0.0.1:1");
}

/* A session of its own, in which a connection from before has no secret. */
static int
run_without_secret (const char *pattern)
{
  /* Never dropped: it would wait for GTK to let go of its connection. */
  GTestDBus *bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "reprise", NULL);
  g_autofree char *path = g_build_filename (folder, "connections.ini", NULL);
  /* Bringing up a bus takes the display away. */
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  int status;

  g_test_dbus_up (bus);
  g_setenv ("DISPLAY", display, TRUE);
  g_setenv ("GTK_A11Y", "none", TRUE);
  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, LIST, -1, NULL);
  status = run_until (pattern, NULL);
  g_test_dbus_stop (bus);
  return status;
}

static int
run_without_keyring (void)
{
  return run_without_secret ("No keyring answers. *");
}

static gboolean
show_kept_cb (gpointer user_data)
{
  if (!is_shown ("Show What Was Read Last"))
    return G_SOURCE_CONTINUE;
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "show-kept", NULL);
  return G_SOURCE_REMOVE;
}

/* What was read before can be looked at all the same; here it is in a file that has been spoilt. */
static int
run_with_kept_answers (void)
{
  g_autofree char *sum =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, "https://api.pgedge.com\nx", -1);
  g_autofree char *name = g_strconcat (sum, ".reprise.json", NULL);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "reprise", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, "spoilt", -1, NULL));
  g_timeout_add (20, show_kept_cb, NULL);
  return run_without_secret ("“Acme” Cannot Be Opened");
}

static gboolean
mount_small_disk (const char *folder)
{
  if (unshare (CLONE_NEWNS) != 0 && unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return FALSE;
  if (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    return FALSE;
  return mount ("tmpfs", folder, "tmpfs", 0, "size=64k,mode=0700") == 0;
}

static void
fill_disk (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "filling", NULL);
  static const char zeros[512];
  int descriptor = open (path, O_WRONLY | O_CREAT, 0600);

  while (write (descriptor, zeros, sizeof zeros) > 0)
    ;
  close (descriptor);
}

/* A list that is there stays as it is, and can still be read. */
static int
check_list (const char *path)
{
  RepriseConnectionFields fields = { .id = "b",
                                     .title = "Bravo",
                                     .base_address = "https://api.pgedge.com",
                                     .client_id = "y" };
  g_autoptr (RepriseConnection) connection = reprise_connection_new (&fields);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_null (reprise_connection_list_put (path, connection, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, LIST);
  return 0;
}

static int
run_on_full_disk (void)
{
  g_autofree char *home = g_dir_make_tmp ("reprise-full-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, "reprise", NULL);
  g_autofree char *path = g_build_filename (folder, "connections.ini", NULL);
  int status;

  if (!mount_small_disk (home))
    return SKIPPED;
  set_home (home);
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, LIST, -1, NULL));
  fill_disk (home);
  status = run_until ("*cannot be written (No space left on device)*New connections*", NULL);
  if (status == 0)
    status = check_list (path);
  umount (home);
  g_rmdir (home);
  return status;
}

static const struct
{
  const char *name;
  int (*run) (void);
} cases[] = {
  { "no-bus", run_without_bus },         { "no-home", run_without_home },
  { "no-network", run_without_network }, { "no-keyring", run_without_keyring },
  { "full-disk", run_on_full_disk },     { "kept-answers", run_with_kept_answers },
};

/* In the test */

static void
test_case (gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *home = g_dir_make_tmp ("reprise-degraded-XXXXXX", NULL);
  const char *const clean[] = { "rm", "-r", home, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;

  /* As at home, but nobody's home. */
  g_subprocess_launcher_unsetenv (launcher, "GTK_A11Y");
  g_subprocess_launcher_unsetenv (launcher, "GSETTINGS_BACKEND");
  for (gsize i = 0; i < 5; i++)
    g_subprocess_launcher_setenv (launcher,
                                  (const char *[]){ "HOME",
                                                    "XDG_CONFIG_HOME",
                                                    "XDG_STATE_HOME",
                                                    "XDG_CACHE_HOME",
                                                    "XDG_DATA_HOME" }[i],
                                  home,
                                  TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--case", data, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, &error));
  g_assert_no_error (error);
  g_spawn_sync (NULL,
                (char **) clean,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL);
  g_test_message ("%s", errors);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (g_subprocess_get_exit_status (process) == SKIPPED)
    {
      g_test_skip ("a file system cannot be mounted here");
      return;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_null (strstr (errors, "WARNING"));
  g_assert_null (strstr (errors, "CRITICAL"));
}

static int
run_case (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].name, name))
      return cases[i].run ();
  return 2;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--case"))
    return run_case (argv[2]);
  program = argv[0];
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/degraded/", cases[i].name, NULL);

      g_test_add_data_func (path, cases[i].name, test_case);
    }
  return g_test_run ();
}
