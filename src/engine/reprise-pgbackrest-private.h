/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the parts of ReprisePgBackRest share. */

#pragma once

#include "engine/reprise-pgbackrest.h"

G_BEGIN_DECLS

struct _ReprisePgBackRest
{
  GObject parent_instance;

  RepriseRunner *runner;
  char *program;

  GMutex mutex;
  const char *compress_type; /* static; NULL until it is asked for; under mutex */
};

/**
 * ReprisePgBackRestCall:
 * @command: pgBackRest's name of the command, the first argument
 * @arguments: all other arguments, an array of strings
 * @is_long: whether it copies a database: no limit in time, and its lines are listened to
 * @progress: (nullable): gets the lines of a long command
 * @progress_data: for @progress
 */
typedef struct
{
  const char *command;
  GPtrArray *arguments;
  gboolean is_long;
  ReprisePgBackRestProgressFunc progress;
  gpointer progress_data;
} ReprisePgBackRestCall;

GBytes *reprise_pgbackrest_run (ReprisePgBackRest *self,
                                const ReprisePgBackRestCall *call,
                                GCancellable *cancellable,
                                GError **error);

/* New strings in arguments. */
void reprise_pgbackrest_add_config (GPtrArray *arguments, const char *config_path);
void reprise_pgbackrest_add_progress_logging (GPtrArray *arguments);
void reprise_pgbackrest_add_quiet_logging (GPtrArray *arguments);

G_END_DECLS
