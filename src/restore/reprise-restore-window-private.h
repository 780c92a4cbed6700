/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the window share. */

#pragma once

#include "restore/reprise-restore-window.h"

G_BEGIN_DECLS

struct _RepriseRestoreWindow
{
  GObject parent_instance;

  RepriseInventory *inventory;
  RepriseInstant service_now;
  RepriseInstant earliest;
  RepriseInstant newest_stop;
  guint8 *backup_doubts; /* RepriseBackupDoubts, one a backup */
  GArray *stops;         /* of RepriseWindowStop, oldest first */
  GArray *ranges;        /* of RepriseWindowRange, oldest first */
  RepriseWindowDoubts doubts;
};

gboolean reprise_restore_window_is_usable (RepriseRestoreWindow *self, guint position);
guint reprise_restore_window_count_stops_before (RepriseRestoreWindow *self, RepriseInstant target);
const RepriseWindowRange *reprise_restore_window_find_range (RepriseRestoreWindow *self,
                                                             RepriseInstant target,
                                                             gboolean exclusive);

G_END_DECLS
