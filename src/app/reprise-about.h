/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window that says what the application is. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void reprise_about_present (GtkWindow *parent);

G_END_DECLS
