/* SPDX-License-Identifier: GPL-3.0-or-later
 * Instants as the rules of a restore name them. */

#pragma once

#include "base/reprise-instant.h"

G_BEGIN_DECLS

char *reprise_instant_describe (RepriseInstant instant, RepriseInstant now);
char *reprise_instant_describe_age (RepriseInstant instant, RepriseInstant now);

G_END_DECLS
