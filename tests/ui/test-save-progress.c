/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far a saving is, how it is cancelled, and what is said at its end. */

#include "config.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-save-progress.h"

static GtkWidget *
get_child (RepriseSaveProgress *progress, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (progress), REPRISE_TYPE_SAVE_PROGRESS, name));
}

static void
destroy (RepriseSaveProgress *progress)
{
  g_object_ref (progress);
  gtk_window_destroy (GTK_WINDOW (progress));
  g_assert_finalize_object (progress);
}

/* To close it is to cancel: it stays until the saving has ended, and then goes. */
static void
test_save_progress_cancels (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RepriseSaveProgress *progress = reprise_save_progress_new (NULL, cancellable);

  gtk_window_present (GTK_WINDOW (progress));
  g_object_set (progress, "step", "Reading <n1> & more", "fraction", 0.25, NULL);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_child (progress, "step_label"))),
                   ==,
                   "Reading <n1> & more");
  g_signal_emit_by_name (get_child (progress, "button"), "clicked");
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_false (gtk_widget_get_sensitive (get_child (progress, "button")));
  g_object_add_weak_pointer (G_OBJECT (progress), (gpointer *) &progress);
  reprise_save_progress_end (progress, NULL, NULL);
  g_assert_null (progress);
}

/* What could not be read is named, and then closing is only closing. */
static void
test_save_progress_tells (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RepriseSaveProgress *progress = reprise_save_progress_new (NULL, cancellable);

  reprise_save_progress_end (progress, "Saved, but", (const char *const[]){ "one", "two", NULL });
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_child (progress, "sentences_label"))),
                   ==,
                   "one\ntwo");
  g_assert_true (gtk_widget_get_visible (get_child (progress, "sentences_window")));
  g_assert_false (gtk_widget_get_visible (get_child (progress, "progress_bar")));
  destroy (progress);
  g_assert_false (g_cancellable_is_cancelled (cancellable));
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/save-progress/cancels", test_save_progress_cancels);
  g_test_add_func ("/ui/save-progress/tells", test_save_progress_tells);
  return g_test_run ();
}
