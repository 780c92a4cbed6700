/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a restore was not asked for. */

#include "config.h"

#include "restore/reprise-restore-error.h"

G_DEFINE_QUARK (reprise_restore_error, reprise_restore_error)
