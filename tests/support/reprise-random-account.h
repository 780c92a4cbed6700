/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts of any shape that an inventory file may have to hold. */

#pragma once

#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

RepriseSavedAccount *reprise_random_account_new (GRand *random);
GBytes *reprise_random_account_save (const RepriseSavedAccount *account);

G_END_DECLS
