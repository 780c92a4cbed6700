/* SPDX-License-Identifier: GPL-3.0-or-later
 * Widgets in a window of their own, and what they look like. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RepriseTestPicture:
 *
 * What a widget drew.
 */
typedef struct _RepriseTestPicture RepriseTestPicture;

typedef gboolean (*RepriseTestCondition) (gpointer user_data);

gboolean reprise_test_ui_init (int *argc, char ***argv);
GtkWindow *reprise_test_present (GtkWidget *widget, int width, int height);
void reprise_test_destroy (GtkWindow **window);
void reprise_test_wait_for (RepriseTestCondition condition, gpointer user_data);
void reprise_test_wait_for_frame (GtkWidget *widget);

gboolean reprise_test_press (GtkWidget *widget, const char *key);
void reprise_test_move_pointer (GtkWidget *widget, double x, double y);
void reprise_test_click (GtkWidget *widget, double x, double y);

RepriseTestPicture *reprise_test_picture_new (GtkWidget *widget);
void reprise_test_picture_free (RepriseTestPicture *self);
int reprise_test_picture_get_width (const RepriseTestPicture *self);
int reprise_test_picture_get_height (const RepriseTestPicture *self);
GdkRGBA reprise_test_picture_get (const RepriseTestPicture *self, int x, int y);
int reprise_test_picture_count_drawn (const RepriseTestPicture *self,
                                      const GdkRectangle *rectangle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseTestPicture, reprise_test_picture_free)

G_END_DECLS
