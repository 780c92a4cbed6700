/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the window shows without a connection: how to get one. */

#include "config.h"

#include "ui/reprise-start-page.h"

struct _RepriseStartPage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (RepriseStartPage, reprise_start_page, ADW_TYPE_BIN)

static void
reprise_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_START_PAGE);
  G_OBJECT_CLASS (reprise_start_page_parent_class)->dispose (object);
}

static void
reprise_start_page_class_init (RepriseStartPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_start_page_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-start-page.ui");
}

static void
reprise_start_page_init (RepriseStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_start_page_new:
 *
 * Returns: (transfer floating): the page
 */
RepriseStartPage *
reprise_start_page_new (void)
{
  return g_object_new (REPRISE_TYPE_START_PAGE, NULL);
}
