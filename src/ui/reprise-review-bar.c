/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says that a window shows a saved inventory: of what, as of when, and whether it is whole. */

#include "config.h"

#include "ui/reprise-review-bar.h"

#include <glib/gi18n.h>

struct _RepriseReviewBar
{
  AdwBin parent_instance;

  GtkMenuButton *details_button;
  GtkLabel *details_label;
  GtkImage *icon;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (RepriseReviewBar, reprise_review_bar, ADW_TYPE_BIN)

static char *
dup_text (const RepriseReview *review, RepriseZone *zone)
{
  g_autofree char *time = NULL;

  if (review->captured_at == REPRISE_INSTANT_NONE)
    return g_strdup (_ ("Read-only. The file does not say as of when it is."));
  time = reprise_zone_format_date_time (zone, review->captured_at);
  if (review->source == NULL)
    /* Translators: a date and time. */
    return g_strdup_printf (_ ("Read-only, as of %s."), time);
  /* Translators: where it was saved from, a date and time. */
  return g_strdup_printf (_ ("Read-only: %s, as of %s."), review->source, time);
}

static void
reprise_review_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_REVIEW_BAR);
  G_OBJECT_CLASS (reprise_review_bar_parent_class)->dispose (object);
}

static void
reprise_review_bar_class_init (RepriseReviewBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_review_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-review-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseReviewBar, details_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseReviewBar, details_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseReviewBar, icon);
  gtk_widget_class_bind_template_child (widget_class, RepriseReviewBar, label);
}

static void
reprise_review_bar_init (RepriseReviewBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_problems (RepriseReviewBar *self, const char *const *problems)
{
  guint n_problems = problems == NULL ? 0 : g_strv_length ((GStrv) problems);
  g_autofree char *details = n_problems == 0 ? NULL : g_strjoinv ("\n", (GStrv) problems);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u _Problem", "%u _Problems", n_problems), n_problems);

  gtk_widget_set_visible (GTK_WIDGET (self->details_button), n_problems > 0);
  gtk_menu_button_set_label (self->details_button, words);
  gtk_label_set_label (self->details_label, details == NULL ? "" : details);
}

/**
 * reprise_review_bar_show:
 * @self: a bar
 * @review: (nullable): what is to be said; %NULL hides the bar
 * @zone: the zone that times are shown in
 */
void
reprise_review_bar_show (RepriseReviewBar *self, const RepriseReview *review, RepriseZone *zone)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  g_return_if_fail (REPRISE_IS_REVIEW_BAR (self));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  gtk_widget_set_visible (GTK_WIDGET (self), review != NULL);
  if (review == NULL)
    return;
  text = dup_text (review, zone);
  whole = review->notice == NULL ? g_strdup (text) : g_strjoin (" ", text, review->notice, NULL);
  gtk_label_set_label (self->label, whole);
  gtk_image_set_from_icon_name (self->icon,
                                review->is_warning ? "dialog-warning-symbolic"
                                                   : "changes-prevent-symbolic");
  if (review->is_warning)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  show_problems (self, review->problems);
}

/**
 * reprise_review_bar_get_text:
 * @self: a bar
 *
 * Returns: what it says
 */
const char *
reprise_review_bar_get_text (RepriseReviewBar *self)
{
  g_return_val_if_fail (REPRISE_IS_REVIEW_BAR (self), NULL);
  return gtk_label_get_label (self->label);
}
