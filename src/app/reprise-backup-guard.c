/* SPDX-License-Identifier: GPL-3.0-or-later
 * Word of backups that were asked for, once they have ended.
 *
 * The window tells it too, to whoever looks at it. */

#include "config.h"

#include "app/reprise-backup-guard.h"

#include "app/reprise-notice.h"

#include <glib/gi18n.h>

struct _RepriseBackupGuard
{
  GObject parent_instance;

  GtkApplication *application; /* not owned: it owns this */
  char *connection_id;
  GSettings *settings; /* NULL where everything is told */
};

G_DEFINE_FINAL_TYPE (RepriseBackupGuard, reprise_backup_guard, G_TYPE_OBJECT)

static gboolean
is_everywhere (RepriseBackupFollow *follow)
{
  return reprise_backup_follow_get_state (follow) == REPRISE_BACKUP_FOLLOW_ENDED &&
         reprise_backup_follow_count (follow, REPRISE_BACKUP_WAIT_GAVE_UP) == 0;
}

static char *
dup_headline (RepriseBackupFollow *follow)
{
  const char *title = reprise_database_get_title (reprise_backup_follow_get_database (follow));

  if (reprise_backup_follow_get_state (follow) == REPRISE_BACKUP_FOLLOW_FAILED)
    /* Translators: the name of a database. */
    return g_strdup_printf (_ ("Backing Up ‘%s’ Failed"), title);
  if (is_everywhere (follow))
    /* Translators: the name of a database. */
    return g_strdup_printf (_ ("‘%s’ Was Backed Up"), title);
  /* Translators: the name of a database. */
  return g_strdup_printf (_ ("What Became of Backing Up ‘%s’ Is Not Known"), title);
}

static char *
dup_body (RepriseBackupFollow *follow)
{
  const GError *error = reprise_backup_follow_get_error (follow);
  g_autofree char *words = reprise_backup_follow_dup_words (follow);

  if (error == NULL || is_everywhere (follow))
    return g_steal_pointer (&words);
  return g_strdup_printf ("%s\n%s", words, error->message);
}

static void
follow_changed_cb (RepriseBackupGuard *self, GParamSpec *pspec, RepriseBackupFollow *follow)
{
  RepriseBackupFollowState state = reprise_backup_follow_get_state (follow);
  g_autofree char *id = NULL;
  g_autofree char *headline = NULL;
  g_autofree char *body = NULL;
  RepriseNotice notice = { .is_success = is_everywhere (follow),
                           .connection_id = self->connection_id };

  if ((state != REPRISE_BACKUP_FOLLOW_ENDED && state != REPRISE_BACKUP_FOLLOW_FAILED) ||
      reprise_notice_find_front () != NULL)
    return;
  notice.database_id = reprise_database_get_id (reprise_backup_follow_get_database (follow));
  notice.id = id = g_strconcat ("backup-", notice.database_id, NULL);
  notice.headline = headline = dup_headline (follow);
  notice.body = body = dup_body (follow);
  reprise_notice_send (self->application, self->settings, &notice);
}

static void
reprise_backup_guard_finalize (GObject *object)
{
  RepriseBackupGuard *self = REPRISE_BACKUP_GUARD (object);

  g_free (self->connection_id);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (reprise_backup_guard_parent_class)->finalize (object);
}

static void
reprise_backup_guard_class_init (RepriseBackupGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_backup_guard_finalize;
}

static void
reprise_backup_guard_init (RepriseBackupGuard *self)
{
}

/**
 * reprise_backup_guard_new:
 * @application: (transfer none): the application, which has to outlive this
 * @connection_id: the connection that it is for
 * @settings: (nullable): say what a person wants to be told; %NULL for everything
 *
 * Returns: (transfer full): what looks after backups
 */
RepriseBackupGuard *
reprise_backup_guard_new (GtkApplication *application,
                          const char *connection_id,
                          GSettings *settings)
{
  RepriseBackupGuard *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (connection_id != NULL, NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (REPRISE_TYPE_BACKUP_GUARD, NULL);
  self->application = application;
  self->connection_id = g_strdup (connection_id);
  self->settings = settings == NULL ? NULL : g_object_ref (settings);
  return self;
}

/**
 * reprise_backup_guard_watch:
 * @self: what looks after backups
 * @follow: (transfer none): a backup that was asked for; whoever keeps it lets it go on
 *
 * Where it ends while no window of the application is in front, a notification says so.
 */
void
reprise_backup_guard_watch (RepriseBackupGuard *self, RepriseBackupFollow *follow)
{
  g_return_if_fail (REPRISE_IS_BACKUP_GUARD (self));
  g_return_if_fail (REPRISE_IS_BACKUP_FOLLOW (follow));

  g_signal_connect_object (follow,
                           "notify::state",
                           G_CALLBACK (follow_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
