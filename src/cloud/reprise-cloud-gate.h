/* SPDX-License-Identifier: GPL-3.0-or-later
 * How many requests are under way to one host, and which ones wait for their turn. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many requests to a host may be under way at the same time. */
#define REPRISE_CLOUD_MAX_REQUESTS 6

#define REPRISE_TYPE_CLOUD_GATE (reprise_cloud_gate_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCloudGate, reprise_cloud_gate, REPRISE, CLOUD_GATE, GObject)

RepriseCloudGate *reprise_cloud_gate_dup_for (GUri *base);
void reprise_cloud_gate_push (RepriseCloudGate *self, GTask *task, gboolean is_first);
gboolean reprise_cloud_gate_remove (RepriseCloudGate *self, GTask *task);
GTask *reprise_cloud_gate_enter (RepriseCloudGate *self);
void reprise_cloud_gate_leave (RepriseCloudGate *self);

G_END_DECLS
