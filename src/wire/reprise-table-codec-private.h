/* SPDX-License-Identifier: GPL-3.0-or-later
 * One table as JSON, for the codec of databases. */

#pragma once

#include "model/reprise-table.h"
#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gpointer reprise_table_read (const RepriseJsonPlace *place);
JsonObject *reprise_table_write (gpointer table);

G_END_DECLS
