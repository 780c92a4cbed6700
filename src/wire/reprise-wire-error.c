/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be wrong with a document that came from outside. */

#include "config.h"

#include "wire/reprise-wire-error.h"

G_DEFINE_QUARK (reprise_wire_error, reprise_wire_error)
