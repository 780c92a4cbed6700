/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens the help at a page. */

#include "config.h"

#include "app/reprise-help.h"

#include "ui/reprise-message-dialog.h"

#include <glib/gi18n.h>

static char *
dup_path_in (const char *folder, const char *page)
{
  g_autofree char *name = g_strconcat (page, ".html", NULL);

  return g_build_filename (folder, "reprise", "help", name, NULL);
}

/**
 * reprise_help_dup_path:
 * @page: a page of the help, such as `index`
 *
 * Returns: (transfer full) (nullable): where it is; %NULL where the help is not installed
 */
char *
reprise_help_dup_path (const char *page)
{
  const char *const *folders = g_get_system_data_dirs ();
  char *path;

  g_return_val_if_fail (page != NULL, NULL);

  path = dup_path_in (REPRISE_DATADIR, page);
  for (gsize i = 0; !g_file_test (path, G_FILE_TEST_IS_REGULAR); i++)
    {
      g_clear_pointer (&path, g_free);
      if (folders[i] == NULL)
        return NULL;
      path = dup_path_in (folders[i], page);
    }
  return path;
}

/**
 * reprise_help_show:
 * @parent: (nullable): the window that asks
 * @page: a page of the help, such as `index`
 *
 * Opens it in the browser of the desktop, or says that it is not installed.
 */
void
reprise_help_show (GtkWindow *parent, const char *page)
{
  g_autofree char *path = reprise_help_dup_path (page);
  g_autofree char *uri = path == NULL ? NULL : g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
  else
    reprise_message_dialog_tell (parent,
                                 _ ("The Help Is Not Installed"),
                                 _ ("The manual page says the same: man reprise."));
}
