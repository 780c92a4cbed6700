/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which proxy a request takes: the environment's, else the desktop's, and never one for loopback.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REPRISE_TYPE_CLOUD_PROXY (reprise_cloud_proxy_get_type ())
G_DECLARE_FINAL_TYPE (RepriseCloudProxy, reprise_cloud_proxy, REPRISE, CLOUD_PROXY, GObject)

GProxyResolver *reprise_cloud_proxy_new (char **environment);

G_END_DECLS
