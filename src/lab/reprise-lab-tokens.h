/* SPDX-License-Identifier: GPL-3.0-or-later
 * The access tokens that the lab has given out. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_LAB_TOKENS (reprise_lab_tokens_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabTokens, reprise_lab_tokens, REPRISE, LAB_TOKENS, GObject)

RepriseLabTokens *
reprise_lab_tokens_new (const char *client_id, const char *client_secret, guint lifetime_seconds);
char *reprise_lab_tokens_exchange (RepriseLabTokens *self,
                                   const char *client_id,
                                   const char *client_secret);
gboolean reprise_lab_tokens_accept (RepriseLabTokens *self, const char *authorization);
guint reprise_lab_tokens_get_lifetime_seconds (RepriseLabTokens *self);

char *reprise_lab_random_text (void);

G_END_DECLS
