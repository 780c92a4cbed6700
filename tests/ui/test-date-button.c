/* SPDX-License-Identifier: GPL-3.0-or-later
 * The button that chooses a day. */

#include "config.h"

#include "ui/reprise-date-button.h"

#include "support/reprise-ui-support.h"

/* 2024-02-29. */
#define LEAP_DAY 19782

static GtkWidget *
get_child (GtkWidget *button, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (button, REPRISE_TYPE_DATE_BUTTON, name));
}

static void
count_cb (guint *n_notified)
{
  (*n_notified)++;
}

/* What is chosen in the calendar is the day, written so that day and month cannot be mixed up. */
static void
test_date_button_choose (void)
{
  GtkWidget *button = g_object_new (REPRISE_TYPE_DATE_BUTTON, "label", "Created from", NULL);
  g_autoptr (GtkWindow) window = reprise_test_present (button, 200, 100);
  GtkMenuButton *menu_button = GTK_MENU_BUTTON (get_child (button, "button"));
  g_autoptr (GDateTime) date = g_date_time_new_utc (2024, 2, 29, 13, 0, 0);
  guint n_notified = 0;

  g_signal_connect_swapped (button, "notify::day", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpstr (gtk_menu_button_get_label (menu_button), ==, "Any date");
  g_assert_false (gtk_widget_get_sensitive (get_child (button, "any_button")));
  gtk_calendar_select_day (GTK_CALENDAR (get_child (button, "calendar")), date);
  g_assert_cmpint (reprise_date_button_get_day (REPRISE_DATE_BUTTON (button)), ==, LEAP_DAY);
  g_assert_cmpstr (gtk_menu_button_get_label (menu_button), ==, "2024-02-29");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (menu_button),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Created from: 2024-02-29");
  g_assert_cmpuint (n_notified, ==, 1);
  g_signal_emit_by_name (get_child (button, "any_button"), "clicked");
  g_assert_cmpint (reprise_date_button_get_day (REPRISE_DATE_BUTTON (button)),
                   ==,
                   REPRISE_DATE_BUTTON_ANY);
  g_assert_cmpuint (n_notified, ==, 2);
  reprise_test_destroy (&window);
}

/* A day set from outside is in the calendar, also one before 1970, and told once. */
static void
test_date_button_set (void)
{
  GtkWidget *button = g_object_new (REPRISE_TYPE_DATE_BUTTON, NULL);
  g_autoptr (GtkWindow) window = reprise_test_present (button, 200, 100);
  g_autoptr (GDateTime) date = NULL;
  guint n_notified = 0;

  g_signal_connect_swapped (button, "notify::day", G_CALLBACK (count_cb), &n_notified);
  g_object_set (button, "day", -1, NULL);
  g_object_set (button, "day", -1, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  date = gtk_calendar_get_date (GTK_CALENDAR (get_child (button, "calendar")));
  g_assert_cmpint (g_date_time_get_year (date), ==, 1969);
  g_assert_cmpint (g_date_time_get_day_of_year (date), ==, 365);
  gtk_calendar_select_day (GTK_CALENDAR (get_child (button, "calendar")), date);
  g_assert_cmpint (reprise_date_button_get_day (REPRISE_DATE_BUTTON (button)), ==, -1);
  reprise_test_destroy (&window);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/date-button/choose", test_date_button_choose);
  g_test_add_func ("/ui/date-button/set", test_date_button_set);
  return g_test_run ();
}
