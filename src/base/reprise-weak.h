/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asking for something without living until the answer comes. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

GWeakRef *reprise_weak_new (gpointer object);
gpointer reprise_weak_take (GWeakRef *weak);

G_END_DECLS
