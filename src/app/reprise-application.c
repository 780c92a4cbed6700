/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application: options, connection, windows. */

#include "config.h"

#include "app/reprise-application.h"

#include "ui/reprise-window.h"

struct _RepriseApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (RepriseApplication, reprise_application, ADW_TYPE_APPLICATION)

static void
reprise_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (reprise_window_new (ADW_APPLICATION (application), NULL));
  gtk_window_present (window);
}

static void
reprise_application_class_init (RepriseApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = reprise_application_activate;
}

static void
reprise_application_init (RepriseApplication *self)
{
}

/**
 * reprise_application_new:
 *
 * Returns: (transfer full): the application, not yet registered
 */
RepriseApplication *
reprise_application_new (void)
{
  return g_object_new (REPRISE_TYPE_APPLICATION,
                       "application-id",
                       REPRISE_APPLICATION_ID,
                       "resource-base-path",
                       "/io/github/reprisedb/Reprise",
                       NULL);
}
