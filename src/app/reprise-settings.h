/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is remembered from one run to the next. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *reprise_settings_new (void);

G_END_DECLS
