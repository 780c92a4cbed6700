/* SPDX-License-Identifier: GPL-3.0-or-later
 * What tests need that run PostgreSQL for real. */

#include "config.h"

#include "support/reprise-lab-support.h"

#include "engine/reprise-subprocess-runner.h"
#include "support/reprise-temporary-postgres.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

static int
remove_cb (const char *path, const struct stat *status, int type, struct FTW *ftw)
{
  return remove (path);
}

/**
 * support_drop_root:
 *
 * Goes on as an ordinary user if this is root, whom PostgreSQL refuses; the first call of main(),
 * before anything remembers who it is. Where that cannot be, the program ends as skipped.
 */
void
support_drop_root (void)
{
  const char *reason = NULL;

  if (!reprise_become_ordinary_user (&reason))
    {
      printf ("1..0 # SKIP %s\n", reason);
      exit (0);
    }
  /* The kernel hides what belongs to a process that was root, also from itself. */
  prctl (PR_SET_DUMPABLE, 1);
  g_setenv ("HOME", "/", TRUE);
}

/** support_make_directory: Returns: (transfer full): a new directory with a short path. */
char *
support_make_directory (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("reprise-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

/** support_remove_directory: Removes @path with all that is in it. */
void
support_remove_directory (const char *path)
{
  g_assert_cmpint (nftw (path, remove_cb, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
}

/** support_new_runner: Returns: (transfer full): runs programs in an environment of their own. */
RepriseRunner *
support_new_runner (void)
{
  static const char *const environment[] = { "PATH=/usr/bin:/bin",
                                             "LC_ALL=C.UTF-8",
                                             "TZ=UTC",
                                             NULL };

  return reprise_subprocess_runner_new (environment);
}

/**
 * support_new_postgres:
 * @runner: runs it
 * @sql: connects to it
 *
 * Returns: (transfer full): the PostgreSQL that is installed, without an archive
 */
ReprisePostgres *
support_new_postgres (RepriseRunner *runner, RepriseSql *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bin_directory = reprise_postgres_find_bin_directory (runner, &error);

  g_assert_no_error (error);
  /* An archive_command that succeeds and does nothing, whatever its arguments. */
  return reprise_postgres_new (runner, sql, bin_directory, "/bin/true");
}
