/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where one of two inventories is from, and which of its repositories is looked at. */

#pragma once

#include "ui/reprise-compare-side.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_COMPARE_CARD (reprise_compare_card_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCompareCard, reprise_compare_card, REPRISE, COMPARE_CARD, AdwBin)

void reprise_compare_card_update (RepriseCompareCard *self, RepriseCompareSide *side);

G_END_DECLS
