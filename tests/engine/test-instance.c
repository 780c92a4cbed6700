/* SPDX-License-Identifier: GPL-3.0-or-later
 * Instances: where their parts are, and which directories can hold them. */

#include "config.h"

#include "engine/reprise-engine-error.h"
#include "engine/reprise-instance.h"
#include "support/reprise-lab-support.h"

#include <glib/gstdio.h>

/* A restore replaces the data directory: nothing else of the instance may be in it. */
static void
test_instance_keeps_out_of_data (void)
{
  g_autoptr (RepriseInstance) instance = reprise_instance_new ("/srv/lab", "east_parts", "n2");

  g_assert_cmpstr (reprise_instance_get_data_directory (instance),
                   ==,
                   "/srv/lab/nodes/east_parts/n2/data");
  g_assert_cmpstr (reprise_instance_get_conf_directory (instance),
                   ==,
                   "/srv/lab/nodes/east_parts/n2/conf");
  g_assert_cmpstr (reprise_instance_get_pgbackrest_conf (instance),
                   ==,
                   "/srv/lab/nodes/east_parts/n2/conf/pgbackrest.conf");
  g_assert_cmpstr (reprise_instance_get_restore_conf (instance),
                   ==,
                   "/srv/lab/nodes/east_parts/n2/conf/pgbackrest-restore.conf");
  g_assert_cmpstr (reprise_instance_get_socket_directory (instance),
                   ==,
                   "/srv/lab/run/east_parts.n2");
  g_assert_cmpstr (reprise_instance_get_isolated_directory (instance),
                   ==,
                   "/srv/lab/run/east_parts.n2.isolated");
}

/* The number goes into every id that the node makes: it is the name's, and fits into its ten bits.
 */
static void
test_instance_has_number (void)
{
  static const struct
  {
    const char *name;
    guint number;
  } cases[] = { { "n1", 1 }, { "n12", 12 }, { "node", 0 },
                { "7", 7 },  { "n2b", 0 },  { "n99999999999999999999", 1023 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RepriseInstance) instance = reprise_instance_new ("/l", "d", cases[i].name);

      g_assert_cmpuint (reprise_instance_get_node_number (instance), ==, cases[i].number);
    }
}

/* A root whose sockets could not be reached is refused before anything is made in it. */
static void
test_instance_checks_root (void)
{
  g_autofree char *longest = g_strnfill (54, 'x');
  g_autofree char *too_long = g_strnfill (55, 'x');
  g_autofree char *fits = g_strconcat ("/", longest, NULL);
  g_autofree char *one_too_long = g_strconcat ("/", too_long, NULL);
  const char *const refused[] = { one_too_long, "/a,b", "/a\nb" };

  g_assert_true (reprise_instance_check_root (fits, NULL));
  g_assert_true (reprise_instance_check_root ("/home/o'neil/my \"lab\" 100%", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (reprise_instance_check_root (refused[i], &error));
      g_assert_error (error, REPRISE_ENGINE_ERROR, REPRISE_ENGINE_ERROR_WRONG_STATE);
      g_assert_nonnull (strstr (error->message, refused[i]));
    }
}

/* Nobody else may read a node's directories, whatever the umask was when they were made. */
static void
test_instance_makes_directories (void)
{
  g_autofree char *root = support_make_directory ();
  g_autoptr (RepriseInstance) instance = reprise_instance_new (root, "d", "n1");
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (reprise_instance_make_directories (instance, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (reprise_instance_get_data_directory (instance), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (reprise_instance_get_socket_directory (instance), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_true (reprise_instance_make_directories (instance, &error));
  support_remove_directory (root);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/instance/keeps-out-of-data", test_instance_keeps_out_of_data);
  g_test_add_func ("/engine/instance/has-number", test_instance_has_number);
  g_test_add_func ("/engine/instance/checks-root", test_instance_checks_root);
  g_test_add_func ("/engine/instance/makes-directories", test_instance_makes_directories);
  return g_test_run ();
}
