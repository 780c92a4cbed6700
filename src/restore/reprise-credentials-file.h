/* SPDX-License-Identifier: GPL-3.0-or-later
 * A connection from a file with credentials, such as a lab writes. */

#pragma once

#include "model/reprise-connection.h"

G_BEGIN_DECLS

RepriseConnection *
reprise_credentials_file_decode (GBytes *json, char **client_secret, GError **error);
char *reprise_connection_dup_address_title (const char *address);

G_END_DECLS
