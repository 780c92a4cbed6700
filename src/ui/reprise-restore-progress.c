/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore as it goes on and ends, on the page of its database. */

#include "config.h"

#include "ui/reprise-restore-progress.h"

#include "restore/reprise-task-steps.h"
#include "ui/reprise-full-text.h"
#include "ui/reprise-restore-words.h"
#include "ui/reprise-status-dot.h"
#include "ui/reprise-task-bar.h"
#include "ui/reprise-task-step-row.h"

#include <glib/gi18n.h>

struct _RepriseRestoreProgress
{
  AdwBin parent_instance;

  RepriseTaskBar *bar;
  AdwBin *checklist_bin;
  GtkButton *dismiss_button;
  GtkLabel *now_label;
  GtkLabel *request_label;
  GtkWidget *start_over_button;
  RepriseStatusDot *status_dot;
  GtkBox *steps_box;
  GtkExpander *steps_expander;
  GtkWidget *task_box;
  GtkLabel *task_label;
  GtkLabel *title_label;
  GtkLabel *words_label;

  RepriseRestoreJob *job; /* NULL where there is none to show */
  RepriseTask *task;      /* that is shown: the job's, or one that somebody else has started */
  RepriseBackend *backend;
  RepriseZone *zone;
  guint second_id; /* while something runs, and is looked at */
};

G_DEFINE_FINAL_TYPE (RepriseRestoreProgress, reprise_restore_progress, ADW_TYPE_BIN)

static gboolean
is_running (RepriseRestoreProgress *self)
{
  if (self->job != NULL)
    return !reprise_restore_job_is_finished (self->job);
  return self->task != NULL && !reprise_task_has_ended (self->task);
}

/* What goes on at this moment, and how long it has been that way. */
static char *
dup_now (RepriseRestoreProgress *self)
{
  RepriseInstant now = reprise_backend_get_service_now (self->backend);
  const char *step =
      self->job == NULL ? NULL : reprise_job_get_step (reprise_restore_job_get_job (self->job));
  g_autofree char *since = NULL;

  if (!is_running (self))
    return g_strdup ("");
  if (self->task == NULL)
    return g_strdup (step == NULL ? "" : step);
  since = reprise_restore_words_since (reprise_task_get_changed_at (self->task), now);
  if (step == NULL || *step == '\0')
    return g_steal_pointer (&since);
  /* Translators: what goes on, and how long ago something last changed. */
  return g_strdup_printf (_ ("%s. %s"), step, since);
}

static char *
dup_task_words (RepriseTask *task, RepriseInstant now)
{
  g_autofree char *duration = reprise_restore_words_duration (task, now);
  const char *name = reprise_task_get_name (task);

  /* Translators: a task's name, its id, and how long it took or has taken so far. */
  return g_strdup_printf (_ ("Task %s · %s · %s"),
                          name == NULL ? "" : name,
                          reprise_task_get_id (task),
                          duration);
}

static void
update_times (RepriseRestoreProgress *self)
{
  g_autofree char *now = dup_now (self);
  g_autofree char *task = NULL;

  gtk_label_set_label (self->now_label, now);
  gtk_widget_set_visible (GTK_WIDGET (self->now_label), *now != '\0');
  if (self->task == NULL)
    return;
  task = dup_task_words (self->task, reprise_backend_get_service_now (self->backend));
  gtk_label_set_label (self->task_label, task);
}

static gboolean
second_cb (gpointer user_data)
{
  update_times (user_data);
  return G_SOURCE_CONTINUE;
}

static void
update_timer (RepriseRestoreProgress *self)
{
  if (!is_running (self) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_clear_handle_id (&self->second_id, g_source_remove);
  else if (self->second_id == 0)
    self->second_id = g_timeout_add_seconds (1, second_cb, self);
}

/* Rows stay as long as there is a step for them: whoever reads one, with a screen reader too, does
 * not lose it because another step has begun. */
static void
show_steps (RepriseRestoreProgress *self, GPtrArray *steps)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->steps_box));

  for (guint i = 0; i < steps->len; i++)
    {
      if (row == NULL)
        {
          row = GTK_WIDGET (reprise_task_step_row_new ());
          gtk_box_append (self->steps_box, row);
        }
      reprise_task_step_row_show (REPRISE_TASK_STEP_ROW (row),
                                  g_ptr_array_index (steps, i),
                                  self->zone);
      row = gtk_widget_get_next_sibling (row);
    }
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (self->steps_box, row);
      row = next;
    }
}

static void
update_steps (RepriseRestoreProgress *self)
{
  g_autoptr (GPtrArray) steps = NULL;

  gtk_widget_set_visible (self->task_box, self->task != NULL);
  if (self->task == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->steps_expander), FALSE);
      return;
    }
  steps = reprise_task_steps_collect (self->task);
  show_steps (self, steps);
  gtk_widget_set_visible (GTK_WIDGET (self->steps_expander), steps->len > 0);
  reprise_task_bar_show (self->bar, steps, reprise_task_get_progress (self->task));
}

/* What says the same is left alone: a label that is set anew loses what was selected in it, and is
 * read out again. */
static void
say (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_status (RepriseRestoreProgress *self, const char *title, RepriseStatus status)
{
  say (self->title_label, title);
  reprise_status_dot_set_status (self->status_dot, status);
  reprise_status_dot_set_text (self->status_dot, title);
}

static void
update_words (RepriseRestoreProgress *self, RepriseDatabase *database)
{
  g_autofree char *request = NULL;
  g_autofree char *words = NULL;

  if (self->job == NULL)
    {
      show_status (self, _ ("The Database Is Being Modified"), REPRISE_STATUS_WORKING);
      say (self->request_label, "");
      say (self->words_label, "");
      return;
    }
  request = reprise_restore_words_describe_request (self->job, database, self->zone);
  words = reprise_restore_words_describe (self->job, database);
  show_status (self,
               reprise_restore_words_get_title (self->job),
               reprise_restore_words_get_status (self->job));
  say (self->request_label, request);
  say (self->words_label, words);
}

static gboolean
may_start_over (RepriseRestoreProgress *self)
{
  RepriseJobResult result;

  if (self->job == NULL || is_running (self))
    return FALSE;
  result = reprise_job_get_result (reprise_restore_job_get_job (self->job));
  return result == REPRISE_JOB_RESULT_FAILED || result == REPRISE_JOB_RESULT_UNKNOWN;
}

static void
copy_task_id_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RepriseRestoreProgress *self = REPRISE_RESTORE_PROGRESS (widget);

  if (self->task != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), reprise_task_get_id (self->task));
}

static void
reprise_restore_progress_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reprise_restore_progress_parent_class)->map (widget);
  update_timer (REPRISE_RESTORE_PROGRESS (widget));
}

static void
reprise_restore_progress_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (reprise_restore_progress_parent_class)->unmap (widget);
  update_timer (REPRISE_RESTORE_PROGRESS (widget));
}

static void
reprise_restore_progress_dispose (GObject *object)
{
  RepriseRestoreProgress *self = REPRISE_RESTORE_PROGRESS (object);

  g_clear_handle_id (&self->second_id, g_source_remove);
  g_clear_object (&self->job);
  g_clear_object (&self->task);
  g_clear_object (&self->backend);
  g_clear_object (&self->zone);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_PROGRESS);
  G_OBJECT_CLASS (reprise_restore_progress_parent_class)->dispose (object);
}

static void
reprise_restore_progress_class_init (RepriseRestoreProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_progress_dispose;
  widget_class->map = reprise_restore_progress_map;
  widget_class->unmap = reprise_restore_progress_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, checklist_bin);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, dismiss_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, now_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, request_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, start_over_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, status_dot);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, steps_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, steps_expander);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, task_box);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, task_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, title_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreProgress, words_label);
  gtk_widget_class_install_action (widget_class, "restore.copy-task-id", NULL, copy_task_id_cb);
  g_type_ensure (REPRISE_TYPE_STATUS_DOT);
  g_type_ensure (REPRISE_TYPE_TASK_BAR);
}

static void
reprise_restore_progress_init (RepriseRestoreProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  reprise_full_text_offer (self->task_label);
  update_steps (self);
}

/**
 * reprise_restore_progress_new:
 *
 * Returns: (transfer floating): the widget, which is not visible before it has something to show
 */
RepriseRestoreProgress *
reprise_restore_progress_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_PROGRESS, NULL);
}

/* A task that was started elsewhere is shown too, so that nobody wonders why nothing can be done.
 */
static RepriseTask *
find_task (RepriseRestoreJob *job, RepriseDatabaseWatch *watch)
{
  GPtrArray *tasks = reprise_database_watch_get_tasks (watch);

  if (job != NULL)
    return reprise_restore_job_get_task (job);
  for (guint i = 0; i < tasks->len; i++)
    {
      RepriseTask *task = g_ptr_array_index (tasks, i);
      RepriseTaskStatus status = reprise_task_get_status (task);

      if (status == REPRISE_TASK_STATUS_QUEUED || status == REPRISE_TASK_STATUS_RUNNING)
        return task;
    }
  return NULL;
}

/**
 * reprise_restore_progress_update:
 * @self: the widget
 * @job: (nullable): the restore to show; %NULL for whatever task runs
 * @watch: the database it is about
 * @zone: the zone that times are shown in
 *
 * Shows how far it is; nothing where there is neither a restore nor a task that runs.
 */
void
reprise_restore_progress_update (RepriseRestoreProgress *self,
                                 RepriseRestoreJob *job,
                                 RepriseDatabaseWatch *watch,
                                 RepriseZone *zone)
{
  gboolean has_news;

  g_return_if_fail (REPRISE_IS_RESTORE_PROGRESS (self));
  g_return_if_fail (job == NULL || REPRISE_IS_RESTORE_JOB (job));

  g_set_object (&self->job, job);
  has_news = g_set_object (&self->task, find_task (job, watch));
  has_news = g_set_object (&self->zone, zone) || has_news;
  g_set_object (&self->backend, reprise_database_watch_get_backend (watch));
  gtk_widget_set_visible (GTK_WIDGET (self), self->job != NULL || self->task != NULL);
  update_words (self, reprise_database_watch_get_database (watch));
  /* Whoever reads the steps is not disturbed without need. */
  if (has_news)
    update_steps (self);
  update_times (self);
  update_timer (self);
  gtk_widget_set_visible (GTK_WIDGET (self->dismiss_button), job != NULL && !is_running (self));
  gtk_widget_set_visible (self->start_over_button, may_start_over (self));
}

/**
 * reprise_restore_progress_set_checklist:
 * @self: the widget
 * @checklist: (nullable): what shows what is left to do after the restore
 */
void
reprise_restore_progress_set_checklist (RepriseRestoreProgress *self, GtkWidget *checklist)
{
  g_return_if_fail (REPRISE_IS_RESTORE_PROGRESS (self));
  adw_bin_set_child (self->checklist_bin, checklist);
}
