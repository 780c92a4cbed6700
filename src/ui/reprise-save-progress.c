/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far the saving or opening of an inventory is, and what it left out. */

#include "config.h"

#include "ui/reprise-save-progress.h"

#include <glib/gi18n.h>

struct _RepriseSaveProgress
{
  AdwWindow parent_instance;

  GtkButton *button;
  GtkProgressBar *progress_bar;
  GtkLabel *sentences_label;
  GtkWidget *sentences_window;
  GtkLabel *step_label;

  GCancellable *cancellable;
  gboolean has_ended;
};

G_DEFINE_FINAL_TYPE (RepriseSaveProgress, reprise_save_progress, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_CANCELLABLE,
  PROP_FRACTION,
  PROP_STEP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
clicked_cb (RepriseSaveProgress *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* To close it is to cancel; it goes when the saving has ended. */
static gboolean
reprise_save_progress_close_request (GtkWindow *window)
{
  RepriseSaveProgress *self = REPRISE_SAVE_PROGRESS (window);

  if (self->has_ended)
    return GTK_WINDOW_CLASS (reprise_save_progress_parent_class)->close_request (window);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), FALSE);
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static void
reprise_save_progress_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  RepriseSaveProgress *self = REPRISE_SAVE_PROGRESS (object);

  switch (property_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, gtk_progress_bar_get_fraction (self->progress_bar));
      break;
    case PROP_STEP:
      g_value_set_string (value, gtk_label_get_label (self->step_label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_save_progress_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  RepriseSaveProgress *self = REPRISE_SAVE_PROGRESS (object);
  const char *step;

  switch (property_id)
    {
    case PROP_CANCELLABLE:
      self->cancellable = g_value_dup_object (value);
      break;
    case PROP_FRACTION:
      if (g_value_get_double (value) < 0)
        gtk_progress_bar_pulse (self->progress_bar);
      else
        gtk_progress_bar_set_fraction (self->progress_bar, g_value_get_double (value));
      break;
    case PROP_STEP:
      step = g_value_get_string (value);
      gtk_label_set_label (self->step_label, step == NULL ? "" : step);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_save_progress_dispose (GObject *object)
{
  RepriseSaveProgress *self = REPRISE_SAVE_PROGRESS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_SAVE_PROGRESS);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (reprise_save_progress_parent_class)->dispose (object);
}

static void
reprise_save_progress_class_init (RepriseSaveProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = reprise_save_progress_get_property;
  object_class->set_property = reprise_save_progress_set_property;
  object_class->dispose = reprise_save_progress_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = reprise_save_progress_close_request;

  properties[PROP_CANCELLABLE] =
      g_param_spec_object ("cancellable",
                           NULL,
                           NULL,
                           G_TYPE_CANCELLABLE,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, 0, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-save-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseSaveProgress, button);
  gtk_widget_class_bind_template_child (widget_class, RepriseSaveProgress, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, RepriseSaveProgress, sentences_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseSaveProgress, sentences_window);
  gtk_widget_class_bind_template_child (widget_class, RepriseSaveProgress, step_label);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
reprise_save_progress_init (RepriseSaveProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_save_progress_new:
 * @parent: (nullable): the window of what is saved
 * @cancellable: cancelled where a person says so
 *
 * Returns: (transfer none): a window, not shown yet; "fraction" and "step" say how far it is, with
 * a fraction below 0 where nobody knows the end
 */
RepriseSaveProgress *
reprise_save_progress_new (GtkWindow *parent, GCancellable *cancellable)
{
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  return g_object_new (REPRISE_TYPE_SAVE_PROGRESS,
                       "transient-for",
                       parent,
                       "cancellable",
                       cancellable,
                       NULL);
}

/**
 * reprise_save_progress_end:
 * @self: a window
 * @title: (nullable): how it ended; %NULL where there is nothing to say
 * @sentences: (nullable) (array zero-terminated=1): what else there is to say
 *
 * Says how it ended, or closes the window where there is nothing to say.
 */
void
reprise_save_progress_end (RepriseSaveProgress *self,
                           const char *title,
                           const char *const *sentences)
{
  g_autofree char *text = NULL;

  g_return_if_fail (REPRISE_IS_SAVE_PROGRESS (self));

  self->has_ended = TRUE;
  if (title == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  text = sentences == NULL ? NULL : g_strjoinv ("\n", (GStrv) sentences);
  gtk_label_set_label (self->step_label, title);
  gtk_label_set_label (self->sentences_label, text == NULL ? "" : text);
  gtk_widget_set_visible (self->sentences_window, text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), FALSE);
  gtk_button_set_label (self->button, _ ("_Close"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}
