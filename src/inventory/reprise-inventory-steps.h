/* SPDX-License-Identifier: GPL-3.0-or-later
 * What there is to read of an account, one thing after the other. */

#pragma once

#include "inventory/reprise-account-question.h"

G_BEGIN_DECLS

/**
 * RepriseInventoryStep:
 * @question: what is asked
 * @words: what is done, for people
 */
typedef struct
{
  RepriseAccountQuestion *question;
  char *words;
} RepriseInventoryStep;

/**
 * RepriseInventorySteps:
 * @queue: (element-type RepriseInventoryStep): what is still to be done
 * @database_id: (nullable): the only database that is read; borrowed
 */
typedef struct
{
  GQueue queue;
  const char *database_id;
} RepriseInventorySteps;

void reprise_inventory_step_free (RepriseInventoryStep *step);
void reprise_inventory_steps_init (RepriseInventorySteps *self, const char *database_id);
void reprise_inventory_steps_add_after (RepriseInventorySteps *self,
                                        const RepriseAccountQuestion *question,
                                        gpointer object,
                                        const RepriseSavedAccount *account);
void reprise_inventory_steps_add_database (RepriseInventorySteps *self, RepriseDatabase *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepriseInventoryStep, reprise_inventory_step_free)

G_END_DECLS
