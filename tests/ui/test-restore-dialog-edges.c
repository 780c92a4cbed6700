/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moments that cannot be restored to, asked for in every way the restore dialog has: whatever it
 * makes of them, no request holds one. */

#include "config.h"

#include "dialog-time-fixture.h"

#include "support/reprise-ui-support.h"

#define MAX_STRETCHES 2

/* Half open: what can be restored to. */
typedef struct
{
  const char *start;
  const char *end;
} Stretch;

/* A window, and moments on both sides of each of its edges. */
typedef struct
{
  gboolean is_reported;
  Stretch stretches[MAX_STRETCHES];
  const char *refused[16];
  const char *possible[5];
} Window;

/* With a gap, and an end in the middle of a second. */
static const Window reported = {
  .is_reported = TRUE,
  .stretches = { { "2026-08-05T06:00:10Z", "2026-08-05T09:00:00Z" },
                 { "2026-08-05T10:00:01Z", "2026-08-05T11:30:00.5Z" } },
  .refused = { "2025-08-05T08:00:00Z",
               "2026-08-04T23:59:59Z",
               "2026-08-05T00:00:00Z",
               "2026-08-05T06:00:09Z",
               "2026-08-05T06:00:09.999999Z",
               "2026-08-05T09:00:00Z",
               "2026-08-05T09:30:00Z",
               "2026-08-05T10:00:00.999999Z",
               "2026-08-05T11:30:00.5Z",
               "2026-08-05T11:30:00.999999Z",
               "2026-08-05T11:30:01Z",
               "2026-08-05T12:00:00Z",
               "2026-08-05T12:00:01Z",
               "2026-08-06T08:00:00Z",
               "2027-08-05T08:00:00Z" },
  .possible = { "2026-08-05T06:00:10Z",
                "2026-08-05T08:59:59.999999Z",
                "2026-08-05T10:00:01Z",
                "2026-08-05T11:30:00.499999Z" },
};

/* From the oldest backup's end to the service's now. */
static const Window unreported = {
  .stretches = { { "2026-08-05T06:00:10Z", "2026-08-05T12:00:00.000001Z" } },
  .refused = { "2025-08-05T08:00:00Z",
               "2026-08-04T23:59:59Z",
               "2026-08-05T06:00:09Z",
               "2026-08-05T06:00:09.999999Z",
               "2026-08-05T12:00:00.000001Z",
               "2026-08-05T12:00:01Z",
               "2026-08-06T00:00:00Z",
               "2027-08-05T08:00:00Z" },
  .possible = { "2026-08-05T06:00:10Z", "2026-08-05T11:00:05Z", "2026-08-05T12:00:00Z" },
};

/* Nothing was committed after the first backup until long afterwards. */
static const Window idle = {
  .is_reported = TRUE,
  .stretches = { { "2026-08-05T10:00:01Z", "2026-08-05T11:30:00Z" } },
  .refused = { "2026-08-05T06:00:10Z", "2026-08-05T10:00:00.999999Z", "2026-08-05T11:30:00Z" },
  .possible = { "2026-08-05T10:00:01Z", "2026-08-05T10:45:00Z", "2026-08-05T11:29:59.999999Z" },
};

static gboolean
is_possible (const Window *window, RepriseInstant instant)
{
  for (gsize i = 0; i < MAX_STRETCHES && window->stretches[i].start != NULL; i++)
    if (instant >= ui_instant (window->stretches[i].start) &&
        instant < ui_instant (window->stretches[i].end))
      return TRUE;
  return FALSE;
}

static void
open_window (DialogFixture *fixture, const Window *window)
{
  RepriseRecoverySpan spans[MAX_STRETCHES] = { 0 };
  gsize n_spans = 0;

  for (; n_spans < MAX_STRETCHES && window->stretches[n_spans].start != NULL; n_spans++)
    spans[n_spans] = (RepriseRecoverySpan){
      .earliest = ui_instant (window->stretches[n_spans].start),
      .latest_exclusive = ui_instant (window->stretches[n_spans].end),
      .base_label = TIME_BACKUP,
    };
  if (window->is_reported)
    time_fixture_put_spans (fixture, spans, n_spans);
  fixture->must_not_send = TRUE;
  time_fixture_open (fixture);
  dialog_fixture_confirm (fixture);
}

/* The time that would be sent, as the service would be told it; NULL where nothing would. */
static char *
dup_target (DialogFixture *fixture)
{
  GtkWidget *plan = ui_find (GTK_WIDGET (fixture->dialog), NULL, "RepriseRestorePlanView");
  g_autofree char *request = NULL;
  const char *target, *end;

  if (!reprise_restore_dialog_get_complete (fixture->dialog))
    return NULL;
  gtk_widget_activate_action (plan, "plan.copy-json", NULL);
  request = dialog_fixture_read_clipboard (fixture);
  target = strstr (request, "\"target\":\"");
  g_assert_nonnull (target);
  target += strlen ("\"target\":\"");
  end = strchr (target, '"');
  g_assert_nonnull (end);
  return g_strndup (target, (gsize) (end - target));
}

static void
assert_not_refused (DialogFixture *fixture, const Window *window, const char *asked_for)
{
  g_autofree char *target = dup_target (fixture);

  if (target != NULL && !is_possible (window, ui_instant (target)))
    g_error ("asked for %s, the request holds %s", asked_for, target);
}

static void
set_fraction (DialogFixture *fixture, const char *text)
{
  gtk_editable_set_text (time_fixture_get_clock (fixture, "fraction_entry"), text);
  ui_settle ();
}

static void
type_spin (DialogFixture *fixture, const char *name, int value)
{
  GtkSpinButton *spin = time_fixture_get_clock (fixture, name);
  g_autofree char *text = g_strdup_printf ("%d", value);

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  gtk_spin_button_update (spin);
  ui_settle ();
}

/* By a click at the arrows or by the keyboard, in both orders: the limits of one follow the other.
 */
static void
ask_by_clock (DialogFixture *fixture,
              const char *text,
              void (*set) (DialogFixture *, const char *, int),
              gboolean is_backwards)
{
  static const char *const names[] = { "hour_spin", "minute_spin", "second_spin" };
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, NULL);
  int values[] = { g_date_time_get_hour (date),
                   g_date_time_get_minute (date),
                   g_date_time_get_second (date) };
  g_autofree char *fraction = g_strdup_printf ("%06d", g_date_time_get_microsecond (date));

  time_fixture_select_day (fixture,
                           g_date_time_get_year (date),
                           g_date_time_get_month (date),
                           g_date_time_get_day_of_month (date));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize place = is_backwards ? G_N_ELEMENTS (names) - 1 - i : i;

      set (fixture, names[place], values[place]);
    }
  set_fraction (fixture, fraction);
}

static void
set_spin (DialogFixture *fixture, const char *name, int value)
{
  time_fixture_set_spin (fixture, name, value);
}

/* Calendar, spin buttons and fraction, from a time that is possible each time: once set from the
 * hour on, once typed from the second on. */
static void
test_edges_clock (DialogFixture *fixture, gconstpointer data)
{
  const Window *window = data;
  guint n_complete = 0;

  open_window (fixture, window);
  for (gsize i = 0; window->refused[i] != NULL; i++)
    for (int is_typed = 0; is_typed < 2; is_typed++)
      {
        dialog_fixture_set_time_text (fixture, window->possible[i % 3]);
        ask_by_clock (fixture, window->refused[i], is_typed ? type_spin : set_spin, is_typed);
        n_complete += reprise_restore_dialog_get_complete (fixture->dialog);
        assert_not_refused (fixture, window, window->refused[i]);
      }
  g_assert_cmpuint (n_complete, >, 0);
}

/* What is possible can be chosen there, to the last digit. */
static void
test_edges_clock_possible (DialogFixture *fixture, gconstpointer data)
{
  const Window *window = data;

  open_window (fixture, window);
  for (gsize i = 0; window->possible[i] != NULL; i++)
    {
      g_autofree char *target = NULL;

      ask_by_clock (fixture, window->possible[i], set_spin, FALSE);
      target = dup_target (fixture);
      g_assert_cmpstr (target, ==, window->possible[i]);
    }
}

/* Text is taken to the letter, and then refused, or sent to the letter. */
static void
test_edges_text (DialogFixture *fixture, gconstpointer data)
{
  const Window *window = data;

  open_window (fixture, window);
  for (gsize i = 0; window->refused[i] != NULL; i++)
    {
      dialog_fixture_set_time_text (fixture, window->refused[i]);
      g_assert_nonnull (
          dialog_fixture_get_problem (fixture, "RepriseRestoreTimePicker", "time_field"));
      g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
      dialog_fixture_send (fixture);
    }
  for (gsize i = 0; window->possible[i] != NULL; i++)
    {
      g_autofree char *target = NULL;

      dialog_fixture_set_time_text (fixture, window->possible[i]);
      target = dup_target (fixture);
      g_assert_cmpstr (target, ==, window->possible[i]);
    }
}

/* So long ago, from the list and typed, around both ends. */
static void
test_edges_relative (DialogFixture *fixture, gconstpointer data)
{
  static const char *const lengths[] = { "0s",         "1s", "30m",   "29m 59s",
                                         "29m 60s",    "2h", "3h",    "5h 59m 50s",
                                         "5h 59m 51s", "6h", "1 day", "52 weeks" };
  const Window *window = data;
  GtkDropDown *chooser;
  guint n_complete = 0;

  open_window (fixture, window);
  chooser = dialog_fixture_get (fixture, "RepriseRestoreTimeEntry", "relative_chooser");
  for (guint i = 1; i < g_list_model_get_n_items (gtk_drop_down_get_model (chooser)); i++)
    {
      gtk_drop_down_set_selected (chooser, i);
      ui_settle ();
      n_complete += reprise_restore_dialog_get_complete (fixture->dialog);
      assert_not_refused (fixture, window, "a length of the list");
    }
  g_assert_cmpuint (n_complete, >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      dialog_fixture_set_time_text (fixture, lengths[i]);
      assert_not_refused (fixture, window, lengths[i]);
    }
}

/* The buttons for both ends, and what is proposed at first. */
static void
test_edges_ends (DialogFixture *fixture, gconstpointer data)
{
  static const char *const buttons[] = { "earliest_button", "latest_button" };
  const Window *window = data;

  open_window (fixture, window);
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
  assert_not_refused (fixture, window, "nothing");
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      g_signal_emit_by_name (dialog_fixture_get (fixture, "RepriseRestoreEnds", buttons[i]),
                             "clicked");
      ui_settle ();
      g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
      assert_not_refused (fixture, window, buttons[i]);
    }
}

static void
add (const char *name, void (*test) (DialogFixture *, gconstpointer))
{
  static const struct
  {
    const char *name;
    const Window *window;
  } windows[] = { { "reported", &reported }, { "unreported", &unreported }, { "idle", &idle } };

  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/ui/restore-dialog/edges/%s/%s", name, windows[i].name);

      g_test_add (path,
                  DialogFixture,
                  windows[i].window,
                  dialog_fixture_set_up,
                  test,
                  dialog_fixture_tear_down);
    }
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  add ("clock", test_edges_clock);
  add ("clock-possible", test_edges_clock_possible);
  add ("text", test_edges_text);
  add ("relative", test_edges_relative);
  add ("ends", test_edges_ends);
  return g_test_run ();
}
