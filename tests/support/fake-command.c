/* SPDX-License-Identifier: GPL-3.0-or-later
 * A program with named behaviours, run by the tests of what runs programs. */

#include "config.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

typedef struct
{
  const char *name;
  int (*behave) (const char *argument);
} Behaviour;

static void
say (const char *line)
{
  puts (line);
  fflush (stdout);
}

static void
wait_for_ever (void)
{
  for (;;)
    pause ();
}

/* Returns the number that it is given. */
static int
behave_exit (const char *argument)
{
  fprintf (stdout, "output before the end\n");
  fprintf (stderr, "WARN: first\n\nERROR: [056]: last words\n");
  return atoi (argument);
}

/* Like exit, but has nothing to say on standard error. */
static int
behave_exit_quietly (const char *argument)
{
  fprintf (stdout, "words on standard output\n");
  return atoi (argument);
}

/* Ends by the signal that it is given. */
static int
behave_signal (const char *argument)
{
  signal (atoi (argument), SIG_DFL);
  raise (atoi (argument));
  return 0;
}

/* Says where and as what it runs: directory, whether it leads its group, environment. */
static int
behave_surroundings (const char *argument)
{
  char directory[4096];

  printf ("directory %s\n", getcwd (directory, sizeof directory));
  printf ("leader %d\n", getpid () == getpgrp ());
  for (char **variable = environ; *variable != NULL; variable++)
    printf ("variable %s\n", *variable);
  return 0;
}

/* Lists its open descriptors, but the one that lists. */
static int
behave_descriptors (const char *argument)
{
  DIR *directory = opendir ("/proc/self/fd");
  struct dirent *entry;

  while ((entry = readdir (directory)) != NULL)
    if (entry->d_name[0] != '.' && atoi (entry->d_name) != dirfd (directory))
      printf ("%s\n", entry->d_name);
  closedir (directory);
  return 0;
}

/* Copies its input. */
static int
behave_copy (const char *argument)
{
  char buffer[4096];
  size_t length;

  while ((length = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    fwrite (buffer, 1, length, stdout);
  return 0;
}

/* Fills both streams in turn with the number of bytes that it is given, much more than a pipe
 * holds. */
static int
behave_flood (const char *argument)
{
  char block[8192];
  long left = atol (argument);

  memset (block, 'x', sizeof block);
  block[sizeof block - 1] = '\n';
  for (; left > 0; left -= (long) sizeof block)
    {
      if (fwrite (block, 1, sizeof block, stdout) == 0)
        return 1;
      fwrite (block, 1, sizeof block, stderr);
    }
  fputs ("the end", stderr);
  return 0;
}

/* Fails after as many lines as it is given. */
static int
behave_fail_at_length (const char *argument)
{
  for (long left = atol (argument); left > 0; left--)
    fputs ("word\n", stderr);
  return 7;
}

/* Writes lines of every kind. */
static int
behave_lines (const char *argument)
{
  say ("one");
  fputs ("tw", stdout);
  fflush (stdout);
  say ("o\r");
  say ("");
  fwrite ("caf\xc3\xa9 \xff\n", 1, 8, stdout);
  fputs ("no end", stdout);
  return 0;
}

/* Says that it is there and stays until it is ended. */
static int
behave_stay (const char *argument)
{
  say ("ready");
  wait_for_ever ();
  return 0;
}

/* The same, and does not listen to SIGTERM. */
static int
behave_resist (const char *argument)
{
  signal (SIGTERM, SIG_IGN);
  return behave_stay (argument);
}

/* Writes over its environment, as PostgreSQL does for its titles, and resists. */
static int
behave_hide (const char *argument)
{
  for (char **variable = environ; *variable != NULL; variable++)
    memset (*variable, ' ', strlen (*variable));
  return behave_resist (argument);
}

/* Leaves a child that does not listen to SIGTERM and is there for longer; says its id. With an
 * argument it ends at once, else when it is told to. */
static int
behave_leave_child (const char *argument)
{
  char line[32];
  void (*before) (int) = signal (SIGTERM, SIG_IGN);
  pid_t child = fork ();

  if (child < 0)
    return 1;
  if (child == 0)
    wait_for_ever ();

  signal (SIGTERM, before);
  snprintf (line, sizeof line, "%d", (int) child);
  say (line);
  if (*argument == '\0')
    wait_for_ever ();
  return 0;
}

int
main (int argc, char **argv)
{
  static const Behaviour behaviours[] = {
    { "copy", behave_copy },
    { "descriptors", behave_descriptors },
    { "exit", behave_exit },
    { "exit-quietly", behave_exit_quietly },
    { "fail-at-length", behave_fail_at_length },
    { "flood", behave_flood },
    { "hide", behave_hide },
    { "leave-child", behave_leave_child },
    { "lines", behave_lines },
    { "resist", behave_resist },
    { "signal", behave_signal },
    { "stay", behave_stay },
    { "surroundings", behave_surroundings },
  };

  for (size_t i = 0; argc > 1 && i < sizeof behaviours / sizeof behaviours[0]; i++)
    if (strcmp (argv[1], behaviours[i].name) == 0)
      return behaviours[i].behave (argc > 2 ? argv[2] : "");

  fprintf (stderr, "no such behaviour\n");
  return 125;
}
