/* SPDX-License-Identifier: GPL-3.0-or-later
 * Programs run as child processes of this one. */

#pragma once

#include "engine/reprise-runner.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_SUBPROCESS_RUNNER (reprise_subprocess_runner_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSubprocessRunner,
                      reprise_subprocess_runner,
                      REPRISE,
                      SUBPROCESS_RUNNER,
                      GObject)

/* environment: the whole environment of every child (nothing is inherited), NAME=value strings.
 * The lab puts its marker in it (engine/reprise-orphans.h), so that its children can be told from
 * others'. */
RepriseRunner *reprise_subprocess_runner_new (const char *const *environment);

G_END_DECLS
