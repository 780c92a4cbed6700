/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person can decide about the application. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_PREFERENCES (reprise_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ReprisePreferences,
                      reprise_preferences,
                      REPRISE,
                      PREFERENCES,
                      AdwPreferencesWindow)

ReprisePreferences *reprise_preferences_new (GtkWindow *parent, GSettings *settings);

G_END_DECLS
