/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lengths of time, in words and back. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseDuration:
 *
 * Microseconds, the difference of two instants.
 */
typedef gint64 RepriseDuration;

char *reprise_duration_format (RepriseDuration duration);
gboolean reprise_duration_parse (const char *text, RepriseDuration *duration);

G_END_DECLS
