/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person who does not see the screen would come upon without being told what it is. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *reprise_test_find_nameless (GtkWidget *root);
void reprise_test_assert_named (GtkWidget *root);

G_END_DECLS
