/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every window and dialog in its states, for tests of what holds for all of them. */

#pragma once

#include "restore-dialog-fixture.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * Screens:
 * @dialog: the service, the clock and the restores
 * @application: what the windows belong to
 * @kept: what the screen needs besides
 */
typedef struct
{
  DialogFixture dialog;
  AdwApplication *application;
  GPtrArray *kept;
} Screens;

/**
 * Screen:
 * @name: what it is called in a test and in the name of its picture
 * @open: shows it; returns its window, which the screens do not own
 */
typedef struct
{
  const char *name;
  GtkWindow *(*open) (Screens *screens);
} Screen;

const Screen *screens_get_all (gsize *n_screens);
void screens_set_up (Screens *self, AdwApplication *application);
GtkWindow *screens_open (Screens *self, AdwApplication *application, const char *name);
void screens_tear_down (Screens *self);

G_END_DECLS
