/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets are overwritten before their memory is given back. */

#include "config.h"

#include "base/reprise-secret.h"

#include <string.h>

/* What is taken over reads the same, and other references outlive one that is dropped. */
static void
test_secret_bytes (void)
{
  GBytes *bytes = reprise_secret_take_bytes (g_strdup ("hunter2"), 7);
  g_autoptr (GBytes) other = g_bytes_ref (bytes);

  reprise_secret_unref_bytes (bytes);
  g_assert_cmpmem (g_bytes_get_data (other, NULL), g_bytes_get_size (other), "hunter2", 7);
}

/* Neither an empty text nor none is a problem. */
static void
test_secret_nothing (void)
{
  reprise_secret_free (NULL);
  reprise_secret_free (g_strdup (""));
  reprise_secret_unref_bytes (g_bytes_new (NULL, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/secret/bytes", test_secret_bytes);
  g_test_add_func ("/base/secret/nothing", test_secret_nothing);
  return g_test_run ();
}
