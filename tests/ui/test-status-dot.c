/* SPDX-License-Identifier: GPL-3.0-or-later
 * The mark of a status: shape, colour and words. */

#include "config.h"

#include "ui/reprise-status-dot.h"

#include "support/reprise-ui-support.h"

#define SIZE 40

/* The place is on the mark, not only beside it. */
static gboolean
is_drawn (const RepriseTestPicture *picture, double x, double y)
{
  int width = reprise_test_picture_get_width (picture);
  int height = reprise_test_picture_get_height (picture);

  return reprise_test_picture_get (picture, (int) (x * width), (int) (y * height)).alpha > 0.5;
}

/* Without colour: a disc, half a disc, a triangle and a ring. */
static void
test_status_dot_shapes (void)
{
  static const struct
  {
    RepriseStatus status;
    gboolean left;
    gboolean right;
    gboolean top_left;
    gboolean bottom_left;
  } cases[] = {
    { REPRISE_STATUS_READY, TRUE, TRUE, TRUE, TRUE },
    { REPRISE_STATUS_WORKING, TRUE, FALSE, TRUE, TRUE },
    { REPRISE_STATUS_FAILED, TRUE, TRUE, FALSE, TRUE },
    { REPRISE_STATUS_UNKNOWN, FALSE, FALSE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *dot = GTK_WIDGET (reprise_status_dot_new ());
      g_autoptr (GtkWindow) window = NULL;
      g_autoptr (RepriseTestPicture) picture = NULL;

      reprise_status_dot_set_status (REPRISE_STATUS_DOT (dot), cases[i].status);
      gtk_widget_set_halign (dot, GTK_ALIGN_FILL);
      gtk_widget_set_valign (dot, GTK_ALIGN_FILL);
      window = reprise_test_present (dot, SIZE, SIZE);
      picture = reprise_test_picture_new (dot);
      g_assert_cmpint (is_drawn (picture, 0.35, 0.5), ==, cases[i].left);
      g_assert_cmpint (is_drawn (picture, 0.65, 0.5), ==, cases[i].right);
      g_assert_cmpint (is_drawn (picture, 0.25, 0.25), ==, cases[i].top_left);
      g_assert_cmpint (is_drawn (picture, 0.28, 0.75), ==, cases[i].bottom_left);
      reprise_test_destroy (&window);
    }
}

/* A screen reader says the words, and they are the tooltip. */
static void
test_status_dot_words (void)
{
  RepriseStatusDot *dot = reprise_status_dot_new ();
  g_autoptr (GtkWindow) window = reprise_test_present (GTK_WIDGET (dot), SIZE, SIZE);

  reprise_status_dot_set_text (dot, "Available");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (dot),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Available");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (dot)), ==, "Available");
  g_assert_cmpstr (reprise_status_dot_get_text (dot), ==, "Available");
  reprise_test_destroy (&window);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* A change is told once, and what is no change is not told; colour goes with the status. */
static void
test_status_dot_notify (void)
{
  RepriseStatusDot *dot = reprise_status_dot_new ();
  g_autoptr (GtkWindow) window = reprise_test_present (GTK_WIDGET (dot), SIZE, SIZE);
  guint n_notified = 0;

  g_signal_connect (dot, "notify", G_CALLBACK (count_cb), &n_notified);
  n_notified = 0;
  g_object_set (dot, "status", REPRISE_STATUS_FAILED, NULL);
  g_assert_cmpuint (n_notified, >, 0);
  g_assert_cmpint (reprise_status_dot_get_status (dot), ==, REPRISE_STATUS_FAILED);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (dot), "error"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (dot), "dim-label"));

  n_notified = 0;
  g_object_set (dot, "status", REPRISE_STATUS_FAILED, "text", NULL, NULL);
  g_assert_cmpuint (n_notified, ==, 0);
  reprise_test_destroy (&window);
}

int
main (int argc, char **argv)
{
  if (!reprise_test_ui_init (&argc, &argv))
    return 0;
  g_test_add_func ("/ui/status-dot/shapes", test_status_dot_shapes);
  g_test_add_func ("/ui/status-dot/words", test_status_dot_words);
  g_test_add_func ("/ui/status-dot/notify", test_status_dot_notify);
  return g_test_run ();
}
