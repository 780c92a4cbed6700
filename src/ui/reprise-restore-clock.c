/* SPDX-License-Identifier: GPL-3.0-or-later
 * A day from a calendar and a time of day, within what can be restored to. */

#include "config.h"

#include "ui/reprise-restore-clock.h"

#include "ui/reprise-restore-time-words.h"

#include <glib/gi18n.h>

#define DAY_SECONDS (24 * 60 * 60)
#define MAX_DAYS_IN_MONTH 31

struct _RepriseRestoreClock
{
  AdwBin parent_instance;

  GtkCalendar *calendar;
  GtkCheckButton *first_button;
  GtkEntry *fraction_entry;
  GtkSpinButton *hour_spin;
  GtkSpinButton *minute_spin;
  GtkLabel *never_label;
  GtkLabel *refused_label;
  GtkCheckButton *second_button;
  GtkSpinButton *second_spin;
  GtkBox *twice_box;

  RepriseRestoreEditor *editor;
  RepriseTimeChoice choice;
  gboolean has_choice;
  RepriseZone *zone; /* that the choice is a reading of */
  char *refused;     /* why the day that was tried last was not kept */
  gboolean is_fraction_valid;
  gboolean is_changing;
};

G_DEFINE_FINAL_TYPE (RepriseRestoreClock, reprise_restore_clock, ADW_TYPE_BIN)

static RepriseRestoreForm *
get_form (RepriseRestoreClock *self)
{
  return reprise_restore_editor_get_form (self->editor);
}

static GTimeZone *
get_time_zone (RepriseRestoreClock *self)
{
  return reprise_zone_get_time_zone (self->zone);
}

/* The reading follows the form, and the zone; a reading that is no instant yet is not in the form
 * and stays as it is, but in another zone it may be one.
 *
 * Returns whether it is to be handed in. */
static gboolean
follow_form (RepriseRestoreClock *self)
{
  RepriseInstant time = reprise_restore_form_get_time (get_form (self));
  RepriseZone *zone = reprise_restore_editor_get_zone (self->editor);
  gboolean is_other_zone = !reprise_zone_equal (self->zone, zone);
  gboolean is_same_time =
      self->has_choice &&
      reprise_time_choice_get_instant (&self->choice, get_time_zone (self)) == time;
  gboolean has_typed_fraction = is_same_time && self->choice.has_typed_fraction;

  g_set_object (&self->zone, zone);
  if (time == REPRISE_INSTANT_NONE)
    return is_other_zone && self->has_choice &&
           reprise_time_choice_get_instant (&self->choice, get_time_zone (self)) !=
               REPRISE_INSTANT_NONE;
  if (!is_same_time || is_other_zone)
    {
      reprise_time_choice_init (&self->choice, get_time_zone (self), time);
      self->choice.has_typed_fraction = has_typed_fraction;
      self->is_fraction_valid = TRUE;
      g_clear_pointer (&self->refused, g_free);
    }
  self->has_choice = TRUE;
  return FALSE;
}

static int
day_of (GDateTime *date)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_utc (g_date_time_get_year (date),
                                                        g_date_time_get_month (date),
                                                        g_date_time_get_day_of_month (date),
                                                        0,
                                                        0,
                                                        0);

  return (int) (g_date_time_to_unix (midnight) / DAY_SECONDS);
}

static void
mark_days (RepriseRestoreClock *self, RepriseRestoreWindow *window)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  int first = day_of (date) - g_date_time_get_day_of_month (date) + 1;

  gtk_calendar_clear_marks (self->calendar);
  for (int i = 0; i < MAX_DAYS_IN_MONTH; i++)
    if (reprise_time_choice_has_backup (window, get_time_zone (self), first + i))
      gtk_calendar_mark_day (self->calendar, (guint) i + 1);
}

static void
show_day (RepriseRestoreClock *self, RepriseRestoreWindow *window)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (
      (gint64) reprise_time_choice_get_day (&self->choice) * DAY_SECONDS);

  if (date != NULL)
    gtk_calendar_select_day (self->calendar, date);
  mark_days (self, window);
}

/* Whether something else is typed than what the spin button was last told, or told anyone. */
static gboolean
is_typed_into (GtkSpinButton *spin)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end = NULL;
  gint64 typed = g_ascii_strtoll (text, &end, 10);

  return end == text || *end != '\0' || typed != gtk_spin_button_get_value_as_int (spin);
}

/* Leaves alone what is being typed there. */
static void
show_spin (GtkSpinButton *spin, const int limits[2], int value)
{
  gtk_spin_button_set_range (spin, MIN (limits[0], value), MAX (limits[1], value));
  if (!is_typed_into (spin) || gtk_spin_button_get_value_as_int (spin) != value)
    gtk_spin_button_set_value (spin, value);
}

static void
show_clock (RepriseRestoreClock *self, RepriseRestoreWindow *window)
{
  RepriseTimeLimits limits;
  int hour, minute, second;

  reprise_time_choice_get_limits (&self->choice, get_time_zone (self), window, &limits);
  reprise_time_choice_get_clock (&self->choice, &hour, &minute, &second);
  show_spin (self->hour_spin, limits.hour, hour);
  show_spin (self->minute_spin, limits.minute, minute);
  show_spin (self->second_spin, limits.second, second);
}

/* What cannot be a fraction stays there as it is, until it is typed over or another time chosen. */
static void
show_fraction (RepriseRestoreClock *self)
{
  g_autofree char *text = reprise_time_words_fraction (self->choice.microseconds);
  int shown = -1;

  if (!self->is_fraction_valid)
    return;
  reprise_time_words_parse_fraction (gtk_editable_get_text (GTK_EDITABLE (self->fraction_entry)),
                                     &shown);
  if (shown != self->choice.microseconds)
    gtk_editable_set_text (GTK_EDITABLE (self->fraction_entry), text);
}

static void
show_meaning (RepriseRestoreClock *self)
{
  RepriseInstant first, second;
  RepriseTimeMeaning meaning =
      reprise_time_choice_resolve (&self->choice, get_time_zone (self), &first, &second);
  g_autofree char *first_text =
      reprise_time_words_turn (REPRISE_TIME_TURN_FIRST, self->zone, first);
  g_autofree char *second_text =
      reprise_time_words_turn (REPRISE_TIME_TURN_SECOND, self->zone, second);
  g_autofree char *never = reprise_time_words_never (&self->choice, self->zone);

  gtk_widget_set_visible (GTK_WIDGET (self->twice_box), meaning == REPRISE_TIME_MEANING_TWICE);
  gtk_widget_set_visible (GTK_WIDGET (self->never_label), meaning == REPRISE_TIME_MEANING_NEVER);
  gtk_label_set_label (self->never_label, never);
  gtk_check_button_set_label (self->first_button, first_text);
  gtk_check_button_set_label (self->second_button, second_text);
  gtk_check_button_set_active (self->first_button, self->choice.turn == REPRISE_TIME_TURN_FIRST);
  gtk_check_button_set_active (self->second_button, self->choice.turn == REPRISE_TIME_TURN_SECOND);
}

/* Not an instant yet where clocks were changed: then the form has none. */
static void
hand_in (RepriseRestoreClock *self)
{
  RepriseInstant instant = reprise_time_choice_get_instant (&self->choice, get_time_zone (self));

  reprise_restore_editor_change (self->editor,
                                 reprise_restore_form_with_time (get_form (self), instant));
}

static gboolean
is_clock_typed_into (RepriseRestoreClock *self)
{
  return is_typed_into (self->hour_spin) || is_typed_into (self->minute_spin) ||
         is_typed_into (self->second_spin);
}

/* Only once what was taken is shown. */
static void
show_typed (RepriseRestoreClock *self)
{
  reprise_restore_editor_set_pending (self->editor,
                                      REPRISE_RESTORE_INPUT_CLOCK,
                                      REPRISE_RESTORE_PROBLEM_NOT_TAKEN,
                                      is_clock_typed_into (self)
                                          ? _ ("Press Enter to take this time of day.")
                                          : NULL);
}

static void
update (RepriseRestoreClock *self)
{
  RepriseRestoreWindow *window =
      get_form (self) == NULL ? NULL : reprise_restore_form_get_window (get_form (self));
  gboolean was_changing;

  if (get_form (self) == NULL)
    return;
  if (follow_form (self))
    {
      hand_in (self);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self), window != NULL && self->has_choice);
  if (window == NULL || !self->has_choice)
    return;
  was_changing = self->is_changing;
  self->is_changing = TRUE;
  show_day (self, window);
  show_clock (self, window);
  show_fraction (self);
  show_meaning (self);
  self->is_changing = was_changing;
  gtk_label_set_label (self->refused_label, self->refused == NULL ? "" : self->refused);
  gtk_widget_set_visible (GTK_WIDGET (self->refused_label), self->refused != NULL);
  show_typed (self);
}

static RepriseRestoreWindow *
get_window_to_change (RepriseRestoreClock *self)
{
  if (self->is_changing || !self->has_choice || get_form (self) == NULL)
    return NULL;
  return reprise_restore_form_get_window (get_form (self));
}

/* A day of another month may be told as another month only, or as both. */
static void
day_selected_cb (RepriseRestoreClock *self)
{
  RepriseRestoreWindow *window = get_window_to_change (self);
  g_autoptr (GDateTime) date = NULL;
  RepriseReach refused;
  gboolean is_possible;

  if (window == NULL)
    return;
  date = gtk_calendar_get_date (self->calendar);
  if (day_of (date) == reprise_time_choice_get_day (&self->choice))
    return;
  is_possible = reprise_time_choice_set_day (&self->choice,
                                             get_time_zone (self),
                                             window,
                                             day_of (date),
                                             &refused);
  g_clear_pointer (&self->refused, g_free);
  if (!is_possible)
    self->refused = reprise_time_words_refused (refused, window, self->zone);
  hand_in (self);
}

/* A spin button takes what is typed into it only with Enter, or when it loses the focus. While it
 * does, the reading still lacks it. */
static void
clock_typed_cb (RepriseRestoreClock *self)
{
  int hour, minute, second;

  if (get_window_to_change (self) == NULL)
    return;
  reprise_time_choice_get_clock (&self->choice, &hour, &minute, &second);
  if (gtk_spin_button_get_value_as_int (self->hour_spin) == hour &&
      gtk_spin_button_get_value_as_int (self->minute_spin) == minute &&
      gtk_spin_button_get_value_as_int (self->second_spin) == second)
    show_typed (self);
}

static void
clock_changed_cb (RepriseRestoreClock *self)
{
  RepriseRestoreWindow *window = get_window_to_change (self);

  if (window == NULL)
    return;
  g_clear_pointer (&self->refused, g_free);
  reprise_time_choice_set_clock (&self->choice,
                                 get_time_zone (self),
                                 window,
                                 gtk_spin_button_get_value_as_int (self->hour_spin),
                                 gtk_spin_button_get_value_as_int (self->minute_spin),
                                 gtk_spin_button_get_value_as_int (self->second_spin));
  hand_in (self);
}

static void
fraction_changed_cb (RepriseRestoreClock *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->fraction_entry));
  int microseconds = 0;
  gboolean is_valid = reprise_time_words_parse_fraction (text, &microseconds);

  self->is_fraction_valid = is_valid;
  if (is_valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->fraction_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->fraction_entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fraction_entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_valid ? GTK_ACCESSIBLE_INVALID_FALSE
                                        : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  if (is_valid && get_window_to_change (self) != NULL)
    {
      self->choice.microseconds = microseconds;
      self->choice.has_typed_fraction = *text != '\0';
      hand_in (self);
    }
  if (self->editor != NULL)
    reprise_restore_editor_set_pending (self->editor,
                                        REPRISE_RESTORE_INPUT_FRACTION,
                                        REPRISE_RESTORE_PROBLEM_NOT_VALID,
                                        is_valid ? NULL
                                                 : _ ("A fraction of a second is up to six "
                                                      "digits."));
}

static void
turn_toggled_cb (RepriseRestoreClock *self, GtkCheckButton *button)
{
  if (get_window_to_change (self) == NULL || !gtk_check_button_get_active (button))
    return;
  self->choice.turn =
      button == self->first_button ? REPRISE_TIME_TURN_FIRST : REPRISE_TIME_TURN_SECOND;
  hand_in (self);
}

/* Two digits, as clocks show them. */
static gboolean
output_cb (GtkSpinButton *spin, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* What is typed and not taken is typed over with what was taken last. */
static void
reset_cb (RepriseRestoreClock *self)
{
  GtkSpinButton *const spins[] = { self->hour_spin, self->minute_spin, self->second_spin };

  for (gsize i = 0; i < G_N_ELEMENTS (spins); i++)
    gtk_spin_button_set_value (spins[i], gtk_spin_button_get_value (spins[i]));
  if (!self->is_fraction_valid)
    gtk_editable_set_text (GTK_EDITABLE (self->fraction_entry), "");
  self->has_choice = FALSE;
  g_clear_pointer (&self->refused, g_free);
}

static void
reprise_restore_clock_dispose (GObject *object)
{
  RepriseRestoreClock *self = REPRISE_RESTORE_CLOCK (object);

  self->is_changing = TRUE;
  g_clear_object (&self->zone);
  g_clear_pointer (&self->refused, g_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REPRISE_TYPE_RESTORE_CLOCK);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (reprise_restore_clock_parent_class)->dispose (object);
}

static void
reprise_restore_clock_class_init (RepriseRestoreClockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_restore_clock_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-restore-clock.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, calendar);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, first_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, fraction_entry);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, hour_spin);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, minute_spin);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, never_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, refused_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, second_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, second_spin);
  gtk_widget_class_bind_template_child (widget_class, RepriseRestoreClock, twice_box);
  gtk_widget_class_bind_template_callback (widget_class, clock_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clock_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, fraction_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, turn_toggled_cb);
}

static void
reprise_restore_clock_init (RepriseRestoreClock *self)
{
  self->is_fraction_valid = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_restore_clock_new:
 *
 * Returns: (transfer floating): a widget that shows nothing yet
 */
RepriseRestoreClock *
reprise_restore_clock_new (void)
{
  return g_object_new (REPRISE_TYPE_RESTORE_CLOCK, NULL);
}

/**
 * reprise_restore_clock_set_editor:
 * @self: a widget that has no editor yet
 * @editor: what it shows and changes
 */
void
reprise_restore_clock_set_editor (RepriseRestoreClock *self, RepriseRestoreEditor *editor)
{
  g_return_if_fail (REPRISE_IS_RESTORE_CLOCK (self));

  g_set_object (&self->editor, editor);
  g_signal_connect_object (editor, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
