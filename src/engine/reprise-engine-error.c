/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can go wrong while real programs are driven. */

#include "config.h"

#include "engine/reprise-engine-error.h"

G_DEFINE_QUARK (reprise_engine_error, reprise_engine_error)
