/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window that says what the application is. */

#include "config.h"

#include "app/reprise-about.h"

#include <glib/gi18n.h>

/**
 * reprise_about_present:
 * @parent: (nullable): the window that it is in front of
 */
void
reprise_about_present (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name",
                         _ ("Reprise"),
                         "application-icon",
                         REPRISE_APPLICATION_ID,
                         "version",
                         REPRISE_VERSION,
                         "comments",
                         _ ("Restores PostgreSQL databases from their pgBackRest backups."),
                         "developer-name",
                         _ ("The Reprise maintainers"),
                         "website",
                         "https://github.com/reprisedb/reprise",
                         "issue-url",
                         "https://github.com/reprisedb/reprise/issues",
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}
