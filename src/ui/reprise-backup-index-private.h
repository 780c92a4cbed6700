/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the index of backups share. */

#pragma once

#include "ui/reprise-backup-index.h"

#include "model/reprise-backup-list.h"

G_BEGIN_DECLS

struct _RepriseBackupIndex
{
  GObject parent_instance;

  GListModel *backups;
  RepriseBackupReader *reader; /* of the backups, where they are one list of the model */
  RepriseBackupKeys *keys;     /* of as many of them as have been read */
  RepriseRestoreWindow *window;
  RepriseBackupQuery *query;

  /* What is shown; from an earlier list until all keys of a new one have been read. */
  GListModel *shown_backups;
  RepriseBackupKeys *shown_keys;
  guint *shown; /* positions in shown_backups */
  guint n_shown;

  char *selected_label;
  guint selected; /* where it is in shown, or GTK_INVALID_LIST_POSITION */

  GCancellable *cancellable; /* of the answer that is being worked out */
  guint n_answered;          /* how many keys the last answer was about */
  gboolean is_query_new;     /* nothing was answered to it yet */
  guint read_id;
  guint growth_id;
};

/* Rows */
gboolean reprise_backup_index_window_is_about (RepriseBackupIndex *self, GListModel *backups);
guint reprise_backup_index_find_selected (RepriseBackupIndex *self);
void
reprise_backup_index_select_label (RepriseBackupIndex *self, const char *label, guint position);
void reprise_backup_index_forget_selected_if_gone (RepriseBackupIndex *self);
void reprise_backup_index_show (RepriseBackupIndex *self, guint *positions, guint n_positions);

/* Answers */
gboolean reprise_backup_index_is_presentable (RepriseBackupIndex *self);
void reprise_backup_index_start_answer (RepriseBackupIndex *self);
void reprise_backup_index_start_reading (RepriseBackupIndex *self);
void reprise_backup_index_clear_keys (RepriseBackupIndex *self);

/* Signals */
void reprise_backup_index_tell_selected (RepriseBackupIndex *self);
void reprise_backup_index_tell_rows_changed (RepriseBackupIndex *self);
void reprise_backup_index_tell_answered (RepriseBackupIndex *self, gboolean is_query_new);

G_END_DECLS
