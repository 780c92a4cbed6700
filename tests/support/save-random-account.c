/* SPDX-License-Identifier: GPL-3.0-or-later
 * Prints the inventory file of an account that only the number given decides. */

#include "config.h"

#include "support/reprise-random-account.h"

#include <stdio.h>
#include <stdlib.h>

int
main (int argc, char **argv)
{
  g_autoptr (GRand) random =
                 g_rand_new_with_seed (argc > 1 ? (guint32) strtoul (argv[1], NULL, 10) : 1);
  g_autoptr (RepriseSavedAccount) account = reprise_random_account_new (random);
  g_autoptr (GBytes) file = reprise_random_account_save (account);
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  return fwrite (data, 1, size, stdout) == size && fflush (stdout) == 0 ? EXIT_SUCCESS
                                                                        : EXIT_FAILURE;
}
