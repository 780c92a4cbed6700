/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cloud API's contract, as the service publishes it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *reprise_contract_get_json (void);

G_END_DECLS
