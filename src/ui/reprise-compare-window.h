/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two inventories of the same database side by side. */

#pragma once

#include "ui/reprise-compare-pair.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_COMPARE_WINDOW (reprise_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCompareWindow,
                      reprise_compare_window,
                      REPRISE,
                      COMPARE_WINDOW,
                      AdwWindow)

RepriseCompareWindow *reprise_compare_window_new (GtkApplication *application,
                                                  RepriseComparePair *pair);
RepriseComparePair *reprise_compare_window_get_pair (RepriseCompareWindow *self);

G_END_DECLS
