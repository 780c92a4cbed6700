/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a saved account answers to the questions that a backend is asked. */

#pragma once

#include "wire/reprise-saved-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void reprise_saved_answers_tenant (const RepriseSavedAccount *account, GTask *task);
void reprise_saved_answers_objects (GPtrArray *objects, GTask *task);
void reprise_saved_answers_cluster (const RepriseSavedAccount *account,
                                    const char *cluster_id,
                                    GTask *task);
void reprise_saved_answers_cluster_nodes (const RepriseSavedAccount *account,
                                          const char *cluster_id,
                                          GTask *task);
void reprise_saved_answers_database (const RepriseSavedAccount *account,
                                     const char *database_id,
                                     GTask *task);
void reprise_saved_answers_repositories (const RepriseSavedAccount *account,
                                         const char *database_id,
                                         GTask *task);
const RepriseSavedInventory *reprise_saved_answers_find_inventory (GPtrArray *inventories,
                                                                   const char *repository_id,
                                                                   const char *node_name);
void reprise_saved_answers_inventory (const RepriseSavedInventory *saved,
                                      RepriseInstant captured_at,
                                      GTask *task);

G_END_DECLS
