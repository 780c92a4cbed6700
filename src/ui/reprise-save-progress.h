/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far the saving of an inventory is, and what it left out. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_SAVE_PROGRESS (reprise_save_progress_get_type ())
G_DECLARE_FINAL_TYPE (RepriseSaveProgress, reprise_save_progress, REPRISE, SAVE_PROGRESS, AdwWindow)

RepriseSaveProgress *reprise_save_progress_new (GtkWindow *parent, GCancellable *cancellable);
void reprise_save_progress_end (RepriseSaveProgress *self,
                                const char *title,
                                const char *const *sentences);

G_END_DECLS
