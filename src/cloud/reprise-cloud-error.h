/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an answer that is no success means. */

#pragma once

#include "cloud/reprise-cloud-message.h"

G_BEGIN_DECLS

GError *reprise_cloud_error_from_reply (const RepriseCloudReply *reply);
GError *reprise_cloud_error_from_write_reply (const RepriseCloudReply *reply);
void reprise_cloud_error_take_wire (GError **error, const char *what, GError *problem);

G_END_DECLS
