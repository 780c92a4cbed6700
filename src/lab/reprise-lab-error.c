/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can keep a lab from being served, looked at or taken away. */

#include "config.h"

#include "lab/reprise-lab-error.h"

G_DEFINE_QUARK (reprise_lab_error, reprise_lab_error)
