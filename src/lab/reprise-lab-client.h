/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks a lab that is being served how its databases are. */

#pragma once

#include "wire/reprise-lab-document.h"

G_BEGIN_DECLS

char *reprise_lab_client_dup_address (const RepriseLabDocument *document);
GPtrArray *reprise_lab_client_list_databases (const RepriseLabDocument *document, GError **error);

G_END_DECLS
