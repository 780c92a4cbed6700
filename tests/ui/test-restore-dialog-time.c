/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a time is chosen in the restore dialog, by whatever way. */

#include "config.h"

#include "dialog-time-fixture.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-restore-option.h"

static gboolean
has_submitted (DialogFixture *fixture)
{
  return fixture->n_submitted > 0;
}

/* The latest likely time is there to begin with; both ends are told, and one click takes each. */
static void
test_time_ends (DialogFixture *fixture, gconstpointer data)
{
  time_fixture_open (fixture);
  time_fixture_assert_sent_as (fixture, "2026-08-05T11:00:04Z");
  g_assert_true (dialog_fixture_shows (fixture, "Earliest: 2026-08-05T06:00:10Z"));
  g_assert_true (dialog_fixture_shows (fixture, "Latest: 2026-08-05T11:00:04Z, likely: *"));
  g_assert_true (dialog_fixture_shows (fixture, "Likely: *\nPossible: *12:00:00 UTC"));
  g_assert_true (dialog_fixture_shows (fixture, "Only “Restore to latest point” reaches*"));
  g_signal_emit_by_name (dialog_fixture_get (fixture, "RepriseRestoreEnds", "earliest_button"),
                         "clicked");
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T06:00:10Z");
  time_fixture_assert_clock (fixture, "06:00:10");
  g_signal_emit_by_name (dialog_fixture_get (fixture, "RepriseRestoreEnds", "latest_button"),
                         "clicked");
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T11:00:04Z");
}

/* Where the end is proven, the latest is the last microsecond before it. */
static void
test_time_proven_end (DialogFixture *fixture, gconstpointer data)
{
  const RepriseRecoverySpan span = { .earliest = ui_instant ("2026-08-05T06:00:10Z"),
                                     .latest_exclusive = ui_instant ("2026-08-05T11:30:00.5Z"),
                                     .base_label = TIME_BACKUP };

  time_fixture_put_spans (fixture, &span, 1);
  time_fixture_open (fixture);
  time_fixture_assert_sent_as (fixture, "2026-08-05T11:30:00Z");
  g_assert_true (dialog_fixture_shows (fixture, "*Certainty: proven: *"));
  g_signal_emit_by_name (dialog_fixture_get (fixture, "RepriseRestoreEnds", "latest_button"),
                         "clicked");
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T11:30:00.499999Z");
  g_assert_cmpstr (gtk_editable_get_text (time_fixture_get_clock (fixture, "fraction_entry")),
                   ==,
                   "499999");
  /* Nobody typed that fraction: it goes with the time that it belonged to. */
  time_fixture_set_spin (fixture, "hour_spin", 10);
  time_fixture_assert_sent_as (fixture, "2026-08-05T10:30:00Z");

  dialog_fixture_set_time_text (fixture, "2026-08-05T11:45:00Z");
  g_assert_true (dialog_fixture_shows (fixture, "The archive did not reach this time as of *"));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* Where no day is possible, none is said to have been taken. */
static void
test_time_no_day (DialogFixture *fixture, gconstpointer data)
{
  time_fixture_put_spans (fixture, NULL, 0);
  dialog_fixture_create (fixture);
  dialog_fixture_prefill_time (fixture,
                               "n1",
                               UI_REPOSITORY_ID,
                               ui_instant ("2026-08-05T09:14:07Z"));
  dialog_fixture_present (fixture);
  time_fixture_select_day (fixture, 2026, 8, 4);
  time_fixture_assert_day (fixture, 8, 5);
  g_assert_true (dialog_fixture_shows (fixture, "No day can be restored to, *"));
  g_assert_false (dialog_fixture_shows (fixture, "*nearest possible day was taken*"));
}

/* It is sent as it is shown, with the fraction that was typed, and stops before it where asked. */
static void
test_time_sends (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  time_fixture_open (fixture);
  time_fixture_set_spin (fixture, "hour_spin", 9);
  time_fixture_set_spin (fixture, "minute_spin", 14);
  time_fixture_set_spin (fixture, "second_spin", 7);
  gtk_editable_set_text (time_fixture_get_clock (fixture, "fraction_entry"), "25");
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T09:14:07.25Z");
  gtk_check_button_set_active (dialog_fixture_get (fixture,
                                                   "RepriseRestoreAdvanced",
                                                   "exclusive_button"),
                               TRUE);
  dialog_fixture_confirm (fixture);
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  sent = dialog_fixture_dup_sent (fixture);
  g_assert_nonnull (strstr (sent, "\"target\":\"2026-08-05T09:14:07.25Z\""));
  g_assert_nonnull (strstr (sent, "\"target_exclusive\":true"));
  g_assert_null (strstr (sent, "\"set\""));
}

/* A base is sent only where it was chosen; one that the time goes before is not kept. */
static void
test_time_base (DialogFixture *fixture, gconstpointer data)
{
  GtkWidget *chooser;
  GtkDropDown *drop_down;
  g_autofree char *sent = NULL;

  time_fixture_open (fixture);
  gtk_expander_set_expanded (dialog_fixture_get (fixture, "RepriseRestoreAdvanced", "expander"),
                             TRUE);
  ui_settle ();
  chooser = dialog_fixture_get (fixture, "RepriseRestoreAdvanced", "base_chooser");
  drop_down = GTK_DROP_DOWN (gtk_widget_get_first_child (chooser));
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 0);
  g_assert_true (dialog_fixture_shows (fixture, "Left to pgBackRest: " TIME_BACKUP));
  gtk_drop_down_set_selected (drop_down, 1);
  dialog_fixture_confirm (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "*Chosen on purpose, and sent*"));
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  sent = dialog_fixture_dup_sent (fixture);
  g_assert_nonnull (strstr (sent, "\"set\":\"" TIME_BACKUP "\""));
  g_assert_nonnull (strstr (sent, "\"type\":\"time\""));
}

/* Limits follow the day and the hour at both ends; a day outside gives way and says why. */
static void
test_time_limits (DialogFixture *fixture, gconstpointer data)
{
  double low, high;

  time_fixture_open (fixture);
  gtk_spin_button_get_range (time_fixture_get_clock (fixture, "hour_spin"), &low, &high);
  g_assert_cmpfloat (low, ==, 6);
  g_assert_cmpfloat (high, ==, 12);
  time_fixture_set_spin (fixture, "hour_spin", 6);
  time_fixture_assert_clock (fixture, "06:00:10");
  gtk_spin_button_get_range (time_fixture_get_clock (fixture, "second_spin"), &low, &high);
  g_assert_cmpfloat (low, ==, 10);
  time_fixture_set_spin (fixture, "hour_spin", 12);
  time_fixture_assert_clock (fixture, "12:00:00");

  time_fixture_select_day (fixture, 2026, 8, 4);
  time_fixture_assert_day (fixture, 8, 5);
  g_assert_true (dialog_fixture_shows (fixture, "Nothing before 2026-08-05 06:00:10 UTC can be*"));
  time_fixture_select_day (fixture, 2026, 8, 6);
  time_fixture_assert_day (fixture, 8, 5);
  g_assert_true (dialog_fixture_shows (fixture, "That day lies in the future*"));
  time_fixture_set_spin (fixture, "hour_spin", 8);
  g_assert_false (dialog_fixture_shows (fixture, "That day lies in the future*"));
}

/* Days on which a backup ended are marked, in the month that is shown. */
static void
test_time_marks (DialogFixture *fixture, gconstpointer data)
{
  GtkCalendar *calendar;

  time_fixture_open_in_berlin (fixture);
  calendar = time_fixture_get_clock (fixture, "calendar");
  time_fixture_assert_day (fixture, 11, 1);
  g_assert_true (gtk_calendar_get_day_is_marked (calendar, 1));
  g_assert_false (gtk_calendar_get_day_is_marked (calendar, 2));
  time_fixture_select_day (fixture, 2026, 7, 1);
  g_assert_false (gtk_calendar_get_day_is_marked (calendar, 1));
  time_fixture_select_day (fixture, 2026, 3, 20);
  g_assert_true (gtk_calendar_get_day_is_marked (calendar, 1));
}

/* An hour that came twice asks which; until that is said there is no time. */
static void
test_time_twice (DialogFixture *fixture, gconstpointer data)
{
  GtkCheckButton *second;

  time_fixture_open_in_berlin (fixture);
  time_fixture_select_day (fixture, 2026, 10, 25);
  time_fixture_set_spin (fixture, "hour_spin", 2);
  time_fixture_set_spin (fixture, "minute_spin", 30);
  time_fixture_set_spin (fixture, "second_spin", 0);
  g_assert_true (dialog_fixture_shows (fixture, "Clocks were put back*Which is meant?"));
  time_fixture_assert_none (fixture);
  second = time_fixture_get_clock (fixture, "second_button");
  g_assert_cmpstr (gtk_check_button_get_label (second),
                   ==,
                   "The second time: 2026-10-25T02:30:00+01:00 (CET)");
  gtk_check_button_set_active (second, TRUE);
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-10-25T01:30:00Z");
  gtk_check_button_set_active (time_fixture_get_clock (fixture, "first_button"), TRUE);
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-10-25T00:30:00Z");
}

/* An hour that never came is refused. */
static void
test_time_never (DialogFixture *fixture, gconstpointer data)
{
  time_fixture_open_in_berlin (fixture);
  time_fixture_select_day (fixture, 2026, 3, 29);
  time_fixture_set_spin (fixture, "hour_spin", 2);
  g_assert_true (dialog_fixture_shows (fixture, "It never was 2026-03-29 02:*Europe/Berlin*"));
  time_fixture_assert_none (fixture);
  time_fixture_set_spin (fixture, "hour_spin", 4);
  g_assert_false (dialog_fixture_shows (fixture, "It never was*"));
  g_assert_true (dialog_fixture_shows (fixture, "*Sent as: 2026-03-29T02:*"));
}

/* In another zone it was that time: then what is shown there is what is chosen. */
static void
test_time_never_elsewhere (DialogFixture *fixture, gconstpointer data)
{
  GtkDropDown *chooser;

  time_fixture_open_in_berlin (fixture);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreTimePicker", "zone_chooser");
  time_fixture_select_day (fixture, 2026, 3, 29);
  time_fixture_set_spin (fixture, "hour_spin", 2);
  time_fixture_set_spin (fixture, "minute_spin", 15);
  time_fixture_set_spin (fixture, "second_spin", 0);
  time_fixture_assert_none (fixture);
  gtk_drop_down_set_selected (chooser, 1);
  ui_settle ();
  time_fixture_assert_day (fixture, 3, 29);
  time_fixture_assert_clock (fixture, "02:15:00");
  g_assert_false (dialog_fixture_shows (fixture, "It never was*"));
  time_fixture_assert_sent_as (fixture, "2026-03-29T02:15:00Z");
  gtk_drop_down_set_selected (chooser, 2);
  ui_settle ();
  time_fixture_assert_clock (fixture, "04:15:00");
  time_fixture_assert_sent_as (fixture, "2026-03-29T02:15:00Z");
}

/* A fraction that was typed stays with the hours and minutes of any zone. */
static void
test_time_zones_fraction (DialogFixture *fixture, gconstpointer data)
{
  time_fixture_open_in_berlin (fixture);
  time_fixture_select_day (fixture, 2026, 7, 1);
  gtk_editable_set_text (time_fixture_get_clock (fixture, "fraction_entry"), "25");
  time_fixture_set_spin (fixture, "hour_spin", 1);
  time_fixture_assert_sent_as (fixture, "2026-06-30T23:00:00.25Z");
  gtk_drop_down_set_selected (dialog_fixture_get (fixture,
                                                  "RepriseRestoreTimePicker",
                                                  "zone_chooser"),
                              1);
  ui_settle ();
  time_fixture_set_spin (fixture, "hour_spin", 22);
  time_fixture_assert_sent_as (fixture, "2026-06-30T22:00:00.25Z");
}

/* Another zone shows the same instant, and it is spelled in all of them. */
static void
test_time_zones (DialogFixture *fixture, gconstpointer data)
{
  GtkDropDown *chooser;

  time_fixture_open_in_berlin (fixture);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreTimePicker", "zone_chooser");
  time_fixture_select_day (fixture, 2026, 7, 1);
  time_fixture_set_spin (fixture, "hour_spin", 1);
  time_fixture_assert_sent_as (fixture, "2026-06-30T23:00:00Z");
  gtk_drop_down_set_selected (chooser, 1);
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-06-30T23:00:00Z");
  time_fixture_assert_day (fixture, 6, 30);
  time_fixture_assert_clock (fixture, "23:00:00");
  g_assert_true (dialog_fixture_shows (fixture,
                                       "*UTC: 2026-06-30T23:00:00Z\nn5 (Europe/Berlin): "
                                       "2026-07-01T01:00:00+02:00 (CEST)\n*"));
  time_fixture_select_day (fixture, 2026, 7, 2);
  time_fixture_assert_clock (fixture, "23:00:00");
}

static char *
dup_zone_title (DialogFixture *fixture, guint position)
{
  GtkDropDown *chooser = dialog_fixture_get (fixture, "RepriseRestoreTimePicker", "zone_chooser");
  g_autoptr (RepriseRestoreOption) option =
                 g_list_model_get_item (gtk_drop_down_get_model (chooser), position);

  return g_strdup (reprise_restore_option_get_title (option));
}

/* The zone of a node is named, and where it is not known that is said. */
static void
test_time_zone_unknown (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *known = NULL;
  g_autofree char *unknown = NULL;

  time_fixture_open (fixture);
  known = dup_zone_title (fixture, 2);
  g_assert_cmpstr (known, ==, "Node n1 (Asia/Tokyo)");
  ui_put_database (fixture->backend,
                   &(UiDatabase){ .display_name = "Accounts payable", .without_zones = TRUE });
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ui_settle ();
  time_fixture_open (fixture);
  unknown = dup_zone_title (fixture, 2);
  g_assert_cmpstr (unknown, ==, "Node n1 (zone not known: UTC is used)");
}

/* So long ago is counted from the service's clock, and forgotten when another time is chosen. */
static void
test_time_relative (DialogFixture *fixture, gconstpointer data)
{
  GtkDropDown *chooser;

  time_fixture_open (fixture);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreTimeEntry", "relative_chooser");
  gtk_drop_down_set_selected (chooser, 4);
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T11:00:00Z");
  g_assert_cmpuint (gtk_drop_down_get_selected (chooser), ==, 4);
  time_fixture_set_spin (fixture, "minute_spin", 5);
  g_assert_cmpuint (gtk_drop_down_get_selected (chooser), ==, 0);
  gtk_drop_down_set_selected (chooser, 8);
  ui_settle ();
  g_assert_true (
      dialog_fixture_shows (fixture, "This time lies before the earliest, *06:00:10 UTC."));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* In a dialog that was left open as well: what has become past meanwhile is not in the future, and
 * none of that has to be read again. */
static void
test_time_relative_later (DialogFixture *fixture, gconstpointer data)
{
  guint n_reads;

  time_fixture_open (fixture);
  n_reads = reprise_stub_backend_count (fixture->backend, REPRISE_STUB_INVENTORY);
  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-08-05T12:20:30Z"));
  gtk_drop_down_set_selected (dialog_fixture_get (fixture,
                                                  "RepriseRestoreTimeEntry",
                                                  "relative_chooser"),
                              2);
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T12:05:30Z");
  time_fixture_set_spin (fixture, "minute_spin", 20);
  time_fixture_assert_sent_as (fixture, "2026-08-05T12:20:30Z");
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_INVENTORY),
                    ==,
                    n_reads);
}

/* An instant from elsewhere is there as it is; a reset goes back to it. */
static void
test_time_prefilled (DialogFixture *fixture, gconstpointer data)
{
  dialog_fixture_create (fixture);
  dialog_fixture_prefill_time (fixture,
                               "n2",
                               UI_REPOSITORY_ID,
                               ui_instant ("2026-08-05T09:14:07.25Z"));
  dialog_fixture_present (fixture);
  time_fixture_assert_sent_as (fixture, "2026-08-05T09:14:07.25Z");
  time_fixture_assert_clock (fixture, "09:14:07");
  time_fixture_set_spin (fixture, "hour_spin", 10);
  time_fixture_assert_sent_as (fixture, "2026-08-05T10:14:07Z");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "restore.reset", NULL);
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T09:14:07.25Z");
  time_fixture_assert_clock (fixture, "09:14:07");
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  DIALOG_TEST ("time/ends", test_time_ends);
  DIALOG_TEST ("time/proven-end", test_time_proven_end);
  DIALOG_TEST ("time/no-day", test_time_no_day);
  DIALOG_TEST ("time/sends", test_time_sends);
  DIALOG_TEST ("time/base", test_time_base);
  DIALOG_TEST ("time/limits", test_time_limits);
  DIALOG_TEST ("time/marks", test_time_marks);
  DIALOG_TEST ("time/twice", test_time_twice);
  DIALOG_TEST ("time/never", test_time_never);
  DIALOG_TEST ("time/never-elsewhere", test_time_never_elsewhere);
  DIALOG_TEST ("time/zones", test_time_zones);
  DIALOG_TEST ("time/zones-fraction", test_time_zones_fraction);
  DIALOG_TEST ("time/zone-unknown", test_time_zone_unknown);
  DIALOG_TEST ("time/relative", test_time_relative);
  DIALOG_TEST ("time/relative-later", test_time_relative_later);
  DIALOG_TEST ("time/prefilled", test_time_prefilled);
  return g_test_run ();
}
