/* SPDX-License-Identifier: GPL-3.0-or-later
 * A button that chooses a day from a calendar, or none.
 *
 * A day is a number, from 1970-01-01 on and in no zone. */

#include "config.h"

#include "ui/reprise-date-button.h"

#include <glib/gi18n.h>

#define DAY_SECONDS (24 * 60 * 60)

struct _RepriseDateButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkCalendar *calendar;
  GtkWidget *any_button;

  char *label; /* what the day is for */
  int day;
};

G_DEFINE_FINAL_TYPE (RepriseDateButton, reprise_date_button, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DAY,
  PROP_LABEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GDateTime *
date_of (int day)
{
  return g_date_time_new_from_unix_utc ((gint64) day * DAY_SECONDS);
}

static void
update_button (RepriseDateButton *self)
{
  gboolean is_any = self->day == REPRISE_DATE_BUTTON_ANY;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (is_any)
    text = g_strdup (_ ("Any date"));
  else
    {
      g_autoptr (GDateTime) date = date_of (self->day);

      /* Translators: a date as g_date_time_format() takes it. Keep it free of doubt about day and
       * month. */
      text = g_date_time_format (date, C_ ("date", "%Y-%m-%d"));
    }
  gtk_menu_button_set_label (self->button, text);
  gtk_widget_set_sensitive (self->any_button, !is_any);
  /* Translators: what a date is for, and the date: "From: 2026-08-05". */
  name = g_strdup_printf (_ ("%s: %s"), self->label == NULL ? "" : self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static void
day_selected_cb (RepriseDateButton *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) midnight = g_date_time_new_utc (g_date_time_get_year (date),
                                                        g_date_time_get_month (date),
                                                        g_date_time_get_day_of_month (date),
                                                        0,
                                                        0,
                                                        0);

  reprise_date_button_set_day (self, (int) (g_date_time_to_unix (midnight) / DAY_SECONDS));
}

static void
any_clicked_cb (RepriseDateButton *self)
{
  gtk_menu_button_popdown (self->button);
  reprise_date_button_set_day (self, REPRISE_DATE_BUTTON_ANY);
}

static void
reprise_date_button_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  RepriseDateButton *self = REPRISE_DATE_BUTTON (object);

  switch (property_id)
    {
    case PROP_DAY:
      g_value_set_int (value, self->day);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_date_button_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  RepriseDateButton *self = REPRISE_DATE_BUTTON (object);

  switch (property_id)
    {
    case PROP_DAY:
      reprise_date_button_set_day (self, g_value_get_int (value));
      break;
    case PROP_LABEL:
      g_free (self->label);
      self->label = g_value_dup_string (value);
      update_button (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
reprise_date_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_DATE_BUTTON);
  G_OBJECT_CLASS (reprise_date_button_parent_class)->dispose (object);
}

static void
reprise_date_button_finalize (GObject *object)
{
  g_free (REPRISE_DATE_BUTTON (object)->label);
  G_OBJECT_CLASS (reprise_date_button_parent_class)->finalize (object);
}

static void
reprise_date_button_class_init (RepriseDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = reprise_date_button_get_property;
  object_class->set_property = reprise_date_button_set_property;
  object_class->dispose = reprise_date_button_dispose;
  object_class->finalize = reprise_date_button_finalize;

  properties[PROP_DAY] =
      g_param_spec_int ("day",
                        NULL,
                        NULL,
                        G_MININT,
                        G_MAXINT,
                        REPRISE_DATE_BUTTON_ANY,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseDateButton, any_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseDateButton, button);
  gtk_widget_class_bind_template_child (widget_class, RepriseDateButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, any_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
reprise_date_button_init (RepriseDateButton *self)
{
  self->day = REPRISE_DATE_BUTTON_ANY;
  gtk_widget_init_template (GTK_WIDGET (self));
  update_button (self);
}

/**
 * reprise_date_button_get_day:
 * @self: a button
 *
 * Returns: days since 1970-01-01, or %REPRISE_DATE_BUTTON_ANY; property `day`
 */
int
reprise_date_button_get_day (RepriseDateButton *self)
{
  g_return_val_if_fail (REPRISE_IS_DATE_BUTTON (self), REPRISE_DATE_BUTTON_ANY);
  return self->day;
}

/**
 * reprise_date_button_set_day:
 * @self: a button
 * @day: days since 1970-01-01, or %REPRISE_DATE_BUTTON_ANY
 */
void
reprise_date_button_set_day (RepriseDateButton *self, int day)
{
  g_return_if_fail (REPRISE_IS_DATE_BUTTON (self));

  if (self->day == day)
    return;
  self->day = day;
  if (day != REPRISE_DATE_BUTTON_ANY)
    {
      g_autoptr (GDateTime) date = date_of (day);

      g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
      gtk_calendar_select_day (self->calendar, date);
      g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
    }
  update_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}
