/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tooltip of a label that may be cut off. */

#include "config.h"

#include "ui/reprise-full-text.h"

#include "support/reprise-ui-support.h"

#define WIDTH 200

static gboolean
offers_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (GtkWindow) window = NULL;
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean is_shown = FALSE;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  reprise_full_text_offer (GTK_LABEL (label));
  window = reprise_test_present (label, WIDTH, WIDTH);
  g_signal_emit_by_name (label, "query-tooltip", 1, 1, FALSE, tooltip, &is_shown);
  reprise_test_destroy (&window);
  return is_shown;
}

/* Only what cannot be read otherwise gets a tooltip. */
static void
test_full_text_offer (void)
{
  g_assert_false (offers_text ("short"));
  g_assert_true (
      offers_text ("the name of a database that goes on and on, and then a little more"));
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/full-text/offer", test_full_text_offer);
  return g_test_run ();
}
