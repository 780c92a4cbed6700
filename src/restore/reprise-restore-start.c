/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where the restore that a form asks for would start, and whether it can end. */

#include "config.h"

#include "restore/reprise-restore-form.h"

/**
 * reprise_restore_form_get_window:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): how far the chosen node's backups in the chosen repository
 *   reach, once that is known
 */
RepriseRestoreWindow *
reprise_restore_form_get_window (RepriseRestoreForm *self)
{
  RepriseRestoreWindow *window = NULL;

  g_return_val_if_fail (REPRISE_IS_RESTORE_FORM (self), NULL);

  reprise_restore_context_get_stock (reprise_restore_form_get_context (self),
                                     reprise_restore_form_get_repository_id (self),
                                     reprise_restore_form_get_source_node (self),
                                     &window,
                                     NULL);
  return window;
}

/**
 * reprise_restore_form_judge_time:
 * @self: a form
 *
 * Returns: whether the chosen time can be reached, as far as it can be known
 */
RepriseReach
reprise_restore_form_judge_time (RepriseRestoreForm *self)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (self);
  RepriseInstant time = reprise_restore_form_get_time (self);

  if (window == NULL || time == REPRISE_INSTANT_NONE)
    return REPRISE_REACH_NO_BACKUP;
  return reprise_restore_window_judge (window, time, reprise_restore_form_get_exclusive (self));
}

static gboolean
find_start (RepriseRestoreForm *self, RepriseRestoreWindow *window, guint *position)
{
  RepriseInventory *inventory = reprise_restore_window_get_inventory (window);
  const char *base = reprise_restore_form_get_base_label (self);
  const char *backup = reprise_restore_form_get_backup_label (self);
  RepriseInstant time = reprise_restore_form_get_time (self);

  switch (reprise_restore_form_get_method (self))
    {
    case REPRISE_RESTORE_METHOD_LATEST:
      return reprise_restore_window_find_newest (window, position);
    case REPRISE_RESTORE_METHOD_TIME:
      if (time == REPRISE_INSTANT_NONE)
        return FALSE;
      if (base != NULL)
        return reprise_inventory_find_position (inventory, base, position);
      return reprise_restore_window_find_base (window, time, position);
    case REPRISE_RESTORE_METHOD_BACKUP:
    default:
      return backup != NULL && reprise_inventory_find_position (inventory, backup, position);
    }
}

/**
 * reprise_restore_form_dup_start:
 * @self: a form
 * @position: (out) (optional): its place in the inventory; untouched where there is none
 *
 * The backup that was chosen, or the one that pgBackRest takes by itself, whether or not it can be
 * used.
 *
 * Returns: (transfer full) (nullable): the backup that the restore would start from
 */
RepriseBackup *
reprise_restore_form_dup_start (RepriseRestoreForm *self, guint *position)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (self);
  guint found;

  if (window == NULL || !find_start (self, window, &found))
    return NULL;
  if (position != NULL)
    *position = found;
  return reprise_inventory_get_backup (reprise_restore_window_get_inventory (window), found);
}

/**
 * reprise_restore_form_dup_proposed_base:
 * @self: a form whose method is to go to a time
 *
 * Returns: (transfer full) (nullable): the newest backup that serves the time, where that is not
 * the one that the restore would start from and that one cannot be used
 */
RepriseBackup *
reprise_restore_form_dup_proposed_base (RepriseRestoreForm *self)
{
  RepriseRestoreWindow *window = reprise_restore_form_get_window (self);
  guint start, usable;

  if (window == NULL || reprise_restore_form_get_method (self) != REPRISE_RESTORE_METHOD_TIME ||
      !find_start (self, window, &start) ||
      (reprise_restore_window_get_backup_doubts (window, start) & REPRISE_BACKUP_DOUBTS_UNUSABLE) ==
          0 ||
      !reprise_restore_window_find_usable_base (window,
                                                reprise_restore_form_get_time (self),
                                                &usable))
    return NULL;
  return reprise_inventory_get_backup (reprise_restore_window_get_inventory (window), usable);
}
