/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a document of `pgbackrest info` holds, as an account. */

#pragma once

#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

RepriseSavedAccount *reprise_pgbackrest_account_new (GPtrArray *stanzas,
                                                     const char *title,
                                                     const char *address,
                                                     RepriseInstant captured_at);

G_END_DECLS
