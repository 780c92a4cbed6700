/* SPDX-License-Identifier: GPL-3.0-or-later
 * The title of a header bar, which leads to other connections where there is a choice. */

#include "config.h"

#include "ui/reprise-connection-title.h"

#include <glib/gi18n.h>

struct _RepriseConnectionTitle
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  AdwWindowTitle *button_title;
  AdwWindowTitle *plain_title;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (RepriseConnectionTitle, reprise_connection_title, ADW_TYPE_BIN)

static void
reprise_connection_title_dispose (GObject *object)
{
  /* The stack is bound and the bin's own child: disposing of the template would take it away under
   * the bin, which does not notice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), REPRISE_TYPE_CONNECTION_TITLE);
  G_OBJECT_CLASS (reprise_connection_title_parent_class)->dispose (object);
}

static void
reprise_connection_title_class_init (RepriseConnectionTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reprise_connection_title_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/reprisedb/Reprise/ui/"
                                               "reprise-connection-title.ui");
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionTitle, button);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionTitle, button_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionTitle, plain_title);
  gtk_widget_class_bind_template_child (widget_class, RepriseConnectionTitle, stack);
}

static void
reprise_connection_title_init (RepriseConnectionTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reprise_connection_title_new:
 *
 * Returns: (transfer floating): a title, empty
 */
RepriseConnectionTitle *
reprise_connection_title_new (void)
{
  return g_object_new (REPRISE_TYPE_CONNECTION_TITLE, NULL);
}

/**
 * reprise_connection_title_set:
 * @self: a title
 * @title: what is looked at
 * @subtitle: the same in more words; may be empty
 */
void
reprise_connection_title_set (RepriseConnectionTitle *self, const char *title, const char *subtitle)
{
  g_autofree char *label = NULL;

  g_return_if_fail (REPRISE_IS_CONNECTION_TITLE (self));

  adw_window_title_set_title (self->plain_title, title);
  adw_window_title_set_subtitle (self->plain_title, subtitle);
  adw_window_title_set_title (self->button_title, title);
  adw_window_title_set_subtitle (self->button_title, subtitle);
  /* Translators: the name of what is connected to. */
  label = g_strdup_printf (_ ("Connection: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

/**
 * reprise_connection_title_set_menu:
 * @self: a title
 * @menu: (nullable): the connections to choose from; %NULL where there is no choice
 */
void
reprise_connection_title_set_menu (RepriseConnectionTitle *self, GMenuModel *menu)
{
  g_return_if_fail (REPRISE_IS_CONNECTION_TITLE (self));

  gtk_menu_button_set_menu_model (self->button, menu);
  gtk_stack_set_visible_child_name (self->stack, menu != NULL ? "button" : "plain");
}
