/* SPDX-License-Identifier: GPL-3.0-or-later
 * Something that could not be read: what happened, what to do, and another try. */

#include "config.h"

#include "ui/reprise-error-view.h"

#include "ui/reprise-error-words.h"

#include <glib/gi18n.h>

struct _RepriseErrorView
{
  AdwBin parent_instance;

  GtkLabel *details_label;
  GtkButton *help_button;
  AdwStatusPage *page;
};

G_DEFINE_FINAL_TYPE (RepriseErrorView, reprise_error_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
retry_clicked_cb (RepriseErrorView *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
reprise_error_view_dispose (GObject *object)
{
  /* The page is bound and the bin's own child: disposing of the template would take it away under
   * the bin, which does not notice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_ERROR_VIEW);
  G_OBJECT_CLASS (reprise_error_view_parent_class)->dispose (object);
}

static void
reprise_error_view_class_init (RepriseErrorViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_error_view_dispose;

  /**
   * RepriseErrorView::retry:
   *
   * Somebody wants it to be tried again.
   */
  signals[SIGNAL_RETRY] = g_signal_new ("retry",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-error-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseErrorView, details_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseErrorView, help_button);
  gtk_widget_class_bind_template_child (widget_class, RepriseErrorView, page);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
reprise_error_view_init (RepriseErrorView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_error_view_new:
 *
 * Returns: (transfer floating): a view of an error, empty
 */
RepriseErrorView *
reprise_error_view_new (void)
{
  return g_object_new (REPRISE_TYPE_ERROR_VIEW, NULL);
}

/**
 * reprise_error_view_set_error:
 * @self: a view
 * @title: what could not be done, such as `The databases could not be read`
 * @error: why
 *
 * Shows it, with advice; the error's message is in the details.
 */
void
reprise_error_view_set_error (RepriseErrorView *self, const char *title, const GError *error)
{
  RepriseErrorWords words;
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (REPRISE_IS_ERROR_VIEW (self));
  g_return_if_fail (error != NULL);

  words = reprise_error_words_get (error);
  /* Translators: what happened, and sentences of advice. */
  text = g_strdup_printf (_ ("%s. %s"), words.what, words.advice);
  description = g_markup_escape_text (text, -1);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, description);
  adw_status_page_set_icon_name (self->page, words.icon_name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->help_button), "s", words.help);
  gtk_label_set_label (self->details_label, error->message);
}
