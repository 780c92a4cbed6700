/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the session and the machine lack, and what that means. */

#include "config.h"

#include "app/reprise-surroundings.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <unistd.h>

/* More than fits into what is left of a block that is in use already. */
#define PROBE_BYTES 4096

static gboolean
has_session_bus (void)
{
  /* The application would open it next; it is the same connection. */
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  return bus != NULL;
}

static gboolean
write_probe (const char *path)
{
  static const char zeros[PROBE_BYTES];
  int descriptor = g_mkstemp ((char *) path);
  gboolean is_written;

  if (descriptor < 0)
    return FALSE;
  is_written = write (descriptor, zeros, PROBE_BYTES) == PROBE_BYTES;
  is_written = close (descriptor) == 0 && is_written;
  g_unlink (path);
  return is_written;
}

/* Permissions do not tell: a disk may be full, a file system read-only, and root may do anything.
 */
static gboolean
can_write_in (const char *folder, int *code)
{
  g_autofree char *path = g_build_filename (folder, ".reprise-XXXXXX", NULL);
  gboolean can_write = g_mkdir_with_parents (folder, 0700) == 0 && write_probe (path);

  *code = can_write ? 0 : errno;
  return can_write;
}

/**
 * reprise_surroundings_prepare:
 *
 * Keeps GTK and GSettings from looking for what is not there, which they would complain of. To be
 * called before either is used, and before there are threads.
 */
void
reprise_surroundings_prepare (void)
{
  const gboolean has_bus = has_session_bus ();
  int code;

  if (!has_bus)
    g_setenv ("GTK_A11Y", "none", FALSE);
  if (!can_write_in (g_get_user_config_dir (), &code))
    g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
  else if (!has_bus)
    g_setenv ("GSETTINGS_BACKEND", "keyfile", FALSE);
}

/* Returns NULL where it can be written. */
static char *
dup_folder_problem (const char *folder, const char *consequence)
{
  int code;

  if (can_write_in (folder, &code))
    return NULL;
  /* Translators: the path of a folder, what the system says about it, and what that means, as a
   * sentence. */
  return g_strdup_printf (_ ("%s cannot be written (%s). %s"),
                          folder,
                          g_strerror (code),
                          consequence);
}

/**
 * reprise_surroundings_dup_problems:
 *
 * Returns: (transfer full) (nullable): what is missing, as sentences in paragraphs; %NULL where
 *   nothing is
 */
char *
reprise_surroundings_dup_problems (void)
{
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "reprise", NULL);
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (g_free);
  char *problem;

  if (!has_session_bus ())
    g_ptr_array_add (paragraphs,
                     g_strdup (_ ("There is no session bus. No keyring can be reached, nothing is "
                                  "notified, and logging out is not held up while a restore is "
                                  "followed.")));
  problem = dup_folder_problem (state,
                                _ ("No restore can be asked for, because each is written to the "
                                   "journal there before it is sent."));
  if (problem != NULL)
    g_ptr_array_add (paragraphs, problem);
  problem = dup_folder_problem (g_get_user_config_dir (),
                                _ ("New connections and settings are forgotten when Reprise is "
                                   "closed."));
  if (problem != NULL)
    g_ptr_array_add (paragraphs, problem);
  if (paragraphs->len == 0)
    return NULL;
  g_ptr_array_add (paragraphs, NULL);
  return g_strjoinv ("\n\n", (char **) paragraphs->pdata);
}
