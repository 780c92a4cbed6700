/* SPDX-License-Identifier: GPL-3.0-or-later
 * Widths of columns that are found out once. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _RepriseColumnWidths RepriseColumnWidths;

RepriseColumnWidths *reprise_column_widths_new (GtkColumnView *view);
void reprise_column_widths_free (RepriseColumnWidths *self);
void reprise_column_widths_keep (RepriseColumnWidths *self);
void reprise_column_widths_forget (RepriseColumnWidths *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseColumnWidths, reprise_column_widths_free)

G_END_DECLS
