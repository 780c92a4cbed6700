/* SPDX-License-Identifier: GPL-3.0-or-later
 * A connection in use: its service, and the restores that are followed there.
 *
 * It lives on when another connection is looked at, because its restores go on. */

#include "config.h"

#include "app/reprise-session.h"

#include "app/reprise-backup-guard.h"
#include "app/reprise-job-guard.h"
#include "app/reprise-review-mode.h"
#include "base/reprise-system-clock.h"

struct _RepriseSession
{
  GObject parent_instance;

  char *connection_id;
  RepriseCachingBackend *backend;
  RepriseJobManager *jobs;
  RepriseJobGuard *guard;
  RepriseBackupGuard *backup_guard;
};

G_DEFINE_FINAL_TYPE (RepriseSession, reprise_session, G_TYPE_OBJECT)

static void
reprise_session_finalize (GObject *object)
{
  RepriseSession *self = REPRISE_SESSION (object);

  g_clear_object (&self->backup_guard);
  g_clear_object (&self->guard);
  g_clear_object (&self->jobs);
  g_clear_object (&self->backend);
  g_free (self->connection_id);
  G_OBJECT_CLASS (reprise_session_parent_class)->finalize (object);
}

static void
reprise_session_class_init (RepriseSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reprise_session_finalize;
}

static void
reprise_session_init (RepriseSession *self)
{
}

/**
 * reprise_session_new:
 * @application: (transfer none): the application, which has to outlive this
 * @connection: the connection
 * @service: its service
 * @keeper: what keeps its answers for the next start
 * @settings: (nullable): say what a person wants to be told
 *
 * What an earlier run asked for, or another one, is found in the journal once the jobs are loaded.
 * What it was answered is in the cache; but a restore goes to the service itself, as nothing that
 * was kept is good enough to send from.
 *
 * Returns: (transfer full): the session
 */
RepriseSession *
reprise_session_new (GtkApplication *application,
                     RepriseConnection *connection,
                     RepriseBackend *service,
                     RepriseCacheKeeper *keeper,
                     GSettings *settings)
{
  RepriseSession *self;
  g_autoptr (RepriseClock) clock = reprise_system_clock_new ();
  g_autofree char *path =
      g_build_filename (g_get_user_state_dir (), "reprise", "journal.jsonl", NULL);
  g_autoptr (RepriseJournal) journal = reprise_journal_new (path);

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (REPRISE_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (REPRISE_IS_BACKEND (service), NULL);
  g_return_val_if_fail (REPRISE_IS_CACHE_KEEPER (keeper), NULL);

  self = g_object_new (REPRISE_TYPE_SESSION, NULL);
  self->connection_id = g_strdup (reprise_connection_get_id (connection));
  self->backend =
      reprise_review_mode_wrap (service, keeper, reprise_connection_get_client_id (connection));
  self->jobs = reprise_job_manager_new (service, journal, clock);
  self->guard = reprise_job_guard_new (application, self->connection_id, self->jobs, settings);
  self->backup_guard = reprise_backup_guard_new (application, self->connection_id, settings);
  return self;
}

/**
 * reprise_session_get_connection_id:
 * @self: a session
 *
 * Returns: the connection that it is of
 */
const char *
reprise_session_get_connection_id (RepriseSession *self)
{
  return self->connection_id;
}

/**
 * reprise_session_get_backend:
 * @self: a session
 *
 * Returns: (transfer none): its service, a #RepriseCachingBackend in front of it
 */
RepriseBackend *
reprise_session_get_backend (RepriseSession *self)
{
  return REPRISE_BACKEND (self->backend);
}

/**
 * reprise_session_get_jobs:
 * @self: a session
 *
 * Returns: (transfer none): its restores
 */
RepriseJobManager *
reprise_session_get_jobs (RepriseSession *self)
{
  return self->jobs;
}

/**
 * reprise_session_watch_backup:
 * @self: a session
 * @follow: (transfer none): a backup that was asked for there
 *
 * Sees to it that a person hears of its end.
 */
void
reprise_session_watch_backup (RepriseSession *self, RepriseBackupFollow *follow)
{
  g_return_if_fail (REPRISE_IS_SESSION (self));

  reprise_backup_guard_watch (self->backup_guard, follow);
}
