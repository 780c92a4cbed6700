/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text from outside, made fit to be shown. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *reprise_text_sanitize (const char *bytes, gsize length, gsize most_bytes);

G_END_DECLS
