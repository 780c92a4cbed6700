/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application's window. */

#include "config.h"

#include "ui/reprise-window.h"

struct _RepriseWindow
{
  AdwApplicationWindow parent_instance;

  RepriseBackend *backend;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (RepriseWindow, reprise_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_BACKEND,
  PROP_SETTINGS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
reprise_window_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepriseWindow *self = REPRISE_WINDOW (object);

  switch (property_id)
    {
    case PROP_BACKEND:
      g_value_set_object (value, self->backend);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_window_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  RepriseWindow *self = REPRISE_WINDOW (object);

  switch (property_id)
    {
    case PROP_BACKEND:
      self->backend = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_window_dispose (GObject *object)
{
  RepriseWindow *self = REPRISE_WINDOW (object);

  g_clear_object (&self->backend);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_WINDOW);
  G_OBJECT_CLASS (reprise_window_parent_class)->dispose (object);
}

static void
reprise_window_class_init (RepriseWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_window_get_property;
  object_class->set_property = reprise_window_set_property;
  object_class->dispose = reprise_window_dispose;

  properties[PROP_BACKEND] =
      g_param_spec_object ("backend",
                           NULL,
                           NULL,
                           REPRISE_TYPE_BACKEND,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings",
                           NULL,
                           NULL,
                           G_TYPE_SETTINGS,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/reprise-window.ui");
}

static void
reprise_window_init (RepriseWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_window_new:
 * @application: the application it belongs to
 * @backend: (nullable): what it shows; %NULL where there is no connection yet
 * @settings: (nullable): where it remembers things; %NULL where it cannot
 *
 * Returns: (transfer none): the window, owned by GTK
 */
RepriseWindow *
reprise_window_new (AdwApplication *application, RepriseBackend *backend, GSettings *settings)
{
  return g_object_new (REPRISE_TYPE_WINDOW,
                       "application",
                       application,
                       "backend",
                       backend,
                       "settings",
                       settings,
                       NULL);
}
