/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the view of a recovery window share. */

#pragma once

#include "ui/reprise-coverage-view.h"

G_BEGIN_DECLS

#define NO_MARK (-1)

struct _RepriseCoverageView
{
  RepriseCoverageScene scene; /* borrows what follows */
  RepriseRestoreWindow *window;
  RepriseCoverageIndex *index;
  RepriseZone *zone;
  char *selected_label;

  RepriseTimeScale limits;
  RepriseInstant cursor;
  gint64 cursor_mark;   /* the backup that the cursor is at, or NO_MARK */
  gint64 selected_mark; /* the backup that is selected, or NO_MARK where it is not in the window */
};

static inline RepriseCoverageMark
reprise_coverage_view_get_mark (RepriseCoverageView *self, gint64 mark)
{
  return reprise_coverage_index_get (self->index, (guint) mark);
}

static inline gboolean
reprise_coverage_view_has_scene (RepriseCoverageView *self)
{
  return self->window != NULL && self->zone != NULL && self->limits.width > 0;
}

void reprise_coverage_view_put_cursor_at_mark (RepriseCoverageView *self, gint64 mark);

G_END_DECLS
