/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the command line of reprise-lab asks for. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseLabExit:
 * @REPRISE_LAB_EXIT_SUCCESS: done
 * @REPRISE_LAB_EXIT_FAILURE: something went wrong; standard error says what
 * @REPRISE_LAB_EXIT_USAGE: the command line is not understood
 * @REPRISE_LAB_EXIT_NOT_RUNNING: no lab is served from the directory
 * @REPRISE_LAB_EXIT_DIRECTORY: the directory cannot be used and was left as it is
 * @REPRISE_LAB_EXIT_RUNNING: the directory is served by another process
 *
 * Exit statuses of the program.
 */
typedef enum
{
  REPRISE_LAB_EXIT_SUCCESS = 0,
  REPRISE_LAB_EXIT_FAILURE = 1,
  REPRISE_LAB_EXIT_USAGE = 2,
  REPRISE_LAB_EXIT_NOT_RUNNING = 3,
  REPRISE_LAB_EXIT_DIRECTORY = 4,
  REPRISE_LAB_EXIT_RUNNING = 5,
} RepriseLabExit;

typedef enum
{
  REPRISE_LAB_COMMAND_SERVE,
  REPRISE_LAB_COMMAND_STATUS,
  REPRISE_LAB_COMMAND_STOP,
  REPRISE_LAB_COMMAND_DESTROY,
  REPRISE_LAB_COMMAND_VERSION,
} RepriseLabCommand;

/**
 * RepriseLabOptions:
 * @command: what to do
 * @directory: (nullable): absolute path of the lab; the default one where %NULL
 * @port: port to listen on, or -1 for any that is free
 * @port_file: (nullable): where to write the port
 * @no_writer: whether nothing is written into the databases
 * @token_lifetime_seconds: how long an access token is good for
 * @confirmed: whether `--yes` was given
 * @verbose: whether every request is logged
 */
typedef struct
{
  RepriseLabCommand command;
  char *directory;
  int port;
  char *port_file;
  gboolean no_writer;
  int token_lifetime_seconds;
  gboolean confirmed;
  gboolean verbose;
} RepriseLabOptions;

RepriseLabOptions *reprise_lab_options_parse (int argc, char **argv, GError **error);
void reprise_lab_options_free (RepriseLabOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseLabOptions, reprise_lab_options_free)

G_END_DECLS
