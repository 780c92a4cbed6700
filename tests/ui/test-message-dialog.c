/* SPDX-License-Identifier: GPL-3.0-or-later
 * A dialog that says something and takes an answer. */

#include "config.h"

#include "support/reprise-nameless.h"
#include "support/reprise-ui-support.h"
#include "ui-find.h"
#include "ui-fixture.h"
#include "ui/reprise-message-dialog.h"

static void
answered_cb (GString *answers, const char *id)
{
  g_string_append_printf (answers, "%s;", id);
}

/* One with an answer that is harmless and one that is not; closed, it lets go of the window. */
static RepriseMessageDialog *
open_dialog (GString *answers)
{
  RepriseMessageDialog *dialog =
      reprise_message_dialog_new (NULL,
                                  "“a-name-without-a-place-to-break-it-at.reprise.json” Is Gone",
                                  "It says <b>so</b>.");

  reprise_message_dialog_add_response (dialog, "stay", "_Keep Open");
  reprise_message_dialog_add_destructive_response (dialog, "close", "_Close");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (answered_cb), answers);
  gtk_window_present (GTK_WINDOW (dialog));
  ui_settle ();
  return dialog;
}

static void
assert_gone (RepriseMessageDialog *dialog)
{
  ui_settle ();
  g_assert_finalize_object (dialog);
}

/* The answer is told once, and closes the dialog. */
static void
test_message_dialog_answers (void)
{
  g_autoptr (GString) answers = g_string_new (NULL);
  RepriseMessageDialog *dialog = g_object_ref (open_dialog (answers));
  GtkWidget *harmless = gtk_window_get_default_widget (GTK_WINDOW (dialog));

  g_assert_true (ui_shows (GTK_WIDGET (dialog), "It says <b>so</b>."));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == harmless);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (harmless)), ==, "_Keep Open");
  g_assert_false (gtk_widget_has_css_class (harmless, "destructive-action"));
  g_assert_true (
      gtk_widget_has_css_class (gtk_widget_get_next_sibling (harmless), "destructive-action"));
  reprise_test_assert_named (GTK_WIDGET (dialog));
  g_signal_emit_by_name (gtk_widget_get_next_sibling (harmless), "clicked");
  g_assert_cmpstr (answers->str, ==, "close;");
  assert_gone (dialog);
}

/* Closed otherwise, it gives no answer. */
static void
test_message_dialog_closed (void)
{
  g_autoptr (GString) answers = g_string_new (NULL);
  RepriseMessageDialog *dialog = g_object_ref (open_dialog (answers));

  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_cmpstr (answers->str, ==, "");
  assert_gone (dialog);
}

/* What is only told can be closed at once with the keyboard. */
static void
test_message_dialog_told (void)
{
  RepriseMessageDialog *dialog =
      g_object_ref (reprise_message_dialog_tell (NULL, "It Is Gone", "It says so."));
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (dialog));

  ui_settle ();
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Close");
  g_signal_emit_by_name (button, "clicked");
  assert_gone (dialog);
}

int
main (int argc, char *argv[])
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/message-dialog/answers", test_message_dialog_answers);
  g_test_add_func ("/ui/message-dialog/closed", test_message_dialog_closed);
  g_test_add_func ("/ui/message-dialog/told", test_message_dialog_told);
  return g_test_run ();
}
