/* SPDX-License-Identifier: GPL-3.0-or-later
 * The button of the window's main menu. */

#include "config.h"

#include "ui/reprise-main-menu.h"

struct _RepriseMainMenu
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (RepriseMainMenu, reprise_main_menu, ADW_TYPE_BIN)

static void
reprise_main_menu_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_MAIN_MENU);
  G_OBJECT_CLASS (reprise_main_menu_parent_class)->dispose (object);
}

static void
reprise_main_menu_class_init (RepriseMainMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = reprise_main_menu_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-main-menu.ui");
}

static void
reprise_main_menu_init (RepriseMainMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_main_menu_new:
 *
 * Returns: (transfer floating): a button with the menu, for a header bar
 */
RepriseMainMenu *
reprise_main_menu_new (void)
{
  return g_object_new (REPRISE_TYPE_MAIN_MENU, NULL);
}
