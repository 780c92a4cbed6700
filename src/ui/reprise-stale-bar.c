/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says that what is shown is not as fresh or as whole as it should be. */

#include "config.h"

#include "ui/reprise-stale-bar.h"

#include "ui/reprise-error-words.h"

#include <glib/gi18n.h>

struct _RepriseStaleBar
{
  AdwBin parent_instance;

  GtkLabel *details_label;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (RepriseStaleBar, reprise_stale_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_stale_text (const RepriseStaleness *staleness, RepriseZone *zone)
{
  g_autofree char *time = reprise_zone_format_date_time (zone, staleness->loaded_at);

  /* Translators: a time, and why what is shown could not be read again. */
  return g_strdup_printf (_ ("As of %s. %s."),
                          time,
                          reprise_error_words_get (staleness->error).what);
}

/* The first is said: it may be that a backup is running, which nobody should have to look for. */
static char *
dup_problems_text (const char *const *problems, guint n_problems)
{
  guint n_more = n_problems - 1;

  if (n_more == 0)
    return g_strdup (problems[0]);
  /* Translators: a sentence, and how many more there are. */
  return g_strdup_printf (ngettext ("%s And %u more.", "%s And %u more.", n_more),
                          problems[0],
                          n_more);
}

static void
retry_clicked_cb (RepriseStaleBar *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
reprise_stale_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_STALE_BAR);
  G_OBJECT_CLASS (reprise_stale_bar_parent_class)->dispose (object);
}

static void
reprise_stale_bar_class_init (RepriseStaleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_stale_bar_dispose;

  /**
   * RepriseStaleBar::retry:
   *
   * Somebody wants it to be read again.
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
                                               "reprise-stale-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseStaleBar, details_label);
  gtk_widget_class_bind_template_child (widget_class, RepriseStaleBar, label);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
reprise_stale_bar_init (RepriseStaleBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_stale_bar_new:
 *
 * Returns: (transfer floating): a bar, not visible before there is something to say
 */
RepriseStaleBar *
reprise_stale_bar_new (void)
{
  return g_object_new (REPRISE_TYPE_STALE_BAR, NULL);
}

/**
 * reprise_stale_bar_show:
 * @self: a bar
 * @staleness: what is to be said about what is shown beside it
 * @zone: the zone that times are shown in
 *
 * The bar is visible where there is something to say: an error first, problems otherwise.
 */
void
reprise_stale_bar_show (RepriseStaleBar *self, const RepriseStaleness *staleness, RepriseZone *zone)
{
  guint n_problems = staleness->problems == NULL ? 0 : g_strv_length ((GStrv) staleness->problems);
  gboolean is_stale = staleness->error != NULL && staleness->loaded_at != REPRISE_INSTANT_NONE;
  g_autofree char *text = NULL;
  g_autofree char *details = NULL;

  g_return_if_fail (REPRISE_IS_STALE_BAR (self));
  g_return_if_fail (REPRISE_IS_ZONE (zone));

  gtk_widget_set_visible (GTK_WIDGET (self), is_stale || n_problems > 0);
  if (is_stale)
    {
      text = dup_stale_text (staleness, zone);
      details = g_strdup_printf ("%s\n\n%s",
                                 reprise_error_words_get (staleness->error).advice,
                                 staleness->error->message);
    }
  else if (n_problems > 0)
    {
      text = dup_problems_text (staleness->problems, n_problems);
      details = g_strjoinv ("\n", (GStrv) staleness->problems);
    }
  gtk_label_set_label (self->label, text == NULL ? "" : text);
  gtk_label_set_label (self->details_label, details == NULL ? "" : details);
}

/**
 * reprise_stale_bar_get_text:
 * @self: a bar
 *
 * Returns: what it says; empty where it is not visible
 */
const char *
reprise_stale_bar_get_text (RepriseStaleBar *self)
{
  g_return_val_if_fail (REPRISE_IS_STALE_BAR (self), NULL);
  return gtk_label_get_label (self->label);
}
