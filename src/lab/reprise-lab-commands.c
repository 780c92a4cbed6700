/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands of the program, but for `serve`. */

#include "config.h"

#include "lab/reprise-lab-commands.h"

#include "engine/reprise-orphans.h"
#include "lab/reprise-lab-client.h"
#include "lab/reprise-lab-directory.h"
#include "lab/reprise-lab-error.h"
#include "lab/reprise-lab-lock.h"
#include "lab/reprise-lab-state.h"
#include "model/reprise-database.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* A serving process ends a restore and every PostgreSQL before it goes. */
#define STOP_TIMEOUT_SECONDS 120
#define ORPHANS_TIMEOUT_SECONDS 30

/* The state of a lab that is there, whether it is served or not. */
static RepriseLabState *
load_lab (const char *directory, GError **error)
{
  RepriseLabDirectoryContent content;
  g_autoptr (GError) local_error = NULL;
  RepriseLabState *state;

  if (!reprise_lab_directory_inspect (directory, &content, error))
    return NULL;
  if (content == REPRISE_LAB_DIRECTORY_MISSING || content == REPRISE_LAB_DIRECTORY_EMPTY)
    {
      g_set_error (error,
                   REPRISE_LAB_ERROR,
                   REPRISE_LAB_ERROR_NOT_RUNNING,
                   /* Translators: %s is a directory. */
                   _ ("There is no lab in ‘%s’"),
                   directory);
      return NULL;
    }
  state = reprise_lab_state_load (directory, &local_error);
  if (state == NULL)
    g_set_error (error,
                 REPRISE_LAB_ERROR,
                 REPRISE_LAB_ERROR_DIRECTORY,
                 /* Translators: a directory, and a reason. */
                 _ ("‘%s’ holds something that is not a lab; it was left as it is (%s)"),
                 directory,
                 local_error->message);
  return state;
}

static void
print_database (RepriseDatabase *database)
{
  /* Translators: a database's name as shown, its name in PostgreSQL, and its status. */
  g_print (_ ("%s (%s): %s\n"),
           reprise_database_get_title (database),
           reprise_database_get_name (database),
           reprise_database_get_status_word (database));
}

/**
 * reprise_lab_commands_status:
 * @directory: the lab's directory
 * @error: return location; %REPRISE_LAB_ERROR_NOT_RUNNING where no lab is served from there
 *
 * Prints whether the lab runs, where, and how its databases are.
 *
 * Returns: whether it runs
 */
gboolean
reprise_lab_commands_status (const char *directory, GError **error)
{
  g_autoptr (RepriseLabState) state = load_lab (directory, error);
  g_autoptr (GPtrArray) databases = NULL;
  g_autofree char *address = NULL;
  pid_t owner = 0;

  if (state == NULL || !reprise_lab_lock_find_owner (directory, &owner, error))
    return FALSE;
  /* Translators: a directory, and the number of a process. */
  g_print (_ ("The lab in ‘%s’ is served by process %d\n"), directory, (int) owner);
  address = reprise_lab_client_dup_address (reprise_lab_state_get_document (state));
  databases = reprise_lab_client_list_databases (reprise_lab_state_get_document (state), error);
  if (databases == NULL)
    {
      g_prefix_error (error, _ ("It does not answer yet: "));
      return FALSE;
    }
  /* Translators: %s is the address of the service. */
  g_print (_ ("API: %s\n"), address);
  for (guint i = 0; i < databases->len; i++)
    print_database (g_ptr_array_index (databases, i));
  return TRUE;
}

/**
 * reprise_lab_commands_stop:
 * @directory: the lab's directory
 * @error: return location; %REPRISE_LAB_ERROR_NOT_RUNNING where no lab is served from there
 *
 * Returns: whether it ran and has stopped
 */
gboolean
reprise_lab_commands_stop (const char *directory, GError **error)
{
  if (!reprise_lab_lock_end_owner (directory, STOP_TIMEOUT_SECONDS, error))
    return FALSE;
  g_print (_ ("The lab in ‘%s’ has stopped\n"), directory);
  return TRUE;
}

/* A directory that holds more than the lab stays, as does one whose parent we may not change. */
static void
remove_directory (const char *directory)
{
  g_autofree char *lock = g_build_filename (directory, REPRISE_LAB_LOCK_FILE, NULL);

  g_unlink (lock);
  if (g_rmdir (directory) == 0)
    g_print (_ ("The lab in ‘%s’ is destroyed\n"), directory);
  else
    g_print (_ ("The lab in ‘%s’ is destroyed; the directory itself stays: %s\n"),
             directory,
             g_strerror (errno));
}

/**
 * reprise_lab_commands_destroy:
 * @directory: the lab's directory
 * @error: return location; %REPRISE_LAB_ERROR_RUNNING where it is being served
 *
 * Deletes what the lab made, and nothing else. A lab that is served is not stopped for it.
 *
 * Returns: whether it is gone
 */
gboolean
reprise_lab_commands_destroy (const char *directory, GError **error)
{
  g_autoptr (RepriseLabState) state = load_lab (directory, error);
  g_autoptr (RepriseLabLock) lock = NULL;
  guint n_ended = 0;

  if (state == NULL)
    return FALSE;
  lock = reprise_lab_lock_take (directory, error);
  if (lock == NULL || !reprise_orphans_end (reprise_lab_state_get_document (state)->marker,
                                            ORPHANS_TIMEOUT_SECONDS,
                                            &n_ended,
                                            error))
    return FALSE;
  /* From here on there is no lab: should this be interrupted, the next one makes it anew. */
  reprise_lab_state_get_document (state)->is_complete = FALSE;
  if (!reprise_lab_state_save_now (state, error) || !reprise_lab_directory_wipe (directory, error))
    return FALSE;
  remove_directory (directory);
  return TRUE;
}
