/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the session and the machine lack, and what that means. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void reprise_surroundings_prepare (void);
char *reprise_surroundings_dup_problems (void);

G_END_DECLS
