/* SPDX-License-Identifier: GPL-3.0-or-later
 * Arrays of objects, copied. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

GPtrArray *reprise_objects_copy (GPtrArray *objects);
GPtrArray *reprise_objects_copy_or_null (GPtrArray *objects);

G_END_DECLS
