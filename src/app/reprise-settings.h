/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is remembered from one run to the next. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GSettings *reprise_settings_new (void);
void reprise_settings_bind_color_scheme (GSettings *settings, AdwStyleManager *manager);

G_END_DECLS
