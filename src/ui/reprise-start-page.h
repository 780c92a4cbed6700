/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the window shows without a connection: how to get one. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_START_PAGE (reprise_start_page_get_type ())
G_DECLARE_FINAL_TYPE (RepriseStartPage, reprise_start_page, REPRISE, START_PAGE, AdwBin)

RepriseStartPage *reprise_start_page_new (void);

G_END_DECLS
