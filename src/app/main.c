/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starts the application. */

#include "config.h"

#include "app/reprise-application.h"
#include "app/reprise-surroundings.h"
#include "base/reprise-memory.h"

#include <glib/gi18n.h>

#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (RepriseApplication) application = NULL;

  reprise_memory_map_large_blocks ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  reprise_surroundings_prepare ();
  application = reprise_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
