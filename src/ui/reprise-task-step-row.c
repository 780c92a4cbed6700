/* SPDX-License-Identifier: GPL-3.0-or-later
 * One step of a task. */

#include "config.h"

#include "ui/reprise-task-step-row.h"

#include "base/reprise-duration.h"
#include "ui/reprise-closures.h"
#include "ui/reprise-status-dot.h"

#include <glib/gi18n.h>

struct _RepriseTaskStepRow
{
  AdwBin parent_instance;

  GtkLabel *detail_label;
  GtkLabel *progress_label;
  RepriseStatusDot *status_dot;
  GtkLabel *time_label;
  GtkLabel *title_label;
};

G_DEFINE_FINAL_TYPE (RepriseTaskStepRow, reprise_task_step_row, ADW_TYPE_BIN)

static void
reprise_task_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_TASK_STEP_ROW);
  G_OBJECT_CLASS (reprise_task_step_row_parent_class)->dispose (object);
}

static void
reprise_task_step_row_class_init (RepriseTaskStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_task_step_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-task-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseTaskStepRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseTaskStepRow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseTaskStepRow, status_dot);
  gtk_widget_class_bind_template_child (widget_class, RepriseTaskStepRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseTaskStepRow, title_label);
  g_type_ensure (REPRISE_TYPE_STATUS_DOT);
}

static void
reprise_task_step_row_init (RepriseTaskStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
is_plain (const char *level)
{
  return level == NULL || *level == '\0' || g_ascii_strcasecmp (level, "info") == 0;
}

static char *
dup_time (const RepriseTaskStep *step, RepriseZone *zone)
{
  g_autofree char *start = reprise_zone_format_date_time (zone, step->started_at);
  g_autofree char *length = NULL;

  if (start == NULL || step->started_at == REPRISE_INSTANT_NONE)
    return g_strdup ("");
  if (step->ended_at == REPRISE_INSTANT_NONE)
    return g_steal_pointer (&start);
  length = reprise_duration_format (MAX (step->ended_at - step->started_at, 0));
  /* Translators: when a step began, and how long it took. */
  return g_strdup_printf (_ ("%s, took %s"), start, length);
}

/* When it was, how it stands, and how serious it is where that is out of the ordinary. */
static char *
dup_facts (const RepriseTaskStep *step, const char *status, RepriseZone *zone)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (facts, g_strdup (status));
  g_ptr_array_add (facts, dup_time (step, zone));
  if (!is_plain (step->level))
    g_ptr_array_add (facts, g_strdup (step->level));
  g_ptr_array_add (facts, NULL);
  return g_strjoinv (" · ", (char **) facts->pdata);
}

/**
 * reprise_task_step_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
RepriseTaskStepRow *
reprise_task_step_row_new (void)
{
  return g_object_new (REPRISE_TYPE_TASK_STEP_ROW, NULL);
}

/**
 * reprise_task_step_row_show:
 * @self: a row
 * @step: the step of a task that it is to show
 * @zone: the zone that times are shown in
 */
void
reprise_task_step_row_show (RepriseTaskStepRow *self,
                            const RepriseTaskStep *step,
                            RepriseZone *zone)
{
  const char *word = reprise_task_status_to_word (step->status);
  g_autofree char *status = reprise_closure_task_status_text (NULL, word);
  g_autofree char *facts = dup_facts (step, status, zone);
  g_autofree char *progress = NULL;

  g_return_if_fail (REPRISE_IS_TASK_STEP_ROW (self));

  if (step->progress >= 0)
    progress = g_strdup_printf (_ ("%d %%"), step->progress);
  reprise_status_dot_set_status (self->status_dot,
                                 (RepriseStatus) reprise_closure_task_status (NULL, word));
  reprise_status_dot_set_text (self->status_dot, status);
  gtk_label_set_label (self->title_label, step->title);
  gtk_label_set_label (self->detail_label, step->detail == NULL ? "" : step->detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), step->detail != NULL);
  gtk_label_set_label (self->time_label, facts);
  gtk_label_set_label (self->progress_label, progress == NULL ? "" : progress);
}
