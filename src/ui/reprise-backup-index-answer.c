/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads what is needed of backups to sort and filter them, and has that done. */

#include "config.h"

#include "ui/reprise-backup-index-private.h"

/* How long reading keys may keep the main loop from its work. */
#define SLICE_USEC 3000
/* A clock is read once for so many rows. */
#define ROWS_A_LOOK 32
/* Up to here sorting takes less time than starting a thread and showing rows twice. */
#define MAX_INLINE_ROWS 2000
/* While rows arrive, they are sorted in at most so often, but for the first. */
#define GROWTH_INTERVAL_MSEC 200

/* What a thread looks at, and what must go on the main thread. */
typedef struct
{
  RepriseBackupIndex *index;
  GListModel *backups; /* keeps the labels */
  RepriseRestoreWindow *window;
} Answering;

static Answering *
answering_new (RepriseBackupIndex *self)
{
  Answering *answering = g_new0 (Answering, 1);

  answering->index = g_object_ref (self);
  g_set_object (&answering->backups, self->backups);
  g_set_object (&answering->window, self->window);
  return answering;
}

static void
answering_free (Answering *answering)
{
  g_object_unref (answering->index);
  g_clear_object (&answering->backups);
  g_clear_object (&answering->window);
  g_free (answering);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answering, answering_free)

static gboolean
growth_cb (gpointer user_data)
{
  RepriseBackupIndex *self = user_data;

  self->growth_id = 0;
  if (self->cancellable == NULL && self->n_answered < reprise_backup_keys_get_length (self->keys))
    reprise_backup_index_start_answer (self);
  return G_SOURCE_REMOVE;
}

/* Rows of another list are shown until this one is complete; then nothing jumps. */
gboolean
reprise_backup_index_is_presentable (RepriseBackupIndex *self)
{
  return self->n_shown == 0 || self->shown_backups == self->backups || self->read_id == 0;
}

static void
answer_growth (RepriseBackupIndex *self)
{
  if (!reprise_backup_index_is_presentable (self) || self->cancellable != NULL ||
      self->growth_id != 0 || self->n_answered == reprise_backup_keys_get_length (self->keys))
    return;
  reprise_backup_index_start_answer (self);
}

static void
take_answer (RepriseBackupIndex *self, RepriseBackupAnswer *answer)
{
  guint n_positions;
  guint *positions = reprise_backup_answer_steal (answer, &n_positions);

  self->growth_id = g_timeout_add (GROWTH_INTERVAL_MSEC, growth_cb, self);
  reprise_backup_index_show (self, positions, n_positions);
}

static void
work_out_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  reprise_backup_answer_work_out (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
worked_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answering) answering = user_data;
  RepriseBackupIndex *self = answering->index;

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_object (&self->cancellable);
  take_answer (self, g_task_get_task_data (G_TASK (result)));
}

static void
stop_answer (RepriseBackupIndex *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->growth_id, g_source_remove);
}

static const guint8 *
get_doubts (RepriseBackupIndex *self)
{
  return reprise_backup_index_window_is_about (self, self->backups)
             ? reprise_restore_window_get_all_doubts (self->window)
             : NULL;
}

void
reprise_backup_index_start_answer (RepriseBackupIndex *self)
{
  g_autoptr (RepriseBackupAnswer) answer =
                 reprise_backup_answer_new (self->query, self->keys, get_doubts (self));
  g_autoptr (GTask) task = NULL;

  stop_answer (self);
  self->n_answered = reprise_backup_keys_get_length (self->keys);
  if (self->n_answered <= MAX_INLINE_ROWS)
    {
      reprise_backup_answer_work_out (answer);
      take_answer (self, answer);
      return;
    }
  self->cancellable = g_cancellable_new ();
  /* The index is not the source object: the thread must not drop the last reference to it. */
  task = g_task_new (NULL, self->cancellable, worked_out_cb, answering_new (self));
  g_task_set_source_tag (task, reprise_backup_index_start_answer);
  g_task_set_task_data (task,
                        g_steal_pointer (&answer),
                        (GDestroyNotify) reprise_backup_answer_free);
  g_task_run_in_thread (task, work_out_in_thread);
}

static void
read_key (RepriseBackupIndex *self, guint position)
{
  g_autoptr (RepriseBackup) backup = NULL;
  RepriseBackupFields fields;

  if (self->reader != NULL)
    {
      reprise_backup_keys_add (self->keys, reprise_backup_reader_read (self->reader, position));
      return;
    }
  backup = g_list_model_get_item (self->backups, position);
  reprise_backup_get_fields (backup, &fields);
  reprise_backup_keys_add (self->keys, &fields);
}

/* Returns whether any are left. */
static gboolean
read_slice (RepriseBackupIndex *self)
{
  guint n_backups = g_list_model_get_n_items (self->backups);
  guint next = reprise_backup_keys_get_length (self->keys);
  gint64 end = g_get_monotonic_time () + SLICE_USEC;

  for (; next < n_backups; next++)
    {
      if (next % ROWS_A_LOOK == 0 && g_get_monotonic_time () > end)
        return TRUE;
      read_key (self, next);
    }
  return FALSE;
}

static gboolean
read_cb (gpointer user_data)
{
  RepriseBackupIndex *self = user_data;
  gboolean is_unfinished = read_slice (self);

  if (!is_unfinished)
    self->read_id = 0;
  answer_growth (self);
  return is_unfinished ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Begins at once, so that a short list is there with the next frame. */
void
reprise_backup_index_start_reading (RepriseBackupIndex *self)
{
  if (self->read_id != 0)
    return;
  if (read_slice (self))
    self->read_id = g_idle_add (read_cb, self);
  answer_growth (self);
}

void
reprise_backup_index_clear_keys (RepriseBackupIndex *self)
{
  stop_answer (self);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_pointer (&self->keys, reprise_backup_keys_unref);
  self->keys = reprise_backup_keys_new (self->reader != NULL);
  self->n_answered = 0;
}
