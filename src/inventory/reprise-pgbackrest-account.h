/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a document of `pgbackrest info` holds, as an account. */

#pragma once

#include "wire/reprise-pgbackrest-info.h"
#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

RepriseSavedAccount *reprise_pgbackrest_account_new (GPtrArray *stanzas,
                                                     const char *title,
                                                     const char *address,
                                                     RepriseInstant captured_at);

void reprise_pgbackrest_account_add (RepriseSavedAccount *account,
                                     GHashTable *taken,
                                     const ReprisePgBackRestStanza *stanza);
char *
reprise_pgbackrest_account_begin (RepriseSavedAccount *account, guint number, guint repository_key);
void reprise_pgbackrest_account_forget_begun (RepriseSavedAccount *account);
const char *reprise_pgbackrest_account_get_begun_node (void);

G_END_DECLS
