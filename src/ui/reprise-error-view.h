/* SPDX-License-Identifier: GPL-3.0-or-later
 * Something that could not be read: what happened, what to do, and another try. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_ERROR_VIEW (reprise_error_view_get_type ())
G_DECLARE_FINAL_TYPE (RepriseErrorView, reprise_error_view, REPRISE, ERROR_VIEW, AdwBin)

RepriseErrorView *reprise_error_view_new (void);
void reprise_error_view_set_error (RepriseErrorView *self, const char *title, const GError *error);

G_END_DECLS
