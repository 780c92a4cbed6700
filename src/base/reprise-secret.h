/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts that must not stay in memory. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void reprise_secret_free (char *secret);
GBytes *reprise_secret_take_bytes (char *secret, gsize length);
void reprise_secret_unref_bytes (GBytes *bytes);

G_END_DECLS
