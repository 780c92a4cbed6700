/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is typed for a time in the restore dialog: nothing is sent while it says something else. */

#include "config.h"

#include "dialog-time-fixture.h"

#include "support/reprise-ui-support.h"

static gboolean
has_submitted (DialogFixture *fixture)
{
  return fixture->n_submitted > 0;
}

static const char *
get_text_problem (DialogFixture *fixture)
{
  return dialog_fixture_get_problem (fixture, "RepriseRestoreTimeEntry", "text_field");
}

static const char *
get_time_problem (DialogFixture *fixture)
{
  return dialog_fixture_get_problem (fixture, "RepriseRestoreTimePicker", "time_field");
}

/* As it is typed, without Enter. */
static void
type (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  ui_settle ();
}

static void
type_text (DialogFixture *fixture, const char *text)
{
  type (dialog_fixture_get (fixture, "RepriseRestoreTimeEntry", "text_entry"), text);
}

static void
answer (DialogFixture *fixture, guint position)
{
  g_signal_emit_by_name (time_fixture_get_answer (fixture, position), "clicked");
  ui_settle ();
}

static void
assert_answer (DialogFixture *fixture, guint position, const char *label)
{
  GtkButton *button = GTK_BUTTON (time_fixture_get_answer (fixture, position));

  g_assert_cmpstr (gtk_button_get_label (button), ==, label);
}

/* Complete but for what a test types. */
static void
open_confirmed (DialogFixture *fixture)
{
  time_fixture_open (fixture);
  dialog_fixture_confirm (fixture);
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* Nothing is sent, and the plan for another time is not shown. */
static void
assert_held (DialogFixture *fixture)
{
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
  g_assert_false (dialog_fixture_shows (fixture, "n1, n2, n3 of *all data is replaced*"));
  dialog_fixture_send (fixture);
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    0);
}

/* Times are taken as people paste them; without a zone it asks. */
static void
test_typing_text (DialogFixture *fixture, gconstpointer data)
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

  time_fixture_open (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      dialog_fixture_set_time_text (fixture, cases[i].typed);
      time_fixture_assert_sent_as (fixture, cases[i].sent);
    }
  dialog_fixture_set_time_text (fixture, "yesterday");
  g_assert_true (dialog_fixture_shows (fixture, "This is not a time*"));
  time_fixture_assert_sent_as (fixture, "2026-08-05T11:45:00Z");

  dialog_fixture_set_time_text (fixture, "2026-08-05 16:00:00");
  g_assert_true (dialog_fixture_shows (fixture, "That time names no zone. In which is it?"));
  time_fixture_assert_sent_as (fixture, "2026-08-05T11:45:00Z");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (time_fixture_get_answer (fixture, 2))),
                   ==,
                   "Asia/Tokyo");
  g_signal_emit_by_name (time_fixture_get_answer (fixture, 2), "clicked");
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T07:00:00Z");
  g_assert_false (dialog_fixture_shows (fixture, "That time names no zone*"));
}

/* A pasted time that came twice in its zone asks which, too. */
static void
test_typing_twice (DialogFixture *fixture, gconstpointer data)
{
  time_fixture_open_in_berlin (fixture);
  dialog_fixture_set_time_text (fixture, "2026-10-25 02:30:00 Europe/Berlin");
  g_assert_true (dialog_fixture_shows (fixture, "The first time: *"));
  g_signal_emit_by_name (time_fixture_get_answer (fixture, 1), "clicked");
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-10-25T01:30:00Z");
  dialog_fixture_set_time_text (fixture, "2026-03-29 02:30:00 Europe/Berlin");
  g_assert_true (dialog_fixture_shows (fixture, "It never was that time there*"));
}

/* Text that nobody has taken is asked about, and holds the restore until it is taken or cleared. */
static void
test_typing_not_taken (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  open_confirmed (fixture);
  type_text (fixture, "2026-08-05T09:14:07Z");
  g_assert_cmpstr (get_text_problem (fixture), ==, "Press Enter to take this time.");
  assert_held (fixture);
  type_text (fixture, "");
  g_assert_null (get_text_problem (fixture));
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));

  dialog_fixture_set_time_text (fixture, "2026-08-05T09:14:07Z");
  g_assert_null (get_text_problem (fixture));
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  sent = dialog_fixture_dup_sent (fixture);
  g_assert_nonnull (strstr (sent, "\"target\":\"2026-08-05T09:14:07Z\""));
}

/* Who goes on elsewhere has typed what there was to type. */
static void
test_typing_left (DialogFixture *fixture, gconstpointer data)
{
  GtkWidget *entry, *confirmation;

  open_confirmed (fixture);
  entry = dialog_fixture_get (fixture, "RepriseRestoreTimeEntry", "text_entry");
  confirmation = dialog_fixture_get (fixture, "RepriseRestoreConfirm", "entry");
  gtk_widget_grab_focus (entry);
  type (entry, "2026-08-05T09:14:07Z");
  gtk_widget_grab_focus (confirmation);
  ui_settle ();
  time_fixture_assert_sent_as (fixture, "2026-08-05T09:14:07Z");
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));

  gtk_widget_grab_focus (entry);
  type (entry, "2026-08-05 09:14");
  gtk_widget_grab_focus (confirmation);
  ui_settle ();
  g_assert_cmpstr (get_text_problem (fixture), ==, "That time names no zone. In which is it?");
  assert_held (fixture);
}

/* The text says how the time was chosen, so it goes when it is chosen in another way. */
static void
test_typing_stale (DialogFixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  time_fixture_open (fixture);
  entry = dialog_fixture_get (fixture, "RepriseRestoreTimeEntry", "text_entry");
  dialog_fixture_set_time_text (fixture, "2h 30m");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2h 30m");
  time_fixture_set_spin (fixture, "hour_spin", 8);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  time_fixture_assert_sent_as (fixture, "2026-08-05T08:30:00Z");
}

/* What is no time holds the restore too, also where another time is chosen; a reset clears it. */
static void
test_typing_invalid (DialogFixture *fixture, gconstpointer data)
{
  open_confirmed (fixture);
  dialog_fixture_set_time_text (fixture, "yesterday");
  g_assert_cmpstr (get_text_problem (fixture),
                   ==,
                   "This is not a time, nor a length of time back from now.");
  assert_held (fixture);
  time_fixture_set_spin (fixture, "hour_spin", 8);
  assert_held (fixture);
  dialog_fixture_choose_latest (fixture);
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
  dialog_fixture_choose_time (fixture);
  assert_held (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "restore.reset", NULL);
  ui_settle ();
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_time (fixture);
  dialog_fixture_confirm (fixture);
  g_assert_null (get_text_problem (fixture));
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* A question holds it until it is answered. */
static void
test_typing_question (DialogFixture *fixture, gconstpointer data)
{
  open_confirmed (fixture);
  dialog_fixture_set_time_text (fixture, "2026-08-05 16:00:00");
  g_assert_cmpstr (get_text_problem (fixture), ==, "That time names no zone. In which is it?");
  assert_held (fixture);
  answer (fixture, 2);
  g_assert_null (get_text_problem (fixture));
  time_fixture_assert_sent_as (fixture, "2026-08-05T07:00:00Z");
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* What a text calls its zone is asked about by that name. A zone that is not called so is refused
 * in these words, and may be meant all the same. */
static void
test_typing_abbreviation (DialogFixture *fixture, gconstpointer data)
{
  open_confirmed (fixture);
  dialog_fixture_set_time_text (fixture, "2026-08-05 16:00:00 JST");
  g_assert_cmpstr (get_text_problem (fixture), ==, "The time says ‘JST’. In which zone is that?");
  answer (fixture, 2);
  time_fixture_assert_sent_as (fixture, "2026-08-05T07:00:00Z");

  dialog_fixture_set_time_text (fixture, "2026-08-05 09:14:07.5 PST");
  g_assert_cmpstr (get_text_problem (fixture), ==, "The time says ‘PST’. In which zone is that?");
  assert_answer (fixture, 2, "Asia/Tokyo");
  g_assert_null (time_fixture_get_answer (fixture, 3));
  answer (fixture, 2);
  g_assert_cmpstr (get_text_problem (fixture),
                   ==,
                   "‘PST’ is not used in Asia/Tokyo then. In which zone is that time?");
  answer (fixture, 1);
  g_assert_cmpstr (get_text_problem (fixture),
                   ==,
                   "‘PST’ is not used in UTC then. In which zone is that time?");
  assert_held (fixture);
  assert_answer (fixture, 3, "In UTC, whatever ‘PST’ means");
  answer (fixture, 3);
  g_assert_null (get_text_problem (fixture));
  time_fixture_assert_sent_as (fixture, "2026-08-05T09:14:07.5Z");
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* A fraction that is none stays to be seen, and holds the restore; another time takes its place. */
static void
test_typing_fraction (DialogFixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  open_confirmed (fixture);
  entry = time_fixture_get_clock (fixture, "fraction_entry");
  type (entry, "2x");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2x");
  g_assert_cmpstr (get_time_problem (fixture), ==, "A fraction of a second is up to six digits.");
  assert_held (fixture);
  type (entry, "25");
  g_assert_null (get_time_problem (fixture));
  time_fixture_assert_sent_as (fixture, "2026-08-05T11:00:04.25Z");
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));

  type (entry, "2x");
  dialog_fixture_set_time_text (fixture, "2026-08-05T09:14:07Z");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* A spin button takes what is typed later than it is typed. */
static void
test_typing_clock (DialogFixture *fixture, gconstpointer data)
{
  GtkWidget *spin;

  open_confirmed (fixture);
  spin = time_fixture_get_clock (fixture, "hour_spin");
  type (spin, "9");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "9");
  g_assert_cmpstr (get_time_problem (fixture), ==, "Press Enter to take this time of day.");
  assert_held (fixture);
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  ui_settle ();
  g_assert_null (get_time_problem (fixture));
  time_fixture_assert_clock (fixture, "09:00:04");
  time_fixture_assert_sent_as (fixture, "2026-08-05T09:00:04Z");
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));

  type (spin, "1");
  assert_held (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "restore.reset", NULL);
  ui_settle ();
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_time (fixture);
  dialog_fixture_confirm (fixture);
  g_assert_null (get_time_problem (fixture));
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  DIALOG_TEST ("typing/text", test_typing_text);
  DIALOG_TEST ("typing/twice", test_typing_twice);
  DIALOG_TEST ("typing/not-taken", test_typing_not_taken);
  DIALOG_TEST ("typing/left", test_typing_left);
  DIALOG_TEST ("typing/stale", test_typing_stale);
  DIALOG_TEST ("typing/invalid", test_typing_invalid);
  DIALOG_TEST ("typing/question", test_typing_question);
  DIALOG_TEST ("typing/abbreviation", test_typing_abbreviation);
  DIALOG_TEST ("typing/fraction", test_typing_fraction);
  DIALOG_TEST ("typing/clock", test_typing_clock);
  return g_test_run ();
}
