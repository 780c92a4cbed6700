/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can go wrong while real programs are driven. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPRISE_ENGINE_ERROR (reprise_engine_error_quark ())

/**
 * RepriseEngineError:
 * @REPRISE_ENGINE_ERROR_COMMAND_FAILED: A program ended with an error; the message has its last
 * words.
 * @REPRISE_ENGINE_ERROR_NOT_FOUND: A program, file, backup set or node that is needed is not there.
 * @REPRISE_ENGINE_ERROR_TARGET_BUSY: Other work holds the database or one of its data directories.
 * @REPRISE_ENGINE_ERROR_WRONG_STATE: The instance is not in the state that the step needs.
 * @REPRISE_ENGINE_ERROR_SQL: PostgreSQL refused a statement; the message has its words.
 * @REPRISE_ENGINE_ERROR_UNREACHABLE: No connection to an instance.
 * @REPRISE_ENGINE_ERROR_RECOVERY_FAILED: PostgreSQL ended recovery before the target; the message
 * has its words.
 * @REPRISE_ENGINE_ERROR_TIMED_OUT: A step took longer than its visible limit.
 */
typedef enum
{
  REPRISE_ENGINE_ERROR_COMMAND_FAILED,
  REPRISE_ENGINE_ERROR_NOT_FOUND,
  REPRISE_ENGINE_ERROR_TARGET_BUSY,
  REPRISE_ENGINE_ERROR_WRONG_STATE,
  REPRISE_ENGINE_ERROR_SQL,
  REPRISE_ENGINE_ERROR_UNREACHABLE,
  REPRISE_ENGINE_ERROR_RECOVERY_FAILED,
  REPRISE_ENGINE_ERROR_TIMED_OUT,
} RepriseEngineError;

GQuark reprise_engine_error_quark (void);

G_END_DECLS
