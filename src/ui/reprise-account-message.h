/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the window shows while there is no database to look at, and why there is none. */

#pragma once

#include "ui/reprise-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_ACCOUNT_MESSAGE (reprise_account_message_get_type ())
G_DECLARE_FINAL_TYPE (RepriseAccountMessage,
                      reprise_account_message,
                      REPRISE,
                      ACCOUNT_MESSAGE,
                      AdwBin)

RepriseAccountMessage *reprise_account_message_new (void);
gboolean reprise_account_message_show (RepriseAccountMessage *self, RepriseAccount *account);
void reprise_account_message_show_connecting (RepriseAccountMessage *self, const char *title);
void reprise_account_message_offer_kept (RepriseAccountMessage *self);
void reprise_account_message_show_failure (RepriseAccountMessage *self,
                                           const char *title,
                                           const GError *error);
void reprise_account_message_show_start (RepriseAccountMessage *self);
void reprise_account_message_set_connections (RepriseAccountMessage *self, GMenuModel *menu);

G_END_DECLS
