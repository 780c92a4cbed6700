/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a restore was not asked for. */

#include "config.h"

#include "restore/reprise-restore-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (reprise_restore_error, reprise_restore_error)

/**
 * reprise_restore_error_new_running:
 *
 * Returns: (transfer full): that another restore of the database has not ended
 */
GError *
reprise_restore_error_new_running (void)
{
  return g_error_new_literal (REPRISE_RESTORE_ERROR,
                              REPRISE_RESTORE_ERROR_RUNNING,
                              _ ("Another restore of this database has not ended yet."));
}
