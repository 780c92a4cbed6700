/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lock: held by one process, and a way to find and stop it. */

#include "config.h"

#include "lab/reprise-lab-lock.h"

#include "lab/reprise-lab-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *directory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("lock-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, REPRISE_LAB_LOCK_FILE, NULL);

  g_unlink (path);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

/* Another process that holds the lock, told by a byte in a pipe, until it is signalled. */
static pid_t
start_holder (const char *directory)
{
  int ends[2];
  char byte;
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      RepriseLabLock *lock = reprise_lab_lock_take (directory, NULL);

      if (lock == NULL || write (ends[1], "x", 1) != 1)
        _exit (1);
      for (;;)
        pause ();
    }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  close (ends[0]);
  return pid;
}

static void
end_holder (pid_t pid)
{
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

/* The second process is refused and told who holds it; it is free once that has been killed. */
static void
test_lab_lock_excludes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  pid_t holder = start_holder (fixture->directory);
  g_autofree char *number = g_strdup_printf ("%d", (int) holder);
  g_autoptr (RepriseLabLock) lock = NULL;

  g_assert_null (reprise_lab_lock_take (fixture->directory, &error));
  g_assert_error (error, REPRISE_LAB_ERROR, REPRISE_LAB_ERROR_RUNNING);
  g_assert_nonnull (strstr (error->message, number));
  g_clear_error (&error);

  end_holder (holder);
  lock = reprise_lab_lock_take (fixture->directory, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);
}

/* The owner is found while it lives, and only then. */
static void
test_lab_lock_finds_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  pid_t owner = 0;
  pid_t holder;

  g_assert_false (reprise_lab_lock_find_owner (fixture->directory, &owner, &error));
  g_assert_error (error, REPRISE_LAB_ERROR, REPRISE_LAB_ERROR_NOT_RUNNING);
  g_clear_error (&error);

  holder = start_holder (fixture->directory);
  g_assert_true (reprise_lab_lock_find_owner (fixture->directory, &owner, &error));
  g_assert_no_error (error);
  g_assert_cmpint (owner, ==, holder);

  end_holder (holder);
  g_assert_false (reprise_lab_lock_find_owner (fixture->directory, &owner, &error));
  g_assert_error (error, REPRISE_LAB_ERROR, REPRISE_LAB_ERROR_NOT_RUNNING);
}

/* The owner is asked to stop with the signal that a service manager sends. */
static void
test_lab_lock_ends_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  pid_t holder = start_holder (fixture->directory);
  int status = 0;

  g_assert_true (reprise_lab_lock_end_owner (fixture->directory, 30, &error));
  g_assert_no_error (error);
  g_assert_cmpint (waitpid (holder, &status, 0), ==, holder);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGTERM);

  g_assert_false (reprise_lab_lock_end_owner (fixture->directory, 30, &error));
  g_assert_error (error, REPRISE_LAB_ERROR, REPRISE_LAB_ERROR_NOT_RUNNING);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lab/lock/excludes", test_lab_lock_excludes);
  ADD ("/lab/lock/finds-owner", test_lab_lock_finds_owner);
  ADD ("/lab/lock/ends-owner", test_lab_lock_ends_owner);
  return g_test_run ();
}
