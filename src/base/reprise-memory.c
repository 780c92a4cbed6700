/* SPDX-License-Identifier: GPL-3.0-or-later
 * How memory is asked of the system. */

#include "config.h"

#include "base/reprise-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define LARGE_BYTES (1024 * 1024)

/**
 * reprise_memory_map_large_blocks:
 *
 * Has large blocks given back to the system once they are freed. To be called as a program starts.
 *
 * By itself glibc takes the size of a large block that is freed, up to 32 MiB, for the least that
 * it maps apart from then on (M_MMAP_THRESHOLD in mallopt(3)), and keeps what is smaller in a pool
 * of the thread that has asked for it: what a thread has sorted a list of backups with stays there.
 */
void
reprise_memory_map_large_blocks (void)
{
#ifdef M_MMAP_THRESHOLD
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}
