/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the dialog shows before, while and after replication is started. */

#include "config.h"

#include "ui/reprise-replication-dialog.h"

#include "ui/reprise-replication-target-row.h"

#include "support/reprise-nameless.h"
#include "support/reprise-fake-replicator.h"
#include "support/reprise-ui-support.h"
#include "ui-fixture.h"

#include "ui-find.h"

static const char *const hosts[] = { "n1", "n2", NULL };
static const char *const in_set[] = { "default", NULL };

typedef struct
{
  RepriseStubBackend *backend;
  RepriseFakeReplicator *replicator;
  RepriseReplicationDialog *dialog;
  guint n_started;
} Fixture;

static void
add_table (Fixture *fixture, const char *name, gboolean has_primary_key, gboolean is_in_set)
{
  const RepriseNodeTable table = { .name = name,
                                   .has_primary_key = has_primary_key,
                                   .sets = is_in_set ? in_set : NULL };

  reprise_fake_replicator_add_table (fixture->replicator, NULL, &table);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->backend = ui_fixture_new ();
  ui_put_database (fixture->backend, &(UiDatabase){ .n_nodes = 2 });
  fixture->replicator = reprise_fake_replicator_new (REPRISE_REPLICATION_EXTENSION_SPOCK, hosts);
}

/* Tables of each kind, as in the picture of it. */
static void
set_up_tables (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  add_table (fixture, "distributors", FALSE, FALSE);
  add_table (fixture, "accounts", TRUE, FALSE);
  add_table (fixture, "films", TRUE, TRUE);
  add_table (fixture, "state", TRUE, TRUE);
}

static void
count_started_cb (Fixture *fixture)
{
  fixture->n_started++;
}

static void
open_dialog (Fixture *fixture)
{
  g_autoptr (RepriseDatabase) database = ui_database_new (&(UiDatabase){ .n_nodes = 2 });

  fixture->dialog = reprise_replication_dialog_new (REPRISE_BACKEND (fixture->backend),
                                                    REPRISE_REPLICATOR (fixture->replicator),
                                                    database);
  g_signal_connect_swapped (fixture->dialog, "started", G_CALLBACK (count_started_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  ui_settle ();
}

static void
close_dialog (Fixture *fixture)
{
  g_object_ref (fixture->dialog);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ui_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  reprise_test_assert_named (GTK_WIDGET (fixture->dialog));
  close_dialog (fixture);
  g_assert_finalize_object (fixture->dialog);
  g_assert_finalize_object (fixture->replicator);
  g_object_unref (fixture->backend);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog),
                                        REPRISE_TYPE_REPLICATION_DIALOG,
                                        name);
}

/* A dialog, and what it is to say. */
typedef struct
{
  GtkWidget *dialog;
  const char *pattern;
} Expectation;

static gboolean
is_shown (gpointer user_data)
{
  const Expectation *expectation = user_data;

  return ui_shows (expectation->dialog, expectation->pattern);
}

/* What is folded up unfolds in its time. */
static void
assert_shows (Fixture *fixture, const char *pattern)
{
  Expectation expectation = { GTK_WIDGET (fixture->dialog), pattern };

  reprise_test_wait_for (is_shown, &expectation);
}

static GtkWidget *
find_button (GtkWidget *root, const char *action_name)
{
  if (GTK_IS_BUTTON (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action_name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action_name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
can_start (Fixture *fixture)
{
  gboolean complete = FALSE;

  g_object_get (fixture->dialog, "complete", &complete, NULL);
  g_assert_cmpint (gtk_widget_get_sensitive (
                       find_button (GTK_WIDGET (fixture->dialog), "replication.run")),
                   ==,
                   complete);
  return complete;
}

static void
start (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "replication.run", NULL);
  ui_settle ();
}

static void
find_rows (GtkWidget *root, GPtrArray *rows)
{
  if (REPRISE_IS_REPLICATION_TARGET_ROW (root))
    g_ptr_array_add (rows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_rows (child, rows);
}

static GtkWidget *
get_row (Fixture *fixture, guint position)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  find_rows (GTK_WIDGET (fixture->dialog), rows);
  g_assert_cmpuint (rows->len, ==, 2);
  return g_ptr_array_index (rows, position);
}

static gpointer
get_row_child (Fixture *fixture, guint position, const char *name)
{
  return gtk_widget_get_template_child (get_row (fixture, position),
                                        REPRISE_TYPE_REPLICATION_TARGET_ROW,
                                        name);
}

static char *
dup_statements (Fixture *fixture, guint position)
{
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (get_row_child (fixture, position, "statements_view"));
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return text;
}

/* The three kinds of tables, why one cannot, and what would be run on each node. */
static void
test_dialog_shows (Fixture *fixture, gconstpointer data)
{
  g_autofree char *statements = NULL;

  open_dialog (fixture);
  assert_shows (fixture, "1 Incompatible Table");
  assert_shows (fixture, "No primary key");
  assert_shows (fixture, "1 Ready to Replicate");
  assert_shows (fixture, "2 Replicating");
  assert_shows (fixture, "Runs the statements shown below: 2 on 2 nodes.*");
  assert_shows (fixture, "1 table to add");
  statements = dup_statements (fixture, 1);
  g_assert_true (g_str_has_prefix (statements,
                                   "SELECT spock.repset_add_table('default', "
                                   "'public.accounts'::regclass, false)\n"));
  g_assert_true (can_start (fixture));
  g_assert_cmpuint (reprise_fake_replicator_count_runs (fixture->replicator), ==, 0);
}

/* At the button it is done, looked at again and told, once; then there is nothing left to do. */
static void
test_dialog_starts (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  start (fixture);
  g_assert_true (reprise_fake_replicator_is_in_set (fixture->replicator, "n1", "accounts"));
  g_assert_true (reprise_fake_replicator_is_in_set (fixture->replicator, "n2", "accounts"));
  assert_shows (fixture, "3 Replicating");
  g_assert_false (ui_shows (GTK_WIDGET (fixture->dialog), "*Ready to Replicate"));
  assert_shows (fixture, "Replication has started: every node was asked again*");
  assert_shows (fixture, "1 table added");
  g_assert_false (can_start (fixture));
  g_assert_cmpuint (fixture->n_started, ==, 1);
}

/* While it is being done it cannot be started again, and each node says how far it is. */
static void
test_dialog_busy (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  reprise_fake_replicator_hold (fixture->replicator);
  start (fixture);
  g_assert_false (can_start (fixture));
  assert_shows (fixture, "Adding: 0 of 1 table");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "spinner")));
  start (fixture);
  reprise_fake_replicator_release (fixture->replicator);
  ui_settle ();
  g_assert_cmpuint (reprise_fake_replicator_count_runs (fixture->replicator), ==, 2);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "spinner")));
}

/* A node out of reach says so, in its own words, with the statements to run by hand; the other is
 * served, and a retry finds it when it is back. */
static void
test_dialog_unreachable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *statements = NULL;

  reprise_fake_replicator_fail_node (fixture->replicator,
                                     "n2",
                                     REPRISE_REPLICATOR_ERROR_UNREACHABLE,
                                     "No such file or <directory>");
  open_dialog (fixture);
  assert_shows (fixture, "Cannot be reached from here");
  assert_shows (fixture, "No such file or <directory>*Run the statements on this node*");
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (get_row (fixture, 1))));
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (get_row (fixture, 0))));
  statements = dup_statements (fixture, 1);
  g_assert_nonnull (strstr (statements, "public.accounts"));
  start (fixture);
  g_assert_true (reprise_fake_replicator_is_in_set (fixture->replicator, "n1", "accounts"));
  assert_shows (fixture, "Some nodes could not be asked.*");

  g_assert_true (gtk_widget_get_visible (get_child (fixture, "retry_button")));
  reprise_fake_replicator_succeed_node (fixture->replicator, "n2");
  g_signal_emit_by_name (get_child (fixture, "retry_button"), "clicked");
  ui_settle ();
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "retry_button")));
  assert_shows (fixture, "Not yet on n2");
  start (fixture);
  assert_shows (fixture, "3 Replicating");
}

/* A table that a node refuses is shown there with the reason. */
static void
test_dialog_refused (Fixture *fixture, gconstpointer data)
{
  reprise_fake_replicator_fail_table (fixture->replicator,
                                      "n1",
                                      "accounts",
                                      "permission denied for <accounts>");
  open_dialog (fixture);
  start (fixture);
  assert_shows (fixture, "0 of 1 table added, the rest was refused");
  assert_shows (fixture, "permission denied for <accounts>");
  assert_shows (fixture, "Some tables were refused.*");
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (get_row (fixture, 0))));
  g_assert_true (can_start (fixture));
}

/* Where subscriptions are down it is not claimed that anything replicates. */
static void
test_dialog_down (Fixture *fixture, gconstpointer data)
{
  reprise_fake_replicator_set_subscriptions (fixture->replicator, "n2", "down");
  open_dialog (fixture);
  start (fixture);
  assert_shows (fixture, "The tables were added, but not all of them replicate yet.*");
  assert_shows (fixture, "1 table added; its subscription sub is down");
  assert_shows (fixture, "3 Ready to Replicate");
}

/* Without tables, and with all of them replicating, it says so and offers nothing. */
static void
test_dialog_nothing_to_do (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  assert_shows (fixture, "This database has no tables.");
  g_assert_false (can_start (fixture));

  add_table (fixture, "films", TRUE, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "replication.refresh", NULL);
  ui_settle ();
  assert_shows (fixture, "Every table that can replicate does so on all nodes.*");
  g_assert_false (can_start (fixture));
}

/* From a saved file nothing is run, and no node is asked. */
static void
test_dialog_read_only (Fixture *fixture, gconstpointer data)
{
  reprise_stub_backend_set_read_only (fixture->backend, TRUE);
  open_dialog (fixture);
  assert_shows (fixture, "Nothing can be run from here.");
  g_assert_false (can_start (fixture));
  g_assert_cmpuint (reprise_fake_replicator_count_reads (fixture->replicator), ==, 0);
}

/* Closed while nodes are being asked, it goes, and the answers come to nothing. */
static void
test_dialog_closed_early (Fixture *fixture, gconstpointer data)
{
  reprise_fake_replicator_hold (fixture->replicator);
  open_dialog (fixture);
  assert_shows (fixture, "Asking every node for its tables…");
  close_dialog (fixture);
  reprise_fake_replicator_release (fixture->replicator);
  ui_settle ();
  g_assert_finalize_object (fixture->dialog);
  open_dialog (fixture);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
has_text (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

/* What is copied is what is shown. */
static void
test_dialog_copies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *statements = NULL;
  g_autofree char *copied = NULL;

  open_dialog (fixture);
  g_signal_emit_by_name (get_row_child (fixture, 0, "copy_button"), "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->dialog)),
                                 NULL,
                                 text_read_cb,
                                 &copied);
  reprise_test_wait_for (has_text, &copied);
  statements = dup_statements (fixture, 0);
  g_assert_cmpstr (copied, ==, statements);
}

static void
add_case (const char *path, void (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up_tables, function, tear_down);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  add_case ("/ui/replication-dialog/shows", test_dialog_shows);
  add_case ("/ui/replication-dialog/starts", test_dialog_starts);
  add_case ("/ui/replication-dialog/busy", test_dialog_busy);
  add_case ("/ui/replication-dialog/unreachable", test_dialog_unreachable);
  add_case ("/ui/replication-dialog/refused", test_dialog_refused);
  add_case ("/ui/replication-dialog/down", test_dialog_down);
  add_case ("/ui/replication-dialog/read-only", test_dialog_read_only);
  add_case ("/ui/replication-dialog/closed-early", test_dialog_closed_early);
  add_case ("/ui/replication-dialog/copies", test_dialog_copies);
  g_test_add ("/ui/replication-dialog/nothing-to-do",
              Fixture,
              NULL,
              set_up,
              test_dialog_nothing_to_do,
              tear_down);
  return g_test_run ();
}
