/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the documents of `pgbackrest info --output=json`. */

#pragma once

#include "model/reprise-inventory.h"
#include "wire/reprise-pgbackrest-info.h"

G_BEGIN_DECLS

GPtrArray *reprise_pgbackrest_info_decode (GBytes *document, GPtrArray *problems, GError **error);
ReprisePgBackRestStanza *reprise_pgbackrest_info_find (GPtrArray *stanzas, const char *name);
RepriseInventory *
reprise_pgbackrest_info_make_inventory (const ReprisePgBackRestRepository *repository,
                                        const ReprisePgBackRestHistory *history,
                                        const char *repository_id,
                                        const char *database_id,
                                        const char *node_name,
                                        RepriseRecoveryWindow *window);
RepriseInventory *reprise_pgbackrest_info_decode_inventory (GBytes *document,
                                                            const char *stanza_name,
                                                            const char *repository_id,
                                                            const char *database_id,
                                                            const char *node_name,
                                                            GPtrArray *problems,
                                                            GError **error);

G_END_DECLS
