/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can keep a lab from being served, looked at or taken away. */

#include "config.h"

#include "lab/reprise-lab-error.h"

G_DEFINE_QUARK (reprise - lab - error - quark, reprise_lab_error)
