/* SPDX-License-Identifier: GPL-3.0-or-later
 * A display that nobody else has. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean reprise_own_display_open (void);

G_END_DECLS
