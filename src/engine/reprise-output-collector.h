/* SPDX-License-Identifier: GPL-3.0-or-later
 * One output stream of a program: kept within a bound, and cut into lines. */

#pragma once

#include "engine/reprise-runner.h"

G_BEGIN_DECLS

typedef struct _RepriseOutputCollector RepriseOutputCollector;

/**
 * RepriseOutputBound:
 * @REPRISE_OUTPUT_WHOLE: more than the limit is refused
 * @REPRISE_OUTPUT_TAIL: only the last bytes are kept
 */
typedef enum
{
  REPRISE_OUTPUT_WHOLE,
  REPRISE_OUTPUT_TAIL,
} RepriseOutputBound;

RepriseOutputCollector *reprise_output_collector_new (RepriseOutputBound bound,
                                                      gsize limit_bytes,
                                                      RepriseRunnerLineFunc line_func,
                                                      gpointer line_data);
void reprise_output_collector_free (RepriseOutputCollector *self);
gboolean
reprise_output_collector_add (RepriseOutputCollector *self, const char *bytes, gsize length);
void reprise_output_collector_finish (RepriseOutputCollector *self);
GBytes *reprise_output_collector_steal_bytes (RepriseOutputCollector *self);
char *reprise_output_collector_dup_text (RepriseOutputCollector *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseOutputCollector, reprise_output_collector_free)

G_END_DECLS
