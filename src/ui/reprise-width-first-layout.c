/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lays out what may be as high as it wants to.
 *
 * A GtkStack asks how wide its page has to be for a height, which a label that wraps finds out by
 * trying: dozens of times for every stack around it, for an answer that nobody needs where there is
 * room. Here the width does not depend on the height. */

#include "config.h"

#include "ui/reprise-width-first-layout.h"

struct _RepriseWidthFirstLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (RepriseWidthFirstLayout, reprise_width_first_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
reprise_width_first_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
reprise_width_first_layout_measure (GtkLayoutManager *manager,
                                    GtkWidget *widget,
                                    GtkOrientation orientation,
                                    int for_size,
                                    int *minimum,
                                    int *natural,
                                    int *minimum_baseline,
                                    int *natural_baseline)
{
  int width = orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, width, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
reprise_width_first_layout_allocate (GtkLayoutManager *manager,
                                     GtkWidget *widget,
                                     int width,
                                     int height,
                                     int baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
reprise_width_first_layout_class_init (RepriseWidthFirstLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = reprise_width_first_layout_get_request_mode;
  layout_class->measure = reprise_width_first_layout_measure;
  layout_class->allocate = reprise_width_first_layout_allocate;
}

static void
reprise_width_first_layout_init (RepriseWidthFirstLayout *self)
{
}
