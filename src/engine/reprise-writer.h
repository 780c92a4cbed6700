/* SPDX-License-Identifier: GPL-3.0-or-later
 * Everyday work on a database, so that time means something. */

#pragma once

#include "engine/reprise-engine-database.h"

G_BEGIN_DECLS

typedef struct _RepriseWriter RepriseWriter;

RepriseWriter *reprise_writer_new (RepriseSql *sql, RepriseEngineDatabase *database);
void reprise_writer_free (RepriseWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseWriter, reprise_writer_free)

G_END_DECLS
