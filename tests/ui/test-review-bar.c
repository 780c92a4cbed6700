/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is said about a saved inventory. */

#include "config.h"

#include "support/reprise-ui-support.h"
#include "ui/reprise-review-bar.h"

static RepriseReviewBar *
new_bar (void)
{
  return g_object_ref_sink (g_object_new (REPRISE_TYPE_REVIEW_BAR, NULL));
}

/* Where it is from and as of when is said, and what is wrong with the file; otherwise there is no
 * bar. */
static void
test_review_bar_text (void)
{
  g_autoptr (RepriseZone) zone = reprise_zone_new_utc ();
  static const char *const problems[] = { "one", "two", NULL };
  RepriseReview review = { .source = "Acme <b>&", .captured_at = 0, .problems = problems };
  RepriseReviewBar *bar = new_bar ();

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
  reprise_review_bar_show (bar, &review, zone);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (bar)));
  g_assert_cmpstr (reprise_review_bar_get_text (bar),
                   ==,
                   "Read-only: Acme <b>&, as of 1970-01-01 00:00:00 UTC.");
  review.notice = "It was altered.";
  reprise_review_bar_show (bar, &review, zone);
  g_assert_true (g_str_has_suffix (reprise_review_bar_get_text (bar), "UTC. It was altered."));
  review.captured_at = REPRISE_INSTANT_NONE;
  review.notice = NULL;
  reprise_review_bar_show (bar, &review, zone);
  g_assert_cmpstr (reprise_review_bar_get_text (bar),
                   ==,
                   "Read-only. The file does not say as of when it is.");
  reprise_review_bar_show (bar, NULL, zone);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/review-bar/text", test_review_bar_text);
  return g_test_run ();
}
