/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a new backup is on one node. */

#include "config.h"

#include "ui/reprise-backup-wait-row.h"

#include "ui/reprise-closures.h"
#include "ui/reprise-error-words.h"
#include "ui/reprise-node-label.h"
#include "ui/reprise-status-dot.h"

#include <glib/gi18n.h>

struct _RepriseBackupWaitRow
{
  AdwActionRow parent_instance;

  RepriseStatusDot *dot; /* borrowed */

  RepriseBackupWait *wait;
  RepriseZone *zone;
};

G_DEFINE_FINAL_TYPE (RepriseBackupWaitRow, reprise_backup_wait_row, ADW_TYPE_ACTION_ROW)

static char *
dup_found_words (RepriseBackupWaitRow *self)
{
  RepriseBackup *backup = reprise_backup_wait_get_backup (self->wait);
  g_autofree char *size = reprise_closure_size (NULL, reprise_backup_get_backup_size (backup));
  g_autofree char *time =
      reprise_closure_date_time (NULL, self->zone, reprise_backup_get_finished_at (backup));

  /* Translators: the label of a backup, its size, and when it was finished. */
  return g_strdup_printf (_ ("%s, %s, finished %s"), reprise_backup_get_label (backup), size, time);
}

static char *
dup_words (RepriseBackupWaitRow *self)
{
  const GError *error = reprise_backup_wait_get_error (self->wait);

  switch (reprise_backup_wait_get_state (self->wait))
    {
    case REPRISE_BACKUP_WAIT_FOUND:
      return dup_found_words (self);
    case REPRISE_BACKUP_WAIT_GAVE_UP:
      return g_strdup_printf (
          ngettext ("Has not appeared after %d minute. It may have failed: those that do are "
                    "never listed.",
                    "Has not appeared after %d minutes. It may have failed: those that do are "
                    "never listed.",
                    REPRISE_BACKUP_WAIT_MINUTES),
          REPRISE_BACKUP_WAIT_MINUTES);
    case REPRISE_BACKUP_WAIT_WAITING:
    default:
      if (error == NULL)
        return g_strdup (_ ("Waiting until it appears…"));
      /* Translators: what went wrong when the repository was looked into. */
      return g_strdup_printf (_ ("Waiting until it appears… The last look failed: %s"),
                              reprise_error_words_get (error).what);
    }
}

static RepriseStatus
get_status (RepriseBackupWaitRow *self)
{
  switch (reprise_backup_wait_get_state (self->wait))
    {
    case REPRISE_BACKUP_WAIT_FOUND:
      return REPRISE_STATUS_READY;
    case REPRISE_BACKUP_WAIT_GAVE_UP:
      return REPRISE_STATUS_UNKNOWN;
    case REPRISE_BACKUP_WAIT_WAITING:
    default:
      return REPRISE_STATUS_WORKING;
    }
}

static void
update (RepriseBackupWaitRow *self)
{
  g_autofree char *words = dup_words (self);
  g_autofree char *markup = g_markup_escape_text (words, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup);
  reprise_status_dot_set_status (self->dot, get_status (self));
}

static void
reprise_backup_wait_row_dispose (GObject *object)
{
  RepriseBackupWaitRow *self = REPRISE_BACKUP_WAIT_ROW (object);

  g_clear_object (&self->wait);
  g_clear_object (&self->zone);
  G_OBJECT_CLASS (reprise_backup_wait_row_parent_class)->dispose (object);
}

static void
reprise_backup_wait_row_class_init (RepriseBackupWaitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_backup_wait_row_dispose;
}

static void
reprise_backup_wait_row_init (RepriseBackupWaitRow *self)
{
  self->dot = reprise_status_dot_new ();
  gtk_widget_set_valign (GTK_WIDGET (self->dot), GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->dot));
}

/**
 * reprise_backup_wait_row_new:
 * @wait: a node that a backup is waited for on
 * @zone: the zone that times are shown in
 *
 * Returns: (transfer floating): a row for it
 */
RepriseBackupWaitRow *
reprise_backup_wait_row_new (RepriseBackupWait *wait, RepriseZone *zone)
{
  RepriseBackupWaitRow *self = g_object_new (REPRISE_TYPE_BACKUP_WAIT_ROW, NULL);
  g_autofree char *words = reprise_node_dup_words (reprise_backup_wait_get_node (wait));

  self->wait = g_object_ref (wait);
  self->zone = g_object_ref (zone);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), words);
  g_signal_connect_object (wait, "looked", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wait, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}
