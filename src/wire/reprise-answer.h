/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies of answers, whatever they are about. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean reprise_answer_is_empty (GBytes *body);

G_END_DECLS
