/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says that what is shown is not as fresh or as whole as it should be. */

#pragma once

#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_STALE_BAR (reprise_stale_bar_get_type ())
G_DECLARE_FINAL_TYPE (RepriseStaleBar, reprise_stale_bar, REPRISE, STALE_BAR, AdwBin)

/**
 * RepriseStaleness:
 * @loaded_at: when what is shown was read
 * @error: (nullable): why it could not be read again; %NULL where it could
 * @problems: (nullable) (array zero-terminated=1): what is missing from it
 */
typedef struct
{
  RepriseInstant loaded_at;
  const GError *error;
  const char *const *problems;
} RepriseStaleness;

RepriseStaleBar *reprise_stale_bar_new (void);
void reprise_stale_bar_show (RepriseStaleBar *self,
                             const RepriseStaleness *staleness,
                             RepriseZone *zone);
const char *reprise_stale_bar_get_text (RepriseStaleBar *self);

G_END_DECLS
