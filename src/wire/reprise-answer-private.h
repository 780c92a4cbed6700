/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies of answers to model objects, for all codecs. */

#pragma once

#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gpointer reprise_answer_decode_object (GBytes *body,
                                       const char *name,
                                       RepriseJsonReadFunc read,
                                       GPtrArray *problems,
                                       GError **error);
GPtrArray *reprise_answer_decode_list (GBytes *body,
                                       const char *name,
                                       RepriseJsonReadFunc read,
                                       guint *n_rows,
                                       GPtrArray *problems,
                                       GError **error);

G_END_DECLS
