/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup stores as JSON. */

#pragma once

#include "model/reprise-store.h"

G_BEGIN_DECLS

GPtrArray *
reprise_store_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
GBytes *reprise_store_list_encode (GPtrArray *stores);

G_END_DECLS
