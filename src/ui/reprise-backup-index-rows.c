/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which backups are in the rows of the index, and which of them is selected. */

#include "config.h"

#include "ui/reprise-backup-index-private.h"

/* Whether what the window knows is about these backups: it comes and goes a moment later. */
gboolean
reprise_backup_index_window_is_about (RepriseBackupIndex *self, GListModel *backups)
{
  return self->window != NULL && backups != NULL &&
         reprise_inventory_get_backups (reprise_restore_window_get_inventory (self->window)) ==
             backups;
}

/* Where the selected backup is among those shown. */
guint
reprise_backup_index_find_selected (RepriseBackupIndex *self)
{
  guint position;

  if (self->selected_label == NULL || self->shown_keys == NULL ||
      !reprise_backup_keys_find (self->shown_keys, self->selected_label, &position))
    return GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < self->n_shown; i++)
    if (self->shown[i] == position)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
emit_selection_changed (RepriseBackupIndex *self, guint a, guint b)
{
  guint first = MIN (a, b), last = MAX (a, b);

  if (first == GTK_INVALID_LIST_POSITION)
    return;
  if (last == GTK_INVALID_LIST_POSITION)
    last = first;
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

void
reprise_backup_index_select_label (RepriseBackupIndex *self, const char *label, guint position)
{
  guint old_selected = self->selected;

  self->selected = position;
  if (old_selected != position)
    emit_selection_changed (self, old_selected, position);
  if (g_strcmp0 (self->selected_label, label) == 0)
    return;
  g_free (self->selected_label);
  self->selected_label = g_strdup (label);
  reprise_backup_index_tell_selected (self);
}

/* A backup that has left the repository cannot stay selected; one that is only filtered out can. */
void
reprise_backup_index_forget_selected_if_gone (RepriseBackupIndex *self)
{
  guint position;

  if (self->selected_label != NULL && self->selected == GTK_INVALID_LIST_POSITION &&
      reprise_backup_index_window_is_about (self, self->shown_backups) &&
      !reprise_backup_keys_find (self->shown_keys, self->selected_label, &position))
    reprise_backup_index_select_label (self, NULL, GTK_INVALID_LIST_POSITION);
}

/* Whether a row of what is shown and one of what is to be shown look alike. */
static gboolean
is_same_row (RepriseBackupIndex *self, guint shown, guint position)
{
  const RepriseBackupKey *old_key, *new_key;

  if (self->shown_keys == self->keys)
    return shown == position;
  old_key = reprise_backup_keys_get (self->shown_keys, shown);
  new_key = reprise_backup_keys_get (self->keys, position);
  return old_key->digest == new_key->digest && g_str_equal (old_key->label, new_key->label);
}

static void
replace_shown (RepriseBackupIndex *self, guint *positions, guint n_positions)
{
  g_set_object (&self->shown_backups, self->backups);
  if (self->shown_keys != self->keys)
    {
      g_clear_pointer (&self->shown_keys, reprise_backup_keys_unref);
      self->shown_keys = reprise_backup_keys_ref (self->keys);
    }
  g_free (self->shown);
  self->shown = positions;
  self->n_shown = n_positions;
}

/* Of rows that are no more and rows that are new, as many as there are of both are the same rows
 * with other backups. */
static void
tell_changes (RepriseBackupIndex *self, guint first, guint n_removed, guint n_added)
{
  guint n_kept = MIN (n_removed, n_added);

  if (n_removed != n_added)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                first + n_kept,
                                n_removed - n_kept,
                                n_added - n_kept);
}

/* Rows that are the same at both ends are left alone, so that reading all of it again, or one more
 * backup, moves nothing under the user's hand. Takes @positions over. */
void
reprise_backup_index_show (RepriseBackupIndex *self, guint *positions, guint n_positions)
{
  gboolean is_other_list = self->shown_backups != self->backups;
  gboolean is_query_new = self->is_query_new;
  guint n_old = self->n_shown;
  guint old_selected = self->selected;
  guint n_first = 0, n_last = 0;

  while (n_first < MIN (n_old, n_positions) &&
         is_same_row (self, self->shown[n_first], positions[n_first]))
    n_first++;
  while (n_last < MIN (n_old, n_positions) - n_first &&
         is_same_row (self, self->shown[n_old - 1 - n_last], positions[n_positions - 1 - n_last]))
    n_last++;

  replace_shown (self, positions, n_positions);
  self->selected = reprise_backup_index_find_selected (self);
  tell_changes (self, n_first, n_old - n_first - n_last, n_positions - n_first - n_last);
  if (old_selected < n_positions)
    emit_selection_changed (self, old_selected, old_selected);
  emit_selection_changed (self, self->selected, self->selected);
  reprise_backup_index_forget_selected_if_gone (self);
  if (is_other_list || MIN (n_old, n_positions) > n_first + n_last)
    reprise_backup_index_tell_rows_changed (self);
  self->is_query_new = FALSE;
  reprise_backup_index_tell_answered (self, is_query_new);
}

/**
 * reprise_backup_index_get_selected_backup:
 * @self: an index
 *
 * Returns: (transfer full) (nullable): the selected backup, also where it is in no row
 */
RepriseBackup *
reprise_backup_index_get_selected_backup (RepriseBackupIndex *self)
{
  guint position;

  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), NULL);

  if (self->selected != GTK_INVALID_LIST_POSITION)
    return reprise_backup_index_get_backup (self, self->selected);
  if (self->selected_label == NULL || self->shown_keys == NULL ||
      !reprise_backup_keys_find (self->shown_keys, self->selected_label, &position))
    return NULL;
  return g_list_model_get_item (self->shown_backups, position);
}

/**
 * reprise_backup_index_get_backup:
 * @self: an index
 * @position: a row
 *
 * Returns: (transfer full) (nullable): the backup in it, or %NULL past the end
 */
RepriseBackup *
reprise_backup_index_get_backup (RepriseBackupIndex *self, guint position)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), NULL);

  if (position >= self->n_shown)
    return NULL;
  return g_list_model_get_item (self->shown_backups, self->shown[position]);
}

/**
 * reprise_backup_index_get_status:
 * @self: an index
 * @position: a row
 *
 * Returns: how far the backup there can be relied on, as far as that is known yet
 */
RepriseBackupStatus
reprise_backup_index_get_status (RepriseBackupIndex *self, guint position)
{
  const RepriseBackupKey *key;

  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), REPRISE_BACKUP_STATUS_DOUBTFUL);
  g_return_val_if_fail (position < self->n_shown, REPRISE_BACKUP_STATUS_DOUBTFUL);

  key = reprise_backup_keys_get (self->shown_keys, self->shown[position]);
  return reprise_backup_status_judge (key->has_errors,
                                      reprise_backup_index_get_doubts (self, position));
}

/**
 * reprise_backup_index_get_doubts:
 * @self: an index
 * @position: a row
 *
 * Returns: what speaks against the backup there; nothing while that is not known
 */
RepriseBackupDoubts
reprise_backup_index_get_doubts (RepriseBackupIndex *self, guint position)
{
  g_return_val_if_fail (REPRISE_IS_BACKUP_INDEX (self), REPRISE_BACKUP_DOUBTS_NONE);
  g_return_val_if_fail (position < self->n_shown, REPRISE_BACKUP_DOUBTS_NONE);

  if (!reprise_backup_index_window_is_about (self, self->shown_backups))
    return REPRISE_BACKUP_DOUBTS_NONE;
  return reprise_restore_window_get_backup_doubts (self->window, self->shown[position]);
}
