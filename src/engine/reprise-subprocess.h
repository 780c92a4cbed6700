/* SPDX-License-Identifier: GPL-3.0-or-later
 * The handle of a child process that goes on running. */

#pragma once

#include "engine/reprise-runner.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_SUBPROCESS (reprise_subprocess_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSubprocess, reprise_subprocess, REPRISE, SUBPROCESS, GObject)

RepriseProcess *reprise_subprocess_new (int pid, GError **error);

G_END_DECLS
