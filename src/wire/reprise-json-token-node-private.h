/* SPDX-License-Identifier: GPL-3.0-or-later
 * The small parts of a large document as nodes, for the codecs that read these. */

#pragma once

#include "wire/reprise-json-place-private.h"
#include "wire/reprise-json-tokenizer-private.h"

G_BEGIN_DECLS

JsonNode *reprise_json_tokenizer_read_node (RepriseJsonTokenizer *self,
                                            RepriseJsonToken token,
                                            const RepriseJsonPlace *place);

G_END_DECLS
