/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a restore was not asked for. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPRISE_RESTORE_ERROR (reprise_restore_error_quark ())

/**
 * RepriseRestoreError:
 * @REPRISE_RESTORE_ERROR_RUNNING: another restore of the database has not ended.
 * @REPRISE_RESTORE_ERROR_VIOLATION: as things are now, a rule speaks against it.
 * @REPRISE_RESTORE_ERROR_JOURNAL: the journal cannot be read or written.
 *
 * Nothing was sent, whichever it is; a #RepriseServiceError says more of the service.
 */
typedef enum
{
  REPRISE_RESTORE_ERROR_RUNNING,
  REPRISE_RESTORE_ERROR_VIOLATION,
  REPRISE_RESTORE_ERROR_JOURNAL,
} RepriseRestoreError;

GQuark reprise_restore_error_quark (void);
GError *reprise_restore_error_new_running (void);

G_END_DECLS
