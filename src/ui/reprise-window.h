/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application's window. */

#pragma once

#include "restore/reprise-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_WINDOW (reprise_window_get_type ())
G_DECLARE_FINAL_TYPE (RepriseWindow, reprise_window, REPRISE, WINDOW, AdwApplicationWindow)

RepriseWindow *
reprise_window_new (AdwApplication *application, RepriseBackend *backend, GSettings *settings);

G_END_DECLS
