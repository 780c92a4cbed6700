/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the program says on the command line, without a display. */

#include "config.h"

#include <gio/gio.h>

/* Runs it with nothing in its environment that a connection could come from, but @variable. */
static int
run (const char *const *arguments, const char *variable, char **output, char **errors)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_unsetenv (launcher, "PGEDGE_CLIENT_ID");
  g_subprocess_launcher_unsetenv (launcher, "PGEDGE_CLIENT_SECRET");
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  if (variable != NULL)
    g_subprocess_launcher_setenv (launcher, variable, "hush", TRUE);
  g_ptr_array_add (argv, (gpointer) g_getenv ("REPRISE"));
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, output, errors, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

/* The version is printed, and that is all. */
static void
test_options_version (void)
{
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (run ((const char *[]){ "--version", NULL }, NULL, &output, &errors), ==, 0);
  g_assert_cmpstr (output, ==, "Reprise " REPRISE_VERSION "\n");
}

/* What is no connection is refused before any window opens, with what is wrong and no secret. */
static void
test_options_refused (void)
{
  static const struct
  {
    const char *arguments[3];
    const char *variable;
    const char *errors;
  } cases[] = {
    { { "--connect", "/nonexistent/credentials.json", NULL }, NULL, "*: *nonexistent*\n" },
    { { "--api-url", "https://example.com", NULL }, NULL, "*: --api-url takes credentials*\n" },
    { { NULL }, "PGEDGE_CLIENT_SECRET", "*: PGEDGE_CLIENT_SECRET is set, but *_ID is not*\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = NULL;
      g_autofree char *errors = NULL;

      g_assert_cmpint (run (cases[i].arguments, cases[i].variable, &output, &errors), ==, 1);
      g_assert_cmpstr (output, ==, "");
      g_assert_true (g_pattern_match_simple (cases[i].errors, errors));
      g_assert_false (g_pattern_match_simple ("*hush*", errors));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/options/version", test_options_version);
  g_test_add_func ("/app/options/refused", test_options_refused);
  return g_test_run ();
}
