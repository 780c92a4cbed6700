/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backup repositories as JSON. */

#pragma once

#include "model/reprise-repository.h"

G_BEGIN_DECLS

GPtrArray *
reprise_repository_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
GBytes *reprise_repository_list_encode (GPtrArray *repositories);

G_END_DECLS
