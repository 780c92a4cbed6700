/* SPDX-License-Identifier: GPL-3.0-or-later
 * Says that a window shows a saved inventory: of what, as of when, and whether it is whole. */

#pragma once

#include "ui/reprise-zone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepriseReview:
 * @source: (nullable): where what is shown is from, as a person calls it
 * @captured_at: as of when it is, or %REPRISE_INSTANT_NONE
 * @notice: (nullable): what is to be said about the file
 * @is_warning: whether that is a reason to doubt what is shown
 * @problems: (nullable) (array zero-terminated=1): what could not be read, as sentences
 */
typedef struct
{
  const char *source;
  RepriseInstant captured_at;
  const char *notice;
  gboolean is_warning;
  const char *const *problems;
} RepriseReview;

#define REPRISE_TYPE_REVIEW_BAR (reprise_review_bar_get_type ())
G_DECLARE_FINAL_TYPE (RepriseReviewBar, reprise_review_bar, REPRISE, REVIEW_BAR, AdwBin)

void
reprise_review_bar_show (RepriseReviewBar *self, const RepriseReview *review, RepriseZone *zone);
const char *reprise_review_bar_get_text (RepriseReviewBar *self);

G_END_DECLS
