/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every way to fail has words of its own. */

#include "config.h"

#include "ui/reprise-error-words.h"

#include "model/reprise-service-error.h"

#include <gio/gio.h>

/* No code is without words, and no two say the same. */
static void
test_error_words_all (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 0; code < REPRISE_SERVICE_ERROR_N_CODES; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (REPRISE_SERVICE_ERROR, code, "x");
      RepriseErrorWords words = reprise_error_words_get (error);

      g_assert_nonnull (words.what);
      g_assert_nonnull (words.advice);
      g_assert_nonnull (words.icon_name);
      g_assert_true (g_hash_table_add (seen, (char *) words.what));
    }
}

/* A refusal of the plan does not send anybody to change a credential that is fine. */
static void
test_error_words_tell_apart (void)
{
  g_autoptr (GError) plan =
                 g_error_new_literal (REPRISE_SERVICE_ERROR, REPRISE_SERVICE_ERROR_PLAN, "x");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_cmpstr (reprise_error_words_get (plan).advice,
                   ==,
                   "The credential is fine. Whoever administers the account can change its plan.");
  g_assert_cmpstr (reprise_error_words_get (other).what, ==, "Something went wrong");
}

/* Every error leads to a page of the help that is there. */
static void
test_error_words_help (void)
{
  for (int code = 0; code < REPRISE_SERVICE_ERROR_N_CODES; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (REPRISE_SERVICE_ERROR, code, "x");
      g_autofree char *name = g_strconcat (reprise_error_words_get (error).help, ".html", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "help", name, NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      if (code == REPRISE_SERVICE_ERROR_UNAUTHORIZED)
        g_assert_cmpstr (name, ==, "connections.html");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/error-words/all", test_error_words_all);
  g_test_add_func ("/ui/error-words/tell-apart", test_error_words_tell_apart);
  g_test_add_func ("/ui/error-words/help", test_error_words_help);
  return g_test_run ();
}
