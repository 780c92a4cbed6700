/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the restore dialog sends, when it can, and what it says where it cannot. */

#include "config.h"

#include "restore-dialog-fixture.h"

#include "support/reprise-ui-support.h"

#define NEWEST "20260805-060001F_20260805-110001I"

static gboolean
has_submitted (DialogFixture *fixture)
{
  return fixture->n_submitted > 0;
}

/* The drop-down list of backups. */
static GtkDropDown *
get_backups (DialogFixture *fixture)
{
  GtkWidget *chooser = dialog_fixture_get (fixture, "RepriseRestoreMethodView", "backup_chooser");

  return GTK_DROP_DOWN (gtk_widget_get_first_child (chooser));
}

/* A backup is chosen, confirmed and sent once, and what is sent is what the plan said. */
static void
test_dialog_sends_backup (DialogFixture *fixture, gconstpointer data)
{
  g_autofree char *sent = NULL;

  dialog_fixture_open (fixture);
  dialog_fixture_choose_node (fixture, 0);
  gtk_drop_down_set_selected (get_backups (fixture), 0);
  ui_settle ();
  g_assert_true (dialog_fixture_shows (fixture, "*" NEWEST "*"));
  g_assert_false (reprise_restore_dialog_get_complete (fixture->dialog));
  dialog_fixture_confirm (fixture);
  g_assert_true (reprise_restore_dialog_get_complete (fixture->dialog));
  dialog_fixture_send (fixture);
  dialog_fixture_await (fixture, has_submitted);
  sent = dialog_fixture_dup_sent (fixture);
  g_assert_cmpstr (sent,
                   ==,
                   "{\"provider\":\"pgbackrest\",\"target_nodes\":[\"n1\",\"n2\",\"n3\"],"
                   "\"restore_config\":{\"node_name\":\"n1\",\"repositories\":"
                   "[\"" UI_REPOSITORY_ID "\"]},"
                   "\"restore_command\":{\"set\":\"" NEWEST "\",\"type\":\"immediate\"}}");
  g_assert_cmpuint (reprise_stub_backend_count (fixture->backend, REPRISE_STUB_SEND_RESTORE),
                    ==,
                    1);
  g_assert_cmpuint (fixture->n_submitted, ==, 1);
  g_assert_null (fixture->dialog);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  DIALOG_TEST ("sends-backup", test_dialog_sends_backup);
  return g_test_run ();
}
