/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far something shown has been read. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RepriseLoadState:
 * @REPRISE_LOAD_STATE_LOADING: Nothing is there yet, it is being read.
 * @REPRISE_LOAD_STATE_READY: It was read as it is shown.
 * @REPRISE_LOAD_STATE_REFRESHING: It was read, and is being read again.
 * @REPRISE_LOAD_STATE_STALE: It was read, and reading it again failed.
 * @REPRISE_LOAD_STATE_FAILED: Nothing is there, reading failed.
 */
typedef enum
{
  REPRISE_LOAD_STATE_LOADING,
  REPRISE_LOAD_STATE_READY,
  REPRISE_LOAD_STATE_REFRESHING,
  REPRISE_LOAD_STATE_STALE,
  REPRISE_LOAD_STATE_FAILED,
} RepriseLoadState;

G_END_DECLS
