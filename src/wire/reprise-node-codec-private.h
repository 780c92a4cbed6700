/* SPDX-License-Identifier: GPL-3.0-or-later
 * One node of a database as JSON, for the codec of databases. */

#pragma once

#include "model/reprise-credentials.h"
#include "model/reprise-node.h"
#include "wire/reprise-json-place-private.h"

G_BEGIN_DECLS

gpointer reprise_node_read (const RepriseJsonPlace *place);
JsonObject *reprise_node_write (RepriseNode *node, const RepriseCredentials *credentials);
RepriseCredentials *reprise_connection_read (const RepriseJsonPlace *place);
JsonObject *reprise_connection_write (const RepriseCredentials *credentials);

G_END_DECLS
