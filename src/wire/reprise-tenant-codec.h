/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tenants as JSON. */

#pragma once

#include "model/reprise-tenant.h"

G_BEGIN_DECLS

GPtrArray *
reprise_tenant_list_decode (GBytes *body, guint *n_rows, GPtrArray *problems, GError **error);
GBytes *reprise_tenant_list_encode (GPtrArray *tenants);

G_END_DECLS
