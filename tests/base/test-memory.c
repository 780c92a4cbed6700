/* SPDX-License-Identifier: GPL-3.0-or-later
 * How memory is asked of the system. */

#include "config.h"

#include "base/reprise-memory.h"

#include <stdio.h>
#include <unistd.h>

#define MIB (1024 * 1024)

static gint64
read_resident_bytes (void)
{
  long pages = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  g_assert_nonnull (file);
  g_assert_cmpint (fscanf (file, "%*s %ld", &pages), ==, 1);
  fclose (file);
  return (gint64) pages * sysconf (_SC_PAGESIZE);
}

static void
use_memory (gsize n_bytes)
{
  volatile char *block = g_malloc (n_bytes);

  for (gsize i = 0; i < n_bytes; i += 512)
    block[i] = 1;
  g_free ((gpointer) block);
}

static gpointer
use_in_thread (gpointer data)
{
  use_memory (30 * MIB);
  use_memory (20 * MIB);
  g_assert_cmpint (read_resident_bytes (), <, GPOINTER_TO_SIZE (data) + 8 * MIB);
  return NULL;
}

/* Also after another large block was freed, which by itself has glibc keep the next ones. */
static void
test_memory_large_blocks (void)
{
#if !defined __GLIBC__ || defined __SANITIZE_ADDRESS__
  g_test_skip ("the allocator is another one");
#else
  gint64 before;

  use_memory (31 * MIB);
  before = read_resident_bytes ();
  g_thread_join (g_thread_new ("user", use_in_thread, GSIZE_TO_POINTER (before)));
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reprise_memory_map_large_blocks ();
  g_test_add_func ("/memory/large-blocks", test_memory_large_blocks);
  return g_test_run ();
}
