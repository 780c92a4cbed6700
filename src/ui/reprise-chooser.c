/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lets go of a file chooser that has been answered. */

#include "config.h"

#include "ui/reprise-chooser.h"

/* The first GTK that cannot bear the end of a chooser. */
#define FRAGILE_MINOR_VERSION 10

/**
 * reprise_chooser_release:
 * @chooser: (transfer full): a file chooser that has been answered, or is not wanted any more
 *
 * GTK 4.18 goes on looking at the folders that it shows, and crashes where it is gone by the time
 * they are known. So it is kept there, hidden, until the next one is answered. GTK 4.8 does not,
 * but crashes where assistive technology asks for windows and one of them is hidden.
 */
void
reprise_chooser_release (GtkNativeDialog *chooser)
{
  static GtkNativeDialog *kept = NULL;
  g_autoptr (GtkNativeDialog) owned = chooser;

  g_return_if_fail (GTK_IS_NATIVE_DIALOG (chooser));

  gtk_native_dialog_hide (chooser);
  if (gtk_get_minor_version () >= FRAGILE_MINOR_VERSION)
    g_set_object (&kept, chooser);
}
