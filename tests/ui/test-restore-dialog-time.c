/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a time is chosen in the restore dialog, by whatever way. */

#include "config.h"

#include "restore-dialog-fixture.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-restore-option.h"

#define FULL "20260805-060001F"

static RepriseBackupFields
make_backup (const char *label, const char *finished_at)
{
  RepriseBackupFields fields = REPRISE_BACKUP_FIELDS_INIT;

  fields.label = label;
  fields.backup_type = REPRISE_BACKUP_TYPE_FULL;
  fields.finished_at = ui_instant (finished_at);
  fields.started_at = fields.finished_at - 8 * REPRISE_INSTANT_SECOND;
  fields.wal_start = fields.wal_stop = "000000010000000000000002";
  return fields;
}

/* Backups of n5, which stands in Berlin, around both changes of its clocks. */
static void
open_in_berlin (DialogFixture *fixture)
{
  const RepriseBackupFields backups[] = { make_backup ("A", "2026-03-01T12:00:00Z"),
                                          make_backup ("B", "2026-11-01T12:00:00Z") };
  g_autoptr (RepriseInventory) inventory =
                 ui_inventory_new (UI_REPOSITORY_ID, "n5", backups, G_N_ELEMENTS (backups));

  ui_put_database (fixture->backend,
                   &(UiDatabase){ .display_name = "Accounts payable", .n_nodes = 9 });
  reprise_stub_backend_clear (fixture->backend, REPRISE_STUB_INVENTORY);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
  reprise_stub_backend_set_now (fixture->backend, ui_instant ("2026-11-01T12:30:00Z"));
  dialog_fixture_create (fixture);
  reprise_restore_dialog_set_zone_choice (fixture->dialog, "node");
  dialog_fixture_present (fixture);
  dialog_fixture_choose_node (fixture, 4);
  dialog_fixture_choose_time (fixture);
}

static void
open_time (DialogFixture *fixture)
{
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_time (fixture);
}

static gpointer
get_clock (DialogFixture *fixture, const char *child)
{
  return dialog_fixture_get (fixture, "RepriseRestoreClock", child);
}

static void
select_day (DialogFixture *fixture, int year, int month, int day)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day, 0, 0, 0);

  gtk_calendar_select_day (get_clock (fixture, "calendar"), date);
  ui_settle ();
}

static void
set_spin (DialogFixture *fixture, const char *spin, double value)
{
  gtk_spin_button_set_value (get_clock (fixture, spin), value);
  ui_settle ();
}

static void
assert_day (DialogFixture *fixture, int month, int day)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (get_clock (fixture, "calendar"));

  g_assert_cmpint (g_date_time_get_month (date), ==, month);
  g_assert_cmpint (g_date_time_get_day_of_month (date), ==, day);
}

static void
assert_clock (DialogFixture *fixture, const char *expected)
{
  g_autofree char *text =
      g_strdup_printf ("%s:%s:%s",
                       gtk_editable_get_text (get_clock (fixture, "hour_spin")),
                       gtk_editable_get_text (get_clock (fixture, "minute_spin")),
                       gtk_editable_get_text (get_clock (fixture, "second_spin")));

  g_assert_cmpstr (text, ==, expected);
}

/* What stands in the list of spellings as what the service is told. */
static void
assert_sent_as (DialogFixture *fixture, const char *time)
{
  g_autofree char *pattern = g_strdup_printf ("*Sent as: %s\n*", time);

  g_assert_true (dialog_fixture_shows (fixture, pattern));
}

static void
assert_no_time (DialogFixture *fixture)
{
  g_assert_false (dialog_fixture_shows (fixture, "*Sent as: *"));
  g_assert_cmpstr (dialog_fixture_get_problem (fixture, "RepriseRestoreTimePicker", "time_field"),
                   ==,
                   "Choose the time to restore to.");
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
}

static gboolean
has_submitted (DialogFixture *fixture)
{
  return fixture->n_submitted > 0;
}

/* The latest likely time is there to begin with; both ends are told, and one click takes each. */
static void
test_time_ends (DialogFixture *fixture, gconstpointer data)
{
  open_time (fixture);
  assert_sent_as (fixture, "2026-08-05T11:00:04Z");
  g_assert_true (dialog_fixture_shows (fixture, "Earliest: 2026-08-05T06:00:10Z"));
  g_assert_true (dialog_fixture_shows (fixture, "Latest: 2026-08-05T11:00:04Z, likely: *"));
  g_assert_true (dialog_fixture_shows (fixture, "Likely: *\nPossible: *12:00:00 UTC"));
  g_assert_true (dialog_fixture_shows (fixture, "Only “Restore to latest point” reaches*"));
  g_signal_emit_by_name (dialog_fixture_get (fixture, "RepriseRestoreEnds", "earliest_button"),
                         "clicked");
  ui_settle ();
  assert_sent_as (fixture, "2026-08-05T06:00:10Z");
  assert_clock (fixture, "06:00:10");
  g_signal_emit_by_name (dialog_fixture_get (fixture, "RepriseRestoreEnds", "latest_button"),
                         "clicked");
  ui_settle ();
  assert_sent_as (fixture, "2026-08-05T11:00:04Z");
}

/* A service that looked into the archive of n1, and found this. */
static void
put_spans (DialogFixture *fixture, const RepriseRecoverySpan *spans, gsize n_spans)
{
  RepriseRecoveryWindowFields window_fields = { .checked_at = ui_instant (UI_NOW),
                                                .spans = spans,
                                                .n_spans = n_spans };
  const RepriseBackupFields backup = make_backup (FULL, "2026-08-05T06:00:09Z");
  RepriseInventoryFields fields = REPRISE_INVENTORY_FIELDS_INIT;
  g_autoptr (RepriseRecoveryWindow) window = reprise_recovery_window_new (&window_fields);
  g_autoptr (RepriseBackupList) list = reprise_backup_list_new (&backup, 1);
  g_autoptr (RepriseInventory) inventory = NULL;

  fields.database_id = UI_DATABASE_ID;
  fields.repository_id = UI_REPOSITORY_ID;
  fields.node_name = "n1";
  fields.status_code = 0;
  fields.backups = list;
  fields.recovery_window = window;
  fields.is_complete = TRUE;
  inventory = reprise_inventory_new (&fields);
  reprise_stub_backend_clear (fixture->backend, REPRISE_STUB_INVENTORY);
  reprise_stub_backend_put_inventory (fixture->backend, inventory);
}

/* Where the end is proven, the latest is the last microsecond before it. */
static void
test_time_proven_end (DialogFixture *fixture, gconstpointer data)
{
  const RepriseRecoverySpan span = { .earliest = ui_instant ("2026-08-05T06:00:10Z"),
                                     .latest_exclusive = ui_instant ("2026-08-05T11:30:00.5Z"),
                                     .base_label = FULL };

  put_spans (fixture, &span, 1);
  open_time (fixture);
  assert_sent_as (fixture, "2026-08-05T11:30:00Z");
  g_assert_true (dialog_fixture_shows (fixture, "*Certainty: proven: *"));
  g_signal_emit_by_name (dialog_fixture_get (fixture, "RepriseRestoreEnds", "latest_button"),
                         "clicked");
  ui_settle ();
  assert_sent_as (fixture, "2026-08-05T11:30:00.499999Z");
  g_assert_cmpstr (gtk_editable_get_text (get_clock (fixture, "fraction_entry")), ==, "499999");
  /* Nobody typed that fraction: it goes with the time that it belonged to. */
  set_spin (fixture, "hour_spin", 10);
  assert_sent_as (fixture, "2026-08-05T10:30:00Z");

  dialog_fixture_set_time_text (fixture, "2026-08-05T11:45:00Z");
  g_assert_true (dialog_fixture_shows (fixture, "The archive did not reach this time as of *"));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* Where no day is possible, none is said to have been taken. */
static void
test_time_no_day (DialogFixture *fixture, gconstpointer data)
{
  put_spans (fixture, NULL, 0);
  dialog_fixture_create (fixture);
  dialog_fixture_prefill_time (fixture,
                               "n1",
                               UI_REPOSITORY_ID,
                               ui_instant ("2026-08-05T09:14:07Z"));
  dialog_fixture_present (fixture);
  select_day (fixture, 2026, 8, 4);
  assert_day (fixture, 8, 5);
  g_assert_true (dialog_fixture_shows (fixture, "No day can be restored to, *"));
  g_assert_false (dialog_fixture_shows (fixture, "*nearest possible day was taken*"));
}

/* It is sent as it is shown, with the fraction that was typed, and stops before it where asked. */
static void
test_time_sends (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  open_time (fixture);
  set_spin (fixture, "hour_spin", 9);
  set_spin (fixture, "minute_spin", 14);
  set_spin (fixture, "second_spin", 7);
  gtk_editable_set_text (get_clock (fixture, "fraction_entry"), "25");
  ui_settle ();
  assert_sent_as (fixture, "2026-08-05T09:14:07.25Z");
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

  open_time (fixture);
  gtk_expander_set_expanded (dialog_fixture_get (fixture, "RepriseRestoreAdvanced", "expander"),
                             TRUE);
  ui_settle ();
  chooser = dialog_fixture_get (fixture, "RepriseRestoreAdvanced", "base_chooser");
  drop_down = GTK_DROP_DOWN (gtk_widget_get_first_child (chooser));
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 0);
  g_assert_true (dialog_fixture_shows (fixture, "Left to pgBackRest: " FULL));
  gtk_drop_down_set_selected (drop_down, 1);
  dialog_fixture_confirm (fixture);
  g_assert_true (dialog_fixture_shows (fixture, "*Chosen on purpose, and sent*"));
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  sent = dialog_fixture_dup_sent (fixture);
  g_assert_nonnull (strstr (sent, "\"set\":\"" FULL "\""));
  g_assert_nonnull (strstr (sent, "\"type\":\"time\""));
}

/* Limits follow the day and the hour at both ends; a day outside gives way and says why. */
static void
test_time_limits (DialogFixture *fixture, gconstpointer data)
{
  double low, high;

  open_time (fixture);
  gtk_spin_button_get_range (get_clock (fixture, "hour_spin"), &low, &high);
  g_assert_cmpfloat (low, ==, 6);
  g_assert_cmpfloat (high, ==, 12);
  set_spin (fixture, "hour_spin", 6);
  assert_clock (fixture, "06:00:10");
  gtk_spin_button_get_range (get_clock (fixture, "second_spin"), &low, &high);
  g_assert_cmpfloat (low, ==, 10);
  set_spin (fixture, "hour_spin", 12);
  assert_clock (fixture, "12:00:00");

  select_day (fixture, 2026, 8, 4);
  assert_day (fixture, 8, 5);
  g_assert_true (dialog_fixture_shows (fixture, "Nothing before 2026-08-05 06:00:10 UTC can be*"));
  select_day (fixture, 2026, 8, 6);
  assert_day (fixture, 8, 5);
  g_assert_true (dialog_fixture_shows (fixture, "That day lies in the future*"));
  set_spin (fixture, "hour_spin", 8);
  g_assert_false (dialog_fixture_shows (fixture, "That day lies in the future*"));
}

/* Days on which a backup ended are marked, in the month that is shown. */
static void
test_time_marks (DialogFixture *fixture, gconstpointer data)
{
  GtkCalendar *calendar;

  open_in_berlin (fixture);
  calendar = get_clock (fixture, "calendar");
  assert_day (fixture, 11, 1);
  g_assert_true (gtk_calendar_get_day_is_marked (calendar, 1));
  g_assert_false (gtk_calendar_get_day_is_marked (calendar, 2));
  select_day (fixture, 2026, 7, 1);
  g_assert_false (gtk_calendar_get_day_is_marked (calendar, 1));
  select_day (fixture, 2026, 3, 20);
  g_assert_true (gtk_calendar_get_day_is_marked (calendar, 1));
}

/* An hour that came twice asks which; until that is said there is no time. */
static void
test_time_twice (DialogFixture *fixture, gconstpointer data)
{
  GtkCheckButton *second;

  open_in_berlin (fixture);
  select_day (fixture, 2026, 10, 25);
  set_spin (fixture, "hour_spin", 2);
  set_spin (fixture, "minute_spin", 30);
  set_spin (fixture, "second_spin", 0);
  g_assert_true (dialog_fixture_shows (fixture, "Clocks were put back*Which is meant?"));
  assert_no_time (fixture);
  second = get_clock (fixture, "second_button");
  g_assert_cmpstr (gtk_check_button_get_label (second),
                   ==,
                   "The second time: 2026-10-25T02:30:00+01:00 (CET)");
  gtk_check_button_set_active (second, TRUE);
  ui_settle ();
  assert_sent_as (fixture, "2026-10-25T01:30:00Z");
  gtk_check_button_set_active (get_clock (fixture, "first_button"), TRUE);
  ui_settle ();
  assert_sent_as (fixture, "2026-10-25T00:30:00Z");
}

/* An hour that never came is refused. */
static void
test_time_never (DialogFixture *fixture, gconstpointer data)
{
  open_in_berlin (fixture);
  select_day (fixture, 2026, 3, 29);
  set_spin (fixture, "hour_spin", 2);
  g_assert_true (dialog_fixture_shows (fixture, "It never was 2026-03-29 02:*Europe/Berlin*"));
  assert_no_time (fixture);
  set_spin (fixture, "hour_spin", 4);
  g_assert_false (dialog_fixture_shows (fixture, "It never was*"));
  g_assert_true (dialog_fixture_shows (fixture, "*Sent as: 2026-03-29T02:*"));
}

/* In another zone it was that time: then what is shown there is what is chosen. */
static void
test_time_never_elsewhere (DialogFixture *fixture, gconstpointer data)
{
  GtkDropDown *chooser;

  open_in_berlin (fixture);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreTimePicker", "zone_chooser");
  select_day (fixture, 2026, 3, 29);
  set_spin (fixture, "hour_spin", 2);
  set_spin (fixture, "minute_spin", 15);
  set_spin (fixture, "second_spin", 0);
  assert_no_time (fixture);
  gtk_drop_down_set_selected (chooser, 1);
  ui_settle ();
  assert_day (fixture, 3, 29);
  assert_clock (fixture, "02:15:00");
  g_assert_false (dialog_fixture_shows (fixture, "It never was*"));
  assert_sent_as (fixture, "2026-03-29T02:15:00Z");
  gtk_drop_down_set_selected (chooser, 2);
  ui_settle ();
  assert_clock (fixture, "04:15:00");
  assert_sent_as (fixture, "2026-03-29T02:15:00Z");
}

/* Another zone shows the same instant, and it is spelled in all of them. */
static void
test_time_zones (DialogFixture *fixture, gconstpointer data)
{
  GtkDropDown *chooser;

  open_in_berlin (fixture);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreTimePicker", "zone_chooser");
  select_day (fixture, 2026, 7, 1);
  set_spin (fixture, "hour_spin", 1);
  assert_sent_as (fixture, "2026-06-30T23:00:00Z");
  gtk_drop_down_set_selected (chooser, 1);
  ui_settle ();
  assert_sent_as (fixture, "2026-06-30T23:00:00Z");
  assert_day (fixture, 6, 30);
  assert_clock (fixture, "23:00:00");
  g_assert_true (dialog_fixture_shows (fixture,
                                       "*UTC: 2026-06-30T23:00:00Z\nn5 (Europe/Berlin): "
                                       "2026-07-01T01:00:00+02:00 (CEST)\n*"));
  select_day (fixture, 2026, 7, 2);
  assert_clock (fixture, "23:00:00");
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

  open_time (fixture);
  known = dup_zone_title (fixture, 2);
  g_assert_cmpstr (known, ==, "Node n1 (Asia/Tokyo)");
  ui_put_database (fixture->backend,
                   &(UiDatabase){ .display_name = "Accounts payable", .without_zones = TRUE });
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ui_settle ();
  open_time (fixture);
  unknown = dup_zone_title (fixture, 2);
  g_assert_cmpstr (unknown, ==, "Node n1 (zone not known: UTC is used)");
}

static GtkWidget *
get_answer (DialogFixture *fixture, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (
      dialog_fixture_get (fixture, "RepriseRestoreTimeEntry", "answers_box"));

  for (; child != NULL && position > 0; position--)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Times are taken as people paste them; without a zone it asks. */
static void
test_time_text (DialogFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *sent;
  } cases[] = {
    { "2026-08-05T09:14:07.123456Z", "2026-08-05T09:14:07.123456Z" },
    { "2026-08-05 11:14:07.5+02", "2026-08-05T09:14:07.5Z" },
    { "2026-08-05 07:14:07.123 UTC [1234] ERROR:  oops", "2026-08-05T07:14:07.123Z" },
    { "2h 30m", "2026-08-05T09:30:00Z" },
    { "15 minutes ago", "2026-08-05T11:45:00Z" },
  };

  open_time (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      dialog_fixture_set_time_text (fixture, cases[i].typed);
      assert_sent_as (fixture, cases[i].sent);
    }
  dialog_fixture_set_time_text (fixture, "yesterday");
  g_assert_true (dialog_fixture_shows (fixture, "This is not a time*"));
  assert_sent_as (fixture, "2026-08-05T11:45:00Z");

  dialog_fixture_set_time_text (fixture, "2026-08-05 16:00:00");
  g_assert_true (dialog_fixture_shows (fixture, "That time names no zone. In which is it?"));
  assert_sent_as (fixture, "2026-08-05T11:45:00Z");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_answer (fixture, 2))), ==, "Asia/Tokyo");
  g_signal_emit_by_name (get_answer (fixture, 2), "clicked");
  ui_settle ();
  assert_sent_as (fixture, "2026-08-05T07:00:00Z");
  g_assert_false (dialog_fixture_shows (fixture, "That time names no zone*"));
}

/* A pasted time that came twice in its zone asks which, too. */
static void
test_time_text_twice (DialogFixture *fixture, gconstpointer data)
{
  open_in_berlin (fixture);
  dialog_fixture_set_time_text (fixture, "2026-10-25 02:30:00 Europe/Berlin");
  g_assert_true (dialog_fixture_shows (fixture, "The first time: *"));
  g_signal_emit_by_name (get_answer (fixture, 1), "clicked");
  ui_settle ();
  assert_sent_as (fixture, "2026-10-25T01:30:00Z");
  dialog_fixture_set_time_text (fixture, "2026-03-29 02:30:00 Europe/Berlin");
  g_assert_true (dialog_fixture_shows (fixture, "It never was that time there*"));
}

/* So long ago is counted from the service's clock, and forgotten when another time is chosen. */
static void
test_time_relative (DialogFixture *fixture, gconstpointer data)
{
  GtkDropDown *chooser;

  open_time (fixture);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreTimeEntry", "relative_chooser");
  gtk_drop_down_set_selected (chooser, 4);
  ui_settle ();
  assert_sent_as (fixture, "2026-08-05T11:00:00Z");
  g_assert_cmpuint (gtk_drop_down_get_selected (chooser), ==, 4);
  set_spin (fixture, "minute_spin", 5);
  g_assert_cmpuint (gtk_drop_down_get_selected (chooser), ==, 0);
  gtk_drop_down_set_selected (chooser, 8);
  ui_settle ();
  g_assert_true (
      dialog_fixture_shows (fixture, "This time lies before the earliest, *06:00:10 UTC."));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
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
  assert_sent_as (fixture, "2026-08-05T09:14:07.25Z");
  assert_clock (fixture, "09:14:07");
  set_spin (fixture, "hour_spin", 10);
  assert_sent_as (fixture, "2026-08-05T10:14:07Z");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "restore.reset", NULL);
  ui_settle ();
  assert_sent_as (fixture, "2026-08-05T09:14:07.25Z");
  assert_clock (fixture, "09:14:07");
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
  DIALOG_TEST ("time/zone-unknown", test_time_zone_unknown);
  DIALOG_TEST ("time/text", test_time_text);
  DIALOG_TEST ("time/text-twice", test_time_text_twice);
  DIALOG_TEST ("time/relative", test_time_relative);
  DIALOG_TEST ("time/prefilled", test_time_prefilled);
  return g_test_run ();
}
