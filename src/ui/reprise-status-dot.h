/* SPDX-License-Identifier: GPL-3.0-or-later
 * A status as a small mark. */

#pragma once

#include "model/reprise-status.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_STATUS_DOT (reprise_status_dot_get_type ())
G_DECLARE_FINAL_TYPE (RepriseStatusDot, reprise_status_dot, REPRISE, STATUS_DOT, GtkWidget)

RepriseStatusDot *reprise_status_dot_new (void);
RepriseStatus reprise_status_dot_get_status (RepriseStatusDot *self);
void reprise_status_dot_set_status (RepriseStatusDot *self, RepriseStatus status);
const char *reprise_status_dot_get_text (RepriseStatusDot *self);
void reprise_status_dot_set_text (RepriseStatusDot *self, const char *text);
int reprise_status_dot_get_size (PangoContext *context);
void reprise_status_dot_draw (GtkSnapshot *snapshot,
                              RepriseStatus status,
                              const graphene_rect_t *bounds,
                              GtkStyleContext *context,
                              const GdkRGBA *text_color);

G_END_DECLS
