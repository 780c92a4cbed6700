/* SPDX-License-Identifier: GPL-3.0-or-later
 * A real database with two backups, and its repository, to be restored from. */

#pragma once

#include "engine/reprise-window-scanner.h"
#include "support/reprise-fake-runner.h"

G_BEGIN_DECLS

#define SUPPORT_WORLD_MAX_ROWS 2000

/* A database with two backups and rows of which it is known when each was committed. Made once;
 * the repository is frozen then, and every case restores from a copy that it may spoil. */
typedef struct
{
  char *directory;
  char *root;
  char *frozen;
  RepriseRunner *runner;
  RepriseFakeRunner *counter; /* hands everything on to runner */
  RepriseSql *sql;
  ReprisePgBackRest *pgbackrest;
  ReprisePostgres *postgres;
  RepriseInstance *instance;
  RepriseWindowScanner *scanner;
  RepriseSqlSession *session;

  RepriseInstant commits[SUPPORT_WORLD_MAX_ROWS]; /* of row n, from 1 */
  guint n_rows;
  guint last_of_first_segment; /* row numbers */
  char *middle_segment;

  RepriseInventory *before_backup;
  RepriseInventory *after_backup;
  RepriseInventory *complete;
  double last_percent;
  gboolean went_back;
} SupportWorld;

extern SupportWorld support_world;

void support_world_set_up (void);
void support_world_tear_down (void);
RepriseInventory *support_world_read (const char *repository);
char *support_world_copy (const char *name);
char *support_world_find_segment (const char *repository, const char *segment);
gint64
support_world_restore (const char *repository, const RepriseRestoreTarget *target, GError **error);
gint64 support_world_restore_to (const char *repository,
                                 RepriseInstant instant,
                                 gboolean exclusive,
                                 GError **error);
gint64 support_world_count_rows (RepriseInstant instant);

G_END_DECLS
