/* SPDX-License-Identifier: GPL-3.0-or-later
 * Serves a lab: from its directory to its last process. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepriseLabServerFields:
 * @directory: absolute path of the lab
 * @port: port to listen on, 0 for any that is free, or -1 for the one it had before, if it can
 * @port_fd: where to write the port, or -1
 * @with_writer: whether the lab writes rows of its own
 * @token_lifetime_seconds: how long an access token is good for
 */
typedef struct
{
  const char *directory;
  int port;
  int port_fd;
  gboolean with_writer;
  guint token_lifetime_seconds;
} RepriseLabServerFields;

#define REPRISE_TYPE_LAB_SERVER (reprise_lab_server_get_type ())
G_DECLARE_FINAL_TYPE (RepriseLabServer, reprise_lab_server, REPRISE, LAB_SERVER, GObject)

RepriseLabServer *reprise_lab_server_new (const RepriseLabServerFields *fields);
gboolean reprise_lab_server_open (RepriseLabServer *self, GError **error);
void reprise_lab_server_run_async (RepriseLabServer *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
reprise_lab_server_run_finish (RepriseLabServer *self, GAsyncResult *result, GError **error);
void reprise_lab_server_stop (RepriseLabServer *self);

G_END_DECLS
