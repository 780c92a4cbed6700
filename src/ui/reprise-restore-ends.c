/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between which instants can be chosen, how sure that is, and both ends at a click. */

#include "config.h"

#include "ui/reprise-restore-ends.h"

#include "restore/reprise-window-words.h"
#include "ui/reprise-restore-time-words.h"

#include <glib/gi18n.h>

struct _RepriseRestoreEnds
{
  AdwBin parent_instance;

  GtkButton *earliest_button;
  GtkLabel *earliest_label;
  GtkButton *latest_button;
  GtkLabel *latest_label;
  GtkLabel *ranges_label;

  RepriseRestoreEditor *editor;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreEnds, reprise_restore_ends, ADW_TYPE_BIN)

static RepriseRestoreWindow *
get_window (RepriseRestoreEnds *self)
{
  RepriseRestoreForm *form = reprise_restore_editor_get_form (self->editor);

  return form == NULL ? NULL : reprise_restore_form_get_window (form);
}

static void
show_earliest (RepriseRestoreEnds *self, RepriseRestoreWindow *window, RepriseZone *zone)
{
  RepriseInstant earliest =
      window == NULL ? REPRISE_INSTANT_NONE : reprise_restore_window_get_first (window);
  g_autofree char *time = reprise_time_words_spell (zone, earliest);
  /* Translators: a time. */
  g_autofree char *text = g_strdup_printf (_ ("Earliest: %s"), time);

  gtk_label_set_label (self->earliest_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->earliest_button), earliest != REPRISE_INSTANT_NONE);
}

static void
show_latest (RepriseRestoreEnds *self, RepriseRestoreWindow *window, RepriseZone *zone)
{
  RepriseInstant latest = REPRISE_INSTANT_NONE;
  RepriseReach reach = REPRISE_REACH_NO_BACKUP;
  gboolean is_there = window != NULL && reprise_restore_window_get_latest (window, &latest, &reach);
  g_autofree char *time = reprise_time_words_spell (zone, latest);
  g_autofree char *sureness = reprise_reach_describe (reach, NULL);
  g_autofree char *text =
      /* Translators: a time, and how sure it is to be reached. */
      is_there ? g_strdup_printf (_ ("Latest: %s, %s"), time, sureness)
               : g_strdup_printf (_ ("Latest: %s"), time);

  gtk_label_set_label (self->latest_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->latest_button), is_there);
}

static void
update (RepriseRestoreEnds *self)
{
  RepriseRestoreWindow *window = get_window (self);
  RepriseZone *zone = reprise_restore_editor_get_zone (self->editor);
  g_autofree char *ranges = window == NULL ? NULL : reprise_time_words_ranges (window, zone);

  show_earliest (self, window, zone);
  show_latest (self, window, zone);
  gtk_label_set_label (self->ranges_label, ranges == NULL ? "" : ranges);
  gtk_widget_set_visible (GTK_WIDGET (self->ranges_label), ranges != NULL && *ranges != '\0');
}

static void
choose (RepriseRestoreEnds *self, RepriseInstant instant)
{
  reprise_restore_editor_change (self->editor,
                                 reprise_restore_form_with_time (reprise_restore_editor_get_form (
                                                                     self->editor),
                                                                 instant));
}

static void
earliest_clicked_cb (RepriseRestoreEnds *self)
{
  RepriseRestoreWindow *window = get_window (self);

  if (window != NULL)
    choose (self, reprise_restore_window_get_first (window));
}

static void
latest_clicked_cb (RepriseRestoreEnds *self)
{
  RepriseRestoreWindow *window = get_window (self);
  RepriseInstant latest;
  RepriseReach reach;

  if (window != NULL && reprise_restore_window_get_latest (window, &latest, &reach))
    choose (self, latest);
}

static void
reprise_restore_ends_dispose (GObject *object)
{
  RepriseRestoreEnds *self = REPRISE_RESTORE_ENDS (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_ENDS);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_ends_parent_class)->dispose (object);
}

static void
reprise_restore_ends_class_init (RepriseRestoreEndsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_ends_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-ends.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreEnds, earliest_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreEnds, earliest_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreEnds, latest_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreEnds, latest_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreEnds, ranges_label);
  gtk_widget_class_bind_template_callback (widget_class, earliest_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, latest_clicked_cb);
}

static void
reprise_restore_ends_init (RepriseRestoreEnds *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_restore_ends_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreEnds *
reprise_restore_ends_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_ENDS, NULL);
}

/**
 * reprise_restore_ends_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_ends_set_editor (RepriseRestoreEnds *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_ENDS (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
