/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads again what a window shows, as often as somebody wants that. */

#include "config.h"

#include "ui/reprise-refresh-timer.h"

/* How often it is looked whether it is time. A timeout of many minutes would not notice that the
 * machine slept. */
#define MAX_INTERVAL_SECONDS 30

struct _RepriseRefreshTimer
{
  GObject parent_instance;

  GtkWidget *widget; /* borrowed; NULL once it is gone */
  GSettings *settings;
  gint64 read_at; /* seconds of the wall clock */
  guint source_id;
};

G_DEFINE_FINAL_TYPE (RepriseRefreshTimer, reprise_refresh_timer, G_TYPE_OBJECT)

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
look_cb (gpointer user_data)
{
  RepriseRefreshTimer *self = REPRISE_REFRESH_TIMER (user_data);
  gint64 seconds = g_settings_get_uint (self->settings, "refresh-seconds");
  gint64 now = get_now ();

  /* A clock that was put back must not keep anything from being read. */
  if (self->widget == NULL || (now >= self->read_at && now - self->read_at < seconds))
    return G_SOURCE_CONTINUE;
  self->read_at = now;
  gtk_widget_activate_action (self->widget, "win.refresh", NULL);
  return G_SOURCE_CONTINUE;
}

static void
start (RepriseRefreshTimer *self)
{
  guint seconds = g_settings_get_uint (self->settings, "refresh-seconds");

  g_clear_handle_id (&self->source_id, g_source_remove);
  self->read_at = get_now ();
  if (seconds > 0)
    self->source_id = g_timeout_add_seconds (MIN (seconds, MAX_INTERVAL_SECONDS), look_cb, self);
}

static void
reprise_refresh_timer_dispose (GObject *object)
{
  RepriseRefreshTimer *self = REPRISE_REFRESH_TIMER (object);

  g_clear_handle_id (&self->source_id, g_source_remove);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (reprise_refresh_timer_parent_class)->dispose (object);
}

static void
reprise_refresh_timer_class_init (RepriseRefreshTimerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_refresh_timer_dispose;
}

static void
reprise_refresh_timer_init (RepriseRefreshTimer *self)
{
}

/**
 * reprise_refresh_timer_new:
 * @widget: what has an action `win.refresh`
 * @settings: says how often, in `refresh-seconds`
 *
 * Returns: (transfer full): activates the action as long as somebody keeps it
 */
RepriseRefreshTimer *
reprise_refresh_timer_new (GtkWidget *widget, GSettings *settings)
{
  RepriseRefreshTimer *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (REPRISE_TYPE_REFRESH_TIMER, NULL);
  g_set_weak_pointer (&self->widget, widget);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings,
                           "changed::refresh-seconds",
                           G_CALLBACK (start),
                           self,
                           G_CONNECT_SWAPPED);
  start (self);
  return self;
}
