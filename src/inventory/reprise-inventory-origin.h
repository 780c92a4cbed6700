/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where what is saved is from, and whether a copy of it may be made. */

#pragma once

#include "restore/reprise-backend.h"
#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

void reprise_inventory_origin_describe (RepriseBackend *backend, RepriseSavedAccount *account);
void reprise_inventory_origin_add_problems (RepriseBackend *backend, RepriseSavedAccount *account);
gboolean reprise_inventory_origin_is_reading (RepriseBackend *backend);
gboolean reprise_inventory_origin_check (RepriseBackend *backend, GError **error);

G_END_DECLS
