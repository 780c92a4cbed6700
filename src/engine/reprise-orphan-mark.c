/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a process and all that it starts are marked as one lab's own. */

#include "config.h"

#include "engine/reprise-orphan-mark.h"

#include "engine/reprise-memory-file.h"
#include "engine/reprise-orphans.h"

#include <string.h>

/* There are two marks, because neither stays everywhere (measured with PostgreSQL 15.20 and
 * pgBackRest 2.45). The variable REPRISE_LAB goes to every program that is started, and all of
 * pgBackRest's processes show it. PostgreSQL's backends and workers write their titles over the
 * memory that /proc/PID/environ shows, so that of a server only the postmaster and the commands it
 * runs still show it. But they keep their standard input, and that of the lab's programs is an
 * empty memory file with the marker in its name: nothing but their descendants has it open. */
#define INPUT_NAME_PREFIX "reprise-lab-"

/* A marker may be of any length, the name of a memory file not. */
static char *
dup_input_name (const char *marker)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, marker, -1);

  return g_strconcat (INPUT_NAME_PREFIX, digest, NULL);
}

static gboolean
has_input (int pid, const char *marker)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd/0", pid);
  g_autofree char *target = g_file_read_link (path, NULL);
  g_autofree char *name = dup_input_name (marker);
  g_autofree char *expected = g_strdup_printf ("/memfd:%s (deleted)", name);

  return g_strcmp0 (target, expected) == 0;
}

static gboolean
has_variable (int pid, const char *marker)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/environ", pid);
  g_autofree char *expected = g_strdup_printf (REPRISE_ORPHANS_VARIABLE "=%s", marker);
  g_autofree char *environment = NULL;
  gsize length;

  if (!g_file_get_contents (path, &environment, &length, NULL))
    return FALSE;

  /* GLib ends the content with a zero byte, also where the last entry has none. */
  for (gsize i = 0; i < length; i += strlen (environment + i) + 1)
    if (g_str_equal (environment + i, expected))
      return TRUE;

  return FALSE;
}

/**
 * reprise_orphan_mark_open_input: (skip)
 * @environment: of the program that is to be marked
 *
 * Returns: what is to be its standard input: a descriptor to close, with nothing to read; or -1,
 * with @error, or without where the environment has no marker
 */
int
reprise_orphan_mark_open_input (const char *const *environment, GError **error)
{
  const char *marker = g_environ_getenv ((GStrv) environment, REPRISE_ORPHANS_VARIABLE);
  g_autofree char *name = NULL;

  if (marker == NULL || *marker == '\0')
    return -1;

  name = dup_input_name (marker);
  return reprise_memory_file_open (name, "", 0, error);
}

/**
 * reprise_orphan_mark_is_on: (skip)
 * @pid: a process, pinned by the caller
 *
 * Returns: whether it, or what started it, was started with this marker
 */
gboolean
reprise_orphan_mark_is_on (int pid, const char *marker)
{
  return has_variable (pid, marker) || has_input (pid, marker);
}
