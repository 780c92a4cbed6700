/* SPDX-License-Identifier: GPL-3.0-or-later
 * A node by flag, name and place. */

#pragma once

#include "model/reprise-node.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *reprise_node_dup_place (RepriseNode *node);
char *reprise_node_dup_words (RepriseNode *node);
GtkWidget *reprise_node_label_new (RepriseNode *node, gboolean can_shrink);

G_END_DECLS
