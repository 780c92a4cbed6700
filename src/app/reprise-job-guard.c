/* SPDX-License-Identifier: GPL-3.0-or-later
 * What running restores mean for the session: no logging out, and word when one has ended. */

#include "config.h"

#include "app/reprise-job-guard.h"

#include "app/reprise-notice.h"
#include "ui/reprise-window.h"

#include <glib/gi18n.h>

struct _RepriseJobGuard
{
  GObject parent_instance;

  GtkApplication *application; /* not owned: it owns this */
  char *connection_id;
  RepriseJobManager *jobs;
  GSettings *settings; /* NULL where everything is told */
  GHashTable *running; /* of RepriseRestoreJob, whose end is waited for */
  guint inhibition;    /* 0 for none */
};

G_DEFINE_FINAL_TYPE (RepriseJobGuard, reprise_job_guard, G_TYPE_OBJECT)

static char *
dup_reason (guint n_running)
{
  return g_strdup_printf (ngettext ("%u restore is being followed",
                                    "%u restores are being followed",
                                    n_running),
                          n_running);
}

/* Where there is no session manager it cannot be asked, and nothing is lost: the journal knows. */
static void
update_inhibition (RepriseJobGuard *self)
{
  guint n_running = reprise_job_manager_get_n_running (self->jobs);
  g_autofree char *reason = dup_reason (n_running);

  if (n_running > 0 && self->inhibition == 0)
    self->inhibition =
        gtk_application_inhibit (self->application,
                                 gtk_application_get_active_window (self->application),
                                 GTK_APPLICATION_INHIBIT_LOGOUT,
                                 reason);
  if (n_running > 0 || self->inhibition == 0)
    return;
  gtk_application_uninhibit (self->application, self->inhibition);
  self->inhibition = 0;
}

static char *
dup_headline (RepriseRestoreJob *job)
{
  const char *title = reprise_restore_job_get_database_title (job);

  if (title == NULL)
    title = reprise_restore_job_get_database_id (job);
  switch (reprise_job_get_result (reprise_restore_job_get_job (job)))
    {
    case REPRISE_JOB_RESULT_SUCCEEDED:
      /* Translators: the name of a database. */
      return g_strdup_printf (_ ("‘%s’ Was Restored"), title);
    case REPRISE_JOB_RESULT_FAILED:
      /* Translators: the name of a database. */
      return g_strdup_printf (_ ("Restoring ‘%s’ Failed"), title);
    case REPRISE_JOB_RESULT_CANCELLED:
      return NULL;
    case REPRISE_JOB_RESULT_UNKNOWN:
    case REPRISE_JOB_RESULT_NONE:
    default:
      /* Translators: the name of a database. */
      return g_strdup_printf (_ ("What Became of Restoring ‘%s’ Is Not Known"), title);
    }
}

static void
notify_end (RepriseJobGuard *self, RepriseRestoreJob *job, const char *headline)
{
  RepriseJob *inner = reprise_restore_job_get_job (job);
  RepriseNotice notice = {
    .id = reprise_restore_job_get_restore_id (job),
    .headline = headline,
    .body = reprise_job_get_detail (inner),
    .is_success = reprise_job_get_result (inner) == REPRISE_JOB_RESULT_SUCCEEDED,
    .connection_id = self->connection_id,
    .database_id = reprise_restore_job_get_database_id (job),
  };

  reprise_notice_send (self->application, self->settings, &notice);
}

static void
tell_end (RepriseJobGuard *self, RepriseRestoreJob *job)
{
  GtkWindow *front = reprise_notice_find_front ();
  g_autofree char *headline = dup_headline (job);

  if (headline == NULL)
    return;
  if (front == NULL)
    notify_end (self, job, headline);
  else if (REPRISE_IS_WINDOW (front))
    reprise_window_tell_of_database (REPRISE_WINDOW (front),
                                     headline,
                                     self->connection_id,
                                     reprise_restore_job_get_database_id (job));
}

static void
job_changed_cb (RepriseJobGuard *self, GParamSpec *pspec, RepriseRestoreJob *job)
{
  if (!reprise_restore_job_is_finished (job) || !g_hash_table_contains (self->running, job))
    return;
  tell_end (self, job);
  g_hash_table_remove (self->running, job);
}

/* What was over before it was listed is no news. */
static void
jobs_changed_cb (RepriseJobGuard *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (RepriseRestoreJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (reprise_restore_job_is_finished (job) ||
          !g_hash_table_add (self->running, g_object_ref (job)))
        continue;
      g_signal_connect_object (job,
                               "notify::state",
                               G_CALLBACK (job_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
}

static void
reprise_job_guard_dispose (GObject *object)
{
  RepriseJobGuard *self = REPRISE_JOB_GUARD (object);

  if (self->inhibition != 0)
    gtk_application_uninhibit (self->application, self->inhibition);
  self->inhibition = 0;
  g_clear_object (&self->jobs);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->running, g_hash_table_unref);
  G_OBJECT_CLASS (reprise_job_guard_parent_class)->dispose (object);
}

static void
reprise_job_guard_finalize (GObject *object)
{
  g_free (REPRISE_JOB_GUARD (object)->connection_id);
  G_OBJECT_CLASS (reprise_job_guard_parent_class)->finalize (object);
}

static void
reprise_job_guard_class_init (RepriseJobGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_job_guard_dispose;
  G_OBJECT_CLASS (klass)->finalize = reprise_job_guard_finalize;
}

static void
reprise_job_guard_init (RepriseJobGuard *self)
{
  self->running = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * reprise_job_guard_new:
 * @application: (transfer none): the application, which has to outlive this; its action
 *   `app.show-database` is what a click on a notification activates
 * @connection_id: the connection that it is for
 * @jobs: its restores
 * @settings: (nullable): say what a person wants to be told; %NULL for everything
 *
 * While one of them runs the session is asked not to end. Where one ends while no window of the
 * application is in front, a notification says so; else the window in front does.
 *
 * Returns: (transfer full): what looks after them
 */
RepriseJobGuard *
reprise_job_guard_new (GtkApplication *application,
                       const char *connection_id,
                       RepriseJobManager *jobs,
                       GSettings *settings)
{
  RepriseJobGuard *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (connection_id != NULL, NULL);
  g_return_val_if_fail (REPRISE_IS_JOB_MANAGER (jobs), NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (REPRISE_TYPE_JOB_GUARD, NULL);
  self->application = application;
  self->connection_id = g_strdup (connection_id);
  self->jobs = g_object_ref (jobs);
  self->settings = settings == NULL ? NULL : g_object_ref (settings);
  g_signal_connect_object (jobs,
                           "items-changed",
                           G_CALLBACK (jobs_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (jobs,
                           "notify::n-running",
                           G_CALLBACK (update_inhibition),
                           self,
                           G_CONNECT_SWAPPED);
  jobs_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (jobs)));
  update_inhibition (self);
  return self;
}
