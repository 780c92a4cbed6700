/* SPDX-License-Identifier: GPL-3.0-or-later
 * A restore dialog in which a time is chosen. */

#include "config.h"

#include "dialog-time-fixture.h"

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
void
time_fixture_open_in_berlin (DialogFixture *fixture)
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

void
time_fixture_open (DialogFixture *fixture)
{
  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  dialog_fixture_choose_time (fixture);
}

gpointer
time_fixture_get_clock (DialogFixture *fixture, const char *child)
{
  return dialog_fixture_get (fixture, "RepriseRestoreClock", child);
}

void
time_fixture_select_day (DialogFixture *fixture, int year, int month, int day)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day, 0, 0, 0);

  gtk_calendar_select_day (time_fixture_get_clock (fixture, "calendar"), date);
  ui_settle ();
}

void
time_fixture_set_spin (DialogFixture *fixture, const char *spin, double value)
{
  gtk_spin_button_set_value (time_fixture_get_clock (fixture, spin), value);
  ui_settle ();
}

void
time_fixture_assert_day (DialogFixture *fixture, int month, int day)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (time_fixture_get_clock (fixture, "calendar"));

  g_assert_cmpint (g_date_time_get_month (date), ==, month);
  g_assert_cmpint (g_date_time_get_day_of_month (date), ==, day);
}

void
time_fixture_assert_clock (DialogFixture *fixture, const char *expected)
{
  g_autofree char *text =
      g_strdup_printf ("%s:%s:%s",
                       gtk_editable_get_text (time_fixture_get_clock (fixture, "hour_spin")),
                       gtk_editable_get_text (time_fixture_get_clock (fixture, "minute_spin")),
                       gtk_editable_get_text (time_fixture_get_clock (fixture, "second_spin")));

  g_assert_cmpstr (text, ==, expected);
}

/* What stands in the list of spellings as what the service is told. */
void
time_fixture_assert_sent_as (DialogFixture *fixture, const char *time)
{
  g_autofree char *pattern = g_strdup_printf ("*Sent as: %s\n*", time);

  g_assert_true (dialog_fixture_shows (fixture, pattern));
}

void
time_fixture_assert_none (DialogFixture *fixture)
{
  g_assert_false (dialog_fixture_shows (fixture, "*Sent as: *"));
  g_assert_cmpstr (dialog_fixture_get_problem (fixture, "RepriseRestoreTimePicker", "time_field"),
                   ==,
                   "Choose the time to restore to.");
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
}

/* A service that looked into the archive of n1, and found this. */
void
time_fixture_put_spans (DialogFixture *fixture, const RepriseRecoverySpan *spans, gsize n_spans)
{
  RepriseRecoveryWindowFields window_fields = { .checked_at = ui_instant (UI_NOW),
                                                .spans = spans,
                                                .n_spans = n_spans };
  const RepriseBackupFields backup = make_backup (TIME_BACKUP, "2026-08-05T06:00:09Z");
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

GtkWidget *
time_fixture_get_answer (DialogFixture *fixture, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (
      dialog_fixture_get (fixture, "RepriseRestoreTimeEntry", "answers_box"));

  for (; child != NULL && position > 0; position--)
    child = gtk_widget_get_next_sibling (child);
  return child;
}
