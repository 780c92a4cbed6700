/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can keep a lab from being served, looked at or taken away. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPRISE_LAB_ERROR (reprise_lab_error_quark ())

/**
 * RepriseLabError:
 * @REPRISE_LAB_ERROR_DIRECTORY: The directory cannot be used: it holds something else, or is not
 * ours to enter. It was left as it is.
 * @REPRISE_LAB_ERROR_RUNNING: Another process serves the lab of this directory.
 * @REPRISE_LAB_ERROR_NOT_RUNNING: No process serves the lab of this directory.
 * @REPRISE_LAB_ERROR_FAILED: Anything else.
 */
typedef enum
{
  REPRISE_LAB_ERROR_DIRECTORY,
  REPRISE_LAB_ERROR_RUNNING,
  REPRISE_LAB_ERROR_NOT_RUNNING,
  REPRISE_LAB_ERROR_FAILED,
} RepriseLabError;

GQuark reprise_lab_error_quark (void);

G_END_DECLS
