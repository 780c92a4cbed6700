/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies of requests, which the contract closes. */

#pragma once

#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gpointer reprise_request_decode (GBytes *body, RepriseJsonReadFunc read, GError **error);
const char *reprise_request_get_text (const RepriseJsonPlace *place,
                                      const char *member,
                                      RepriseJsonPresence presence);
const char *reprise_request_get_plain_text (const RepriseJsonPlace *place,
                                            const char *member,
                                            RepriseJsonPresence presence);
char **reprise_request_dup_names (const RepriseJsonPlace *place,
                                  const char *member,
                                  RepriseJsonPresence presence);

G_END_DECLS
