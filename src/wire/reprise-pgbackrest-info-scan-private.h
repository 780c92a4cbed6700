/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents of `pgbackrest info --output=json` of any length. */

#pragma once

#include "wire/reprise-document.h"
#include "wire/reprise-json-place-private.h"
#include "wire/reprise-json-tokenizer-private.h"

G_BEGIN_DECLS

GPtrArray *reprise_pgbackrest_info_scan (RepriseJsonTokenizer *tokenizer,
                                         RepriseJsonToken token,
                                         GPtrArray *notes,
                                         RepriseJsonTolerance tolerance,
                                         const RepriseDocumentWatcher *watcher,
                                         GError **problem);

G_END_DECLS
