/* SPDX-License-Identifier: GPL-3.0-or-later
 * Yes, no, or not known. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepriseTristate:
 * @REPRISE_TRISTATE_UNKNOWN: nobody said.
 * @REPRISE_TRISTATE_NO: said to be false.
 * @REPRISE_TRISTATE_YES: said to be true.
 *
 * A boolean that may be absent, where absent does not mean false.
 */
typedef enum
{
  REPRISE_TRISTATE_UNKNOWN,
  REPRISE_TRISTATE_NO,
  REPRISE_TRISTATE_YES,
} RepriseTristate;

G_END_DECLS
