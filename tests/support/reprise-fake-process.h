/* SPDX-License-Identifier: GPL-3.0-or-later
 * A process that is none: it runs until it is signalled or told to end. */

#pragma once

#include "engine/reprise-runner.h"

G_BEGIN_DECLS

#define REPRISE_TYPE_FAKE_PROCESS (reprise_fake_process_get_type ())
G_DECLARE_FINAL_TYPE (RepriseFakeProcess, reprise_fake_process, REPRISE, FAKE_PROCESS, GObject)

RepriseFakeProcess *reprise_fake_process_new (int pid);
void reprise_fake_process_end (RepriseFakeProcess *self);
void reprise_fake_process_set_deaf_to (RepriseFakeProcess *self, int signal_number);
guint reprise_fake_process_count_signals (RepriseFakeProcess *self, int signal_number);

G_END_DECLS
