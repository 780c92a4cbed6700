/* SPDX-License-Identifier: GPL-3.0-or-later
 * All that a saved account holds, field by field, as text to be compared. */

#pragma once

#include "wire/reprise-saved-account.h"

G_BEGIN_DECLS

char *reprise_account_text_new (const RepriseSavedAccount *account);

G_END_DECLS
