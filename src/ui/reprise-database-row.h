/* SPDX-License-Identifier: GPL-3.0-or-later
 * A database in the list of databases. */

#pragma once

#include "ui/reprise-database-entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_DATABASE_ROW (reprise_database_row_get_type ())
G_DECLARE_FINAL_TYPE (RepriseDatabaseRow,
                      reprise_database_row,
                      REPRISE,
                      DATABASE_ROW,
                      GtkListBoxRow)

RepriseDatabaseRow *reprise_database_row_new (RepriseDatabaseEntry *entry, const char *subtitle);
RepriseDatabaseEntry *reprise_database_row_get_entry (RepriseDatabaseRow *self);
const char *reprise_database_row_get_subtitle (RepriseDatabaseRow *self);
void reprise_database_row_set_subtitle (RepriseDatabaseRow *self, const char *subtitle);

G_END_DECLS
