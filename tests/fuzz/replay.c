/* SPDX-License-Identifier: GPL-3.0-or-later
 * Runs a fuzz target without a fuzzer: on every file of the folders given, on each of them cut off
 * at every byte, and on random changes of them.
 *
 * usage: replay SEED FOLDER... */

#include "config.h"

#include "fuzz-target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CUTS 400
#define MUTATIONS 2000

/* In memory of its own, so that reading past the end is seen. */
static void
run (const char *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
run_cut (const char *data, gsize size)
{
  gsize step = MAX (size / MOST_CUTS, 1);

  for (gsize length = 0; length < size; length += step)
    run (data, length);
}

static void
run_changed (GRand *random, const char *data, gsize size)
{
  for (guint i = 0; i < MUTATIONS && size > 0; i++)
    {
      g_autofree char *changed = g_memdup2 (data, size);
      guint n_changes = (guint) g_rand_int_range (random, 1, 5);

      for (guint j = 0; j < n_changes; j++)
        {
          gsize from = (gsize) g_rand_int_range (random, 0, (gint32) size);
          gsize to = (gsize) g_rand_int_range (random, 0, (gint32) size);

          if (g_rand_boolean (random))
            changed[to] = data[from];
          else
            changed[to] = (char) g_rand_int_range (random, 0, 256);
        }
      run (changed, size);
    }
}

static guint
run_folder (GRand *random, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (!g_file_get_contents (path, &data, &size, NULL))
        continue;
      run (data, size);
      run_cut (data, size);
      run_changed (random, data, size);
      n_files++;
    }
  return n_files;
}

int
main (int argc, char **argv)
{
  guint32 seed = argc > 1 ? (guint32) strtoul (argv[1], NULL, 10) : 0;
  g_autoptr (GRand) random = NULL;

  if (seed == 0)
    seed = g_random_int ();
  random = g_rand_new_with_seed (seed);
  printf ("# seed %u\n1..%d\n", seed, argc - 2);
  for (int i = 2; i < argc; i++)
    {
      guint n_files = run_folder (random, argv[i]);

      printf ("%s %d %s: %u files\n", n_files > 0 ? "ok" : "not ok", i - 1, argv[i], n_files);
      fflush (stdout);
    }
  return EXIT_SUCCESS;
}
