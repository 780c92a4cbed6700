/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a time target is proven reachable. */

#pragma once

#include "base/reprise-instant.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseRecoverySpan:
 * @earliest: the first instant that can be recovered to
 * @latest_exclusive: just after the last such instant
 * @base_label: the backup that recovery starts from
 */
typedef struct
{
  RepriseInstant earliest;
  RepriseInstant latest_exclusive;
  const char *base_label;
} RepriseRecoverySpan;

/**
 * RepriseRecoveryWindowFields:
 * @contiguous_max_wal: the last WAL segment before the first gap
 * @checked_at: when the archive was looked at, or %REPRISE_INSTANT_NONE
 * @spans: (array length=n_spans): where a time target is proven reachable; none means nowhere
 * @n_spans: how many
 *
 * What a recovery window is made from; reprise_recovery_window_new() copies all of it.
 */
typedef struct
{
  const char *contiguous_max_wal;
  RepriseInstant checked_at;
  const RepriseRecoverySpan *spans;
  gsize n_spans;
} RepriseRecoveryWindowFields;

/* Nothing known. */
#define REPRISE_RECOVERY_WINDOW_FIELDS_INIT                                                        \
  {                                                                                                \
    .checked_at = REPRISE_INSTANT_NONE,                                                            \
  }

#define REPRISE_TYPE_RECOVERY_WINDOW (reprise_recovery_window_get_type ())
G_DECLARE_FINAL_TYPE (RepriseRecoveryWindow,
                      reprise_recovery_window,
                      REPRISE,
                      RECOVERY_WINDOW,
                      GObject)

RepriseRecoveryWindow *reprise_recovery_window_new (const RepriseRecoveryWindowFields *fields);
const char *reprise_recovery_window_get_contiguous_max_wal (RepriseRecoveryWindow *self);
RepriseInstant reprise_recovery_window_get_checked_at (RepriseRecoveryWindow *self);
const RepriseRecoverySpan *reprise_recovery_window_get_spans (RepriseRecoveryWindow *self,
                                                              gsize *n_spans);

G_END_DECLS
